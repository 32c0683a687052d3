"""What a noun of doing says to happen: only where the words say that it takes place on the date behind it.

the opening of the bridge | has been put off until …    before the burial on …    experts trace the compromise to …
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from services.detect.reading.days import phrases, topics
from services.detect.reading.days.clauses import Clause, Tense, Told, tense_of
from services.detect.reading.days.doings import Doing, Sort
from services.detect.reading.days.topics import Topic
from services.detect.reading.days.verbs import verb_at
from services.detect.reading.inflection import Form
from services.detect.reading.tokens import POSSESSIVE

_BEFORE: Final = 5
"""Words between a noun of doing and its article."""
_WORDING: Final = 3
"""Tokens of a noun of doing: "prisoner swap"."""
_NO_VERBS: Final = (Sort.NOUN, Sort.STATE)
_OF: Final = 6
"""Tokens of what it is of."""
_BEHIND: Final = 8
"""Tokens behind a date in which it may be said that nothing comes of it: "Friday was called off"."""


def noun_in(clause: Clause, *, until: bool) -> Told | None:
    """What the nearest noun of doing before a date tells; `until` the date are dated only things that are put off."""
    for k in range(clause.end - 1, clause.start - 1, -1):
        doing = next((doing for doing in clause.doings(k) if doing.sort is Sort.NOUN), None)
        if doing is None or _has_object(clause, k):
            continue
        last = k + doing.length
        takes_place = clause.has("occurring", last, clause.end) and not clause.has("denials", last, clause.end)
        if takes_place or _is_led(clause, k, last) or _is_first_told(clause, doing, k, last):
            head, at = _head(clause, doing, k)
            return None if _has_another(clause, head, last) else _told(clause, head, at, until=until)
    return None


def _has_object(clause: Clause, k: int) -> bool:
    """Whether an -ing form is a verb's, as what it is done to stands right behind: "the firm | building | the line"."""
    is_gerund = any(doing.forms == {Form.GERUND} for doing in clause.doings(k))
    behind = clause.tokens[k + 1 : min(k + 2, clause.end)]
    return is_gerund and any(token.text[0].isupper() or clause.is_at("articles", k + 1) for token in behind)


def _head(clause: Clause, doing: Doing, k: int) -> tuple[Doing, int]:
    """The noun of doing of which another is said: "the ruling on the merger" is a ruling."""
    led = _article(clause, k) - 1
    if not clause.is_at("joining", led):
        return doing, k
    starts = range(led - 1, max(clause.start, led - _WORDING) - 1, -1)
    before = ((noun, at) for at in starts for noun in clause.doings(at) if at + noun.length == led)
    return next(((noun, at) for noun, at in before if noun.sort is Sort.NOUN), (doing, k))


def noun_behind(clause: Clause) -> Told | None:
    """What a date before a clause is given for: "gave 4 May for | the launch", "as the day of | the vote"."""
    for k in range(clause.start, clause.end):
        doing = next((doing for doing in clause.doings(k) if doing.sort is Sort.NOUN), None)
        if doing is not None and not clause.is_at("when", k):
            topic = _of(clause, doing, k)
            return None if topic is None else Told(k, k + doing.length, doing.kind, topic, Tense.UNTOLD)
    return None


def noun_owned(clause: Clause) -> Told | None:
    """What a noun of doing tells that a date before the clause belongs to: "Thursday's | school bus crash"."""
    last = next((k for k in range(clause.start, clause.end) if not _is_of_noun(clause, k)), clause.end)
    starts = range(max(clause.start, last - _WORDING), last)
    found = ((doing, k) for k in starts for doing in clause.doings(k) if k + doing.length == last)
    doing, k = next(((doing, k) for doing, k in found if doing.sort is Sort.NOUN), (None, 0))
    if doing is None or _is_called_off(clause, last):
        return None
    topic = _of(replace(clause, tokens=clause.tokens[: clause.end]), doing, k)
    return None if topic is None else Told(k, last, doing.kind, topic, Tense.UNTOLD)


def _is_of_noun(clause: Clause, k: int) -> bool:
    return phrases.is_noun(clause.tokens, k, clause.language)


def _told(clause: Clause, doing: Doing, k: int, *, until: bool) -> Told | None:
    last, topic = k + doing.length, _of(clause, doing, k)
    is_put_off = clause.has("prolonged", last, clause.end)
    if topic is None or (until and not (is_put_off or clause.has("dating", clause.start, k))):
        return None
    said = clause.tokens[last : clause.end]
    tense = (
        Tense.FUTURE if is_put_off else Tense.UNTOLD if _is_quoted(clause, last) else tense_of(said, clause.language)
    )
    return Told(k, last, doing.kind, topic, tense)


