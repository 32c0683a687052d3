"""From a click or a form to what is done: a decision for the log, a form to open, or an answer.

What is decided is the flag as it was shown; whether it still holds is seen from its last version.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from schemas.decisions import FlagTaken, VerdictGiven
from schemas.event import Event
from schemas.flags import Flag, FlagState
from schemas.judging import judgement
from schemas.matching import equals
from schemas.verdicts import Verdict
from services import wording
from services.alert.slack.buttons import MUTE, Press, carried
from services.alert.slack.clicks import Click, Person, Submission
from services.alert.slack.modals import ARTICLES, MOST_REASON, REASON, chosen, form, refusal
from services.alert.slack.mrkdwn import Block
from services.deciding import silences

_VERDICTS: Final = {
    Press.EXPLAINED: Verdict.EXPLAINED,
    Press.NOT_COMPARABLE: Verdict.NOT_COMPARABLE,
    Press.MISREAD: Verdict.MISREAD,
}
_ENDED: Final = {
    FlagState.RESOLVED: "This finding was settled on {at}, by later reports or by a verdict. Nothing was recorded.",
    FlagState.LAPSED: "This finding lapsed on {at}: its evidence is too old to compare. Nothing was recorded.",
}
_MUTED: Final = "muted for a day by a click in Slack"
_NOT_KNOWN: Final = "claimwatch does not know this finding any more. Nothing was recorded."
_NOT_OURS: Final = "Only people of the newsroom's own workspace decide here. Nothing was recorded."


class Seen(NamedTuple):
    """A flag as it was shown, and as it stands."""

    shown: Flag
    last: Flag


class Outcome(NamedTuple):
    """What to do, in this order; what is empty is left out."""

    decision: Event | None = None
    """For the log."""
    form: Block | None = None
    """To open for whoever clicked."""
    says: str = ""
    """To whoever clicked, and to nobody else."""
    reply: Block | None = None
    """The answer to Slack's own request: errors inside a form; None lets it close."""


def outcome(asked: Click | Submission, seen: Seen | None, now: dt.datetime) -> Outcome:
    """What a click or a form brings about; `seen` is None where no such flag is known."""
    return _clicked(asked, seen, now) if isinstance(asked, Click) else _submitted(asked, seen, now)


def _clicked(click: Click, seen: Seen | None, now: dt.datetime) -> Outcome:
    if click.about is None:
        return Outcome()
    found = _open_to(click.person, seen)
    if isinstance(found, str):
        return Outcome(says=found)
    flag = found.last
    if click.press is Press.TAKE:
        taken = FlagTaken(flag=flag.flag, claim=flag.claim, by=click.person.name, taken_at=now)
        return Outcome(taken, says="You have it: the message says so in a moment.")
    if click.press is Press.MUTE:
        silence = silences.silence(
            (equals("claim", flag.claim),), now + MUTE, by=click.person.name, reason=_MUTED, now=now
        )
        until = wording.moment(silence.ends_at)
        return Outcome(silence, says=f"Muted until {until}: nobody is told of “{flag.title}” before, unless unmuted.")
    return Outcome(form=form(click.press, found.shown, carried(click.about)))


def _submitted(sent: Submission, seen: Seen | None, now: dt.datetime) -> Outcome:
    found = _open_to(sent.person, seen)
    if isinstance(found, str):
        return Outcome(reply=refusal(REASON, found))
    flag = found.shown
    if not sent.reason:
        return Outcome(reply=refusal(REASON, "Say why, for whoever reads it later."))
    if len(sent.reason) > MOST_REASON:
        return Outcome(reply=refusal(REASON, f"At most {MOST_REASON:,} characters; these are {len(sent.reason):,}."))
    verdict, misread = _VERDICTS[sent.press], chosen(flag, sent.articles)
    if verdict is Verdict.MISREAD and not misread:
        return Outcome(reply=refusal(ARTICLES, "Mark at least one of the articles whose words were misread."))
    given = VerdictGiven(
        judgement=judgement(flag, verdict, misread if verdict is Verdict.MISREAD else ()),
        claim=flag.claim,
        track=flag.track,
        reason=sent.reason,
        by=sent.person.name,
        decided_at=now,
    )
    return Outcome(given)


def _open_to(person: Person, seen: Seen | None) -> Seen | str:
    """The flag, if this person can decide on it now; or else why not."""
    if not person.is_ours:
        return _NOT_OURS
    if seen is None:
        return _NOT_KNOWN
    if seen.last.state is not FlagState.OPEN:
        return _ENDED[seen.last.state].format(at=wording.moment(seen.last.found_at))
    return seen
