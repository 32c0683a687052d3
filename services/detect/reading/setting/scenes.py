"""Where an article's event happened: of the places that its title and opening name, the surest.

A town that the title puts it in · one where the body tells that it happened · the dateline's · one that anything is put
in · whose police speak · a place that title and body share · where somebody lives · any other
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from services.detect.reading.names.places import Named, named_places
from services.detect.reading.names.spellings import is_wide, nearest
from services.detect.reading.names.ties import Tie
from services.detect.reading.sentences import Sentence
from services.detect.reading.vocabulary import Language


def opening_places(opening: Iterable[Sentence]) -> list[Named]:
    """The places that sentences name."""
    return [place for each in opening for place in named_places(each.tokens, each.language)]


def but_for_people(places: Iterable[Named], people: Iterable[str], outlet: str, known: Iterable[Named]) -> list[Named]:
    """The places but for those by whose name somebody goes.

    What is `known` as a town is one, and so is the outlet's: "Detroit" to detroitnews.com.
    """
    towns = {place.name for place in known if place.is_town}
    surnames = {name for who in people for name in (who, who.rsplit(maxsplit=1)[-1])} - towns
    home = _run_together(outlet)
    return [place for place in places if place.name not in surnames or _run_together(place.name) in home]


def _run_together(name: str) -> str:
    return "".join(name.lower().split())


def scene_of(headed: Sequence[Named], told: Sequence[Named], filed: str | None, language: Language) -> str | None:
    """Where the event happened; not where the hurt were taken, and somebody came from."""
    return next(_surest(headed, told, filed, language), None)


def place_of(headed: Sequence[Named], told: Sequence[Named], language: Language) -> str | None:
    """Where what is told is, wherever the story was filed; else where somebody goes or comes from."""
    away = (place.name for place in (*headed, *told) if place.tie is Tie.AWAY)
    return next(_surest(headed, told, None, language), None) or nearest(list(away), language)


def _surest(headed: Sequence[Named], told: Sequence[Named], filed: str | None, language: Language) -> Iterator[str]:
    """The places at which an event may have been, the surest first; of the rest a title's words may be no places."""
    parts = {place.name for place in (*headed, *told) if place.is_part}
    shared = {place.name for place in headed} & {place.name for place in told if place.tie <= Tie.SCENE}

    def towns(named: Iterable[Named], *ties: Tie) -> Iterator[str]:
        return (place.name for place in named if place.tie in ties and place.is_town and place.name not in parts)

    scenes = [place.name for place in (*told, *headed) if place.tie <= Tie.SCENE]
    yield from towns(headed, Tie.CALLED, Tie.EVENT, Tie.SCENE)
    yield from towns(told, Tie.CALLED, Tie.EVENT)
    if filed is not None:
        yield filed
    yield from towns(told, Tie.SCENE)
    yield from towns((*headed, *told), Tie.OFFICE)
    yield from (name for name in scenes if name in shared and not is_wide(name, language))
    yield from towns((*headed, *told), Tie.PERSON)
    yield from filter(None, [nearest(scenes, language)])
