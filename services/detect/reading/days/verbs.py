"""What a verb, or a state, says to happen to its subject or its object.

the order | was signed    they | signed | the order    the soldiers will be | out of the country    left | on Monday
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.days import topics
from services.detect.reading.days.clauses import Clause, Tense, Told, has, tense_of
from services.detect.reading.days.doings import Doing, Sort, is_noun_too, kind_of
from services.detect.reading.days.phrases import in_singular
from services.detect.reading.days.topics import Topic
from services.detect.reading.inflection import Form
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import vocabulary

_PHRASE: Final = 6
"""Tokens of a noun's phrase with what it is of."""
_DONE: Final = "completion"
_NOBODY: Final = Topic(("",))
"""Of whom nothing is told that another article could mean."""


class _Use(Struct, frozen=True):
    """A wording at token k of a clause, whose auxiliaries begin at token `first`."""

    clause: Clause
    doing: Doing
    first: int
    k: int

    @property
    def last(self) -> int:
        """The token behind it."""
        return self.k + self.doing.length

    def is_led_by(self, *names: str) -> bool:
        """Whether the auxiliary right before it is of one of these sets."""
        return self.first < self.k and any(self.clause.has(name, self.k - 1, self.k) for name in names)

    def subject(self) -> Topic:
        """What ends before it; behind "and", whom the clause speaks of."""
        tokens, language = self.clause.tokens, self.clause.language
        if self.first and self.clause.has("and", self.first - 1, self.first):
            return topics.of_clause(tokens, self.first - 1, language) or _NOBODY
        return topics.before(tokens, self.k, language) or _NOBODY

    def object(self) -> Topic:
        """What begins behind it."""
        return topics.behind(self.clause.tokens, self.last, self.clause.end, self.clause.language) or _NOBODY

    def has_object(self) -> bool:
        """Whether a noun follows, and no preposition."""
        if self.last >= self.clause.end:
            return False
        token = self.clause.tokens[self.last]
        return token.lower not in self.clause.sets()["no_objects"] and token.text[0].isalnum()


def verb_at(clause: Clause, k: int, *, puts_off: bool = False, is_since: bool = False) -> Told | None:
    """What is told by the words from token k on, if they are a verb or a state there.

    What leads to a day may put off until then what is denied before, and end what is so: "will not open | until",
    "is shut | until". What is denied since a day was done then for the last time, as what "was last inspected".
    """
    if not (doings := clause.doings(k)):
        return None  # as most words
    first, words = k, clause.sets()
    while first and clause.tokens[first - 1].lower in words["auxiliaries"]:
        first -= 1
    for doing in doings:
        use = _Use(clause, doing, first, k)
        topic = _befallen(use)
        if topic is not None:
            is_denied = clause.has("denials", first - 1, k)
            if doing.kind in words["checked"] and (clause.has("last", first, k) or (is_denied and is_since)):
                return Told(first, use.last, doing.kind, _last(topic), Tense.PAST)
            what = doing.kind if is_denied is puts_off else _ended(doing, clause) if puts_off else None
            is_nothing = what is None or topic is _NOBODY or what in words["lasting"]
            kind, topic = (None, topic) if is_nothing else _begun(str(what), topic, use)
            return Told(first, use.last, kind, topic, _tense(use))
    return None


def _last(topic: Topic) -> Topic:
    """The thing, of what was done to it for the last time."""
    return replace(topic, ordinals=(*topic.ordinals, "last"))


def _befallen(use: _Use) -> Topic | None:
    """Whom or what it befalls; None where the words are no verb or state."""
    match use.doing.sort:
        case Sort.TOLD:
            return Topic(())
        case Sort.USE:
            return use.object()
        case Sort.STATE:
            return use.subject() if use.is_led_by("passive") else None
        case Sort.NOUN:
            return None
    if not _is_verb(use):
        return None
    return _suffered(use) if use.doing.sort is Sort.SUFFER else _done(use)


def _suffered(use: _Use) -> Topic | None:
    """The object, or in the passive the subject; "the order | signed on Monday" has lost its "that was"."""
    if Form.PARTICIPLE in use.doing.forms and (use.is_led_by("passive") or not use.has_object()):
        return use.subject() if use.is_led_by("passive") or use.last == use.clause.end else None
    return use.object() if use.has_object() else None


