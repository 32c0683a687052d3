"""What may be silenced about a flag, and matchers in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas.matching import equals, equated
from services.dashboard.views.decisions import SilenceRow
from services.dashboard.views.flags import FlagRow
from services.wording import RULES

Ways = Mapping[str, tuple[str, ...]]
"""Matchers, by what they silence."""


def ways(flag: FlagRow) -> Ways:
    """What silences a flag, the narrowest first but for its claim, which is what one mostly wants."""
    claim, rule = equals("claim", flag.claim), equals("rule", flag.rule.value)
    found = {
        "this claim": (claim,),
        f"{RULES[flag.rule]} on this claim": (claim, rule),
        f"{RULES[flag.rule]} on every claim": (rule,),
    }
    return found | {f"whatever rests on {outlet}": (equals("outlet", outlet),) for outlet in flag.outlets}


def claim_named(matcher: str) -> str | None:
    """The claim that a matcher names; None where it names none."""
    found = equated(matcher)
    return found[1] if found is not None and found[0] == "claim" else None


def claims_named(silences: Iterable[SilenceRow]) -> set[str]:
    """The claims that silences name."""
    return {claim for row in silences for each in row.matchers if (claim := claim_named(each)) is not None}


def in_words(matcher: str) -> str:
    """A condition, without the quotes where it is a plain one."""
    found = equated(matcher)
    return matcher if found is None else " ".join(found)
