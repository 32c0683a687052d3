"""Weighing all pairs of a claim finds what each pair finds by itself, and of each two parties the widest."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from schemas.values import Measure, Modality
from schemas.watch import Rules
from services.detect.rules.finding import Finding
from services.detect.rules.quantity import find
from services.detect.tracking.claims import claims
from tests.detect.examples import TRACK, quantity, report, statement

TOLD = st.lists(
    st.tuples(
        st.sampled_from([0, 9, 31, 10_000, 11_500, 12_000]),
        st.sampled_from([Modality.EXACT, Modality.ABOUT, Modality.AT_LEAST, Modality.AT_MOST]),
        st.sampled_from([Measure.STOCK, Measure.CUMULATIVE]),
        st.sampled_from(["US officials", "army", "mayor"]),
        st.sampled_from(["2025-01-28", "2025-01-29", "2025-01-30"]),
    ),
    min_size=1,
    max_size=8,
)


@given(TOLD)
def test_the_widest_of_all_pairs(told: list[tuple[int, Modality, Measure, str, str]]) -> None:
    reports = [
        report(f"a{number}", statement(figure, day=day, source=source, outlet=f"Outlet {number}"), day=day)
        for number, (best, modality, measure, source, day) in enumerate(told)
        for figure in [quantity(best, modality, measure=measure)]
    ]
    [claim] = claims(TRACK, sorted(reports, key=lambda item: (item.published_at, item.article)), Rules())
    expected: dict[tuple[str, ...], Finding] = {}
    for pair in combinations(claim.members, 2):
        for finding in find(claim._replace(members=pair)):
            known = expected.get(finding.parties)
            if known is None or finding.weight > known.weight:
                expected[finding.parties] = finding
    assert {finding.parties: finding for finding in find(claim)} == expected
