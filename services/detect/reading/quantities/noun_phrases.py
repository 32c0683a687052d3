"""Nouns' phrases without a parser: by what cannot be a noun, and by what makes the next word a verb ("can run")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from services.detect.reading.quantities.counted import Nouns, nouns_of
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_LONGEST: Final = 6
"""Tokens of a phrase."""
_JOINTS: Final = frozenset(("-", "&", "'s"))


class Words(NamedTuple):
    """What tells nouns from other words, and what leads from a noun to its measure; quantities.toml has them."""

    links: frozenset[str]
    kinds: frozenset[str]
    """Words that say of what kind: "in gains"."""
    dimensions: frozenset[str]
    """Of what only the measure's own dimension is told: "in depth"."""
    changes: frozenset[str]
    """Nouns of change that a measure may stand before: "a 5 % drop in sales"."""
    determiners: frozenset[str]
    fillers: frozenset[str]
    """Of these, what may stand between a word that leads to a measure and the measure."""
    clauses: frozenset[str]
    articles: frozenset[str]
    prepositions: frozenset[str]
    absolutes: frozenset[str]
    """Of these, what may lead to the subject of a verb: "with shares down 7 %"."""
    places: frozenset[str]
    """Prepositions that may lead from a noun to its measure: "the shot from 30 yards"."""
    leading: frozenset[str]
    """Words that may lead from a noun to its measure besides: "a grant worth $3 million"."""
    changing: frozenset[str]
    """Verbs whose object is what a measure is of: "cut its dividend to 20 cents"."""
    goals: frozenset[str]
    """What leads from such an object to its measure."""
    relatives: frozenset[str]
    verbal: frozenset[str]
    """Words after which a word is a verb: "can run"."""
    verbs: frozenset[str]
    auxiliaries: frozenset[str]
    either: frozenset[str]
    """Words that are verbs behind a noun, and nouns elsewhere."""
    joints: frozenset[str]
    """Of what may begin a clause, what joins nouns too."""
    infinitives: frozenset[str]
    no_nouns: frozenset[str]
    progressive: frozenset[str]
    """Words after which an ending of the kind tells a verb even of a noun: "was trading"."""
    endings: tuple[str, ...]
    """Of adverbs and participles, which are no nouns either."""
    ending_nouns: frozenset[str]
    """Nouns though they end so."""
    units: frozenset[str]
    lengths: frozenset[str]
    """Units of time."""
    shares: frozenset[str]
    """The words and signs of per cent."""
    signs: frozenset[str]
    """Of money, which initials may stand before: "AU $5"."""
    nouns: Nouns


