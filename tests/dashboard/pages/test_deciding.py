"""What an editor decides stands on the log, with who and why, and on the flag as it was looked at."""

from __future__ import annotations

import pytest

from schemas.decisions import FlagTaken, VerdictGiven
from schemas.envelope import unseal
from schemas.topics import DECISIONS
from schemas.verdicts import Verdict
from tests.dashboard.examples import CLAIM, FLAG
from tests.dashboard.pages.reading import main_of, text

VERDICT = {"version": 2, "verdict": "explained", "reason": "Two counts, at two hours."}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Nothing projects the log in these tests, so that no decision shows."""
    monkeypatch.setattr("services.dashboard.pages.deciding._PATIENCE", 0)


def last(told):
    record = [record for record in told.log.records if record.topic == DECISIONS.name][-1]
    return unseal(record.headers, record.value)


async def test_who_takes_a_flag_has_it(browse, told):
    answer = await browse.post(f"/flags/{FLAG.flag}/take", data={"version": 2})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/claims/north%20korean%20soldiers%20in%20kursk#flag-{FLAG.flag}",
    )
    taken = last(told)
    assert isinstance(taken, FlagTaken)
    assert (taken.flag, taken.claim, taken.by) == (FLAG.flag, CLAIM, "desk")


async def test_a_verdict_rests_on_what_was_looked_at(browse, told):
    answer = await browse.post(f"/flags/{FLAG.flag}/verdict", data={**VERDICT, "version": 1})
    assert answer.status_code == 303
    given = last(told)
    assert isinstance(given, VerdictGiven)
    assert (given.judgement.verdict, given.reason, given.by) == (Verdict.EXPLAINED, VERDICT["reason"], "desk")
    assert (given.judgement.low, given.judgement.high) == (10000, 12000), "version 1 rests on 10,000 and 12,000"


async def test_misread_names_whose_words(browse, told):
    said = {**VERDICT, "verdict": "misread", "misread": ["dispatch"]}
    assert (await browse.post(f"/flags/{FLAG.flag}/verdict", data=said)).status_code == 303
    assert [each.article for each in last(told).judgement.misread] == ["dispatch"]


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
