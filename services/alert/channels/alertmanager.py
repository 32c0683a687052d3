"""Prometheus Alertmanager, by POST /api/v2/alerts: each flag is an alert, which fires until it is settled.

An alert is known by its labels alone, so a repeated post changes nothing. Among them is the grade, by which shops
route, and by which they hear of one that rose: whatever comes after the first news of a flag also ends it under the
other grade. Alertmanager takes for resolved what nobody posts again for some minutes; so an open flag is posted as
firing for as long as its evidence stays in the window.

Source: prometheus/alertmanager, `api/v2/openapi.yaml`; Prometheus documentation, "Alerts API", "Data model" (labels).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, ClassVar, Final

import httpx

from schemas.envelope import canonical, digest
from schemas.flags import Grade
from services import wording
from services.alert.channels.certificates import certificates
from services.alert.channels.channel import Delivery, Receipt
from services.alert.channels.retries import ALERTMANAGER
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.links import SOUND_CHECK, claim_page
from services.alert.message.message import Change, Finding, Message, Quote
from services.alert.message.rendering import exposed, headline, sentence
from services.alert.receivers.elsewhere import AlertmanagerTo

_TIMEOUT: Final = 20.0
"""Seconds for the whole exchange."""
_FIRES: Final = dt.timedelta(days=90)
"""How long evidence stays in a claim's window, unless the watchlist says otherwise."""
_TRIED: Final = dt.timedelta(minutes=5)
"""How long a test fires: nothing settles it."""
_TOLD: Final = 300
"""Characters of an answer that are told."""


class AlertmanagerChannel:
    """One Alertmanager; of a cluster each is a channel of its own, as its documentation asks."""

    at_once: ClassVar = 4
    edits: ClassVar = False

    def __init__(self, to: AlertmanagerTo, desk: str, timeout: float = _TIMEOUT) -> None:
        self._to = to
        self._desk = desk
        self._timeout = timeout

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        body = canonical(list(alerts(message, delivery, self._to, self._desk)))
        headers = {"Content-Type": "application/json"}
        try:
            async with httpx.AsyncClient(timeout=self._timeout, verify=certificates(), trust_env=False) as client:
                answer = await client.post(self._to.alerts_url, content=body, headers=headers)
        except httpx.HTTPError as fault:
            raise TryLater(f"{self._to.host} cannot be reached: {str(fault) or type(fault).__name__}") from fault
        if not answer.is_success:
            raise _refused(self._to, answer)
        return Receipt(delivery.id, delivery.thread or delivery.id, digest(body))


def alerts(message: Message, delivery: Delivery, to: AlertmanagerTo, desk: str) -> Iterator[dict[str, Any]]:
    """What is posted: the same however often it is sent. `desk` is the address of the desk's pages, if it has any."""
    for finding in message.findings:
        if finding.open:
            fires = _TRIED if finding.rule == SOUND_CHECK else _FIRES
            yield _alert(finding, finding.grade, to, desk) | {
                "startsAt": _moment(finding.appended_at),
                "endsAt": _moment(delivery.decided_at + fires),
            }
        for grade in _ended(finding, message):
            yield _alert(finding, grade, to, desk) | {"endsAt": _moment(finding.appended_at)}


def _ended(finding: Finding, message: Message) -> list[str]:
    """The grades under which the flag may have fired, and no longer does."""
    if not finding.open:
        return [grade.value for grade in Grade]
    first = finding.change is Change.RAISED or message.repeat
    return [] if first else [grade.value for grade in Grade if grade.value != finding.grade]


def _alert(finding: Finding, grade: str, to: AlertmanagerTo, desk: str) -> dict[str, Any]:
    labels = {
        "alertname": "claimwatch",
        "flag": finding.flag,
        "claim": finding.claim,
        "rule": finding.rule,
        "grade": grade,
    }
    told = {
        "summary": finding.title,
        "description": sentence(finding),
        "kind": headline(finding),
        "severity": str(finding.severity),
        "evidence": "\n".join(_quoted(quote) for quote in finding.quotes),
        "our_copy": exposed(finding),
        "settle": finding.settle,
    }
    page = claim_page(desk, finding.claim)
    annotations = {name: text for name, text in told.items() if text}
    return {"labels": {**to.labels, **labels}, "annotations": annotations} | ({"generatorURL": page} if page else {})


def _quoted(quote: Quote) -> str:
    figure = wording.figure(quote.figure)
    return f'{figure}: {quote.outlet}, {wording.day(quote.day)}: "{quote.words}" {quote.url}'.rstrip()


def _moment(at: dt.datetime) -> str:
    """As RFC 3339 has it, in UTC."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _refused(to: AlertmanagerTo, answer: httpx.Response) -> TryLater | Undeliverable:
    said = " ".join(answer.text.split())[:_TOLD]
    reason = f"{to.host} answered {answer.status_code}: {said}".removesuffix(": ")
    return TryLater(reason) if answer.status_code in ALERTMANAGER else Undeliverable(reason)
