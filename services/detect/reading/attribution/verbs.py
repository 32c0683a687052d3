"""Verbs whose past has no ending of its own, by which a clause is told from a name: "shares | fell"."""

from __future__ import annotations

from functools import cache

from services.detect.reading.vocabulary import Language, vocabulary


@cache
def pasts(language: Language) -> frozenset[str]:
    """Their pasts, without "had" and those that are nouns, or tell more of one: "the cut", "people held in"."""
    verbs, table = vocabulary(language, "senses")["irregular"], vocabulary(language, "attribution")
    others = (*table["phrases"]["nouns"], *table["parties"]["auxiliary"])
    return frozenset(past for past, _ in verbs.values()) - frozenset(others)


@cache
def participles(language: Language) -> frozenset[str]:
    """Their participles, which may stand behind a noun: "images | taken"."""
    return frozenset(participle for _, participle in vocabulary(language, "senses")["irregular"].values())
