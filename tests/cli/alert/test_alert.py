"""`claimwatch alert route`, `preview` and `test`, as an operator asks them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from schemas.envelope import seal
from schemas.flags import FlagRaised
from services.demo.slack import Fault, Slack
from services.eventlog.sqlite import SqliteLog
from tests.alert.examples import FLAG
from tests.cli.conftest import Claimwatch, desk_in


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack() as server:
        yield server


@pytest.fixture
async def configuration(tmp_path: Path, slack: Slack) -> Path:
    """A desk with two receivers, and a flag on its log."""
    routes = [
        {"receiver": "night", "matchers": ["severity>=5"]},
        {"receiver": "desk", "matchers": ['grade="conflict"']},
    ]
    alerting = {
        "route": {"receiver": "rest", "routes": routes},
        "receivers": [
            {"name": "rest"},
            {"name": "night"},
            {
                "name": "desk",
                "terminal": True,
                "slack": [{"channel": "C0DESK", "token_env": "TOKEN", "base_url": slack.url}],
            },
        ],
    }
    path = desk_in(tmp_path, alerting)
    log = SqliteLog(tmp_path / "news.log")
    await log.append([seal(FlagRaised(flag=msgspec.structs.replace(FLAG, flag="054eef43aa")))])
    await log.close()
    return path


def test_where_a_flag_goes_and_why(started: Claimwatch, configuration: Path) -> None:
    ran = started("alert", "route", "-c", configuration, "054eef")
    assert ran.returncode == 0, ran.stderr
    assert "outlet: Courier, Herald" in ran.stdout
    assert "  route to night severity>=5: no, as not severity>=5\n" in ran.stdout
    assert '  route to desk grade="conflict": yes\n' in ran.stdout
    assert "→ desk (slack/C0DESK, terminal), after 30 s" in ran.stdout


def test_how_a_notice_reads(started: Claimwatch, configuration: Path) -> None:
    ran = started("alert", "preview", "-c", configuration, "054eef")
    assert ran.stdout.startswith("People evacuated in Oderfeld\n====")
    assert "Courier <800> & no more" in ran.stdout
    blocks = json.loads(started("alert", "preview", "-c", configuration, "054eef", "--as", "slack").stdout)["blocks"]
    assert blocks[0]["type"] in {"header", "section"}


def test_a_receiver_is_told_that_it_is_a_test(started: Claimwatch, configuration: Path, slack: Slack) -> None:
    ran = started("alert", "test", "-c", configuration, "desk", environment={"TOKEN": slack.token})
    assert ran.returncode == 0, ran.stderr
    (message,) = slack.messages
    assert "A test of claimwatch" in message.text
    assert f"slack/C0DESK: taken, as {message.ts}" in ran.stderr
    assert "There is nothing to do." in ran.stdout


def test_a_receiver_that_does_not_hear_is_said(claimwatch: Claimwatch, configuration: Path, slack: Slack) -> None:
    slack.faults.append(Fault.SERVER_ERROR)
    ran = claimwatch("alert", "test", "-c", configuration, "desk", environment={"TOKEN": slack.token})
    assert ran.returncode == 1
    assert "slack/C0DESK: Slack: HTTP 500" in ran.stderr
    assert not slack.messages


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("test", "nobody"), "no receiver 'nobody'; there are desk, night, rest"),
        (("test", "rest"), "has no channel"),
        (("route", "ffff"), "no flag on the log begins so"),
    ],
)
def test_what_is_not_there_is_said(
    claimwatch: Claimwatch, configuration: Path, arguments: tuple[str, str], says: str
) -> None:
    command, what = arguments
    ran = claimwatch("alert", command, "-c", configuration, what, environment={"TOKEN": "x"})
    assert ran.returncode == 2
    assert says in ran.stderr
