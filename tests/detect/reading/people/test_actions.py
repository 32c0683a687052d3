"""How many did or suffered what: enumerations, parts of a whole, single persons, and what states no count."""

from __future__ import annotations

import pytest

from schemas.values import Modality
from services.detect.reading.people.actions import actions
from services.detect.reading.people.counts import counts
from services.detect.reading.people.participants import participants
from services.detect.reading.quantities.quantity import quantities
from tests.detect.reading.words import sentence

# (action, counted class, how many) of each count, in order: wordings
CORPUS = {
    (("killed", "people", 2),): [
        "Two people were killed.",
        "Two people died at the scene.",
        "The blast killed two people.",
        "The blast left two people dead.",
        "Two people were shot and killed.",
        "Two people, a boy and a girl, were fatally shot.",
        "A storm killing two people passed.",
        "The death toll rose to 2.",
        "Its latest figure for the dead is 2.",
        "The tally of those slain stood at 2.",
        "Two people have died.",
        "A blast claimed the lives of two people.",
        "Two of the three victims died.",
        "Two found dead, police said.",
        "Two of the patients have died.",
        "Police found two people shot to death at one house.",
        "The blast killed the two people.",
        "A double homicide was reported.",
        "Police look into a double fatal shooting.",
        "They spoke of Monday's deadly shooting of two people.",
    ],
    (("killed", "people", 1),): [
        "He accidentally killed himself.",
        "A deadly shooting was reported.",
        "He was hurt in the fatal crash.",
        "A fatal shooting is looked into.",
    ],
    (("killed", "suspect", 1), ("killed", "people", 5)): [
        "The man who police believe killed five people is dead.",
        "A man suspected of killing five people was found dead.",
    ],
    (("killed", "suspect", 1), ("shot", "police officer", 2)): [
        "A man accused of shooting two officers at a party was killed by police.",
    ],
    (("killed", "friend", 1),): ["He spoke of his friend's shooting death."],
    (("killed", "woman", 1),): ["The fatal shooting of a woman was an accident."],
    (("killed", "child", 1), ("killed", "suspect", 1)): [
        "A man killed his daughter in a murder-suicide.",
        "A girl was killed by her father in a murder-suicide.",
    ],
    (("shot", "people", 2), ("shot", "wife", 1), ("shot", "child", 1)): [
        "A man shot his wife and 11-year-old stepdaughter.",
        "A man shot his wife and young son.",
    ],
    (("killed", "child", 2),): [
        "A father killed his two sons.",
        "He fatally stabbed both his two children.",
        "He killed his sons, ages 3 and 4.",
        "The girls, 5 and 8, were killed.",
    ],
    (("killed", "father", 1),): [
        "A father of three was killed.",
        "A father of three children who stopped there was shot dead.",
    ],
    (("killed", "woman", 2),): ["The sister of two women killed spoke."],
    (("killed", "suspect", 1), ("injured", "police officer", 2)): [
        "A man who shot and wounded two officers was killed."
    ],
    (("injured", "friend", 1),): ["A friend who was with him was shot in the hand."],
    (("shot", "police officer", 3), ("killed", "people", 0)): ["He shot three police officers, none fatally."],
    (("killed", "child", 1),): [
        "A boy was shot and taken to a hospital, where he later died.",
        "A girl, 7, was killed.",
    ],
    (("killed", "people", 4), ("killed", "suspect", 1)): [
        "Four people were killed when a gunman opened fire before he was shot dead."
    ],
    (("killed", "people", 25), ("killed", "people", 32)): [
        "In Marlow, 25 were killed, and in Elmsford, 32 were killed."
    ],
    (("injured", "people", 3),): [
        "Three people were injured.",
        "Three people are in critical condition.",
        "Three people were taken to the hospital.",
        "The blast wounded three people.",
        "Wounding three people, he fled.",
        "Three people suffered gunshot wounds.",
        "Three people between the ages of 18 and 22 were injured.",
        "Three people, all between 18 and 22, were injured.",
        "Three people, 18, 20 and 22, were injured.",
        "Three people received minor injuries.",
        "Three people with head injuries came in.",
        "Three people were struck in the legs.",
        "Three people were grazed by bullets.",
        "Three people were in critical but stable condition.",
        "Three people were rushed to Marlow Medical Center.",
        "Three people in critical condition were flown out.",
        "She and two others were hurt.",
        "The woman and two others were hurt.",
        "A teenager was among three people hurt.",
    ],
    (("injured", "child", 2),): ["Two boys, 14 and 15, were wounded."],
    (("injured", "people", 3), ("injured", "child", 2)): ["Three people, among them two children, were hurt."],
    (("killed", "man", 1), ("injured", "people", 1)): [
        "A man was killed and another was hurt.",
        "A man was killed and another hurt.",
        "A man was killed and a second was hurt.",
    ],
    (("shot", "people", 4),): [
        "Four people with gunshot wounds came to the clinic.",
        "Four people were shot.",
        "He shot four people.",
        "A quadruple shooting shook Marlow.",
        "One of four people shot spoke.",
    ],
    (("shot", "people", 4), ("killed", "people", 1)): [
        "Four people were shot, one fatally.",
        "Four people were shot, one of them fatally.",
        "Four people were shot, one of whom died.",
    ],
    (("killed", "people", 4), ("killed", "woman", 3), ("killed", "man", 1)): [
        "Three women and a man were killed.",
        "Three women, ages 20, 22 and 30, and a man were killed.",
        "He killed three women and a man.",
    ],
    (("killed", "people", 3), ("killed", "civilian", 2), ("killed", "police officer", 1)): [
        "Two civilians and one police officer were killed."
    ],
    (("killed", "people", 12), ("killed", "child", 2)): ["Twelve people, including two children, were killed."],
    (("killed", "people", 3),): [
        "Three people were found dead in an apparent murder-suicide.",
        "He shot three people dead.",
        "He stabbed three people to death.",
        "Smith and two others were killed.",
        "John Smith, 34, and two others died.",
    ],
    (("killed", "people", 2), ("injured", "people", 3)): [
        "Two people were killed and three others were wounded.",
        "The blast killed two people and injured three.",
        "Two people were killed and three injured.",
    ],
    (("killed", "people", 1), ("shot", "people", 5)): [
        "One of the five people shot has died.",
        "One of five people shot died in surgery.",
    ],
    (("shot", "police officer", 3), ("killed", "people", 1)): [
        "He shot three police officers - one fatally - on Sunday."
    ],
    (("killed", "man", 1),): [
        "An 18-year-old man was killed.",
        "One of them, a young man, died.",
        "A man was killed.",
        "A 22-year-old man was shot to death.",
        "One man died.",
    ],
    (("killed", "man", 1), ("injured", "woman", 1)): ["A man was killed and a woman was injured."],
    (("injured", "people", 0),): ["No one was injured.", "Nobody was hurt.", "No injuries were reported."],
    (("killed", "people", 12),): ["Twelve deaths were reported."],
    (("missing", "people", 9),): ["Nine people are missing.", "Nine people are unaccounted for."],
    (("arrested", "people", 5),): ["Five people were arrested.", "Police arrested five people."],
    (("killed", "suspect", 1),): ["A gunman was killed.", "One suspect was shot dead.", "He committed suicide."],
    (("killed", "people", 3), ("killed", "suspect", 1)): [
        "He killed three people before killing himself.",
        "He shot dead three people and took his own life.",
        "He killed three people, then himself.",
    ],
    (("shot", "people", 1),): ["Reed shot himself.", "The boy shot himself in the chest."],
    (("killed", "wife", 1), ("killed", "suspect", 1)): ["In the shooting a man killed his wife and then himself."],
    (("killed", "wife", 1),): [
        "A man's wife was killed.",
        "The young driver's wife was killed.",
        "He killed a man's wife.",
        "He killed his neighbor's wife.",
    ],
    (("killed", "people", 259), ("killed", "american", 12), ("injured", "people", 5000)): [
        "The bombings killed 259 people, including 12 Americans, and injured 5,000."
    ],
    (("shot", "teenager", 1),): ["A 16-year-old female was shot.", "A teenage girl was shot.", "A boy, 16, was shot."],
    (("killed", "man", 3),): ["Three men were stabbed fatally."],
    (("killed", "teenager", 2),): ["A man shot and killed his friend's two teenage daughters."],
    (("shot", "people", 8),): ["The man accused of shooting eight people at a boy's party is in jail."],
    (("shot", "man", 4),): ["Four men have been shot, and an officer on a bike was struck by a car."],
}
NOTHING = [
    "One, 33, was shot in the neck and the other, 25, was hurt.",
    "The women, both 21, were hurt.",
    "All of them, younger than 45, were hurt.",
    "He fired at police, striking an officer's helmet.",
    "A shooting at a biker club was reported.",
    "He began shooting at a woman inside.",
    "In the shooting a man ran away.",
    "The two men were captured by the metro's surveillance system.",
    "The agency said in a release that two agents were there.",
    "A party was held at 160 Longfellow.",
    "A boy's birthday party was held.",
    "Ann Hale, 24, Tom Reed, 25 and Sue Park, 32 were injured.",  # ages of people named
    "The man was killed.",
    "He was killed.",
    "Two people watched.",
    "The two-year-old was there.",
    "Two people said that he was killed.",
    "Half of the town was killed.",
    "He was killed by a bullet.",
    "No one was seriously hurt.",
    "None of them suffered life-threatening injuries.",
    "No serious injuries were reported.",
    "No one else was hurt.",
    "No other injuries were reported.",
    "According to his brother, Tom Reed was shot.",
    "Another shooting was reported.",
]
HEADLINES = {
    (("killed", "man", 1), ("injured", "woman", 1)): ["Man killed, woman injured in Marlow"],
    (("killed", "people", 2), ("injured", "people", 3)): ["2 dead, 3 wounded in Marlow", "Two killed, three hurt"],
    (("injured", "people", 2), ("injured", "child", 1), ("injured", "teenager", 1)): ["Toddler, teen hurt in Marlow"],
    (("killed", "father", 1), ("injured", "people", 4)): ["Father Killed and 4 Others Hurt in Marlow"],
    (("killed", "father", 1),): ["Father of 3 fatally shot"],
    (("killed", "child", 1), ("injured", "people", 1)): ["Boy killed, another wounded", "Boy killed, second hurt"],
    (("killed", "suspect", 1), ("shot", "police officer", 2)): ["Man who shot two officers killed"],
    (("killed", "people", 2), ("killed", "wife", 1), ("killed", "child", 1)): ["Man kills wife and stepdaughter"],
    (("killed", "people", 2), ("killed", "wife", 1), ("killed", "man", 1)): ["Deputy killed ex-wife, man"],
    (("killed", "people", 1),): ["Police investigate fatal shooting"],
    (("killed", "suspect", 1), ("injured", "people", 4)): ["Gunman wounds 4 at fair, is killed"],
    (): ["Father shot sons in Marlow", "A man killed his friend's dog"],
    (("killed", "teenager", 1),): ["Suspect shot teen to death"],
}


