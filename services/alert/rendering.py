"""A message as words: for a terminal, and for mail as plain text and as HTML."""

from __future__ import annotations

from html import escape
from typing import Final

from services.alert.message import Change, Finding, Message, Quote

RULES: Final = {
    "drift": "figures drift",
    "contradiction.quantity": "figures at odds",
    "contradiction.date": "dates at odds",
    "contradiction.presence": "seen and not seen",
    "contradiction.arithmetic": "sums that do not fit",
    "contradiction.self": "at odds with itself",
    "sourcing.circular": "one party behind many outlets",
    "revision.silent": "changed without a correction",
}
MOST_FINDINGS: Final = 8
MOST_QUOTES: Final = 6
"""Of each finding; a notice is to be read, and the rest is counted."""


def subject(message: Message) -> str:
    """One line for a mail's subject."""
    return f"[claimwatch] {message.title}"


def headline(finding: Finding, repeat: int = 0) -> str:
    """What kind of finding it is: "New · figures at odds · conflict · severity 4 of 5"."""
    rule = RULES.get(finding.rule, finding.rule)
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
    """What our own copy carries, in one line: "Our copy carries it: Our Paper, 2025-01-30"; empty where it does not."""
    if not finding.exposure:
        return ""
    shown = "; ".join(f"{quote.outlet}, {_day(quote)}" for quote in finding.exposure[:MOST_QUOTES])
    hidden = len(finding.exposure) - MOST_QUOTES
    return f"Our copy carries it: {shown}" + (f", {more(hidden, 'article')}" if hidden > 0 else "")


def more(hidden: int, noun: str) -> str:
    """What was left out: "and 2 more quotes"."""
    return f"and {hidden} more {noun}{'' if hidden == 1 else 's'}"


def text(message: Message) -> str:
    """The message as plain text."""
    lines = [message.title, "=" * len(message.title)]
    for finding in message.findings[:MOST_FINDINGS]:
        lines += ["", headline(finding, message.repeat), sentence(finding)]
        lines += [""] if finding.quotes else []
        for quote in finding.quotes[:MOST_QUOTES]:
            lines += [f'  {quote.outlet}, {_day(quote)}: "{quote.words}"', f"    {attribution(quote)}"]
            lines += [f"    {quote.url}"] if quote.url else []
        if hidden := len(finding.quotes) - MOST_QUOTES:
            lines += [f"  {more(hidden, 'quote')}"] if hidden > 0 else []
        lines += [f"  {exposed(finding)}"] if finding.exposure else []
        lines += [f"  Why this grade: {'; '.join(finding.reasons)}"] if finding.reasons else []
        lines += [f"  What would settle it: {finding.settle}"] if finding.settle and finding.open else []
    if (hidden := len(message.findings) - MOST_FINDINGS) > 0:
        lines += ["", more(hidden, "finding")]
    return "\n".join(lines) + "\n"


def html(message: Message) -> str:
    """The message as an HTML page; every word that is not ours is escaped, and nothing is loaded from elsewhere."""
    parts = [f'<h2 style="margin:0 0 12px">{escape(message.title)}</h2>']
    parts += [_html_finding(finding, message.repeat) for finding in message.findings[:MOST_FINDINGS]]
    if (hidden := len(message.findings) - MOST_FINDINGS) > 0:
        parts.append(f"<p>{more(hidden, 'finding')}</p>")
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(message.title)}</title></head>\n'
        f'<body style="font-family:sans-serif;max-width:720px">\n{body}\n</body></html>\n'
    )


def _html_finding(finding: Finding, repeat: int) -> str:
    quotes = finding.quotes[:MOST_QUOTES]
    rows = [
        "<tr>" + "".join(_html_quote(quote) for quote in quotes[at : at + 2]) + "</tr>"
        for at in range(0, len(quotes), 2)
    ]
    parts = [
        f'<p style="color:#555;margin:16px 0 4px">{escape(headline(finding, repeat))}</p>',
        f'<p style="margin:4px 0"><strong>{escape(sentence(finding))}</strong></p>',
    ]
    if rows:
        parts += ['<table style="border-collapse:collapse;width:100%">', *rows, "</table>"]
    if (hidden := len(finding.quotes) - MOST_QUOTES) > 0:
        parts.append(f"<p>{more(hidden, 'quote')}</p>")
    if finding.exposure:
        parts.append(f'<p style="margin:4px 0"><strong>{escape(exposed(finding))}</strong></p>')
    if finding.reasons:
        parts.append(f'<p style="margin:4px 0">Why this grade: {escape("; ".join(finding.reasons))}</p>')
    if finding.settle and finding.open:
        parts.append(f'<p style="margin:4px 0">What would settle it: {escape(finding.settle)}</p>')
    return "\n".join(parts)


def _html_quote(quote: Quote) -> str:
    outlet = escape(quote.outlet)
    source = f'<a href="{escape(quote.url)}">{outlet}</a>' if quote.url else outlet
    return (
        '<td style="border:1px solid #ccc;padding:8px;vertical-align:top;width:50%">'
        f"{source}, {_day(quote)}<br>“{escape(quote.words)}”<br><small>{escape(attribution(quote))}</small></td>"
    )


def _day(quote: Quote) -> str:
    return quote.day.isoformat()
