"""Figures, days and subjects in words, for the terminal: "about 10,000 soldiers of North Korea deployed in Kursk"."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from schemas.statements import Factuality, Statement, Subject
from schemas.values import Figure, Modality, Presence, Quantity, Span
from services.wording.amounts import plural
from services.wording.plain import one_line

_INNER: Final = str.maketrans("“”", "‘’")
_FACTORS: Final = {Decimal("0.5"): "half", Decimal(2): "twice", Decimal(3): "three times"}


def quoted(words: str) -> str:
    """The words in quotation marks; those within become single ones."""
    inner = re.sub(r'"([^"]*)"', r"‘\1’", one_line(words)).translate(_INNER)
    return f"“{inner}”"


def statement(stated: Statement) -> str:
    """What is stated, of whom and where."""
    figure, subject = stated.figure, stated.subject
    if isinstance(figure, Quantity):
        words = f"{quantity(figure)} {_counted(subject, one=figure.best == 1)}"
        words += f" {subject.action}" if subject.action else ""
    elif isinstance(figure, Presence):
        words = f"{_counted(subject)} {in_words(figure)}"
    else:
        words = f"{_counted(subject)} {subject.action or 'dated'} on {span(figure)}"
    words += f" in {subject.place}" if subject.place else ""
    words += f" ({subject.event})" if subject.event and isinstance(figure, Quantity) else ""
    words += f" [{stated.factuality.value}]" if stated.factuality is not Factuality.ASSERTED else ""
    return one_line(words)


def in_words(figure: Figure) -> str:
    """The figure alone."""
    if isinstance(figure, Quantity):
        return quantity(figure) + (f" {figure.unit}" if figure.unit else "")
    if isinstance(figure, Presence):
        return f"{'seen' if figure.seen else 'not seen'} {span(figure.span)}"
    return span(figure)


def quantity(figure: Quantity) -> str:
    """The number as it was worded: "about 10,000", "11,000–12,000", "half as many"."""
    best = next((number for number in (figure.best, figure.low, figure.high) if number is not None), None)
    if figure.modality is Modality.RELATIVE:
        return f"{_FACTORS.get(best or Decimal(1)) or f'{_number(best)} times'} as many"
    if figure.modality in (Modality.RANGE, Modality.VAGUE) and figure.low is not None and figure.high is not None:
        return extent(figure.low, figure.high)
    return _number(best) if figure.modality is Modality.EXACT else f"{figure.modality.value} {_number(best)}"


def extent(low: Decimal, high: Decimal) -> str:
    """From the lowest to the highest number."""
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def day(date: dt.date) -> str:
    """22 January 2025."""
    return f"{date.day} {date:%B %Y}"


def span(dates: Span) -> str:
    """One day, or the days from and to, without saying month and year twice."""
    first, last = dates.earliest, dates.latest
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def chain(parties: tuple[str, ...]) -> str:
    """On whose word it is said, from the outlet inwards: "Radio Ansel ← Northlight Wire ← US officials"."""
    return one_line(" ← ".join(parties))


def _number(value: Decimal | None) -> str:
    return "an unknown number of" if value is None else f"{value:,f}"


def _counted(subject: Subject, *, one: bool = False) -> str:
    noun = subject.counted or "people"
    named = plural(noun) if not one else "person" if noun == "people" else noun
    return named + (f" of {subject.actor}" if subject.actor else "")
