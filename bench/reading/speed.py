"""Sentences a second on one core, in turns with a peer on the same ones, and milliseconds for an article of 5 kB.

Both are timed by the processor's clock: what else a shared machine does then counts for neither.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from services.detect.reading.quantities.quantity import quantities
from services.detect.reading.sentences import sentences
from services.detect.reading.statements import read
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH
from services.wiring.detecting import load_vocabularies

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


def sentence_rates(texts: Sequence[str], interpreter: Path) -> dict[str, list[tuple[float, float]]]:
    """Sentences a second of ours and of quantulum3 in each round, for quantities alone and for whole statements.

    Rounds are in turns, the one that begins changing; the first warms up. The peer runs in its own interpreter. Ours
    has loaded everything, and spares the collector from it, as hosts do.
    """
    load_vocabularies()
    works: dict[str, Callable[[str], object]] = {"quantities": _quantities, "statements": _statements}
    rates: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    with _peer(interpreter, texts) as peer_rate:
        for number in range(ROUNDS + 1):
            for name, work in works.items():
                before = peer_rate() if number % 2 else None
                own = _rate(work, texts)
                rates[name].append((own, peer_rate() if before is None else before))
    return {name: pairs[1:] for name, pairs in rates.items()}


@contextmanager
def _peer(interpreter: Path, texts: Sequence[str]) -> Iterator[Callable[[], float]]:
    """What asks the peer for its sentences a second in another round."""
    command = [str(interpreter), str(Path(__file__).with_name("peers.py")), "rates"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, bufsize=1) as peer:
        ask, answer = peer.stdin, peer.stdout
        if ask is None or answer is None:
            raise RuntimeError("the peer has no pipes")
        print(json.dumps(list(texts)), file=ask)

        def rate() -> float:
            print(file=ask)
            return float(answer.readline())

        yield rate
        ask.close()


def _rate(work: Callable[[str], object], texts: Sequence[str]) -> float:
    begun = time.process_time()
    for text in texts:
        work(text)
    return len(texts) / (time.process_time() - begun)


def article_milliseconds(texts: Sequence[str]) -> list[float]:
    """How long a whole reading of an article of 5 kB takes, over articles made of the texts.

    Everything is loaded, and the collector spared from it, as hosts do.
    """
    load_vocabularies()
    whole = "\n\n".join(texts)
    articles = [whole[at : at + ARTICLE] for at in range(0, min(len(whole), 400 * ARTICLE) - ARTICLE, ARTICLE)]
    taken = []
    for article in articles:
        begun = time.process_time()
        _statements(article)
        taken.append((time.process_time() - begun) * 1000)
    return taken


def _quantities(text: str) -> object:
    return [list(quantities(sentence, ())) for sentence in sentences(flatten(text), ENGLISH)]


def _statements(text: str) -> object:
    return list(read("", text, "", _AT))
