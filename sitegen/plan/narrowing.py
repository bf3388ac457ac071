"""What the timeline can be narrowed by: actors, sources and kinds of what a page lists, the most frequent first.

The page says of each entry only places in these lists (`a0 s1 k0`): a few bytes, however long the names are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable

from sitegen.model.article import Card
from sitegen.model.authority import Event
from sitegen.model.dates import Edtf
from sitegen.model.views import Chart, Choice, Narrowing
from sitegen.plan.library import Library

UNKNOWN = "-"
"""Stands for the source of articles whose source is not known."""


def narrowing(library: Library, cards: list[Card], events: list[Event], chart: Chart | None) -> Narrowing:
    """The choices of a page that lists these articles and events below this chart."""
    steps = [id for id, _ in chart.steps] if chart else []
    actors = _choices((id for card in cards for id in _actors(library, card.record.actors)), _actor_name(library))
    sources = _choices((_source(library, card) for card in cards), _source_name(library))
    kinds = _choices((card.face.kind for card in cards), lambda id: "")
    places = {
        f"{letter}{choice.id}": f"{letter}{index}"
        for letter, choices in (("a", actors), ("s", sources), ("k", kinds))
        for index, choice in enumerate(choices)
    }

    def keys(date: Edtf | None, marks: Iterable[str], first: str = "") -> str:
        return " ".join(filter(None, (_steps_of(date, steps), first, *(places.get(mark, "") for mark in marks))))

    of_cards = (
        (
            card.face.address,
            keys(
                library.date(card),
                (*(f"a{id}" for id in card.record.actors), f"s{_source(library, card)}", f"k{card.face.kind}"),
            ),
        )
        for card in cards
    )
    of_events = ((event.address, keys(event.date, (f"a{id}" for id in event.actors), "e")) for event in events)
    return Narrowing(actors, sources, kinds, (*of_cards, *of_events))


def _choices(ids: Iterable[str], name: Callable[[str], str]) -> tuple[Choice, ...]:
    found = [Choice(id, name(id), count) for id, count in Counter(ids).items()]
    return tuple(sorted(found, key=lambda choice: (-choice.count, choice.label, choice.id)))


def _actors(library: Library, ids: tuple[str, ...]) -> list[str]:
    return [id for id in dict.fromkeys(ids) if id in library.actors]


def _actor_name(library: Library) -> Callable[[str], str]:
    return lambda id: library.actors[id].name


def _source(library: Library, card: Card) -> str:
    return card.face.source if card.face.source in library.sources else UNKNOWN


def _source_name(library: Library) -> Callable[[str], str]:
    return lambda id: library.sources[id].name if id != UNKNOWN else ""


def _steps_of(date: Edtf | None, steps: list[str]) -> str:
    """The first and the last step of the chart in which a date may lie: `12`, `0-30`, or `x` outside of its time."""
    if date is None or not steps or not (date.earliest or date.latest):
        return "x"
    size = len(steps[0])
    first = bisect_left(steps, date.earliest[:size])
    last = bisect_right(steps, date.latest[:size]) - 1 if date.latest else len(steps) - 1
    if first > last:
        return "x"
    return f"{first}-{last}" if first < last else f"{first}"
