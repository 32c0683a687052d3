"""Each page's main job, and what it says when it cannot do it."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.dashboard.examples import CLAIM, TITLE
from tests.dashboard.pages.reading import links, main_of, text

CLAIM_PAGE = f"/claims/{quote(CLAIM)}"


async def test_now_shows_what_is_open_and_who_has_it(browse):
    page = main_of(await browse.get("/"))
    (flag,) = page.find_class("flag")
    assert text(flag).startswith("Northlight Wire has about 12,000 on the word of Ukraine's army chief")
    assert "conflict" in text(flag)
    assert "mara has it" in text(flag)
    assert "confirmed, mara" in text(flag)
    assert "our copy carries it" in text(flag)
    assert "newest 29 Jan 2025, 12:00 UTC" in text(flag)


@pytest.mark.parametrize(("asked", "found"), [("place=Kursk", 1), ("place=Lund", 0), ("outlet=&place=&rule=&at=", 1)])
async def test_now_is_filtered_by_its_address(browse, asked, found):
    page = main_of(await browse.get(f"/?{asked}"))
    assert len(page.find_class("flag")) == found
    assert ("Nothing is at odds" in text(page)) == (found == 0)


async def test_the_open_flags_of_one_claim_alone(browse):
    page = main_of(await browse.get(f"/?claim={quote(CLAIM)}"))
    assert len(page.find_class("flag")) == 1
    assert "Of one claim alone" in text(page)
    assert CLAIM_PAGE in links(page)


async def test_a_claim_with_its_evidence_side_by_side(browse):
    page = main_of(await browse.get(CLAIM_PAGE))
    assert text(page).startswith(TITLE)
    marked = [text(mark) for mark in page.iter("mark")]
    assert marked == [
        "11,000 North Korean soldiers",
        "About 12,000 North Korean soldiers",
        "Some 10,000 North Korean soldiers",
    ]
    assert len(list(page.iter("svg"))) == 2
    (table,) = page.iter("table")
    assert len(table.findall(".//tbody/tr")) == 4
    assert "no longer of the claim" in text(table)
    assert "Both stand; the ministry is asked." in text(page)
    assert "/articles/dispatch?revision=2" in links(page)


async def test_a_claim_as_it_was_known(browse):
    answer = await browse.get(CLAIM_PAGE, params={"at": "2025-01-28T14:30"})
    page = main_of(answer)
    assert "This is what was known on 28 Jan 2025, 14:30 UTC" in text(page.getparent())
    assert len(page.findall(".//tbody/tr")) == 1
    inside = [link for link in links(page) if link.startswith("/")]
    assert all("at=2025-01-28T14%3A30%3A00%2B00%3A00" in link for link in inside), "the past is kept on the way on"


@pytest.mark.parametrize("form", ["svg", "png"])
async def test_a_claims_chart_as_a_picture(browse, form):
    answer = await browse.get(f"{CLAIM_PAGE}/chart.{form}")
    assert answer.headers["content-type"].startswith("image/")
    assert answer.content[:4] == {"svg": b"<svg", "png": b"\x89PNG"}[form]


async def test_the_claims(browse):
    page = main_of(await browse.get("/claims"))
    assert [text(row) for row in page.findall(".//tbody/tr")] == [
        f"{TITLE} watched 10,000–12,000 soldiers 12,000 soldiers Northlight Wire 4 28 Jan 2025, 16:00 UTC"
    ]


async def test_the_claims_that_nobody_watches_and_one_party_or_article_alone_tells(browse):
    page = main_of(await browse.get("/claims?lone=true"))
    assert "That many outlets rest on one word is found here." in text(page)


async def test_an_article_with_its_figures_and_changes(browse):
    page = main_of(await browse.get("/articles/dispatch"))
    assert [text(each) for each in page.iter("ins")] == ["added", "11,000", "Kursk."]
    assert [text(each) for each in page.iter("del")] == ["removed", "10,000", "Kursk, they said."]
    assert [text(each) for each in page.iter("mark")] == ["11,000", "North Korean soldiers"]
    assert [link for link in links(page) if link.startswith("#")] == ["#statement-1"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "There is no page /nothing."),
        ("/claims/nothing", 404, "No claim nothing is known here."),
        (f"{CLAIM_PAGE}?at=2020-01-01T00:00", 404, f"No claim {CLAIM} is known here at that moment."),
        (f"{CLAIM_PAGE}/chart.gif", 404, "No chart in the form gif: there are chart.svg and chart.png."),
        ("/articles/nothing", 404, "No article nothing is known here."),
        ("/articles/dispatch?revision=9", 404, "No article dispatch, revision 9, is known here."),
        ("/articles/dispatch?revision=x", 422, "This cannot be asked: revision:"),
        ("/?at=yesterday", 422, "This cannot be asked: at:"),
        ("/?rule=nothing", 422, "This cannot be asked: rule:"),
        ("/?after=nothing", 422, "after: no place in this list. Leave it out to begin at the top."),
        ("/outlets/nothing", 404, "Nothing by nothing is known here."),
        ("/sources/nothing", 404, "Nobody quotes nothing here."),
        ("/log?topic=nothing", 404, "No topic nothing is shown here; there are fetches, articles,"),
        ("/log/flags/0/99999", 404, "No record flags/0/99999 is known here."),
        ("/log/nothing/0/0", 404, "No record nothing/0/0 is known here."),
        ("/<script>alert(1)</script>", 404, "There is no page /<script>alert(1)</script>."),
    ],
)
async def test_what_cannot_be_shown_says_so(browse, path, status, said):
    answer = await browse.get(path)
    assert answer.status_code == status
    assert said in text(main_of(answer))
    assert "<script>alert" not in answer.text


async def test_search_finds_claims_and_statements(browse):
    page = main_of(await browse.get("/search?q=kursk+soldiers"))
    assert TITLE in text(page)
    assert len(page.findall(".//tbody/tr")) == 4
    assert "Nothing holds all these words." in text(main_of(await browse.get("/search?q=penguins")))


async def test_nothing_in_a_page_is_inline(browse):
    for path in ("/", "/claims", CLAIM_PAGE, "/articles/dispatch", "/search?q=kursk", "/nothing"):
        page = (await browse.get(path)).text
        assert " style=" not in page
        assert "<style" not in page
        assert "javascript:" not in page
        assert page.count("<script") == page.count("<script src=")


async def test_the_outlets(browse):
    page = main_of(await browse.get("/outlets"))
    assert [text(row) for row in page.findall(".//tbody/tr")] == [
        "Northlight Wire 1 29 Jan 2025, 12:00 UTC",
        "Our Paper ours 1 30 Jan 2025, 12:00 UTC",
        "Veldmark Dispatch 1 28 Jan 2025, 12:00 UTC",
    ]


async def test_an_outlet_with_what_it_changed(browse):
    page = main_of(await browse.get("/outlets/Veldmark%20Dispatch"))
    sums = {text(each.find("dt")): text(each.find("dd")) for each in page.find_class("sums")[0]}
    assert sums == {
        "Articles": "1",
        "Statements": "1",
        "On its own word": "0",
        "By way of others": "0",
        "After the first to report": "0 hours",
    }
    assert [text(each) for each in page.iter("del")] == ["10,000 North Korean soldiers"]
    assert [text(each) for each in page.iter("ins")] == ["11,000 North Korean soldiers"]
    assert "without a note" in text(page)
    assert len(page.find_class("flag")) == 1


async def test_a_source_and_who_carries_it(browse):
    page = main_of(await browse.get("/sources/US%20officials"))
    assert "Quoted with 2 statements" in text(page)
    assert [text(each) for each in page.find(".//ul")] == ["Our Paper 1 statement", "Veldmark Dispatch 1 statement"]


async def test_the_log_and_what_led_to_what(browse, told):
    page = main_of(await browse.get("/log"))
    assert len(page.findall(".//tbody/tr")) == len(told.log.records)
    page = main_of(await browse.get("/log?topic=flags"))
    newer, older = [link for link in links(page) if link.startswith("/log/flags/")]
    page = main_of(await browse.get(newer))
    assert text(page).startswith("claimwatch.flag.updated.v1")
    causes, effects = page.findall(".//table")
    types = [row[1].text_content() for row in causes.findall(".//tbody/tr")]
    assert types == [
        "claimwatch.statements.reported.v1",
        "claimwatch.flag.raised.v1",
        "claimwatch.statements.reported.v1",
    ]
    assert [row[1].text_content() for row in effects.findall(".//tbody/tr")] == [
        "claimwatch.decision.taken.v1",
        "claimwatch.decision.verdict.v1",
    ]
    assert '"explanation": "Northlight Wire has about 12,000' in page.find(".//pre").text_content()
    assert older in links(page)


async def test_every_record_of_the_story_can_be_shown(browse, told):
    for record in told.log.records:
        assert (await browse.get(f"/log/{record.place}")).status_code == 200


async def test_health_says_what_needs_an_operator(browse):
    page = main_of(await browse.get("/health"))
    feed, slack, mail = page.find_class("feed")
    assert (text(feed), text(slack), text(mail)) == ("failing", "failing", "well")
    assert f"{TITLE}, until 6 Feb 2025, 10:00 UTC: The ministry answers" in text(page)
    assert "503 Service Unavailable, 1 time in a row" in text(page)
    assert "no such mailbox" in text(page)
    assert "not well-formed at line 3; ask the outlet" in text(page)