def _done(use: _Use) -> Topic | None:
    """The subject; of "after leaving on 3 May" that of the clause."""
    clause, is_gerund = use.clause, Form.GERUND in use.doing.forms
    if is_gerund and not use.is_led_by("passive", "beginning"):
        if not clause.has("clauses", use.k - 1, use.k):
            return None
        return topics.of_clause(clause.tokens, use.k - 1, clause.language) or _NOBODY
    if use.is_led_by("passive") and not is_gerund:
        return None
    is_transitive = use.doing.length == 1 and any(other.sort is Sort.SUFFER for other in clause.doings(use.k))
    if is_transitive and use.has_object():
        return None
    if any(token.number is not None for token in clause.tokens[use.last : clause.end]):
        return _NOBODY  # "left 14 people dead on Monday"
    return use.subject()


def _is_verb(use: _Use) -> bool:
    """Whether a form that may be a noun is a verb here: "will launch", "the rocket launches"."""
    clause, k = use.clause, use.k
    if use.is_led_by("modals", "perfect"):
        return True
    if not use.doing.is_present:
        is_quality = use.has_object() and clause.has("joining", k - 1, k)  # "a tax on | imported | steel"
        return not clause.has("articles", k - 1, k) and not is_quality
    if use.is_led_by("passive"):
        return False
    if use.doing.kind is None:
        return False  # as like as not a noun: "the Brede works"
    one = in_singular(clause.tokens[k], clause.language)
    if use.first == k and one == clause.tokens[k].lower and not _is_plural(clause, k - 1):
        return False  # a base form
    is_third = one != clause.tokens[k].lower and use.last == clause.end  # "the quarantine | ends | on 3 May"
    is_many = k > clause.start and in_singular(clause.tokens[k - 1], clause.language) != clause.tokens[k - 1].lower
    is_noun = not (is_third or is_many) and is_noun_too(one, clause.language)
    return not is_noun and not clause.has("articles", k - 1, k) and not clause.has("joining", k - 1, k)


def _is_plural(clause: Clause, k: int) -> bool:
    """Whether the noun's phrase that ends with token k may be many: "doses of the vaccine | arrive"."""
    for at in range(k, max(-1, k - _PHRASE), -1):
        token = clause.tokens[at]
        if clause.has("plurals", at, at + 1) or in_singular(token, clause.language) != token.lower:
            return True
        if clause.has("breaks", at, at + 1) or clause.has("auxiliaries", at, at + 1):
            return False
    return False


def _tense(use: _Use) -> Tense:
    """Whether it has happened: as its auxiliaries say, with what may hold one ("it'll"), else as its form does."""
    tokens, doing = use.clause.tokens, use.doing
    said: Sequence[Token] = tokens[max(0, use.first - 1) : use.k if doing.forms else use.last]
    told = tense_of(said, use.clause.language)
    if told is not Tense.UNTOLD:
        return told
    if doing.is_present or (doing.sort is Sort.TOLD and has("present", said, use.clause.language)):
        return Tense.FUTURE
    return Tense.PAST if Form.FINITE in doing.forms else Tense.UNTOLD


def _ended(doing: Doing, clause: Clause) -> str | None:
    """What comes when that ends which is told: when no longer shut it is open."""
    ends: Mapping[str, str] = vocabulary(clause.language, "occurrences")["until"]
    return ends.get(doing.kind or "")


def _begun(kind: str, topic: Topic, use: _Use) -> tuple[str, Topic]:
    """What happens, where it is only said to begin or to be done: "the fire broke out" is the day of the fire.

    Of "the force will complete its withdrawal" it befalls the force. When a service is back, it is open again.
    """
    language = use.clause.language
    words = vocabulary(language, "occurrences")
    if kind in words["of_services"] and topic.head in words["of_services"]["heads"]:
        return str(words["of_services"][kind]), topic
    head, of_what = kind_of(topic.head, language), topic.words[:-1]
    if head is not None and kind == words["begun"]["kind"]:
        return head, replace(topic, words=of_what)
    if head in words["done"]["kinds"] and kind == _DONE:
        return str(head), replace(topic, words=of_what) if of_what else use.subject()
    return kind, topic
