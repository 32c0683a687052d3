"""How a matcher is spelled that holds of one value alone, as silences in the log have it: `claim="…"`.

Source: Alertmanager documentation, "Configuration", section `<matcher>`: backslash, quote and line break are escaped.
"""

from __future__ import annotations

import re
from typing import Final

_EQUAL: Final = re.compile(r'([a-z]+)="((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED: Final = re.compile(r'\\([\\"n])')


def equals(label: str, value: str) -> str:
    """The spelling of the matcher that holds of this value alone."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{label}="{escaped}"'


def equated(matcher: str) -> tuple[str, str] | None:
    """The label and the value of a matcher so spelled; None of any other."""
    found = _EQUAL.fullmatch(matcher)
    return None if found is None else (found[1], unescaped(found[2]))


def unescaped(text: str) -> str:
    """What stands between the quotes of a matcher, as it is meant; other backslashes are those of an expression."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)
