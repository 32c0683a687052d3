"""What a desk would ask about two articles, and what not: each corpus holds pairs of texts with the rules they raise.

A pair is silent where `asks` is empty; `why` says what a careful editor sees in it. All are of outlets of their own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from schemas.flags import FlagEvent
from schemas.watch import Rules
from services.cli.contract.check import Article, events_of


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article of the corpus: when it was published, and what it says."""

    at: str
    body: str
    title: str = ""
    outlet: str = ""


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Articles of one story, and the rules that they raise between them."""

    why: str
    text: tuple[Text, ...]
    asks: tuple[str, ...] = ()


CORPUS = {
    f"{path.stem}: {pair.why}": pair
    for path in sorted(Path(__file__).with_name("asked").glob("*.toml"))
    for pair in msgspec.convert(tomllib.loads(path.read_text("utf-8"))["pair"], tuple[Pair, ...])
}


def asked(texts: Sequence[Text]) -> set[str]:
    """The rules that raise a flag at any time as the texts come."""
    articles = [
        Article(f"a{k}", text.outlet or f"The {name} Paper", text.title, text.body, f"{text.at}:00Z")
        for k, (name, text) in enumerate(zip(("Alpha", "Beta", "Gamma", "Delta"), texts, strict=False))
    ]
    return {event.flag.rule.value for event in events_of(articles, Rules()) if isinstance(event, FlagEvent)}


@pytest.mark.parametrize("pair", CORPUS.values(), ids=CORPUS)
def test_what_is_asked(pair: Pair) -> None:
    assert asked(pair.text) == set(pair.asks)
