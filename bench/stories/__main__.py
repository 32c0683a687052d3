"""What is found in invented stories of many kinds, and what is flagged that should not be.

    python -m bench.stories [--show NAME]

The stories were written by somebody who had seen neither the reader nor the rules: articles of several outlets, what
must be flagged (`expected`, of which some are `optional`: opinions may differ), and between which articles nothing may
be (`silent`). An expectation is met if a flag of its rule, or one of its rules, shows two of its articles at any time,
or the one that it names. A flag that meets none is false. Those that set_aside.txt names are set aside: whoever works
on the reader has looked neither at them nor at how they are read; all others were looked at while it was made.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import click
import msgspec

from schemas.event import FlagId
from schemas.flags import Flag, FlagEvent
from schemas.watch import Rules
from services.cli.contract.check import Article, events_of

FOLDER: Final = Path(__file__).parent


class Told(msgspec.Struct, frozen=True):
    """An article; the same id again is a revision of it."""

    id: str
    outlet: str
    published_at: dt.datetime
    title: str
    text: str


class Expected(msgspec.Struct, frozen=True):
    """What must be flagged, or may be."""

    articles: tuple[str, ...]
    grade: str
    why: str
    rule: str = ""
    rules: tuple[str, ...] = ()
    optional: bool = False

    def is_met(self, flag: Flag) -> bool:
        """Whether a flag is what is expected."""
        shown = {item.article for item in flag.evidence}
        enough = len(shown.intersection(self.articles)) >= min(2, len(set(self.articles)))
        return enough and flag.rule.value in (self.rule, *self.rules)


class Silent(msgspec.Struct, frozen=True):
    """Articles between which nothing may be flagged."""

    articles: tuple[str, ...]
    why: str


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A story and what is expected of it."""

    title: str
    article: tuple[Told, ...]
    expected: tuple[Expected, ...] = ()
    silent: tuple[Silent, ...] = ()


class Score(NamedTuple):
    """Of one story or more: expectations due and met, flags raised and false."""

    due: int
    met: int
    raised: int
    false: int


def names() -> list[str]:
    """The stories by name."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name: str) -> Story:
    """A story by its name."""
    return msgspec.convert(tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")), Story)


def is_set_aside(name: str) -> bool:
    """Whether nobody has looked at how the story is read."""
    return name in (FOLDER / "set_aside.txt").read_text("utf-8").split()


def flags(story: Story) -> dict[FlagId, list[Flag]]:
    """Every version of every flag that the story raises."""
    told = [
        Article(item.id, item.outlet, item.title, item.text.strip(), item.published_at.isoformat())
        for item in story.article
    ]
    found: dict[FlagId, list[Flag]] = {}
    for event in events_of(told, Rules()):
        if isinstance(event, FlagEvent):
            found.setdefault(event.flag.flag, []).append(event.flag)
    return found


def score(story: Story, found: dict[FlagId, list[Flag]]) -> Score:
    """What of the story is found."""
    due = [each for each in story.expected if not each.optional]
    met = [each for each in due if any(each.is_met(flag) for versions in found.values() for flag in versions)]
    false = [versions for versions in found.values() if not _is_expected(story, versions)]
    return Score(len(due), len(met), len(found), len(false))


def _is_expected(story: Story, versions: Sequence[Flag]) -> bool:
    return any(each.is_met(flag) for each in story.expected for flag in versions)


def lines(story: Story, found: dict[FlagId, list[Flag]]) -> Iterator[str]:
    """What became of each expectation, and each flag."""
    for each in story.expected:
        is_met = any(each.is_met(flag) for versions in found.values() for flag in versions)
        wanted = f"{'may' if each.optional else 'must'} {each.rule or ' or '.join(each.rules)} {list(each.articles)}"
        yield f"{'found' if is_met else 'missed':8} {wanted}: {each.why}"
    for versions in found.values():
        kind = "expected" if _is_expected(story, versions) else "false"
        yield f"{kind:8} {spelled(versions[-1])}"


def spelled(flag: Flag) -> str:
    """A flag in one line."""
    return f"{flag.rule.value} {flag.grade.value} {flag.state.value}: {flag.title}: {flag.explanation}"


@click.command()
@click.option("--show", metavar="NAME", help="What became of one story; of one set aside it is a look.")
def main(show: str | None) -> None:
    """Check every story by itself, and sum up by part."""
    if show is not None:
        story = load(show)
        for line in lines(story, flags(story)):
            click.echo(line)
        return
    for part, aside in (("worked on", False), ("set aside", True)):
        scores = [score(story := load(name), flags(story)) for name in names() if is_set_aside(name) is aside]
        due, met, raised, false = (sum(column) for column in zip(*scores, strict=True))
        click.echo(f"{part}, {len(scores)} stories: found {met} of {due} expected; {false} of {raised} flags false")


if __name__ == "__main__":
    main()
