"""What leads to a number: the bound before it, the verb that moves it, and the bound that may follow.

at least 12 · between 3 and 5 · rose by nearly 40 % · 500 or more
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.patterns import Match
from services.detect.reading.quantities.changes import changes_object
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.cues import Cues, modality
from services.detect.reading.quantities.directions import moving
from services.detect.reading.quantities.measured import Measured
from services.detect.reading.quantities.movements import forms
from services.detect.reading.quantities.ranges import Joined
from services.detect.reading.quantities.signs import sign_before
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

ABOVE: Final = (Modality.AT_LEAST, Modality.MORE_THAN)
BELOW: Final = (Modality.AT_MOST, Modality.LESS_THAN)


class Led(Struct, frozen=True):
    """What leads to a number: where the quantity begins, its bound, and the verb that moves it."""

    first: int
    bound: Modality | None
    moves: Match | None
    changes: bool
    """Whether a verb of direction leads to "from": what follows are two levels, no range."""
    rules: tuple[str, ...]


class _Words(Struct, frozen=True):
    exact: frozenset[str]
    """Words between a bound and its number, but those of a figure known before: "above the 2 % target"."""
    between: frozenset[str]
    """What leads to a range, and joins its words."""
    origins: frozenset[str]
    by: frozenset[str]
    lengths: frozenset[str]
    during: frozenset[str]
    compared: frozenset[str]
    past: frozenset[str]
    spanning: frozenset[str]
    taking: frozenset[str]
    """Verbs of how long something takes: "waited over two years"."""
    particles: frozenset[str]
    """Bounds that are parts of verbs: "handed over";"""
    parted: frozenset[str]
    """of these verbs,"""
    parted_from_nouns: frozenset[str]
    """and of these before what has no unit: "took over 12 villages"."""


def leading(tokens: Sequence[Token], first: int, around: Cues, language: Language) -> Led:
    """The bound before the number or its sign, and the verb before both."""
    words, start = _words(language), first
    match = around.before.get(first)
    if match is None and first and tokens[first - 1].lower in words.exact:
        match = around.before.get(first - 1)
    if match is not None and _is_verbs_own(match, around):
        match = None
    if match is not None:
        start = match.first
    elif first and tokens[first - 1].lower in words.between:
        start = first - 1
        if (match := around.before.get(start)) is not None:
            start = match.first
    moved = moving(start, tokens, around, language)
    if start < first and tokens[start].lower in words.between and not _is_by(tokens, start, words):
        is_from = tokens[start].lower in words.origins
        changes = is_from and (moved is not None or changes_object(tokens, start, around, language))
        return Led(start, modality(match) if match else None, None, changes, ())
    rules = tuple(cue.rule.name for cue in (match, moved) if cue is not None)
    return Led(start, modality(match) if match else None, moved, False, rules)


def unbound(
    tokens: Sequence[Token], led: Led, one: Measured, unit: str | None, language: Language, *, before: int | None
) -> Led:
    """What leads to a number without a bound that belongs to a verb, or says another thing of a length of time.

    handed over | 12 guns · $3 billion | over 10 years · over a 10-second period · higher than | four years ago
    `before`: where the quantity before it ends.
    """
    words = _words(language)
    if led.bound is None or led.first == one.first:
        return led
    word = tokens[led.first].lower
    if led.first and word in words.particles:
        verb = tokens[led.first - 1].lower
        if verb in words.parted or (unit is None and verb in words.parted_from_nouns):
            return replace(led, first=one.first, bound=None)
    if unit not in words.lengths:
        return led
    compared = word in words.compared and one.last < len(tokens) and tokens[one.last].lower in words.past
    spans = word in words.spanning and _spans(tokens, led.first, words, language)
    during = word in words.during and (before == led.first or spans or is_hyphen(tokens, one.first + 1))
    return replace(led, first=one.first, bound=None) if compared or during else led


def _spans(tokens: Sequence[Token], k: int, words: _Words, language: Language) -> bool:
    """Whether what stands before token k happens all that time: "a rise | over two years", but "it took | over"."""
    before = tokens[k - 1] if k else None
    if before is None or not before.text.isalpha():
        return False
    return before.lower not in nouns_of(language).ends and before.lower not in words.taking


def _is_by(tokens: Sequence[Token], start: int, words: _Words) -> bool:
    """Whether a range is how far something moved: "jumped by | between 2 and 3 %", but "was between 2 and 3 %"."""
    return start > 0 and tokens[start - 1].lower in words.by


def _is_verbs_own(bound: Match, around: Cues) -> bool:
    """Whether the bound's first word belongs to a verb before it: "ticked up to 5 %"."""
    verb = around.moves.get(bound.first + 1)
    return verb is not None and verb.first < bound.first


def bound_after(tokens: Sequence[Token], last: int, around: Cues, language: Language) -> Match | None:
    """A bound that follows, unless it leads to another figure or is a name: "above 10 and below 20", "737 Max"."""
    after = around.after.get(last)
    if after is None or (after.last < len(tokens) and _leads_on(tokens, after.last, language)):
        return None
    ahead = (before for at, before in around.before.items() if at < len(tokens) and tokens[at].number is not None)
    if any(before.first < after.last < before.last for before in ahead):
        return None  # "less than 30 and more than 20"
    return None if tokens[last].text.istitle() else after


def _leads_on(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether another figure stands behind a bound: "above 10 and below | 20", "up 9 % and under | the target"."""
    if tokens[k].number is not None or tokens[k].lower in nouns_of(language).determiners:
        return True
    has_sign = k + 1 < len(tokens) and tokens[k + 1].number is not None and sign_before(tokens, k + 1, language)
    return bool(has_sign)  # "$16bn plus | $3bn in shares"


def bound_of(led: Led, after: Match | None) -> Modality | None:
    """The bound before; but "about five hundred or more" is at least so many."""
    if after is not None and led.bound in (None, Modality.ABOUT):
        return modality(after)
    return led.bound


def modality_of(one: Measured, both: Joined | None, bound: Modality | None, *, share: bool) -> Modality:
    """What is made of a number: of two a range, of a share of something a relative figure, else what bounds it."""
    if both is not None:
        return Modality.RANGE
    if share:
        return Modality.RELATIVE
    if one.number.best is None:
        return bound if bound in ABOVE else Modality.VAGUE
    return bound or Modality.EXACT


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")
    ranges = words["ranges"]
    return _Words(
        exact=frozenset(words["exact"]["words"]).difference(words["exact"]["definite"]),
        between=frozenset((*ranges["between"], *ranges["from"])),
        origins=frozenset(ranges["from"]),
        by=frozenset(ranges["over"]),
        lengths=frozenset(words["lengths"]["units"]),
        during=frozenset(words["no_bounds"]["during"]),
        compared=frozenset(words["no_bounds"]["compared"]),
        past=frozenset(words["no_bounds"]["past"]),
        spanning=frozenset(words["no_bounds"]["spanning"]),
        taking=frozenset(forms(language, words["no_bounds"]["taking"])),
        particles=frozenset(words["no_bounds"]["particles"]),
        parted=frozenset(forms(language, words["no_bounds"]["parted"])),
        parted_from_nouns=frozenset(forms(language, words["no_bounds"]["parted_from_nouns"])),
    )
