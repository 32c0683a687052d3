"""A language's number words: what each is worth, and which only join others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.vocabulary import Language, vocabulary


class Words(Struct, frozen=True):
    """A language's number words: what each is worth, and which only join others."""

    units: Mapping[str, int]
    decimals: Mapping[str, int]
    """Digits that are said behind a point alone: "six point oh two"."""
    tens: Mapping[str, int]
    hundred: Mapping[str, int]
    scales: Mapping[str, int]
    abbreviated: Mapping[str, int]
    ambiguous: frozenset[str]
    only_money: frozenset[str]
    touching: frozenset[str]
    nouns: Mapping[str, int]
    plurals: Mapping[str, int]
    multiples: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    ordinals: Mapping[str, int]
    denominators: Mapping[str, int]
    parts: frozenset[str]
    """Denominators that digits before them divide: "3 tenths", but not "3 quarters"."""
    conjunctions: frozenset[str]
    articles: frozenset[str]
    points: frozenset[str]
    negatives: frozenset[str]
    tolerating: frozenset[str]
    """Words before one of these that tells a tolerance: "plus or minus"."""
    pronouns: frozenset[str]
    of: frozenset[str]
    over: frozenset[str]
    to: frozenset[str]
    money: frozenset[str]
    codes: frozenset[str]
    """Signs and codes of money, beside which a comma may be a point: "45,00 PLN"."""
    currencies: frozenset[str]
    """Names of money, by their last words: "yuan"."""
    after_scale: frozenset[str]
    people: frozenset[str]
    aged: frozenset[str]
    dimensions: frozenset[str]
    plural_ending: str
    no_capitals: frozenset[str]
    """Letters that are no scale as capitals: "30 T"."""
    share_endings: frozenset[str]
    """As in "3/8ths"."""
    starts: frozenset[str]
    """Words with which a number can begin, and none can begin without."""
    after_digits: frozenset[str]
    """Words that may go on a number in digits: "3 million", "5 and a half"."""
    after_article: frozenset[str]
    """Words with one of which a number goes on that begins with an article: "a dozen", "a quarter of a million"."""

    def multiple(self, word: str) -> int | None:
        """What a number before the word is multiplied by: "two dozen", "five thousand"."""
        return self.scales.get(word) or self.hundred.get(word) or self.nouns.get(word)


@cache
def words_of(language: Language) -> Words:
    """The number words of a language."""
    parts, currencies = vocabulary(language, "numbers"), vocabulary(language, "currencies")
    names = (name.rpartition(" ")[2] for some in currencies["names"].values() for name in some)
    lists = {name: frozenset(some) for name, some in parts["words"].items()}
    [ending] = lists["plural_ending"]
    divided = {word + ending: value for word, value in parts["ordinals"].items() if value > 2}
    glued = {
        ten + one: tens + ones
        for ten, tens in parts["tens"].items()
        for one, ones in parts["units"].items()
        if 0 < ones < 10
    }
    words = Words(
        units={**parts["units"], **glued},
        decimals=parts["decimals"],
        tens=parts["tens"],
        hundred=parts["hundred"],
        scales=parts["scales"],
        abbreviated=parts["abbreviated"],
        ambiguous=frozenset((*parts["ambiguous"]["units"], *parts["ambiguous"]["money"])),
        only_money=frozenset(parts["ambiguous"]["money"]),
        touching=frozenset(parts["ambiguous"]["touching"]),
        nouns=parts["nouns"],
        plurals=parts["plurals"],
        multiples=parts["multiples"],
        vague={word: (low, high) for word, (low, high) in parts["vague"].items()},
        ordinals=parts["ordinals"],
        denominators={**{w: v for w, v in parts["ordinals"].items() if v > 2}, **divided, **parts["denominators"]},
        parts=frozenset(divided),
        conjunctions=lists["and"],
        articles=lists["articles"],
        points=lists["point"],
        negatives=lists["negative"],
        tolerating=lists["tolerating"],
        pronouns=lists["pronouns"],
        of=lists["of"],
        over=lists["over"],
        to=lists["to"],
        money=lists["money"],
        codes=frozenset(sign for some in currencies["signs"].values() for sign in some),
        currencies=frozenset(names).difference(currencies["scaled"]["names"]),
        after_scale=lists["after_scale"],
        people=lists["people"],
        aged=lists["aged"],
        dimensions=lists["dimensions"],
        plural_ending=ending,
        no_capitals=frozenset(parts["ambiguous"]["no_capitals"]),
        share_endings=lists["share_endings"],
        starts=frozenset(),
        after_digits=frozenset(),
        after_article=frozenset(),
    )
    starts = {
        *words.units,
        *words.tens,
        *words.hundred,
        *words.scales,
        *words.plurals,
        *words.vague,
        *words.ordinals,
        *words.multiples,
    }
    return replace(
        words,
        starts=frozenset(starts | words.articles | words.negatives | words.denominators.keys() | {"-"}),
        after_digits=frozenset(
            (*words.scales, *words.hundred, *words.nouns, *words.abbreviated, *divided, *words.conjunctions, "x")
        ),
        after_article=frozenset(
            (*words.denominators, *words.vague, *words.plurals, *words.nouns, *words.hundred, *words.scales)
        ),
    )
