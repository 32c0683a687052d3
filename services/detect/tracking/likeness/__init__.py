"""How likely two figures of two tellings of one story mean one thing: points for what they share, and their sum.

Fields that agree speak for a link, fields that do not against it, as in the linkage of records (Fellegi and Sunter, *A
Theory for Record Linkage*, 1969). The points are this project's own, whole numbers, so that an editor can add them up.

| field | for | against |
|---|---|---|
| who says so | 2 two parties, both named; of a day 1 one of them | never nobody |
| where it stands | 2 both in headline or opening | |
| when it was told | 1 within half a day | |
| what else it could be | 2 nothing: neither article has another such figure | |
| the story | | 1 but one rare name shared; 2 none |
| what a number counts | 3 one noun; 2 one class or unit; 1 two sorts of persons, or unsaid | never two things |
| what is told of it | 1 one family of senses | 2 two; never two fates |
| how large it is | | 1 more than three times the other; never more than five, nor one |
| whose they are | | 2 told of one alone |
| where it is | | 2 two places, neither in the other's article |
| what a day dates | 2 one deed, or two words of its sentence; 1 one word | never two deeds |
| when the day is | 1 to come | 1 past, of which a story tells more; never one of either |
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from services.detect.tracking.voices import Member

ENOUGH: Final = 6
"""Points from which on two figures are laid side by side."""


class Likeness(NamedTuple):
    """How figures of one kind are held against one another, each as it is worded in its article."""

    say_one: Callable[[Member, Member], bool]
    """Whether two that may mean one thing are no different;"""
    may_be_one: Callable[[Member, Member], bool]
    """whether two may mean one thing at all,"""
    are_two: Callable[[Member, Member], bool]
    """and whether something rules it out."""
    points: Callable[[Member, Member], int]
    """What speaks for it, less what speaks against it, but for what else either could mean."""
