"""Who says it: the chain from the outlet inwards to the source, whether at first hand, and whether asserted at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from schemas.statements import Factuality, Scope
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import ENGLISH, vocabulary

_WORDS: Final[dict[str, Any]] = vocabulary(ENGLISH, "attribution")
_VERBS: Final = frozenset(_WORDS["saying"]["verbs"])
_OUTLETS: Final = frozenset(_WORDS["told"]["heads"])
_PRONOUNS: Final = frozenset(_WORDS["saying"]["pronouns"])
_HEADS: Final = frozenset(_WORDS["officials"]["heads"])
_BREAKS: Final = frozenset(('"', ";", ":", ".", "!", "?", "(", ")", "-"))
_CLAUSES: Final = frozenset(
    ("that", "which", "who", "where", "when", "but", "after", "before", "while", "as", "because")
)
_DETERMINERS: Final = frozenset(
    ("the", "a", "an", "this", "its", "one", "two", "three", "four", "several", "some", "many")
)
_SENIORITY: Final = frozenset(("senior", "top", "former", "unnamed", "anonymous", "western", "local"))
_TIME_LEADS: Final = frozenset(_WORDS["saying"]["before_times"])
_MAX_WORDS: Final = 9


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)


_FIRST_HAND: Final = _any_of(_WORDS["firsthand"]["words"])
_FACTUALITY: Final = tuple((Factuality(name), _any_of(words)) for name, words in _WORDS["factuality"].items())
_MODAL: Final = {
    Factuality(name): re.compile(rf"\s{{1,2}}(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for name, words in _WORDS["factuality"].items()
}
"""Of "300 residents could be evacuated": the word right after the figure."""
_SCOPE: Final = tuple((Scope(name), _any_of(words)) for name, words in _WORDS["scope"].items())


class Attribution(NamedTuple):
    """The parties between the outlet and the figure, outermost first; empty when the outlet itself says it."""

    parties: tuple[str, ...]
    first_hand: bool
    rule: str
    known: tuple[str, ...] = ()
    """The parties last named, here or in a sentence before."""


def attribution(tokens: Sequence[Token], flat: str, before: Attribution | None = None) -> Attribution:
    """Who says what this sentence says. `before` is the sentence's before, for what goes on and whom "he" refers to."""
    known = before.known if before is not None else ()
    first_hand = _FIRST_HAND.search(flat) is not None
    for i, token in enumerate(tokens):
        if token.lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
            party = _party_after(tokens, i + 2)
            if party:
                return Attribution((party,), first_hand, "according to", (party,))
        if token.lower in _VERBS:
            party = _party_before(tokens, i) or _party_inverted(tokens, i)
            if party is None or _is_again(party, known):
                if known and (party is not None or (i and tokens[i - 1].lower in _PRONOUNS)):
                    return Attribution(known, first_hand, f"said again: {tokens[i - 1].lower}", known)
                continue
            hearer = _party_after(tokens, i + 1) if token.lower in ("told", "tells") else None
            chain = (hearer, party) if hearer and _is_outlet(hearer) else (party,)
            return Attribution(chain, first_hand, f"verb of saying: {token.lower}", chain)
    if before is not None and flat.lstrip().startswith('"'):
        return Attribution(before.parties, first_hand or before.first_hand, "quotation goes on", known)
    return Attribution((), first_hand, "outlet", known)


def _is_again(party: str, known: Sequence[str]) -> bool:
    """Whether an office by itself refers to the party last named: "the spokesman said" after "an army spokesman"."""
    office = party.lower()
    return bool(known) and " " not in office and office in _HEADS and office in known[-1].lower().split()


def is_moment_of_saying(sentence: Sentence, start: int) -> bool:
    """Whether the time at a character of the text dates the saying: "officials said on Monday"."""
    before = [token.lower for token in sentence.tokens if token.start < start][-3:]
    while before and before[-1] in _TIME_LEADS:
        before.pop()
    return bool(before) and before[-1] in _VERBS


def factuality(flat: str, start: int, end: int) -> tuple[Factuality, str]:
    """Whether the words before the figure, a modal right after it, or a question take it back; with the rule's name."""
    if flat.rstrip().endswith("?"):
        return Factuality.ASKED, "question"
    for name, pattern in _FACTUALITY:
        match = pattern.search(flat, max(0, start - 60), start) or _MODAL[name].match(flat, end)
        if match is not None:
            return name, f"{name.value}: {match.group().strip().lower()}"
    return Factuality.ASSERTED, ""


def scope(flat: str) -> Scope:
    """What part the sentence limits itself to."""
    return next((name for name, pattern in _SCOPE if pattern.search(flat)), Scope.WHOLE)


def _party_before(tokens: Sequence[Token], verb: int) -> str | None:
    i = verb
    while i and verb - i < _MAX_WORDS:
        word = tokens[i - 1]
        if word.text in _BREAKS or word.lower in _CLAUSES or (word.text == "," and not _continues(tokens, i, verb)):
            break
        if word.text[0].isdigit():  # "On January 30 the Example Times reported"
            break
        i -= 1
    return _name(tokens[i:verb])


def _continues(tokens: Sequence[Token], i: int, verb: int) -> bool:
    """A comma inside a party: "John Doe, a spokesman for the ministry, said"."""
    return i == verb or (tokens[i].lower in ("a", "the") and tokens[verb - 1].text == ",")


def _party_inverted(tokens: Sequence[Token], verb: int) -> str | None:
    """As in: "…", said the army chief."""
    if verb and tokens[verb - 1].text in '",' and tokens[verb].lower in ("said", "says", "added"):
        return _party_after(tokens, verb + 1)
    return None


def _party_after(tokens: Sequence[Token], start: int) -> str | None:
    i = start
    while i < len(tokens) and i - start < _MAX_WORDS:
        word = tokens[i]
        if (
            word.text in _BREAKS
            or word.text == ","
            or word.lower in _CLAUSES
            or word.lower in _VERBS
            or word.lower in ("on", "in")
        ):
            break
        i += 1
    return _name(tokens[start:i])


def _name(words: Sequence[Token]) -> str | None:
    """The party's name: determiners and seniority left out; only known offices and proper names are parties."""
    kept = [word for word in words if word.text not in ',"']
    while kept and (kept[0].lower in _DETERMINERS or kept[0].lower in ("on", "in", "and")):
        kept = kept[1:]
    kept = [word for word in kept if word.lower not in _SENIORITY and word.lower not in ("has", "have", "had", "also")]
    kept = [word for word in kept if word.lower not in _DETERMINERS or word.lower == "the"]
    if not kept or len(kept) > _MAX_WORDS or kept[-1].lower in _PRONOUNS:
        return None
    if not any(word.lower in _HEADS or word.lower in _OUTLETS for word in kept) and not kept[-1].text[0].isupper():
        return None
    if any(word.text[0].isdigit() for word in kept):
        return None
    return " ".join(_spelt(word, kept[i + 1 :]) for i, word in enumerate(kept)).replace(" 's", "'s")


def _spelt(word: Token, after: Sequence[Token]) -> str:
    """Proper names as written; an office is in lower case also where it begins a sentence: "Officials said"."""
    if word.text[0].isupper() and (word.lower not in _HEADS or (after and after[0].text[0].isupper())):
        return word.text
    return word.lower


def _is_outlet(party: str) -> bool:
    return party.rsplit(maxsplit=1)[-1].lower() in _OUTLETS
