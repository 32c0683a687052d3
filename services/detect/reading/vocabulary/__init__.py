"""Vocabularies by language, as data, and the digest that names them in every report's build."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

LANGUAGE: Final = "en"
_PARTS: Final = ("numbers", "quantities", "times", "subjects", "attribution")


@cache
def vocabulary(part: str) -> dict[str, Any]:
    """One part of the vocabulary ("numbers", "times", …), as its TOML file has it."""
    return tomllib.loads(_bytes(part).decode())


@cache
def digest() -> str:
    """Twelve hexadecimal digits that change with any word of any part."""
    whole = hashlib.sha256()
    for part in _PARTS:
        whole.update(_bytes(part))
    return whole.hexdigest()[:12]


def inverse(table: dict[str, list[str]]) -> dict[str, str]:
    """From each wording to the name that it means."""
    return {wording: name for name, wordings in table.items() for wording in wordings}


def _bytes(part: str) -> bytes:
    return files(__package__).joinpath(LANGUAGE, f"{part}.toml").read_bytes()
