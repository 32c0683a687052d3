"""The one person whom a text has told last to be hurt: "he" in the sentences behind is that one.

A woman was shot · She was flown to a hospital · She died → one woman, at least, was killed
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.values import Figure, Quantity
from services.detect.reading.ground import Assertion
from services.detect.reading.vocabulary import Language, vocabulary


def victim_after(stated: Sequence[Assertion], before: str | None, language: Language) -> str | None:
    """The victim's class behind a sentence that states this, where it was `before`; None where it tells of several."""
    actions = vocabulary(language, "people")["final"]["survived"]
    hurt = [told for told in stated if told.subject.action in actions]
    if not hurt:
        return before
    return hurt[0].subject.counted if all(_is_one(told.figure) for told in hurt) else None


def _is_one(figure: Figure) -> bool:
    return isinstance(figure, Quantity) and figure.best == 1
