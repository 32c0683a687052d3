"""A language's words of time, and the two grammars over them: of phrases, and of what joins phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct

from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Rule, wordings
from services.detect.reading.times.holidays import Yearly, holidays
from services.detect.reading.times.tense import Tense
from services.detect.reading.vocabulary import Language, inverse, vocabulary

NO_TIME: Final = "no time"
"""What rules mean that find what only looks like a time."""
EDGE: Final = "‹edge›"
"""Stands for a word before the sentence's first and after its last."""
SORTS: Final = {
    sort: f"‹{sort.lower()}›"
    for sort in ("DAY", "MONTH", "YEAR", "PERIOD", "CLOCK", "PART", "MOMENT", "LENGTH", "SET", "REF", "NONE")
}
"""The words that stand for phrases where they are joined."""
YEARLY: Final = {sort: f"‹yearly {sort.lower()}›" for sort in ("DAY", "MONTH", "PERIOD")}
"""Those of phrases that come each year and do not say in which: "May 3", "Christmas", "the third quarter"."""
_TABLES: Final = {
    "months": "month",
    "weekdays": "weekday",
    "weekday_many": "weekday_many",
    "days": "days",
    "units": "unit",
    "units_long": "unit_long",
    "which": "spoken",
    "seasons": "season",
    "parts": "part",
    "tonight": "tonight",
    "halves": "half_of_day",
    "clock_words": "clock_word",
    "nineties": "nineties",
}
"""The vocabulary's tables whose words are a class, and its name."""


class Words(Struct, frozen=True):
    """What the words of time are worth."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    units: Mapping[str, tuple[str, int]]
    which: Mapping[str, int]
    anchored: Mapping[str, int]
    seasons: Mapping[str, int]
    parts: Mapping[str, str]
    halves: Mapping[str, int]
    clock_words: Mapping[str, int]
    parts_of_year: Mapping[str, str]
    fractions: Mapping[str, str]
    nineties: Mapping[str, int]
    edges: Mapping[str, str]
    ordinals: Mapping[str, int]
    holidays: Mapping[str, Yearly]
    plural_endings: tuple[str, ...]
    year_leads: frozenset[str]
    last_words: frozenset[str]
    nearby: frozenset[str]
    tense: Tense


class Grammars(Struct, frozen=True):
    """What finds phrases, and what joins them."""

    phrases: Grammar
    joints: Grammar
    hints: re.Pattern[str]
    """Finds in a spelt sentence what every expression of time has one of."""
    edge: str
    """How a sentence's edge is spelt."""


@cache
def words_of(language: Language) -> Words:
    """The words of time of a language."""
    parts = vocabulary(language, "times")
    tense = parts["tense"]
    named = parts["units"] | parts["unit_letters"] | parts["units_long"]
    return Words(
        months=parts["months"],
        weekdays=parts["weekdays"] | parts["weekday_many"],
        days=parts["days"],
        units={word: (name, many) for word, (name, many) in named.items()},
        which=parts["which"],
        anchored=parts["anchored"],
        seasons=parts["seasons"],
        parts=parts["parts"] | parts["tonight"],
        halves=parts["halves"] | parts["halves_apart"],
        clock_words=parts["clock_words"] | parts["clock_words_apart"],
        parts_of_year=parts["parts_of_year"],
        fractions=parts["fractions"],
        nineties=parts["nineties"],
        edges=inverse(parts["edges"]),
        ordinals=vocabulary(language, "numbers")["ordinals"] | parts["counts"],
        holidays=holidays(parts["holidays"]),
        plural_endings=tuple(parts["plural"]["endings"]),
        year_leads=frozenset(parts["classes"]["year_lead"]),
        nearby=frozenset(parts["classes"]["nearby"]),
        last_words=frozenset(parts["classes"]["last_word"]),
        tense=Tense(
            future=frozenset(tense["future"]),
            modal=frozenset(tense["modal"]),
            past=frozenset(tense["past"]),
            perfect=frozenset(tense["perfect"]),
            past_endings=tuple(tense["past_endings"]),
            stops=frozenset(tense["stops"]),
            possessive=frozenset(tense["possessive"]),
            before_time=frozenset(tense["before_time"]),
            until_then=frozenset(tense["until_then"]),
            from_then=frozenset(tense["from_then"]),
            by_then=frozenset(tense["by_then"]),
            together={word: frozenset(behind) for word, behind in tense["together"].items()},
            nouns={word: frozenset(behind) for word, behind in tense["nouns"].items()},
            months=frozenset(parts["months"]),
            hours=frozenset((*parts["halves"], *parts["clock_words"])),
            until_now=frozenset(tense["until_now"]),
        ),
    )


