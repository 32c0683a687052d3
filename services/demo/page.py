"""A page that shows the notices as they arrived: Slack's messages with their threads, and mails. Everything escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from services.demo.mailbox import Mail
from services.demo.slack import Stored

_STYLE: Final = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; color: #1d1c1d; padding: 0 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2.5rem; border-bottom: 1px solid #ddd }
.slack { border-left: 4px solid #4a154b; padding: .2rem 1rem; margin: 1.2rem 0; background: #faf9fa }
.reply { margin-left: 2.5rem; border-color: #b9a2ba }
q { display: block; quotes: none; border-left: 3px solid #ddd; padding-left: .7rem; white-space: normal }
.context { color: #616061; font-size: .85rem }
h3 { margin: .4rem 0; font-size: 1rem } p { margin: .4rem 0; white-space: pre-line }
iframe { width: 100%; height: 34rem; border: 1px solid #ddd; background: #fff } .head { color: #616061 }
"""
_LINK: Final = re.compile(r"<(?P<url>https?://[^|>]*)\|(?P<words>[^>]*)>")
_QUOTE: Final = re.compile(r"^&gt; ?(.*)$", re.MULTILINE)
_BOLD: Final = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")
_ITALIC: Final = re.compile(r"(?<!\w)_([^_\n]+)_(?!\w)")


def page(messages: Sequence[Stored], mails: Sequence[Mail]) -> str:
    """One HTML document, for a file."""
    parts = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>claimwatch: notices of the demo</title>"
        f"<style>{_STYLE}</style><h1>Notices of the demo, as they arrived</h1>",
        f"<h2>Slack: {len(messages)} messages</h2>",
    ]
    for root in (message for message in messages if message.thread_ts is None):
        parts.append(_message(root, "slack"))
        parts += [_message(reply, "slack reply") for reply in messages if reply.thread_ts == root.ts]
    parts.append(f"<h2>Mail: {len(mails)} messages</h2>")
    parts += [_mail(mail) for mail in mails]
    return "\n".join(parts)


def _message(message: Stored, kind: str) -> str:
    return f'<div class="{kind}">{"".join(_block(block) for block in message.blocks)}</div>'


def _block(block: Mapping[str, Any]) -> str:
    match block["type"]:
        case "header":
            return f"<h3>{html.escape(block['text']['text'])}</h3>"
        case "section":
            texts = [block["text"]] if "text" in block else block["fields"]
            return "".join(f"<p>{_mrkdwn(text['text'])}</p>" for text in texts)
        case "context":
            words = " · ".join(_mrkdwn(element["text"]) for element in block["elements"])
            return f'<p class="context">{words}</p>'
        case "divider":
            return "<hr>"
        case other:
            return f'<p class="context">[{html.escape(other)}]</p>'


def _mrkdwn(text: str) -> str:
    """Slack's markup as HTML. Only its own links and quotes hold a bare < or >: content has them escaped."""
    return _QUOTE.sub(r"<q>\1</q>", "".join(_linked(text)))


def _linked(text: str) -> Iterator[str]:
    at = 0
    for link in _LINK.finditer(text):
        yield _words(text[at : link.start()])
        yield f'<a href="{_escaped(link["url"])}">{_words(link["words"])}</a>'
        at = link.end()
    yield _words(text[at:])


def _words(text: str) -> str:
    return _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", _escaped(text)))


def _escaped(text: str) -> str:
    """Slack escapes only & < >; HTML wants quotes escaped as well."""
    return html.escape(html.unescape(text))


def _mail(mail: Mail) -> str:
    message = mail.message
    body = message.get_body(("html", "plain"))
    content = body.get_content() if body is not None else ""
    to, subject = html.escape(str(message["To"])), html.escape(str(message["Subject"]))
    return (
        f'<p class="head">To {to}<br><strong>{subject}</strong>'
        f'</p><iframe sandbox srcdoc="{html.escape(content)}"></iframe>'
    )
