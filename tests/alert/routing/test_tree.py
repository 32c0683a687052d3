"""The routing tree: who takes a flag, with what it inherits."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.flags import Grade
from schemas.watch import Rule
from services.alert.routing import Route, destinations, labels

# The tree of Alertmanager's own test of routes (dispatch), in our labels: its `owner` is the outlet, its `env`
# the place, its `job` the source, its `group_by` the title and its `wait` the tags.
THEIRS = Route(
    receiver="def",
    routes=(
        Route(
            receiver="A",
            matchers=('outlet="team-A"', 'grade!="tension"'),
            routes=(
                Route(receiver="testing", matchers=('place="testing"', 'rule!~".*quux"')),
                Route(receiver="production-A", matchers=('place="production"',), group_wait_seconds=60, continue_=True),
                Route(
                    receiver="production-B",
                    matchers=('place=~"produ.*"', 'source=~".*"'),
                    group_wait_seconds=30,
                    group_interval_seconds=300,
                    repeat_interval_seconds=3600,
                    group_by=("rule",),
                ),
            ),
        ),
        Route(receiver="BC", matchers=('outlet=~"team-(B|C)"',), group_by=("rule", "grade"), group_wait_seconds=120),
        Route(
            matchers=('title="role"',),
            group_by=("place",),
            routes=(
                Route(
                    receiver="testing",
                    matchers=('place="testing"',),
                    routes=(Route(matchers=('tags="long"',), group_wait_seconds=120),),
                ),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ({"outlet": ("team-A",)}, [("A", '{outlet="team-A",grade!="tension"}', 30)]),
        ({"outlet": ("team-A",), "place": ("unset",)}, [("A", '{outlet="team-A",grade!="tension"}', 30)]),
        ({"outlet": ("team-C",)}, [("BC", '{outlet=~"team-(B|C)"}', 120)]),
        (
            {"outlet": ("team-A",), "place": ("testing",)},
            [("testing", '{outlet="team-A",grade!="tension"}/{place="testing",rule!~".*quux"}', 30)],
        ),
        (
            {"outlet": ("team-A",), "place": ("production",)},
            [
                ("production-A", '{outlet="team-A",grade!="tension"}/{place="production"}', 60),
                ("production-B", '{outlet="team-A",grade!="tension"}/{place=~"produ.*",source=~".*"}', 30),
            ],
        ),
        ({"title": ("role",)}, [("def", '{title="role"}', 30)]),
        (
            {"title": ("role",), "place": ("testing",)},
            [("testing", '{title="role"}/{place="testing"}', 30)],
        ),
        (
            {"title": ("role",), "place": ("testing",), "tags": ("long",)},
            [("testing", '{title="role"}/{place="testing"}/{tags="long"}', 120)],
        ),
        ({"outlet": ("team-A",), "grade": ("tension",)}, [("def", "", 30)]),
    ],
)
def test_alertmanager_s_vectors(asked, taken):
    def route(group: str) -> str:
        return group.rpartition(":")[0].removeprefix("{}").removeprefix("/")

    to = destinations(THEIRS, {"claim": ("c",), **asked})
    assert [(each.receiver, route(each.group), each.timing.group_wait.total_seconds()) for each in to] == taken


def test_alertmanager_s_groups():
    *_, production = destinations(THEIRS, {"claim": ("c",), "outlet": ("team-A",), "place": ("production",)})
    assert production.group.endswith(':{claim="c",rule=""}')
    assert production.timing.repeat_interval == dt.timedelta(hours=1)
    (role,) = destinations(THEIRS, {"claim": ("c",), "title": ("role",), "place": ("testing",)})
    assert role.group.endswith(':{claim="c",place="testing"}')


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


def test_a_wrong_matcher_is_refused_where_it_stands():
    tree = {"receiver": "root", "routes": [{"matchers": ['colour="red"']}]}
    with pytest.raises(msgspec.ValidationError, match="no label 'colour'") as refused:
        msgspec.convert(tree, Route)
    assert "$.routes[0]" in str(refused.value)


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
        "grade": (grade.value,),
        "severity": (str(severity),),
        "watched": ("true" if watched else "false",),
        "rule": ("drift",),
        "state": ("open",),
        "claim": ("c",),
    }
    to = destinations(Route(receiver="root", routes=tuple(below)), of)
    assert to
    if not any(_continues(route) for route in below):
        assert len(to) == 1


def _continues(route: Route) -> bool:
    return route.continue_ or any(_continues(child) for child in route.routes)
