"""The words of others hide nothing and steer no terminal."""

from __future__ import annotations

import pytest

from services.wording.plain import one_line, plain


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("North Korea", "North Korea"),
        ("a\x1b[2Jb\u202ec\u2066d", "a[2Jbcd"),
        ("first\nsecond\tthird", "first\nsecond\tthird"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200e\u0000", ""),
    ],
)
def test_what_is_not_seen_is_taken_out(text: str, seen: str) -> None:
    assert plain(text) == seen


def test_on_one_line_nothing_breaks_it() -> None:
    assert one_line("a\x1b[2Jb\u202ec\r\n  d\u2028e") == "a[2Jbc d e"
