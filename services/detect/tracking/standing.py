"""Which of the figures that an article gives stands for it in a claim: one an article, the others are background."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from schemas.statements import Part
from schemas.values import Figure, Modality, Quantity, Span
from services.detect.tracking.voices import Member


def one_an_article(members: Iterable[Member]) -> Iterator[Member]:
    """The first figure that an article gives, a number before a lower bound or a vague word: below is background.

    Of dates a day goes before the month that it lies in, and one with an hour before the day alone. Where it gives that
    figure again and says whose it is, as headlines do not or not by name, it is theirs.
    """
    by_article: dict[str, Member] = {}
    for member in members:
        known = by_article.setdefault(member.report.article, member)
        if known is not member and _is_firmer(member, known):
            by_article[member.report.article] = member
        elif _is_attributed(member, known):
            by_article[member.report.article] = known._replace(source=member.source)
    yield from by_article.values()


def _is_firmer(member: Member, known: Member) -> bool:
    figure, before = member.statement.figure, known.statement.figure
    if isinstance(figure, Span) and isinstance(before, Span):
        if figure == before:
            return member.statement.marks.at is not None and known.statement.marks.at is None
        return before.earliest <= figure.earliest and figure.latest <= before.latest
    return _is_loose(before) and not _is_loose(figure)


def _is_attributed(member: Member, known: Member) -> bool:
    """Whether it gives a known figure as somebody's that is the outlet's own, or a headline's: "charity says"."""
    is_short = known.source == known.report.outlet or (known.statement.part is Part.TITLE and known.source.islower())
    is_named = member.source != member.report.outlet and member.statement.part is Part.BODY
    return is_short and is_named and _number(member) == _number(known)


def _number(member: Member) -> Figure | Decimal | None:
    """What a headline gives of a figure: "45,000" of about 45,000."""
    figure = member.statement.figure
    return figure.best if isinstance(figure, Quantity) else figure


def _is_loose(figure: Figure) -> bool:
    if not isinstance(figure, Quantity):
        return False
    return figure.modality in (Modality.AT_LEAST, Modality.VAGUE, Modality.RELATIVE)
