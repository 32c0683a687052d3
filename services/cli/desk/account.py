"""`claimwatch account`: who signs in at the desk with a password, and programs that ask with a token."""

from __future__ import annotations

from pathlib import Path

import click

from services.dashboard.access.accounts import read, with_password, with_role, with_token, without, write
from services.dashboard.access.people import Role

_FILE = click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default="accounts.json",
    show_default=True,
    help="The file that `dashboard.access.accounts` names.",
)
_ROLE = click.Choice([role.value for role in Role])


@click.group()
def account() -> None:
    """Local accounts of the desk; what changes here counts at once."""


@account.command(short_help="Add an account, or change its password.")
@_FILE
@click.argument("name")
@click.option("--role", type=_ROLE, default=Role.EDITOR.value, show_default=True)
@click.password_option(help="Asked for when left out, so that it stays out of the shell's history.")
def add(path: Path, name: str, role: str, password: str) -> None:
    """Add an account, or give it another password; sessions under its old one end."""
    write(path, with_password(read(path), name, Role(role), password))
    click.echo(f"{name} signs in as {role}")


@account.command("role")
@_FILE
@click.argument("name")
@click.argument("given", metavar="ROLE", type=_ROLE)
def role_of(path: Path, name: str, given: str) -> None:
    """Give an account another role."""
    write(path, with_role(read(path), name, Role(given)))
    click.echo(f"{name} is {given} now")


@account.command()
@_FILE
@click.argument("name")
def remove(path: Path, name: str) -> None:
    """Remove an account; its sessions and tokens end."""
    write(path, without(read(path), name))
    click.echo(f"{name} is removed")


@account.command(short_help="Make a token for a program.")
@_FILE
@click.argument("name")
@click.argument("label")
def token(path: Path, name: str, label: str) -> None:
    """Make a token for the program LABEL that asks in the account's name; it is shown this once."""
    changed, made = with_token(read(path), name, label)
    write(path, changed)
    click.echo(made)


@account.command("list")
@_FILE
def list_accounts(path: Path) -> None:
    """List the accounts with their roles and the labels of their tokens."""
    known = sorted(read(path), key=lambda item: item.name)
    if not known:
        click.echo(f"{path} holds no account; `claimwatch account add` makes one")
    for item in known:
        labels = ", ".join(made.label for made in item.tokens)
        click.echo(f"{item.name}  {item.role.value}{f'  tokens: {labels}' if labels else ''}")
