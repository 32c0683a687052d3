"""Inhibition: Alertmanager's vectors, in our labels."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from schemas.event import FlagId
from services.alert.routing import InhibitRule, Labels
from services.alert.routing.inhibition import inhibiting


def of(**single: str) -> Labels:
    return {name: (value,) for name, value in single.items()}


def mutes(rules: list[InhibitRule], target: Labels, *open_flags: Labels) -> bool:
    sources = {FlagId(str(number)): labels for number, labels in enumerate(open_flags)}
    return inhibiting(rules, target, sources) is not None


# Whether a source has the same values as {"outlet": "b"} of the labels that must be equal.
@pytest.mark.parametrize(
    ("open_flags", "equal", "target", "muted"),
    [
        ([], (), of(outlet="b"), False),
        ([{}], (), of(outlet="b"), True),
        (
            [of(outlet="b", source="f"), of(outlet="b", source="c")],
            ("outlet", "source"),
            of(outlet="b", source="d"),
            False,
        ),
        ([of(outlet="b", rule="d"), of(outlet="b", rule="f")], ("outlet",), of(outlet="b"), True),
        ([of(outlet="c", rule="d"), of(outlet="c", rule="f")], ("outlet",), of(outlet="b"), False),
    ],
)
def test_what_must_be_equal(open_flags: list[Labels], equal: tuple[Any, ...], target: Labels, muted: bool) -> None:
    assert (
        mutes([InhibitRule((), ('title!="no"',), equal)], target, *(({**o, "title": ("no",)}) for o in open_flags))
        is muted
    )


# Alertmanager's labels s1, t1, s2, t2 and e are here title, rule, state, grade and place.
RULES = [
    InhibitRule(('title="1"',), ('rule="1"',), ("place",)),
    InhibitRule(('state="1"',), ('grade="1"',), ("place",)),
]
OPEN = of(title="1", rule="2", place="1"), of(state="1", grade="1", place="1")


@pytest.mark.parametrize(
    ("target", "muted"),
    [
        (of(rule="1", place="1"), True),
        (of(grade="1", place="1"), True),
        (of(rule="1", severity="1", place="1"), True),
        (of(rule="1", grade="1", place="1"), True),
        (of(rule="0", place="1"), False),
        (of(title="1", rule="1", place="1"), True),
        (of(state="1", grade="1", place="1"), False),
        (of(rule="1", place="0"), False),
    ],
)
def test_sources_and_targets(target: Labels, muted: bool) -> None:
    assert mutes(RULES, target, *OPEN) is muted


NEGATED = [InhibitRule(('title="1"',), ('rule!="1"',), ("place",)), RULES[1]]


@pytest.mark.parametrize(
    ("target", "muted"),
    [
        (of(rule="1", place="1"), False),
        (of(grade="1", place="1"), True),
        (of(rule="1", severity="1", place="1"), False),
        (of(rule="1", grade="1", place="1"), True),
        (of(rule="0", place="1"), True),
        (of(title="1", rule="1", place="1"), False),
        (of(state="1", grade="1", place="1"), True),
        (of(rule="1", place="0"), False),
    ],
)
def test_negated_matchers(target: Labels, muted: bool) -> None:
    # In the fifth and seventh the first open flag is itself a target of its rule, and yet mutes what is no source.
    assert mutes(NEGATED, target, *OPEN) is muted


def test_a_flag_does_not_mute_itself() -> None:
    rule = InhibitRule(('grade="conflict"',), ("severity<=4",), ("claim",))
    flag = of(grade="conflict", severity="3", claim="c")
    assert not mutes([rule], flag, flag)
    assert mutes([rule], of(grade="tension", severity="3", claim="c"), flag)


def test_labels_that_both_are_without_are_equal() -> None:
    rule = InhibitRule(('grade="conflict"',), ('grade="tension"',), ("place",))
    assert mutes([rule], {"grade": ("tension",), "place": ()}, of(grade="conflict"))
    assert not mutes([rule], of(grade="tension", place="Oderfeld"), of(grade="conflict"))


def test_of_labels_with_several_values_all_must_be_equal() -> None:
    rule = InhibitRule(('grade="conflict"',), ('grade="tension"',), ("outlet",))
    both = ("Courier", "Herald")
    assert mutes([rule], {"grade": ("tension",), "outlet": both}, {"grade": ("conflict",), "outlet": both})
    assert not mutes([rule], {"grade": ("tension",), "outlet": both}, {"grade": ("conflict",), "outlet": both[:1]})


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ({"source_matchers": ["colour=red"], "target_matchers": []}, "no label 'colour'"),
        ({"source_matchers": [], "target_matchers": ["severity"]}, "not of the form"),
        ({"source_matchers": [], "target_matchers": [], "equal": ["colour"]}, "Invalid enum value"),
        ({"target_matchers": []}, "missing required field `source_matchers`"),
    ],
)
def test_what_is_no_rule_is_refused(rule: dict[str, Any], complaint: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=complaint):
        msgspec.convert(rule, InhibitRule)
