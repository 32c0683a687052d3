"""Sentences a second on one core, paired with a peer's on the same ones, and milliseconds for an article of 5 kB."""

from __future__ import annotations

import datetime as dt
import json
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from services.detect.reading.quantities.quantity import quantities
from services.detect.reading.sentences import sentences
from services.detect.reading.statements import read
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH

ROUNDS: Final = 7
ARTICLE: Final = 5_000
_AT: Final = dt.datetime(2019, 6, 3, 12, tzinfo=dt.UTC)


class Pace(NamedTuple):
    """Median, least and greatest of the rounds."""

    median: float
    least: float
    greatest: float


def paced(rounds: Sequence[float]) -> Pace:
    """The pace of some rounds."""
    return Pace(statistics.median(rounds), min(rounds), max(rounds))


def sentence_rates(texts: Sequence[str]) -> dict[str, list[float]]:
    """Sentences a second in each round, for quantities alone and for whole statements; one round warms up."""
    works: dict[str, Callable[[str], object]] = {"quantities": _quantities, "statements": _statements}
    rates: dict[str, list[float]] = {name: [] for name in works}
    for number in range(ROUNDS + 1):
        for name, work in works.items():
            begun = time.perf_counter()
            for text in texts:
                work(text)
            if number:
                rates[name].append(len(texts) / (time.perf_counter() - begun))
    return rates


def peer_rates(texts: Sequence[str], interpreter: Path) -> list[float]:
    """quantulum3's sentences a second in each round, in its own interpreter."""
    script = Path(__file__).with_name("peers.py")
    done = subprocess.run(
        [str(interpreter), str(script), "rates", str(ROUNDS)],
        input="\n".join(json.dumps(text) for text in texts),
        capture_output=True,
        text=True,
        check=True,
    )
    rates: list[float] = json.loads(done.stdout)
    return rates


def article_milliseconds(texts: Sequence[str]) -> list[float]:
    """How long a whole reading of an article of 5 kB takes, over articles made of the texts."""
    whole = "\n\n".join(texts)
    articles = [whole[at : at + ARTICLE] for at in range(0, min(len(whole), 400 * ARTICLE) - ARTICLE, ARTICLE)]
    taken = []
    for article in articles:
        begun = time.perf_counter()
        _statements(article)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _quantities(text: str) -> object:
    return [list(quantities(sentence, ())) for sentence in sentences(flatten(text), ENGLISH)]


def _statements(text: str) -> object:
    return list(read("", text, "", _AT))
