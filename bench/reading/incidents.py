"""How many were killed and injured in an article's main event, against a registry of incidents.

An article's answer is its first asserted statement, title before body, of the action (`killed`, `injured`), by its
best or its lower end; not of suspects. Where that is only a lower bound ("a man was killed"), it is the first exact one
of the same class or of people, as high or higher, if there is one. The registry counts whoever shot among the dead, and
reading keeps him apart: where a sentence that states as many killed also states that he died ("killed two before
killing himself"), he is added. The registry counts nobody twice, so one of those hurt, told alone and not in the
sentence of the killed, is the one killed, where his class is that one's. Where none says who was injured, or only a
lower bound of them ("five shot, two critically hurt") that counts fewer than were shot, those shot in the first
statement of it are, without the killed; and so they are where as many are told hurt, at least, as were shot. An article
states a count if it has such an answer, or if a number, no age, stands within five words of a word of that action, in
one sentence of its title or first eight; a registry's zero is right when nothing is stated. An incident's answer is the
commonest of its articles', the first of those as common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
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
    killed = _surest(statements, "killed")
    if action == "injured":
        hurt = [each for each in statements if not _is_dead(each, killed)]
        return _injured(_surest(hurt, "injured"), _surest(statements, "shot"), killed)
    if killed is None:
        return None
    alike = [each for each in _told(statements, action) if _count(each) == _count(killed)]
    beside = (each for told in alike for each in statements if each["quote"] == told["quote"])
    shooter = next(_told(beside, action, of_suspects=True), None)
    return _count(killed) + (_count(shooter) if shooter is not None else 0)


def _injured(said: dict[str, Any] | None, shot: dict[str, Any] | None, killed: dict[str, Any] | None) -> int | None:
    hurt = None if said is None else _count(said)
    if shot is None or (said is not None and not _is_bound(said)):
        return hurt
    survived = max(0, _count(shot) - (0 if killed is None else _count(killed)))
    if hurt is None or (hurt == _count(shot) > 1 and killed is not None):
        return survived
    return max(hurt, survived)


def _is_dead(hurt: dict[str, Any], killed: dict[str, Any] | None) -> bool:
    """Whether one told hurt is the one told killed elsewhere: both are told alone, of one class."""
    if killed is None or hurt["quote"] == killed["quote"] or not _is_bound(hurt) or not _is_bound(killed):
        return False
    return _count(hurt) == 1 and hurt["subject"]["counted"] == killed["subject"]["counted"]


def _surest(statements: list[dict[str, Any]], action: str) -> dict[str, Any] | None:
    """The first count of an action but of suspects, or the first exact one that a lower bound of such allows."""
    told = list(_told(statements, action))
    if not told or not _is_bound(told[0]):
        return next(iter(told), None)
    classes, least = ("people", told[0]["subject"]["counted"]), _count(told[0])
    allowed = (each for each in told if each["subject"]["counted"] in classes and _count(each) >= least)
    return next((each for each in allowed if each["figure"].get("modality") == "exact"), told[0])


def _told(statements: Iterable[dict[str, Any]], action: str, *, of_suspects: bool = False) -> Iterator[dict[str, Any]]:
    """The asserted counts of an action, of suspects or of all others."""
    for statement in statements:
        subject = statement["subject"]
        if subject["action"] != action or statement["factuality"] != "asserted" or _count(statement) < 0:
            continue
        if (subject["counted"] == "suspect") is of_suspects:
            yield statement


def _is_bound(statement: dict[str, Any]) -> bool:
    return bool(statement["figure"].get("modality") == "at least")


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
