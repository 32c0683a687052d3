"""`claimwatch init`."""

from __future__ import annotations

from pathlib import Path

import click

from services.cli.configuration import load
from services.cli.init.answers import PASSWORD, TOKEN, Answers, MailAnswer, SlackAnswer, compose
from services.cli.init.questions import ask


@click.command()
@click.option(
    "-c",
    "--config",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default="claimwatch.yaml",
    show_default=True,
    help="The file to write; it must not be there yet.",
)
@click.option(
    "--opml",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take outlets from a feed reader's list.",
)
@click.option("--private", is_flag=True, help="Outlets may have addresses inside your own network.")
def init(*, path: Path, opml: Path | None, private: bool) -> None:
    """Write a configuration by asking a few questions.

    They are about outlets, a claim to watch, and where alerts go.
    """
    if path.exists():
        raise click.UsageError(f"{path} is there already: change it with an editor, or name another with -c")
    if not path.parent.is_dir():
        raise click.UsageError(f"{path.parent}: there is no such folder; make it, or name another with -c")
    answers = ask(opml, private=private)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(compose(answers))
    except OSError as fault:
        raise click.UsageError(f"{path}: {fault.strerror}; name a file in a folder that is yours") from fault
    load(path, None)  # what was written is checked as whatever anybody writes
    click.echo(f"{path} is written. Next:")
    for step in _next(answers, path):
        click.echo(f"  {step}")


def _next(answers: Answers, path: Path) -> list[str]:
    named = "" if path.name == "claimwatch.yaml" and path.parent == Path() else f" -c {path}"
    steps = [f"claimwatch doctor{named}   # checks feeds, log, mail and Slack", f"claimwatch run{named}"]
    match answers.receiver:
        case SlackAnswer():
            return [f"export {TOKEN}=xoxb-…   # of a bot with chat:write and channels:history", *steps]
        case MailAnswer(username=name) if name:
            return [f"export {PASSWORD}=…", *steps]
    return steps