@cache
def grammars_of(language: Language) -> Grammars:
    """The grammars of a language."""
    parts = vocabulary(language, "times")
    phrases = [*_worded(parts), *_rules(parts["read"], parts["phrases"])]
    joints = _rules(parts["join"], parts["phrases"])
    lexicon = Lexicon(_classes(language, parts), [rule.pattern for rule in (*phrases, *joints)])
    return Grammars(Grammar(lexicon, phrases), Grammar(lexicon, joints), _hints(lexicon, parts), lexicon.letter(EDGE))


def _hints(lexicon: Lexicon, parts: Mapping[str, Any]) -> re.Pattern[str]:
    """What finds in a spelt sentence what every expression of time has one of."""
    told = parts["hints"]
    single = {letter for term in told["classes"] for letter in lexicon.letters(term.split("&"))}
    single |= {letter for word in told["words"] for letter in lexicon.letters([f"={word}"])}
    for wording in _wordings(parts):
        letters = {word: set(lexicon.letters([f"={word}"])) for word in wording}
        if not any(some <= single for some in letters.values()):
            single |= letters[max(reversed(wording), key=len)]  # the longest word is mostly the rarest
    pairs = ("".join(f"[{lexicon.letters(term.split('&'))}]" for term in pair) for pair in told["pairs"])
    return re.compile("|".join((f"[{''.join(sorted(single))}]", *pairs)))


def _rules(table: Iterable[Mapping[str, str]], phrases: Mapping[str, str]) -> list[Rule]:
    """Rules of a table: of two that reach as far, what is no time goes first, and what only looks ahead goes last."""
    rules = [Rule(each["name"], _filled(each["pattern"], phrases), each["means"]) for each in table]
    return sorted(rules, key=lambda rule: (rule.means != NO_TIME, "after:" in rule.pattern))


def _filled(pattern: str, phrases: Mapping[str, str]) -> str:
    for name, meant in phrases.items():
        pattern = pattern.replace(f"{{{name}}}", meant)
    return pattern


def _worded(parts: Mapping[str, Any]) -> list[Rule]:
    """The rules of what is said in fixed words."""
    days = [name for table in parts["holidays"].values() for name in table]
    return [
        *wordings(parts["references"], "reference"),
        *wordings(parts["sets"], "set"),
        *(Rule(f"holiday: {name}", _quoted(name), "holiday") for name in days),
    ]


def _quoted(words: str) -> str:
    escaped = words.replace("'", "''")
    return f"'{escaped}'"


def _wordings(parts: Mapping[str, Any]) -> Sequence[Sequence[str]]:
    """The words of all that is said in fixed words, the shortest first."""
    fixed = [wording for table in (parts["references"], parts["sets"]) for some in table.values() for wording in some]
    days = [name for table in parts["holidays"].values() for name in table]
    return sorted((wording.split() for wording in (*fixed, *days) if not wording.startswith("(")), key=len)


def _classes(language: Language, parts: Mapping[str, Any]) -> dict[str, Iterable[str]]:
    return {
        **parts["classes"],
        **{name: parts[table].keys() for table, name in _TABLES.items()},
        **{sort: [word, YEARLY.get(sort, word)] for sort, word in SORTS.items()},
        "YEARLY": YEARLY.values(),
        "edge": [EDGE],
        "edge_word": [word for some in parts["edges"].values() for word in some],
        "ordinal_word": vocabulary(language, "numbers")["ordinals"].keys(),
    }
