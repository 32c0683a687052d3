"""Local accounts: names, roles and password hashes (Argon2id, RFC 9106) in one file that only its owner may read.

    claimwatch account add ─▶ file ─▶ Accounts, which reads it again when it changes

Tokens, for programs, are random: a plain digest of them is kept, as there is nothing to guess.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Final

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.dashboard.access.people import Person, Role
from services.mendable import Mendable

SHORTEST: Final = 15
"""Of a password that is the only factor (NIST SP 800-63B-4, section 3.1.1.2)."""
LONGEST: Final = 1_024
"""So that hashing one costs no more than the next."""
_HASHER: Final = PasswordHasher()
_NOBODY: Final = _HASHER.hash(secrets.token_urlsafe())
"""What a password is compared with where there is no such account, so that both answers take as long."""


class AccountsError(Mendable):
    """The accounts cannot be read or changed: what, where, and what to do."""


class Token(msgspec.Struct, frozen=True):
    """A program's key to what its account may see."""

    label: str
    digest: str


class Account(msgspec.Struct, frozen=True):
    """Somebody who signs in with a password."""

    name: str
    role: Role
    password: str
    """Its hash, in Argon2's own form, which names the parameters."""
    tokens: tuple[Token, ...] = ()

    @property
    def person(self) -> Person:
        return Person(self.name, self.role)

    @property
    def seal(self) -> str:
        """What a session keeps of the password's hash: with a new password older sessions end."""
        return _digest(self.password)[:32]


class Accounts:
    """The accounts of a file, as they are now."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[tuple[int, int], dict[str, Account]] | None = None

    def find(self, name: str) -> Account | None:
        """The account of that name."""
        return self._all().get(name)

    def by_token(self, token: str) -> Account | None:
        """The account that a program's token belongs to."""
        digest = _digest(token)
        owners = (item for item in self._all().values() for known in item.tokens if known.digest == digest)
        return next(owners, None)

    def verified(self, name: str, password: str) -> Account | None:
        """The account, if that is its password. It takes some 50 ms, and as long where there is none."""
        account = self.find(name)
        if len(password) > LONGEST:
            return None
        try:
            _HASHER.verify(_NOBODY if account is None else account.password, password)
        except (VerificationError, InvalidHashError):
            return None
        return account

    def _all(self) -> dict[str, Account]:
        try:
            stat = self._path.stat()
            version = (stat.st_mtime_ns, stat.st_ino)
            if self._read is None or self._read[0] != version:
                self._read = version, {account.name: account for account in read(self._path)}
        except FileNotFoundError:
            return {}
        return self._read[1]


def read(path: Path) -> tuple[Account, ...]:
    """The accounts of a file; none where there is no file yet.

    Raises:
        AccountsError: it is no file of accounts, or cannot be read.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Account, ...])
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise AccountsError(f"{path}: {fault.strerror}; let the service's user read it") from fault
    except msgspec.DecodeError as fault:
        raise AccountsError(f"{path}: {fault}; restore it, or remove it and add the accounts again") from fault


def write(path: Path, accounts: tuple[Account, ...]) -> None:
    """Replace the file whole, or not at all; nobody but its owner may read it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(accounts), indent=2) + b"\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def with_password(accounts: tuple[Account, ...], name: str, role: Role, password: str) -> tuple[Account, ...]:
    """The accounts with this one added, or with its role and password changed; its tokens stay.

    Raises:
        AccountsError: the name or the password will not do.
    """
    if not name or name != name.strip() or not name.isprintable():
        raise AccountsError(f"{name!r} cannot name an account; use printable characters, no space at either end")
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountsError(f"the password has {len(password)} characters; use {SHORTEST} or more, four words, say")
    before = next((account for account in accounts if account.name == name), None)
    account = Account(name, role, _HASHER.hash(password), before.tokens if before else ())
    return (*(other for other in accounts if other.name != name), account)


def with_role(accounts: tuple[Account, ...], name: str, role: Role) -> tuple[Account, ...]:
    """The accounts with this one in another role.

    Raises:
        AccountsError: there is none of that name.
    """
    changed = msgspec.structs.replace(_named(accounts, name), role=role)
    return tuple(changed if other.name == name else other for other in accounts)


def without(accounts: tuple[Account, ...], name: str) -> tuple[Account, ...]:
    """The accounts without this one.

    Raises:
        AccountsError: there is none of that name.
    """
    _named(accounts, name)
    return tuple(account for account in accounts if account.name != name)


def with_token(accounts: tuple[Account, ...], name: str, label: str) -> tuple[tuple[Account, ...], str]:
    """The accounts with a new token for this one (in place of its last of that label), and the token, shown once.

    Raises:
        AccountsError: there is no account of that name.
    """
    account = _named(accounts, name)
    token = secrets.token_urlsafe(32)
    kept = tuple(known for known in account.tokens if known.label != label)
    changed = msgspec.structs.replace(account, tokens=(*kept, Token(label, _digest(token))))
    return tuple(changed if other.name == name else other for other in accounts), token


def session_key(path: Path) -> str:
    """The key that sessions are signed with: kept in a file beside the accounts, made at the first start."""
    with contextlib.suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    if not (key := path.read_text(encoding="ascii").strip()):
        raise AccountsError(f"{path}: it is empty; remove it, and sessions begin anew")
    return key


def _named(accounts: tuple[Account, ...], name: str) -> Account:
    found = next((account for account in accounts if account.name == name), None)
    if found is None:
        raise AccountsError(f"no account is named {name!r}; see `claimwatch account list`")
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
