"""A state's own forces, which are filed under it, whatever their story: "310 Danish military personnel"."""

from __future__ import annotations

from services.detect.reading.names.actors import state_called
from services.detect.reading.vocabulary import Language, vocabulary


def force_of(counted: str, sense: str | None, language: Language) -> tuple[str, str] | None:
    """The class and the state of the counted, where such a sense is told of a state's own; None of all others."""
    table = vocabulary(language, "clauses")["things"]
    *which, force = counted.split()
    if force not in table["forces"] or sense not in table["of_forces"]:
        return None
    state = state_called(" ".join(which), language)
    return None if state is None else (force, state)
