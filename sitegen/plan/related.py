"""Articles that belong together, with the reason in words.

Those nearest by names, days and words (`plan/nearest.py`); articles in which the same passages stand (`Library.shared`)
are near for that alone.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.article import Card
from sitegen.model.lineage import SharedText
from sitegen.model.messages import joined, ntr, tr
from sitegen.plan.library import Library
from sitegen.plan.nearest import AT_MOST, LEAST, Traits, cosine, in_order, nearest, score

__all__ = ["AT_MOST", "Relation", "related_articles"]

_SHARED = 0.4
"""What a text that stands whole in another adds to their closeness."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Another article and why."""

    card: Card
    reason: str
    score: float


def related_articles(library: Library) -> dict[str, list[Relation]]:
    """For each slug the nearest articles, best first; at most five."""
    cards = library.articles
    traits, weight = _all_traits(library)
    near = nearest(traits)
    places = {one.slug: place for place, one in enumerate(traits)}
    out: dict[str, list[Relation]] = {}
    for place, one in enumerate(traits):
        copies = {
            places[pair.slug_b if pair.slug_a == one.slug else pair.slug_a]: pair
            for pair in library.shared_by_slug.get(one.slug, [])
        }
        out[one.slug] = [
            Relation(
                cards[other],
                _reason(
                    library, one, traits[other], cosine(one.vector, traits[other].vector), weight, copies.get(other)
                ),
                score,
            )
            for score, other in _with_copies(one, near[place], copies, traits)
        ]
    return out


def _with_copies(
    one: Traits, near: list[tuple[float, int]], copies: Mapping[int, SharedText], traits: Sequence[Traits]
) -> list[tuple[float, int]]:
    """The nearest articles with those that share passages among them, which only ever brings these nearer."""
    if not copies:
        return near
    scored = [(-found, traits[other].slug, other) for found, other in near if other not in copies]
    for other, pair in copies.items():
        found = score(one, traits[other]) + _SHARED * pair.share
        if found >= LEAST:
            scored.append((-found, traits[other].slug, other))
    return [(-found, other) for found, _, other in in_order(scored)]


def _all_traits(library: Library) -> tuple[list[Traits], dict[str, float]]:
    cards = library.articles
    named = [
        (*(f"actors/{id}" for id in card.record.actors), *(f"places/{id}" for id in card.record.places))
        for card in cards
    ]
    weight = _weights(named, len(cards))
    word_weight = _weights([tuple(word for word, _ in card.terms) for card in cards], len(cards))
    out = []
    for card, keys in zip(cards, named, strict=True):
        date = library.date(card)
        day = datetime.date.fromisoformat(date.day).toordinal() if date and date.day else None
        total = sum(weight[key] for key in keys)
        names = {key: weight[key] for key in keys}
        out.append(Traits(card.face.slug, names, total, _vector(card.terms, word_weight), day))
    return out, weight


def _weights(sets: list[tuple[str, ...]], count: int) -> dict[str, float]:
    frequency: dict[str, int] = defaultdict(int)
    for keys in sets:
        for key in keys:
            frequency[key] += 1
    return {key: math.log((count + 1) / (times + 0.5)) for key, times in frequency.items()}


def _vector(terms: tuple[tuple[str, int], ...], weight: dict[str, float]) -> dict[str, float]:
    values = {word: (1 + math.log(times)) * weight[word] for word, times in terms}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {word: value / length for word, value in values.items()}


def _reason(
    library: Library,
    one: Traits,
    other: Traits,
    words: float,
    weight: dict[str, float],
    copy: SharedText | None = None,
) -> str:
    """`also about Coordination Council and Pavel Latushko, the same day`."""
    shared = [key for key in one.names if key in other.names]
    # What nearly every article names does not say why these two belong together.
    telling = sorted(shared, key=lambda key: (-round(weight[key], 6), key))
    names = [name for key in telling[:2] if (name := _name(library, key))]
    parts: list[str] = []
    if len(names) == 2:
        parts.append(tr("also about {first} and {second}", first=names[0], second=names[1]))
    elif names:
        parts.append(tr("also about {name}", name=names[0]))
    apart = other.day - one.day if one.day is not None and other.day is not None else None
    if apart is not None and abs(apart) <= 3:
        parts.append(_apart(apart))
    if copy:
        shares = ntr("shares {count} word with this article", "shares {count} words with this article", copy.words)
        parts.insert(0, shares)
    elif words > 0.6:
        parts.append(tr("in much the same words"))
    return joined(", ", parts) if parts else tr("in similar words")


def _apart(days: int) -> str:
    if days == 0:
        return tr("the same day")
    if days > 0:
        return ntr("{count} day later", "{count} days later", days)
    return ntr("{count} day before", "{count} days before", -days)


def _name(library: Library, key: str) -> str:
    kind, _, id = key.partition("/")
    if kind == "actors":
        return library.actors[id].name if id in library.actors else ""
    return library.places[id].name if id in library.places else ""
