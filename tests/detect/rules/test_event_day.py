"""contradiction.date, of what happened once: which two days are at odds, and which are two events."""

from __future__ import annotations

import msgspec

from schemas.event import TrackId
from schemas.flags import Grade
from schemas.statements import Reported, Statement, Subject
from schemas.values import Measure
from schemas.watch import Rule, Rules
from services.detect.reading.tracks import reports_of
from services.detect.rules import findings
from services.detect.rules.finding import Finding
from services.detect.tracking.claims import claims
from tests.detect.examples import day_span, published, quantity, report, statement
from tests.detect.rules.finding import found

EVENT = Subject("shooting", None, None, "Marlow", "shooting")
FRIDAY, SATURDAY, SUNDAY, MONDAY = "2025-01-24", "2025-01-25", "2025-01-26", "2025-01-27"


def day(happened: str, outlet: str) -> Statement:
    return statement(day_span(happened), EVENT, source=None, outlet=outlet)


def toll(number: int, action: str, outlet: str) -> Statement:
    subject = Subject("people", None, action, "Marlow", "shooting")
    return statement(quantity(number, measure=Measure.CUMULATIVE), subject, source=None, outlet=outlet)


def article(name: str, *told: Statement, at: str = MONDAY, hour: int = 12) -> Reported:
    return report(name, *told, day=at, hour=hour)


def at_odds(*articles: Reported) -> list[Finding]:
    return found(Rule.DATE, *articles)


def shot(happened: str, outlet: str, *others: Statement, number: int = 4, hour: int = 12) -> Reported:
    """An article of an outlet that dates a shooting, and counts those who were shot."""
    return article(outlet.lower(), day(happened, outlet), toll(number, "shot", outlet), *others, hour=hour)


def test_days_next_to_one_another_are_a_tension_with_the_reasons() -> None:
    [finding] = at_odds(shot(SATURDAY, "A"), shot(SUNDAY, "B", hour=13))
    assert finding.grade is Grade.TENSION
    assert finding.explanation == (
        "The shooting is dated differently: 25 January (A, 27 January 2025) against 26 January (B, 27 January 2025)."
    )
    assert finding.reasons == (
        "the days exclude one another",
        "around midnight, or by another clock, either day may be said",
        "little but place and kind shows that both speak of one event",
    )
    assert finding.compared.gap_days == 1


def test_what_happened_in_another_town_makes_nothing_doubtful() -> None:
    elsewhere = Subject("shooting", None, None, "Bexwell", "shooting")
    other = article("c", statement(day_span(FRIDAY), elsewhere, source=None, outlet="C"), hour=10)
    here = article("c", day(FRIDAY, "C"), hour=10)
    assert len(at_odds(other, shot(SATURDAY, "A"), shot(SUNDAY, "B", hour=13))) == 1
    assert at_odds(here, shot(SATURDAY, "A"), shot(SUNDAY, "B", hour=13)) == []


def test_days_further_apart_are_a_conflict_where_two_tolls_show_one_event() -> None:
    first = shot(FRIDAY, "A", toll(3, "killed", "A"))
    [finding] = at_odds(first, shot(SUNDAY, "B", toll(3, "killed", "B"), hour=13))
    assert finding.grade is Grade.CONFLICT
    assert finding.reasons == ("the days exclude one another",)


def test_one_finding_however_many_tolls_the_articles_share() -> None:
    first, second = ([toll(3, action, outlet) for action in ("killed", "injured", "arrested")] for outlet in "AB")
    assert len(at_odds(shot(SATURDAY, "A", *first), shot(SUNDAY, "B", *second, hour=13))) == 1


def test_another_toll_tells_events_apart() -> None:
    """It may have grown, but as well be the next night's."""
    for number in (1, 3, 5):
        assert at_odds(shot(SATURDAY, "A"), shot(SUNDAY, "B", number=number, hour=13)) == []


def test_articles_that_share_no_toll_may_be_at_odds_all_the_same() -> None:
    dead = article("b", day(SUNDAY, "B"), toll(1, "killed", "B"), hour=13)
    assert [finding.grade for finding in at_odds(shot(SATURDAY, "A"), dead)] == [Grade.TENSION]


def test_days_that_are_not_next_to_one_another_are_of_two_events_unless_two_tolls_show_one() -> None:
    assert at_odds(shot(FRIDAY, "A"), shot(SUNDAY, "B", hour=13)) == []


def test_an_outlet_s_two_days_are_two_events_unless_it_tells_them_alike() -> None:
    later = article("b", day(SUNDAY, "A"), toll(1, "killed", "A"), at="2025-01-29")
    assert found(Rule.SELF, shot(SATURDAY, "A"), later) == []


def test_a_day_told_further_down_is_of_something_else() -> None:
    below = msgspec.structs.replace(day(SUNDAY, "B"), start=2_000, end=2_009)
    assert at_odds(shot(SATURDAY, "A"), article("b", below, toll(4, "shot", "B"), hour=13)) == []


