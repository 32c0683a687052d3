"""Addresses of mail and of the web: what passes here breaks out of no header, and shows no secret."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.policy import SMTP
from urllib.parse import urlsplit

from schemas.envelope import digest


def address_of(text: str) -> Address:
    """The one mail address that is spelled so, perhaps with a name before it (RFC 5322, section 3.4).

    Raises:
        ValueError: it is none, or more than one, or could not be written into a header as it is.
    """
    address = _parsed(text)
    if address is None:
        raise ValueError(f"{text!r} is no mail address; write name@paper.example")
    if not address.addr_spec.isascii():
        raise ValueError(f"{text!r}: not every mail server takes such letters; write the domain as xn--…")
    return address


def _parsed(text: str) -> Address | None:
    if not text.isprintable() or header_text(text) != text:
        return None
    try:
        header = SMTP.header_factory("to", text)
    except (HeaderParseError, IndexError):  # both are Python's own for what it cannot read
        return None
    one: Address | None = header.addresses[0] if len(header.addresses) == 1 else None
    plain = not header.defects and not any(group.display_name for group in header.groups)
    return one if one is not None and plain and one.username and one.domain else None


def header_text(text: str) -> str:
    """The text as it may be put into a header: nothing in it reads as an encoded word (RFC 2047).

    One that an article spelled would be decoded there, line breaks and all, and what follows them be a header.
    """
    return text.replace("=?", "= ?")


def is_unsubscribe(text: str) -> bool:
    """Whether it may stand in List-Unsubscribe (RFC 2369, section 2): an address to write to, or one to open."""
    if not text.isascii() or not text.isprintable() or set(text) & set(" <>,"):
        return False
    return text.startswith("https://") or (text.startswith("mailto:") and "@" in text)


def host_of(url: str) -> str:
    """The host and port of a web address, without the name and password that may stand before them."""
    return urlsplit(url).netloc.rpartition("@")[2]


def shown(url: str) -> str:
    """A web address without what may be secret in it: its path and query are told by a digest."""
    return f"{host_of(url)}/{digest(url)[:8]}"
