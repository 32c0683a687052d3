"""A change of the rules is tried, then decided on; one made from rules that are no longer in force is refused."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from schemas.decisions import RulesSet
from schemas.envelope import seal
from schemas.watch import Rule, Rules, Thresholds, WatchedClaim
from services.deciding.rules import rules_in_force
from tests.dashboard.desks import TODAY
from tests.dashboard.examples import CLAIM, RULES
from tests.dashboard.pages.deciding.decided import decided
from tests.dashboard.pages.reading import links, main_of, text

THRESHOLDS = {"drift": "0.5", "settle_hours": 24, "near_days": 3, "circular_outlets": 2, "window_days": 90}
TROOPS = {
    "name": "Troops",
    "counted": "soldier",
    "aliases": "serviceman\r\n\r\ntrooper",
    "place": "Kursk",
    "priority": 3,
}


async def trial(browse, path, form):
    """The page of the trial that a form begins, once it is over."""
    answer = await browse.post(path, data=form)
    assert answer.status_code == 303, text(main_of(answer))
    place = answer.headers["location"]
    for _ in range(1000):
        page = main_of(await browse.get(place))
        if "It is being tried" not in text(page):
            break
        await asyncio.sleep(0.02)
    return place, page


def changes(page):
    """The lines of the first list of changes."""
    return [text(line) for line in page.find_class("changes")[0]]


async def test_other_thresholds_are_tried_and_put_in_force(browse, told):
    place, page = await trial(browse, "/rules/thresholds", THRESHOLDS)
    assert changes(page) == ["~ thresholds, drift: 0.1 → 0.5", "~ thresholds, circular_outlets: 3 → 2"]
    assert "would stay as they are" in text(page)
    assert await rules_in_force(told.log) == RULES, "nothing is decided yet"
    answer = await browse.post(place, data={"reason": "It moves by a half each week."})
    assert (answer.status_code, answer.headers["location"]) == (303, "/rules")
    (ruling,) = decided(told)
    assert ruling.rules == Rules(ours=RULES.ours, thresholds=Thresholds(drift=Decimal("0.5"), circular_outlets=2))
    assert (ruling.reason, ruling.by, ruling.decided_at) == ("It moves by a half each week.", "desk", TODAY)
    assert ruling.file == RULES, "the configuration says otherwise"
    page = text(main_of(await browse.get("/rules")))
    assert "a figure may move by 50 % of its baseline without a flag" in page
    assert "desk, 1 Feb 2025, 12:00 UTC: It moves by a half each week." in page


async def test_what_a_change_would_flag_is_shown(browse):
    _, page = await trial(browse, "/rules/watch", {**TROOPS, "action": "deployed", "quiet": ["contradiction.quantity"]})
    found = {text(section.find("h2")): section for section in page.iter("section") if section.find("h2") is not None}
    (gone,) = [section for title, section in found.items() if title.endswith("would go")]
    assert "figures at odds" in text(gone)


async def test_a_claim_is_watched(browse, told):
    place, page = await trial(browse, "/rules/watch", TROOPS | {"quiet": ["drift"], "accumulates": "true"})
    assert "+ watch Troops" in text(page)
    await browse.post(place, data={"reason": "We follow this daily."})
    assert decided(told)[0].rules.watchlist == (
        WatchedClaim(
            "Troops",
            "soldier",
            aliases=("serviceman", "trooper"),
            place="Kursk",
            priority=3,
            accumulates=True,
            quiet=(Rule.DRIFT,),
        ),
    )
    page = main_of(await browse.get("/rules"))
    assert "/rules/watch?name=Troops" in links(page)


@pytest.fixture
async def watched(told):
    """A claim is watched already."""
    rules = Rules(ours=RULES.ours, watchlist=(WatchedClaim("Troops", "soldier", place="Kursk", drift=Decimal("0.2")),))
    await told.tell(RulesSet(rules=rules, reason="It began.", by="mara", decided_at=TODAY))
    return rules


async def test_a_watch_is_changed_from_what_it_says(watched, browse, told):
    page = main_of(await browse.get("/rules/watch?name=Troops"))
    filled = {field.get("name"): field.get("value") for field in page.iter("input") if field.get("value")}
    assert {name: filled[name] for name in ("instead_of", "name", "counted", "place", "drift")} == {
        "instead_of": "Troops",
        "name": "Troops",
        "counted": "soldier",
        "place": "Kursk",
        "drift": "0.2",
    }
    _, page = await trial(browse, "/rules/watch", {**TROOPS, "instead_of": "Troops", "name": "The troops"})
    assert changes(page) == ["- watch Troops", "+ watch The troops"]


async def test_a_claim_is_no_longer_watched(watched, browse, told):
    place, page = await trial(browse, "/rules/unwatch", {"name": "Troops"})
    assert "- watch Troops" in text(page)
    await browse.post(place, data={"reason": "It is over."})
    assert decided(told)[0].rules.watchlist == ()


async def test_the_form_is_filled_in_from_the_claim(browse):
    page = main_of(await browse.get("/rules/watch", params={"claim": CLAIM}))
    filled = {field.get("name"): field.get("value") for field in page.iter("input")}
    assert (filled["name"], filled["counted"], filled["actor"], filled["action"], filled["place"]) == (
        "North Korean soldiers deployed in Kursk",
        "soldier",
        "North Korea",
        "deployed",
        "Kursk",
    )


async def test_of_two_changes_made_from_the_same_rules_the_second_is_refused(browse, told):
    first, _ = await trial(browse, "/rules/thresholds", THRESHOLDS)
    second, _ = await trial(browse, "/rules/watch", TROOPS)
    answers = await asyncio.gather(
        browse.post(first, data={"reason": "First."}), browse.post(second, data={"reason": "Second."})
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    (refused,) = [main_of(answer) for answer in answers if answer.status_code == 409]
    assert "The rules were changed meanwhile" in text(refused)
    assert len([each for each in decided(told, 2) if isinstance(each, RulesSet)]) == 1


async def test_what_was_refused_is_tried_anew_upon_the_rules_as_they_are(browse, told):
    first, _ = await trial(browse, "/rules/thresholds", THRESHOLDS)
    second, _ = await trial(browse, "/rules/watch", TROOPS)
    assert (await browse.post(first, data={"reason": "First."})).status_code == 303
    refused = await browse.post(second, data={"reason": "Second."})
    assert "~ thresholds, drift: 0.1 → 0.5" in text(main_of(refused))
    place, page = await trial(browse, f"{second}/anew", {})
    assert changes(page) == ["+ watch Troops"]
    assert (await browse.post(place, data={"reason": "Second."})).status_code == 303
    rules = decided(told)[0].rules
    assert (rules.thresholds.drift, [each.name for each in rules.watchlist]) == (Decimal("0.5"), ["Troops"])


async def test_what_came_too_late_is_not_shown_as_in_force(browse, told):
    late = RulesSet(rules=Rules(window_days=7), made_from="other rules", reason="Late.", by="bea", decided_at=TODAY)
    await told.tell(late)
    page = text(main_of(await browse.get("/rules")))
    assert "Late." not in page
    assert "figures of the last 90 days" in page
    assert (await browse.get("/api/rules")).json()["rules"]["window_days"] == RULES.window_days


async def test_a_decision_elsewhere_is_seen_before_the_pages_show_it(browse, told):
    place, _ = await trial(browse, "/rules/thresholds", THRESHOLDS)
    elsewhere = RulesSet(rules=Rules(window_days=30), by="the command line", decided_at=TODAY)
    await told.log.append([seal(elsewhere)])
    assert (await browse.post(place, data={"reason": "Mine."})).status_code == 409


@pytest.mark.parametrize(
    ("path", "form", "status", "said"),
    [
        ("/rules/thresholds", THRESHOLDS | {"drift": "much"}, 422, "This cannot be asked: drift:"),
        ("/rules/thresholds", THRESHOLDS | {"drift": "-1"}, 422, "This cannot be asked: drift:"),
        ("/rules/thresholds", THRESHOLDS | {"drift": "0.1", "circular_outlets": 3}, 422, "nothing to try"),
        ("/rules/watch", {"name": "", "counted": "soldier"}, 422, "This cannot be asked: name:"),
        ("/rules/watch", TROOPS | {"quiet": ["all"]}, 422, "This cannot be asked:"),
        ("/rules/watch", TROOPS | {"instead_of": "Homes"}, 404, "No claim Homes is watched any more."),
        ("/rules/unwatch", {"name": "Homes"}, 404, "No claim Homes is watched any more."),
        ("/rules/trials/nothing", {"reason": "Why."}, 404, "This trial is no longer known here"),
    ],
)
async def test_what_cannot_be_tried(browse, path, form, status, said):
    answer = await browse.post(path, data=form)
    assert (answer.status_code, said in text(main_of(answer))) == (status, True), text(main_of(answer))


async def test_two_watches_of_one_name_are_refused(watched, browse):
    answer = await browse.post("/rules/watch", data=TROOPS)
    assert answer.status_code == 422
    assert "A claim Troops is watched already" in text(main_of(answer))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "Homes"}, "No claim Homes is watched."),
        ({"claim": "nothing"}, "No claim nothing is known here."),
    ],
)
async def test_what_cannot_be_watched(browse, asked, said):
    answer = await browse.get("/rules/watch", params=asked)
    assert (answer.status_code, said in text(main_of(answer))) == (404, True)
