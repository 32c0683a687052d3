"""A silence stands on the log with who and why; it is shown where it holds, and can be ended early."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.decisions import SilenceSet
from services.wiring.desk import holds
from tests.dashboard.examples import CLAIM, ENDED, FLAG, SILENCED, TITLE, evidence, flag
from tests.dashboard.examples import WIRE_SAYS as SAYS
from tests.dashboard.pages.deciding.decided import decided
from tests.dashboard.pages.reading import links, main_of, text
from tests.detect.examples import moment

NOW = moment("2025-02-01")
SHOWN = flag(2, evidence(SAYS))
ASKED = {"version": 2, "what": "this claim", "term": "24 hours", "reason": "They count anew."}


@pytest.mark.parametrize(
    ("changed", "matchers", "ends_at"),
    [
        ({}, (f'claim="{CLAIM}"',), NOW + dt.timedelta(days=1)),
        ({"term": "a week"}, (f'claim="{CLAIM}"',), NOW + dt.timedelta(days=7)),
        (
            {"term": "until the moment given", "until": "2025-02-03T09:30"},
            (f'claim="{CLAIM}"',),
            dt.datetime(2025, 2, 3, 9, 30, tzinfo=dt.UTC),
        ),
        (
            {"what": "figures at odds on this claim"},
            (f'claim="{CLAIM}"', 'rule="contradiction.quantity"'),
            NOW + dt.timedelta(days=1),
        ),
        (
            {"what": "figures at odds on every claim"},
            ('rule="contradiction.quantity"',),
            NOW + dt.timedelta(days=1),
        ),
        ({"what": "whatever rests on Our Paper"}, ('outlet="Our Paper"',), NOW + dt.timedelta(days=1)),
    ],
)
async def test_what_a_flag_is_about_is_silenced(browse, told, changed, matchers, ends_at):
    answer = await browse.post(f"/silences/of/{FLAG.flag}", data=ASKED | changed)
    assert answer.status_code == 303
    (silence,) = decided(told)
    assert isinstance(silence, SilenceSet)
    assert (silence.matchers, silence.starts_at, silence.ends_at) == (matchers, NOW, ends_at)
    assert (silence.reason, silence.by) == ("They count anew.", "desk")


async def test_the_claims_of_several_flags_are_silenced_each_once(browse, told):
    chosen = {"flag": [f"2 {FLAG.flag}", f"1 {FLAG.flag}"], "term": "a week", "reason": "A recount.", "back_to": "/?"}
    assert (await browse.post("/silences", data=chosen)).status_code == 303
    silence, before = decided(told)[0], decided(told, 2)[0]
    assert silence.matchers == (f'claim="{CLAIM}"',)
    assert before == ENDED


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"reason": " "}, 422, "This cannot be asked: reason:"),
        ({"term": "for ever"}, 422, "This cannot be asked: term:"),
        ({"term": "until the moment given"}, 422, "Until when?"),
        ({"term": "until the moment given", "until": "2025-01-31T00:00"}, 422, "Until when?"),
        ({"term": "until the moment given", "until": "2035-01-31T00:00"}, 422, "Until when?"),
        ({"what": "whatever rests on The Moon"}, 422, "whatever rests on The Moon: nothing that this flag"),
        ({"version": 9}, 404, f"No flag {FLAG.flag} is known here at that version."),
    ],
)
async def test_what_is_no_silence_is_none(browse, told, changed, status, said):
    before = len(told.log.records)
    answer = await browse.post(f"/silences/of/{FLAG.flag}", data=ASKED | changed)
    assert (answer.status_code, said in text(main_of(answer))) == (status, True)
    assert len(told.log.records) == before


async def test_the_silences_those_in_force_first(browse):
    page = main_of(await browse.get("/silences"))
    in_force, over = page.find_class("silence")
    assert text(in_force).startswith(f"{TITLE} in force 30 Jan 2025, 10:00 UTC to 6 Feb 2025, 10:00 UTC")
    assert "The ministry answers on Thursday. mara" in text(in_force)
    assert text(over).startswith("outlet Veldmark Dispatch over 30 Jan 2025, 10:00 UTC to 30 Jan 2025, 12:00 UTC")
    assert [bool(each.findall(".//form")) for each in (in_force, over)] == [True, False]
    assert "/claims/north%20korean%20soldiers%20in%20kursk" in links(in_force)


@pytest.mark.parametrize("path", ["/", "/claims/north%20korean%20soldiers%20in%20kursk"])
async def test_a_flag_that_nobody_is_told_of_says_so(browse, path):
    assert "silent until 6 Feb 2025, 10:00 UTC" in text(main_of(await browse.get(path)))


async def test_a_silence_is_ended_by_setting_it_again(browse, told):
    answer = await browse.post(f"/silences/{SILENCED.silence}/end", data={"reason": "They answered."})
    assert (answer.status_code, answer.headers["location"]) == (303, "/silences")
    (ended,) = decided(told)
    assert (ended.silence, ended.matchers, ended.starts_at) == (
        SILENCED.silence,
        SILENCED.matchers,
        SILENCED.starts_at,
    )
    assert (ended.ends_at, ended.reason, ended.by) == (NOW, "They answered.", "desk")
    assert "silent until" not in text(main_of(await browse.get("/")))


@pytest.mark.parametrize(
    ("silence", "status", "said"),
    [
        (ENDED.silence, 422, "This silence has been over since 30 Jan 2025, 12:00 UTC."),
        ("nothing", 404, "No silence nothing is known here."),
    ],
)
async def test_what_cannot_be_ended(browse, silence, status, said):
    answer = await browse.post(f"/silences/{silence}/end", data={"reason": "Enough."})
    assert (answer.status_code, said in text(main_of(answer))) == (status, True)


@pytest.mark.parametrize(
    ("matchers", "does"),
    [
        ([f'claim="{CLAIM}"'], True),
        ([f'claim="{CLAIM}"', 'rule="drift"'], False),
        (['outlet="Northlight Wire"'], True),
        (['outlet="The Moon"'], False),
        (['rule=~"contradiction.*"'], True),
        (["of no form"], False),
    ],
)
def test_a_silence_holds_as_alerting_takes_it(matchers, does):
    assert holds(matchers, SHOWN) is does
