"""HTML and plain text become text in one form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest import text

PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<br>",
            "<b>",
            "</b>",
            "<script>x</script>",
            "<!-- c -->",
            "&nbsp;",
            "&#0;",
            "&#xD800;",
            "<?pi?>",
            "\x00",
            "\ud800",
            "e\u0301",
            "10\u202f000",
            "\u200b",
            "\u202e",
            "\r\n",
            "\n\n",
            "<",
            "&",
            "]]>",
            "\x85",
            "\u2028",
        ]
    )
    | st.text(max_size=8)
).map("".join)


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One<br/>Two", "One\n\nTwo"),
        ("About <b>1,200</b>\n deckhands", "About 1,200 deckhands"),
        ("AT&amp;T &mdash; 5 &lt; 6", "AT&T — 5 < 6"),
        ("a<!-- 999 -->b<script>c</script>d<style>e</style>", "abd"),
        ("<ul><li>Killed: 5</li><li>Wounded: 10</li></ul>", "Killed: 5\n\nWounded: 10"),
        ("10\u00a0000 euros\u00a0more", "10\u00a0000 euros more"),
        ("1\u200b0 sol\u00addiers", "10 soldiers"),
        ('<?xml version="1.0" encoding="latin-1"?><p>caf\u00e9</p>', "caf\u00e9"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("", ""),
        ("<!-- only -->", ""),
    ],
)
def test_html_reads_as_people_see_it(html: str, seen: str) -> None:
    assert text.from_html(html) == seen


def test_plain_text_keeps_what_looks_like_markup_and_joins_wrapped_lines() -> None:
    assert text.from_plain("5 < 6 &amp; <b>\nmore\r\n\r\nNext") == "5 < 6 &amp; <b> more\n\nNext"


def test_deep_nesting_is_read() -> None:
    assert text.from_html("<div>" * 200 + "deep" + "</div>" * 200) == "deep"


def test_nesting_beyond_the_parsers_limit_ends_in_the_one_form() -> None:
    assert_form(text.from_html("<div>" * 50_000 + "deep"))


@given(PIECES)
def test_html_always_ends_in_the_one_form(html: str) -> None:
    assert_form(text.from_html(html))


@given(PIECES)
def test_plain_text_always_ends_in_the_one_form_and_stays_in_it(plain: str) -> None:
    found = text.from_plain(plain)
    assert_form(found)
    assert text.from_plain(found) == found


def assert_form(found: str) -> None:
    found.encode()  # no lone surrogates
    assert unicodedata.is_normalized("NFC", found)
    for paragraph in found.split("\n\n") if found else []:
        assert paragraph == paragraph.strip() != ""
        assert "  " not in paragraph
        assert not [c for c in paragraph if unicodedata.category(c) in {"Cc", "Cs"}]