AT_LEAST = [
    "Two people were critically injured.",
    "Four people were shot, two critically wounded.",
    "Two people are in critical condition.",
    "Two people are still being treated.",
    "A man was charged with killing two people.",
    "A man accused of killing one person and injuring two others was freed.",
    "Two children and a teenager were shot.",
    "Two children and a 15-year-old were shot.",
    "Two men and a teenage boy were shot.",
    "Four juveniles, including two children, were hurt.",
    "Two of the victims were killed.",
    "A hospital had counted 2 of the dead by Thursday.",
    "Two of those shot were treated.",
    "Police were at the house where two people were found shot to death.",
    "Two people were pronounced dead at the scene.",
    "He killed his wife and son.",
    "The rampage left them and two others dead.",
    "The sister of two women killed spoke.",
    "Two people were taken to a hospital.",
]
EXACTLY = [
    "Two of the five people shot have died.",
    "Five people were shot, two of whom died.",
    "A woman and a man were killed.",
    "Two people were injured.",
    "Two people are still missing.",
    "Two people were killed; a man was charged with driving too fast.",
    "Two children and a man were shot.",
]


def counted(words: str, *, headline: bool = False) -> tuple[tuple[str, str | None, int], ...]:
    read = sentence(words)
    found = participants(read, list(quantities(read, ())), headline=headline)
    return tuple(
        (count.action, count.counted, int(count.best or 0))
        for said in actions(read, found)
        for count in counts(read, said)
    )