def test_where_a_third_day_is_told_of_days_tell_events_apart() -> None:
    """In a city with a shooting every day, two neighbouring days are no disagreement; two tolls alike make it one."""
    busy = [article(f"c{k}", day(when, f"C{k}")) for k, when in enumerate((FRIDAY, SATURDAY, SUNDAY))]
    assert at_odds(*busy, shot(SATURDAY, "A"), shot(SUNDAY, "B", hour=13)) == []
    told = shot(SATURDAY, "A", toll(2, "killed", "A")), shot(SUNDAY, "B", toll(2, "killed", "B"), hour=13)
    assert [finding.parties for finding in at_odds(*busy, *told)] == [("A", "B")]


def test_where_another_event_of_the_kind_is_known_there_days_tell_events_apart() -> None:
    assert at_odds(shot(SATURDAY, "A"), shot(SUNDAY, "B", hour=13), shot("2025-01-05", "C")) == []


def test_an_article_that_gives_both_days_is_at_odds_with_nobody() -> None:
    assert at_odds(shot(SATURDAY, "A", day(SUNDAY, "A")), shot(SUNDAY, "B", hour=13)) == []


def test_an_outlet_s_own_later_day_replaces_its_earlier_one() -> None:
    told = shot(SATURDAY, "A"), article("b", day(SUNDAY, "A"), toll(4, "shot", "A"), hour=13)
    assert found(Rule.SELF, *told) == at_odds(*told) == []


def test_days_more_than_two_apart_are_two_events() -> None:
    assert at_odds(shot("2025-01-20", "A"), shot(SATURDAY, "B", hour=13)) == []


def test_whose_word_a_day_is_makes_no_circle() -> None:
    told = [
        article(outlet.lower(), statement(day_span(SATURDAY), EVENT, source="police", outlet=outlet))
        for outlet in ("A", "B", "C", "D")
    ]
    assert found(Rule.CIRCULAR, *told) == []


def test_as_news_words_it() -> None:
    """One says Saturday night, another Sunday; a third dates only the arrest."""
    told = [
        published("a", "Four people were shot at a bar in Detroit on Saturday night, police said.", MONDAY, "A"),
        published("b", "Police are looking for whoever shot four people on Sunday in Detroit.", MONDAY, "B"),
        published("c", "A man was arrested Monday in the shooting of four people in Detroit.", MONDAY, "C"),
    ]
    reports = [item for each in told for item in reports_of(each) if item.track == "event/shooting/michigan"]
    flagged = [
        finding
        for claim in claims(TrackId("event/shooting/michigan"), reports, Rules())
        for finding in findings(claim)
        if finding.rule is Rule.DATE
    ]
    assert [[member.report.article for member in finding.members] for finding in flagged] == [["a", "b"]]


class TestCopies:
    """A toll's sentence that stands in two articles which date its event differently."""

    WORDS = "12 people were killed in the flood in Marlow, police said."

    def dated(self, when: str, quote: str, outlet: str, action: str = "killed") -> Statement:
        subject = Subject("people", None, action, "Marlow", "flood")
        item = statement(quantity(12), subject, source="police", outlet=outlet)
        return msgspec.structs.replace(item, quote=quote, event_day=day_span(when))

    def test_one_sentence_with_two_days_is_a_conflict_and_two_sentences_are_two_events(self) -> None:
        first = report("a", self.dated("2025-01-28", self.WORDS, "Example Times"))
        [finding] = found(Rule.SELF, first, report("b", self.dated("2025-01-19", self.WORDS, "Sample Post")))
        assert finding.grade is Grade.CONFLICT
        assert finding.explanation.startswith("The flood is dated differently: 28 January (police in Example Times")
        other = self.dated("2025-01-19", "A flood that killed 12 in Marlow came at night.", "Sample Post")
        assert found(Rule.SELF, first, report("b", other)) == []

    def test_who_gives_the_other_s_day_too_only_went_on_with_his_report(self) -> None:
        first = report("a", self.dated("2025-01-28", self.WORDS, "A"))
        later = self.dated("2025-01-19", self.WORDS, "B")
        flood = statement(day_span("2025-01-28"), later.subject, source=None, outlet="B")
        assert found(Rule.SELF, first, report("b", later))
        assert not found(Rule.SELF, first, report("b", later, flood))

    def test_of_all_tolls_that_were_copied_one_raises_it(self) -> None:
        hurt = "40 people were injured in the flood in Marlow, police said."

        def copy(article: str, when: str, outlet: str) -> Reported:
            killed = self.dated(when, self.WORDS, outlet)
            return report(article, killed, self.dated(when, hurt, outlet, "injured"))

        assert len(found(Rule.SELF, copy("a", "2025-01-28", "A"), copy("b", "2025-01-19", "B"))) == 1
