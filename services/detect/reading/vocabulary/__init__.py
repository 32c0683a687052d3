"""Vocabularies and rules by language, as data, and the digest that names them in every report's build.

A language is a folder of TOML files, one a part, known by its name here or by its path; adding a folder adds a
language, and no code knows any word of it.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, NewType

Language = NewType("Language", str)

ENGLISH: Final = Language("en")


@cache
def vocabulary(language: Language, part: str) -> dict[str, Any]:
    """One part of a language's vocabulary ("numbers", "times", …), as its TOML file has it."""
    return tomllib.loads(files(__package__).joinpath(language, f"{part}.toml").read_text("utf-8"))


@cache
def digest() -> str:
    """Twelve hexadecimal digits that change with any word of any part of any language."""
    whole = hashlib.sha256()
    for folder in sorted((entry for entry in files(__package__).iterdir() if entry.is_dir()), key=lambda it: it.name):
        for file in sorted(
            (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda it: it.name
        ):
            whole.update(file.read_bytes())
    return whole.hexdigest()[:12]


def inverse(table: dict[str, list[str]]) -> dict[str, str]:
    """From each wording to the name that it means."""
    return {wording: name for name, wordings in table.items() for wording in wordings}
