"""Routes that answer with views as JSON, and the OpenAPI document that describes them."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

import services
from services.dashboard.views.articles import ArticleView
from services.dashboard.views.claims import ClaimRow, ClaimView, StatementRow
from services.dashboard.views.decisions import SilenceRow, WordingRow
from services.dashboard.views.flags import FlagRow, FlagView
from services.dashboard.views.health import HealthView
from services.dashboard.views.log import RecordRow, RecordView
from services.dashboard.views.outlets import OutletRow, OutletView, SourceRow, SourceView
from services.dashboard.views.rules import RulesView
from services.dashboard.views.search import SearchView
from services.dashboard.views.view import Listed

SHOWN: Final[dict[str, Any]] = {
    "Flags": Listed[FlagRow],
    "Flag": FlagView,
    "Claims": Listed[ClaimRow],
    "Claim": ClaimView,
    "Statements": Listed[StatementRow],
    "Article": ArticleView,
    "Outlets": tuple[OutletRow, ...],
    "Outlet": OutletView,
    "Sources": Listed[SourceRow],
    "Source": SourceView,
    "Found": SearchView,
    "Records": Listed[RecordRow],
    "Record": RecordView,
    "Silences": Listed[SilenceRow],
    "Wordings": Listed[WordingRow],
    "Ruled": RulesView,
    "Health": HealthView,
}
"""What routes answer with, by its name in the document."""
_FAULT: Final = {
    "description": "It cannot be shown, and why.",
    "content": {
        "application/json": {
            "schema": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
        }
    },
}


def answers(name: str) -> dict[int | str, dict[str, Any]]:
    """What a route may answer, that gives what stands under this name in `SHOWN`."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    good = {"description": name, "content": {"application/json": {"schema": schema}}}
    return {200: good, 404: _FAULT, 422: _FAULT}


def told(view: object) -> Response:
    """A view as JSON."""
    return Response(msgspec.json.encode(view), media_type="application/json")


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application's API."""
    described = get_openapi(title="claimwatch", version=services.VERSION, routes=app.routes)
    schemas, components = msgspec.json.schema_components(SHOWN.values(), ref_template="#/components/schemas/{name}")
    known = described.setdefault("components", {}).setdefault("schemas", {})
    known.update(components)
    known.update({name: schema for name, schema in zip(SHOWN, schemas, strict=True) if name not in components})
    return described
