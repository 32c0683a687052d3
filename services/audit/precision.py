"""How often flags are right, by the desk's answers: for every rule, claim and outlet.

    flags, verdicts ─▶ the last answer to each flag ─▶ tallies ─▶ precision, with how far it can be trusted

Right is what a desk wants to ask before it repeats a figure: what was confirmed, what led to a correction of our own
copy, and what was explained, where the figures were at odds for a reason. Wrong is what was not comparable or misread.
What nobody answered counts for neither.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from schemas.decisions import VerdictGiven
from schemas.event import FlagId
from schemas.flags import Flag
from schemas.verdicts import Verdict

RIGHT: Final = frozenset({Verdict.CONFIRMED, Verdict.CORRECTED, Verdict.EXPLAINED})

_Z: Final = 1.959963984540054
"""The normal distribution's quantile that leaves 2.5 % at each end."""


class By(StrEnum):
    """What flags are told apart by."""

    ALL = "all"
    RULE = "rule"
    CLAIM = "claim"
    OUTLET = "outlet"


class Interval(NamedTuple):
    """A share lies between these with 95 % confidence."""

    low: float
    high: float


class Tally(NamedTuple):
    """The flags of one rule, claim or outlet, and how they were answered."""

    by: By
    id: str
    """The rule, the claim's id, the outlet; empty of all."""
    name: str
    """As people know it: of a claim its title."""
    answers: Mapping[Verdict, int]
    """Of every verdict, 0 included."""
    unanswered: int

    @property
    def answered(self) -> int:
        return sum(self.answers.values())

    @property
    def right(self) -> int:
        return sum(self.answers[verdict] for verdict in RIGHT)

    @property
    def precision(self) -> float | None:
        """The share of the answered that was right; None where nothing was answered."""
        return self.right / self.answered if self.answered else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's interval of the precision."""
        return wilson(self.right, self.answered) if self.answered else None


def wilson(right: int, of: int) -> Interval:
    """The 95 % score interval of a share, which holds for few and for shares near 0 and 1 too.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
    """
    share, spread = right / of, _Z**2 / of
    middle = share + spread / 2
    half = _Z * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return Interval(max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread)))


def precision(flags: Mapping[FlagId, Flag], verdicts: Iterable[VerdictGiven]) -> list[Tally]:
    """The tallies: all flags, then every rule, claim and outlet, those with most of them first.

    Args:
        flags: the last version of every flag.
        verdicts: the answers; the last to a flag counts.
    """
    answers = {
        given.judgement.flag: given.judgement.verdict for given in sorted(verdicts, key=lambda one: one.decided_at)
    }
    names: dict[tuple[By, str], str] = {}
    counted: dict[tuple[By, str], Counter[Verdict | None]] = {}
    for flag in flags.values():
        for by, id_, name in _groups(flag):
            names[by, id_] = name
            counted.setdefault((by, id_), Counter())[answers.get(flag.flag)] += 1
    found = (
        Tally(*group, names[group], {verdict: some[verdict] for verdict in Verdict}, some[None])
        for group, some in counted.items()
    )
    order = list(By)
    return sorted(found, key=lambda tally: (order.index(tally.by), -tally.answered - tally.unanswered, tally.id))


def _groups(flag: Flag) -> Iterator[tuple[By, str, str]]:
    yield By.ALL, "", "all flags"
    yield By.RULE, flag.rule.value, flag.rule.value
    yield By.CLAIM, flag.claim, flag.title
    for outlet in sorted({evidence.outlet for evidence in flag.evidence}):
        yield By.OUTLET, outlet, outlet
