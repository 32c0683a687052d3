"""The names of those who say something: offices and proper names, as far as their words reach.

two senior Ukrainian officials → Ukrainian officials · John Doe, a spokesman for the ministry, → John Doe …
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_JOINS: Final = frozenset(",&'")
"""Signs that a party's name may hold; at every other one it ends, but for those of `_is_inside`."""
_MAX_WORDS: Final = 12
_ABBREVIATED: Final = 2
"""Letters of an initial or "St" that a full stop follows inside a name."""


class _Words(Struct, frozen=True):
    stops: frozenset[str]
    """Words at which no party's name goes on, after it: clauses, prepositions, verbs of saying."""
    clauses: frozenset[str]
    lead: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    appositions: frozenset[str]
    unsaid: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    finite: frozenset[str]
    """Verbs of a clause before: "shots were fired, police"."""
    page: frozenset[str]
    """Words of the page that stand before a sentence: "Show Caption"."""
    times: frozenset[str]
    """Of the saying, before a party's name or behind it."""
    participles: tuple[str, ...]
    """How verbs end."""
    links: frozenset[str]
    """Words behind which a name may go on with a determiner."""
    ranks: frozenset[str]
    """Offices that a full stop shortens."""
    titles: frozenset[str]
    """What stands before a name that is told again."""
    particles: frozenset[str]
    """Small words inside a name: "al"."""
    papers: frozenset[str]
    """What somebody gave out: "the mayor's statement"."""
    common: frozenset[str]
    """Words before an office that are no proper names."""
    offices: frozenset[str]
    outlets: frozenset[str]
    kinds: frozenset[str]
    """What an organisation is."""


def party_before(tokens: Sequence[Token], end: int, language: Language) -> str | None:
    """The party whose name ends before token `end`: "the army's spokesman | said"."""
    words, i = _words(language), end
    while i and end - i < _MAX_WORDS:
        word = tokens[i - 1]
        if _breaks(tokens, i - 1, words) or word.lower in words.clauses:
            break
        if word.lower in words.finite:  # "shots were fired | police say"
            i = end - 1 if tokens[end - 1].lower in words.offices else end
            break
        if word.text == "," and not _continues(tokens, i, end, words):
            break
        if word.text[0].isdigit():  # "On January 30 the Example Times reported"
            break
        i -= 1
    return _name(tokens[i:end], words)


def party_after(tokens: Sequence[Token], start: int, language: Language) -> str | None:
    """The party whose name begins at token `start`: "according to | the army"."""
    return _name(tokens[start : name_ends(tokens, start, language)], _words(language))


def name_ends(tokens: Sequence[Token], start: int, language: Language) -> int:
    """Where the party's name ends that begins at token `start`."""
    words, i = _words(language), start
    while i < len(tokens) and i - start < _MAX_WORDS:
        word = tokens[i]
        if _breaks(tokens, i, words) or word.text == "," or word.lower in words.stops:
            break
        i += 1
    return i


def is_office(party: str, language: Language) -> bool:
    """Whether a party is told by an office, beside his name or without."""
    offices = _words(language).offices
    return any(word.lower().removesuffix("'s") in offices for word in party.split())


def is_person(party: str, language: Language) -> bool:
    """Whether a party is told by a name, at most with an office or a rank before it."""
    words, names = _words(language), party.split()
    last = names[-1]
    is_name = last.rpartition("-")[2][:1].isupper() and last.lower() not in words.offices | words.outlets | words.kinds
    return is_name and words.links.isdisjoint(names)


def is_pronoun(token: Token, language: Language) -> bool:
    """Whether the word stands for a party named before."""
    return token.lower in _words(language).pronouns


def is_outlet(party: str, language: Language) -> bool:
    """Whether a party's name is that of a publisher."""
    return party.rsplit(maxsplit=1)[-1].lower() in _words(language).outlets


def is_again(party: str, chain: Sequence[str], language: Language) -> bool:
    """Whether a party is one named before: "the spokesman said" after "an army spokesman", "Doe" after "John Doe"."""
    words = _words(language)
    if not chain or party == chain[-1]:
        return False
    known = [word.strip(",").removesuffix("'s") for word in chain[-1].split()]
    if party.lower() in words.offices:
        return party.lower() in [word.lower() for word in known]
    name = [word for word in party.split() if word.lower() not in words.offices | words.titles]
    return bool(name) and is_person(party, language) and set(name) < set(known)


