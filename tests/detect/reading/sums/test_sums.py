"""Figures that those told with them make another, as a corpus; and sums that come out, or are none."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.quantities.lent import lent
from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.sentences import sentences
from services.detect.reading.sums.figures import spelt
from services.detect.reading.sums.reckoning import Sum, misfits
from services.detect.reading.sums.relations import relations
from services.detect.reading.times import times
from services.detect.reading.vocabulary import ENGLISH

WRONG = {
    # a change, with the levels before and after it
    "5.9": ["Joblessness rose by 0.4 percentage points to 5.9 per cent from 5.1 per cent."],
    "9600000": ["The crop was 9.6 million tonnes, six per cent more than the 8.2 million brought in last year."],
    "2300000": ["The county had 2.3 million guests. That was 28 percent more than the 2.0 million counted in 2025."],
    "5310": ["Some 5,310 people are waiting. That's an increase of 20 per cent from 3,900 a year before."],
    "86000000": [
        "The company more than trebled its loss, to $86m from $41m.",
        "The company more than trebled its loss in a year, to C$86 million from C$41 million.",
        "Its loss, up from $60m to $86m, rose by 12 per cent.",
    ],
    "341000000": ["Spending will go up from £310m this year to £341m, a rise of 4 per cent."],
    "240": ["The fleet grew by 30 to 240 from 190."],
    "840": ["The number of cases fell by 20 per cent to 840, from 1,200 a week earlier."],
    "74200000": [
        "Takings of €74.2 million were up by 20 per cent on the same quarter of 2024, when €51 million came in.",
        "Takings were €74.2 million, a rise of 20 per cent on the €51 million of last year.",
        "Takings were €74.2 million against €51 million a year before, up 20 per cent.",
        "Takings were €74.2 million, up 20 per cent, against €51 million a year before.",
        "Takings were €74.2 million, 20 per cent higher than the €51 million of last year.",
        "Takings rose 20 per cent from €51 million to €74.2 million.",
        "Takings rose to €74.2 million from €51 million, an increase of 20 per cent.",
    ],
    "41.3": ["Turnout was 41.3 per cent, down from 63.5, a fall of 16 points."],
    "1870": ["Wages are to go up by 4%. A driver, who now earns €1,700 a month, would get €1,870."],
    # a share, with a part and its whole
    "25": ["Norvane will cut 900 of its 6,000 jobs, a quarter of its workforce."],
    "50": ["Of 400 households asked, 120 had no water, almost half of them, the survey found."],
    "58": [
        "31,000 ballots were cast by a register of 40,000 voters, giving a turnout of 58 per cent.",
        "Of the 40,000 voters, 31,000 cast a ballot, a turnout of 58 per cent.",
        "Of the country's 40,000 voters, 31,000 cast a ballot, which was a turnout of 58 per cent.",
        "31,000 of the 40,000 voters cast a ballot, or 58 per cent.",
        "The clinics reached 31,000 children. It was 58 per cent of the 40,000 they had hoped for.",
        "The clinics reached 31,000 children, 58 per cent of the 40,000 they had hoped for.",
        "Some 58 per cent of the 40,000 voters, or 31,000, cast a ballot.",
        "31,000 out of 40,000 voters (58 per cent) cast a ballot.",
        "The clinics reached 31,000 children (58 per cent) of the 40,000 they had hoped for.",
        "The clinics reached 31,000 of 40,000 children, almost 58 per cent.",
    ],
    "20": [
        "A fifth of the barley is gone. Of the 30,000 hectares under it, 11,500 are bare.",
        "The plant employs 900 people. A fifth of them, 410, will go.",
        "One in five of the 900 workers, or 410, walked out.",
    ],
    # parts, with their whole
    "90000000": [
        "Of the £90m, £40m will go on schools, £30m on roads and £28m on parks.",
        "The council passed a budget of £90m. It gives £40m to schools, £30m to roads and £28m to parks.",
    ],
    "92000000": [
        "It has approved €92 million for a wing. The sum is made up entirely of €48 million for the building, "
        "€21 million for equipment and €9 million for parking.",
        "It has approved €92 million for a wing. The sum is made up of 48 million for the building and "
        "21 million for equipment.",
    ],
    "60": [
        "The fleet has 60 planes: 31 jets, 22 freighters and 14 trainers.",
        "The storm hit 60 homes, 41 in Ash and 28 in Oak.",
        "The blast killed 60 people and wounded 90. Of the dead, 31 were women, 22 were men and 14 were children.",
        "Of the 60 hostages, 31 have been freed, 12 were killed and 22 are still being held.",
        "Of the 60 patients, 41 were under ten and 33 were adults.",
        "Of the 60 dead, 25 were men, 21 were women and 20 were children.",
        "Of the 60 rockets fired that night, 41 were intercepted. Another 22 fell in the sea.",
        "Of the 60 rockets fired that night, 41 were intercepted and a further 22 fell in the sea.",
        "The last 20 captives came home. They followed 16 women who were let go in May and 31 men in June. "
        "All 60 are safe.",
    ],
    "41": [
        "The fault halted 41 offices. Among them were 23 clinics, 12 councils and nine banks.",
        "The fault halted 41 offices on 12 islands. Among them were 23 clinics, 12 councils and nine banks.",
        "The fault halted 41 offices, the agency said. Among them were 23 clinics and wards, 12 town councils "
        "and nine banks.",
    ],
    "48": [
        "The council sold 31 houses and 24 flats, 48 homes in all.",
        "The council sold 31 houses in Ash, nine in Oak and 14 in Elm, a total of 48.",
    ],
    # a row of parts, with the whole that it is told to be
    "480": [
        "There are 210 cots in the hall, 140 in the school and 95 in the chapel, so 480 people have one.",
        "They lent 210 cots to Ash, 140 to Oak and 95 to Elm, or 480 cots.",
        "They lent 210 cots to Ash, 140 to Oak and 95 to Elm. Put together, that is 480.",
        "They lent 210 cots to Ash, 140 to Oak and 95 to Elm. In all, 480 were asked for.",
        "They lent 210 cots, 140 beds and 95 rugs, a total of 480 things.",
        "They lent 210 to Ash, 140 to Oak and 95 to Elm, 480 altogether.",
        "The 480 cots were split among the towns: Ash got 210, Oak 140 and Elm 95.",
        "Rain ruined 480 cots in three towns, they say. They name 210 in Ash, 140 in Oak and 75 in Elm.",
    ],
    # with one that it is listed with
    "385": [
        "The mill has 385 looms: 210 in Ash, 95 in Oak and 62 in Elm.",
        "The mill has counted its 385 looms by town: Ash 210, Oak 95 and Elm 62.",
        "The mill has 385 looms. Of these, 210 are in Ash, 95 in Oak and 62 in Elm.",
        "Of the 385 looms, 210 were new, 95 were old and 62 were broken.",
        "The mill has 385 looms, 210 in Ash, 95 in Oak and a further 62 in Elm.",
        # with one that it is near to
        "The mill has 385 looms. Ash has 210 of them, Oak 95 and Elm 62.",
    ],
    "8300000000": [
        "Track costs 4.1 billion crowns. The two tunnels come to 2.4 billion, and stations to 1.1 billion. "
        "Together, that is 8.3 billion.",
    ],
    # a whole, a part and the other part
    "94": [
        "There were 94 barges: 31 were sold and the other 52 sank.",
        "There were 94 barges. Of those, 31 were sold and the remaining 52 sank.",
    ],
    # what is left, what each gets, and by how much one is ahead
    "49": [
        "The firm has sold 31 of its 90 barges, leaving 49.",
        "It had 90 barges. Twenty are sold and 11 have sunk. That leaves 49.",
        "It had 90 barges. It sold 31. That leaves 49.",
    ],
    "1300000": [
        "The £4.8 million will be divided equally between four clubs, and each will get £1.3 million.",
        "The £4.8 million will be split among four clubs, £1.3 million each.",
        "Four clubs share £4.8 million, £1.3 million each.",
        "The four clubs will each get £1.3 million each, or £4.8 million in all.",
        "Each of the four clubs will get £1.3 million, or £4.8 million in total.",
    ],
    "13": [
        "The bill passed by 309 votes to 298, a majority of 13.",
        "The bill was carried 309-298, a margin of 13 votes.",
        "The bill passed by a majority of 13, 309 votes to 298.",
    ],
}
RIGHT = [
    "Joblessness rose by 0.8 percentage points, from 5.1 per cent to 5.9 per cent.",
    "The crop was 8.7 million tonnes, six per cent more than the 8.2 million brought in last year.",
    "Its loss more than doubled to $86m from $41m.",  # about
    "Spending will go up from £310m to £322m, a rise of 4 per cent.",
    "The fleet grew by 50 to 240 from 190.",
    "Sales rose 5 per cent to $4.1bn from $3.9bn.",  # 5.1, as rounded
    "Turnover was up by a third, from $30m to $40m.",
    "Shares rose 3 per cent to $41, and the index fell from 1,200 to 1,180.",  # of two things
    "Shares rose 3 per cent to $41; bonds fell 2 per cent to $98 from $100.",
    "Output fell from 12,000 to 9,000 barrels, and jobs by 5 per cent.",
    "Prices rose 2 per cent in May, from 1.8 per cent in April.",
    "Takings of €61.2 million were up by 20 per cent on the same quarter of 2024, when €51 million came in.",
    "Wages are to go up by 4%. A driver, who now earns €1,700 a month, would get €1,768.",
    "Of the 40,000 voters, 31,000 cast a ballot, a turnout of 77.5 per cent.",
    "Of the 40,000 voters, 31,000 cast a ballot, a turnout of 78 per cent.",  # as rounded
    "Of the 40,000 voters, 31,000 cast a ballot, and 58 per cent of pupils stayed at home.",  # of two things
    "Of the 40,000 voters, 31,000 cast a ballot, 58 per cent for the plan.",
    "Of the 40,000 voters, more than 20,000 cast a ballot, a turnout of 58 per cent.",
    "The clinics reached 31,000 children. Some 58 per cent of the 40,000 had a card.",
    "Nearly two-fifths of the barley is gone. Of the 30,000 hectares under it, 11,500 are bare.",
    "More than half of the 650 members, 410, backed the plan.",
    "Of the £90m, £40m will go on schools, £30m on roads and £20m on parks.",
    "Of the £90m, £60m will go on schools, of which £45m is for heating.",  # a part of a part
    "Of the 60 hurt, 41 were treated in hospital, 30 were children and 12 firefighters.",  # of each more may be true
    "Of the 60 hostages, 31 have been freed, 12 were killed and 17 are still being held.",
    "Of the 60 dead, 25 were men, 21 were women and 14 were children.",
    "Of the 60 dead, 41 were women and 33 were under ten.",  # girls are both
    "Of the 60 rockets fired that night, 41 were intercepted. Another 12 fell in the sea.",
    "With 12 of 60 wards counted, the party had 41,000 votes and its rival 33,000.",
    "The fault halted 41 offices. Among them were 23 clinics and 12 councils.",
    "The firm has sold 31 of its 90 barges, leaving 59.",
    "Three men, two women and a boy were hurt, six in all.",  # not all of them are told by a number
    "The clinics reached 31,000 of 40,000 children, 58 per cent of them girls.",
    "The plant employs 900 people. A fifth of them, 180, will go.",
    "The £4.8 million will be divided equally between four clubs, and each will get £1.2 million.",
    "The bill passed by 309 votes to 298, a majority of 11.",
    "The county had 2.3 million guests. That was 15 percent more than the 2.0 million counted in 2025.",
    "Shares rose to 310 pence from 290. That was 7 percent more than the 290 of Monday.",
    "The council passed a budget of £90m. It gives £40m to schools, £30m to roads and £20m to parks.",
    "It has approved €92 million for a wing, made up of 71 million for the building and 21 million for equipment.",
    "Workers have made 52 tanks of fuel, enough for 4 flights and 2 tests.",
    "The quake killed 12 in Ash, nine in Oak and eight in Elm.",  # a list, and no whole
    "The farm lost nine goats, eight cows in Ash and seven in Oak.",
    "The storm hit 60 homes, 31 in Ash and 28 in Oak.",
    "Norvane will cut 900 of its 6,000 jobs, a quarter of them in Brno.",
    "Of the 40 hostages, 12 were women, a third of them nurses.",
    "The blast killed 60 people and wounded 90. Of the wounded, 31 were women, 22 were men and 14 were children.",
    # a row that is not all
    "The mill has 385 looms, including 210 in Ash, 95 in Oak and 62 in Elm.",
    "The mill has 385 looms; among them are 210 in Ash, 95 in Oak and 62 in Elm.",
    "The mill has 385 looms. The largest rooms have 210, 95 and 62 of them.",
    "The mill has 385 looms, most of them in Ash with 210, Oak with 95 and Elm with 62.",
    "The mill has more than 385 looms: 210 in Ash, 95 in Oak and 62 in Elm.",
    "The mill has 385 looms: at least 210 in Ash, 95 in Oak and 62 in Elm.",
    "The mill has 385 looms: 150 to 210 in Ash, 95 in Oak and 62 in Elm.",
    "Of the 385 looms, 160 are new, 95 run at night and 62 stand still.",  # too far off
    "The dead were 21 men, 14 women and a boy, 36 altogether.",
    "Of the 60 hurt, 26 were children, 22 women and 17 were kept in hospital.",  # one may be of two of them
    # roundings
    "About 385 looms were lost: 210 in Ash, 95 in Oak and 62 in Elm.",
    "Sales were 4.1 million cars: 2.1 million in Asia, 1.2 million in Europe and 0.7 million in America.",
    "The mill has 1,200 looms: 610 in Ash, 340 in Oak and 210 in Elm.",
    # a row that is no sum, or of another thing
    "Ash polled 385 votes, Oak 210, Elm 95 and Fir 62.",  # all are of one list
    "Ash took 41 per cent, Oak 24, Elm 10 and Fir 6.",
    "It made £385m in 2025, £210m in 2024, £95m in 2023 and £62m in 2022.",
    "It has 385 staff. It had 210 in 2020, 95 in 2010 and 62 in 2000.",
    "They lent 210 cots to Ash, 140 to Oak and 95 to Elm. Some 460 families had asked.",
    "They lent 210 cots to Ash, 140 to Oak and 95 to Elm, compared with 460 last year.",
    "Ash beat Oak 21-14, Elm beat Fir 35-31 and Yew beat Bay 28-10, and 145 came to watch.",
    "The men, aged 21, 24 and 26, were held with 74 others.",
    "It had 90 barges. Twenty are sold and 11 have sunk. That leaves 59.",
    "There were 94 barges: 42 were sold and the other 52 sank.",
    "There were 94 barges: 42 in Ash, 31 in Oak and the other 21 in Elm.",
    "Call (555) 309-2980 or write to 13 Mill Road.",
]


def found_in(text: str) -> list[Sum]:
    told: list[tuple[Quantity, ...]] = []
    spelled = []
    for sentence in sentences(text, ENGLISH):
        found = times(sentence, dt.date(2025, 3, 4), None, None)
        told.append(tuple(lent(sentence, tuple(quantities(sentence, found)), told[-1] if told else ())))
        spelled.append(spelt(sentence, told[-1]))
    return list(misfits(relations(spelled, ENGLISH)))


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in WRONG.items() for text in texts])
def test_a_figure_that_those_told_with_it_make_another(value: str, text: str) -> None:
    assert [f"{found.told.value.normalize():f}" for found in found_in(text)] == [value]


@pytest.mark.parametrize("text", RIGHT)
def test_a_sum_that_comes_out_or_is_of_two_things(text: str) -> None:
    assert found_in(text) == []
