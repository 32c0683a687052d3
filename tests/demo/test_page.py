"""The demo's page escapes whatever content a notice carries, and shows the pictures that came with it."""

from __future__ import annotations

from email.message import EmailMessage

from lxml.html import document_fromstring

from services.demo.mailbox import Mail
from services.demo.page import page
from services.demo.slack import Stored


def shown(markup: str) -> str:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": markup}}
    return page([Stored("C0DESK", "1.0", "", [block])], [], {})


def text_of(document: str) -> str:
    (found,) = document_fromstring(document).xpath('//div[@class="slack"]/p')
    return str(found.text_content())


def test_content_stays_text() -> None:
    document = shown('&lt;script&gt;alert("1")&lt;/script&gt; AT&amp;T &amp;lt;b&amp;gt;')
    assert "<script" not in document
    assert text_of(document) == '<script>alert("1")</script> AT&T &lt;b&gt;'


def test_links_are_slacks_own_only() -> None:
    document = shown("<https://a.example/?x=1&amp;y=2|*A* &lt;paper&gt;> and &lt;https://b.example|b&gt;")
    (link,) = document_fromstring(document).xpath("//a")
    assert link.get("href") == "https://a.example/?x=1&y=2"
    assert text_of(document) == "A <paper> and <https://b.example|b>"


def test_a_link_cannot_leave_its_attribute() -> None:
    (link,) = document_fromstring(shown('<https://a.example/"onclick="alert(1)|a>')).xpath("//a")
    assert set(link.attrib) == {"href"}


def test_emphasis_and_quotes() -> None:
    document = shown("*bold* _slanted_\n> in their words")
    assert "<strong>bold</strong> <em>slanted</em>" in document
    assert "<q>in their words</q>" in document


def test_a_mail_shows_the_picture_that_lies_in_it() -> None:
    mail = EmailMessage()
    mail["To"], mail["Subject"] = "chief@paper.example", "Conflict"
    mail.set_content("plain")
    mail.add_alternative('<p>Figures</p><img src="cid:figures@claimwatch">', subtype="html")
    list(mail.iter_parts())[-1].add_related(b"drawn", "image", "png", cid="<figures@claimwatch>")
    (frame,) = document_fromstring(page([], [Mail("", (), mail.as_bytes())], {})).xpath("//iframe")
    (picture,) = document_fromstring(frame.get("srcdoc")).xpath("//img")
    assert picture.get("src") == "data:image/png;base64,ZHJhd24="