def _breaks(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether a party's name ends at token k: at a sign, but for what one name holds ("Sgt. Doe", "Ellis-Marlow")."""
    word = tokens[k]
    if word.lower in words.page:
        return True
    if word.text[0].isalnum() or word.text in _JOINS or word.lower == POSSESSIVE:
        return False
    if not 0 < k < len(tokens) - 1 or not tokens[k + 1].text[0].isupper():
        return True
    if not tokens[k - 1].text[0].isupper():  # "Omar al-Hassan"
        return tokens[k - 1].lower not in words.particles
    if word.text == ".":
        return tokens[k - 1].lower not in words.ranks and len(tokens[k - 1].text) > _ABBREVIATED
    return not is_hyphen(tokens, k)


def _continues(tokens: Sequence[Token], i: int, end: int, words: _Words) -> bool:
    """A comma inside a party: "John Doe, a spokesman for the ministry, said"."""
    return i == end or (tokens[i].lower in words.appositions and tokens[end - 1].text == ",")


def _name(tokens: Sequence[Token], words: _Words) -> str | None:
    """The party's name: determiners and seniority left out; only known offices and proper names are parties."""
    kept = [word for word in tokens if word.text not in ',"']
    while kept and kept[0].lower in words.lead:
        kept = kept[1:]
    if _holds_clause(kept, words):
        return None
    kept = _without_time([word for word in kept if word.lower not in words.unsaid], words)
    kept = _named(kept, words)
    if len(kept) > 2 and kept[-2].lower == POSSESSIVE and kept[-1].lower in words.papers:
        kept = kept[:-2]
    if not kept or len(kept) > _MAX_WORDS or kept[-1].lower in words.pronouns:
        return None
    is_office = any(word.lower in words.offices or word.lower in words.outlets for word in kept)
    if not is_office and not _is_proper(kept, words):
        return None
    if any(word.text[0].isdigit() for word in kept):
        return None
    name = " ".join(_spelt(word, kept[i + 1 :], words) for i, word in enumerate(kept))
    return name.replace(" '", "'").replace(" .", ".").replace(" - ", "-")


def _holds_clause(kept: Sequence[Token], words: _Words) -> bool:
    """Whether the words are more than a name: "police identified the driver", "deputies received"."""
    if kept and kept[-1].text.islower() and kept[-1].text.endswith(words.participles):
        return True
    led = (before.lower for before, word in pairwise(kept) if word.lower in words.determiners)
    return any(word not in words.links for word in led)


def _without_time(kept: list[Token], words: _Words) -> list[Token]:
    """Without when it was said: "the ministry on Monday | said", "police initially | said", "Meanwhile, police"."""
    is_outlet_s = bool(kept) and kept[-1].text[0].isupper() and kept[-1].lower in words.outlets  # "Sunday Times"
    while kept and not is_outlet_s and kept[0].lower in words.times:
        kept = kept[1:]
    while len(kept) > 1 and not is_outlet_s and kept[-1].lower in words.times:
        kept = kept[:-1]
        if len(kept) > 1 and kept[-1].lower in words.prepositions:
            kept = kept[:-1]
    return kept


def _named(kept: Sequence[Token], words: _Words) -> list[Token]:
    """The proper name alone, where what stands before it only says what goes by it: "the rescue charity Doe House"."""
    at = next((k for k, word in enumerate(kept) if word.text[0].isupper()), len(kept))
    led = kept[at - 1].lower if 0 < at < len(kept) else ""
    return list(kept[at:] if led in words.kinds and all(word.text[0].isupper() for word in kept[at:]) else kept)


def _is_proper(kept: Sequence[Token], words: _Words) -> bool:
    """Whether a proper name stands alone, and not behind what it is a place of: "flood in Marlow"."""
    at = next((k for k, word in enumerate(kept) if word.lower in words.prepositions), len(kept))
    return at > 0 and kept[at - 1].text[0].isupper() and kept[-1].text[0].isupper()


def _spelt(word: Token, after: Sequence[Token], words: _Words) -> str:
    """Proper names as written; an office is in lower case also where it begins a sentence: "Officials said"."""
    if not word.text[0].isupper() or word.text.isupper():
        return word.text
    is_common = word.lower in words.offices or (word.lower in words.common and bool(after))
    return word.lower if is_common and not (after and after[0].text[0].isupper()) else word.text


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")
    parties = table["parties"]
    clauses, prepositions = frozenset(parties["clauses"]), frozenset(parties["prepositions"])
    said = {word for cue in ("saying", "telling", "citing") for word in table["cues"][cue]}
    verbs = said | frozenset(parties["predicates"])
    determiners, articles = frozenset(parties["determiners"]), frozenset(parties["article"])
    return _Words(
        stops=clauses | prepositions | verbs,
        clauses=clauses,
        lead=determiners | prepositions | frozenset(parties["conjunctions"]),
        determiners=determiners,
        articles=articles,
        appositions=frozenset(parties["apposition"]),
        unsaid=frozenset((*parties["seniority"], *parties["auxiliary"])) | (determiners - articles),
        pronouns=frozenset(parties["pronouns"]),
        prepositions=prepositions,
        finite=frozenset(parties["finite"]),
        page=frozenset(parties["page"]),
        times=frozenset(parties["times"]),
        participles=tuple(parties["participles"]),
        links=prepositions | frozenset((*parties["links"], *parties["conjunctions"])),
        ranks=frozenset(vocabulary(language, "subjects")["persons_named"]["ranks"]),
        titles=frozenset(parties["titles"]),
        particles=frozenset(parties["particles"]),
        papers=frozenset(parties["papers"]),
        common=frozenset(parties["common"]),
        offices=frozenset(table["officials"]["heads"]),
        outlets=frozenset(parties["outlets"]),
        kinds=frozenset(table["named"]["kinds"]),
    )
