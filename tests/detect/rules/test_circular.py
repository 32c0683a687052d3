"""sourcing.circular: many outlets, and one party at the end of every chain."""

from __future__ import annotations

import msgspec
import pytest

from schemas.event import TrackId
from schemas.flags import Grade, VoicesCompared
from schemas.statements import Reported, Subject
from schemas.values import Measure, Modality, Presence, Span
from schemas.watch import Rule, Rules, Thresholds, WatchedClaim
from tests.detect.examples import SEEN, TRACK, day_span, quantity, report, statement
from tests.detect.rules.finding import found

OUTLETS = ("Example Times", "Sample Post", "Radio Instance", "Specimen Daily")


def carried(*sources: str | None, track: TrackId | None = None) -> list[Reported]:
    """One figure, by an outlet a source."""
    of = track or TrackId("carried/10000")
    return [
        report(f"a{number}", statement(quantity(10_000), source=source, outlet=outlet), outlet=outlet, track=of)
        for number, (outlet, source) in enumerate(zip(OUTLETS, sources, strict=False))
    ]


def test_three_outlets_on_the_word_of_one_party_are_a_tension() -> None:
    [finding] = found(Rule.CIRCULAR, *carried("US officials", "US officials", "US officials"))
    assert (finding.grade, finding.parties) == (Grade.TENSION, ("US officials",))
    assert finding.compared == VoicesCompared(("Example Times", "Radio Instance", "Sample Post"), ("US officials",))
    assert finding.explanation == (
        "3 outlets carry it, all on one party's word (US officials); the last: 10,000 "
        "(US officials in Radio Instance, 30 January 2025)."
    )


@pytest.mark.parametrize(
    "sources",
    [
        ("US officials", "US officials"),
        ("US officials", "US officials", "the mayor"),
        ("US officials", "US officials", None),  # the outlet vouches for it itself
    ],
)
def test_fewer_outlets_or_another_party_are_none(sources: tuple[str | None, ...]) -> None:
    assert found(Rule.CIRCULAR, *carried(*sources)) == []


def test_a_party_goes_by_many_names() -> None:
    names = ("defence ministry", "spokesman for the defence ministry", "ministry")
    [finding] = found(Rule.CIRCULAR, *carried(*names))
    assert finding.parties == ("defence ministry",)


def told(number: int, best: int, *chain: str) -> Reported:
    """A figure in an outlet, and through whom the outlet has it."""
    outlet = OUTLETS[number]
    item = msgspec.structs.replace(statement(best, outlet=outlet), chain=(outlet, *chain))
    track = TrackId(f"carried/{best}") if best >= 10 else TRACK
    return report(f"a{number}", item, outlet=outlet, hour=number + 1, track=track)


def test_an_outlet_that_is_quoted_carries_it_too() -> None:
    [finding] = found(
        Rule.CIRCULAR, told(0, 140, "ministry"), told(1, 140, "Harbour Post", "ministry spokesman Tom Hale")
    )
    assert finding.compared == VoicesCompared(("Example Times", "Harbour Post", "Sample Post"), ("ministry",))
    assert found(Rule.CIRCULAR, told(0, 140, "ministry"), told(1, 140, "the Example Times", "ministry")) == []


def test_what_one_outlet_says_of_whom_another_cites_holds_for_all() -> None:
    chains = [("Harbour Post", "police"), ("Harbour Post",), ("Harbour Post",)]
    [finding] = found(Rule.CIRCULAR, *(told(number, 140, *chain) for number, chain in enumerate(chains)))
    assert finding.parties == ("police",)


def test_another_party_breaks_it_only_with_the_same_figure() -> None:
    ministry = [told(number, 7, "ministry") for number in range(3)]
    assert len(found(Rule.CIRCULAR, *ministry, told(3, 3, "army"))) == 1
    assert found(Rule.CIRCULAR, *ministry, told(3, 7, "army")) == []


def test_witnesses_need_not_be_the_same_ones() -> None:
    assert found(Rule.CIRCULAR, *(told(number, 140, "witnesses") for number in range(3))) == []


def test_how_many_outlets_are_many_is_the_desk_s_to_say() -> None:
    rules = Rules(thresholds=Thresholds(circular_outlets=2))
    assert len(found(Rule.CIRCULAR, *carried("US officials", "US officials"), rules=rules)) == 1


def test_parties_that_the_desk_lists_as_interested_are_one() -> None:
    watched = WatchedClaim(name="W", counted="soldier", actor="North Korea", interested=("officials", "army"))
    told = carried("US officials", "Ukrainian officials", "Ukraine's army chief", track=TRACK)
    [finding] = found(Rule.CIRCULAR, *told, rules=Rules(watchlist=(watched,)))
    assert finding.explanation.startswith(
        "3 outlets carry it, all on one party's word (US officials, Ukraine's army chief and Ukrainian officials); the "
    )
    assert found(Rule.CIRCULAR, *told) == []


def test_one_who_was_there_breaks_the_circle_and_is_shown_beside_where_he_says_the_contrary() -> None:
    def sighting(number: int, *, seen: bool, first_hand: bool) -> Reported:
        span = Span(day_span("2025-01-29").earliest, day_span("2025-01-30").latest)
        source = "a commander" if first_hand else "US officials"
        item = statement(
            Presence(seen=seen, span=span), SEEN, source=source, outlet=OUTLETS[number], first_hand=first_hand
        )
        return report(f"a{number}", item, outlet=OUTLETS[number])

    told = [sighting(number, seen=True, first_hand=False) for number in range(3)]
    assert found(Rule.CIRCULAR, *told, sighting(3, seen=True, first_hand=True)) == []
    [finding] = found(Rule.CIRCULAR, *told, sighting(3, seen=False, first_hand=True))
    assert finding.explanation.endswith(
        "One who was there says: not seen 29–30 January (a commander in Specimen Daily, 30 January 2025)."
    )
    assert finding.members[-1].source == "a commander"


def test_reprints_of_one_text_are_one_outlet() -> None:
    words = "About 10,000 soldiers have been sent to Kursk, two US officials said on Thursday."
    told = [
        report(f"r{n}", statement(10_000, source=source, outlet=outlet, quote=words), hour=n + 1)
        for n, (outlet, source) in enumerate(zip(OUTLETS, ["US officials"] * 4, strict=True))
    ]
    assert found(Rule.CIRCULAR, *told) == []


def test_that_there_was_one_rests_on_whoever_says_so_and_is_no_circle() -> None:
    hurt = Subject("people", None, "injured", "Marlow", "shooting")
    one = quantity(1, Modality.AT_LEAST, measure=Measure.CUMULATIVE)
    told = [report(f"a{n}", statement(one, hurt, source="police", outlet=name)) for n, name in enumerate(OUTLETS)]
    assert found(Rule.CIRCULAR, *told) == []