def phrases(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> Iterator[tuple[bool, str]]:
    """The nouns' phrases of tokens [begin, stop), each with whether a preposition leads to it."""
    return ((led, _text(tokens, first, last)) for led, first, last in spans(tokens, begin, stop, words))


def spans(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> Iterator[tuple[bool, int, int]]:
    """The same phrases by their tokens [first, last)."""
    k, led = begin, False
    while k < stop:
        measures = k > 1 and tokens[k - 2].number is not None and is_hyphen(tokens, k - 1)  # "a 10-year | yield"
        end = k if measures else run_end(tokens, k, stop, words)
        if end == k:
            led = tokens[k].lower in words.prepositions or (led and tokens[k].lower in words.determiners)
            k += 1
            continue
        is_time = end == k + 1 and tokens[k].lower in words.lengths  # "this year"
        is_unit = k > 0 and tokens[k - 1].number is not None and tokens[end - 1].lower in words.units  # "2 months, 14"
        if not (is_time or is_unit):
            if led and tokens[k - 1].lower in words.absolutes and end < len(tokens) and is_verb(tokens, end, words):
                led = False  # "with Marlow down 7 %"
            end = _past_complement(tokens, end, stop, words)
            yield led, k, end - _closes_with_verb(tokens, k, end, stop, words)
        k, led = end, False


def _past_complement(tokens: Sequence[Token], end: int, stop: int, words: Words) -> int:
    """Past the "of …" that a noun's phrase ending before token `end` has: "number | of visitors"."""
    if end >= stop or tokens[end].lower not in words.links:
        return end
    start = end + 1
    while start < stop and tokens[start].lower in words.nouns.determiners | words.articles:
        start += 1
    after = run_end(tokens, start, stop, words)
    return after if after > start else end


def _closes_with_verb(tokens: Sequence[Token], k: int, end: int, stop: int, words: Words) -> bool:
    """Whether the last word of tokens [k, end) touches the measure as only a verb does: "the company employs 4,200"."""
    if end < stop or end - k == 1 or tokens[stop].lower in words.clauses:
        return False
    return tokens[end - 1].text.isalpha() and tokens[end - 1].text.islower()


def run(tokens: Sequence[Token], start: int, stop: int, words: Words) -> str | None:
    """The phrase that begins at token `start`."""
    end = run_end(tokens, start, stop, words)
    return _text(tokens, start, _past_complement(tokens, end, stop, words)) if end > start else None


def run_end(tokens: Sequence[Token], start: int, stop: int, words: Words) -> int:
    """The token behind the phrase that begins at token `start`."""
    end, stop = start, min(stop, start + _LONGEST)
    while end < stop and (is_noun(tokens, end, words) or (end > start and _goes_on(tokens, end, stop, words))):
        end += 1
    return end


def run_before(tokens: Sequence[Token], stop: int, words: Words) -> str | None:
    """The phrase that ends before token `stop`."""
    start = run_start(tokens, stop, words)
    return _text(tokens, start, stop) if start < stop and not tokens[start].shape else None


def run_start(tokens: Sequence[Token], stop: int, words: Words) -> int:
    """The token at which the phrase begins that ends before token `stop`."""
    start = stop
    while start and stop - start < _LONGEST and _belongs(tokens, start - 1, stop, words):
        start -= 1
    return start


def _belongs(tokens: Sequence[Token], k: int, stop: int, words: Words) -> bool:
    """Whether token k belongs to a noun's phrase that ends before `stop`: "the Stoxx 50", but "5 per cent penalty"."""
    if k and _goes_on(tokens, k, stop, words):
        return True
    return tokens[k].lower not in words.units and is_noun(tokens, k, words)


def _goes_on(tokens: Sequence[Token], k: int, stop: int, words: Words) -> bool:
    """Whether token k belongs to the name before it: "S&P 500", "TA-25", "London's index"."""
    if tokens[k].text in _JOINTS:
        return k + 1 < stop and (is_hyphen(tokens, k) or tokens[k].text != "-")
    named = tokens[k - 1].text[0].isupper() or (tokens[k - 1].text == "-" and is_hyphen(tokens, k - 1))
    return tokens[k].text.isdecimal() and named


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words as they stand: "s&p 500", "ta-125", "sf90"."""
    gaps = (tokens[k].start > tokens[k - 1].end for k in range(start + 1, end))
    return tokens[start].lower + "".join(
        f" {token.lower}" if gap else token.lower for token, gap in zip(tokens[start + 1 : end], gaps, strict=True)
    )


def is_verb(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k looks like a verb, its participle or its adverb."""
    token = tokens[k]
    if token.lower in words.either:
        return not is_noun(tokens, k, words)
    return token.lower in words.verbs or (token.text.islower() and _ends_as_none(tokens, k, words))


def is_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k can be a noun, or an adjective before one."""
    token = tokens[k]
    if token.shape or token.lower in words.no_nouns:
        return False
    if token.lower in words.either:
        return _is_before_verb(tokens, k, words) or not k or not _is_after_noun(tokens, k, words)
    if not token.text[0].isalpha() or (len(token.text) == 1 and not token.text.isupper()):
        return False
    if _ends_as_none(tokens, k, words) or (k + 1 < len(tokens) and tokens[k + 1].text in words.signs):
        return False
    if k and tokens[k - 1].number is not None and tokens[k - 1].end == token.start:
        return False  # a unit: "80km"
    return not (k and token.text.islower() and tokens[k - 1].lower in words.verbal)


def _is_before_verb(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether what follows makes token k a noun: "the average cost of", "fuel costs rose"."""
    after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    return after in words.links or after in words.auxiliaries or (after in words.verbs and after not in words.either)


def _is_after_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a noun or an auxiliary makes token k a verb: "fuel costs $3", "has cost $3", but "at a cost of $3"."""
    before = tokens[k - 1].lower
    auxiliary = before in words.auxiliaries and before not in words.clauses
    return auxiliary or before in words.verbal or before in words.either or is_noun(tokens, k - 1, words)


def _ends_as_none(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k ends as no noun does: "sharply", "trading" after "was", but "family", "trading"."""
    word = tokens[k].lower
    return word.endswith(words.endings) and (word not in words.ending_nouns or _progresses(tokens, k, words))


def _progresses(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k is a verb's form for what goes on: "was trading", "while shooting"."""
    return k > 0 and tokens[k - 1].lower in words.progressive


@cache
def concept_words(language: Language) -> Words:
    """The words of a language."""
    cues = vocabulary(language, "quantities")
    told, nouns = cues["concepts"], nouns_of(language)
    moves = (word for some in cues["direction"].values() for wording in some for word in wording.split())
    verbs = frozenset((*moves, *told["verbs"])).difference(told["prepositions"])
    after = cues["direction_after"]
    return Words(
        links=nouns.links,
        kinds=frozenset(told["kinds"]),
        dimensions=frozenset(told["dimensions"]),
        changes=frozenset((*after["nouns"], *after["close"])),
        determiners=nouns.determiners | nouns.ends,
        fillers=(nouns.determiners | nouns.ends).difference(told["prepositions"], told["leading"]),
        clauses=frozenset(told["clauses"]),
        articles=frozenset(cues["classes"]["article"]),
        prepositions=frozenset(told["prepositions"]),
        absolutes=frozenset(told["absolutes"]),
        changing=frozenset(cues["direction_verbs"]["changing"]),
        places=frozenset(told["places"]),
        leading=frozenset(told["leading"]),
        relatives=frozenset(told["relatives"]),
        verbal=frozenset(told["verbal"]),
        verbs=verbs.union(told["auxiliaries"]),
        auxiliaries=frozenset(told["auxiliaries"]),
        either=frozenset(told["either"]),
        joints=frozenset(told["joints"]),
        goals=frozenset(told["goals"]),
        infinitives=frozenset(told["infinitives"]),
        no_nouns=verbs.union(nouns.ends, told["no_nouns"]).difference(told["nouns"], told["either"]),
        progressive=frozenset(told["progressive"]),
        endings=(*told["endings"], *nouns.participles),
        ending_nouns=frozenset((*told["nouns"], *nouns.no_participles)),
        nouns=nouns,
        signs=frozenset(sign for (sign, *_) in units_of(language).signs if not sign.isalnum()),
        lengths=frozenset(cues["lengths"]["units"]),
        shares=frozenset(wording[-1] for wording, unit in units_of(language).words.items() if unit == told["share"]),
        units=frozenset(wording[-1] for wording in units_of(language).words),
    )
