"""Changes to claimwatch.yaml that keep what its owner wrote: comments, order, quotes."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from ruamel.yaml import YAML

from schemas.amending import said
from schemas.watch import WatchedClaim
from services.cli.configuration.configuration import load


def add_watch(path: Path, watched: WatchedClaim) -> None:
    """Append a claim to the watchlist of the file; the file is replaced whole, or not at all.

    Raises:
        ConfigurationError: the file with the claim in it would not be a good one, or was none before.
    """
    load(path, None)
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 120
    editor.brace_single_entry_mapping_in_flow_sequence = True
    editor.indent(mapping=2, sequence=4, offset=2)
    data = editor.load(path.read_text(encoding="utf-8"))
    rules = data.setdefault("rules", {})
    rules.setdefault("watchlist", []).append(said(watched))
    changed = io.StringIO()
    editor.dump(data, changed)
    _replace(path, changed.getvalue())


def _replace(path: Path, text: str) -> None:
    """Write beside it, check, and move over it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        load(beside, None)
        beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
