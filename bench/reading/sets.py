"""The public sets, and which fifth of each is set aside: by a hash, so that nobody chooses."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

_TEXT: Final = re.compile(r"<TEXT>.*</TEXT>", re.DOTALL)


class Document(NamedTuple):
    """A text of one of the sets that have whole documents."""

    set: str
    """`incidents` or `timex`."""
    id: str
    family: str
    """What is set aside together: the incident of an article, the document itself."""
    title: str
    text: str
    day: dt.date
    """On which it was published."""


def is_set_aside(key: str) -> bool:
    """Whether what has this key belongs to the fifth that is looked at only to report."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % 5 == 0


def lines(folder: Path, name: str) -> list[Any]:
    """The JSON lines of one set."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rb") as opened:
        return [msgspec.json.decode(line) for line in opened]


def documents(folder: Path) -> Iterator[Document]:
    """Every article of `incidents` and every document of `timex`, in the files' order."""
    for incident in lines(folder, "incidents"):
        for article in incident["articles"]:
            day = dt.date.fromisoformat(article["date"])
            yield Document("incidents", article["id"], incident["incident"], article["title"], article["text"], day)
    for line in lines(folder, "timex"):
        yield timex_document(line)


def timex_document(line: dict[str, str]) -> Document:
    """A TimeML file's text without its marks, and the day that it was published."""
    root = ET.fromstring(_TEXT.search(line["tml"])[0])  # type: ignore[index]  # noqa: S314 - every file has a text
    created = re.search(r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>', line["tml"])
    day = re.search(r'value="(\d{4}-\d\d-\d\d)', created[0])  # type: ignore[index]  # every file is dated
    text = "".join(root.itertext())
    return Document("timex", line["name"], line["name"], "", text, dt.date.fromisoformat(day[1]))  # type: ignore[index]
