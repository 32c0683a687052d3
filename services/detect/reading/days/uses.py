"""A wording that tells what happens, in its clause: its subject, its object, what leads to it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from services.detect.reading.days import spoken, topics
from services.detect.reading.days.clauses import Clause
from services.detect.reading.days.doings import Doing, Sort
from services.detect.reading.days.phrases import is_noun
from services.detect.reading.days.topics import Topic
from services.detect.reading.inflection import Form

NOBODY: Final = Topic(("",))
"""Of whom nothing is told that another article could mean."""


class Use(Struct, frozen=True):
    """A wording at token k of a clause, whose auxiliaries begin at token `first`."""

    clause: Clause
    doing: Doing
    first: int
    k: int
    is_since: bool = False
    """Whether what leads to the date behind it says since when."""

    @property
    def last(self) -> int:
        """The token behind it."""
        return self.k + self.doing.length

    def is_led_by(self, *names: str) -> bool:
        """Whether the auxiliary right before it, but for what denies it, is of one of these sets."""
        last = self.k
        while last > self.first and self.clause.is_at("negations", last - 1):
            last -= 1
        return self.first < last and any(self.clause.is_at(name, last - 1) for name in names)

    def subject(self) -> Topic:
        """What ends before it; behind "and", or "after being", whom the clause speaks of."""
        clause, lead = self.clause, self.first - 1
        is_gerund = self.first < self.k and clause.is_at("being", self.first)
        if self.first and (
            clause.has("and", lead, self.first) or (is_gerund and clause.has("clauses", lead, self.first))
        ):
            return spoken.of_clause(clause.tokens, lead, clause.language) or NOBODY
        before = topics.before(clause.tokens, self.k, clause.language)
        if before is None and self.first == self.k and Form.PARTICIPLE in self.doing.forms:
            before = topics.compound(clause.tokens, self.k, clause.language)  # "under a contract | signed on 17 June"
        return before or NOBODY

    def object(self) -> Topic:
        """What begins behind it."""
        return topics.behind(self.clause.tokens, self.last, self.clause.end, self.clause.language) or NOBODY

    def has_object(self) -> bool:
        """Whether a noun follows, and no preposition, nor what ceases: "stopped | working"."""
        if self.last >= self.clause.end:
            return False
        token = self.clause.tokens[self.last]
        if self.clause.is_at("ceasing", self.k) and _is_gerund(self.clause, self.last):
            return False
        return token.lower not in self.clause.sets()["no_objects"] and token.text[0].isalnum()

    def is_between_nouns(self) -> bool:
        """Whether its object alone stands between it and the date, and a noun before it: "parliament | votes on"."""
        clause, at = self.clause, self.k - 1
        is_behind = self.k > clause.start and is_noun(clause.tokens, at, clause.language)
        is_led = is_behind and self.doing.sort is Sort.SUFFER
        return is_led and self.has_object() and not clause.has("auxiliaries", self.last, clause.end)


def _is_gerund(clause: Clause, k: int) -> bool:
    return any(doing.forms == {Form.GERUND} for doing in clause.doings(k))
