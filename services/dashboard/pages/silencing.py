"""What may be silenced about a flag, and matchers in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from schemas.matching import equals, parts
from services.dashboard.views.decisions import SilenceRow
from services.dashboard.views.flags import FlagRow
from services.wording import RULES

Ways = Mapping[str, tuple[str, ...]]
"""Matchers, by what they silence."""
_SIGNS: Final = {
    "=": "{label} {value}",
    "!=": "{label} other than {value}",
    "=~": "{label} like {value}",
    "!~": "{label} unlike {value}",
    ">=": "{label} {value} or more",
    "<=": "{label} {value} or less",
}


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
    found = parts(matcher)
    return found[2] if found is not None and found[:2] == ("claim", "=") else None


def claims_named(silences: Iterable[SilenceRow]) -> set[str]:
    """The claims that silences name."""
    return {claim for row in silences for each in row.matchers if (claim := claim_named(each)) is not None}


def in_words(matcher: str) -> str:
    """As in "outlet The Post", "severity 2 or less"; what is spelled like no condition is shown as it is."""
    if (found := parts(matcher)) is None:
        return matcher
    label, sign, value = found
    return _SIGNS[sign].format(label=label, value=value or "none")
