"""Ways from an article to those around it: before and after in a list, the same day, and about the same actor."""

from __future__ import annotations

from typing import TypedDict

from sitegen.model.article import Card
from sitegen.model.views import Entry, Link
from sitegen.plan.entries import actor_link, entries, entry
from sitegen.plan.library import Library

SAME_DAY = 5
Neighbours = dict[str, tuple[Card | None, Card | None]]


class CrossLinks(TypedDict):
    """The fields of an article's view that this module fills."""

    same_day: tuple[Entry, ...]
    same_day_more: int
    about: Link | None
    earlier_about: Entry | None
    later_about: Entry | None


def neighbours_of(cards: list[Card]) -> Neighbours:
    """By slug the dated article before and the one after; of one without a date neither."""
    dated = [card for card in cards if card.face.date]
    out: Neighbours = {card.face.slug: (None, None) for card in cards}
    for index, card in enumerate(dated):
        before = dated[index - 1] if index else None
        after = dated[index + 1] if index + 1 < len(dated) else None
        out[card.face.slug] = (before, after)
    return out


def cross_links(library: Library, card: Card, by_actor: dict[str, Neighbours]) -> CrossLinks:
    """Others of the same day, and the ones before and after about the actor whom the text names most.

    Args:
        by_actor: the neighbours among the articles of each actor.
    """
    date = library.date(card)
    same = [other for other in library.by_day.get(date.day if date else "", []) if other is not card]
    actor = most_named(library, card)
    before, after = by_actor[actor][card.face.slug] if actor else (None, None)
    return CrossLinks(
        same_day=entries(library, same[:SAME_DAY]),
        same_day_more=len(same[SAME_DAY:]),
        about=actor_link(library, actor) if before or after else None,
        earlier_about=entry(library, before) if before else None,
        later_about=entry(library, after) if after else None,
    )


def most_named(library: Library, card: Card) -> str:
    """Id of the actor whom the text names most, of several alike the first of the alphabet; empty where none is."""
    counts = {mention.id: mention.count for mention in card.mentions}
    listed = [id for id in card.record.actors if id in library.actors and counts.get(f"actors/{id}")]
    return min(listed, key=lambda id: (-counts[f"actors/{id}"], library.actors[id].name, id), default="")
