"""What may be silenced about a flag, and matchers in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from services.dashboard.views.decisions import SilenceRow
from services.dashboard.views.flags import FlagRow

_EQUAL: Final = re.compile(r'([a-z]+)="(.*)"')

Ways = Mapping[str, tuple[str, ...]]
"""Matchers, by what they silence."""


def ways(flag: FlagRow) -> Ways:
    """What silences a flag, the narrowest first but for its claim, which is what one mostly wants."""
    claim, rule = _equal("claim", flag.claim), _equal("rule", flag.rule.value)
    found = {
        "this claim": (claim,),
        f"{flag.rule.value} on this claim": (claim, rule),
        f"{flag.rule.value} on every claim": (rule,),
    }
    return found | {f"whatever rests on {outlet}": (_equal("outlet", outlet),) for outlet in flag.outlets}


def claim_named(matcher: str) -> str | None:
    """The claim that a matcher names; None where it names none."""
    found = _EQUAL.fullmatch(matcher)
    return found[2] if found is not None and found[1] == "claim" else None


def claims_named(silences: Iterable[SilenceRow]) -> set[str]:
    """The claims that silences name."""
    return {claim for row in silences for each in row.matchers if (claim := claim_named(each)) is not None}


def in_words(matcher: str) -> str:
    """A condition, without the quotes where it is a plain one."""
    found = _EQUAL.fullmatch(matcher)
    return matcher if found is None else f"{found[1]} {found[2]}"


def _equal(label: str, value: str) -> str:
    return f'{label}="{value}"'
