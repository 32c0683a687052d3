r"""HTML and feeds' plain text become the text that statements are quoted from: offsets count its characters.

Its form: paragraphs separated by one empty line ("\n\n"), no other line breaks, NFC, single spaces, no control
characters, no lone surrogates, nothing invisible. Nothing is escaped: it is text, to be escaped wherever it is shown.
A no-break or thin space between two digits stays, since it groups a number: "10 000" is one number.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import lxml.etree
import lxml.html

# fmt: off
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "body", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul"
    }
)
# fmt: on
"""Elements before and after which a paragraph ends. A <br> ends one as well: feeds set it between paragraphs."""
# fmt: off
_UNSEEN: Final = frozenset(
    {
        "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
        "title"
    }
)
# fmt: on
"""Elements whose text no reader sees as part of the article."""

_NEWLINES: Final = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # invisible, and what reorders text
    "\U000e0000-\U000e007f]"  # tags
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_GROUPING: Final = re.compile("(?<=[0-9])([\u00a0\u2009\u202f])(?=[0-9])")


def from_html(source: str) -> str:
    """The text of an HTML document or fragment, as a reader sees it; "" where there is none."""
    cleaned = _DROPPED.sub("", _SURROGATES.sub("\ufffd", source))
    if not cleaned.strip():
        return ""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(cleaned.encode(), parser=parser)
    except lxml.etree.ParserError:  # a document without content
        return ""
    return from_plain("".join(_pieces(root)))


def _pieces(root: lxml.etree._Element) -> list[str]:
    """The text in document order, with an empty line around each block. No recursion: nesting may be deep."""
    pieces: list[str] = []
    hidden = 0
    for happened, element in lxml.etree.iterwalk(root, events=("start", "end")):
        ends = happened == "end"
        if element.tag in _UNSEEN:
            hidden += -1 if ends else 1
        if element.tag in _BLOCKS:
            pieces.append("\n\n")
        text = element.tail if ends else element.text
        if text and not hidden and element is not (root if ends else None):
            pieces.append(re.sub(r"[\r\n]+", " ", text))
    return pieces


def from_plain(source: str) -> str:
    """Plain text in the form of this module: an empty line separates paragraphs, a single line break is a space."""
    text = _NEWLINES.sub("\n", _SURROGATES.sub("\ufffd", source))
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text))
    paragraphs = (_line(paragraph) for paragraph in re.split(r"\n[^\S\n]*\n\s*", text))
    return "\n\n".join(filter(None, paragraphs))


def one_line(source: str) -> str:
    """Text without paragraphs, as for titles."""
    return from_plain(source).replace("\n\n", " ")


def _line(paragraph: str) -> str:
    parts = _GROUPING.split(paragraph)  # text, space, text, space, … text
    lines = [re.sub(r"\s+", " ", part) for part in parts[::2]]
    joined = lines[0] + "".join(space + line for space, line in zip(parts[1::2], lines[1:], strict=True))
    return joined.strip()
