"""Templates: everything is escaped, and what could reorder or hide text is taken out of it, wherever it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from schemas.values import Figure, Quantity
from services import wording
from services.charts.chart import Chart, QuantityChart
from services.charts.presence import presence
from services.charts.quantity import quantity
from services.charts.svg import NARROW, WIDE, Size, text_of
from services.dashboard.access.people import Role
from services.dashboard.pages.silencing import claim_named, in_words
from services.wording import amounts
from services.wording.plain import plain


def render(request: Request, template: str, shown: Mapping[str, Any], status: int = 200) -> Response:
    """The page of this template."""
    about = {
        "path": request.url.path,
        "person": request.state.person,
        "told": _told(request),
        "here": f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path,
        "silenced": {},
        "can_leave": "name" in request.session,
        "can_decide": request.state.person is not None and request.state.person.role.allows(Role.EDITOR),
        "can_rule": request.state.person is not None and request.state.person.role.allows(Role.ADMIN),
        "known_at": None,
    }
    return HTMLResponse(_TEMPLATES.get_template(template).render({**about, **shown}), status)


def _told(request: Request) -> str:
    """What was recorded, said once, on the page that follows: a list that renews itself is none."""
    told: str = "" if "hx-request" in request.headers else request.session.pop("told", "")
    return told


def _finalized(value: object) -> object:
    """What a template shows; markup is our own, made of what was shown before."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _joined(parts: Iterable[str], between: str = ", ") -> str:
    """As Jinja's own `join`, whose result would count as markup."""
    return between.join(parts)


def _unit(figure: Figure | None) -> str | None:
    return figure.unit if isinstance(figure, Quantity) else None


def address(path: str, *parts: object, **asked: object) -> str:
    """A place of our own: `parts` and what is asked for are escaped; what is None is not asked for."""
    whole = "/".join([path, *(quote(str(part), safe="") for part in parts)])
    given = {name: value for name, value in asked.items() if value is not None}
    return f"{whole}?{urlencode(given)}" if given else whole


@pass_context
def _to(context: Context, path: str, *parts: object, **asked: object) -> str:
    """A place of our own at the moment that is looked at."""
    at = context["known_at"]
    return address(path, *parts, **asked, at=None if at is None else at.isoformat())


def outside(url: str) -> str:
    """The address if it is one of the web that a link may lead to; otherwise nothing."""
    return url if url.startswith(("https://", "http://")) else ""


def as_svg(chart: Chart, size: Size) -> str:
    """The chart as a picture; a calendar is as high as it needs to be."""
    svg = quantity(chart, size) if isinstance(chart, QuantityChart) else presence(chart, size.width)
    return plain(text_of(svg))


def drawn(chart: Chart) -> Markup:
    """The chart twice: for a desk and for a phone, of which the style sheet shows one."""
    # Made by our own writer of SVG, which escapes: nothing in it is markup of others.
    return Markup(  # noqa: S704
        f'<div class="drawn wide">{as_svg(chart, WIDE)}</div><div class="drawn narrow">{as_svg(chart, NARROW)}</div>'
    )


_FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "join": _joined,
    "moment": wording.moment,
    "day": wording.day,
    "number": amounts.number,
    "amount": amounts.amount,
    "counted": amounts.counted,
    "figure": wording.figure,
    "unit": _unit,
    "measure": wording.measure,
    "span": wording.span,
    "as_of": wording.as_of,
    "interval": wording.interval,
    "rule": wording.RULES.__getitem__,
    "outside": outside,
    "drawn": drawn,
    "in_words": in_words,
    "claim_named": claim_named,
}


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("services.dashboard.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(_FILTERS)
    environment.globals.update(to=_to, between=wording.between)
    return environment


_TEMPLATES: Final = _environment()
