"""The templates at work. Others' words are escaped in HTML; a template can reach nothing but what it is given.

A desk's template that fails on a message that it was not tried with says so (`TemplateFault`), and the notice waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import TracebackType
from typing import Final, NamedTuple

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from services import wording
from services.alert.errors import TemplateFault
from services.alert.message.claims import by_claim
from services.alert.message.links import claim_page
from services.alert.message.message import Kind, Message, stronger
from services.alert.message.rendering import (
    MOST_CLAIMS,
    MOST_FINDINGS,
    MOST_OF_CLAIM,
    MOST_QUOTES,
    attribution,
    day,
    exposed,
    headline,
    mark,
    more,
    sentence,
)

NAMES: Final = ("subject.txt", "notice.txt", "digest.txt", "push.txt", "notice.html", "digest.html", "page.html")
_OURS: Final[Mapping[str, str]] = {
    name: files(__package__).joinpath(name).read_text(encoding="utf-8") for name in NAMES
}
_UNDER: Final = "claimwatch/"
WORDS: Final[Mapping[str, object]] = {
    "attribution": attribution,
    "day": day,
    "figure": wording.figure,
    "exposed": exposed,
    "headline": headline,
    "mark": mark,
    "more": more,
    "sentence": sentence,
    "most_claims": MOST_CLAIMS,
    "most_findings": MOST_FINDINGS,
    "most_of_claim": MOST_OF_CLAIM,
    "most_quotes": MOST_QUOTES,
}
"""What every template is given besides the message."""
_FAULTS: Final = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a template can run into."""


class Shown(NamedTuple):
    """A picture within a mail."""

    address: str
    says: str
    """What it shows, in words, for who does not see it."""


class Templates:
    """Our templates, and over them those of the desk by their names; `desk` is the address of its pages, if it has any.

    Raises:
        TemplateFault: one of the desk's cannot be read as a template.
    """

    def __init__(self, own: Mapping[str, str] | None = None, desk: str = "") -> None:
        sources = {**_OURS, **(own or {}), **{f"{_UNDER}{name}": source for name, source in _OURS.items()}}
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._environment.globals.update(WORDS, page=lambda claim: claim_page(desk, claim))
        for name in own or {}:
            try:
                self._environment.get_template(name)
            except TemplateSyntaxError as fault:
                raise TemplateFault(fault.name or name, fault.lineno, str(fault.message)) from fault

    def subject(self, message: Message) -> str:
        """One line for a mail's subject."""
        return " ".join(self._rendered("subject.txt", message).split())

    def text(self, message: Message) -> str:
        """The message as plain text."""
        return self._rendered(f"{_form(message)}.txt", message)

    def short(self, message: Message) -> str:
        """The message as it goes to phones, below its title."""
        return self._rendered("push.txt", message)

    def html(self, message: Message, picture: Shown | None = None) -> str:
        """The message as an HTML page that loads nothing from elsewhere."""
        return self._rendered(f"{_form(message)}.html", message, picture=picture)

    def _rendered(self, name: str, message: Message, **given: object) -> str:
        """Raises: TemplateFault."""
        try:
            template = self._environment.get_template(name)
            claims, louder = by_claim(message.findings), stronger(message)
            return template.render(message=message, claims=claims, stronger=louder, **given)
        except TemplateSyntaxError as fault:
            raise TemplateFault(fault.name or name, fault.lineno, str(fault.message)) from fault
        except _FAULTS as fault:
            raise TemplateFault(*_place(fault, name), str(fault) or type(fault).__name__) from fault


def _form(message: Message) -> str:
    return "digest" if message.kind is Kind.DIGEST else "notice"


def _place(fault: Exception, name: str) -> tuple[str, int]:
    """The template and line in which it arose: Jinja gives its templates' frames their names and lines."""
    found, at = (name, 1), fault.__traceback__
    while isinstance(at, TracebackType):
        where = at.tb_frame.f_code.co_filename.removeprefix(_UNDER)
        found = (where, at.tb_lineno) if where in NAMES else found
        at = at.tb_next
    return found


OURS: Final = Templates()
