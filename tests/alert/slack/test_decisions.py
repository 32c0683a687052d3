"""From clicks and forms to decisions, forms and answers."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from slack_sdk.models.views import View

from schemas.decisions import FlagTaken, SilenceSet, VerdictGiven
from schemas.flags import FlagState
from schemas.verdicts import Verdict
from services.alert.routing.labels import labels
from services.alert.routing.matchers import failing
from services.alert.slack.buttons import About, Press
from services.alert.slack.clicks import Click, Person, Submission
from services.alert.slack.decisions import Outcome, Seen, outcome
from services.alert.slack.modals import form
from services.demo.slack.limits import view_faults
from tests.alert.examples import FLAG, NOON

ANN, GUEST = Person("ann (U0ANN)", is_ours=True), Person("eve (U0EVE)", is_ours=False)
ABOUT = About(FLAG.flag, 1, NOON)
FRESH = Seen(FLAG, FLAG)
SETTLED = Seen(FLAG, msgspec.structs.replace(FLAG, version=2, state=FlagState.RESOLVED))
LAPSED = Seen(FLAG, msgspec.structs.replace(FLAG, version=2, state=FlagState.LAPSED))


def click(press: Press, seen: Seen | None = FRESH, person: Person = ANN) -> Outcome:
    about = None if press is Press.EVIDENCE else ABOUT
    return outcome(Click(person, press, about, "trigger", "https://hooks.example"), seen, NOON)


def send(press: Press, reason: str, *articles: int, seen: Seen | None = FRESH, person: Person = ANN) -> Outcome:
    return outcome(Submission(person, press, ABOUT, reason, frozenset(articles)), seen, NOON)


def test_take():
    done = click(Press.TAKE)
    assert done.decision == FlagTaken(flag=FLAG.flag, claim=FLAG.claim, by="ann (U0ANN)", taken_at=NOON)
    assert "You have it" in done.says


@pytest.mark.parametrize("claim", [FLAG.claim, 'a "claim" with \\ and\na line'])
def test_mute_silences_the_claim_for_a_day(claim):
    flag = msgspec.structs.replace(FLAG, claim=claim)
    done = click(Press.MUTE, Seen(FLAG, flag))
    assert isinstance(done.decision, SilenceSet)
    assert done.decision.ends_at - done.decision.starts_at == dt.timedelta(hours=24)
    assert failing(done.decision.matchers, labels(flag)) == []
    assert failing(done.decision.matchers, labels(msgspec.structs.replace(FLAG, claim="another"))) != []
    assert "Muted until 31 Jan 2025, 12:00 UTC" in done.says


def test_evidence_only_leads_somewhere():
    assert click(Press.EVIDENCE, None) == Outcome()


@pytest.mark.parametrize("press", [Press.EXPLAINED, Press.NOT_COMPARABLE, Press.MISREAD])
def test_a_verdict_is_asked_for_in_a_form_that_slack_takes(press):
    done = click(press)
    assert (done.decision, done.says) == (None, "")
    assert view_faults(done.form) == []
    View(**done.form).validate_json()


def test_a_misreading_asks_whose_words():
    boxes = click(Press.MISREAD).form["blocks"][1]["element"]["options"]
    assert [option["text"]["text"] for option in boxes] == ["Herald, 29 Jan 2025", "Courier, 30 Jan 2025"]


@pytest.mark.parametrize(
    ("press", "verdict"), [(Press.EXPLAINED, Verdict.EXPLAINED), (Press.NOT_COMPARABLE, Verdict.NOT_COMPARABLE)]
)
def test_a_form_gives_a_verdict(press, verdict):
    done = send(press, "Courier counts the east bank alone.")
    assert isinstance(done.decision, VerdictGiven)
    assert (done.decision.judgement.verdict, done.decision.reason) == (verdict, "Courier counts the east bank alone.")
    assert (done.decision.by, done.decision.decided_at, done.reply) == ("ann (U0ANN)", NOON, None)


def test_a_misreading_names_the_article():
    done = send(Press.MISREAD, "It says 1,800.", 1)
    assert [misread.article for misread in done.decision.judgement.misread] == [FLAG.evidence[1].article]


@pytest.mark.parametrize(
    ("done", "field", "says"),
    [
        (send(Press.EXPLAINED, ""), "reason", "Say why"),
        (send(Press.EXPLAINED, "a" * 2001), "reason", "At most 2,000 characters; these are 2,001"),
        (send(Press.MISREAD, "Because."), "articles", "Mark at least one"),
        (send(Press.MISREAD, "Because.", 7), "articles", "Mark at least one"),
        (send(Press.EXPLAINED, "Because.", seen=SETTLED), "reason", "was settled on 30 Jan 2025, 12:00 UTC"),
        (send(Press.EXPLAINED, "Because.", seen=None), "reason", "does not know this finding"),
        (send(Press.EXPLAINED, "Because.", person=GUEST), "reason", "newsroom's own workspace"),
    ],
)
def test_what_is_wrong_with_a_form_is_said_in_it(done, field, says):
    assert done.decision is None
    assert done.reply["response_action"] == "errors"
    assert list(done.reply["errors"]) == [field]
    assert says in done.reply["errors"][field]


@pytest.mark.parametrize("press", [press for press in Press if press is not Press.EVIDENCE])
@pytest.mark.parametrize(
    ("seen", "person", "says"),
    [
        (SETTLED, ANN, "This finding was settled on 30 Jan 2025, 12:00 UTC"),
        (LAPSED, ANN, "This finding lapsed on 30 Jan 2025, 12:00 UTC"),
        (None, ANN, "does not know this finding any more"),
        (FRESH, GUEST, "Only people of the newsroom's own workspace"),
    ],
)
def test_a_late_or_a_strangers_click_gets_a_clear_answer_and_changes_nothing(press, seen, person, says):
    done = click(press, seen, person)
    assert (done.decision, done.form) == (None, None)
    assert says in done.says


def test_a_form_holds_whatever_was_written():
    evidence = [
        msgspec.structs.replace(FLAG.evidence[0], article=f"{number}", outlet="<o> & " * 30, quote="“&<" * 200)
        for number in range(15)
    ]
    flag = msgspec.structs.replace(FLAG, title="& <t>" * 99, explanation="<e> & " * 400, evidence=tuple(evidence))
    assert view_faults(form(Press.MISREAD, flag, "1 1 a")) == []