def _is_quoted(clause: Clause, last: int) -> bool:
    """Whether "was" may be another's "is": "said that the next meeting | was on 5 May"."""
    told = [k for k in range(last, clause.end) if clause.is_at("occurring", k) or clause.is_at("past", k)]
    return bool(told) and all(clause.is_at("was", k) for k in told)


def _has_another(clause: Clause, noun: Doing, last: int) -> bool:
    """Whether a verb behind it tells another thing of it than that it takes place: "the strike ends"."""
    verbs = ((k, doing) for k in range(last, clause.end) for doing in clause.doings(k) if doing.sort not in _NO_VERBS)
    told = (doing for k, doing in verbs if doing.length > 1 or not clause.is_at("occurring", k))  # "was | put out"
    behind = [k for k in range(last, clause.end) if not clause.is_at("occurring", k)]
    states = (doing for k in behind if clause.is_at("passive", k - 1) for doing in clause.doings(k))
    others = (doing for doing in (*told, *states) if doing.kind and Form.GERUND not in doing.forms)
    return any(doing.kind != noun.kind for doing in others)


def _is_led(clause: Clause, k: int, last: int) -> bool:
    """Whether a date right behind a noun, or behind what it is of, is its own: "before the burial on Thursday"."""
    led = _article(clause, k)
    has_article = led < k and clause.is_at("articles", led)
    if (has_article or led < k) and clause.is_at("performing", led - 1) and _ends(clause, last):
        return True
    if clause.is_at("dating", led - 1):
        return last == clause.end or clause.is_at("joining", last)
    is_owned = _is_whose(clause, led) or any(token.lower == POSSESSIVE for token in clause.tokens[led:k])
    is_definite = is_owned or (has_article and not clause.is_at("indefinite", led))
    begins = led == clause.start and all(_is_of_noun(clause, at) for at in range(led + has_article, k))
    begins = begins and verb_at(clause, k) is None  # "the exams | start"
    begins = begins and not _is_called_off(clause, clause.end)
    return is_definite and (begins or clause.is_at("around", led - 1)) and _ends(clause, last)


def _is_called_off(clause: Clause, k: int) -> bool:
    """Whether it is said behind token k that nothing came of it; no month is such a word ("may")."""
    behind = clause.tokens[k : k + _BEHIND]
    return not clause.sets()["cancelling"].isdisjoint([token.text for token in behind])


def _is_whose(clause: Clause, k: int) -> bool:
    """Whether a clause begins with a noun that is of whom stands before it: "the singer, whose | death"."""
    return k == clause.start > 1 and clause.is_at("whose", k - 1)


def _ends(clause: Clause, last: int) -> bool:
    """Whether a clause ends with a noun of doing, of what it is and where: "the departure of a part of the force"."""
    tokens, language, words = clause.tokens, clause.language, phrases.words_of(clause.language)
    if last < clause.end and not (clause.is_at("joining", last) or clause.is_at("where", last)):
        return False
    return all(
        phrases.is_noun(tokens, k, language)
        or phrases.leads(tokens[k], words)
        or any(clause.is_at(name, k) for name in ("joining", "where"))
        for k in range(last, clause.end)
    )


def _is_first_told(clause: Clause, doing: Doing, k: int, last: int) -> bool:
    """Whether a date behind "in a crash" is its own: between them nothing is done, and told only of what it is."""
    start, sets = _article(clause, k), clause.sets()
    is_led = start == clause.start or clause.is_at("within", start - 1)
    if not is_led or doing.kind not in sets["alone"] or not clause.is_at("indefinite", start):
        return False
    between = range(last, clause.end)
    told = (other for at in between for other in clause.doings(at) if other.sort is not Sort.NOUN)
    is_said = any(clause.has(name, last, clause.end) for name in ("passive", "perfect", "modals"))
    return not is_said and next(told, None) is None


def _article(clause: Clause, k: int) -> int:
    """The token at which a noun's phrase begins: its article, where it has one."""
    start, stops = k, clause.sets()["no_nouns"]
    while start and k - start < _BEFORE and clause.tokens[start - 1].lower not in stops:
        start -= 1
    return start - clause.is_at("articles", start - 1)


def _of(clause: Clause, doing: Doing, k: int) -> Topic | None:
    """What it befalls: told behind it, or in compounds before it; who does it is not that."""
    tokens, language, last = clause.tokens, clause.language, k + doing.length
    if last < clause.end and clause.is_at("of", last):
        ordinals = before.ordinals if (before := topics.compound(tokens, k, language)) is not None else ()
        return topics.behind(tokens, last + 1, min(clause.end, last + _OF), language, ordinals)
    if clause.is_at("his", k - 1):
        return None
    if _is_whose(clause, k):
        return topics.compound(tokens, k - 1 - (tokens[k - 2].text == ","), language)
    if doing.kind in clause.sets()["authored"]:
        return Topic(())
    return topics.compound(tokens, k, language) or Topic(())
