from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.flags import Grade
from schemas.watch import Rule
from services.alert.receivers import Alerting, EmailTo, SlackTo, Tls
from services.alert.routing import Matcher, Route, destinations, labels, parse_matcher

TREE = Route(
    receiver="root",
    group_wait_seconds=10,
    routes=(
        Route(receiver="discovered", matchers=('watched="false"',), group_by=("rule",)),
        Route(
            receiver="desk",
            matchers=('rule=~"contradiction.*"',),
            routes=(
                Route(receiver="night", matchers=("severity>=4",), group_wait_seconds=0, continue_=True),
                Route(receiver="editor", matchers=('grade="conflict"',)),
            ),
        ),
        Route(receiver="herald-watch", matchers=('outlet="Herald"',)),
    ),
)


@pytest.mark.parametrize(
    ("changes", "receivers"),
    [
        ({"watched": False}, ["discovered"]),
        ({"rule": Rule.DRIFT, "evidence": ()}, ["root"]),
        ({"rule": Rule.DRIFT}, ["herald-watch"]),
        ({"grade": Grade.TENSION, "severity": 2}, ["desk"]),
        ({"grade": Grade.CONFLICT, "severity": 2}, ["editor"]),
        ({"grade": Grade.CONFLICT, "severity": 5}, ["night", "editor"]),
        ({"grade": Grade.TENSION, "severity": 4}, ["night"]),
    ],
)
def test_the_first_matching_child_takes_a_flag_unless_it_says_continue(a_flag, changes, receivers):
    assert [to.receiver for to in destinations(TREE, labels(a_flag(**changes)))] == receivers


def test_a_child_inherits_what_it_does_not_say(a_flag):
    night, editor = destinations(TREE, labels(a_flag(severity=5)))
    assert night.timing.group_wait == dt.timedelta()
    assert editor.timing.group_wait == dt.timedelta(seconds=10)
    assert editor.timing.group_interval == dt.timedelta(minutes=5)
    assert editor.timing.repeat_interval == dt.timedelta()


def test_a_group_always_includes_the_claim(a_flag):
    (to,) = destinations(TREE, labels(a_flag(watched=False)))
    assert to.group == ('{}/{watched="false"}:{claim="people evacuated in Oderfeld",rule="contradiction.quantity"}')


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('rule="contradiction.quantity"', True),
        ("rule = contradiction.quantity", True),
        ('rule!="drift"', True),
        ('rule=~"contradiction"', False),  # anchored
        (r'rule=~"contradiction\..*"', True),
        ('rule!~"contradiction.*"', False),
        ("severity>=4", True),
        ("severity>=5", False),
        ("severity<=4", True),
        ('outlet="Courier"', True),
        ('outlet="Herald"', True),
        ('outlet!="Herald"', False),
        ('title=~"People .*"', True),
        ('state="open"', True),
    ],
)
def test_matchers(a_flag, text, holds):
    assert parse_matcher(text).holds(labels(a_flag())) is holds


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("severity", "not of the form"),
        ('colour="red"', "no label 'colour'"),
        ('rule>="3"', "compares severity"),
        ("severity>=high", "compares severity"),
        ('rule=~"("', "not a regular expression"),
    ],
)
def test_a_wrong_matcher_is_refused_where_it_stands(text, complaint):
    tree = {"receiver": "root", "routes": [{"matchers": [text]}]}
    with pytest.raises(msgspec.ValidationError, match=complaint) as refused:
        msgspec.convert(tree, Route)
    assert "$.routes[0]" in str(refused.value)


@pytest.mark.parametrize(
    ("route", "complaint"),
    [
        ({"receiver": "desk"}, None),
        ({"receiver": "nobody"}, "not listed: nobody"),
        ({}, "root route names no receiver"),
        ({"receiver": "desk", "matchers": ['grade="conflict"']}, "root route has matchers"),
        ({"receiver": "desk", "routes": [{"receiver": "x"}]}, "not listed: x"),
        ({"receiver": "desk", "group_wait": 3}, "unknown field"),
        ({"receiver": "desk", "group_wait_seconds": -1}, "0 or more"),
    ],
)
def test_the_configuration_is_checked_whole(route, complaint):
    section = {"route": route, "receivers": [{"name": "desk", "terminal": True}]}
    if complaint is None:
        assert msgspec.convert(section, Alerting).route.receiver == "desk"
        return
    with pytest.raises(msgspec.ValidationError, match=complaint):
        msgspec.convert(section, Alerting)


def test_secrets_do_not_show():
    shown = repr(SlackTo("C1", "xoxb-1")) + repr(
        EmailTo("a@b.example", "c@d.example", "h", 25, Tls.NONE, "desk", "pass-1")
    )
    assert "xoxb-1" not in shown
    assert "pass-1" not in shown


matchers = st.sampled_from(['grade="conflict"', "severity>=3", 'watched="false"', 'rule=~"contra.*"', 'state="open"'])
routes = st.recursive(
    st.builds(Route, receiver=st.none() | st.sampled_from("abc"), matchers=st.lists(matchers, max_size=2).map(tuple)),
    lambda inner: st.builds(
        Route,
        receiver=st.none() | st.sampled_from("abc"),
        matchers=st.lists(matchers, max_size=2).map(tuple),
        routes=st.lists(inner, max_size=3).map(tuple),
        continue_=st.booleans(),
    ),
    max_leaves=8,
)


@given(
    below=st.lists(routes, max_size=3), severity=st.integers(1, 5), watched=st.booleans(), grade=st.sampled_from(Grade)
)
def test_every_flag_reaches_someone_and_nobody_by_two_branches_without_continue(below, severity, watched, grade):
    of = {
        "grade": frozenset({grade.value}),
        "severity": frozenset({str(severity)}),
        "watched": frozenset({"true" if watched else "false"}),
        "rule": frozenset({"drift"}),
        "state": frozenset({"open"}),
        "claim": frozenset({"c"}),
    }
    to = destinations(Route(receiver="root", routes=tuple(below)), of)
    assert to
    if not any(_continues(route) for route in below):
        assert len(to) == 1


def _continues(route: Route) -> bool:
    return route.continue_ or any(_continues(child) for child in route.routes)


def test_a_matcher_keeps_its_parts():
    assert parse_matcher('claim!~"x=1"') == Matcher("claim", "!~", "x=1")
