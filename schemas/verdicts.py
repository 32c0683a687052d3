"""What the desk found when it looked into a flag."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec

from schemas.event import ArticleId, FlagId
from schemas.values import Figure


class Verdict(StrEnum):
    """The desk's answer to a flag."""

    CONFIRMED = "confirmed"
    """The figures are at odds: the flag stays open until evidence ends it."""
    EXPLAINED = "explained"
    """There is a reason: closed until a new party or a figure outside those shown comes."""
    NOT_COMPARABLE = "not comparable"
    """The figures are of different things: closed between these parties, whatever they say."""
    MISREAD = "misread"
    """A statement is not what was written: it is left out from now on."""
    CORRECTED = "our copy corrected"
    """Our own article was mended; as `confirmed`."""


class Misread(msgspec.Struct, frozen=True):
    """A statement that was misread: its article's words, and the figure taken from them."""

    article: ArticleId
    quote: str
    figure: Figure


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict with what the flag rested on when it was given, so that what comes later can be told from it."""

    flag: FlagId
    verdict: Verdict
    sources: tuple[str, ...]
    """The parties at the ends of the evidence's chains, sorted."""
    low: Decimal | None = None
    high: Decimal | None = None
    """The numbers shown lie in [low, high]; None where none was."""
    earliest: dt.date | None = None
    latest: dt.date | None = None
    """The dates shown lie in [earliest, latest]; None where none was."""
    misread: tuple[Misread, ...] = ()
