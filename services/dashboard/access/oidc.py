"""Sign-in by an OpenID Connect provider: authorization code with PKCE (RFC 7636), state and nonce."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authlib.integrations.starlette_client import OAuth, OAuthError
from httpx import HTTPError
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.access.people import Person
from services.dashboard.access.settings import Oidc


class SignInRefused(Exception):
    """The provider, or what it says of somebody, does not let them in: why, and what to do."""


class Provider:
    """The provider of the configuration; its discovery document is fetched at the first sign-in."""

    def __init__(self, settings: Oidc) -> None:
        self._settings = settings
        self._client = OAuth().register(
            "desk",
            server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
        )

    async def begin(self, request: Request, back: str) -> Response:
        """Send the browser to the provider, to come back to the address `back`.

        Raises:
            SignInRefused: the provider cannot be reached.
        """
        try:
            answer: Response = await self._client.authorize_redirect(request, back)
        except HTTPError as fault:
            raise SignInRefused(f"{self._settings.issuer} cannot be reached: {fault}; try again later") from fault
        return answer

    async def end(self, request: Request) -> Person:
        """Who came back.

        Raises:
            SignInRefused: the provider does not vouch for them, or they have no role here.
        """
        try:
            token = await self._client.authorize_access_token(request)
        except OAuthError as fault:
            raise SignInRefused(f"{self._settings.issuer} refused: {fault.description or fault.error}") from fault
        except JoseError as fault:
            raise SignInRefused(f"what came as {self._settings.issuer}'s word is not: {fault}; begin again") from fault
        except HTTPError as fault:
            raise SignInRefused(f"{self._settings.issuer} cannot be reached: {fault}; try again later") from fault
        return person_of(token.get("userinfo") or {}, self._settings)


def person_of(claims: Mapping[str, Any], settings: Oidc) -> Person:
    """Somebody by the claims of their ID token.

    Raises:
        SignInRefused: they have no name there, an address that was not verified, or no role here.
    """
    name = claims.get(settings.name_claim)
    if not isinstance(name, str) or not name:
        raise SignInRefused(f"the provider does not tell the claim {settings.name_claim!r}; name one that it does")
    if settings.name_claim == "email" and claims.get("email_verified") is False:
        raise SignInRefused(f"{name} has not been verified by the provider; verify it there first")
    groups = claims.get(settings.groups_claim, ())
    told = {name, *([groups] if isinstance(groups, str) else groups)}
    if (role := settings.roles.of(told)) is None:
        raise SignInRefused(f"{name} has no role here; ask an admin to list them, or a group of theirs, under `roles`")
    return Person(name, role)
