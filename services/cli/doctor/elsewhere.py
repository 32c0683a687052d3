"""Whether Alertmanager and the services behind Apprise would take a notice. Nothing is sent."""

from __future__ import annotations

from typing import Final

import httpx

from services.alert.receivers.elsewhere import AlertmanagerTo, AppriseTo
from services.cli.doctor.finding import Finding, broken, good

_TIMEOUT: Final = 15.0
"""Seconds for the whole exchange."""
_REMEDIES: Final = {
    401: "write its name and password into `url`: https://name:password@host",
    403: "let this machine in where it stands behind a proxy",
    404: "give the address of its pages, with the path under which they lie (--web.external-url)",
}


async def look_at_alertmanager(to: AlertmanagerTo) -> Finding:
    """Whether an Alertmanager answers there, by its API v2."""
    name = f"Alertmanager at {to.host}"
    try:
        async with httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False, follow_redirects=False) as client:
            answer = await client.get(to.status_url)
    except httpx.HTTPError as fault:
        said = str(fault) or type(fault).__name__
        return broken(f"{name}: {said}", "correct `url`, and see that this machine reaches it")
    if not answer.is_success:
        return broken(f"{name}: it answers {answer.status_code}", _REMEDIES.get(answer.status_code, "see its own log"))
    try:
        version = answer.json()["versionInfo"]["version"]
    except (ValueError, LookupError, TypeError):
        return broken(f"{name}: what answers is no Alertmanager", _REMEDIES[404])
    return good(f"{name}: it answers, version {version}")


def look_at_apprise(to: AppriseTo, receiver: str) -> Finding:
    """That its URL is one of Apprise's was seen with the configuration; services cannot be asked for more."""
    return good(
        f"{to.service} by Apprise: its URL is understood; claimwatch alert test {receiver} says whether it hears"
    )