@pytest.mark.parametrize(("meaning", "words"), [(m, w) for m, wordings in CORPUS.items() for w in wordings])
def test_wording_counts_those_of_whom_the_action_is_said(meaning: tuple[tuple[str, str, int], ...], words: str) -> None:
    assert counted(words) == meaning


@pytest.mark.parametrize(("meaning", "words"), [(m, w) for m, wordings in HEADLINES.items() for w in wordings])
def test_headline_leaves_articles_out(meaning: tuple[tuple[str, str, int], ...], words: str) -> None:
    assert counted(words, headline=True) == meaning


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("Two hostages were released.", "freed"),
        ("Two officers have released new details.", None),
        ("Police released the names of two officers.", None),
        ("Two men were treated and released.", "injured"),
        ("Two men were released from the hospital.", None),
        ("Two men were released from custody.", "freed"),
        ("Two men were captured on Monday.", "captured"),
        ("Two men were captured on surveillance video.", None),
        ("Two families fled their homes.", "displaced"),
        ("Two men fled the scene in a car.", None),
        ("Two men fled on foot.", None),
    ],
)
def test_word_of_an_action_says_it_only_where_its_clause_lets_it(words: str, action: str | None) -> None:
    assert [item[0] for item in counted(words)] == ([action] if action else [])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("One of 5 shot in a bar dies.", {("shot", 5), ("killed", 1)}),
        ("Two victims came; Tom Reed, Jr., 30, was injured.", set()),
        ("The mother of murdered teens spoke to two men.", set()),
        ("A man convicted of shooting four people wept.", {("convicted", 1), ("shot", 4)}),
    ],
)
def test_ages_adjectives_and_shares_count_as_what_they_are(words: str, told: set[tuple[str, int]]) -> None:
    assert {(item[0], item[2]) for item in counted(words)} == told


