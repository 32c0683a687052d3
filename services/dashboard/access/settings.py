"""How people sign in: what stands under `dashboard.access` in the configuration."""

from __future__ import annotations

import ipaddress

import msgspec

from services.dashboard.access.people import Roles


class Oidc(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An OpenID Connect provider (OpenID Connect Core 1.0), by authorization code with PKCE."""

    issuer: str
    """As the provider spells it; its discovery document lies below it."""
    client_id: str
    client_secret: str
    roles: Roles
    name_claim: str = "email"
    """The claim by which somebody is named in the log."""
    groups_claim: str = "groups"
    label: str = "single sign-on"
    """What the button says after "Sign in with"."""

    def __repr__(self) -> str:
        return f"Oidc(issuer={self.issuer!r}, client_id={self.client_id!r}, client_secret=…)"


class Proxy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reverse proxy that has signed people in already and names them in a header."""

    addresses: tuple[str, ...]
    """Networks (CIDR) from which the header is believed; from any other it is not looked at."""
    roles: Roles
    name_header: str = "X-Forwarded-User"
    groups_header: str = "X-Forwarded-Groups"
    """Groups, separated by commas."""

    def __post_init__(self) -> None:
        if not self.addresses:
            raise ValueError("no address is trusted; name the proxy's, such as 10.0.0.5/32")
        for address in self.addresses:
            try:
                ipaddress.ip_network(address)
            except ValueError as fault:
                raise ValueError(f"{fault}; write a network such as 10.0.0.5/32") from fault


class Access(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ways in; with none of them the page is open to whoever reaches this machine's loopback address."""

    accounts: str = ""
    """The file of local accounts, made by `claimwatch account add`."""
    oidc: Oidc | None = None
    proxy: Proxy | None = None
    session_hours: int = 12
    """After so many hours somebody must sign in again."""

    @property
    def is_open(self) -> bool:
        """Whether nobody needs to sign in."""
        return not self.accounts and self.oidc is None and self.proxy is None
