"""Lives and news are drawn by a seed: every place often enough, faults of every kind, an hour with Slack down."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import islice

from bench.kills.news import days
from bench.kills.places import MOMENT, NAMED, Place, Victim
from bench.kills.plan import APART, lives
from schemas.articles import ArticleRevised
from services.demo.mailbox import MailFault
from services.demo.slack import Fault

A_RUN = 1_000


def test_a_run_kills_at_every_place_twenty_times_and_often_at_random_moments():
    places = Counter(life.place for life in lives(A_RUN, seed=1))
    assert places.total() == A_RUN
    assert places.keys() == {*NAMED, *(Place(victim, MOMENT) for victim in Victim)}
    assert min(places[place] for place in NAMED) >= 20
    assert min(places[Place(victim, MOMENT)] for victim in Victim) >= 200


def test_a_short_run_kills_at_every_place_once():
    assert Counter(life.place for life in lives(len(NAMED), seed=1)) == Counter(NAMED)


def test_where_alert_alone_is_killed_it_is_at_each_of_its_places():
    places = Counter(life.place for life in lives(100, 1, [Victim.ALERT]))
    assert places.total() == 100
    alerts = {place for place in NAMED if place.victim is Victim.ALERT}
    assert places.keys() == {*alerts, Place(Victim.ALERT, MOMENT)}
    assert {places[place] for place in alerts} == {5}


def test_receivers_fail_in_every_way_that_passes():
    drawn = list(lives(A_RUN, seed=1))
    assert {fault for life in drawn for fault in life.slack} == {None, *Fault}
    assert {fault for life in drawn for fault in life.mail} == {*MailFault} - {MailFault.REFUSED, MailFault.UNKNOWN}


def test_slack_is_down_for_an_hour():
    alerts = [life for life in lives(A_RUN, seed=1) if life.place.victim is Victim.ALERT]
    down = [life for life in alerts if life.slack.count(Fault.SERVER_ERROR) > 100]
    assert len(down) * APART > dt.timedelta(hours=1)


def test_a_run_is_the_same_by_the_same_seed():
    assert list(lives(50, seed=3)) == list(lives(50, seed=3)) != list(lives(50, seed=4))
    assert list(islice(days(3), 50)) == list(islice(days(3), 50)) != list(islice(days(4), 50))


def test_articles_come_in_order_and_some_are_revised_and_revised_back():
    news = [article for day in islice(days(1), 50) for article in (*day.first, *day.then)]
    revisions = Counter((article.article, article.revision) for article in news)
    assert set(revisions.values()) == {1}
    assert [article.published_at for article in news] == sorted(article.published_at for article in news)
    first = {article.article: article.digest for article in news if article.revision == 1}
    back = [item for item in news if isinstance(item, ArticleRevised) and item.revision == 3]
    assert back
    assert all(item.digest == first[item.article] for item in back)
