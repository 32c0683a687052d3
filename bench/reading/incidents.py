"""How many were killed and injured in an article's main event, against a registry of incidents.

An article's answer is its first asserted statement, title before body, of the action (`killed`, `injured`), by its
best or its lower end; not of suspects. But the registry counts whoever shot among the dead, and reading keeps him
apart: where the sentence of that answer also states that he died ("killed two before killing himself"), he is added.
Where none says who was injured, or only a lower bound of them ("five
shot, two critically hurt") that counts fewer than were shot, those shot in the first statement of it are, without the
killed. An article states a count if it has such an answer, or if a number, no age, stands within five words
of a word of that action, in one sentence of its title or first eight; a registry's zero is right when nothing is
stated. An incident's answer is the commonest of its articles', the first of those as common.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final, NamedTuple

from bench.reading.reader import Reader
from bench.reading.scores import Share

ACTIONS: Final = ("killed", "injured")
_WORDS: Final = {
    "killed": r"kill\w*|dead|die[ds]?|deaths?|fatal\w*|slain|homicide",
    "injured": r"injur\w*|wound\w*|hurt|hospitali[sz]ed|critical",
}
_NUMBER: Final = r"\d{1,3}(?![\d,:-])|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|several"
_BETWEEN: Final = r"(?:[ ,]+[\\w’\'-]+){0,5}?[ ,]+"
_NEAR: Final = {
    action: re.compile(rf"\b(?:{_NUMBER})\b{_BETWEEN}(?:{words})\b|\b(?:{words})\b{_BETWEEN}(?:{_NUMBER})\b")
    for action, words in _WORDS.items()
}
_SENTENCES: Final = 8


class Answers(NamedTuple):
    """Shares right, of articles that state a count and of all incidents."""

    articles: Share
    incidents: Share


def is_registered(incident: dict[str, Any]) -> bool:
    """Whether the registry says anything of an incident."""
    return incident["truth"] is not None


def score(incident: dict[str, Any], reader: Reader) -> dict[str, Answers]:
    """How one incident's articles are read, by action."""
    told: dict[str, list[int | None]] = {action: [] for action in ACTIONS}
    stating = {action: Share() for action in ACTIONS}
    for article in incident["articles"]:
        statements = reader(article["text"], article["date"], article["title"]).statements
        for action in ACTIONS:
            answer, truth = answer_of(statements, action), incident["truth"][action]
            told[action].append(answer)
            if answer is not None or states(article, action):
                stating[action] += Share(int((answer or 0) == truth), 1)
    return {
        action: Answers(stating[action], Share(int(commonest(told[action]) == incident["truth"][action]), 1))
        for action in ACTIONS
    }


def answer_of(statements: list[dict[str, Any]], action: str) -> int | None:
    """The count that the statements answer with; None where none does."""
    said = _first(statements, action)
    if action == "injured":
        return _injured(said, _first(statements, "shot"), _first(statements, "killed"))
    if said is None:
        return None
    told = [each for each in statements if each["quote"] == said["quote"]]
    shooter = _first(told, action, of_suspects=True)
    return _count(said) + (_count(shooter) if shooter is not None else 0)


def _injured(said: dict[str, Any] | None, shot: dict[str, Any] | None, killed: dict[str, Any] | None) -> int | None:
    hurt = None if said is None else _count(said)
    if shot is None or (said is not None and said["figure"]["modality"] != "at least"):
        return hurt
    survived = max(0, _count(shot) - (0 if killed is None else _count(killed)))
    return survived if hurt is None else max(hurt, survived)


def _first(statements: list[dict[str, Any]], action: str, *, of_suspects: bool = False) -> dict[str, Any] | None:
    """The first asserted count of an action, of suspects or of all others."""
    for statement in statements:
        subject = statement["subject"]
        if subject["action"] != action or statement["factuality"] != "asserted" or _count(statement) < 0:
            continue
        if (subject["counted"] == "suspect") is of_suspects:
            return statement
    return None


def _count(statement: dict[str, Any]) -> int:
    """Its best, else its lower end; -1 where it has neither."""
    ends = (statement["figure"].get(end) for end in ("best", "low"))
    return int(next((end for end in ends if end is not None), -1))


def states(article: dict[str, Any], action: str) -> bool:
    """Whether a number stands near a word of the action in the title or the first sentences."""
    opening = " ".join(re.split(r"(?<=[.!?])\s+", article["text"])[:_SENTENCES])
    return _NEAR[action].search(f"{article['title']} . {opening}".lower()) is not None


def commonest(told: list[int | None]) -> int:
    """The answer that most articles give; 0 where none gives any."""
    counted = Counter(answer for answer in told if answer is not None)
    return counted.most_common(1)[0][0] if counted else 0
