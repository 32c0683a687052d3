from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.flags import FlagState, Grade
from services.alert.channels.channel import Delivery
from services.alert.channels.email import compose
from services.alert.message.message import Change, Message, finding
from services.alert.receivers.receivers import EmailTo
from services.alert.templates.environment import OURS
from tests.alert.examples import FLAG, NOON

TO = EmailTo("desk@paper.example", "claimwatch@paper.example", "127.0.0.1")
text, html = OURS.text, OURS.html
DELIVERY = Delivery("0" * 64, None, NOON, NOON, uncertain=False)


def _message(*flags) -> Message:
    found = tuple(finding(flag, NOON) for flag in flags or (FLAG,))
    return Message(found[0].title, found)


@pytest.fixture
def message() -> Message:
    tension = msgspec.structs.replace(FLAG, flag="flag-2", grade=Grade.TENSION, severity=2, evidence=FLAG.evidence[:1])
    settled = msgspec.structs.replace(FLAG, flag="flag-3", state=FlagState.RESOLVED)
    return _message(FLAG, tension, settled)


def test_plain_text(golden, message):
    golden("notice.txt", text(message))


def test_html(golden, message):
    golden("notice.html", html(message))


def test_a_mail(golden, message):
    mail = compose(message, DELIVERY, TO)
    for part in mail.walk():
        if part.get_content_type() == "image/png":
            part.set_payload("(the picture, whose letters are those of this machine)")
    golden("mail.eml", mail.as_string().replace("\r\n", "\n"))


def test_a_mail_composed_twice_is_the_same_bytes(message):
    assert compose(message, DELIVERY, TO).as_bytes() == compose(message, DELIVERY, TO).as_bytes()


def test_further_mails_join_the_first_ones_thread(message):
    mail = compose(message, DELIVERY._replace(thread="<first@paper.example>"), TO)
    assert mail["In-Reply-To"] == mail["References"] == "<first@paper.example>"
    assert mail["Subject"] == "Re: [claimwatch] People evacuated in Oderfeld"


def test_a_settled_flag_says_so_and_asks_nothing(message):
    settled = text(Message(message.title, message.findings[2:]))
    assert "Settled: Herald counts" in settled
    assert "What would settle it" not in settled


def test_our_own_copy_is_named_in_every_form():
    flag = msgspec.structs.replace(FLAG, exposure=FLAG.evidence[:1])
    shown = Message("T", (finding(flag, NOON),))
    for form in (text(shown), html(shown)):
        assert "Our copy carries it: Herald, 29 Jan 2025" in form


def test_only_links_of_the_web_are_linked():
    evidence = msgspec.structs.replace(FLAG.evidence[0], url="javascript:alert(1)")
    message = _message(msgspec.structs.replace(FLAG, evidence=(evidence,)))
    assert "javascript" not in html(message) + text(message)


def test_a_title_cannot_break_out_of_a_header():
    message = _message(msgspec.structs.replace(FLAG, title="A\r\nBcc: all@paper.example\x1b[2J\u202e"))
    mail = compose(message, DELIVERY, TO)
    assert mail["Subject"] == "[claimwatch] A Bcc: all@paper.example[2J"
    assert mail["Bcc"] is None


def test_no_message_judges_anyone():
    flags = [msgspec.structs.replace(FLAG, state=state) for state in FlagState]
    for change in Change:
        found = tuple(msgspec.structs.replace(finding(flag, NOON), change=change) for flag in flags)
        for repeat in (0, 1):
            message = Message("x", found, repeat)
            said = (text(message) + html(message)).lower()
            assert not {"false", "lied", "lie", "liar", "wrong"} & set(said.replace(":", " ").split())


wild = st.text(st.sampled_from("&<>|`*_\n\x1b\u202eaé\"' "), max_size=4000)


@given(words=wild, title=wild)
def test_whatever_was_written_stays_text_in_html(words, title):
    plain, marked = "plain", "<script>x</script>"
    shape = [
        html(_message(_with(w, t))).count("<")
        for w, t in ((plain, plain), (marked, marked), (words + "x", title + "x"))
    ]
    assert len(set(shape)) == 1


def _with(words: str, title: str):
    evidence = msgspec.structs.replace(FLAG.evidence[0], quote=words, outlet=words, chain=(words,))
    return msgspec.structs.replace(
        FLAG, title=title, explanation=words, reasons=("r",), settle="s", evidence=(evidence,)
    )
