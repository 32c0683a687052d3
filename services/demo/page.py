"""A page that shows the notices as they arrived: Slack's messages with their threads, and mails. Everything escaped."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from services.demo.mailbox import Mail
from services.demo.slack import Stored

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d1c1d; --soft: #616061; --rule: #ddd; --sheet: #faf9fa; --side: #4a154b;
  --reply: #b9a2ba; --link: #1264a3; --paper: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --soft: #a9a69f; --rule: #363a41; --sheet: #1b1e23;
  --side: #b98bbb; --reply: #6d5570; --link: #8cc4ec; --paper: #14161a } }
* { box-sizing: border-box }
body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 52rem; padding: 0 1rem; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere }
a { color: var(--link) }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2.5rem; border-bottom: 1px solid var(--rule) }
.slack { border-left: 4px solid var(--side); padding: .2rem 1rem; margin: 1.2rem 0; background: var(--sheet) }
.reply { margin-left: clamp(.8rem, 5vw, 2.5rem); border-color: var(--reply) }
q { display: block; quotes: none; border-left: 3px solid var(--rule); padding-left: .7rem; white-space: normal }
.context { color: var(--soft); font-size: .85rem }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: .4rem 1.5rem }
.pressed { display: flex; gap: .5rem; flex-wrap: wrap } .pressed span { border: 1px solid var(--soft);
  border-radius: 4px; padding: .1rem .7rem; background: var(--paper); font-weight: 600; font-size: .85rem }
.menu { float: right }
.slack img { width: 100%; max-width: 30rem; border-radius: 6px }
h3 { margin: .4rem 0; font-size: 1rem } p { margin: .4rem 0; white-space: pre-line }
iframe { width: 100%; height: 44rem; border: 1px solid var(--rule); background: #fff } .head { color: var(--soft) }
"""
_LINK: Final = re.compile(r"<(?P<url>https?://[^|>]*)\|(?P<words>[^>]*)>")
_QUOTE: Final = re.compile(r"^&gt; ?(.*)\n?", re.MULTILINE)
_BOLD: Final = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")
_ITALIC: Final = re.compile(r"(?<!\w)_([^_\n]+)_(?!\w)")


def page(messages: Sequence[Stored], mails: Sequence[Mail], files: Mapping[str, bytes]) -> str:
    """One HTML document, for a file; `files` are Slack's, by their ids."""
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        "<title>claimwatch: notices of the demo</title>"
        f"<style>{_STYLE}</style><h1>Notices of the demo, as they arrived</h1>",
        f"<h2>Slack: {len(messages)} messages</h2>",
    ]
    for root in (message for message in messages if message.thread_ts is None):
        parts.append(_message(root, "slack", files))
        parts += [_message(reply, "slack reply", files) for reply in messages if reply.thread_ts == root.ts]
    parts.append(f"<h2>Mail: {len(mails)} messages</h2>")
    parts += [_mail(mail) for mail in mails]
    return "\n".join(parts)


def _message(message: Stored, kind: str, files: Mapping[str, bytes]) -> str:
    return f'<div class="{kind}">{"".join(_block(block, files) for block in message.blocks)}</div>'


def _block(block: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    match block["type"]:
        case "section":
            return _section(block)
        case "context":
            words = " · ".join(_mrkdwn(element["text"]) for element in block["elements"])
            return f'<p class="context">{words}</p>'
        case "actions":
            buttons = "".join(f"<span>{html.escape(each['text']['text'])}</span>" for each in block["elements"])
            return f'<p class="pressed">{buttons}</p>'
        case "image":
            drawn = files[block["slack_file"]["id"]]
            return f'<img src="{_within(drawn)}" alt="{html.escape(block["alt_text"])}">'
        case other:
            return "<hr>" if other == "divider" else f"<h3>{html.escape(block['text']['text'])}</h3>"


def _within(png: bytes) -> str:
    """The address of a picture that lies in the page itself."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _section(block: Mapping[str, Any]) -> str:
    menu = '<span class="menu">⋯</span>' if "accessory" in block else ""
    told = f"<p>{menu}{_mrkdwn(block['text']['text'])}</p>" if "text" in block else ""
    fields = "".join(f"<p>{_mrkdwn(text['text'])}</p>" for text in block.get("fields", ()))
    return f'{told}<div class="fields">{fields}</div>' if fields else told


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
    for part in message.walk():  # a picture lies in the mail, and its page names it (RFC 2392)
        if (name := part["Content-ID"]) is not None:
            content = content.replace(f"cid:{name.strip('<>')}", _within(part.get_content()))
    to, subject = html.escape(str(message["To"])), html.escape(str(message["Subject"]))
    return (
        f'<p class="head">To {to}<br><strong>{subject}</strong>'
        f'</p><iframe sandbox srcdoc="{html.escape(content)}"></iframe>'
    )
