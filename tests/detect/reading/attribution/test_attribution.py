"""Who says it, and whether they vouch for it: chains, factuality and scope as corpora."""

from __future__ import annotations

import pytest

from schemas.statements import Factuality, Scope
from services.detect.reading.attribution.sources import attribution
from services.detect.reading.attribution.vouching import factuality, is_first_hand, scope
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.reading.words import sentence

CHAINS = {
    ("officials",): [
        "Ten men died, officials said.",
        "Officials said ten men died.",
        "According to officials, ten men died.",
        "Ten men died, according to senior officials.",
        "Ten men died, said two unnamed officials.",
    ],
    ("Harbour Post",): ["On January 30 the Harbour Post reported that ten men had died."],
    ("US officials",): ["US officials say ten men died.", "Ten men died, said US officials."],
    ("defence ministry",): [
        "The defence ministry on Friday said ten men died.",
        "The defence ministry confirmed ten deaths.",
        "Ten died, the defence ministry announced.",
    ],
    ("Mayor Ana Brook",): ["Mayor Ana Brook said ten men died."],
    ("Example Times", "army spokesman"): [
        "An army spokesman told the Example Times that ten men died.",
        "An army spokesman was quoted by the Example Times as saying that ten men died.",
        "The Example Times quoted an army spokesman as saying that ten men died.",
        "The Example Times reported, citing an army spokesman, that ten men died.",
        "The Example Times, citing an army spokesman, said ten men died.",
    ],
    ("health ministry",): [
        "Ten men died, figures from the health ministry show.",
        "A statement from the health ministry put the dead at ten.",
    ],
    ("police",): [
        "Ten men died in what police believe was a fire.",
        "Police initially said ten men died.",
        "Meanwhile, police said ten men died.",
        "Ten shots were fired police say.",
        "At 5 p.m. police said ten men had died.",
        "[ ] Hide Caption Police say ten men died.",
        "Video > Police say ten men died.",
    ],
    ("Marlow police Sgt. Ana Brook",): ["Ten men died, said Marlow police Sgt. Ana Brook."],
    ("St. Ellis police",): ["Ten men died, according to St. Ellis police.", "St. Ellis police said ten men died."],
    ("Marlow-Ellis police",): ["Marlow-Ellis police said ten men died."],
    ("President Ana Brook",): ["President Ana Brook late Saturday said ten men died."],
    ("Sunday Times",): ["The Sunday Times said ten men died."],
    ("officials at the scene",): ["Officials at the scene said ten men died."],
    ("Omar al-Hassan",): [
        "Ten men died, according to Omar al-Hassan.",
        "Omar al-Hassan, whom they trust, said ten died.",
    ],
    ("Dr. Leila el-Amin of the Relief office",): ["Ten died, said Dr. Leila el-Amin of the Relief Office."],
    ("Omar al-Hassan, movement's committee",): [
        "Ten men died, according to Omar al-Hassan, who heads the movement's committee.",
        "Ten men died, said Omar al-Hassan, who speaks for the movement's committee.",
    ],
    ("Ana Brook, mayor of Marlow",): [
        "Ana Brook, mayor of Marlow, wrote that ten men had died.",
        "Ana Brook, the mayor of Marlow, said ten men died.",
        "The mayor of Marlow, Ana Brook, said ten men died.",
        "Ten men died, said Ana Brook, mayor of Marlow.",
    ],
    ("Colonel Viktor Hale, ministry's spokesman",): [
        "The ministry's spokesman, Colonel Viktor Hale, said ten men died.",
        "Ten men died, said Colonel Viktor Hale, the ministry's spokesman.",
    ],
    ("Harbour Voice",): ["Ten men died, the Harbour Voice, whose authors do not give their names, wrote on Friday."],
    ("company",): [
        "Ten men died, the company that runs the pit said.",
        "The company, which runs three pits, said ten men died.",
    ],
    ("stewards",): ["Ten men died, stewards told this newspaper.", "Ten men died, stewards have told us."],
    ("growers' federation",): [
        "Ten men died, a figure put about by the growers' federation.",
        "Ten men died, a list drawn up by the growers' federation shows.",
        "Ten men died, the Sun has learnt from the growers' federation.",
        "That ten men died was made public by the growers' federation.",
        "Ten men died, a number given out by the growers' federation.",
        "Ten men died, a toll that comes from the growers' federation.",
        "Ten men died, on the word of the growers' federation.",
        "Ten men died, if the growers' federation is to be believed.",
    ],
    ("Harbour Post", "army"): [
        "Ten men died, the Harbour Post reported, attributing the figure to the army.",
        "Ten men died, the Harbour Post reported, on the word of the army.",
    ],
    ("Harbour Post", "club trainer Tom Reed"): [
        "Ten men died, the Harbour Post reports, quoting club trainer Tom Reed.",
    ],
    ("state media", "army"): ["State media, citing the army, put the dead at ten."],
    (): [
        "Ten men died in the flood.",
        "The medal was given by the mayor to ten men.",
        "Ten men died in Marlow, the town that the mayor left.",
        "Police identified the fifth victim said to be ten.",
        "Deputies received reports that ten men had died.",
        "Officers responded to a call and found ten men dead.",
        "It was said to be bad.",
        "The weather, which was bad, said it all."[:24],
    ],
}
TAKEN_BACK = {
    Factuality.ASSERTED: [
        "They have sent |10,000 troops.",
        "He said |ten died.",
        "Since 3 May the toll has risen to |48,000.",
        "|300 people| came on May 5.",
        "|300 residents| were moved, and more could follow.",
        "The judge denied bail to a man accused of killing |two people.",
        "The court denied a motion to free the man who shot |four people.",
        "The group denied responsibility for the bombing that killed |12 people.",
        "He denied any involvement in the raid in which |12 people| died.",
    ],
    Factuality.DENIED: [
        "The ministry denied that |10,000 troops were sent.",
        "The ministry denied reports of |30 deaths.",
        "The army denies killing |12 people.",
    ],
    Factuality.HYPOTHETICAL: [
        "They could send |10,000 troops.",
        "By 3 May they may have |10,000 troops.",
        "|300 residents| could be evacuated.",
        "If |10,000 troops come, they will fight.",
        "The union said the bank would cut |3,000 jobs if the deal fell through.",
        '"We would lose |300 jobs," the mayor said.',
        "The plan would close |12 schools.",
        "|Nobody| deserves to be killed.",
        "|No one| should be killed, she said.",
        "The ferry was licensed to carry |150 passengers.",
        "The camp, built for |4,000 people, is full.",
        "The storm would have hit |300 homes, the mayor said.",
    ],
    Factuality.FORECAST: [
        "They will send |10,000 troops.",
        "|300 residents| will be evacuated.",
        "They are expected to send |10,000 troops.",
        "The union said the bank would cut |3,000 jobs.",
        "The last poll points to a turnout of |36 percent.",
        "Quillon sees a bill of |22 million pounds.",
        "The board decided that |nine schools| would shut.",
        "|Nine schools| would close by May, the mayor told reporters.",
    ],
    Factuality.ASKED: ["Have they sent |10,000 troops?"],
}
SCOPES = {
    Scope.WHOLE: ["We have met none of them."],
    Scope.SECTOR: ["We have met none of them in our sector."],
    Scope.UNIT: ["My unit has met none of them."],
    Scope.SITE: ["Ten are treated at the hospital."],
}


