"""On which day something happens to a thing: corpora with negatives, as spoken on Wednesday 3 June 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.articles import ArticlePublished
from schemas.event import stands_elsewhere
from schemas.values import Span
from services.detect.reading.days.occurrences import Occurrence, occurrences
from services.detect.reading.times import times
from services.detect.reading.tracks import reports_of, statements_of
from services.detect.rules.date import is_deadline
from tests.detect.examples import published
from tests.detect.reading.words import sentence

SPOKEN = dt.date(2026, 6, 3)
CORPUS = {
    # "THING KIND: DAY", "… by DAY" of what may be any day until then
    "terminal opening: 12 Sep": [
        "The new terminal opens on 12 September.",
        "The terminal will open to passengers on 12 September, the port said.",
        "Officials said the terminal would open on 12 September.",
        "The terminal is due to open its doors on Saturday 12 September.",
        "On 12 September the terminal will be opened.",
        "Travellers will be able to use the terminal from 12 September.",
        "The official opening of the terminal is on 12 September.",
        "The terminal's opening has been put off until 12 September.",
    ],
    "bridge reopening: 12 Sep": [
        "The bridge should reopen on 12 September.",
        "The bridge will not reopen until 12 September.",
        "The bridge is not to reopen before 12 September.",
        "The bridge is shut until 12 September.",
    ],
    "ruling: 12 Sep": [
        "The ruling on the merger is expected on 12 September.",
        "The ruling on the sale of the port is due on 12 September.",
    ],
    "border deal signing: 12 May": [
        "The border agreement between Chad and Niger was signed on 12 May.",
        "Chad and Niger signed the border agreement on 12 May.",
    ],
    "ilir beqa arrest: 12 May": [
        "The mayor of Tirana, Ilir Beqa, was arrested on 12 May.",
        "The mayor, Ilir Beqa, was arrested on 12 May.",
        "Ilir Beqa, the mayor of Tirana, was arrested on 12 May.",
        "Ilir Beqa was taken into custody on 12 May.",
    ],
    "pub reopening: 12 Sep": ["The bar in Albuquerque, New Mexico, will reopen on 12 September."],
    "mining deal vote: 12 Sep": [
        "Parliament votes on the mining deal on 12 September.",
        "Parliament will vote on the mining deal on 12 September.",
    ],
    "tariff introduction: 12 Sep": [
        "The government will impose a tariff of 25 per cent on imported steel from 12 September."
    ],
    "takeover completion: 12 Sep": ["The takeover of Castle Dairy by Orion will be completed on 12 September."],
    "first patient onset: 28 May": ["The first patient, a 27-year-old miner, fell ill on 28 May."],
    "ship seizure: 31 May": ["Naval forces boarded the tanker on Sunday.", "The tanker was seized on Sunday."],
    "opening: 12 Sep": [
        "The ribbon is cut on 12 September.",
        "Guests are invited to the opening on 12 September.",
        "They will open it on 12 September.",
    ],
    "treaty signing: 28 May": [
        "The treaty was signed in Geneva on 28 May.",
        "Two ministers signed the treaty on 28 May.",
        "The two presidents put their names to the treaty last Thursday.",
        "The treaty, which was signed on 28 May, runs to 40 pages.",
        "The signing of the treaty took place on 28 May.",
        "The treaty is dated 28 May.",
    ],
    "train reopening: 12 Sep": [
        "The service will resume on 12 September.",
        "The operator said the service would be back on 12 September.",
    ],
    "line reopening: 12 Sep": ["The line will be running again from 12 September."],
    "ship reopening: 12 Sep": ["The ferry will be back on 12 September."],
    "force departure: by 12 Sep": [
        "The force is to complete its withdrawal by 12 September.",
        "The force will leave the country by 12 September.",
    ],
    "astrid arrival: 12 Sep": ["The Astrid will tie up at Cork on 12 September."],
    "hmcs astrid arrival: 12 Sep": [
        "HMCS Astrid will tie up at Cork on 12 September.",
        "HMCS Astrid is due in on 12 September.",
    ],
    "election: 28 May": ["Veldmark held an election on 28 May.", "Veldmark held its election on 28 May."],
    "train reopening: 8 Jun": ["Trains run again from Monday."],
    "train reopening: 1 Jun": ["Trains ran again from Monday.", "The trains have run again since Monday."],
    "rule entry into force: 8 Jun": ["The new rules come into force on Monday."],
    "rule entry into force: 1 Jun": ["The new rules came into force on Monday."],
    "signing: 28 May": ["It bears the minister's signature with the date 28 May."],
    "fire: 31 May": [
        "The fire broke out late on Sunday.",
        "The blaze began in the early hours of Sunday.",
        "The fire at the old mill started on Sunday evening.",
        "The fire, which broke out on Sunday, is out.",
        "Eight were hurt in a fire at a hostel in Marlow on Sunday.",
    ],
    "intrusion: 11 May": [
        "The break-in happened on 11 May, the bank said.",
        "Experts trace the compromise to 11 May.",
        "The intrusion took place on 11 May.",
    ],
    "soldier last departure: by 30 Jun": [
        "The last soldiers will be out of the country by the end of June.",
        "The last of the soldiers are to leave by the end of June.",
    ],
    "force departure: by 30 Jun": [
        "A force deployed in Veldmark after a failed coup will leave the country by 30 June.",
        'The force will follow "in good order" and be home by 30 June.',
    ],
    "last departure: 30 Jun": ["The last of them leave the country on 30 June."],
    "first departure: 1 Jun": ["A first party of 85 left the camp on 1 June."],
    "soldier first departure: 1 Jun": [
        "A first group of 85 soldiers left for home on 1 June.",
        "Eighty soldiers, the vanguard of a force of 400, are back after setting off on 1 June.",
    ],
    "burial: 2 Jun": ["The carcasses were buried on Tuesday.", "They had to be done before the burial on Tuesday."],
    "burial: by 2 Jun": ["By Tuesday evening the carcasses had been buried."],
    "permit expiry: 31 Mar": [
        "The licence ran out on 31 March.",
        "It has been without a valid licence since 31 March.",
    ],
    "hugo penrose arrest: 1 Jun": ["Hugo Penrose was arrested on Monday.", "On Monday police arrested Hugo Penrose."],
    "bridge last inspection: 31 May": [
        "The bridge was last inspected in May 2024.",
        "The bridge has not been inspected since May 2024.",
        "Nobody had inspected the bridge since May 2024.",
    ],
    "inspection: 22 May": ["The coach had been through its technical inspection on 22 May."],
    "arrival: 28 May": [
        "The men arrived on a cargo plane on 28 May.",
        "The group had landed on 28 May.",
    ],
    "departure: 31 Aug": ["The rest would leave on 31 August.", "They are to stay until 31 August."],
    "force departure: 31 Aug": ["The force will remain until 31 August."],
    "hugo penrose admission: 2 Jun": ["Hugo Penrose was moved to hospital on Tuesday."],
    "resignation: 2 Jun": ["She resigned on Tuesday."],
    "nurse return: 8 Jun": [
        "Nurses at the two hospitals will report for work on Monday.",
        "Nurses return to the wards on Monday.",
        "Nurses to return to work on Monday",
    ],
    "lawmaker return: 16 Jun": ["MPs return to the bill on 16 June."],
    "curfew end: 12 Jun": ["The curfew will last until 12 June."],
    "volcano eruption: 30 May": ["The volcano started erupting at about eleven on Saturday night."],
    "presentation: 11 Jul": ["Supporters will see him on 11 July, when he is to be presented on the pitch."],
    "strike: 25 Jun": ["The Federation of Labour called a one-day general strike for Thursday 25 June."],
    "wildfire extinguishing: 1 Jun": [
        "It took firefighters until Monday to put out the blaze in the tank.",
        "The fire was under control on Monday.",
        "The fire was put out on Monday.",
        "The blaze at the mill was put out on Monday.",
    ],
    "bus overturning: 30 May": ["The minister met those hurt on Saturday when a bus carrying pilgrims overturned."],
    "bridge opening: 3 Jul": ["The bridge, a minister said on Monday, will open on 3 July."],
    # verbs that no list knows are kinds of their own
    "lock draining: 1 Jun": [
        "Engineers drained the lock on Monday.",
        "The lock was drained on Monday.",
        "On Monday engineers drained the lock.",
        "The trust on Monday drained the lock.",
        "The draining of the lock took place on Monday.",
        "The lock, which the trust drained on Monday, leaks.",
        "The lock that engineers drained on Monday leaks.",
        "The lock was drained, two years late, on Monday.",
        "They drained the lock on Monday and scrubbed the walls.",
    ],
    "draining: 1 Jun": ["They drained it on Monday and left."],
    "estuary dredging: 9 Jun": [
        "The estuary will be dredged from 9 June.",
        "Contractors are to dredge the estuary from 9 June.",
        "The contractors will finally dredge the estuary on 9 June.",
    ],
    "branch amputating: 28 May": [
        "The branch was amputated on 28 May.",
        "The amputation of the branch was carried out on 28 May.",
    ],
    "asset freezing: 28 May": [
        "The court froze the assets of the firm on 28 May.",
        "The court on 28 May froze the assets of the firm.",
    ],
    "pole last painting: 31 May": [
        "The pole was last painted in May 2021.",
        "Nobody had painted the pole since May 2021.",
        "No worker has painted the pole since May 2021.",
        "The pole that fell this week had not been painted since May 2021.",
    ],
    # a date that is fronted, or before which nothing was done
    "dam collapse: 30 May": [
        "It was on Saturday that the dam burst.",
        "It was not until Saturday that the dam burst.",
        "It was Saturday when the dam burst.",
        "Only on Saturday did the dam burst.",
        "Not until Saturday did the dam burst.",
        "The dam did not burst until Saturday.",
        # a noun of doing that its date stands by
        "Saturday's collapse of the dam killed nobody.",
        "The 30 May collapse of the dam killed nobody.",
        "The collapse of the dam on Saturday killed nobody.",
        "The dam's collapse on Saturday led to riots.",
        "Talks broke off following the collapse of the dam on Saturday.",
        "It owns the dam, whose collapse on Saturday killed nobody.",
    ],
    "terminal opening: 30 May": [
        "The terminal didn't open until Saturday.",
        "Not until Saturday was the terminal opened.",
    ],
    "signal delivery: 30 May": [
        "It was only on Saturday that the two stations received the signal.",
        "Only on Saturday did the two stations receive the signal.",
        "The stations did not receive the signal until Saturday.",
    ],
    "ship reopening: 12 Jun": ["Not until 12 June will the ferry sail again."],
    "school bus crash: 28 May": ["The firm owned the lorry that was in Thursday's school bus crash."],
    "spill: 30 May": ["The spill on Saturday fouled the river."],
    "ann marlow arrest: 30 May": [
        "Ann Marlow's arrest on Saturday led to riots.",
        "The arrest of Ann Marlow on Saturday led to riots.",
        "The editor of the weekly Kestrel, Ann Marlow, was arrested on Saturday.",
    ],
    # which of its kind, and where it stands
    "grain silo explosion: 30 May": ["They saw the remains of a grain silo that blew up in the port on Saturday."],
    "rocket launch: 30 May": ["The rocket that lifted off from Lerwick on Saturday is in orbit."],
    "probe launch: 30 May": ["The probe has sent a picture since being launched from Lerwick, Veldmark, on Saturday."],
    "road tunnel opening: 12 Sep": ["The road tunnel under the bay will open to traffic on 12 September."],
    "line 6 opening: 12 Sep": ["Passengers will be able to ride Line 6 from 12 September."],
    "reactor 4 closure: 30 May": ["Reactor 4 was shut down on Saturday."],
    "metro opening: 12 Sep": [
        "The firm building Line 6 expects the metro to start carrying passengers on 12 September."
    ],
    "deal signing: 30 May": ["He is a Rovers player, having penned a four-year deal on Saturday."],
    "factory closure: 30 Jun": ["The plant is to be closed altogether, on 30 June, a letter from the board says."],
    # what runs, flies or stands goes by its number, and who says so may stand before its verb
    "unit 2 reopening: 10 Jul": ["Unit 2 at Angren South would not return to the grid until 10 July."],
    "nuclear reactor reopening: 10 Jul": ["The nuclear reactor at Valmont-sur-Loire will be restarted on 10 July."],
    "yarmag tramway opening: 10 Jul": [
        "They will ride the Yarmag tramway, which the mayor said would open on 10 July."
    ],
    "weather watching probe talofa 1 launch: 10 Jul": [
        "The weather-watching probe Talofa-1 is to lift off on 10 July."
    ],
    "opening: 10 Jul": ["The first aircraft is to land there on 10 July."],
    # by the visit of those who look at it
    "last inspection: 28 Jan": [
        "Inspectors had last been to the section on 28 January and found nothing amiss.",
        "The vehicle was last seen by inspectors on 28 January.",
        "The authority said its staff last visited the mine on 28 January.",
        "Its staff last visited the seam of the mine where miners sang this week on 28 January.",
    ],
    # up to when something is to be done
    "list deadline: 10 Aug": ["The lists are due by 10 August."],
    "deadline: 10 Aug": [
        "Both sides have until 10 August to hand in the names.",
        "The captors gave the firm until 10 August to pay.",
        "The captors want an answer by 10 August.",
    ],
    "deal signing: 28 May": ["It will ship 45,000 tonnes of plate to a yard under a contract signed on 28 May."],
    "metro line opening: 10 Jul": [
        "They run on routes that are not served by the metro line, which the mayor said would open on 10 July.",
    ],
    # what commas set beside its thing
    "theft: 2 Jun": ["The raid, carried out on Tuesday, made the news."],
    "bridge closure: 29 May": ["The bridge, closed on Friday after a crash, is safe."],
    "colonel yasir al hamdi capture: 31 Jan": [
        "Colonel Yasir al-Hamdi, captured at Nihm in January 2020, is at home.",
        "Colonel Yasir al-Hamdi had fallen into rebel hands in January 2020.",
    ],
    # what it is, its thing tells
    "bank permit repeal: 28 May": [
        "The central bank withdrew the bank's licence on 28 May.",
        "They took away the bank's licence on 28 May.",
    ],
    "intrusion: 1 Jun": ["The thieves came in during the night from Sunday to Monday."],
    "helicopter crash: 28 May": ["The helicopter came down near Lerwick on 28 May."],
    "ship sinking: 28 May": ["The ferry went down off Lerwick on 28 May."],
    "earthen wall collapse: 28 May": ["The earthen wall came down on 28 May."],
    "pope visit: 12 Jun": ["The pope will visit Lerwick on 12 June.", "Pope to travel to Lerwick on 12 June"],
    "government tank arrival: 28 May": ["Government tanks entered Lerwick on 28 May."],
    "ruling: 12 Jun": ["The court will deliver its verdict on 12 June.", "Judgment will be handed down on 12 June."],
    # the second of two bases shares the auxiliary of the first
    "cable burial: 9 Jun": ["The firm will dismantle the mast and bury the cables on 9 June."],
    # the first of its users open a thing
    "opening: 9 Jun": [
        "The first trains will run on 9 June.",
        "The first passengers will travel on 9 June.",
        "The first patients will be treated on 9 June.",
    ],
    # the next meeting of a body
    "council session: 10 Jun": ["The council will next meet on 10 June.", "The council meets on 10 June."],
    "meeting: 10 Jun": ["The board said its next meeting was on 10 June.", "The next meeting is on 10 June."],
    # a day that somebody gives for it
    "bridge reopening: 9 Jun": [
        "The council has set 9 June for the reopening of the bridge.",
        "The council named 9 June as the date of the bridge's reopening.",
    ],
    "shuttle launch: 9 Jun": ["The agency gave 9 June for the launch of the shuttle."],
    # what ceases
    "pump end: 1 Jun": ["The pump stopped working at 3am on Monday.", "The pump stopped on Monday."],
    "leopards last arrival: 30 Jun": [
        "The final Leopards of the Norwegian and Danish gift are to get here in June 2026."
    ],
    "deal signing: 1 Jun": ["The deal was signed in Lima and Quito on Monday."],
    "suspect intrusion: 1 Jun": ["Burglars broke in during the night from Sunday to Monday."],
    "first turbine delivery: by 31 Dec": ["The first of the turbines will be delivered by the end of 2026."],
    # a clause that says when or since when has a subject of its own
    "glider crash: 28 May": [
        "The ministry has suspended the pilot after the glider came down on 28 May.",
        "Flights were halted after the glider came down on 28 May.",
    ],
    "fishing boat sinking: 28 May": [
        "The coastguard has searched for the crew since their trawler went down on 28 May.",
        "After the trawler went down on 28 May, the search began.",
        "The storm led to the sinking of the trawler, which went down on 28 May.",
        "The loss of the trawler, which foundered on 28 May, has shaken the village.",
        "The trawler was lost with all hands on 28 May.",
    ],
    # what says more of a noun is no other subject
    "satellite launch: 12 Sep": [
        "A satellite meant to give the islands earlier warning of storms will be launched on 12 September.",
        "A satellite built to map the sea ice for Norway will be launched on 12 September.",
        "The probe's makers are proud: the satellite will be launched on 12 September.",
    ],
    # names in quotation marks
    "film director death: 28 May": ['The film director of "The Long Field" died on 28 May.'],
    "tug sinking: 28 May": ['The tug "Astrid" sank on 28 May.'],
    # killed, sent to prison, given years
    "mayor death: 28 May": [
        "The mayor was gunned down by two attackers on 28 May.",
        "The mayor was stabbed to death on 28 May.",
        "Gunmen murdered the mayor on 28 May.",
    ],
    "olga marlow sentencing: 28 May": [
        "Olga Marlow was given 17 years by a court in Lerwick on 28 May.",
        "Olga Marlow got seven years on 28 May.",
        "Olga Marlow was sent to prison on 28 May.",
    ],
    "sentencing: 28 May": ["The judge announced the sentence in Lerwick on 28 May."],
    # what a deed is by what it befalls
    "rule entry into force: 12 Sep": ["The rules will apply from 12 September."],
    "village capture: 28 May": ["The rebels took the town on 28 May."],
    "soldier departure: by 12 Sep": ["The soldiers will be out by 12 September."],
    "bus overturning: 28 May": ["The coach fell into a ravine on 28 May.", "The bus fell into the river on 28 May."],
    "pupil return: 12 Sep": ["Pupils are due back in class on 12 September."],
    "factory reopening: 12 Sep": ["The plant is expected back in operation on 12 September."],
    "president admission: 28 May": ["The president was taken to hospital on 28 May."],
}
NOTHING = [
    # not on that day
    "The bridge will open after 12 June.",
    "The bridge will open between 3 July and 10 July.",
    "The bridge will open on 3 or 10 July.",
    "The bridge will stay closed until 12 June.",
    "The museum opens every May.",
    "The bridge will open no earlier than 12 June.",
    "The men stayed on 28 May.",
    "The curfew lasted on 28 May.",
    "The talks are usually held on the first Monday.",
    "The pope visited Lerwick on 28 May.",
    "The minister received the envoy on 28 May.",
    "Prices came down on 28 May.",
    "He had until 28 May never been late.",
    "The child was last seen by staff on 28 May.",
    "The minister last visited Lerwick on 28 May.",
    # not said to be so
    "The bridge did not open on 28 May.",
    "The bridge should have opened in May.",
    "The bridge may open in July.",
    "The bridge was to have opened on 3 May.",
    # the day of saying, or of another thing
    "It was on Monday that the mayor called the bridge safe.",
    "It was Monday and the bridge was busy.",
    "Officials said on Monday the bridge would open.",
    "Penrose is the man charged in the May 28 shooting.",
    "Police visited the scene of a crash on Monday.",
    "The bridge will open, officials said on Monday.",
    "The crowd left after the game on Saturday.",
    "Saturday's talks were cordial.",
    "Saturday's vote was close.",
    "Saturday's crash investigation was brief.",
    "The opening of the bridge on Saturday was called off.",
    "The minister left the party he founded on Monday.",
    "The company opened Tuesday's briefing with a joke.",
    # nothing of which an article could speak too
    "A man was arrested on Monday.",
    "Two men were arrested on Monday.",
    "Twelve lorries left on Monday.",
    "He left on Monday.",
    "Police left on Monday.",
    "Workers left on Monday.",
    "The man left on Monday.",
    "Nurses returned to work on Monday.",
    "A nurse will return on Monday.",
    "His arraignment is on Monday.",
    "A reporter asked at a press conference on Sunday.",
    # what comes again and again, is so, or is said, and whoever does much
    "The minister visited the lock on Monday.",
    "Drones hit the refinery on Monday.",
    "The lock belonged to the trust on Monday.",
    "The trust denied the reports on Monday.",
    "The trust issued a statement on Monday.",
    "The price was cut on Monday.",
    "Police questioned the driver on Monday.",
    "The men were moved to hospital grounds on Monday.",
    "The council met on Monday.",
    "The number delivered since May rose to 21.",
    "A frigate comes into port this month.",
    "Crews were dredging the estuary on Monday.",
    "No new case from Marlow has been recorded since 9 May.",
    "The tank hadn't been flushed on 9 May.",
    "The transport department was busy on Monday.",
    # background
    "The bridge opened in 2019.",
    "The bridge opened this year.",
    # other senses
    "The gunman opened fire on Monday.",
    "The trawler was last spotted on Sunday.",
    "Shares closed at 212 pence on Monday.",
    "The blast left 14 people dead on Sunday.",
    "The student applied on 28 May for a visa.",
    "The minister took the floor on 28 May.",
    "The gunmen killed 14 people on 28 May.",
    "Olga Marlow was the third mayor to be murdered in two years.",
]


def found(words: str, named: Span | None = None, *, before: str = "") -> list[Occurrence]:
    read, told = sentence(words), [sentence(before)] if before else []
    return list(occurrences(read, times(read, SPOKEN), SPOKEN, named, told))


def spelt(told: Occurrence) -> str:
    day = told.day
    by = "by " if is_deadline(day) else ""
    return f"{f'{told.thing} {told.kind}'.lstrip()}: {by}{day.latest.day} {day.latest:%b}"


@pytest.mark.parametrize(("meaning", "words"), [(m, w) for m, wordings in CORPUS.items() for w in wordings])
def test_something_happens_on_a_day(meaning: str, words: str) -> None:
    assert [spelt(told) for told in found(words)] == [meaning]


@pytest.mark.parametrize("words", NOTHING)
def test_nothing_is_dated(words: str) -> None:
    assert [spelt(told) for told in found(words)] == []


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("The hall shut down at 04.40 on Tuesday.", "04:40"),
        ("The hall shut down shortly after 4am on Tuesday.", "04:00"),
        ("The hall was shut down at noon on Tuesday.", "12:00"),
        ("The hall shut down at 04.40 GMT on Tuesday.", None),
        ("The hall shut down on Tuesday.", None),
        ("The hall will shut down at 04.40 on Friday.", None),
    ],
)
def test_a_deed_has_its_hour(words: str, hour: str | None) -> None:
    [told] = found(words)
    assert told.hour == (None if hour is None else dt.time.fromisoformat(hour))


@pytest.mark.parametrize(
    "words",
    [
        "That's when the fair closes and the last visitors leave.",
        "That is the day on which the fair will close.",
    ],
)
def test_the_day_last_named_is_taken_up(words: str) -> None:
    named = Span(dt.date(2026, 6, 20), dt.date(2026, 6, 20))
    assert spelt(found(words, named)[0]) == "fair closure: 20 Jun"


@pytest.mark.parametrize(
    ("before", "words", "meaning"),
    [
        (
            "Police were holding Ann Marlow, editor of the Kestrel.",
            "She was arrested on Saturday.",
            "ann marlow arrest",
        ),
        ("The editor, Ann Marlow, is in prison.", "Police arrested her on Saturday.", "ann marlow arrest"),
        ("Finance minister Ann Marlow is out.", "She resigned on Saturday.", "ann marlow resignation"),
        ("The Astrid was built in Cork.", "It was inspected on Saturday.", "astrid inspection"),
        ("Ann Marlow, the guitarist, has died.", "The singer passed away on Saturday.", "ann marlow death"),
        ("Singer Ann Marlow was buried in Cork.", "The author of a book died on Saturday.", "singer ann marlow death"),
        (
            "Ann Marlow was laid to rest in Cork.",
            "The 84-year-old succumbed to pneumonia on Saturday.",
            "ann marlow death",
        ),
    ],
)
def test_a_pronoun_means_who_was_named(before: str, words: str, meaning: str) -> None:
    assert [spelt(told) for told in found(words, before=before)] == [f"{meaning}: 30 May"]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Police were at the scene.", "He was arrested on Saturday."),
        ('"We know nothing," Ann Marlow said.', "She was arrested on Saturday."),
        ("The crowd cheered Ann Marlow and Tom Reed.", "He was arrested on Saturday."),
    ],
)
def test_a_pronoun_means_nobody_where_none_is_named(before: str, words: str) -> None:
    assert found(words, before=before) == []


def test_two_days_of_two_things_each_go_with_their_own_verb() -> None:
    told = found("The order was signed on Monday and took effect on Tuesday.")
    assert [spelt(each) for each in told] == ["order signing: 1 Jun", "order entry into force: 2 Jun"]


def tracks(article: ArticlePublished) -> list[str]:
    """Those in which it is filed what an article states."""
    return [report.track for report in reports_of(article) if not stands_elsewhere(report.track)]


def test_a_day_is_filed_by_what_happens_in_its_story() -> None:
    article = published("a", "Olga Marlow of Veldmark Ferries said the new terminal will open on 12 September.")
    [told] = [each for each in statements_of(article) if isinstance(each.figure, Span)]
    assert (told.subject.counted, told.subject.action) == ("terminal opening", "opening")
    assert "veldmark" in told.story
    assert tracks(article) == ["day/beginning"]


def test_a_plan_lies_with_the_days_of_a_story_that_many_names_tell() -> None:
    words = "Veldmark's referendum, planned for 3 July, will now be on 20 July."
    known = published("a", f"{words} Olga Marlow spoke in Lerwick for Aster Ferries.")
    unknown = published("b", words)
    assert "day/choice" in tracks(known)
    assert tracks(unknown) == ["actor/veldmark/referendum"]
