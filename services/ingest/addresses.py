"""Which network addresses may be dialled.

An outlet's host, or what its redirects name, must not lead to our own network (server-side request forgery, CWE-918).
The registries behind `is_global` are IANA's special-purpose address registries (RFC 6890).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

_NAT64: Final = IPv6Network("64:ff9b::/96")
"""RFC 6052: its last 32 bits are the IPv4 address that is reached."""
_PROVIDERS: Final = frozenset({IPv4Address("168.63.129.16"), IPv6Address("fd00:ec2::254")})
"""Metadata services of cloud providers that lie outside the link-local range."""


def refusal(address: str, *, private: bool) -> str | None:
    """Why an address may not be dialled; None if it may.

    Args:
        address: A numeric address, as resolved.
        private: Loopback and private networks are allowed. Link-local (where clouds keep their machines' secrets),
            multicast, unspecified and reserved addresses never are.
    """
    try:
        found = _reached(ip_address(address))
    except ValueError:
        return f"{address!r} is no numeric address"
    if found in _PROVIDERS or found.is_link_local:
        return f"{address} is link-local or a cloud's own"
    if found.is_multicast or found.is_unspecified or (found.is_reserved and not found.is_loopback):
        return f"{address} is multicast, unspecified or reserved"
    if not found.is_global and not (private and (found.is_private or found.is_loopback)):
        return f"{address} is not on the public internet (say `private: true` for an outlet on your own network)"
    return None


def _reached(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address carries, if it leads there."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None) or address
