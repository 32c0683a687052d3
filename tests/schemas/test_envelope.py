"""An event is the same bytes everywhere, and comes back from them as it was."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from schemas.envelope import EVENTS, MalformedEvent, UnknownType, ce_type, header, seal, unseal
from schemas.event import Event
from schemas.statements import DayCame
from schemas.topics import PARTITIONS
from schemas.values import exact

SAFE = 2**53 - 1
MOMENTS = st.datetimes(timezones=st.just(dt.UTC))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4).map(
    exact
)
DAY = DayCame(partition=3, day=dt.date(2025, 1, 9))


def values(kind: inspect.Type) -> st.SearchStrategy:
    """Any value of a type that an event may be made of."""
    match kind:
        case inspect.StructType(cls=cls, fields=fields):
            return st.builds(cls, **{field.name: _field(field) for field in fields})
        case inspect.UnionType(types=types):
            return st.one_of([values(member) for member in types])
        case inspect.VarTupleType(item_type=item):
            return st.lists(values(item), max_size=2).map(tuple)
        case inspect.EnumType(cls=cls):
            return st.sampled_from(cls)
    return {
        inspect.NoneType: st.none(),
        inspect.BoolType: st.booleans(),
        inspect.IntType: st.integers(-SAFE, SAFE),
        inspect.StrType: st.text(max_size=12),
        inspect.BytesType: st.binary(max_size=12),
        inspect.DecimalType: DECIMALS,
        inspect.DateType: st.dates(),
        inspect.DateTimeType: MOMENTS,
        inspect.TimeType: st.times(),
    }[type(kind)]


def _field(field: inspect.Field) -> st.SearchStrategy:
    return st.integers(0, PARTITIONS - 1) if field.name == "partition" else values(field.type)


each_event = pytest.mark.parametrize("kind", EVENTS, ids=ce_type)
some = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@each_event
@some
@given(data=st.data())
def test_an_events_bytes_are_canonical_json_by_rfc_8785(kind, data):
    value = seal(data.draw(values(inspect.type_info(kind)))).value
    assert rfc8785.dumps(json.loads(value)) == value


@each_event
@some
@given(data=st.data())
def test_decoding_gives_the_event_that_was_encoded(kind, data):
    event = data.draw(values(inspect.type_info(kind)))
    entry = seal(event)
    assert unseal(entry.headers, entry.value) == event
    assert seal(unseal(entry.headers, entry.value)) == entry
    assert (entry.topic, entry.key) == (event.topic.name, event.key)


def test_types_are_said_once_each():
    assert len({ce_type(event) for event in EVENTS}) == len(EVENTS)
    assert set(EVENTS) == set(leaves(Event))


def leaves(kind: type[Event]) -> list[type[Event]]:
    below = [cls for cls in kind.__subclasses__() if cls.__module__.startswith("schemas.")]
    return [leaf for cls in below for leaf in leaves(cls)] or [kind]


def test_an_event_is_known_by_its_content():
    again = DayCame(partition=3, day=dt.date(2025, 1, 9))
    other = DayCame(partition=3, day=dt.date(2025, 1, 10))
    assert header(seal(DAY).headers, "ce_id") == header(seal(again).headers, "ce_id")
    assert header(seal(DAY).headers, "ce_id") != header(seal(other).headers, "ce_id")


def test_the_envelope_is_cloudevents_in_kafkas_binary_mode():
    assert dict(seal(DAY).headers) == {
        "ce_specversion": b"1.0",
        "ce_id": header(seal(DAY).headers, "ce_id"),
        "ce_source": b"/claimwatch/statements",
        "ce_type": b"claimwatch.control.tick.v1",
        "ce_time": b"2025-01-09T00:00:00Z",
        "content-type": b"application/json",
    }


def test_what_is_no_event_of_ours_is_refused_by_name():
    with pytest.raises(UnknownType, match="ce_type is None"):
        unseal((), b"{}")
    with pytest.raises(UnknownType, match="gossip"):
        unseal((("ce_type", b"gossip"),), b"{}")
    for value in (b"", b"{}", b"\xff", b'{"partition":"3","day":"2025-01-09"}'):
        with pytest.raises(MalformedEvent, match=r"claimwatch\.control\.tick\.v1"):
            unseal(seal(DAY).headers, value)


@given(number=st.one_of(DECIMALS, st.integers(-SAFE, SAFE)))
def test_equal_decimals_are_spelled_alike(number):
    scaled = Decimal(number) * Decimal("1.000")
    assert str(exact(number)) == str(exact(scaled))
    assert exact(number) == number
