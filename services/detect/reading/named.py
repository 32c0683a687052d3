"""What is told of one person by name: how old he is, where he was.

The name tells whose it is, in any article; which of those who bear it is told by the other names of its story.
"""

from __future__ import annotations

from typing import Final

from schemas.statements import Subject

AGE: Final = "age"
WHEREABOUTS: Final = "whereabouts"
"""Of who goes by his last name alone, as most articles call him."""


def is_of_person(subject: Subject) -> bool:
    """Whether it is told of somebody by name."""
    return subject.actor is not None and subject.counted in (AGE, WHEREABOUTS)
