"""The bundled stories keep their own promises, and the facts that the demo is about are in them."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from services.demo.feeds import page_name
from services.demo.stories import Rewriting, Stories, Story, StoryOutlet, days, visible

LATE = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
KURSK, FLOOD = "Kursk", "Marrowick"


def says(stories: Stories, *words: str, outlet: str | None = None) -> list[dt.date]:
    """The days of the articles that have a paragraph with all the words."""
    return [
        story.published_at.date()
        for story in stories.article
        if (outlet is None or story.outlet == outlet)
        and any(all(word in " ".join(paragraph.split()) for word in words) for paragraph in story.body.split("\n\n"))
    ]


def day(year: int, month: int, date: int) -> dt.date:
    return dt.date(year, month, date)


class TestTheirForm:
    def test_six_to_eight_outlets_publish_25_to_40_articles(self, stories):
        assert 6 <= len(stories.outlets) <= 8
        assert 25 <= len(stories.article) <= 40

    def test_every_article_has_an_outlet_and_every_outlet_articles(self, stories):
        assert {story.outlet for story in stories.article} == set(stories.outlets)

    def test_both_formats_and_both_lengths_of_feed_occur(self, stories):
        assert {outlet.format for outlet in stories.outlets.values()} == {"rss", "atom"}
        assert {outlet.summaries for outlet in stories.outlets.values()} == {True, False}

    def test_they_come_in_order_with_aware_dates(self, stories):
        moments = [story.published_at for story in stories.article]
        assert moments == sorted(moments)
        assert all(moment.tzinfo is not None for moment in moments)

    def test_guids_and_pages_are_unique_within_an_outlet(self, stories):
        shown = [(outlet, item) for outlet in stories.outlets for item in visible(stories, outlet, LATE)]
        assert not [what for what, n in Counter((outlet, item.guid) for outlet, item in shown).items() if n > 1]
        assert not [what for what, n in Counter((outlet, page_name(item)) for outlet, item in shown).items() if n > 1]

    def test_revisions_follow_their_article_in_order(self, stories):
        revised = [story for story in stories.article if story.revision]
        assert revised
        for story in revised:
            moments = [story.published_at, *(rewriting.revised_at for rewriting in story.revision)]
            assert moments == sorted(set(moments))

    def test_every_article_has_a_summary_and_more(self, stories):
        assert all(len(item.paragraphs) >= 2 for key in stories.outlets for item in visible(stories, key, LATE))

    def test_weekdays_said_are_those_of_the_date(self, stories):
        """ "US officials said on Monday" stands in an article of that Monday."""
        for story in stories.article:
            for paragraph in story.body.split("\n\n"):
                _, said, after = " ".join(paragraph.split()).partition(" said on ")
                weekday = after.split(".")[0].split(",")[0]
                assert not said or weekday == f"{story.published_at:%A}", story.guid


class TestTheFactsOfKursk:
    def test_ten_thousand_by_us_officials_in_autumn_2024(self, stories):
        found = says(stories, "10,000 North Korean soldiers", "US officials", KURSK)
        assert found == [day(2024, 10, 29), day(2024, 11, 4), day(2024, 11, 5)]

    @pytest.mark.parametrize("span", ["11,000 and 12,000", "11,000 to 12,000"])
    def test_eleven_to_twelve_thousand_by_the_president(self, stories, span):
        assert says(stories, span, "North Korean soldiers", "Ukraine's president", KURSK)

    def test_captured_on_9_january_in_every_account(self, stories):
        found = says(stories, "North Korean soldiers", "captured")
        assert len(found) >= 3
        assert found == says(stories, "North Korean soldiers", "captured", KURSK, "January 9")

    def test_attacking_this_week_on_22_january(self, stories):
        found = says(stories, "North Korean soldiers", "attacking", "this week", "army chief", KURSK)
        assert found == [day(2025, 1, 22)]

    def test_not_seen_for_two_weeks_on_the_30th_and_three_on_the_31st_in_different_outlets(self, stories):
        unseen = "North Korean soldiers have not been seen"
        assert says(stories, unseen, "about two weeks", "officials", outlet="quillon") == [day(2025, 1, 30)]
        assert says(stories, unseen, "about three weeks", "spokesman", outlet="northlight") == [day(2025, 1, 31)]

    def test_reduced_by_half(self, stories):
        assert says(stories, "reduced by half", "army chief") == [day(2025, 1, 22)]

    def test_the_other_sides_troops_stand_in_the_same_place(self, stories):
        assert says(stories, "50,000 Russian troops", KURSK, "US officials")

    def test_soldiers_met_have_not_encountered_them(self, stories):
        assert says(stories, "not encountered North Korean soldiers in our sector") == [day(2025, 1, 27)]

    def test_the_sources_are_of_three_governments(self, stories):
        for office in ("US officials", "Ukraine's president", "South Korea's intelligence service"):
            assert says(stories, office, "North Korean soldiers")


class TestTheFlood:
    def test_the_toll_grows_but_for_one_account(self, stories):
        numbers = ("Three", "Five", "Fourteen", "Eight", "Nine", "Eleven", "Twelve")
        first = [min(says(stories, f"{number} people were killed")) for number in numbers]
        assert first == sorted(first)

    def test_two_outlets_differ_on_one_day_and_the_odd_one_is_corrected(self, stories):
        assert says(stories, "Fourteen people were killed") == says(stories, "Eight people were killed")
        odd = next(story for story in stories.article if "Fourteen people" in story.body)
        assert "Eight people were killed" in odd.revision[-1].body

    def test_the_evacuees_number_drifts(self, stories):
        assert [len(says(stories, n, "evacuated", FLOOD)) for n in ("1,200", "2,500", "1,800")] == [1, 1, 1]

    def test_the_missing_are_counted_apart(self, stories):
        assert all(says(stories, f"{n} people are missing") for n in ("12", "Nine", "Four"))


class TestWhatIsVisible:
    stories = Stories(
        {"a": StoryOutlet("A", "a"), "b": StoryOutlet("B", "b")},
        (
            Story("a", "1", dt.datetime(2025, 1, 1, 8, tzinfo=dt.UTC), "One", "x\n\ny"),
            Story(
                "a",
                "2",
                dt.datetime(2025, 1, 3, 8, tzinfo=dt.UTC),
                "Two",
                "old\n\ntext",
                (Rewriting(dt.datetime(2025, 1, 4, 8, tzinfo=dt.UTC), "new\ntext\n"),),
            ),
            Story("b", "3", dt.datetime(2025, 1, 3, 9, tzinfo=dt.UTC), "Three", "z"),
        ),
    )

    def seen(self, date: int, hour: int = 23) -> list[tuple[str, tuple[str, ...]]]:
        moment = dt.datetime(2025, 1, date, hour, tzinfo=dt.UTC)
        return [(item.guid, item.paragraphs) for item in visible(self.stories, "a", moment)]

    def test_nothing_before_its_time(self):
        assert self.seen(1, hour=7) == []

    def test_from_its_very_moment(self):
        assert self.seen(1, hour=8) == [("1", ("x", "y"))]

    def test_newest_first_and_of_that_outlet_only(self):
        assert [guid for guid, _ in self.seen(3)] == ["2", "1"]

    def test_revised_in_its_newest_form_and_under_its_old_title(self):
        assert self.seen(4)[0] == ("2", ("new text",))
        assert visible(self.stories, "a", LATE)[0].title == "Two"

    def test_the_days_are_those_of_articles_and_of_revisions(self):
        assert days(self.stories) == [day(2025, 1, 1), day(2025, 1, 3), day(2025, 1, 4)]
