"""Which words of a sentence a date belongs to: its clause, and the verb there that is nearest.

    the organ was unveiled, two years late, on | Saturday      the deal was signed in Lima and Quito on | Monday
    the court on | Monday | froze the assets                   had checked the bridge that fell this week since | May

What commas set aside, the second of two nouns, and a relative clause with a date of its own do not part a date from
its verb.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from services.detect.reading.days.clauses import Clause, Told, has, is_at, words_of
from services.detect.reading.days.dates import Date
from services.detect.reading.days.doings import Sort, begins_several
from services.detect.reading.days.verbs import verb_at
from services.detect.reading.inflection import Form
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_REACH: Final = 14
"""Tokens between what happens and its date,"""
_AHEAD: Final = 28
"""and between a date that begins a clause and its verb, behind its subject."""
_INNER: Final = 3
"""Tokens of a wording before the one that is asked."""
_ASIDE: Final = 8
"""Tokens that commas set aside before a date."""


def clause_before(sentence: Sentence, date: Date) -> Clause:
    """The words before a date that may say what happens on it."""
    tokens, breaks = sentence.tokens, words_of(sentence.language)["breaks"]
    end = _past_aside(sentence, date, _past_dated(sentence, date))
    start = end
    while start and end - start < _REACH:
        is_break = tokens[start - 1].lower in breaks
        if is_break and not (_is_aside(sentence, start, end) or _joins_nouns(sentence, start, end)):
            break
        start -= 1
    return Clause(tokens, start, end, sentence.language)


def _past_aside(sentence: Sentence, date: Date, end: int) -> int:
    """Before what commas set aside: "was unveiled | , two years late, on Saturday", as the date itself may be."""
    tokens, behind = sentence.tokens, date.time.last
    if not end or tokens[end - 1].text != ",":
        return end
    opening = next((k for k in range(end - 2, max(0, end - _ASIDE), -1) if tokens[k].text == ","), None)
    if opening is None or _breaks(sentence, opening + 1, end - 1):
        is_aside = behind == len(tokens) or is_at("breaks", tokens, behind, sentence.language)
        return end - 1 if is_aside and date.start < date.time.first else end
    return opening


def _past_dated(sentence: Sentence, date: Date) -> int:
    """Before a relative clause that ends in a date of its own: "had checked the bridge | that fell this week"."""
    tokens, language = sentence.tokens, sentence.language
    if date.behind is None:
        return date.start
    for k in range(date.behind - 1, max(-1, date.behind - _REACH), -1):
        if is_at("relative", tokens, k, language) or is_at("at_place", tokens, k, language):
            return k - (k > 0 and tokens[k - 1].text == ",")
        if is_at("breaks", tokens, k, language):
            break
    return date.start


def _breaks(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another clause begins among the tokens [first, last), or a verb stands there."""
    clause = Clause(sentence.tokens, first, last, sentence.language)
    return clause.has("breaks", first, last) or any(_is_verb(clause, k) for k in range(first, last))


def _is_verb(clause: Clause, k: int) -> bool:
    return any(doing.sort in (Sort.DO, Sort.SUFFER) and doing.forms != {Form.GERUND} for doing in clause.doings(k))


def _joins_nouns(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the break before token `start` only joins two nouns: "in Lima | and | Quito on Monday"."""
    tokens, language = sentence.tokens, sentence.language
    return start < end and is_at("and", tokens, start - 1, language) and not _breaks(sentence, start, end)


def _is_aside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words up to a date only say of what stands before that it takes place: "the raid, carried out"."""
    tokens, language = sentence.tokens, sentence.language
    said = tokens[start:end]
    if is_at("relative", said, 0, language):
        return tokens[start - 1].text == "," and _is_aside(sentence, start + 1, end)
    leads = is_at("relative", tokens, start - 1, language)
    name = "occurring" if leads else "staged"
    is_said = bool(said) and all(has(name, [token], language) for token in said)
    return is_said and (leads or tokens[start - 1].text == ",")


def verb_past(sentence: Sentence, clause: Clause, date: Date) -> Told | None:
    """What the verb right behind a date tells, whose subject stands before it: "the court on Monday | froze"."""
    tokens, width = sentence.tokens, date.time.last - date.start
    undated: Sequence[Token] = [*tokens[: date.start], *tokens[date.time.last :]]
    k = date.start
    while k < len(undated) and is_at("auxiliaries", undated, k, sentence.language):
        k += 1
    breaks = words_of(sentence.language)["breaks"]
    stop = next((j for j in range(k, len(undated)) if undated[j].lower in breaks), len(undated))
    if k >= stop:
        return None
    told = verb_at(Clause(undated, clause.start, stop, sentence.language), k)
    return None if told is None else replace(told, first=min(told.first, date.start), last=told.last + width)


def nearest_verb(clause: Clause, *, puts_off: bool = False, is_since: bool = False) -> Told | None:
    """What the last verb of a clause before its date tells."""
    tokens, side, wholes = clause.tokens, clause.sets()["side"], _wholes(clause)
    for k in range(clause.end - 1, clause.start - 1, -1):
        if tokens[k].lower in side:
            return None  # "left after the game on Saturday"
        if (told := verb_at(clause, wholes.get(k, k), puts_off=puts_off, is_since=is_since)) is not None:
            return told
    return None


def _wholes(clause: Clause) -> Mapping[int, int]:
    """Where the wording begins that a token is a part of, by the tokens inside one that is no noun's."""
    several = (k for k in range(clause.start, clause.end) if begins_several(clause.tokens[k].lower, clause.language))
    verbs = ((at, doing) for at in several for doing in clause.doings(at) if doing.sort is not Sort.NOUN)
    wholes = dict[int, int]()
    for at, doing in verbs:
        for k in range(at + 1, min(at + _INNER + 1, at + doing.length)):
            wholes.setdefault(k, at)
    return wholes


def first_verb(tokens: Sequence[Token], language: Language, start: int) -> Told | None:
    """What happens by the first verb behind a date that begins a clause."""
    breaks, stop = words_of(language)["breaks"], start - 1
    for k in range(start, min(len(tokens), start + _AHEAD)):
        if tokens[k].lower in breaks and tokens[k].text != ",":
            return None
        if stop < k:
            stop = next((j for j in range(k, len(tokens)) if tokens[j].lower in breaks), len(tokens))
        clause = Clause(tokens, k, stop, language)
        if (told := verb_at(clause, k)) is not None and not _describes(clause, k):
            return told
    return None


def _describes(clause: Clause, k: int) -> bool:
    """Whether a verb only says which one is told of: "a bus | carrying | pilgrims overturned"."""
    return all(doing.forms == {Form.GERUND} for doing in clause.doings(k))
