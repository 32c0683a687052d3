"""The Apprise library, taken up only where a desk uses it: it takes a second, and its log tells URLs with secrets."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from apprise import Apprise

_LOG: Final = logging.getLogger("apprise")


def way_to(url: str) -> Apprise | None:
    """The way to the one service of this URL of Apprise's; None where it knows no such service, or not all is said."""
    from apprise import Apprise, OverflowMode  # noqa: PLC0415 - see above

    _LOG.propagate = False  # what it says of a notice is in its result
    with _silenced():
        service = Apprise.instantiate(url)
    if service is None:
        return None
    if "overflow=" not in url:
        service.overflow_mode = OverflowMode.TRUNCATE  # else a long notice is refused; the URL may say otherwise
    way = Apprise()
    way.add(service)
    return way


@contextmanager
def _silenced() -> Iterator[None]:
    """It logs whole what it cannot parse."""
    before = _LOG.disabled
    _LOG.disabled = True
    try:
        yield
    finally:
        _LOG.disabled = before
