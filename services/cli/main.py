"""`claimwatch`: every command, and what its failures look like.

Exit codes: 0 done, 1 it could not be done (the message says what, where and what to do), 2 wrong usage, 3 a check found
a difference (`replay`), 130 interrupted by Ctrl-C (but the services, which end on it as they should: 0).
"""

from __future__ import annotations

import logging
import sys

import click

import services
from services.cli.later import Later
from services.mendable import Mendable


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="See it at work: demo. A desk of your own: init, doctor, run.",
)
@click.version_option(services.VERSION, prog_name="claimwatch")
def claimwatch() -> None:
    """Watch what newsrooms report, and flag figures that drift or contradict one another."""


for command in (
    Later("init", "services.cli.init.command:init", "Write a configuration by asking a few questions."),
    Later("demo", "services.cli.demo:demo", "Show what claimwatch makes of two stories, in compressed time."),
    Later("run", "services.cli.running.run:run", "Run everything in this process."),
    Later("ingest", "services.cli.running.ingest:ingest", "Poll the outlets' feeds and append what they publish."),
    Later("detect", "services.cli.running.detect:detect", "Read articles, track claims and raise flags."),
    Later("alert", "services.cli.alert.command:alert", "Deliver flags to the receivers that the routes name."),
    Later(
        "dashboard", "services.cli.desk.dashboard:dashboard", "Serve the desk's pages, and keep them up with the log."
    ),
    Later("read", "services.cli.contract.command:read", "Write what figures, times and statements texts hold."),
    Later("check", "services.cli.contract.command:check", "Check articles against one another."),
    Later("explain", "services.cli.explain:explain", "Show which rules fired on which words of TEXT."),
    Later("replay", "services.cli.log.replay:replay", "Replay a log: does this build make the same of it?"),
    Later("verdict", "services.cli.desk.verdict:verdict", "Answer a flag with the desk's verdict."),
    Later("watch", "services.cli.desk.watch:watch", "The claims that the desk watches."),
    Later("log", "services.cli.log.command:log", "Export, import and watch the event log."),
    Later("config", "services.cli.config.command:config", "The configuration file, and the rules in it."),
    Later(
        "account", "services.cli.desk.account:account", "Local accounts of the desk; what changes here counts at once."
    ),
    Later("doctor", "services.cli.doctor.command:doctor", "Look at all that a desk rests on, and say what to do."),
):
    claimwatch.add_command(command)


def main() -> None:
    """Run the command; faults that a user can mend are told in one line, without a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    code = 1
    try:
        code = _exit_code()
    except* Mendable as faults:
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
