"""`claimwatch config opml`: the outlets, as feed readers take them."""

from __future__ import annotations

from pathlib import Path

import click

from services.cli.configured import configured, load_configuration
from services.ingest.opml import write


@click.command()
@configured
def opml(path: Path) -> None:
    """Write the outlets with their feeds as OPML.

    Feed readers take it, and so does `claimwatch init --opml`.
    """
    click.echo(write(load_configuration(path, secrets=False).outlets), nl=False)
