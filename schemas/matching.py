"""How matchers are spelled, as routes have them and silences in the log: `claim="…"`, `rule=~"…"`, `severity>=3`.

Source: Alertmanager documentation, "Configuration", section `<matcher>`, "Classic matchers": backslash, quote and line
break are escaped. `>=` and `<=` are ours.
"""

from __future__ import annotations

import re
from typing import Final

_MATCHER: Final = re.compile(
    r'(?P<label>[a-z]+)\s*(?P<sign>=~|!~|!=|>=|<=|=)\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^"]*))', re.DOTALL
)
_ESCAPED: Final = re.compile(r'\\([\\"n])')


def equals(label: str, value: str) -> str:
    """The spelling of the matcher that holds of this value alone."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{label}="{escaped}"'


def parts(matcher: str) -> tuple[str, str, str] | None:
    """The label, sign and value of a matcher; None of what is spelled like none."""
    found = _MATCHER.fullmatch(matcher.strip())
    if found is None:
        return None
    return found["label"], found["sign"], found["bare"] if found["quoted"] is None else _unescaped(found["quoted"])


def _unescaped(text: str) -> str:
    """What stands between the quotes, as it is meant; other backslashes are those of an expression."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)
