"""The one spelling in which words are looked for."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")


def words(*texts: str | None) -> str:
    """The words of texts in the one spelling in which they are looked for: small, without accents, apart by blanks."""
    plain = unicodedata.normalize("NFKD", " ".join(text for text in texts if text).casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
