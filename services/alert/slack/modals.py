"""The forms in which somebody says why: a reason, and of a misreading whose words were misread.

Source: Slack's documentation, "Modals", "Plain-text input" (3000 characters), "Checkboxes" (ten options of 75).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from schemas.event import ArticleId
from schemas.flags import Evidence, Flag
from services import wording
from services.alert.message.message import clean
from services.alert.slack.buttons import Press
from services.alert.slack.mrkdwn import Block, mrkdwn, plain, section

REASON: Final = "reason"
ARTICLES: Final = "articles"
MOST_REASON: Final = 2000
_MOST_ARTICLES: Final = 10
_TITLES: Final = {
    Press.EXPLAINED: "Explained",
    Press.NOT_COMPARABLE: "Not comparable",
    Press.MISREAD: "Misread",
}
_HINTS: Final = {
    Press.EXPLAINED: "What explains the difference? It stays closed until a new party or another figure comes.",
    Press.NOT_COMPARABLE: "What do they speak of, each? It stays closed between these parties, whatever they say.",
    Press.MISREAD: "What does it really say? The statement is left out from now on.",
}


def form(press: Press, flag: Flag, carried: str) -> Block:
    """The form for a verdict on a flag; `carried` comes back with it."""
    built: list[Block] = [section(f"*{mrkdwn(clean(flag.title, 140))}*\n{mrkdwn(clean(flag.explanation, 600), 2000)}")]
    if press is Press.MISREAD:
        built.append(_input(ARTICLES, "Whose words were misread?", _boxes(flag)))
    field: Block = {"type": "plain_text_input", "action_id": REASON, "multiline": True, "max_length": MOST_REASON}
    built.append(_input(REASON, "Why?", field, _HINTS[press]))
    return {
        "type": "modal",
        "callback_id": press.value,
        "title": plain(_TITLES[press], 24),
        "submit": plain("Record", 24),
        "close": plain("Cancel", 24),
        "private_metadata": f"{press.value} {carried}",
        "blocks": built,
    }


def articles(flag: Flag) -> Sequence[Evidence]:
    """What can be chosen as misread: each article of the evidence once, by its place here."""
    return list({item.article: item for item in flag.evidence}.values())[:_MOST_ARTICLES]


def chosen(flag: Flag, places: frozenset[int]) -> list[ArticleId]:
    """The articles at these places."""
    return [item.article for place, item in enumerate(articles(flag)) if place in places]


def refusal(field: str, why: str) -> Block:
    """The answer that leaves the form open, with an error below one of its fields."""
    return {"response_action": "errors", "errors": {field: why}}


def _input(name: str, label: str, element: Block, hint: str = "") -> Block:
    told: Block = {"type": "input", "block_id": name, "label": plain(label, 2000), "element": element}
    return told | ({"hint": plain(hint, 2000)} if hint else {})


def _boxes(flag: Flag) -> Block:
    options = [
        {
            "text": plain(f"{clean(item.outlet, 40)}, {wording.day(item.published_at.date())}", 75),
            "description": plain(clean(item.quote, 200) or "–", 75),
            "value": str(place),
        }
        for place, item in enumerate(articles(flag))
    ]
    return {"type": "checkboxes", "action_id": ARTICLES, "options": options}