@pytest.mark.parametrize(("chain", "words"), [(c, w) for c, wordings in CHAINS.items() for w in wordings])
def test_sentence_names_its_parties_outermost_first(chain: tuple[str, ...], words: str) -> None:
    assert attribution(sentence(words)).parties == chain


def test_quotation_that_goes_on_has_the_party_of_its_beginning() -> None:
    said = attribution(sentence('"Ten men died," the mayor said.'))
    on = attribution(sentence('"Four are missing."'), said)
    assert on.parties == said.parties == ("mayor",)
    assert attribution(sentence("Rain fell."), said).parties == ()


@pytest.mark.parametrize(
    ("sentences", "chain"),
    [
        (["An army spokesman said ten men died.", "Four are missing, he said."], ("army spokesman",)),
        (
            ["An army spokesman said ten men died.", "It rained.", "He added that four are missing."],
            ("army spokesman",),
        ),
        (["An army spokesman said ten men died.", "The spokesman added that four are missing."], ("army spokesman",)),
        (["Mayor Ana Brook said ten men died.", "Police said four are missing."], ("police",)),
        (["It rained.", "He said ten men died."], ()),
        (["Mayor Ana Brook said ten men died.", "Ten men died."], ()),
        (["The defence ministry said ten men died.", "It said four were missing."], ("defence ministry",)),
        (
            [
                "The defence ministry said ten men died.",
                "Mayor Ana Brook said it rained.",
                "Four died, the ministry said.",
            ],
            ("defence ministry",),
        ),
        (["The mayor said ten men died.", "Four are missing, the ministry said."], ("ministry",)),
        (
            ["The transport ministry said ten men died.", "Four are missing, according to the ministry."],
            ("transport ministry",),
        ),
        (["The mayor said ten men died.", "Four are missing, according to the ministry."], ("ministry",)),
        (["Colonel Viktor Hale said ten men died.", "Hale said four were missing."], ("Colonel Viktor Hale",)),
        (["Colonel Viktor Hale said ten men died.", "The colonel said it rained."], ("Colonel Viktor Hale",)),
        (["Mayor Ana Brook said ten men died.", "Mr Reed said four were missing."], ("Mr Reed",)),
        (["Mayor Ana Brook said ten men died.", "Ms Brook said four were missing."], ("Mayor Ana Brook",)),
        (["Police chief Tom Hale said ten men died.", "Marlow police said it rained."], ("Marlow police",)),
    ],
)
def test_pronoun_or_office_refers_back_to_the_party_last_named(sentences: list[str], chain: tuple[str, ...]) -> None:
    said = None
    for words in sentences:
        said = attribution(sentence(words), said)
    assert said is not None
    assert said.parties == chain


@pytest.mark.parametrize("words", ["We counted ten, the soldiers said.", "My unit met none, the commander said."])
def test_who_saw_it_says_it_first_hand(words: str) -> None:
    assert is_first_hand(words, ENGLISH)


@pytest.mark.parametrize(("fact", "words"), [(f, w) for f, wordings in TAKEN_BACK.items() for w in wordings])
def test_figure_is_vouched_for_or_not(fact: Factuality, words: str) -> None:
    before, *figure, after = words.split("|")
    start, end = len(before), len(before) + sum(map(len, figure))
    assert factuality("".join((before, *figure, after)), start, end, ENGLISH)[0] is fact


@pytest.mark.parametrize(("part", "words"), [(s, w) for s, wordings in SCOPES.items() for w in wordings])
def test_speaker_limits_himself_to_a_part(part: Scope, words: str) -> None:
    assert scope(words, ENGLISH) is part
