"""No code of reading knows a word of a language: another one is read from another folder of vocabulary."""

from __future__ import annotations

import ast
import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import services.detect.reading
from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.sentences import sentences
from services.detect.reading.times import times
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary

SPOKEN: Final = dt.date(2019, 5, 15)
GERMAN: Final = tomllib.loads(Path(__file__).with_name("german.toml").read_text("utf-8"))
PARTS: Final = (
    "currencies",
    "inflection",
    "nouns",
    "numbers",
    "quantities",
    "senses",
    "sentences",
    "times",
    "units",
    "verbs",
)
READ: Final = {
    "Am 3. Mai starben zwölf Leute.": (["2019-05-03"], ["12 leute"]),
    "Gestern wurden rund 40 Häuser zerstört.": (["2019-05-14"], ["about 40 haus"]),
    "Am Freitag kamen mehr als 12 000 Leute.": (["2019-05-10"], ["more than 12000 leute"]),
    "Vor drei Wochen brannten zwei Millionen Häuser.": (["2019-04-24"], ["3 week", "2000000 haus"]),
    "Der Weg ist zwei Kilometer lang.": ([], ["2 kilometre"]),
    "Das kostet 5 Euro und höchstens 3,5 %.": ([], ["5 euro", "at most 3.5 percentage"]),
    "Sie senkten die Löhne um 4 %.": ([], ["down 4 percentage"]),
    "Sie steigerten die Preise um zwanzig Prozent.": ([], ["up 20 percentage"]),
    "Es kamen 3 bis 5 Leute.": ([], ["range 3-5 leute"]),
}
_READING: Final = Path(services.detect.reading.__file__).parent
_LOOKS: Final = frozenset(
    ("endswith", "startswith", "removesuffix", "removeprefix", "replace", "split", "rsplit", "partition", "rpartition")
)
"""Methods of a text that look for another in it."""
_WORDS: Final = frozenset(("lower", "text"))
"""What of a token is a word of the text."""
ALLOWED: Final = {
    " per ": "as the log spells rates in any language",
    " per": "as the log spells rates in any language",
    "of age": "as the log spells ages in any language",
    "inverse": "as the log spells powers in any language",
    " city": "as the gazetteer tells a city from what is named like it",
    " state": "as the gazetteer tells a state from a city",
    "_REF": "the end of a value of TIMEX3",
    "T": "before the hours in a value of TIMEX3",
    "TNI": "a night in a value of TIMEX3",
    "XXXX": "what is not said in a value of TIMEX3",
    "XXXX-WXX": "some week in a value of TIMEX3",
    "words": "a shape of numbers",
    "ordinal": "a shape of numbers",
    "digits": "a shape of numbers",
    "digits to": "a shape of numbers",
    "year": "a shape of numbers",
    "last ": "the name of a rule",
    "e": "the exponent of a number, as any language types it",
    "x×*·": "the sign of times",
    ".toml": "the end of a file's name",
}
"""What code may look for in a text though it has letters, and why it is no word of a language."""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """German, of which every table that is not told is empty."""
    folder = tmp_path_factory.mktemp("de")
    for part in PARTS:
        whole = _merged(_emptied(vocabulary(ENGLISH, part)), GERMAN.get(part, {}))
        (folder / f"{part}.toml").write_text(_written(whole), "utf-8")
    return Language(str(folder))


@pytest.mark.parametrize("words", READ)
def test_another_language_is_read(words: str, german: Language) -> None:
    dates, figures = READ[words]
    [sentence] = sentences(flatten(words), german)
    found = times(sentence, SPOKEN)
    assert [time.value for time in found if time.span is not None] == dates
    assert [_told(quantity) for quantity in quantities(sentence, found)] == figures


def test_code_looks_for_no_word_of_a_language() -> None:
    unknown = sorted({(where, literal) for where, literal in _looked_for() if literal not in ALLOWED})
    assert unknown == []


def test_what_is_allowed_is_looked_for() -> None:
    assert set(ALLOWED) <= {literal for _, literal in _looked_for()}


def _looked_for() -> Iterator[tuple[str, str]]:
    """The literals with letters that code looks for in texts, each with its module."""
    for path in sorted(_READING.rglob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        named = {
            node.target.id: node.value
            for node in module.body
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None
        }
        for node in ast.walk(module):
            for literal in _texts(_compared(node), named):
                if any(map(str.isalpha, literal)):
                    yield str(path.relative_to(_READING)), literal


def _compared(node: ast.AST) -> list[ast.expr]:
    """What an expression looks for in a text, if it does."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LOOKS:
        return node.args
    if not isinstance(node, ast.Compare):
        return []
    sides = [node.left, *node.comparators]
    is_of_words = any(isinstance(side, ast.Attribute) and side.attr in _WORDS for side in sides)
    return sides if is_of_words else []


def _texts(nodes: list[ast.expr], named: dict[str, ast.expr]) -> Iterator[str]:
    """The literals among some expressions and in the constants that they name, but for keys of tables."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Name) and node.id in named:
            yield from _texts([named[node.id]], {})
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict | ast.Call | ast.JoinedStr):
            yield from _texts([child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)], named)


def _told(quantity: Quantity) -> str:
    figure = f"{quantity.best:f}" if quantity.best is not None else f"{quantity.low}-{quantity.high}"
    modality = "" if quantity.modality == "exact" else quantity.modality
    return " ".join(filter(None, (modality, quantity.direction, figure, quantity.unit, quantity.counted)))


def _emptied(value: Any) -> Any:
    """The tables of a vocabulary without what they say."""
    if isinstance(value, list):
        return []
    if not isinstance(value, dict):
        return ""
    told = {key: one for key, one in value.items() if isinstance(one, dict) or _is_list_of_words(one)}
    return {key: _emptied(one) for key, one in told.items()}


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str | dict) for one in value)


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    both = one | other
    return both | {key: _merged(one[key], other[key]) for key in one.keys() & other if isinstance(one[key], dict)}


def _written(value: Any, name: str = "") -> str:
    """As TOML, each table inline."""
    if isinstance(value, dict):
        if not name and value:
            return "\n".join(f'"{key}" = {_written(one, "value")}' for key, one in value.items())
        return "{" + ", ".join(f'"{_escaped(key)}" = {_written(one, "value")}' for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(one, "value") for one in value) + "]"
    return f'"{_escaped(value)}"' if isinstance(value, str) else str(value).lower()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
