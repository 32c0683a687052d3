"""Verbs that no kind of deed lists: each is a kind of its own, by the name of its -ing form.

    drained, was drained, will drain, the draining → draining      the amputation → amputating

Of most verbs no word list is needed: what ends as a past does, or follows "will", is a verb's form. Those that tell no
deed, or one that comes again and again, are known by their class (`unlisted.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.endings import Ending, changed, endings
from services.detect.reading.inflection import Form, inflected, spelling_of
from services.detect.reading.vocabulary import Language, vocabulary

_SHORTEST: Final = 5
"""Letters of a past form that is known by its end alone: "fenced", not "bed"."""
_PAST: Final = frozenset((Form.FINITE, Form.PARTICIPLE))
_BASE: Final = frozenset((Form.FINITE,))


class Verb(Struct, frozen=True):
    """A form of a verb; of no kind where what it tells is no deed that has its day."""

    kind: str | None
    forms: frozenset[Form]
    is_present: bool
    """Whether it is a form of the present: "drains"."""


class _Words(Struct, frozen=True):
    known: Mapping[str, Verb]
    bases: Mapping[str, str | None]
    """What verbs tell, also such as are nouns too."""
    past: str
    """How past forms end;"""
    of_past: Sequence[Ending]
    """and what makes the -ing form of one,"""
    of_base: Sequence[Ending]
    """or of a base."""
    of_noun: Sequence[Ending]
    """How nouns of doing end, and what makes a base of one; by the first rule of a verb that no list knows too."""
    ends_of_noun: tuple[str, ...]
    """All ends of these."""
    fleeting: frozenset[str]
    no_doings: frozenset[str]
    families: Mapping[str, str]


def verb_of(word: str, language: Language) -> Verb | None:
    """The verb of which a word is a form wherever it stands, as far as its letters tell."""
    words = _words(language)
    known = words.known.get(word)
    if known is not None or len(word) < _SHORTEST or not (word.endswith(words.past) and word.isalpha()):
        return known
    return Verb(changed(word, words.of_past), _PAST, is_present=False)


def base_of(word: str, language: Language) -> Verb | None:
    """The verb that a word behind "will" is the base of."""
    words = _words(language)
    if not word.isalpha() or word.endswith(words.past):
        return None
    return Verb(kind_of_base(word, language), _BASE, is_present=True)


def doing_of(noun: str, language: Language) -> str | None:
    """What a noun of doing names by its ending: "amputation" → amputating."""
    words = _words(language)
    known = words.known.get(noun)
    if noun in words.no_doings:
        return None
    if known is not None and known.forms == {Form.GERUND}:
        return known.kind
    if not noun.endswith(words.ends_of_noun):
        return None  # as most
    bases = [changed(noun, (rule,)) for rule in words.of_noun if noun.endswith(rule.ends)]
    base = next((base for base in bases if base in words.bases), None)
    if base is not None:
        return words.bases[base]
    is_of_some = bool(bases) and noun.endswith(words.of_noun[0].ends)
    return changed(bases[0], words.of_base) if is_of_some else None


def family_of(kind: str, language: Language) -> str | None:
    """The first kind of its sense, under which all of that sense meet: inoculating → vaccinating."""
    return _words(language).families.get(kind)


def kind_of_base(base: str, language: Language) -> str | None:
    """What a verb tells by its base; None of one that tells no deed, or one that comes again and again."""
    words = _words(language)
    return words.bases[base] if base in words.bases else changed(base, words.of_base)


def is_fleeting(head: str, language: Language) -> bool:
    """Whether the same is done to things of that name again and again: a statement, a price."""
    return head in _words(language).fleeting


@cache
def _words(language: Language) -> _Words:
    table, spelling = vocabulary(language, "unlisted"), spelling_of(language)
    never = {base for bases in table["never"].values() for base in bases}
    verbs = vocabulary(language, "verbs")
    nouns_too = set(verbs["either"])
    known, kinds = dict[str, Verb](), dict[str, str | None]()
    told = (base for bases in _senses(language) for base in bases)
    for base in dict.fromkeys((*verbs["always"], *verbs["either"], *spelling.irregular, *told, *never)):
        forms = list(inflected(base, spelling))
        kind = kinds[base] = None if base in never else forms[-1][0]
        for place, (word, some) in enumerate(forms):
            if place < 2 and (base in nouns_too or base not in verbs["always"]):
                continue  # as like as not a noun
            known.setdefault(word, Verb(kind, some, is_present=place < 2))
    rules = vocabulary(language, "inflection")["verbs"]
    of_noun = endings(rules["base_of_noun"])
    return _Words(
        known=known,
        bases=kinds,
        past=rules["ends_of_past"],
        of_past=endings(rules["gerund_of_past"]),
        of_base=spelling.gerund,
        of_noun=of_noun,
        ends_of_noun=tuple({end for rule in of_noun for end in rule.ends}),
        fleeting=frozenset(table["words"]["fleeting"]),
        no_doings=frozenset(table["words"]["no_doings"]),
        families=_families(kinds, language),
    )


def _families(kinds: Mapping[str, str | None], language: Language) -> Mapping[str, str]:
    """By kind the first kind of the first sense that its verb has."""
    found: dict[str, str] = {}
    for bases in _senses(language):
        told = [kind for base in bases if (kind := kinds[base]) is not None]
        for kind in told:
            found.setdefault(kind, told[0])
    return found


def _senses(language: Language) -> Iterator[Sequence[str]]:
    """The verbs of one word of each sense."""
    for sense in vocabulary(language, "senses").values():
        yield [base for base in (*sense.get("suffer", ()), *sense.get("do", ())) if base.isalpha()]
