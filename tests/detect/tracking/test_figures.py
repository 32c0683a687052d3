"""Rolling figures: at every prefix of what was published they equal what a batch would count."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from schemas.event import ClaimId
from schemas.figures import FiguresRolled
from schemas.values import Modality, Quantity
from schemas.watch import Rules
from services.detect.tracking.claims import claims
from services.detect.tracking.evaluation import Standing
from services.detect.tracking.figures import roll
from services.detect.tracking.state import Track
from services.detect.tracking.track import report
from tests.detect.examples import TRACK, moment, quantity, statement
from tests.detect.examples import report as report_of

START = dt.date(2025, 1, 1)
POINTS = st.lists(
    st.tuples(
        st.integers(0, 60),  # days after the start
        st.integers(0, 50_000),
        st.sampled_from([Modality.EXACT, Modality.ABOUT, Modality.AT_LEAST, Modality.AT_MOST]),
        st.sampled_from(["US officials", "army", None]),
        st.sampled_from(["Example Times", "Sample Post"]),
    ),
    min_size=1,
    max_size=12,
)


@given(POINTS)
def test_figures_at_every_prefix_equal_a_batch_count(points: list[tuple[int, int, Modality, str | None, str]]) -> None:
    state = Track(track=TRACK)
    told: list[tuple[dt.date, Quantity, str, str, str]] = []
    latest: dict[ClaimId, FiguresRolled] = {}
    for number, (after, best, modality, source, outlet) in enumerate(points):
        day = START + dt.timedelta(days=after)
        figure = quantity(best, modality)
        item = statement(figure, day=day.isoformat(), source=source, outlet=outlet)
        state, events = report(state, report_of(f"a{number:02}", item, day=day.isoformat()), number, Standing(), "b")
        latest |= {event.claim: event for event in events if isinstance(event, FiguresRolled)}
        told.append((day, figure, source or outlet, outlet, f"a{number:02}"))
        ordered = sorted(told, key=lambda entry: (entry[0], entry[4]))
        [figures] = latest.values()
        ends = [end for _, q, *_ in told for end in (q.low, q.best, q.high) if end is not None]
        assert (figures.low, figures.high, figures.statements) == (min(ends), max(ends), len(told))
        assert figures.first is not None
        assert figures.latest is not None
        assert (figures.first.article, figures.latest.article) == (ordered[0][4], ordered[-1][4])
        assert {party.party: party.statements for party in figures.sources} == {
            source: sum(entry[2] == source for entry in told) for source in {entry[2] for entry in told}
        }
        assert {party.party: party.latest.article for party in figures.outlets} == {e[3]: e[4] for e in ordered}
        assert figures.origins == tuple(sorted({entry[2] for entry in told}))
        for window in figures.windows:
            since = ordered[-1][0] - dt.timedelta(days=window.days)
            assert window.statements == sum(entry[0] > since for entry in told)


def test_relative_figure_moves_no_extreme() -> None:
    half = Quantity(Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), modality=Modality.RELATIVE)
    reports = [report_of("a", statement(12_000)), report_of("b", statement(half))]
    [claim] = claims(TRACK, reports, Rules())
    figures = roll(claim, TRACK, None, moment("2025-01-30"))
    assert (figures.low, figures.high, figures.statements) == (12_000, 12_000, 2)


def test_windows_count_back_from_the_day_that_has_come() -> None:
    reports = [report_of(day, statement(3, day=day), day=day) for day in ("2025-01-01", "2025-01-24", "2025-01-29")]
    [claim] = claims(TRACK, reports, Rules())
    windows = roll(claim, TRACK, dt.date(2025, 1, 31), moment("2025-01-31")).windows
    assert [(window.days, window.statements) for window in windows] == [(7, 1), (30, 2)]