@pytest.mark.parametrize("words", NOTHING)
def test_what_says_no_number_of_its_own_counts_nobody(words: str) -> None:
    assert counted(words) == ()


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("A man was killed.", "at least"),
        ("A 22-year-old man was shot dead, and the gunman fled.", "at least"),
        ("One man was killed.", "exact"),
        ("They saw one wounded man on the steps.", "at least"),
        ("A woman and a man were killed.", "exact"),
        ("Nobody was killed.", "exact"),
    ],
)
def test_one_who_is_mentioned_need_not_be_the_only_one(words: str, modality: str) -> None:
    read = sentence(words)
    found = participants(read, list(quantities(read, ())), headline=False)
    first = next(count for said in actions(read, found) for count in counts(read, said))
    assert first.modality == modality


def modalities(words: str) -> list[Modality]:
    """Of the counts of two."""
    text = sentence(words)
    of = actions(text, participants(text, tuple(quantities(text, ())), headline=False))
    return [count.modality for said in of for count in counts(text, said) if count.best == 2]


@pytest.mark.parametrize("words", AT_LEAST)
def test_a_part_of_those_who_suffered_it_is_a_lower_bound(words: str) -> None:
    assert modalities(words)[-1:] == [Modality.AT_LEAST]


def test_those_hurt_of_whom_some_died_may_be_so_many_fewer() -> None:
    text = sentence("Five people were taken to a hospital, two of whom died.")
    of = actions(text, participants(text, tuple(quantities(text, ())), headline=False))
    [hurt] = [count for said in of for count in counts(text, said) if count.action == "injured"]
    assert (hurt.modality, hurt.low, hurt.high) == (Modality.RANGE, 3, 5)


@pytest.mark.parametrize("words", EXACTLY)
def test_a_whole_is_none(words: str) -> None:
    assert set(modalities(words)) == {Modality.EXACT}


@pytest.mark.parametrize("words", ["Two people were not killed.", "Two people weren't injured.", "Two have not died."])
def test_what_is_said_not_to_have_happened_is_counted_as_denied(words: str) -> None:
    text = sentence(words)
    of = actions(text, participants(text, tuple(quantities(text, ())), headline=False))
    assert [(count.best, count.is_denied) for said in of for count in counts(text, said)] == [(2, True)]


@pytest.mark.parametrize(
    "words",
    [
        "Six people were killed, including the suspect.",
        "Six people died, among them the gunman.",
        "Six people, including the shooter, were killed.",
        "The attack ended with six deaths, including the gunman.",
    ],
)
def test_who_did_it_is_counted_apart_where_he_is_one_of_them(words: str) -> None:
    text = sentence(words)
    of = actions(text, participants(text, tuple(quantities(text, ())), headline=False))
    told = {(count.counted, count.best) for said in of for count in counts(text, said)}
    assert told == {("people", 6), ("suspect", 1)}


@pytest.mark.parametrize("words", ["Six people were killed by the gunman.", "Six died, but the gunman got away."])
def test_who_did_it_is_none_of_them_otherwise(words: str) -> None:
    text = sentence(words)
    of = actions(text, participants(text, tuple(quantities(text, ())), headline=False))
    assert {count.counted for said in of for count in counts(text, said)} == {"people"}
