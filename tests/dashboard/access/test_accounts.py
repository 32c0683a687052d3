from __future__ import annotations

import stat
from pathlib import Path

import pytest

from services.dashboard.access.accounts import (
    LONGEST,
    Accounts,
    AccountsError,
    read,
    session_key,
    with_password,
    with_token,
    without,
    write,
)
from services.dashboard.access.people import Role
from tests.dashboard.access.desk import PASSWORD, accounts_in


def test_only_the_right_password_verifies(tmp_path: Path) -> None:
    accounts = Accounts(accounts_in(tmp_path))
    found = accounts.verified("anna", PASSWORD)
    assert found is not None
    assert found.person == ("anna", Role.EDITOR)
    assert accounts.verified("anna", PASSWORD + "x") is None
    assert accounts.verified("nobody", PASSWORD) is None
    assert accounts.verified("anna", "x" * (LONGEST + 1)) is None


def test_the_file_holds_hashes_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = accounts_in(tmp_path)
    assert PASSWORD not in path.read_text()
    assert "$argon2id$" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_change_of_the_file_counts_at_once(tmp_path: Path) -> None:
    path = accounts_in(tmp_path)
    accounts = Accounts(path)
    assert accounts.find("anna") is not None
    write(path, without(read(path), "anna"))
    assert accounts.find("anna") is None
    assert accounts.find("rita") is not None


def test_a_token_is_shown_once_and_a_new_one_of_its_label_replaces_it(tmp_path: Path) -> None:
    path = accounts_in(tmp_path)
    changed, first = with_token(read(path), "anna", "exports")
    changed, second = with_token(changed, "anna", "exports")
    write(path, changed)
    accounts = Accounts(path)
    assert accounts.by_token(first) is None
    found = accounts.by_token(second)
    assert found is not None
    assert found.name == "anna"
    assert second not in path.read_text()


def test_a_new_password_keeps_the_tokens_and_changes_the_seal(tmp_path: Path) -> None:
    before, _ = with_token(read(accounts_in(tmp_path)), "anna", "exports")
    after = with_password(before, "anna", Role.ADMIN, PASSWORD)
    old, new = (next(item for item in some if item.name == "anna") for some in (before, after))
    assert new.tokens == old.tokens
    assert new.role is Role.ADMIN
    assert new.seal != old.seal


@pytest.mark.parametrize(
    ("name", "password", "fault"),
    [
        ("", PASSWORD, "cannot name an account"),
        (" anna", PASSWORD, "no space at either end"),
        ("an\nna", PASSWORD, "printable"),
        ("anna", "too short", "has 9 characters; use 15"),
    ],
)
def test_names_and_passwords_that_will_not_do(name: str, password: str, fault: str) -> None:
    with pytest.raises(AccountsError, match=fault):
        with_password((), name, Role.READER, password)


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(AccountsError, match="no account is named 'anna'"):
        without((), "anna")
    with pytest.raises(AccountsError, match="account list"):
        with_token((), "anna", "exports")


def test_a_file_that_is_none_of_ours_says_so(tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"
    path.write_text('[{"name": 3}]')
    with pytest.raises(AccountsError, match=r"accounts\.json: .*restore it"):
        Accounts(path).find("anna")


def test_the_session_key_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "session.key"
    key = session_key(path)
    assert len(key) >= 48
    assert session_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("")
    with pytest.raises(AccountsError, match="remove it"):
        session_key(path)
