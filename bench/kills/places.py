"""Where hosts are killed: at steps of their work, while a receiver owes them an answer, or at a random moment.

    stop_at(folder, step) ─▶ FOLDER/step ─▶ a host comes there ─▶ FOLDER/stopped, SIGSTOP ─▶ has_stopped(folder)

A step is named from outside, and may change while hosts run. Whoever comes there stands still until it is killed.
"""

from __future__ import annotations

import os
import signal
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from services.demo.mailbox import MailFault
from services.demo.slack import Fault


class Victim(StrEnum):
    """Which host."""

    DETECT = "detect"
    ALERT = "alert"


class Place(NamedTuple):
    """Where a host is killed."""

    victim: Victim
    at: str
    """A step, what a receiver does, or a moment."""


STAGES: Final = {"detect.control": "leading", "detect.read": "reading", "detect.track": "tracking"}
"""What detect does, by the group that commits it."""
WITHIN: Final = ("before the outputs", "before the states", "before the commit", "after the commit")
"""Of a transaction of detect's that has outputs; it moves the positions first."""
DETECT_STEPS: Final = tuple(f"{stage}, {step}" for stage in STAGES.values() for step in WITHIN)
ALERT_STEPS: Final = (
    "before commit: row",
    "after commit: row",
    "before commit: sending",
    "after commit: sending",
    "before commit: delivered",
    "after commit: delivered",
    "before the notice",
    "after the notice",
)
STEPS: Final = frozenset((*DETECT_STEPS, *ALERT_STEPS))
ASKING: Final[dict[str, Fault | MailFault]] = {
    "Slack does not answer": Fault.NO_ANSWER,
    "Slack has it, and does not answer": Fault.NO_ANSWER_STORED,
    "the mail server does not answer": MailFault.NO_ANSWER,
    "the mail server has it, and does not answer": MailFault.NO_ANSWER_STORED,
}
"""Places of a kill on the other side, by the fault that shows that it is reached."""
NAMED: Final = (
    *(Place(Victim.DETECT, step) for step in DETECT_STEPS),
    *(Place(Victim.ALERT, at) for at in (*ALERT_STEPS, *ASKING)),
)
MOMENT: Final = "a random moment"

_STEP: Final = "step"
_STOPPED: Final = "stopped"


def stop_at(folder: Path, step: str) -> None:
    """Name the step at which a host is to stop; an empty one is none."""
    (folder / _STOPPED).unlink(missing_ok=True)
    (folder / _STEP).write_text(step)


def come_to(folder: Path, step: str) -> None:
    """Stop here if this is the step."""
    named = folder / _STEP
    if named.exists() and named.read_text() == step:
        (folder / _STOPPED).touch()
        os.kill(os.getpid(), signal.SIGSTOP)


def has_stopped(folder: Path) -> bool:
    """Whether a host has come to the step."""
    return (folder / _STOPPED).exists()
