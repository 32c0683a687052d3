"""A notice as each kind of channel would show it."""

from __future__ import annotations

import json
from email import message_from_string
from email.policy import default

import msgspec

from services.alert.receivers.receivers import Alerting, EmailTo, Receiver
from services.alert.routing import Route
from services.cli.alert.preview import Form, previewed
from services.demo.slack.limits import faults_of
from tests.alert.examples import FLAG

CHIEF = Receiver("chief", email=(EmailTo("chief@paper.example", "alerts@paper.example", "mail.example"),))
ALERTING = Alerting(
    Route(receiver="rest", routes=(Route(receiver="chief", matchers=('grade="conflict"',)),)),
    (Receiver("rest"), CHIEF),
    desk="https://desk.example",
)
LINK = "https://desk.example/claims/people%20evacuated%20in%20Oderfeld"


def test_as_text_and_as_phones_are_told() -> None:
    text, push = (previewed(FLAG, ALERTING, form, {}) for form in (Form.TEXT, Form.PUSH))
    assert text.startswith("People evacuated in Oderfeld\n====")
    assert push.startswith("■ New · figures at odds")
    assert len(push) < len(text)
    assert LINK in text
    assert LINK in push


def test_as_a_page_with_its_picture_in_it() -> None:
    page = previewed(FLAG, ALERTING, Form.HTML, {})
    assert page.startswith("<!DOCTYPE html>")
    assert '<img src="data:image/png;base64,iVBOR' in page
    bare = previewed(msgspec.structs.replace(FLAG, evidence=()), ALERTING, Form.HTML, {})
    assert "<img" not in bare


def test_as_the_mail_that_somebody_would_get() -> None:
    mail = message_from_string(previewed(FLAG, ALERTING, Form.MAIL, {}), policy=default)
    assert mail["To"] == "chief@paper.example"
    assert mail["Subject"] == "[claimwatch] People evacuated in Oderfeld"
    nobody = msgspec.structs.replace(ALERTING, route=Route(receiver="rest"))
    assert message_from_string(previewed(FLAG, nobody, Form.MAIL, {}), policy=default)["To"] == "you@example.org"


def test_as_blocks_that_slack_takes() -> None:
    told = json.loads(previewed(FLAG, ALERTING, Form.SLACK, {}))
    assert faults_of(told["blocks"]) == []
    assert "People evacuated in Oderfeld" in told["text"]
    assert LINK in json.dumps(told)
