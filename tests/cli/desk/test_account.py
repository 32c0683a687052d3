"""`claimwatch account`, as an operator runs it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Claimwatch

PASSWORD = "correct horse battery"  # noqa: S105 - of accounts that live as long as a test


def test_accounts_are_added_listed_changed_and_removed(started: Claimwatch, tmp_path: Path) -> None:
    file = ("--file", tmp_path / "accounts.json")
    for name in ("rita", "anna"):
        added = started("account", "add", *file, name, given=f"{PASSWORD}\n{PASSWORD}\n")
        assert f"{name} signs in as editor" in added.stdout
    assert started("account", "role", *file, "rita", "reader").stdout == "rita is reader now\n"
    made = started("account", "token", *file, "anna", "exports").stdout.strip()
    assert len(made) >= 43
    listed = started("account", "list", *file).stdout
    assert listed == "anna  editor  tokens: exports\nrita  reader\n"
    assert started("account", "remove", *file, "rita").stdout == "rita is removed\n"
    assert "rita" not in started("account", "list", *file).stdout


def test_faults_say_what_to_do(claimwatch: Claimwatch, tmp_path: Path) -> None:
    file = ("--file", tmp_path / "accounts.json")
    short = claimwatch("account", "add", *file, "anna", "--password", "short")
    assert short.returncode == 1
    assert "use 15 or more" in short.stderr
    missing = claimwatch("account", "role", *file, "anna", "admin")
    assert missing.returncode == 1
    assert "account list" in missing.stderr
    assert "accounts.json holds no account; `claimwatch account add`" in claimwatch("account", "list", *file).stdout
    assert not (tmp_path / "accounts.json").exists()
