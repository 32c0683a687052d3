"""What the desk approved for its own copy stands on top of a claim, with who, why and what stood before."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from schemas.decisions import WordingApproved
from tests.dashboard.examples import CLAIM, REWORDED, WORDED
from tests.dashboard.pages.deciding.decided import decided
from tests.dashboard.pages.reading import main_of, text

PAGE, FORM = f"/claims/{quote(CLAIM)}", f"/wordings/{quote(CLAIM)}"


async def worded(browse, **asked):
    (section,) = main_of(await browse.get(PAGE, params=asked)).find_class("worded")
    return text(section)


async def test_the_wording_in_force_with_what_stood_before(browse):
    said = await worded(browse)
    assert said.startswith(f"How our copy may put it {REWORDED.wording} Approved by ines")
    assert f"Before 30 Jan 2025, 10:00 UTC, mara: {WORDED.wording}. {WORDED.reason}" in said


async def test_as_it_was_known(browse):
    page = main_of(await browse.get(PAGE, params={"at": "2025-01-28T14:30"}))
    assert page.find_class("worded") == []


async def test_another_is_approved(browse, told):
    answer = await browse.post(FORM, data={"wording": " some 10,000 soldiers ", "reason": "It is round."})
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    (approved,) = decided(told)
    assert isinstance(approved, WordingApproved)
    assert (approved.claim, approved.wording, approved.by) == (CLAIM, "some 10,000 soldiers", "desk")
    assert (await worded(browse)).startswith("How our copy may put it some 10,000 soldiers Approved by desk")


async def test_it_is_taken_back(browse, told):
    assert (await browse.post(FORM, data={"wording": "", "reason": "It is in doubt."})).status_code == 303
    assert decided(told)[0].wording == ""
    said = await worded(browse)
    assert said.startswith("How our copy may put it The wording was taken back.")
    assert "taken back. It is in doubt." in said
    assert (await browse.get("/export/wordings.jsonl")).text == ""


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        (FORM, {"wording": "some", "reason": ""}, 422),
        (FORM, {"wording": "w" * 1001, "reason": "Long."}, 422),
        ("/wordings/nothing", {"wording": "some", "reason": "Why."}, 404),
    ],
)
async def test_what_is_not_approved(browse, told, path, asked, status):
    before = len(told.log.records)
    assert (await browse.post(path, data=asked)).status_code == status
    assert len(told.log.records) == before
