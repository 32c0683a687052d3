"""What an editor decides stands on the log, with who and why, and on the flag as it was looked at."""

from __future__ import annotations

import msgspec
import pytest

from schemas.decisions import FlagTaken, VerdictGiven
from schemas.event import FlagId
from schemas.flags import FlagRaised
from schemas.verdicts import Verdict
from tests.dashboard.examples import CLAIM, DISPATCH_SAYS, FLAG, WIRE_SAYS, evidence, flag
from tests.dashboard.pages.deciding.decided import decided
from tests.dashboard.pages.reading import main_of, text

VERDICT = {"version": 2, "verdict": "explained", "reason": "Two counts, at two hours."}


async def test_who_takes_a_flag_has_it(browse, told):
    answer = await browse.post(f"/flags/{FLAG.flag}/take", data={"version": 2})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/claims/north%20korean%20soldiers%20in%20kursk#flag-{FLAG.flag}",
    )
    (taken,) = decided(told)
    assert isinstance(taken, FlagTaken)
    assert (taken.flag, taken.claim, taken.by) == (FLAG.flag, CLAIM, "desk")


async def test_the_page_says_once_what_was_recorded(browse):
    answer = await browse.post(f"/flags/{FLAG.flag}/take", data={"version": 2})
    renewed = await browse.get("/", headers={"HX-Request": "true"})
    assert "You have it." not in renewed.text, "another page's list renews itself"
    assert "You have it." in (await browse.get(answer.headers["location"])).text
    page = await browse.get(answer.headers["location"])
    assert "You have it." not in page.text
    assert "desk has it" in text(main_of(page))


@pytest.fixture
async def another(told):
    """A second flag."""
    second = msgspec.structs.replace(flag(1, evidence(DISPATCH_SAYS), evidence(WIRE_SAYS)), flag=FlagId("another"))
    await told.tell(FlagRaised(flag=second))


@pytest.mark.usefixtures("another")
async def test_several_flags_are_taken_at_once(told, browse):
    chosen = {"flag": [f"2 {FLAG.flag}", "1 another"], "back_to": "/?place=Kursk"}
    answer = await browse.post("/flags/take", data=chosen)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?place=Kursk"), "with the filters that were set"
    assert [each.flag for each in decided(told, 2)] == [FLAG.flag, "another"]


@pytest.mark.parametrize(
    ("chosen", "status", "said"),
    [
        ([], 422, "No flag is chosen"),
        (["2"], 422, "2: no flag of a list"),
        (["x flag-1"], 422, "x flag-1: no flag of a list"),
        ([f"9 {FLAG.flag}"], 404, f"No flag {FLAG.flag} is known here at that version."),
    ],
)
async def test_what_cannot_be_taken(browse, told, chosen, status, said):
    before = len(told.log.records)
    answer = await browse.post("/flags/take", data={"flag": chosen})
    assert (answer.status_code, said in text(main_of(answer))) == (status, True)
    assert len(told.log.records) == before


async def test_nobody_is_led_elsewhere(browse):
    chosen = {"flag": [f"2 {FLAG.flag}"], "back_to": "//elsewhere.example/"}
    assert (await browse.post("/flags/take", data=chosen)).headers["location"] == "/"


async def test_a_verdict_rests_on_what_was_looked_at(browse, told):
    answer = await browse.post(f"/flags/{FLAG.flag}/verdict", data={**VERDICT, "version": 1})
    assert answer.status_code == 303
    (given,) = decided(told)
    assert isinstance(given, VerdictGiven)
    assert (given.judgement.verdict, given.reason, given.by) == (Verdict.EXPLAINED, VERDICT["reason"], "desk")
    assert (given.judgement.low, given.judgement.high) == (10000, 12000), "version 1 rests on 10,000 and 12,000"


async def test_misread_names_whose_words(browse, told):
    said = {**VERDICT, "verdict": "misread", "misread": ["dispatch"]}
    assert (await browse.post(f"/flags/{FLAG.flag}/verdict", data=said)).status_code == 303
    assert [each.article for each in decided(told)[0].judgement.misread] == ["dispatch"]


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"reason": ""}, 422, "This cannot be asked: reason:"),
        ({"verdict": "nonsense"}, 422, "This cannot be asked: verdict:"),
        ({"version": 9}, 404, f"No flag {FLAG.flag} is known here at that version."),
        ({"verdict": "misread"}, 422, "Misread: mark at least one of the articles whose words were."),
        ({"verdict": "our copy corrected"}, 422, "Our copy corrected: give the link to the corrected article."),
        ({"link": "javascript:alert(1)"}, 422, "javascript:alert(1) is no address of the web"),
    ],
)
async def test_what_is_no_decision_is_none(browse, told, changed, status, said):
    before = len(told.log.records)
    answer = await browse.post(f"/flags/{FLAG.flag}/verdict", data=VERDICT | changed)
    assert answer.status_code == status
    assert said in text(main_of(answer))
    assert len(told.log.records) == before


async def test_another_sites_page_decides_nothing(browse, told):
    before = len(told.log.records)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert (await browse.post(f"/flags/{FLAG.flag}/take", data={"version": 2}, headers=foreign)).status_code == 403
    assert len(told.log.records) == before
