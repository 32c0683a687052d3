"""A mail as its reader's program and its server meet it."""

from __future__ import annotations

import asyncio
import selectors
import ssl
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import msgspec
import pytest
import trustme

from schemas.event import Digest
from services.alert.channels.channel import Delivery
from services.alert.channels.email import EmailChannel, compose
from services.alert.errors import TryLater
from services.alert.message.message import Kind, Message, finding
from services.alert.message.picture import described
from services.alert.receivers.receivers import EmailTo, Tls
from services.alert.templates.environment import Templates
from services.demo.mailbox import Mailbox
from tests.alert.examples import FLAG, NOON
from tests.alert.safe_mailbox import LOGIN, SafeMailbox

TO = EmailTo("desk@paper.example", "claimwatch <alerts@paper.example>", "127.0.0.1")
MESSAGE = Message(FLAG.title, (finding(FLAG, NOON),))
DIGEST = Message("Digest, 30 January 12:00 UTC: 1 finding on 1 claim", MESSAGE.findings, kind=Kind.DIGEST)


def delivery(thread: str | None = None) -> Delivery:
    return Delivery(Digest("a" * 64), thread, NOON, NOON, uncertain=False)


def mailed(message: Message = MESSAGE, to: EmailTo = TO, thread: str | None = None) -> EmailMessage:
    """As it arrives."""
    return message_from_bytes(compose(message, delivery(thread), to).as_bytes(), policy=default)


def test_what_a_mail_says_of_itself() -> None:
    mail = mailed()
    assert mail["From"] == "claimwatch <alerts@paper.example>"
    assert mail["To"] == "desk@paper.example"
    assert mail["Message-ID"] == f"<{'a' * 40}@paper.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "claimwatch <claimwatch.paper.example>"


@pytest.mark.parametrize("way", ["mailto:desk@paper.example?subject=unsubscribe", "https://paper.example/alerts"])
def test_how_to_unsubscribe_is_said_where_the_desk_says_it(way: str) -> None:
    mail = mailed(to=msgspec.structs.replace(TO, unsubscribe=way))
    assert mail["List-Unsubscribe"] == f"<{way}>"
    assert mail["List-Unsubscribe-Post"] is None
    assert mailed()["List-Unsubscribe"] is None


def test_the_picture_lies_beside_the_page_that_shows_it() -> None:
    plain, related = mailed().iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert related.get_content_type() == "multipart/related"
    page, picture = related.iter_parts()
    assert picture["Content-ID"] == "<figures@claimwatch>"
    assert 'src="cid:figures@claimwatch"' in page.get_content()
    assert picture.get_content().startswith(b"\x89PNG")
    assert picture.get_content_disposition() == "inline"


def test_who_sees_no_picture_is_told_what_it_shows() -> None:
    said = described(MESSAGE.title, MESSAGE.findings)
    assert said.startswith("People evacuated in Oderfeld. 2 statements")
    _, related = mailed().iter_parts()
    assert "by Courier on 30 January 2025" in said
    assert "2 statements; the latest" in next(related.iter_parts()).get_content()


def test_where_nothing_can_be_drawn_there_is_no_picture() -> None:
    one = msgspec.structs.replace(FLAG, evidence=FLAG.evidence[:1])
    kinds = [part.get_content_type() for part in mailed(Message("T", (finding(one, NOON),))).walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_a_digest_draws_nothing() -> None:
    mail = mailed(DIGEST)
    assert mail["Subject"] == f"[claimwatch] {DIGEST.title}"
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.parametrize(
    "title",
    [
        "A\r\nBcc: all@paper.example",
        "A\nContent-Type: text/html\n\n<script>",
        "\u202eevil\u202c \u2066x\u2069",
        "\x00\x1b[2J",
        "x" * 10_000,
        "Ünïcödé – 東京 🚒 " * 40,
        "=?utf-8?q?=0D=0ABcc:_x@y.example?=",
    ],
)
def test_no_title_breaks_out_of_its_header(title: str) -> None:
    flag = msgspec.structs.replace(FLAG, title=title)
    found = finding(flag, NOON)
    for message in (Message(found.title, (found,)), Message(title, (found,), kind=Kind.DIGEST)):
        body = compose(message, delivery(), TO).as_bytes()
        head = body.partition(b"\r\n\r\n")[0].decode()
        mail = message_from_bytes(body, policy=default)
        assert set(mail.keys()) == {
            "From", "To", "Date", "Message-ID", "Subject", "Auto-Submitted", "List-Id", "MIME-Version", "Content-Type",
        }  # fmt: skip
        assert max(map(len, head.split("\r\n"))) <= 998
        assert head.isascii()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "desk",
        "desk@",
        "@paper.example",
        "a@paper.example, b@paper.example",
        "a@paper.example\r\nBcc: b@paper.example",
        "a@paper.example\n",
        "a b@paper.example",
        "<a@paper.example",
        "a@pa\u202eper.example",
        "ünï@paper.example",
        "a@päper.example",
        "group: a@paper.example;",
        "=?utf-8?q?=0D=0ABcc:_x@y.example?= <a@paper.example>",
    ],
)
def test_what_is_no_address_is_refused_at_configuration(address: str) -> None:
    with pytest.raises(ValueError, match=r"mail address|xn--"):
        EmailTo(address, "claimwatch@paper.example", "mail.example")
    with pytest.raises(ValueError, match=r"mail address|xn--"):
        EmailTo("desk@paper.example", address, "mail.example")


