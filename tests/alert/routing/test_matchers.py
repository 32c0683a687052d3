"""Matchers: how they are spelled, and of what they hold."""

from __future__ import annotations

import pytest

from services.alert.routing.labels import labels
from services.alert.routing.matchers import Matcher, parse_matcher
from tests.alert.examples import FLAG


# What Alertmanager's own tests of matchers (pkg/labels) hold to be so.
@pytest.mark.parametrize(
    ("sign", "value", "of", "holds"),
    [
        ("=", "bar", "bar", True),
        ("=", "bar", "foo-bar", False),
        ("!=", "bar", "bar", False),
        ("!=", "bar", "foo-bar", True),
        ("=~", "bar", "bar", True),
        ("=~", "bar", "foo-bar", False),
        ("=~", ".*bar", "foo-bar", True),
        ("!~", "bar", "bar", False),
        ("!~", "bar", "foo-bar", True),
        ("!~", ".*bar", "foo-bar", False),
        ("=~", "foo.bar", "foo-bar", True),
        ("=~", r"foo\.bar", "foo-bar", False),
        ("=~", r"foo\.bar", "foo.bar", True),
        ("=", "foo\nbar", "foo\nbar", True),
        ("=~", "foo.bar", "foo\nbar", False),
        ("=~", "(?s)foo.bar", "foo\nbar", True),
        ("=", '~!="', '~!="', True),
    ],
)
def test_alertmanager_s_vectors(sign: str, value: str, of: str, holds: bool) -> None:
    assert Matcher("title", sign, value).holds({"title": (of,)}) is holds


# A label that is not there and one that is empty are the same thing.
@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('place=""', True),
        ('place!=""', False),
        ('place!="Oderfeld"', True),
        ('place=~".*"', True),
        ('place=~".+"', False),
        ('place!~".+"', True),
        ("severity>=1", False),
        ("severity<=5", False),
    ],
)
def test_of_a_label_that_is_not_there(text: str, holds: bool) -> None:
    assert parse_matcher(text).holds({}) is holds
    assert parse_matcher(text).holds({"place": (), "severity": ()}) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('rule="contradiction.quantity"', True),
        ("rule = contradiction.quantity", True),
        ('rule!="drift"', True),
        ('rule=~"contradiction"', False),
        (r'rule=~"contradiction\..*"', True),
        ('rule!~"contradiction.*"', False),
        ("severity>=4", True),
        ("severity>=5", False),
        ("severity<=4", True),
        ("severity<=3", False),
        ('outlet="Courier"', True),
        ('outlet="Herald"', True),
        ('outlet!="Herald"', False),
        ('outlet!="Times"', True),
        ('source="river office"', True),
        ('source=~".*office"', True),
        ('title=~"People .*"', True),
        ('state="open"', True),
        ('exposed="true"', False),
        ('tags="flood"', False),
    ],
)
def test_of_a_flag(text: str, holds: bool) -> None:
    assert parse_matcher(text).holds(labels(FLAG)) is holds


# How a value in quotes is escaped: \" and \\ and \n; any other backslash stands for itself.
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('title="bar"', "bar"),
        ("title=bar", "bar"),
        ("title =  bar baz ", "bar baz"),
        ('title=""', ""),
        ("title=", ""),
        (r'title="back\\slash"', r"back\slash"),
        (r'title="double\"quote"', 'double"quote'),
        (r'title="new\nline"', "new\nline"),
        ('title="tab\tstop"', "tab\tstop"),
        (r'title="a\.b"', r"a\.b"),
        (r'title="a\\.b"', r"a\.b"),
        ('title="🙂"', "🙂"),
        ('title="a,b = {c}"', "a,b = {c}"),
    ],
)
def test_values_are_spelled_as_alertmanager_spells_them(text: str, value: str) -> None:
    assert parse_matcher(text) == Matcher("title", "=", value)


@pytest.mark.parametrize("sign", ["=", "!=", "=~", "!~"])
def test_signs(sign: str) -> None:
    assert parse_matcher(f'title{sign}"x=1"') == Matcher("title", sign, "x=1")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("severity", "not of the form"),
        ("", "not of the form"),
        ('title="open', "not of the form"),
        ('title=half"open', "not of the form"),
        ('{title="x"}', "not of the form"),
        ('title="x", rule="y"', "not of the form"),
        ('colour="red"', "no label 'colour'; labels are rule, grade, .*, place, tags"),
        ('rule>="3"', "compares severity"),
        ("severity>=high", "compares severity"),
        ("severity<=-1", "compares severity"),
        ('rule=~"("', "not a regular expression"),
        ('rule!~"["', "not a regular expression"),
    ],
)
def test_what_is_wrong_is_said(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_matcher(text)
