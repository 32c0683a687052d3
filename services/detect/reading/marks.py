"""What the words around a figure mark it as, by which figures of one noun are told apart.

the second day of the strike, its second morning · monthly inflation (a month ago is no rate) · suspected cases
45 are still there · raised its bid to £2.4bn
will also strike on 18 May · the Harvest Party won 41 seats (whose doing it is; who only says so is no doer)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec

from schemas.statements import Marks
from services.detect.reading.alternatives import any_of
from services.detect.reading.clauses.senses import leading
from services.detect.reading.names.gazetteer import is_city
from services.detect.reading.vocabulary import Language, vocabulary

_WORD: Final = re.compile(r"[^\W\d_]+")
_DAY: Final = "day"
_GATHERING: Final = "gathering"
"""What comes again, in the mark of which day or gathering it is."""
_NUMBER: Final = re.compile(r"\d")
_BEGINNING: Final = re.compile(r"\w+")


class _Wordings(NamedTuple):
    """One sort of wordings, and the words with one of which each of them begins."""

    pattern: re.Pattern[str]
    begun: frozenset[str]


class _Words(NamedTuple):
    moved: _Wordings
    further: _Wordings
    left: _Wordings
    rounds: _Wordings
    rated: _Wordings
    sure: _Wordings
    rates: Mapping[str, str]
    """By each wording, for how long a rate is reckoned;"""
    statuses: Mapping[str, str]
    """how sure it is,"""
    of_day: frozenset[str]
    """Parts of a day, of which the first is the first day's;"""
    met: _Wordings
    months: re.Pattern[str]
    """the names of months that are spelt as a gathering is,"""
    gatherings: Mapping[str, str]
    """what people came together for,"""
    staged: _Wordings
    stages: Mapping[str, str]
    """and how far what must be decided has come."""
    senses: frozenset[str]
    """Of what each does of his own."""
    leads: frozenset[str]
    """What leads to a place."""


def marks(quote: str, action: str | None, story: Sequence[str], chain: Sequence[str], language: Language) -> Marks:
    """The marks of a figure.

    Args:
        quote: the words around it.
        action: the sense of its clause.
        story: the words of its story's names, among which a doer's are.
        chain: who says so.
        language: theirs.
    """
    told = _of_words(quote, language)
    doers = _doers(quote, story, chain, language) if leading(action, language) in _words(language).senses else ()
    return msgspec.structs.replace(told, doers=doers) if doers else told


@lru_cache(maxsize=1_024)
def _of_words(quote: str, language: Language) -> Marks:
    """What the words alone tell; of several of what comes again the first of each."""
    words = _words(language)
    lower = words.months.sub(" ", quote).lower()
    told = frozenset(_BEGINNING.findall(lower))
    rounds: dict[str, str] = {}
    for match in _found(words.rounds, lower, told):
        noun = _DAY if match["noun"] in words.of_day else match["noun"]
        rounds.setdefault(noun, match["which"])
    if (met := next(_found(words.met, lower, told), None)) is not None:
        rounds.setdefault(_GATHERING, words.gatherings[met.group()])
    rated = next(_found(words.rated, lower, told), None)
    sure = next(_found(words.sure, lower, told), None)
    staged = next(_found(words.staged, lower, told), None)
    stage = None if staged is None else words.stages[staged.group()]
    return Marks(
        moved=any(_found(words.moved, lower, told)),
        further=any(_found(words.further, lower, told)),
        left=any(_found(words.left, lower, told)),
        rounds=tuple(f"{which} {noun}" for noun, which in sorted(rounds.items())),
        rate=None if rated is None else words.rates[rated.group()],
        status=stage if sure is None else words.statuses[sure["which"]],
    )


def _found(wordings: _Wordings, lower: str, told: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where one is told; not looked for where no word is that could begin it."""
    return iter(()) if wordings.begun.isdisjoint(told) else wordings.pattern.finditer(lower)


def _doers(quote: str, story: Sequence[str], chain: Sequence[str], language: Language) -> tuple[str, ...]:
    """The words of the story's names before the figure, but for those of whoever says so, and of where it is."""
    before = _WORD.findall(_NUMBER.split(quote, maxsplit=1)[0])
    said = {word for party in chain for word in _WORD.findall(party.lower())}
    leads = _words(language).leads
    led = {word for lead, word in pairwise(before) if lead.islower() and lead in leads and is_city(word)}
    words = {word.lower() for word in before if not word.islower() and word not in led}
    return tuple(sorted(words.intersection(story) - said))


@cache
def _words(language: Language) -> _Words:
    table, places = vocabulary(language, "clauses"), vocabulary(language, "subjects")["places_named"]
    rounds, sure = table["rounds"], table["statuses"]
    rates = {wording: name for name, wordings in table["rates"].items() for wording in wordings}
    statuses = {wording: name for name in ("suspected", "confirmed") for wording in sure[name]}
    gatherings = {wording: name for name, wordings in table["gatherings"].items() for wording in wordings}
    stages = {wording: name for name, wordings in table["stages"].items() for wording in wordings}
    which, nouns = any_of(rounds["which"]), any_of([*rounds["nouns"], *rounds["of_day"]])
    apart, months = table["distances"], table["months"]
    behind = any_of([*apart["behind"], *apart["modified"]])
    lengths = rf"(?<!\b{any_of(apart['before'])} )\b{any_of(rates)}\b(?! {behind}\b)"
    named, leads = any_of(months["words"]), any_of(months["leads"])
    return _Words(
        moved=_wordings(table["moves"]["words"]),
        further=_wordings(table["others"]["words"]),
        left=_wordings(table["lasting"]["words"]),
        rounds=_wordings(rounds["which"], rf"\b(?P<which>{which})[ -](?P<noun>{nouns})\b"),
        rated=_wordings(rates, lengths),
        sure=_wordings(statuses, rf"\b(?P<which>{any_of(statuses)})(?: \w+)? {any_of(sure['nouns'])}\b"),
        rates=rates,
        statuses=statuses,
        of_day=frozenset(rounds["of_day"]),
        met=_wordings(gatherings),
        months=re.compile(rf"\b(?i:{leads})\W+{named}\b|\b{named}\W+\d|\d\W+{named}\b"),
        gatherings=gatherings,
        staged=_wordings(stages),
        stages=stages,
        senses=frozenset(leading(sense, language) or sense for sense in table["agents"]["senses"]),
        leads=frozenset((*places["leads"], *places["links"])),
    )


def _wordings(words: Iterable[str], pattern: str | None = None) -> _Wordings:
    begun = (_BEGINNING.match(word) for word in words)
    compiled = re.compile(pattern or rf"\b{any_of(words)}\b")
    return _Wordings(compiled, frozenset(match.group() for match in begun if match is not None))
