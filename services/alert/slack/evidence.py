"""The parts of a finding that is told in full: figures side by side, our own copy, what to ask, the small print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from services import wording
from services.alert.message.message import Finding, Quote
from services.alert.message.rendering import MOST_QUOTES, more
from services.alert.slack.mrkdwn import link, mrkdwn

_MOST_OURS: Final = 2
"""Articles of our own: with their links, more would not fit a section."""


def fields(finding: Finding) -> list[str]:
    """A field a quote, two of which stand side by side: its parts' limits add up to less than 2000."""
    told = [_quote(quote) for quote in finding.quotes[:MOST_QUOTES]]
    hidden = len(finding.quotes) - MOST_QUOTES
    return [*told, more(hidden, "quote")] if hidden > 0 else told


def exposure(finding: Finding, owners: Mapping[str, str]) -> str:
    """What our own copy carries, with links and whom to ask; empty where it does not."""
    ours = [_ours(quote, owners) for quote in finding.exposure[:_MOST_OURS]]
    hidden = len(finding.exposure) - _MOST_OURS
    ours += [more(hidden, "article")] if hidden > 0 else []
    return f"*Our copy carries it*: {'; '.join(ours)}" if ours else ""


def asked(finding: Finding) -> str:
    """What would settle it; empty where nobody knows, or it is settled."""
    return f"*To settle it*: {mrkdwn(finding.settle, 600)}" if finding.settle and finding.open else ""


def small_print(finding: Finding) -> str:
    """Which rule found what and why it is graded so, who has a stake, by whom we know it, and which flag it is."""
    parts = [f"{wording.RULES.get(finding.rule, finding.rule)}, severity {finding.severity} of 5"]
    parts += ["; ".join(finding.reasons)] if finding.reasons else []
    parts += [f"read via {', '.join(_outlets(finding))}"] if finding.quotes else []
    parts.append(f"flag {finding.flag[:8]}, version {finding.cause.version}")
    parts += [f"build {finding.build}"] if finding.build else []
    parts.append(wording.moment(finding.appended_at))
    return mrkdwn(" · ".join(parts), 2000)


def _outlets(finding: Finding) -> list[str]:
    """Every outlet between us and the sources, once: the one that we read, and those that it quotes."""
    between = (party for quote in finding.quotes for party in (quote.outlet, *quote.chain[:-1]))
    return list(dict.fromkeys(between))[:8]


def _quote(quote: Quote) -> str:
    figure = mrkdwn(wording.figure(quote.figure), 100)
    told = f"*{figure}*\n{link(quote.url, quote.outlet)}, {wording.day(quote.day)}\n>{mrkdwn(quote.words, 500)}"
    return f"{told}\n_{mrkdwn(_on_whose_word(quote), 300)}_"


def _on_whose_word(quote: Quote) -> str:
    """The source, and the outlets between the one that we read and it: "US officials, by way of Northlight Wire"."""
    if len(quote.chain) < 2:
        return quote.chain[0] if quote.chain else quote.outlet
    between = quote.chain[1:-1]
    return f"{quote.chain[-1]}, by way of {', '.join(between)}" if between else quote.chain[-1]


def _ours(quote: Quote, owners: Mapping[str, str]) -> str:
    owner = owners.get(quote.outlet)
    told = f"{link(quote.url, quote.outlet)}, {wording.day(quote.day)}"
    return f"{told} (ask {mrkdwn(owner, 100)})" if owner else told