@pytest.mark.parametrize(
    "address", ["a@paper.example", "Désk <a.b+c@sub.paper.example>", '"a b"@paper.example', "a@localhost"]
)
def test_what_is_an_address_is_taken(address: str) -> None:
    assert mailed(to=EmailTo(address, address, "mail.example"))["To"].addresses[0].domain in address


@pytest.mark.parametrize(
    "way", ["", "desk@paper.example", "http://paper.example", "javascript:x", "mailto:x", "https://a>,<b"]
)
def test_what_is_no_way_to_unsubscribe_is_refused(way: str) -> None:
    with pytest.raises(ValueError, match="no way to unsubscribe"):
        msgspec.structs.replace(TO, unsubscribe=way)


def test_what_is_no_port_is_refused() -> None:
    with pytest.raises(ValueError, match="587"):
        msgspec.structs.replace(TO, port=0)


async def test_a_template_that_fails_is_for_the_desk_to_mend() -> None:
    with Mailbox() as box:
        to = msgspec.structs.replace(TO, host=box.host, port=box.port, tls=Tls.NONE)
        channel = EmailChannel(to, Templates({"notice.txt": "{{ nothing }}"}))
        with pytest.raises(TryLater, match=r"notice\.txt:1: 'nothing' is undefined; mend"):
            await channel.send(MESSAGE, delivery())
        assert not box.mails


@pytest.mark.parametrize("name", ["Désk, the", 'The "desk"', "desk@other.example"])
async def test_who_has_a_name_is_reached_at_the_address(name: str) -> None:
    named = str(Address(name, addr_spec="desk@paper.example"))
    with Mailbox() as box:
        to = EmailTo(named, str(Address(name, addr_spec="alerts@paper.example")), box.host, box.port, Tls.NONE)
        await EmailChannel(to).send(MESSAGE, delivery())
        (mail,) = box.mails
    assert (mail.sender, mail.recipients) == ("alerts@paper.example", ("desk@paper.example",))
    assert mail.message["To"].addresses[0].display_name == name


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process trusts the authority, as an operator would make it."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.fixture(params=[Tls.STARTTLS, Tls.IMPLICIT])
def box(request: pytest.FixtureRequest, authority: trustme.CA) -> Iterator[SafeMailbox]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with SafeMailbox(context, request.param) as made:
        yield made


def by(box: SafeMailbox, password: str = LOGIN[1], tls: Tls | None = None) -> EmailChannel:
    to = msgspec.structs.replace(
        TO, host=box.host, port=box.port, tls=tls or box.tls, username=LOGIN[0], password=password
    )
    return EmailChannel(to, timeout=5)


@pytest.mark.usefixtures("trusted")
async def test_mail_goes_by_tls_and_login(box: SafeMailbox) -> None:
    receipt = await by(box).send(MESSAGE, delivery())
    (mail,) = box.mails
    assert mail.message_id == receipt.id
    assert mail.sender == "alerts@paper.example"


@pytest.mark.usefixtures("trusted")
async def test_another_password_is_told_without_it(box: SafeMailbox) -> None:
    with pytest.raises(TryLater, match="535") as fault:
        await by(box, password="wrong-5678").send(MESSAGE, delivery())  # noqa: S106 - a test's
    assert "wrong-5678" not in str(fault.value)
    assert not box.mails


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("password", [LOGIN[1], "wrong-5678"])
def test_whether_taken_or_refused_nothing_of_the_connection_is_open_afterwards(box: SafeMailbox, password: str) -> None:
    watched = selectors.DefaultSelector()

    async def open_afterwards() -> int:
        before = len(watched.get_map())
        with suppress(TryLater):
            await by(box, password).send(MESSAGE, delivery())
        return len(watched.get_map()) - before

    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(watched)) as runner:
        assert runner.run(open_afterwards()) == 0


async def test_a_server_that_nobody_vouches_for_gets_nothing(box: SafeMailbox) -> None:
    with pytest.raises(TryLater, match="certificate"):
        await by(box).send(MESSAGE, delivery())
    assert not box.mails


async def test_a_server_without_tls_gets_no_password() -> None:
    with Mailbox() as box:
        to = msgspec.structs.replace(
            TO, host=box.host, port=box.port, tls=Tls.STARTTLS, username=LOGIN[0], password=LOGIN[1]
        )
        with pytest.raises(TryLater, match="STARTTLS"):
            await EmailChannel(to, timeout=5).send(MESSAGE, delivery())
        assert not box.mails
