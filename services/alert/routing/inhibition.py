"""Inhibition: nothing is told of a flag while another is open that matters more.

Source: Alertmanager documentation, "Configuration", section `<inhibit_rule>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from schemas.event import FlagId
from services.alert.routing.labels import Labels, values
from services.alert.routing.matchers import failing, parse_matcher

EqualLabel = Literal["claim", "rule", "grade", "severity", "watched", "exposed", "outlet", "source", "place", "tags"]

Sources = Mapping[FlagId, Labels]
"""Open flags, with their labels."""


class InhibitRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An open flag on which the source's matchers hold mutes those on which the target's do.

    Both must have the same values of the labels in `equal`; one that neither has is the same.
    """

    source_matchers: tuple[str, ...]
    target_matchers: tuple[str, ...]
    equal: tuple[EqualLabel, ...] = ()

    def __post_init__(self) -> None:
        for text in (*self.source_matchers, *self.target_matchers):
            parse_matcher(text)

    def is_source(self, of: Labels) -> bool:
        """Whether an open flag with these labels mutes others."""
        return not failing(self.source_matchers, of)

    def is_target(self, of: Labels) -> bool:
        """Whether a flag with these labels can be muted."""
        return not failing(self.target_matchers, of)


def inhibiting(rules: Iterable[InhibitRule], of: Labels, open_flags: Sources) -> FlagId | None:
    """The open flag that mutes one with these labels; None if none does.

    Where a flag is both source and target of a rule, others that are both do not mute it, and so it does not itself.
    """
    for rule in rules:
        if not rule.is_target(of):
            continue
        is_both = rule.is_source(of)
        for flag, source in open_flags.items():
            mutes = rule.is_source(source) and not (is_both and rule.is_target(source))
            if mutes and all(values(source, name) == values(of, name) for name in rule.equal):
                return flag
    return None
