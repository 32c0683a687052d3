"""The words that every form of a message shares: what kind of finding it is, who says so, what was left out."""

from __future__ import annotations

from typing import Final

from schemas.flags import Grade
from services import wording
from services.alert.message.message import Change, Finding, Quote
from services.wording.amounts import plural

MOST_FINDINGS: Final = 8
MOST_QUOTES: Final = 6
"""Of each finding; a notice is to be read, and the rest is counted."""
MOST_CLAIMS: Final = 25
"""In a digest."""
MOST_OF_CLAIM: Final = 3
"""Findings of each claim there, with two quotes each: who wants all of it opens the claim."""
_MARKS: Final = {Grade.CONFLICT.value: "■", Grade.TENSION.value: "◆"}
_ENDED: Final = "✓"


def mark(finding: Finding) -> str:
    """Its grade by shape, as charts have it; of what ended, that it did."""
    return _MARKS.get(finding.grade, "●") if finding.open else _ENDED


def headline(finding: Finding, repeat: int = 0) -> str:
    """What kind of finding it is: "New · figures at odds · conflict · severity 4 of 5"."""
    rule = wording.RULES.get(finding.rule, finding.rule)
    change = "Still open" if repeat else finding.change.value
    return f"{change} · {rule} · {finding.grade} · severity {finding.severity} of 5"


def sentence(finding: Finding) -> str:
    """The finding in one sentence; of one that ended, how it ended."""
    if finding.change is Change.RESOLVED:
        return f"Settled: {finding.explanation}"
    if finding.change is Change.LAPSED:
        return f"Lapsed, as its evidence is now too old to compare: {finding.explanation}"
    return finding.explanation


def attribution(quote: Quote) -> str:
    """On whose word an outlet says it: "Herald ← ministry"."""
    return " ← ".join(quote.chain) or quote.outlet


def exposed(finding: Finding) -> str:
    """What our own copy carries: "Our copy carries it: Our Paper, 30 Jan 2025"; empty where it does not."""
    if not finding.exposure:
        return ""
    shown = "; ".join(f"{quote.outlet}, {day(quote)}" for quote in finding.exposure[:MOST_QUOTES])
    hidden = len(finding.exposure) - MOST_QUOTES
    return f"Our copy carries it: {shown}" + (f", {more(hidden, 'article')}" if hidden > 0 else "")


def more(hidden: int, noun: str) -> str:
    """What was left out: "and 2 more quotes"."""
    return f"and {hidden} more {noun if hidden == 1 else plural(noun)}"


def day(quote: Quote) -> str:
    """When it was published: "30 Jan 2025"."""
    return wording.day(quote.day)
