"""What a quantity is about: the noun behind or before it, else its clause's subject; never a verb or another's unit."""

from __future__ import annotations

import pytest

from services.detect.reading.quantities.about import abouts
from services.detect.reading.quantities.quantity import quantities
from tests.detect.reading.words import sentence

CORPUS = {
    "The harbour authority spent 60 per cent of its revenue on dredging.": ["revenue"],
    "Core inflation rose 0.3%.": ["core inflation"],
    "Exports fell 4% and imports rose 2%.": ["exports", "imports"],
    "Exports fell 4% while imports rose 2%.": ["exports", "imports"],
    "The ferry waited 3 hours, 20 minutes.": ["ferry", "ferry"],
    "The looted museum lost $3 million.": ["museum"],
    "The building cost $3 million.": ["building"],
    "The speed dropped 10%.": ["speed"],
    "They walked 5 km.": [None],
    "a 5 kW solar panel": ["solar panel"],
    "$1 billion in assets": ["assets"],
    "The vessel will be 18 metres": ["vessel"],
    "aged 34": [None],
    "The court upheld a fine of $3 billion.": ["fine"],
    "The keeper saved a header from 30 yards.": ["header"],
    "In May the rouble lost 2%.": ["rouble"],
    "Bookings were hit by a 5% drop in sales.": ["sales"],
    "The lighthouse is 18 metres in height.": ["lighthouse"],
    "The museum lost $3 million (€2.8 million).": ["museum", "museum"],
    "The harbour index rose 12 points, or 0.5%.": ["harbour index", "harbour index"],
    "The S&P 500 fell 2%.": ["s&p 500"],
    "London's blue chip index closed at 7,425.81.": ["london's blue chip index"],
    "Morning prices: FTSE -0.6% CAC -1.7%.": ["ftse", "cac"],
    "They can run 5 km.": [None],
    "Anna Reed, 34, left.": ["anna reed"],
    "a 34-year-old teacher": ["teacher"],
    "children under the age of 5": ["children"],
    "a barge that can carry 80 tonnes": ["barge"],
    "The ferry, which cost $3 million, sank.": ["ferry"],
    # relative clauses
    "The minister, who is 52, resigned.": ["minister"],
    "Her brother Tomas, who is 17, plays the cello.": ["brother tomas"],
    "The shares, which have lost 30% this year, rose 2%.": ["shares", "shares"],
    "The rail operator, which runs 200 trains a day, lost $80 million.": ["rail operator", "rail operator"],
    # what leads from a noun to its measure
    "Workers will get a bonus worth up to $500.": ["bonus"],
    "The council approved a contract valued at £3 million.": ["contract"],
    "Revenue of $4.2 billion beat forecasts.": ["revenue"],
    "A total of 30 kg of rice was lost.": ["rice"],
    "European markets were up, with the Kestrel index advancing 1.7%.": ["kestrel index"],
    "Unemployment among young people stands at 19.3%.": ["unemployment"],
    "They paid $30 for a ticket.": ["ticket"],
    # what stands behind a measure and is no noun
    "The bridge is 300 metres long.": ["bridge"],
    "The vaccine was 92% effective.": ["vaccine"],
    "Growth slowed to 1.1% in the third quarter.": ["growth"],
    "The brothers were sentenced to 15 years in prison.": ["brothers"],
    # bare numbers
    "Its population is 12,000.": ["population"],
    "Shares in Marlow closed at 34.5.": ["shares"],
    "The new stadium will seat 35,000.": ["new stadium"],
    "Consumer confidence slips to 94.2.": ["consumer confidence"],
    # counts: who does the counting, or what is counted in
    "The company employs 4,200 people.": ["company"],
    "Northfield Air cuts 300 jobs.": ["northfield air"],
    "A survey of 1,200 voters found 54% backed the plan.": ["survey", "survey"],
    "Flooding in the delta has displaced 60,000 people.": ["flooding"],
    "The strike by 4,000 nurses cost $2 million.": ["strike", "strike"],
    "The museum drew 1.2 million visitors, up from 900,000.": ["museum", "museum"],
    "The bus, carrying 52 passengers, left the road.": ["bus"],
    "Nearly 2,000 firefighters are battling the blaze.": [None],
}


@pytest.mark.parametrize("words", CORPUS)
def test_a_quantity_is_about_its_noun_or_its_clause_s_subject(words: str) -> None:
    read = sentence(words)
    assert abouts(read, list(quantities(read, ()))) == CORPUS[words]
