"""How rules differ in words; and a change made upon others' changes: what it does not touch stays."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from schemas.amending import amended, differences, watching
from schemas.watch import Rules, Tagged, Thresholds, WatchedClaim

TOLL, HOMES, TROOPS = (
    WatchedClaim("The toll", "people"),
    WatchedClaim("Homes", "home"),
    WatchedClaim("Troops", "soldier"),
)
DEARER = WatchedClaim("The toll", "people", priority=3, aliases=("resident", "villager"))

watches = st.lists(
    st.builds(WatchedClaim, name=st.sampled_from("abcd"), counted=st.sampled_from(["home", "soldier"])),
    unique_by=lambda watch: watch.name,
).map(tuple)
rules = st.builds(
    Rules,
    window_days=st.sampled_from([30, 90]),
    thresholds=st.builds(Thresholds, near_days=st.sampled_from([1, 3]), circular_outlets=st.sampled_from([3, 5])),
    watchlist=watches,
    ours=st.sampled_from([(), ("Our Paper",)]),
)


def test_each_difference_is_a_line():
    now = Rules(watchlist=(TOLL, HOMES))
    then = Rules(
        window_days=30,
        ours=("Our Paper",),
        tagged=(Tagged("The Wire", ("agency",)),),
        thresholds=Thresholds(drift=Decimal("0.2")),
        watchlist=(DEARER, TROOPS),
    )
    assert list(differences(now, then)) == [
        "~ window_days: 90 → 30",
        "~ ours: none → Our Paper",
        "~ tagged: none → The Wire agency",
        "~ thresholds, drift: 0.1 → 0.2",
        "- watch Homes",
        "+ watch Troops",
        "~ watch The toll, aliases: none → resident, villager",
        "~ watch The toll, priority: 1 → 3",
    ]


def test_a_change_upon_anothers_change_keeps_both():
    before = Rules(watchlist=(TOLL, HOMES))
    now = Rules(watchlist=(TOLL, HOMES, TROOPS), thresholds=Thresholds(near_days=1))
    after = Rules(watchlist=(DEARER,), thresholds=Thresholds(drift=Decimal("0.2")), ours=("Our Paper",))
    assert amended(now, before, after) == Rules(
        watchlist=(DEARER, TROOPS), thresholds=Thresholds(near_days=1, drift=Decimal("0.2")), ours=("Our Paper",)
    )


@given(rules, rules)
def test_upon_what_it_was_made_from_a_change_is_itself(before, after):
    assert amended(before, before, after) == after


@given(rules, rules)
def test_no_change_changes_nothing(now, before):
    assert amended(now, before, before) == now


@given(rules, rules, rules)
def test_a_change_made_twice_is_made_once(now, before, after):
    once = amended(now, before, after)
    assert amended(once, before, after) == once


def test_a_watch_is_put_last_or_in_the_place_of_another_or_left_out():
    now = Rules(watchlist=(TOLL, HOMES))
    assert watching(now, None, TROOPS).watchlist == (TOLL, HOMES, TROOPS)
    assert watching(now, "The toll", DEARER).watchlist == (DEARER, HOMES)
    assert watching(now, "The toll", None).watchlist == (HOMES,)
