"""The notes on decisions name modules and vocabularies that are there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
NOTES: Final = sorted((ROOT / "docs" / "decisions").glob("*.md"))
_NAMED: Final = re.compile(r"`([a-z_0-9/]+(?:/[a-z_0-9]+|\.(?:py|toml)))`")


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Every file and folder of the tree, by all ends of its path: "tracking/keys.py", "keys.py", "tracking/keys"."""
    files = [path.relative_to(ROOT) for top in ("schemas", "services", "tests") for path in (ROOT / top).rglob("*")]
    ends = {"/".join(file.parts[start:]) for file in files for start in range(len(file.parts))}
    return ends | {end.removesuffix(".py") for end in ends}


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.stem)
def test_what_a_note_names_is_there(note: Path, known: set[str]) -> None:
    named = set(_NAMED.findall(note.read_text(encoding="utf-8")))
    assert named <= known, sorted(named - known)
