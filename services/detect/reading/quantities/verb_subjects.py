"""The subject of a verb, without a parser: from the verb leftwards, past all that may part the two.

shares in the firm, which makes brakes, | fell     the plant near Ohio that | lost     the bus left the road, | killing
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.quantities.chains import is_modifier, outwards, past_adverbial, past_comma
from services.detect.reading.quantities.counted import is_participle
from services.detect.reading.quantities.lexis import Words
from services.detect.reading.quantities.parts_of_speech import is_noun, is_verb
from services.detect.reading.tokens import Token

_STEPS: Final = 8
"""Verbs that are passed on the way to a subject: "it vowed to try to | cut"."""
_REACH: Final = 80
"""Tokens in which what parts a subject from its verb is looked through."""


def last_verb(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> int | None:
    """The first token of the last verb in tokens [begin, stop); an adverb alone is none, nor "the elected" one."""
    for k in range(stop - 1, max(begin, stop - _REACH) - 1, -1):
        if is_verb(tokens, k, words) and not is_modifier(tokens, k, words):
            return _group(tokens, k, words)
    return None


def subject(tokens: Sequence[Token], verb: int, words: Words) -> tuple[int, int] | None:
    """The tokens of the subject, which may be a pronoun, of the verb that begins at token `verb`."""
    antecedes = True
    for _ in range(_STEPS):
        stop = past_adverbial(tokens, verb, words)
        before = tokens[stop - 1].lower if stop else ""
        if before in words.pronouns:
            return stop - 1, stop
        if before in words.relatives:
            stop = past_comma(tokens, _past_preposition(tokens, stop - 1, words))
            if antecedes:
                return _antecedent(tokens, stop, words)
        elif before in words.joints:
            found = _across_comma(tokens, stop, verb, words) if before == "," else None
            shared = None if found else _shared(tokens, stop - 1, words)
            if shared is None:
                return found
            verb = shared
            continue
        if stop and is_verb(tokens, stop - 1, words):  # "it took | 3 years to build"
            antecedes = (
                antecedes and tokens[verb].lower in words.infinitives
            )  # but "the note that matures in May | fell"
            verb = _group(tokens, stop - 1, words)
            continue
        if tokens[verb].lower in words.infinitives:
            return _object(tokens, stop, words)
        found, within = _whole(tokens, stop, words)
        if within is None:
            return found
        verb, antecedes = within, False
    return None


def _group(tokens: Sequence[Token], k: int, words: Words) -> int:
    """The first token of the verb that token k belongs to: "has | been asked to pay"."""
    reach = max(0, k - _REACH)
    while k > reach and (is_verb(tokens, k - 1, words) or tokens[k - 1].lower in words.infinitives):
        k -= 1
    return k


def _past_preposition(tokens: Sequence[Token], stop: int, words: Words) -> int:
    """As in "the deal | in which"."""
    return stop - (stop > 0 and tokens[stop - 1].lower in words.prepositions)


def _across_comma(tokens: Sequence[Token], stop: int, verb: int, words: Words) -> tuple[int, int] | None:
    """The subject that is parted from its verb by the comma before token `stop`: "the firm, a brewer, | lost"."""
    if tokens[verb].lower.endswith(words.doing) and last_verb(tokens, 0, stop - 1, words) is not None:
        return None  # "the bus left the road, killing"
    for k in range(stop - 2, max(0, stop - _REACH), -1):
        if tokens[k].text == "," and is_noun(tokens, k - 1, words):
            found = _free(tokens, k, words) or _of_participle(tokens, k, words)
            if found is not None:
                return found
    return _free(tokens, stop - 1, words) if is_participle(tokens[verb], words.nouns) else None


def _of_participle(tokens: Sequence[Token], stop: int, words: Words) -> tuple[int, int] | None:
    """The subject of a verb whose adverbial ends before token `stop`: "shares | traded in Rome, where …, fell"."""
    chain = outwards(tokens, stop, words)
    outermost = chain[-1].lead if chain else -1
    if outermost < 0 or tokens[outermost].lower not in words.prepositions:
        return None
    verb = past_adverbial(tokens, outermost, words) - 1
    return _free(tokens, _group(tokens, verb, words), words) if verb > 0 and is_verb(tokens, verb, words) else None


def _shared(tokens: Sequence[Token], stop: int, words: Words) -> int | None:
    """The verb before token `stop` with the same subject: "the firm | lost $2m and", not "a bomb fell, he said,"."""
    begin = max(0, stop - _REACH)
    verb = last_verb(tokens, begin, stop, words)
    while verb and (tokens[verb].lower.endswith(words.doing) or _interrupts(tokens, verb, words)):
        verb = last_verb(tokens, begin, verb, words)
    return verb


def _interrupts(tokens: Sequence[Token], verb: int, words: Words) -> bool:
    return tokens[verb].lower in words.clauses and tokens[verb + 1].text == ","


def _free(tokens: Sequence[Token], stop: int, words: Words) -> tuple[int, int] | None:
    """The phrase before token `stop` if it may be a subject: none that a verb or a preposition leads to."""
    found = None
    for phrase in outwards(tokens, stop, words):
        lead = tokens[phrase.lead].lower if phrase.lead >= 0 else ""
        is_led = lead in words.prepositions or (found is not None and lead in words.adjuncts)
        begins = not lead or lead in words.clauses or not is_verb(tokens, phrase.lead, words)
        if begins and not is_led:
            found = phrase.first, phrase.last
    return found


def _whole(tokens: Sequence[Token], stop: int, words: Words) -> tuple[tuple[int, int] | None, int | None]:
    """The subject that ends before token `stop`; or the verb inside it, of which it is the subject too.

    sales of cars | made in Rome
    """
    chain = outwards(tokens, stop, words)
    if not chain:
        return None, None
    free = _free(tokens, stop, words)
    if free is not None:
        return free, None
    outermost = chain[-1]
    verb, leads = outermost.lead, tokens[outermost.lead].lower in words.prepositions
    if leads:
        verb = past_adverbial(tokens, verb, words) - 1
        verb -= verb > 0 and tokens[verb].lower in words.pronouns  # "growers who were offered it at work"
    nearest = (chain[0].first, chain[0].last) if not leads else (outermost.first, outermost.last)
    if verb < 0 or not is_verb(tokens, verb, words):
        return nearest, None
    start = _group(tokens, verb, words)
    is_within = leads or tokens[verb].lower.endswith(words.doing)
    is_within = is_within or (start > 0 and tokens[start - 1].lower in words.relatives)
    return (None, start) if is_within and start else (nearest, None)


def _object(tokens: Sequence[Token], stop: int, words: Words) -> tuple[int, int] | None:
    """Whom an infinitive at token `stop` is said of: "asked the | head of the bank | to pay"."""
    chain = outwards(tokens, stop, words)
    return (chain[-1].first, chain[-1].last) if chain else None


def _antecedent(tokens: Sequence[Token], stop: int, words: Words) -> tuple[int, int] | None:
    """What the relative pronoun behind token `stop` stands for: the nearest phrase that is no name in a place."""
    chain = outwards(tokens, stop, words)
    for phrase in chain:
        is_place = phrase.lead > 0 and tokens[phrase.lead].lower in words.located
        if not (is_place and tokens[phrase.last - 1].text[0].isupper()):
            return phrase.first, phrase.last
    return (chain[0].first, chain[0].last) if chain else None
