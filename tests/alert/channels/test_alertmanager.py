"""Alertmanager, on a server of loopback that refuses what the published API does not know."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator

import msgspec
import pytest
from aiohttp import ClientSession, web

from schemas.event import Digest
from schemas.flags import FlagState, Grade
from services.alert.channels.alertmanager import AlertmanagerChannel
from services.alert.channels.channel import Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Change, Kind, Message, finding
from services.alert.message.sound_check import sound_check
from services.alert.receivers.elsewhere import AlertmanagerTo
from tests.alert.examples import FLAG, NOON
from tests.alert.loopback_alertmanager import Alertmanager

DELIVERY = Delivery(Digest("a" * 64), None, NOON, NOON, uncertain=False)


def telling(change: Change = Change.RAISED, repeat: int = 0, **flag: object) -> Message:
    found = msgspec.structs.replace(finding(msgspec.structs.replace(FLAG, **flag), NOON), change=change)
    return Message(found.title, (found,), repeat)


@pytest.fixture
async def server() -> AsyncIterator[Alertmanager]:
    made = Alertmanager()
    runner = web.AppRunner(made.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/am/"
    yield made
    await runner.cleanup()


def to(server: Alertmanager, desk: str = "", **labels: str) -> AlertmanagerChannel:
    return AlertmanagerChannel(AlertmanagerTo(server.url, labels), desk, timeout=5)


async def test_a_flag_is_an_alert(server: Alertmanager) -> None:
    receipt = await to(server, "https://desk.example", team="city").send(telling(), DELIVERY)
    (posted,) = json.loads(server.posts[0])
    assert posted["labels"] == {
        "alertname": "claimwatch",
        "flag": "flag-1",
        "claim": "people evacuated in Oderfeld",
        "rule": "contradiction.quantity",
        "grade": "conflict",
        "team": "city",
    }
    assert posted["startsAt"] == "2025-01-30T12:00:00.000Z"
    assert posted["generatorURL"] == "https://desk.example/claims/people%20evacuated%20in%20Oderfeld"
    told = posted["annotations"]
    assert told["summary"] == "People evacuated in Oderfeld"
    assert told["description"].startswith("Herald counts 1,200 people")
    assert told["severity"] == "4"
    assert told["evidence"].splitlines()[0] == (
        '1,200 people: Herald, 29 Jan 2025: "1,200 people have been brought to safety" https://herald.example/29?a=1&b=2'
    )
    assert receipt.id == receipt.thread == DELIVERY.id


async def test_without_pages_there_is_no_link(server: Alertmanager) -> None:
    await to(server).send(telling(), DELIVERY)
    assert "generatorURL" not in json.loads(server.posts[0])[0]


async def test_an_open_flag_keeps_firing_and_a_settled_one_does_not(server: Alertmanager) -> None:
    await to(server).send(telling(), DELIVERY)
    server.now = NOON + dt.timedelta(days=80)
    assert [labels["flag"] for labels in server.firing()] == ["flag-1"]
    server.now = NOON + dt.timedelta(minutes=1)
    for state, change in ((FlagState.RESOLVED, Change.RESOLVED), (FlagState.LAPSED, Change.LAPSED)):
        await to(server).send(telling(change, state=state, version=2), DELIVERY)
        assert server.firing() == []


async def test_a_repeated_post_is_the_same_and_changes_nothing(server: Alertmanager) -> None:
    for _ in range(2):
        await to(server).send(telling(), DELIVERY)
    assert server.posts[0] == server.posts[1]
    assert len(server.alerts) == len(server.firing()) == 1


async def test_a_grade_that_changed_is_another_alert_and_ends_the_first(server: Alertmanager) -> None:
    await to(server).send(telling(grade=Grade.TENSION), DELIVERY)
    await to(server).send(telling(Change.UPDATED, version=2), DELIVERY)
    assert [labels["grade"] for labels in server.firing()] == ["conflict"]
    await to(server).send(telling(Change.UPDATED, version=3, grade=Grade.TENSION), DELIVERY)
    assert [labels["grade"] for labels in server.firing()] == ["tension"]


async def test_what_is_told_for_the_first_time_or_again_ends_nothing(server: Alertmanager) -> None:
    await to(server).send(telling(), DELIVERY)
    await to(server).send(telling(Change.UPDATED, repeat=1), DELIVERY)
    assert [len(json.loads(post)) for post in server.posts] == [1, 1]


async def test_a_flag_that_opens_again_fires_again(server: Alertmanager) -> None:
    await to(server).send(telling(), DELIVERY)
    await to(server).send(telling(Change.RESOLVED, state=FlagState.RESOLVED, version=2), DELIVERY)
    await to(server).send(telling(Change.REOPENED, version=3), DELIVERY)
    assert [labels["grade"] for labels in server.firing()] == ["conflict"]


async def test_a_test_ends_by_itself(server: Alertmanager) -> None:
    await to(server).send(sound_check(NOON), DELIVERY)
    assert [labels["flag"] for labels in server.firing()] == ["test"]
    server.now = NOON + dt.timedelta(minutes=6)
    assert server.firing() == []


async def test_each_finding_of_a_digest_is_an_alert(server: Alertmanager) -> None:
    found = [telling(flag=f"flag-{n}", claim=f"claim {n}").findings[0] for n in range(30)]
    await to(server).send(Message("Digest", tuple(found), kind=Kind.DIGEST), DELIVERY)
    assert len(server.firing()) == 30


@pytest.mark.parametrize("words", ["\x00\x1b[2J", "\u202eevil", "x" * 10_000, '{"labels": 1}', "東京 🚒", ""])
async def test_whatever_was_written_it_is_taken(server: Alertmanager, words: str) -> None:
    evidence = msgspec.structs.replace(FLAG.evidence[0], quote=words, outlet=words, chain=(words,))
    await to(server).send(telling(title=words, explanation=words, settle=words, evidence=(evidence,)), DELIVERY)
    assert len(server.firing()) == 1


@pytest.mark.parametrize(
    ("status", "fault"),
    [(400, Undeliverable), (413, Undeliverable), (401, TryLater), (404, TryLater), (500, TryLater), (503, TryLater)],
)
async def test_what_it_refuses_is_told_in_its_words(server: Alertmanager, status: int, fault: type[Exception]) -> None:
    server.answers.append((status, "start time must be before end time"))
    with pytest.raises(fault, match=f"answered {status}: .*start time must be before end time"):
        await to(server).send(telling(), DELIVERY)


async def test_what_the_api_does_not_know_is_refused_by_the_loopback_as_well(server: Alertmanager) -> None:
    for alert, says in (
        ({}, "'labels' is a required property"),
        ({"labels": {}}, "at least one label pair"),
        ({"labels": {"a-b": "x"}}, "invalid label name"),
        ({"labels": {"a": 1}}, "is not of type 'string'"),
        ({"labels": {"a": "x"}, "startsAt": "today"}, "does not match"),
        (
            {"labels": {"a": "x"}, "startsAt": "2025-01-30T12:00:00Z", "endsAt": "2025-01-29T12:00:00Z"},
            "must be before",
        ),
        ({"labels": {"a": "x"}, "generatorURL": "not a link"}, "does not match"),
    ):
        async with ClientSession() as session, session.post(f"{server.url}api/v2/alerts", json=[alert]) as answer:
            assert answer.status == 400
            assert says in await answer.json()


async def test_one_out_of_reach_is_tried_later() -> None:
    with pytest.raises(TryLater, match=r"127\.0\.0\.1:9 cannot be reached"):
        await AlertmanagerChannel(AlertmanagerTo("http://127.0.0.1:9"), "").send(telling(), DELIVERY)


@pytest.mark.parametrize("url", ["alerts.example", "ftp://alerts.example", "https://", "https://a.example/?x=1"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="write https://host:9093"):
        AlertmanagerTo(url)


@pytest.mark.parametrize("labels", [{"a-b": "x"}, {"": "x"}, {"team": ""}, {"grade": "critical"}, {"0a": "x"}])
def test_what_is_no_label_is_refused(labels: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="name of letters"):
        AlertmanagerTo("https://alerts.example", labels)


def test_a_password_in_the_address_does_not_show() -> None:
    to = AlertmanagerTo("https://desk:pass-1@alerts.example/am")
    assert to.alerts_url == "https://desk:pass-1@alerts.example/am/api/v2/alerts"
    for shown in (to.name, repr(to)):
        assert "alerts.example" in shown
        assert "pass-1" not in shown
