"""`claimwatch`: every command, and what its failures look like.

Exit codes: 0 done, 1 it could not be done (the message says what, where and what to do), 2 wrong usage, 3 a check found
a difference (`replay`), 130 interrupted by Ctrl-C (but the services, which end on it as they should: 0).
"""

from __future__ import annotations

import logging
import sys
from typing import Final

import click

import services
from services.alert.errors import AlertError
from services.cli.account import account
from services.cli.alert import alert
from services.cli.config import config
from services.cli.dashboard import dashboard
from services.cli.demo import demo
from services.cli.doctor.command import doctor
from services.cli.files import check, explain, read
from services.cli.init.command import init
from services.cli.logs import log
from services.cli.replay import replay
from services.cli.run import detect, ingest, run
from services.cli.verdict import verdict
from services.cli.watch import watch
from services.cli.yaml_file import ConfigurationError
from services.dashboard.access.accounts import AccountsError
from services.dashboard.errors import DashboardError
from services.database import UnsuitableDatabase
from services.eventlog.port import EventLogError
from services.ingest.errors import IngestError

FAULTS: Final = (
    *(ConfigurationError, EventLogError, UnsuitableDatabase),
    *(IngestError, AlertError, AccountsError, DashboardError),
)
"""What a user can mend."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(services.VERSION, prog_name="claimwatch")
def claimwatch() -> None:
    """Watch what newsrooms report, and flag figures that drift or contradict one another."""


for command in (
    *(init, demo, run, ingest, detect, alert, dashboard),
    *(read, check, explain, replay, verdict, watch),
    *(log, config, account, doctor),
):
    claimwatch.add_command(command)


def main() -> None:
    """Run the command; faults that a user can mend are told in one line, without a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    code = 1
    try:
        code = _exit_code()
    except* FAULTS as faults:
        for fault in _leaves(faults):
            click.echo(f"claimwatch: {fault}", err=True)
    # Not inside `except*`, where it would be tangled up with what is not caught: that keeps a traceback of its own.
    sys.exit(code)


def _exit_code() -> int:
    try:
        code = claimwatch.main(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except click.Abort:
        click.echo("claimwatch: interrupted", err=True)
        return 130
    return code if isinstance(code, int) else 0


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    return [
        leaf
        for fault in group.exceptions
        for leaf in (_leaves(fault) if isinstance(fault, BaseExceptionGroup) else [fault])
    ]
