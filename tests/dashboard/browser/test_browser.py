"""Each page in Chromium: without violations that axe finds, at a phone's width and a desk's, by day and by night."""

from __future__ import annotations

from urllib.parse import quote

import msgspec
import pytest

from schemas.event import FlagId
from schemas.flags import FlagRaised
from tests.dashboard.examples import CLAIM, DISPATCH_SAYS, TITLE, WIRE_SAYS, evidence, flag

CLAIM_PAGE = f"/claims/{quote(CLAIM)}"
PAGES = [
    "/", "/?place=Lund", "/claims", "/claims?lone=true",
    CLAIM_PAGE, f"{CLAIM_PAGE}?at=2025-01-28T14:30", "/articles/dispatch", "/outlets",
    "/outlets/Veldmark%20Dispatch", "/sources", "/silences", "/sources/US%20officials", "/search?q=kursk",
    "/rules", "/rules/watch", "/log", "/health", "/nothing",
]  # fmt: skip
_SOON = 10_000
"""Milliseconds."""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_page_violates_or_overflows(chromium, served, axe, width, scheme):
    faults = []
    page = await chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in PAGES:
        await page.goto(served.address + path)
        await page.evaluate(axe)
        found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults += [
            f"{path}: {violation['id']}: {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
        if (wide := await page.evaluate("document.documentElement.scrollWidth")) > width:
            faults.append(f"{path}: {wide} pixels wide")
    assert faults == []


async def test_the_policy_forbids_nothing_that_a_page_does(chromium, served):
    told = []
    page = await chromium.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in PAGES[:-1]:
        await page.goto(served.address + path)
    assert told == []


async def test_keys_lead_from_flag_to_flag_and_to_the_claim(chromium, served):
    found = flag(1, evidence(DISPATCH_SAYS), evidence(WIRE_SAYS))
    second = msgspec.structs.replace(found, flag=FlagId("another"), explanation="Another.")
    page = await chromium.new_page()
    await page.goto(served.address)
    await served.told.tell(FlagRaised(flag=second))
    await page.get_by_role("link", name="Another.").wait_for(timeout=_SOON)  # live, without a reload
    chosen = page.locator(".flag.chosen h3")
    first, last = await page.locator(".flag h3").all_inner_texts()
    for key, expected in (("j", first), ("j", last), ("j", last), ("k", first)):
        await page.keyboard.press(key)
        assert await chosen.inner_text() == expected
    await page.keyboard.press("?")
    assert await page.get_by_role("dialog").is_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/claims/**", timeout=_SOON)
    assert await page.locator("h1").inner_text() == TITLE
    await page.keyboard.press("/")
    await page.keyboard.type("kursk")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/search?q=kursk", timeout=_SOON)


async def test_keys_take_and_silence_what_is_chosen(chromium, served):
    found = flag(1, evidence(DISPATCH_SAYS), evidence(WIRE_SAYS))
    page = await chromium.new_page()
    await page.goto(f"{served.address}/?place=Kursk&outlet=&rule=")
    await served.told.tell(FlagRaised(flag=msgspec.structs.replace(found, flag=FlagId("another"), explanation="Two.")))
    await page.get_by_role("link", name="Two.").wait_for(timeout=_SOON)
    changed = page.locator("#changed", has_text="The list has changed: 2 open here.")
    await changed.wait_for(state="attached", timeout=_SOON)
    await page.keyboard.press("j")
    await page.keyboard.press("x")
    await page.keyboard.press("j")
    await page.keyboard.press("x")
    assert await page.locator("#chosen").inner_text() == "2 chosen."
    await page.keyboard.press("t")
    await page.get_by_text("You have these 2 flags.").wait_for(timeout=_SOON)
    assert page.url.endswith("/?place=Kursk&outlet=&rule="), "the filters are where they were"
    await page.get_by_text("desk has it").nth(1).wait_for(timeout=_SOON)
    await page.wait_for_load_state("load")
    await page.keyboard.press("j")
    await page.keyboard.press("s")
    await page.keyboard.press("ArrowDown")
    await page.get_by_label("Why").fill("A recount.")
    await page.get_by_role("button", name="Silence", exact=True).click()
    await page.get_by_text("1 claim silent until 8 Feb 2025").wait_for(timeout=_SOON)
    await page.locator(".hushed").nth(1).wait_for(timeout=_SOON)  # both are of the claim


async def test_a_filter_left_empty_is_not_in_the_address(chromium, served):
    page = await chromium.new_page()
    await page.goto(served.address)
    await page.get_by_label("Place").fill("Kursk")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/?place=Kursk", timeout=_SOON)


async def test_a_phone_shows_the_first_flag_at_once_and_asks_what_to_do_with_those_chosen(chromium, served):
    page = await chromium.new_page(viewport={"width": 360, "height": 740})
    await page.goto(served.address)
    flag, take = page.locator(".flag").first, page.get_by_role("button", name="Take", exact=True)
    assert (await flag.bounding_box())["y"] < 740 / 2
    assert await take.is_hidden()
    await flag.get_by_role("checkbox").check()
    assert await take.is_visible()
    await page.get_by_text("Filter", exact=True).first.click()
    assert await page.get_by_label("Place").is_visible()


async def test_a_phone_reads_a_wide_table_downwards(chromium, served):
    page = await chromium.new_page(viewport={"width": 360, "height": 740})
    await page.goto(f"{served.address}/search?q=soldiers")
    cells = page.locator(".statements tbody tr").first.locator("td")
    places = [await cell.bounding_box() for cell in await cells.all()]
    assert len(places) == 7
    assert all(place["x"] >= 16 and place["x"] + place["width"] <= 360 - 16 for place in places)


async def test_a_10_kb_word_stays_within_its_page(chromium, served):
    long = "w" * 10_000
    found = flag(1, evidence(DISPATCH_SAYS), evidence(WIRE_SAYS))
    await served.told.tell(
        FlagRaised(flag=msgspec.structs.replace(found, flag=FlagId("long"), explanation=long, title=long))
    )
    page = await chromium.new_page(viewport={"width": 360, "height": 800})
    await page.goto(served.address)
    await page.locator("#flag-long").wait_for(timeout=_SOON)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
