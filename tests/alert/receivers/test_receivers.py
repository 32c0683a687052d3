"""The alerting configuration: checked whole, and silent about secrets."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from services.alert.receivers.receivers import Alerting, EmailTo, SlackTo, Tls


@pytest.mark.parametrize(
    ("route", "complaint"),
    [
        ({"receiver": "nobody"}, "not listed: nobody"),
        ({}, "root route names no receiver"),
        ({"receiver": "desk", "matchers": ['grade="conflict"']}, "root route has matchers"),
        ({"receiver": "desk", "routes": [{"receiver": "x"}]}, "not listed: x"),
        ({"receiver": "desk", "group_wait": 3}, "unknown field"),
        ({"receiver": "desk", "group_wait_seconds": -1}, "0 or more"),
    ],
)
def test_what_is_wrong_is_refused(route: dict[str, Any], complaint: str) -> None:
    section = {"route": route, "receivers": [{"name": "desk", "terminal": True}]}
    with pytest.raises(msgspec.ValidationError, match=complaint):
        msgspec.convert(section, Alerting)


def test_what_is_right_is_taken() -> None:
    section = {"route": {"receiver": "desk"}, "receivers": [{"name": "desk", "terminal": True}]}
    assert msgspec.convert(section, Alerting).route.receiver == "desk"


def test_operators_are_one_of_the_receivers() -> None:
    section = {"route": {"receiver": "desk"}, "receivers": [{"name": "desk", "terminal": True}], "operators": "desk"}
    assert msgspec.convert(section, Alerting).operators == "desk"
    with pytest.raises(msgspec.ValidationError, match="not listed: us"):
        msgspec.convert(section | {"operators": "us"}, Alerting)


def test_secrets_do_not_show() -> None:
    mail = EmailTo("a@b.example", "c@d.example", "h", 25, Tls.NONE, "desk", "pass-1")
    shown = repr(SlackTo("C1", "xoxb-1")) + repr(mail)
    assert "xoxb-1" not in shown
    assert "pass-1" not in shown
