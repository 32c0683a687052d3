"""What can be pressed below a finding, and what each button carries: which flag, as it was told.

Source: Slack's documentation, "Button element" (75 characters of text, 2000 of value), "Overflow menu element" (five
options, 75 and 150).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final, NamedTuple

from schemas.event import FlagId
from services.alert.message.links import claim_page
from services.alert.message.message import Finding
from services.alert.slack.mrkdwn import Block, plain

MUTE: Final = dt.timedelta(hours=24)
MENU: Final = "menu"
"""The action of a menu, whose options name their press themselves."""


class Press(StrEnum):
    """What somebody asks for by a click."""

    EVIDENCE = "evidence"
    TAKE = "take"
    EXPLAINED = "explained"
    NOT_COMPARABLE = "not-comparable"
    MISREAD = "misread"
    MUTE = "mute"


class About(NamedTuple):
    """The flag that a press is about, at the version that was shown."""

    flag: FlagId
    version: int
    told_at: dt.datetime
    """When that version came to the log: nothing before it needs to be read."""


_LABELS: Final = {
    Press.TAKE: "Take",
    Press.EXPLAINED: "Explained…",
    Press.NOT_COMPARABLE: "Not comparable…",
    Press.MISREAD: "Misread…",
    Press.MUTE: "Mute 24 h",
}
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND: Final = dt.timedelta(microseconds=1)


def row(finding: Finding, desk: str, *, answered: bool) -> list[Block]:
    """The buttons of a finding that is told in full; none where none would lead anywhere."""
    elements: list[Block] = []
    if desk:
        url = f"{claim_page(desk, finding.claim)}#flag-{finding.flag}"
        elements.append(
            {"type": "button", "action_id": Press.EVIDENCE.value, "text": plain("Evidence", 75), "url": url}
        )
    if answered and finding.open and finding.labels:  # a test or a trouble has none: it is no flag to decide on
        elements += [_button(press, finding) for press in _LABELS]
    return [{"type": "actions", "elements": elements}] if elements else []


def menu(finding: Finding) -> Block:
    """The same decisions, folded up, for a finding that is told in a line."""
    value = carried(_shown(finding))
    options = [{"text": plain(label, 75), "value": f"{press.value} {value}"} for press, label in _LABELS.items()]
    return {"type": "overflow", "action_id": MENU, "options": options}


def carried(flag: About) -> str:
    """What a button says of its flag, to be read by `about`."""
    return f"{flag.version} {(flag.told_at - _EPOCH) // _MICROSECOND} {flag.flag}"


def about(value: str) -> About:
    """The flag that a value names.

    Raises:
        ValueError: it is none of ours.
    """
    version, micros, flag = value.split(" ", 2)
    return About(FlagId(flag), int(version), _EPOCH + int(micros) * _MICROSECOND)


def _shown(finding: Finding) -> About:
    return About(finding.flag, finding.cause.version, finding.appended_at)


def _button(press: Press, finding: Finding) -> Block:
    button: Block = {
        "type": "button",
        "action_id": press.value,
        "text": plain(_LABELS[press], 75),
        "value": carried(_shown(finding)),
    }
    return button | ({"style": "primary"} if press is Press.TAKE else {})
