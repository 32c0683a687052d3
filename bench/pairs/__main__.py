"""What is found in short, plain reports of one thing, and what is flagged where nothing is at odds.

    python -m bench.pairs [--show NAME]

Stories (`bench.stories`) ask for all that a reader of dispatches must do; these ask for the plainest of it: first
paragraphs of two desks, or three, that word one thing as desks do. They were written by hands that had seen neither the
reader nor the rules, 40 to 64 a set, 8 to 20 of which are near misses (`none`). A pair is found if a flag that fits its
kind shows two of its articles, or the one whose sum does not come out; any flag on a near miss is false. `worked.toml`
was looked at while the reader was made, `aside.toml` was not: of that only the sums are printed.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click
import msgspec

from bench.stories.__main__ import Score, Story, Told, flags, spelled
from schemas.event import FlagId
from schemas.flags import Flag

_FOLDER: Final = Path(__file__).parent
_PARTS: Final = ("worked", "aside")
_MOVED: Final = ("drift", "contradiction.self")
RULES: Final = {
    "quantity": ("contradiction.quantity", *_MOVED),
    "date": ("contradiction.date", *_MOVED),
    "presence": ("contradiction.presence", "contradiction.date", "contradiction.self"),
    "drift": (*_MOVED, "contradiction.quantity", "contradiction.date"),
    "self": (*_MOVED, "contradiction.quantity"),
    "circular": ("sourcing.circular",),
    "arithmetic": ("contradiction.arithmetic", "contradiction.quantity"),
    "none": (),
}
"""Those by which a pair of each kind may be found."""


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One desk's."""

    outlet: str
    published_at: dt.datetime
    title: str
    text: str


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reports of one thing, of what kind what is at odds in them is, and why."""

    name: str
    kind: str
    why: str
    article: tuple[Report, ...]


class Set(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The pairs of one part."""

    pair: tuple[Pair, ...]


def load(part: str) -> tuple[Pair, ...]:
    """The pairs of a part."""
    return msgspec.convert(tomllib.loads((_FOLDER / f"{part}.toml").read_text("utf-8")), Set).pair


def as_story(pair: Pair) -> Story:
    """The pair as a story of which nothing is said yet."""
    told = (
        Told(f"a{number}", each.outlet, each.published_at, each.title, each.text)
        for number, each in enumerate(pair.article, 1)
    )
    return Story(pair.name, tuple(told))


def fits(flag: Flag, kind: str) -> bool:
    """Whether a flag is what a pair of a kind is about: a sum stands in one article, all else between two."""
    least = 1 if kind == "arithmetic" else 2
    return flag.rule.value in RULES[kind] and len({item.article for item in flag.evidence}) >= least


def score(kind: str, found: Mapping[FlagId, Sequence[Flag]]) -> Score:
    """What of a pair of a kind is found, by every version of every flag raised on it."""
    fitting = [any(fits(flag, kind) for flag in versions) for versions in found.values()]
    return Score(int(kind != "none"), int(any(fitting)), len(fitting), len(fitting) - sum(fitting))


@click.command()
@click.option("--show", metavar="NAME", help="What became of one pair of those worked on.")
def main(show: str | None) -> None:
    """Check every pair by itself, and sum up by part and kind."""
    if show is not None:
        pair = next(pair for pair in load(_PARTS[0]) if pair.name == show)
        click.echo(f"{pair.kind}: {pair.why}")
        for versions in flags(as_story(pair)).values():
            click.echo(
                f"{'fits' if any(fits(flag, pair.kind) for flag in versions) else 'false':8}{spelled(versions[-1])}"
            )
        return
    for part in _PARTS:
        of_kind: dict[str, list[Score]] = {kind: [] for kind in RULES}
        for pair in load(part):
            of_kind[pair.kind].append(score(pair.kind, flags(as_story(pair))))
        for kind, scores in (*of_kind.items(), ("all", [each for some in of_kind.values() for each in some])):
            due, met, raised, false = (sum(column) for column in zip(*scores, strict=True))
            click.echo(f"{part:8}{kind:12}found {met} of {due}; {false} of {raised} flags false")


if __name__ == "__main__":
    main()
