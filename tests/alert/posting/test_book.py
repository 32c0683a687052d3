"""What a batch changes is kept, and nothing else; what was not asked for is not guessed."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from schemas.event import ClaimId, FlagId
from schemas.flags import FlagState
from services.alert.message.message import Decided, finding
from services.alert.outbox.tables import Place
from services.alert.posting.book import Book, Entry, Known, KnownFlag
from services.alert.posting.grouping import Group, Told
from services.alert.routing import Timing, labels
from tests.alert.examples import FLAG, NOON

TIMING = Timing(dt.timedelta(), dt.timedelta(), dt.timedelta())
PLACE = Place("desk", "terminal", "{}", FLAG.claim)
ELSEWHERE = PLACE._replace(channel="email/x")
OTHER = FlagId("flag-2")
TOLD = Group(open=(finding(FLAG, NOON),))


def asked(*entries: Entry) -> Book:
    """A book of one flag and its claim."""
    return Book(
        Known(
            flags={FLAG.flag: KnownFlag(FLAG.claim, 1, labels(FLAG))},
            decided={FLAG.flag: Decided()},
            told={FLAG.flag: {PLACE.lane: Told(1, FlagState.OPEN)}},
            entries={FLAG.claim: entries},
        )
    )


def test_what_was_not_asked_for_is_not_taken_for_nothing():
    book = asked()
    for asking in (
        lambda: book.told(PLACE.lane, OTHER),
        lambda: book.decided(OTHER),
        lambda: book.knowing(OTHER),
        lambda: book.keep_flag(msgspec.structs.replace(FLAG, flag=OTHER)),
        lambda: book.entry(PLACE._replace(claim="another"), TIMING),
        lambda: book.groups_on(PLACE.lane, "another"),
    ):
        with pytest.raises(KeyError):
            asking()


def test_of_what_was_asked_for_nothing_may_be_known():
    book = asked()
    assert book.told(ELSEWHERE.lane, FLAG.flag) is None
    assert book.knowing(FLAG.flag) == []
    assert book.entry(PLACE, TIMING) == Entry(PLACE, TIMING, Group())


def test_a_group_that_stays_as_it_is_is_not_kept_again():
    entry = Entry(PLACE, TIMING, TOLD)
    book = asked(entry)
    book.keep(entry)
    assert book.changes.entries == {}
    book.keep(Entry(ELSEWHERE, TIMING, Group()))  # a new one is, though it knows nothing yet
    assert list(book.changes.entries) == [ELSEWHERE]


def test_a_group_is_found_by_the_flags_that_it_knows_now_and_kept_with_those_that_it_knew():
    book = asked(Entry(PLACE, TIMING, TOLD))
    other = Group(news=(finding(msgspec.structs.replace(FLAG, flag=OTHER), NOON),))
    book.keep(Entry(PLACE, TIMING, other))
    assert book.knowing(FLAG.flag) == []
    assert [entry.group for entry in book.knowing(OTHER)] == [other]
    book.keep(Entry(PLACE, TIMING, Group()))
    assert book.changes.members == {PLACE: {FLAG.flag}}


def test_groups_on_one_channel_are_apart_from_others():
    book = asked(Entry(PLACE, TIMING, TOLD), Entry(ELSEWHERE, TIMING, Group()))
    assert book.groups_on(PLACE.lane, FLAG.claim) == [TOLD]


def test_an_open_flag_is_of_the_claim_that_it_was_last_in_until_it_ends():
    book = asked()
    moved = msgspec.structs.replace(FLAG, version=2, claim=ClaimId("another"))
    assert book.keep_flag(moved) == KnownFlag(FLAG.claim, 1, labels(FLAG))
    assert (book.open_flags(FLAG.claim), set(book.open_flags("another"))) == ({}, {FLAG.flag})
    assert book.keep_flag(msgspec.structs.replace(FLAG, version=2)) is None  # an earlier version, or it again
    book.keep_flag(msgspec.structs.replace(moved, version=3, state=FlagState.RESOLVED))
    assert book.open_flags(None) == {}
    assert book.changes.flags == {FLAG.flag: KnownFlag("another", 3, None)}


def test_what_is_told_is_known_at_once():
    book = asked()
    book.tell(PLACE.lane, FLAG.flag, Told(2, FlagState.OPEN))
    assert book.told(PLACE.lane, FLAG.flag) == Told(2, FlagState.OPEN)
    assert book.changes.told == {(PLACE.lane, FLAG.flag): Told(2, FlagState.OPEN)}
