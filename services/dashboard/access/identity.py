"""Who sent a request: by a program's token, by the proxy's header, or by the session of a sign-in."""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Mapping, MutableMapping
from typing import Any, Final

from services.dashboard.access.accounts import Account, Accounts
from services.dashboard.access.people import Person, Role
from services.dashboard.access.settings import Proxy

_BEARER: Final = "bearer "


def by_token(headers: Mapping[str, str], accounts: Accounts) -> Person | None:
    """The account whose token the request carries (RFC 6750)."""
    credentials = headers.get("authorization", "")
    if not credentials.lower().startswith(_BEARER):
        return None
    account = accounts.by_token(credentials[len(_BEARER) :].strip())
    return None if account is None else account.person


def by_proxy(headers: Mapping[str, str], address: str | None, proxy: Proxy) -> Person | None:
    """Whom the proxy names, if the request comes from its address and somebody of that name has a role here."""
    name = headers.get(proxy.name_header.lower(), "")
    if not name or address is None or not _is_within(address, proxy.addresses):
        return None
    groups = (group.strip() for group in headers.get(proxy.groups_header.lower(), "").split(","))
    role = proxy.roles.of({name, *groups} - {""})
    return None if role is None else Person(name, role)


def by_session(session: Mapping[str, Any], accounts: Accounts, now: dt.datetime) -> Person | None:
    """Who signed in, while the session lasts; an account's role is the one it has now, under the password of then."""
    if session.get("until", 0) <= now.timestamp():
        return None
    name = session["name"]
    if "seal" not in session:
        return Person(name, Role(session["role"]))
    account = accounts.find(name)
    return account.person if account is not None and account.seal == session["seal"] else None


def begin_with_password(session: MutableMapping[str, Any], account: Account, until: dt.datetime) -> None:
    """A session of a local account."""
    session.clear()
    session.update(name=account.name, seal=account.seal, until=until.timestamp())


def begin_with_provider(session: MutableMapping[str, Any], person: Person, until: dt.datetime) -> None:
    """A session of somebody whom a provider vouches for, in the role of then."""
    session.clear()
    session.update(name=person.name, role=person.role.value, until=until.timestamp())


def _is_within(address: str, networks: tuple[str, ...]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in ipaddress.ip_network(network) for network in networks)
