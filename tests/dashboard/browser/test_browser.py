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
    "/", "/?place=Lund", "/claims", CLAIM_PAGE, f"{CLAIM_PAGE}?at=2025-01-28T14:30", "/articles/dispatch", "/outlets",
    "/outlets/Veldmark%20Dispatch", "/sources/US%20officials", "/search?q=kursk", "/log", "/health", "/nothing",
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
    chosen = page.locator(".flag.chosen h2")
    first, last = await page.locator(".flag h2").all_inner_texts()
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
