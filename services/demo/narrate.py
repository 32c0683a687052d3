"""What happens, told to an editor at a terminal: lines of at most 100 characters for each event, and a summary.

    event ─narrate─▶ lines        tally ─summary─▶ lines

A poll that found nothing, rolling figures and control records are not news: they give no lines.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Final

import click

from schemas.articles import FeedFetched
from schemas.decisions import FlagTaken
from schemas.event import Event
from schemas.figures import FiguresRolled
from schemas.flags import (
    Evidence,
    FlagEvent,
    FlagLapsed,
    FlagRaised,
    FlagReopened,
    FlagResolved,
    FlagState,
    FlagUpdated,
    Grade,
)
from schemas.notices import NoticeDelivered, NoticeFailed
from schemas.rejects import Rejected
from schemas.statements import Reported
from schemas.watch import Rule
from services.demo.tally import Tally
from services.demo.wording import chain, day, extent, in_words, quoted, statement
from services.wording import RULES
from services.wording.amounts import counted
from services.wording.plain import one_line

WIDTH: Final = 100
_INDENT: Final = "    "
_GUTTER: Final = " │ "
_COLUMN: Final = (WIDTH - len(_INDENT) - len(_GUTTER)) // 2
_CLAIMS: Final = 10
"""That the summary lists; those with most statements."""
_CHANGES: Final[dict[type[FlagEvent], str]] = {
    FlagRaised: "New flag",
    FlagUpdated: "Flag updated",
    FlagReopened: "Flag open again",
    FlagResolved: "Flag settled",
    FlagLapsed: "Flag lapsed",
}
_ENDS: Final[dict[type[FlagEvent], str]] = {
    FlagResolved: "Later reports have ended it. It was: ",
    FlagLapsed: "Its evidence is now too old to compare. It was: ",
}
_GRADES: Final = {Grade.CONFLICT: "red", Grade.TENSION: "yellow"}
_CHANNELS: Final = {"slack": "Slack", "email": "mail"}


Paint = Callable[..., str]
"""Gives a text colour or weight, as `click.style` does."""


def heading(text: str, *, colour: bool = False) -> list[str]:
    """A rule across the screen with a text in it, with an empty line above."""
    line = f"── {one_line(text)} "
    return ["", _paint(colour)(line + "─" * (WIDTH - len(line)), bold=True)]


def day_heading(date: dt.date, *, colour: bool = False) -> list[str]:
    """The heading of a day."""
    return heading(f"{date:%A} {day(date)}", colour=colour)


def narrate(event: Event, so_far: Tally, *, colour: bool = False) -> list[str]:
    """What an event means to an editor; no lines for what is no news.

    Args:
        event: From any topic.
        so_far: The tally up to and with the event.
        colour: Whether to use a terminal's colours.
    """
    paint = _paint(colour)
    match event:
        case FeedFetched():
            return _fetched(event, paint)
        case Reported():
            return _reported(event, paint)
        case FlagEvent():
            return _flagged(event, paint)
        case NoticeDelivered() | NoticeFailed():
            return _noticed(event, so_far, paint)
        case FlagTaken() | Rejected():
            return _in_a_line(event, so_far, paint)
        case _:
            return []


def summary(tally: Tally, *, colour: bool = False) -> list[str]:
    """What there is at the end: articles, statements, flags by rule and grade, notices, and figures as they stand."""
    paint = _paint(colour)
    articles = f"  {counted(tally.new, 'article')} from {counted(len(tally.outlets), 'outlet')}"
    articles += f", {counted(tally.revised, 'revision')}, in {counted(tally.polls, 'poll')} of their feeds"
    stated = sum(tally.statements.values())
    lines = [articles, f"  {counted(stated, 'statement')} read, {counted(len(tally.figures), 'claim')} followed", ""]
    lines += _flag_table(tally, paint)
    channels = Counter(_CHANNELS.get(channel, channel) for channel in tally.delivered.values())
    by_channel = ", ".join(f"{number} by {channel}" for channel, number in sorted(channels.items()))
    lines += ["", f"  {counted(len(tally.delivered), 'notice')} delivered" + (f": {by_channel}" if channels else "")]
    lines += [paint(f"  {counted(len(tally.failed), 'notice')} not delivered", fg="red")] if tally.failed else []
    lines += [paint(f"  {counted(len(tally.refused), 'record')} refused", fg="red")] if tally.refused else []
    followed = sorted(tally.figures.values(), key=_rank)[:_CLAIMS]
    if followed:
        lines += ["", paint("  Figures as they stand", bold=True)]
    for figures in followed:
        lines += _standing(figures, paint)
    return lines


def _fetched(event: FeedFetched, paint: Paint) -> list[str]:
    outlet = one_line(event.outlet)
    if event.error is not None:
        words = f"! {outlet}: feed not read ({event.error.reason}: {one_line(event.error.detail)})"
        return [paint(line, fg="red") for line in _wrapped(words, "  ", _INDENT)]
    news = [counted(event.new, "new article")] if event.new else []
    news += [counted(event.revised, "revision")] if event.revised else []
    return [f"  {paint('•', fg='blue')} {outlet}: {', '.join(news)}"] if news else []


def _reported(event: Reported, paint: Paint) -> list[str]:
    title = f"{one_line(event.outlet)}{', revised' if event.revision > 1 else ''}: {one_line(event.title)}"
    lines = _wrapped(title, "  ", _INDENT)
    # title and body often say the same
    said = dict.fromkeys(f"{statement(s)}, according to {one_line(s.chain[-1])}" for s in event.statements)
    for words in said or ["states nothing more of what it stated before"]:
        lines += [paint(line, fg="cyan") for line in _wrapped(f"→ {words}", _INDENT, _INDENT + "  ")]
    return lines


def _flagged(event: FlagEvent, paint: Paint) -> list[str]:
    flag = event.flag
    is_open = flag.state is FlagState.OPEN
    head = f"{'▲' if is_open else '✓'} {_CHANGES[type(event)]}: {RULES[flag.rule]} · {flag.grade.value}"
    lines = [
        "",
        f"  {paint(head, fg=_GRADES[flag.grade] if is_open else 'green', bold=True)} · severity {flag.severity} of 5",
        *(paint(line, bold=True) for line in _wrapped(one_line(flag.title))),
        *_wrapped(_ENDS.get(type(event), "") + one_line(flag.explanation)),
    ]
    if not is_open:
        return lines
    for at in range(0, len(flag.evidence), 2):
        lines += ["", *_side_by_side(flag.evidence[at : at + 2], paint)]
    reasons = f"Why {flag.grade.value}: {one_line('; '.join(flag.reasons))}."
    lines += ["", *(paint(line, dim=True) for line in _wrapped(reasons))]
    return [*lines, *(paint(line, dim=True) for line in _wrapped(f"To settle it: {one_line(flag.settle)}"))]


def _side_by_side(pair: Sequence[Evidence], paint: Paint) -> list[str]:
    columns = [_column(evidence, paint) for evidence in pair]
    gutter = _GUTTER if len(pair) > 1 else ""
    blank = " " * _COLUMN
    return [f"{_INDENT}{gutter.join(row)}".rstrip() for row in zip_longest(*columns, fillvalue=blank)]


def _column(evidence: Evidence, paint: Paint) -> list[str]:
    """Outlet and day, the words, on whose word, and what they were read as."""
    name = f"{one_line(evidence.outlet)}, {day(evidence.published_at.date())}"
    parts: list[tuple[str, Callable[[str], str]]] = [
        (name, lambda text: paint(text, bold=True)),
        (quoted(evidence.quote), lambda text: text),
        (chain(evidence.chain), lambda text: paint(text, dim=True)),
        (f"→ {in_words(evidence.figure)}", lambda text: paint(text, fg="cyan")),
    ]
    return [style(line.ljust(_COLUMN)) for text, style in parts for line in textwrap.wrap(text, _COLUMN)]


def _in_a_line(event: FlagTaken | Rejected, so_far: Tally, paint: Paint) -> list[str]:
    if isinstance(event, FlagTaken):
        words, colour = f"☞ {one_line(event.by)} takes it: {one_line(so_far.title(event.claim))}", "cyan"
    else:
        words = f"! {event.service} refused {one_line(event.where)}: {event.reason}, {one_line(event.detail)}"
        colour = "red"
    return [paint(line, fg=colour) for line in _wrapped(words, "  ", _INDENT)]


def _noticed(event: NoticeDelivered | NoticeFailed, so_far: Tally, paint: Paint) -> list[str]:
    to = f"{_CHANNELS.get(event.channel, event.channel)} to {one_line(event.receiver)}"
    about = f"{one_line(so_far.title(event.claim))} ({counted(len(event.causes), 'finding')})"
    if isinstance(event, NoticeFailed):
        words = f"! Not delivered by {to}: {about}: {one_line(event.reason)}"
        return [paint(line, fg="red") for line in _wrapped(words, "  ", _INDENT)]
    if so_far.receipts.get((event.channel, event.receipt), event.delivery) != event.delivery:
        words = f"✎ By {to}: what was decided stands in the first message on {one_line(so_far.title(event.claim))}"
        return [paint(line, fg="green") for line in _wrapped(words, "  ", _INDENT)]
    words = f"✉ By {to}: {about}"
    words += ", in the thread of its first notice" if event.thread != event.receipt else ""
    words += f", after {counted(event.attempts, 'attempt')}" if event.attempts > 1 else ""
    return [paint(line, fg="green") for line in _wrapped(words, "  ", _INDENT)]


def _flag_table(tally: Tally, paint: Paint) -> list[str]:
    raised = Counter((flag.rule, flag.grade) for flag in tally.flags.values())
    still_open = Counter(flag.rule for flag in tally.flags.values() if flag.state is FlagState.OPEN)
    lines = [
        paint(f"  {counted(len(tally.flags), 'flag'):30}{'conflict':>10}{'tension':>10}{'still open':>14}", bold=True)
    ]
    for rule in Rule:
        conflict, tension = raised[rule, Grade.CONFLICT], raised[rule, Grade.TENSION]
        lines.append(f"  {RULES[rule]:30}{conflict or '–':>10}{tension or '–':>10}{still_open[rule] or '–':>14}")
    return lines


def _standing(figures: FiguresRolled, paint: Paint) -> list[str]:
    lines = _wrapped(one_line(figures.title), "  ", _INDENT)
    latest = figures.latest
    words = [] if figures.low is None or figures.high is None else [extent(figures.low, figures.high)]
    if latest is not None:
        source = f"{one_line(latest.source)} in " if latest.source != latest.outlet else ""
        when = day(latest.published_at.date())
        words.append(f"last: {in_words(latest.figure)}, {source}{one_line(latest.outlet)}, {when}")
    words.append(counted(figures.statements, "statement"))
    return [*lines, *(paint(line, fg="cyan") for line in _wrapped("; ".join(words), _INDENT, _INDENT))]


def _wrapped(text: str, first: str = _INDENT, then: str = _INDENT) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)


def _paint(colour: bool) -> Paint:
    return click.style if colour else _unpainted


def _unpainted(text: str, **_style: object) -> str:
    return text


def _rank(figures: FiguresRolled) -> tuple[int, bool, float, str]:
    """The most stated first; of those alike, what is counted before what is only dated, and then what was told last."""
    told_at = 0.0 if figures.latest is None else figures.latest.published_at.timestamp()
    return -figures.statements, figures.low is None, -told_at, figures.title
