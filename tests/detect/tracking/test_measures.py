"""Which figures of measures and amounts are of one claim: by story, owner, what they are of, and period."""

from __future__ import annotations

from collections import defaultdict

import pytest

from schemas.event import TrackId, stands_elsewhere
from schemas.statements import Reported
from schemas.watch import Rules, WatchedClaim
from services.detect.reading.tracks import reports_of
from services.detect.tracking.claims import claims
from tests.detect.examples import published

TOWN = " The mayor of Wexcombe, Jane Reed, told reporters in Ansel Park about it."


def together(*bodies: str, rules: Rules | None = None) -> list[list[int]]:
    """The numbers of the texts, told on one day of one story by an outlet each, that are of one claim."""
    tracks: defaultdict[TrackId, list[Reported]] = defaultdict(list)
    for k, body in enumerate(bodies):
        for report in reports_of(published(str(k), body + TOWN, outlet=f"Outlet {k}")):
            tracks[report.track].append(report)
    measured = ((track, reports) for track, reports in tracks.items() if not stands_elsewhere(track))
    told = (claim for track, reports in measured for claim in claims(track, reports, rules or Rules()))
    return sorted([int(member.report.article) for member in claim.members] for claim in told)


ONE = [
    ("The cost of Wexcombe's new bridge is put at £41m.", "The price tag of the bridge has reached £58 million."),
    ("The Wexcombe bridge will cost £41m.", "The bridge has cost £58m."),
    ("Wexcombe's budget is $4.2m.", "The budget was put at $5.1m."),
    ("The waiting list stood at 41,200.", "An audit found a queue of 47,900."),
    ("Turnout was 41 per cent.", "Officials put turnout at 47 per cent."),
    ("The deficit for 2024 is put at 5.2 per cent.", "Last year's deficit was 5.6 per cent of GDP."),
    ("The net loss for the three months to 31 December was $86m.", "The loss in the last quarter of 2024 was $112m."),
    ("The barge lost 310 tonnes of fuel oil.", "Inspectors said 480 tonnes were in the water."),
    ("The fire has burnt 900 hectares of forest.", "The flames have charred 1,400 hectares."),
]
TWO = [
    ("The cost of the bridge is put at £41m.", "The cost of the repairs is put at £2m."),
    ("The budget of Wexcombe is $4.2m.", "The budget of Dunmore is $5.1m."),
    ("The deficit for 2024 is put at 5.2 per cent.", "The deficit for 2023 was 4.1 per cent."),
    ("The budget is $4.2m.", "The budget rose by $300,000."),
    ("Turnout was 41 per cent.", "Turnout was 1.2 million."),
    ("The operating loss was $63m.", "The net loss was $86m."),
    ("The barge lost 310 tonnes of fuel oil.", "Crews have collected 120 tonnes of oil."),
    ("A net loss of $70m was posted in 2024.", "The loss in the first quarter of 2024 was $12m."),
]


@pytest.mark.parametrize("bodies", ONE)
def test_figures_of_one_thing_and_time_meet(bodies: tuple[str, str]) -> None:
    assert together(*bodies) == [[0, 1]]


@pytest.mark.parametrize("bodies", TWO)
def test_figures_of_another_owner_thing_kind_or_period_do_not(bodies: tuple[str, str]) -> None:
    assert together(*bodies) == [[0], [1]]


def test_a_forecast_is_no_result_but_what_something_will_cost_is_its_cost() -> None:
    assert together("Turnout is expected to be 50 per cent.", "Turnout was 41 per cent.") == [[1]]
    assert together("The fund is expected to be £18m.", "A fund of £21m was set up.") == [[0, 1]]


def test_a_watch_finds_the_measure_of_its_owner() -> None:
    watched = WatchedClaim(name="Budget of Wexcombe", counted="budget", actor="Wexcombe")
    rules = Rules(watchlist=(watched,))
    assert together("Wexcombe's budget is $4.2m.", "Wexcombe's budget is $5.1m.", rules=rules) == [[0, 1]]
