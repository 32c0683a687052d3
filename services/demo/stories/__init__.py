"""The demo's stories: what invented outlets publish, and when; and what of it can be seen at a moment."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final, NamedTuple

import msgspec

_FILES: Final = ("kursk", "flood", "quiet")
ITEMS: Final = 15
"""That a feed holds at most."""


class FeedFormat(StrEnum):
    """What a feed is written in."""

    RSS = "rss"
    ATOM = "atom"


class StoryOutlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invented outlet."""

    name: str
    about: str
    format: FeedFormat = FeedFormat.RSS
    summaries: bool = False
    """The feed carries only first paragraphs; the articles stand on their pages."""


class Rewriting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A later state of an article; without a title it keeps its own."""

    revised_at: dt.datetime
    body: str
    title: str | None = None


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article of an outlet (by its key) through all its states, oldest first."""

    outlet: str
    guid: str
    published_at: dt.datetime
    title: str
    body: str
    """Plain text; an empty line ends a paragraph."""
    revision: tuple[Rewriting, ...] = ()


class Stories(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is published: outlets by key, and their articles."""

    outlets: Mapping[str, StoryOutlet]
    article: tuple[Story, ...]


class Shown(NamedTuple):
    """An article in the state that can be seen."""

    guid: str
    title: str
    paragraphs: tuple[str, ...]
    published_at: dt.datetime
    updated_at: dt.datetime
    """Of this state; `published_at` for the first."""


def load() -> Stories:
    """The bundled stories, in order of publication."""
    articles = [article for name in _FILES for article in _toml(name)["article"]]
    stories = msgspec.convert({"outlets": _toml("outlets"), "article": articles}, Stories)
    return msgspec.structs.replace(stories, article=tuple(sorted(stories.article, key=lambda s: s.published_at)))


def days(stories: Stories) -> list[dt.date]:
    """The days (UTC) on which something appears or changes, in order."""
    moments = [story.published_at for story in stories.article]
    moments += [rewriting.revised_at for story in stories.article for rewriting in story.revision]
    return sorted({moment.astimezone(dt.UTC).date() for moment in moments})


def visible(stories: Stories, outlet: str, moment: dt.datetime) -> list[Shown]:
    """The outlet's articles published up to and at a moment, newest first, each as it then stood."""
    published = [story for story in stories.article if story.outlet == outlet and story.published_at <= moment]
    return [_state(story, moment) for story in sorted(published, key=lambda s: (s.published_at, s.guid), reverse=True)]


def _state(story: Story, moment: dt.datetime) -> Shown:
    title, body, at = story.title, story.body, story.published_at
    for rewriting in story.revision:
        if rewriting.revised_at <= moment:
            title, body, at = rewriting.title or title, rewriting.body, rewriting.revised_at
    return Shown(story.guid, title, _paragraphs(body), story.published_at, at)


def _paragraphs(body: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in body.strip().split("\n\n"))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
