"""Titles, as a person would write them."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.statements import Subject
from services.detect.tracking.keys import ClaimKey, Happening, Kind, Told, Yardstick
from services.detect.tracking.titles import title

DAY = dt.date(2025, 1, 22)
COUNT, DATE = Yardstick(Kind.QUANTITY), Yardstick(Kind.DATE)


def told(name: str, *, sense: str | None = None) -> Told:
    return Told(name, sense, "", name, is_first=True)


@pytest.mark.parametrize(
    ("subject", "yardstick", "happening", "said"),
    [
        (
            Subject("soldier", "North Korea", "deployed", "Kursk", None),
            COUNT,
            None,
            "North Korean soldiers deployed in Kursk",
        ),
        (
            Subject("people", None, "killed", "Marlow", "flood"),
            COUNT,
            Happening(DAY),
            "People killed in the flood in Marlow, 22 January 2025",
        ),
        (Subject("strike", None, None, "Marlow", "strike"), DATE, None, "Date of the strike in Marlow"),
        (
            Subject("strike", None, None, None, "strike"),
            DATE,
            Happening(DAY, "Marlow"),
            "Date of the strike in Marlow, 22 January 2025",
        ),
        (Subject("Luyster trial", None, None, None, None), DATE, None, "Date of the Luyster trial"),
        (Subject("age", "Ann Hale", None, None, None), Yardstick(Kind.AGE), None, "Age of Ann Hale"),
        (
            Subject("soldier", "North Korea", "captured", "Kursk", None),
            DATE,
            None,
            "When North Korean soldiers were captured in Kursk",
        ),
        (
            Subject("coming", None, None, None, None),
            DATE,
            Happening(DAY, None, told("Kursk", sense="deployment")),
            "Kursk: date of the deployment, 22 January 2025",
        ),
        (
            Subject("people", None, "evacuated", None, None),
            COUNT,
            Happening(DAY, None, told("Marlow", sense="evacuated")),
            "Marlow: people evacuated, 22 January 2025",
        ),
    ],
)
def test_titles(subject, yardstick, happening, said):
    assert title(ClaimKey(yardstick, subject, None), happening) == said
