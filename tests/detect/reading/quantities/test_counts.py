"""What numbers count, as a corpus: the noun, and sentences of which it is all that is counted."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.quantity import quantities
from services.detect.reading.times import times
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.reading.words import sentence

SPOKEN = dt.date(2025, 1, 30)

CORPUS = {
    # of one thing, up to the verb, its adverb, or what only follows the noun
    "man": ["One man jumped from the roof.", "One man wearing a mask ran off.", "One man sank quickly."],
    "analyst": ["One analyst expects losses.", "One analyst described the rise as odd.", "One analyst later resigned."],
    "witness": ["One witness told the court so.", "One witness, a nurse, cried.", "Only one witness came forward."],
    "bus company": [
        "One bus company has gone bust.",
        "One bus company raised its fares.",
        "One bus company makes it pay.",
    ],
    "policeman": ["The blast hurt one policeman slightly.", "One policeman fell and broke an arm."],
    "race": ["The team has one race left.", "With one race left, she leads."],
    "senior official": ["One senior official knew of the talks.", "One senior official resigned on Monday."],
    "newly elected member": ["One newly elected member walked out.", "One newly elected member was absent."],
    "badly damaged car": ["One badly damaged car blocked the road."],
    "oslo-based firm": ["One Oslo-based firm built it."],
    "human rights group": ["One human rights group called it a scandal."],
    "former employee": ["One former employee deceived the bank."],
    # plurals that only modify the noun that they stand before
    "crew member": ["The 12 crew members swam ashore.", "Twelve crew members were hurt."],
    "hamas member": ["Dozens of Hamas members fled.", "Six Hamas members were held."],
    "burns victim": ["Hundreds of burns victims were treated."],
    "fireworks display": ["Three fireworks displays were called off."],
    "police patrol car": ["Two police patrol cars burned."],
    "united states fighter jet": ["Two United States fighter jets escorted it."],
    "united nations peacekeeper": ["Nine United Nations peacekeepers died."],
    "japanese coastguard vessel": ["More than 20 Japanese coastguard vessels gave chase."],
    "texas town": ["Ten Texas towns lost power."],
    "sports-related injury": ["The clinic saw 40 sports-related injuries."],
    "women-only hostel": ["Three women-only hostels opened."],
    "squid boat": ["A fleet of 214 squid boats has gathered.", "They counted 214 squid boats."],
    "squid": ["They counted 214 squid."],
    # but not where a verb stands between
    "police": ["Some 100 police fired tear gas canisters.", "Forty police guard the gates."],
    "chinese": ["Six Chinese were held in drugs raids.", "Six Chinese visited museums."],
    "democrat": ["Two Democrats opposed it.", "Two Democrats want hearings."],
    # what a hyphen joins to a plural
    "passer-by": ["Three passers-by were hurt."],
    "runner-up": ["Two runners-up shared the prize."],
    "mother-in-law": ["Two mothers-in-law met."],
    # nothing, where no noun is told
    None: ["One deserted.", "Two fled and one of them drowned."],
}
PARTS = {
    ("game", "game"): ["They lost 10 of their last 12 games.", "She won two of the first three games."],
    ("seat", "seat"): ["Eight of the remaining 12 seats are safe."],
    ("demonstrator", "demonstrator"): ["Police held 46 of the roughly 500 demonstrators."],
    ("judge", "judge"): ["Three of the five judges agreed."],
}
SINGULARS = {
    "wife": "wives", "midwife": "midwives", "bookshelf": "bookshelves", "glove": "gloves", "olive": "olives",
    "virus": "viruses", "minibus": "minibuses", "warehouse": "warehouses", "cause": "causes", "excuse": "excuses",
    "thesis": "theses", "crisis": "crises", "lens": "lenses", "case": "cases", "potato": "potatoes", "toe": "toes",
    "church": "churches", "headache": "headaches", "box": "boxes", "quiz": "quizzes", "lady": "ladies",
    "movie": "movies", "gunman": "gunmen", "grandchild": "grandchildren", "salesperson": "salespeople",
    "index": "indices", "matrix": "matrices", "larva": "larvae", "curriculum": "curricula", "series": "series",
}  # fmt: skip


@pytest.mark.parametrize(("noun", "words"), [(noun, words) for noun in CORPUS for words in CORPUS[noun]])
def test_noun_is_told_with_what_modifies_it(noun: str | None, words: str) -> None:
    read = sentence(words)
    assert {quantity.counted for quantity in quantities(read, times(read, SPOKEN))} == {noun}


@pytest.mark.parametrize(("nouns", "words"), [(nouns, words) for nouns in PARTS for words in PARTS[nouns]])
def test_part_counts_what_its_whole_does(nouns: tuple[str, str], words: str) -> None:
    read = sentence(words)
    assert tuple(quantity.counted for quantity in quantities(read, times(read, SPOKEN))) == nouns


@pytest.mark.parametrize(("one", "many"), SINGULARS.items())
def test_plural_has_its_singular(one: str, many: str) -> None:
    assert singular(many, nouns_of(ENGLISH)) == one
