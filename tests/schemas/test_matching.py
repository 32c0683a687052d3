"""How a matcher of one value is spelled, and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.matching import equals, parts
from services.alert.routing.matchers import parse_matcher


@pytest.mark.parametrize(
    ("value", "spelled"),
    [("The Post", 'outlet="The Post"'), ('The "Post"', r'outlet="The \"Post\""'), ("a\\b\nc", r'outlet="a\\b\nc"')],
)
def test_quotes_backslashes_and_line_breaks_are_escaped(value: str, spelled: str) -> None:
    assert equals("outlet", value) == spelled
    assert parts(spelled) == ("outlet", "=", value)


@pytest.mark.parametrize("matcher", ["outlet", 'outlet="A" or', 'outlet="A"B"', '"A"="B"', ""])
def test_of_what_is_no_matcher_nothing_is_read(matcher: str) -> None:
    assert parts(matcher) is None


@given(st.text())
def test_routes_and_pages_read_the_same_out_of_it(value: str) -> None:
    matcher = equals("outlet", value)
    assert parts(matcher) == ("outlet", "=", value)
    assert parse_matcher(matcher) == ("outlet", "=", value)
