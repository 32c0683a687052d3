"""No code of reading knows a word of a language: what texts are compared with stands in vocabularies."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import services.detect.reading

READING: Final = Path(services.detect.reading.__file__).parent
_ASKING: Final = frozenset(
    ("endswith", "startswith", "removesuffix", "removeprefix", "replace", "split", "rsplit", "partition", "rpartition")
)
"""Methods of texts that look for another in them."""
_WORDS: Final = frozenset(("lower", "text"))
"""What of a token is a word of the text."""
ALLOWED: Final = {}


def asked_for() -> Iterator[tuple[str, str]]:
    """The letters that code looks for in texts, each with its module."""
    for path in sorted(READING.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for literal in _literals(node):
                if any(map(str.isalpha, literal)):
                    yield str(path.relative_to(READING)), literal


def _literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ASKING:
        yield from _texts(node.args)
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        if any(
            isinstance(part, ast.Attribute) and part.attr in _WORDS for side in sides for part in ast.walk(side)
        ) or any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops):
            yield from _texts(sides)
    if (
        isinstance(node, ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "frozenset"
    ):
        yield from _texts(node.value.args)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _texts([node.left, node.right])


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value
