"""A message as Slack's Block Kit, within its limits.

    board    the claim's first message: the strongest finding in full, the others in a line each, those that ended
    reply    what is new, in full, in the board's thread
    digest   many claims, a line a finding

Source: Slack's documentation, "Reference: blocks" (50 blocks a message, a header of 150 characters, a section's text of
3000, its fields ten of 2000).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from services import wording
from services.alert.message.claims import OfClaim, by_claim
from services.alert.message.links import claim_page
from services.alert.message.message import Change, Finding, Kind, Message, stronger, strongest_first
from services.alert.message.rendering import mark, more
from services.alert.slack.buttons import menu, row
from services.alert.slack.evidence import asked, exposure, fields, small_print
from services.alert.slack.mrkdwn import Block, context, header, link, marked, mrkdwn, plain, section

MOST_OTHERS: Final = 6
_MOST_ENDED: Final = 5
_MOST_NEWS: Final = 5
_MOST_CLAIMS: Final = 40
_MOST_LINES: Final = 5
"""Findings of one claim in a digest."""
_ENDINGS: Final = {Change.RESOLVED: "Settled", Change.LAPSED: "Lapsed, its evidence being too old to compare"}


class Frame(NamedTuple):
    """What a message here can lead to."""

    desk: str = ""
    """Where the desk's pages are; empty where there are none."""
    answered: bool = False
    """Whether somebody listens to the buttons that decide."""
    owners: Mapping[str, str] = {}
    """Whom to ask about what an outlet of ours published."""


BARE: Final = Frame()


class Picture(NamedTuple):
    """A chart among Slack's files."""

    file: str
    words: str
    """For who does not see it."""


def board(message: Message, frame: Frame, picture: Picture | None = None) -> list[Block]:
    """The claim as it stands: at most 24 blocks."""
    standing = message.standing or message.findings
    still_open = strongest_first(finding for finding in standing if finding.open)
    first, others = (still_open[0], still_open[1:]) if still_open else (None, [])
    ended = [finding for finding in standing if not finding.open]
    built: list[Block] = [header(_heading(message.title, first, ended))]
    if first is not None:
        built.append(section(f"*{mrkdwn(first.explanation)}*{_handled(first)}"))
        built += _evidence(first, frame, picture)
        built += row(first, frame.desk, answered=frame.answered)
        built.append(context(small_print(first)))
    built += [{"type": "divider"}] if others else []
    built += [_in_a_line(finding, frame) for finding in others[:MOST_OTHERS]]
    if (hidden := len(others) - MOST_OTHERS) > 0:
        built.append(context(mrkdwn(more(hidden, "open finding"))))
    signed = first is not None or len(ended) > 1
    return [*built, *(context(_ending(finding, signed=signed)) for finding in ended[-_MOST_ENDED:])]


def reply(message: Message, frame: Frame) -> list[Block]:
    """What is new of the claim, and what stands that is stronger: at most 36 blocks. It is decided on the board."""
    built: list[Block] = []
    for finding in strongest_first(message.findings)[:_MOST_NEWS]:
        built += [{"type": "divider"}] if built else []
        built.append(section(f"*{_sign(finding, message.repeat)}*: {mrkdwn(finding.explanation)}{_handled(finding)}"))
        if finding.open and not message.repeat:
            built += [*_evidence(finding, frame), context(small_print(finding))]
    if (hidden := len(message.findings) - _MOST_NEWS) > 0:
        built.append(context(mrkdwn(more(hidden, "finding"))))
    if louder := stronger(message):
        built.append(context(f"Stronger, and still open: {mrkdwn(louder.explanation)}"))
    return built


def digest(message: Message, frame: Frame) -> list[Block]:
    """Many claims at once: those with the strongest findings first, a section each."""
    claims = by_claim(message.findings)
    built: list[Block] = [header(message.title)]
    built += [section(_of_one_claim(claim, frame)) for claim in claims[:_MOST_CLAIMS]]
    if (hidden := len(claims) - _MOST_CLAIMS) > 0:
        built.append(context(mrkdwn(more(hidden, "claim"))))
    return built


def alone(message: Message, frame: Frame) -> list[Block]:
    """What is new, where there is no board: a message by itself."""
    if message.kind is Kind.DIGEST:
        return digest(message, frame)
    return [header(message.title), *reply(message, frame)]


def fallback(message: Message) -> str:
    """What notifications and screen readers say in place of the blocks."""
    first = message.standing[0] if message.kind is Kind.EDIT else strongest_first(message.findings)[0]
    return f"{_sign(first, message.repeat)}: {mrkdwn(message.title, 800)}. {mrkdwn(first.explanation, 2000)}"


def _heading(title: str, first: Finding | None, ended: Sequence[Finding]) -> str:
    if first is not None:
        return f"{_graded(first)}: {title}"
    return f"{_sign(ended[-1])}: {title}"


def _evidence(finding: Finding, frame: Frame, picture: Picture | None = None) -> list[Block]:
    built: list[Block] = []
    if finding.quotes:
        built.append({"type": "section", "fields": [marked(text) for text in fields(finding)]})
    if picture:
        words = plain(picture.words, 2000)["text"]
        built.append({"type": "image", "slack_file": {"id": picture.file}, "alt_text": words})
    return [*built, *(section(told) for told in (exposure(finding, frame.owners), asked(finding)) if told)]


def _in_a_line(finding: Finding, frame: Frame) -> Block:
    said = section(f"*{_graded(finding)}*: {mrkdwn(finding.explanation, 1900)}{_handled(finding)}")
    return said | ({"accessory": menu(finding)} if frame.answered else {})


def _ending(finding: Finding, *, signed: bool) -> str:
    """How one ended; it needs no sign where the heading is its own."""
    sign = f"{_sign(finding)}: " if signed else ""
    return f"{sign}{mrkdwn(finding.explanation, 500)}{_handled(finding)}"


def _sign(finding: Finding, repeat: int = 0) -> str:
    """What it is in two words: "■ Conflict", "■ Conflict, updated", "✓ Settled"."""
    if not finding.open:
        return f"{mark(finding)} {_ENDINGS[finding.change]}"
    grade = _graded(finding)
    if repeat:
        return f"{grade}, still open"
    return grade if finding.change is Change.RAISED else f"{grade}, {finding.change.value.lower()}"


def _graded(finding: Finding) -> str:
    return f"{mark(finding)} {finding.grade.capitalize()}"


def _handled(finding: Finding) -> str:
    """Who has it, and what the desk answered; empty before anybody did anything."""
    done, lines = finding.decided, ""
    if done.taken_at is not None and finding.open:
        lines += f"\n*{mrkdwn(done.taken_by, 100)}* has it, since {wording.moment(done.taken_at)}"
    if done.judged_at is not None:
        answer = mrkdwn(done.verdict.capitalize(), 40)
        lines += f"\n*{answer}*, says {mrkdwn(done.judged_by, 100)}, {wording.moment(done.judged_at)}"
        lines += f": {mrkdwn(done.reason, 600)}" if done.reason else ""
    return lines


def _of_one_claim(of: OfClaim, frame: Frame) -> str:
    lines = [f"*{link(claim_page(frame.desk, of.claim), of.title)}*"]
    lines += [f"{_sign(found)}: {mrkdwn(found.explanation, 300)}" for found in of.findings[:_MOST_LINES]]
    if (hidden := len(of.findings) - _MOST_LINES) > 0:
        lines.append(more(hidden, "finding"))
    return "\n".join(lines)
