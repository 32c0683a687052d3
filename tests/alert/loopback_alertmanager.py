"""An Alertmanager on loopback: it refuses what the real one does, and keeps alerts by their labels as it does.

Facts of its API v2 (`api/v2/openapi.yaml`: postableAlerts, and its answers 200, 400 and 500, the errors as JSON
strings) and of how it takes alerts in (`alert.Validate`, `Alert.Merge`): label names, an end that is not before the
start, the younger of two alerts of the same labels with the earlier start.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import deque
from typing import Any, Final

import jsonschema
from aiohttp import web

_LABEL_SET: Final = {"type": "object", "additionalProperties": {"type": "string"}}
_MOMENT: Final = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
POSTABLE: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "startsAt": _MOMENT,
            "endsAt": _MOMENT,
            "annotations": _LABEL_SET,
            "labels": _LABEL_SET,
            "generatorURL": {"type": "string", "pattern": r"^https?://[^\s]+$"},
        },
        "required": ["labels"],
        "additionalProperties": False,
    },
}
_NAME: Final = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")

Labels = frozenset[tuple[str, str]]


class Alertmanager:
    """Answers that are queued (status and error) befall the next posts."""

    def __init__(self) -> None:
        self.url = ""
        self.posts: list[bytes] = []
        self.alerts: dict[Labels, dict[str, Any]] = {}
        self.answers: deque[tuple[int, str]] = deque()
        self.now = dt.datetime(2025, 1, 30, 12, 1, tzinfo=dt.UTC)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/am/api/v2/alerts", self._post)
        app.router.add_get("/am/api/v2/status", self._status)
        return app

    def firing(self) -> list[dict[str, str]]:
        """The labels of what fires now."""
        return [dict(labels) for labels, alert in self.alerts.items() if alert["endsAt"] > self.now]

    async def _status(self, _request: web.Request) -> web.Response:
        if self.answers:
            status, error = self.answers.popleft()
            return web.json_response(error, status=status)
        return web.json_response({"cluster": {"status": "ready"}, "versionInfo": {"version": "0.28.1"}, "uptime": "x"})

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.posts.append(body)
        if request.content_type != "application/json":
            return web.json_response(f"unsupported media type {request.content_type}", status=415)
        if self.answers:
            status, error = self.answers.popleft()
            return web.json_response(error, status=status)
        alerts = json.loads(body)
        try:
            jsonschema.validate(alerts, POSTABLE)
        except jsonschema.ValidationError as fault:
            return web.json_response(f"invalid alerts: {fault.message}", status=400)
        faults = [fault for alert in alerts if (fault := self._take(alert))]
        return web.json_response("; ".join(faults), status=400) if faults else web.Response()

    def _take(self, alert: dict[str, Any]) -> str:
        """What is wrong with it; what is good is kept even where others of the post are not."""
        labels = {name: value for name, value in alert["labels"].items() if value}
        if not labels:
            return "at least one label pair required"
        if odd := [name for name in (*labels, *alert.get("annotations", {})) if not _NAME.fullmatch(name)]:
            return f"invalid label name {odd[0]!r}"
        ends = _moment(alert["endsAt"]) if "endsAt" in alert else self.now + dt.timedelta(minutes=5)
        starts = _moment(alert["startsAt"]) if "startsAt" in alert else min(ends, self.now)
        if ends < starts:
            return "start time must be before end time"
        key = frozenset(labels.items())
        known = self.alerts.get(key)
        meets = known is not None and known["startsAt"] <= ends and starts <= known["endsAt"]
        if meets and known is not None:
            starts = min(starts, known["startsAt"])
            ends = max(ends, known["endsAt"]) if ends > self.now else ends
        self.alerts[key] = {**alert, "startsAt": starts, "endsAt": ends}
        return ""


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
