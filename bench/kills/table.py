"""A run in figures, a line each."""

from __future__ import annotations

from collections.abc import Mapping

from bench.kills.account import Account
from bench.kills.clean import Detected
from bench.kills.places import MOMENT, NAMED, Place, Victim


def table(detected: Detected, told: Account, killed: Mapping[Place, int]) -> str:
    """What became of articles and of flags, and how often which host was killed where."""
    victims = [victim for victim in Victim if any(place.victim is victim for place in killed)]
    lines = {
        "articles and their revisions": detected.articles,
        **{f"  records on {topic}": count for topic, count in detected.outputs.items()},
        "  of these again, with the same ce_id": detected.again,
        "flags raised by a clean run of these articles": detected.flags,
        "  not raised": detected.missing,
        "  raised beyond these": detected.beyond,
        "figures and open flags that ended otherwise": len(detected.different),
        "flags, each version": told.versions,
        "  lost": len(told.lost),
        "  ended before anything was told of them": told.ended,
        "messages on Slack": told.messages,
        "  twice": told.twice,
        "mails": told.mails,
        "  repeated, with the same Message-ID": told.repeated,
        "  repeated, with another": told.strays,
        "notices appended again, with the same ce_id": told.retold,
        "kills": sum(killed.values()),
        **{f"  {place.victim}, {place.at}": killed[place] for place in NAMED if place.victim in victims},
        **{f"  {victim}, {MOMENT}": killed[Place(victim, MOMENT)] for victim in victims},
    }
    told_otherwise = [f"  {words}" for words in (*told.lost, *detected.different)]
    return "\n".join([*(f"{name:<56}{count:>6,}" for name, count in lines.items()), *told_otherwise])
