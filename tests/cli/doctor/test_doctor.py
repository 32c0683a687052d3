"""`claimwatch doctor`, on loopback's outlets, Slack and mail, healthy and not."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import yaml
from aiohttp import web

from schemas.articles import BodyKind
from services.alert.receivers.elsewhere import AlertmanagerTo, AppriseTo
from services.alert.receivers.receivers import EmailTo, SlackTo, Tls
from services.alert.slack.app import SlackApp
from services.alert.slack.webhook import SlackWebhookTo
from services.cli.doctor.elsewhere import look_at_alertmanager, look_at_apprise
from services.cli.doctor.feeds import SKEW, clock, judged
from services.cli.doctor.finding import Health
from services.cli.doctor.pages import look_at_address, look_at_pages
from services.cli.doctor.pictures import letters
from services.cli.doctor.receivers import look_at_mail
from services.cli.doctor.slack import look_at_slack, look_at_slack_app, look_at_slack_webhook
from services.cli.doctor.storage import SCARCE, look_at_database, look_at_folder, room
from services.dashboard.settings import Settings
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from services.ingest.parse import Item
from tests.alert.loopback_alertmanager import Alertmanager
from tests.cli.conftest import Claimwatch
from tests.cli.newsstand import Newsstand

NOON = dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC)


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack() as server:
        yield server


def configuration(folder: Path, feed: str, slack: Slack, box: Mailbox) -> Path:
    mail = {"to": "a@x.example", "sender": "b@x.example", "host": box.host, "port": box.port, "tls": "none"}
    told = {
        "log": {"kind": "sqlite", "path": "claimwatch.log"},
        "outbox": "claimwatch.outbox",
        "ingest": {"contact": "desk@paper.example"},
        "outlets": [{"name": "Times", "feeds": [feed], "private": True}],
        "alerting": {
            "route": {"receiver": "desk"},
            "receivers": [
                {
                    "name": "desk",
                    "slack": [{"channel": "C0DESK", "token_env": "TOKEN", "base_url": slack.url}],
                    "email": [mail],
                }
            ],
        },
    }
    file = folder / "claimwatch.yaml"
    file.write_text(yaml.safe_dump(told))
    return file


def test_a_desk_that_works(started: Claimwatch, newsstand: Newsstand, slack: Slack, tmp_path: Path) -> None:
    with Mailbox() as box:
        file = configuration(tmp_path, f"{newsstand.origin}/world", slack, box)
        ran = started("doctor", "-c", file, environment={"TOKEN": slack.token})
    assert ran.returncode == 0, ran.stdout
    assert f"look   feed {newsstand.origin}/world (Times): nothing new for" in ran.stdout
    assert "ok     clock: it agrees with the outlets'" in ran.stdout
    assert "ok     Slack channel C0DESK: as claimwatch in Loopback" in ran.stdout
    assert f"ok     mail to a@x.example by 127.0.0.1:{box.port}: it answers" in ran.stdout
    assert "all 7 work" in ran.stdout
    assert not slack.messages
    assert not box.mails


def test_a_desk_that_does_not(claimwatch: Claimwatch, newsstand: Newsstand, slack: Slack, tmp_path: Path) -> None:
    slack.scopes = ("chat:write",)
    with Mailbox() as box:
        file = configuration(tmp_path, f"{newsstand.origin}/", slack, box)
    ran = claimwatch("doctor", "-c", file, environment={"TOKEN": slack.token})
    assert ran.returncode == 1
    assert f"FAIL   feed {newsstand.origin}/ (Times): no RSS or Atom" in ran.stdout
    assert "find its feeds with `claimwatch init`" in ran.stdout
    assert "FAIL   Slack channel C0DESK: the bot lacks channels:history" in ran.stdout
    assert "correct `host` and `port`" in ran.stdout
    assert "3 of 7 are broken" in ran.stdout


def item(published_at: dt.datetime | None) -> Item:
    return Item(None, "https://x.example/a", "A", "", BodyKind.SUMMARY, published_at, None)


@pytest.mark.parametrize(
    ("items", "health", "says"),
    [
        ([], Health.POOR, "it holds no item"),
        ([item(None)], Health.POOR, "none dated"),
        ([item(NOON - dt.timedelta(days=30))], Health.POOR, "nothing new for 30 days"),
        ([item(NOON - dt.timedelta(days=30)), item(NOON)], Health.GOOD, "2 items, newest 12 Mar, 12:00 UTC"),
    ],
)
def test_what_a_feeds_items_say(items: list[Item], health: Health, says: str) -> None:
    found = judged("feed", items, NOON)
    assert found.health is health
    assert says in found.what


def test_the_clock_goes_by_the_middle_outlet() -> None:
    second = dt.timedelta(seconds=1)
    assert clock([0 * second, 2 * second, 90_000 * second]).health is Health.GOOD
    behind = clock([SKEW + second])
    assert behind.health is Health.BROKEN
    assert "31 s behind the outlets'" in behind.what
    assert "31 s ahead of" in clock([-SKEW - second]).what


def test_a_disk_that_is_nearly_full_is_said_before_it_is() -> None:
    assert room("log", Path("x"), SCARCE).health is Health.GOOD
    assert room("log", Path("x"), SCARCE - 1).health is Health.POOR


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found = look_at_folder("log", tmp_path / "nowhere" / "log")
    assert found.health is Health.BROKEN
    assert "mkdir -p" in found.remedy


@pytest.mark.parametrize(
    ("channel", "token", "says", "remedy"),
    [
        ("C0OTHER", None, "channel_not_found", "invite the bot"),
        ("C0DESK", "xoxb-wrong", "invalid_auth", "xoxb-"),
    ],
)
async def test_what_slack_refuses(slack: Slack, channel: str, token: str | None, says: str, remedy: str) -> None:
    found = await look_at_slack(SlackTo(channel, token or slack.token, slack.url))
    assert found.health is Health.BROKEN
    assert says in found.what
    assert remedy in found.remedy


async def test_without_files_there_is_no_chart(slack: Slack) -> None:
    slack.scopes = ("chat:write", "channels:history")
    found = await look_at_slack(SlackTo("C0DESK", slack.token, slack.url))
    assert (found.health, "files:write" in found.what) == (Health.POOR, True)


async def test_buttons_by_socket_and_by_address(slack: Slack) -> None:
    app = {"team": "T0LOOP", "token": slack.token, "base_url": slack.url}
    assert (await look_at_slack_app(SlackApp(**app, app_token=slack.app_token))).what == (
        "Slack buttons: by Socket Mode, in Loopback"
    )
    found = await look_at_slack_app(SlackApp(**app, signing_secret="s"))  # noqa: S106 - a test's
    assert (found.health, "http://127.0.0.1:8091/slack/clicks" in found.what) == (Health.GOOD, True)


async def test_buttons_that_would_not_be_answered(slack: Slack) -> None:
    app = {"team": "T0LOOP", "token": slack.token, "base_url": slack.url, "app_token": slack.app_token}
    for changed, remedy in (({"team": "T0OTHER"}, "`team`"), ({"token": "x"}, "xoxb-"), ({"app_token": "x"}, "xapp-")):
        found = await look_at_slack_app(SlackApp(**{**app, **changed}))
        assert (found.health, remedy in found.remedy) == (Health.BROKEN, True)
    slack.app_scopes = ()
    found = await look_at_slack_app(SlackApp(**app))
    assert "missing_scope" in found.what
    assert "connections:write" in found.remedy


def test_what_a_webhook_cannot_do_is_said() -> None:
    found = look_at_slack_webhook(SlackWebhookTo("https://hooks.slack.com/services/T/B/x"), "desk")
    assert "claimwatch alert test desk" in found.what
    assert "cannot edit" in found.remedy


async def test_a_slack_out_of_reach() -> None:
    found = await look_at_slack(SlackTo("C0DESK", "x", "http://127.0.0.1:9/api/"))
    assert found.health is Health.BROKEN
    assert "reaches Slack" in found.remedy


async def test_a_mail_server_without_starttls_says_what_to_write() -> None:
    with Mailbox() as box:
        found = await look_at_mail(EmailTo("a@x.example", "b@x.example", box.host, box.port, Tls.STARTTLS))
    assert found.health is Health.BROKEN
    assert "tls: implicit" in found.remedy


@pytest.fixture
async def alertmanager() -> AsyncIterator[Alertmanager]:
    made = Alertmanager()
    runner = web.AppRunner(made.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/am"
    yield made
    await runner.cleanup()


async def test_an_alertmanager_says_its_version(alertmanager: Alertmanager) -> None:
    found = await look_at_alertmanager(AlertmanagerTo(alertmanager.url))
    assert found.health is Health.GOOD
    assert found.what.endswith("it answers, version 0.28.1")
    assert not alertmanager.posts


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(401, "name:password@"), (403, "behind a proxy"), (404, "external-url"), (500, "its own log")],
)
async def test_what_an_alertmanager_refuses(alertmanager: Alertmanager, status: int, remedy: str) -> None:
    alertmanager.answers.append((status, "no"))
    found = await look_at_alertmanager(AlertmanagerTo(alertmanager.url))
    assert found.health is Health.BROKEN
    assert remedy in found.remedy


async def test_what_is_no_alertmanager_or_out_of_reach(alertmanager: Alertmanager) -> None:
    alertmanager.answers.append((200, "hello"))
    assert "is no Alertmanager" in (await look_at_alertmanager(AlertmanagerTo(alertmanager.url))).what
    found = await look_at_alertmanager(AlertmanagerTo("http://desk:pass-1@127.0.0.1:9"))
    assert found.health is Health.BROKEN
    assert "reaches it" in found.remedy
    assert "pass-1" not in found.what


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # a service of Apprise's loads it
def test_a_service_behind_apprise_can_only_be_tried() -> None:
    found = look_at_apprise(AppriseTo("ntfy://desk:pass-1@ntfy.example/secret-topic"), "night")
    assert found.what == "ntfy by Apprise: its URL is understood; claimwatch alert test night says whether it hears"


def test_pictures_without_letters_say_what_to_install() -> None:
    assert letters(drawn=True).health is Health.GOOD
    assert letters(drawn=False).health is Health.POOR
    assert "fonts-dejavu-core" in letters(drawn=False).remedy


async def test_an_outbox_on_a_server(postgres: str) -> None:
    found = await look_at_database("outbox", postgres)
    assert found.health is Health.GOOD
    assert found.what.endswith("it answers")


async def test_an_outbox_on_a_server_that_is_away() -> None:
    found = await look_at_database("outbox", "postgresql://desk:secret@/desk?host=/no/such/socket")
    assert found.health is Health.BROKEN
    assert "No such file" in found.what
    assert "secret" not in found.what


async def test_the_pages_have_a_database_and_an_address(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        database, address = await look_at_pages(Settings(port=port, database=f"sqlite:///{tmp_path}/nowhere/desk.db"))
    assert (database.health, "mkdir -p" in database.remedy) == (Health.BROKEN, True)
    assert address.health is Health.POOR
    assert address.what == f"the pages at 127.0.0.1:{port}: something listens there"
    assert "give `dashboard.port` another number" in address.remedy
    assert look_at_address(Settings(port=port)).health is Health.GOOD
