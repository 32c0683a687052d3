"""A desk's own templates, from its folder; they are tried before any notice is made by them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from services.alert.errors import TemplateFault
from services.alert.templates.environment import NAMES, Shown, Templates
from services.alert.templates.example import DIGEST, NOTICES

_KINDS: Final = frozenset({".txt", ".html"})


def templates_in(folder: str, desk: str) -> Templates:
    """Our templates, but for those in the folder; without a name there is no folder. `desk` is where its pages are.

    Raises:
        TemplateFault: one is named like none of ours, cannot be read, or fails on an example.
    """
    if not folder:
        return Templates(desk=desk)
    try:
        found = Templates(_read(Path(folder)), desk)
        for message in (*NOTICES, DIGEST):
            found.subject(message)
            found.text(message)
            found.short(message)
            found.html(message)
            found.html(message, Shown("cid:picture", "a picture"))
    except TemplateFault as fault:
        raise TemplateFault(str(Path(folder) / fault.name), fault.line, fault.what) from fault
    return found


def _read(folder: Path) -> Mapping[str, str]:
    """By their names; what is no text or page (a note, an editor's copy) is left alone."""
    found: dict[str, str] = {}
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix not in _KINDS or path.name.startswith("."):
                continue
            if path.name not in NAMES:
                raise TemplateFault(path.name, 1, f"no template has this name; there are {', '.join(NAMES)}")
            found[path.name] = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise TemplateFault(Path(fault.filename).name, 1, f"it cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise TemplateFault(path.name, 1, f"not UTF-8 at byte {fault.start}") from fault
    return found
