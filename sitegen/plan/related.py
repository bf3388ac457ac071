"""Articles that belong together, with the reason in words.

Three measures, each between 0 and 1: the actors and places that both name (rare ones count more: inverse document
frequency), closeness of the days of publication, closeness of the words (cosine of tf-idf over each text's most
frequent words; Salton and Buckley 1988). Only articles that share a rare enough actor or word are compared, so that the
work grows with the length of the posting lists and not with the square of the archive. Articles in which the same
passages stand (`Library.shared`) are near for that alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from sitegen.model.article import Card
from sitegen.model.dates import days_apart
from sitegen.model.lineage import SharedText
from sitegen.plan.library import Library

AT_MOST = 5
_LEAST = 0.12
_POSTINGS_AT_MOST = 400
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
    count = len(cards)
    named = {
        card.face.slug: (*(f"actors/{id}" for id in card.record.actors), *(f"places/{id}" for id in card.record.places))
        for card in cards
    }
    weight = _weights([named[card.face.slug] for card in cards], count)
    word_weight = _weights([tuple(word for word, _ in card.terms) for card in cards], count)
    vectors = {card.face.slug: _vector(card.terms, word_weight) for card in cards}
    postings: dict[str, list[int]] = defaultdict(list)
    for index, card in enumerate(cards):
        for key in named[card.face.slug]:
            postings[key].append(index)
        for word in vectors[card.face.slug]:
            postings[word].append(index)
    place = {card.face.slug: index for index, card in enumerate(cards)}
    out: dict[str, list[Relation]] = {}
    for index, card in enumerate(cards):
        slug = card.face.slug
        near: set[int] = set()
        for key in (*named[slug], *vectors[slug]):
            if len(postings[key]) <= _POSTINGS_AT_MOST:
                near.update(postings[key])
        copies = {one.slug_b if one.slug_a == slug else one.slug_a: one for one in library.shared_by_slug.get(slug, [])}
        near.update(place[other] for other in copies)
        near.discard(index)
        scored: list[tuple[float, str, Card, float, list[str]]] = []
        for other_index in near:
            other = cards[other_index]
            shared = [key for key in named[slug] if key in named[other.face.slug]]
            words = _cosine(vectors[slug], vectors[other.face.slug])
            score = (
                0.45 * _overlap(named[slug], named[other.face.slug], shared, weight)
                + 0.25 * _closeness(card, other, library)
                + 0.3 * words
            )
            copy = copies.get(other.face.slug)
            score += _SHARED * copy.share if copy else 0.0
            if score >= _LEAST:
                scored.append((score, other.face.slug, other, words, shared))
        scored.sort(key=lambda item: (-round(item[0], 6), item[1]))
        out[slug] = [
            Relation(other, _reason(library, card, other, shared, words, weight, copies.get(other.face.slug)), score)
            for score, _, other, words, shared in scored[:AT_MOST]
        ]
    return out


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


def _cosine(first: dict[str, float], second: dict[str, float]) -> float:
    if len(second) < len(first):
        first, second = second, first
    return sum(value * second[word] for word, value in first.items() if word in second)


def _overlap(first: tuple[str, ...], second: tuple[str, ...], shared: list[str], weight: dict[str, float]) -> float:
    least = min(sum(weight[key] for key in first), sum(weight[key] for key in second))
    return sum(weight[key] for key in shared) / least if least else 0.0


def _closeness(first: Card, second: Card, library: Library) -> float:
    apart = _apart(first, second, library)
    return 0.0 if apart is None else math.exp(-abs(apart) / 5)


def _apart(first: Card, second: Card, library: Library) -> int | None:
    one, other = library.date(first), library.date(second)
    return days_apart(one.day, other.day) if one and other and one.day and other.day else None


def _reason(
    library: Library,
    card: Card,
    other: Card,
    shared: list[str],
    words: float,
    weight: dict[str, float],
    copy: SharedText | None,
) -> str:
    """`also about Coordination Council and Pavel Latushko, the same day`."""
    # What nearly every article names does not say why these two belong together.
    telling = sorted(shared, key=lambda key: (-round(weight[key], 6), key))
    names = [name for key in telling[:2] if (name := _name(library, key))]
    parts = ["also about " + " and ".join(names)] if names else []
    apart = _apart(card, other, library)
    if apart is not None and abs(apart) <= 3:
        parts.append(
            "the same day"
            if apart == 0
            else f"{abs(apart)} day{'s' if abs(apart) > 1 else ''} {'later' if apart > 0 else 'before'}"
        )
    if copy:
        parts.insert(0, f"shares {copy.words:,} words with this article")
    elif words > 0.6:
        parts.append("in much the same words")
    return ", ".join(parts) or "in similar words"


def _name(library: Library, key: str) -> str:
    kind, _, id = key.partition("/")
    if kind == "actors":
        return library.actors[id].name if id in library.actors else ""
    return library.places[id].name if id in library.places else ""
