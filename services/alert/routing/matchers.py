"""Conditions on labels, as in Alertmanager; beyond it `>=` and `<=` compare severities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from schemas.matching import parts
from services.alert.routing.labels import NAMES, Labels, values


class Matcher(NamedTuple):
    """A condition on one label."""

    label: str
    sign: str
    value: str

    def holds(self, of: Labels) -> bool:
        """Whether it holds; a negated one holds if none of the label's values match."""
        found = values(of, self.label)
        match self.sign:
            case "=":
                return self.value in found
            case "!=":
                return self.value not in found
            case "=~":
                return any(re.fullmatch(self.value, value) for value in found)
            case "!~":
                return not any(re.fullmatch(self.value, value) for value in found)
            case ">=":
                return any(int(self.value) <= int(value) for value in found if value)
            case _:
                return any(int(self.value) >= int(value) for value in found if value)


@lru_cache(maxsize=4096)  # more than a desk has: each flag is asked by all of them
def parse_matcher(text: str) -> Matcher:
    r"""A matcher from its spelling: `grade="conflict"`, `severity>=3`, `rule=~"contradiction\..*"` (anchored).

    Raises:
        ValueError: saying what is wrong with it.
    """
    if (found := parts(text)) is None:
        raise ValueError(f'matcher {text!r} is not of the form label="value" (signs: = != =~ !~ >= <=)')
    matcher = Matcher(*found)
    if matcher.label not in NAMES:
        raise ValueError(f"matcher {text!r}: no label {matcher.label!r}; labels are {', '.join(NAMES)}")
    if matcher.sign in {">=", "<="} and (matcher.label != "severity" or not matcher.value.isdecimal()):
        raise ValueError(f"matcher {text!r}: {matcher.sign} compares severity with a number from 1 to 5")
    if matcher.sign in {"=~", "!~"}:
        try:
            re.compile(matcher.value)
        except re.error as fault:
            raise ValueError(f"matcher {text!r}: not a regular expression: {fault}") from fault
    return matcher


def failing(matchers: Iterable[str], of: Labels) -> list[str]:
    """Those of the matchers that do not hold of something with these labels."""
    return [text for text in matchers if not parse_matcher(text).holds(of)]
