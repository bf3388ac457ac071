"""Articles that belong together, with the reason in words.

Three measures, each between 0 and 1: the actors and places that both name (rare ones count more: inverse document
frequency), closeness of the days of publication, closeness of the words (cosine of tf-idf over each text's most
frequent words; Salton and Buckley 1988). Only articles that share a rare enough actor or word are compared, so that the
work grows with the length of the posting lists and not with the square of the archive; of those only the ones that can
still come among the nearest are compared word by word (upper bounds as in MaxScore; Turtle and Flood 1995). The result
is that of comparing all. Articles in which the same passages stand (`Library.shared`) are near for that alone.
"""

from __future__ import annotations

import bisect
import datetime
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.article import Card
from sitegen.model.lineage import SharedText
from sitegen.plan.library import Library

AT_MOST = 5
_LEAST = 0.12
_POSTINGS_AT_MOST = 400
_BY_NAMES, _BY_DAY, _BY_WORDS = 0.45, 0.25, 0.3
_SHARED = 0.4
"""What a text that stands whole in another adds to their closeness."""
_FADES = 5.0
"""Days."""
_FAR = 15
"""Beyond so many days closeness is hardly anything."""
_EQUAL = 1e-6
"""Scores are compared to the sixth decimal: what may be equal to it is not left out."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Another article and why."""

    card: Card
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class _Traits:
    """What an article is compared by."""

    slug: str
    names: Mapping[str, float]
    """Ids of actors and places with their weights."""
    weight: float
    """Of all its names."""
    vector: Mapping[str, float]
    day: int | None
    """The ordinal of the day of publication; nothing where only a month is known."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Which articles have what, by their places in the list; of what is not too frequent to find articles by."""

    names: Mapping[str, Sequence[int]]
    words: Mapping[str, Sequence[int]]
    days: Sequence[tuple[int, int]]
    """Ordinals of days in order, each with an article."""


def related_articles(library: Library) -> dict[str, list[Relation]]:
    """For each slug the nearest articles, best first; at most five."""
    cards = library.articles
    traits, weight = _all_traits(library)
    index = _index(traits)
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
                    library, one, traits[other], _cosine(one.vector, traits[other].vector), weight, copies.get(other)
                ),
                score,
            )
            for score, other in _with_copies(one, _nearest(place, traits, index), copies, traits)
        ]
    return out


def _with_copies(
    one: _Traits, nearest: list[tuple[float, int]], copies: Mapping[int, SharedText], traits: Sequence[_Traits]
) -> list[tuple[float, int]]:
    """The nearest articles with those that share passages among them, which only ever brings these nearer."""
    if not copies:
        return nearest
    scored = [(-score, traits[other].slug, other) for score, other in nearest if other not in copies]
    for other, pair in copies.items():
        score = _score(one, traits[other]) + _SHARED * pair.share
        if score >= _LEAST:
            scored.append((-score, traits[other].slug, other))
    return [(-score, other) for score, _, other in _in_order(scored)]


def _score(one: _Traits, other: _Traits) -> float:
    score = _BY_NAMES * _overlap(one, other) + _BY_WORDS * _cosine(one.vector, other.vector)
    if one.day is not None and other.day is not None:
        score += _BY_DAY * math.exp(-abs(one.day - other.day) / _FADES)
    return score


def _all_traits(library: Library) -> tuple[list[_Traits], dict[str, float]]:
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
        out.append(_Traits(card.face.slug, names, total, _vector(card.terms, word_weight), day))
    return out, weight


def _index(traits: Sequence[_Traits]) -> _Index:
    names: dict[str, list[int]] = defaultdict(list)
    words: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(traits):
        for key in one.names:
            names[key].append(place)
        for word in one.vector:
            words[word].append(place)
    days = sorted((one.day, place) for place, one in enumerate(traits) if one.day is not None)
    return _Index(_rare(names), _rare(words), days)


def _rare(postings: Mapping[str, list[int]]) -> dict[str, list[int]]:
    return {key: places for key, places in postings.items() if len(places) <= _POSTINGS_AT_MOST}


def _nearest(place: int, traits: Sequence[_Traits], index: _Index) -> list[tuple[float, int]]:
    """The best scores with the places of the articles, best first; of equal ones by slug."""
    one = traits[place]
    by_words = Counter(itertools.chain.from_iterable(index.words.get(word, ()) for word in one.vector))
    by_names = set(itertools.chain.from_iterable(index.names.get(key, ()) for key in one.names))
    bounds = _word_bounds(one, index)
    promising = (by_names | _within_days(one.day, index).intersection(by_words)) - {place}
    best: list[tuple[float, str, int]] = []
    _try(best, promising, one, traits, by_words, bounds)
    # Of the rest nothing is known but how many words they share: no rare name, no near day.
    least = _least(best) - _BY_DAY * math.exp(-_FAR / _FADES) - _EQUAL
    frequent = sum(weight for key, weight in one.names.items() if key not in index.names)
    rest = (other for other in _with_words(by_words, bounds, least, frequent, one, traits))
    _try(best, (other for other in rest if other != place and other not in promising), one, traits, by_words, bounds)
    return [(-score, other) for score, _, other in _in_order(best)]


def _with_words(
    shared: Mapping[int, int],
    bounds: Sequence[float],
    least: float,
    frequent: float,
    one: _Traits,
    traits: Sequence[_Traits],
) -> Iterator[int]:
    """Those whose words in common, with the names that are too frequent to find them by, can still reach the least."""
    if not frequent:
        enough = bisect.bisect_left(bounds, least)
        return (other for other, count in shared.items() if count >= enough)
    by_names = _BY_NAMES * frequent
    return (
        other
        for other, count in shared.items()
        if by_names / (min(one.weight, traits[other].weight) or math.inf) + bounds[count] >= least
    )


def _within_days(day: int | None, index: _Index) -> set[int]:
    if day is None:
        return set()
    start = bisect.bisect_left(index.days, (day - _FAR, -1))
    stop = bisect.bisect_left(index.days, (day + _FAR + 1, -1))
    return {place for _, place in index.days[start:stop]}


def _word_bounds(one: _Traits, index: _Index) -> list[float]:
    """The most that words can add to a score where so many of the rarer ones are shared (Cauchy and Schwarz)."""
    rare = sorted((value for word, value in one.vector.items() if word in index.words), reverse=True)
    frequent = sum(value * value for word, value in one.vector.items() if word not in index.words)
    squares = itertools.accumulate((value * value for value in rare), initial=frequent)
    return [_BY_WORDS * math.sqrt(square) for square in squares]


def _try(
    best: list[tuple[float, str, int]],
    others: Iterable[int],
    one: _Traits,
    traits: Sequence[_Traits],
    shared_words: Mapping[int, int],
    bounds: Sequence[float],
) -> None:
    """Scores the others and keeps those that may be among the nearest."""
    least = _least(best)
    for place in others:
        other = traits[place]
        score = 0.0
        if not one.names.keys().isdisjoint(other.names):
            score = _BY_NAMES * _overlap(one, other)
        if one.day is not None and other.day is not None:
            score += _BY_DAY * math.exp(-abs(one.day - other.day) / _FADES)
        if score + bounds[shared_words.get(place, 0)] < least - _EQUAL:
            continue
        score += _BY_WORDS * _cosine(one.vector, other.vector)
        if score >= _LEAST:
            best.append((-score, other.slug, place))
            if len(best) >= 4 * AT_MOST:
                best[:] = _in_order(best)
                least = _least(best)


def _least(best: Sequence[tuple[float, str, int]]) -> float:
    """What a score must reach to come among the best that are found."""
    return max(_LEAST, -sorted(best)[AT_MOST - 1][0]) if len(best) >= AT_MOST else _LEAST


def _in_order(best: Iterable[tuple[float, str, int]]) -> list[tuple[float, str, int]]:
    return sorted(best, key=lambda row: (round(row[0], 6), row[1]))[:AT_MOST]


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


def _cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    if len(second) < len(first):
        first, second = second, first
    return sum(value * second[word] for word, value in first.items() if word in second)


def _overlap(first: _Traits, second: _Traits) -> float:
    least = min(first.weight, second.weight)
    return sum(weight for key, weight in first.names.items() if key in second.names) / least if least else 0.0


def _reason(
    library: Library,
    one: _Traits,
    other: _Traits,
    words: float,
    weight: dict[str, float],
    copy: SharedText | None = None,
) -> str:
    """`also about Coordination Council and Pavel Latushko, the same day`."""
    shared = [key for key in one.names if key in other.names]
    # What nearly every article names does not say why these two belong together.
    telling = sorted(shared, key=lambda key: (-round(weight[key], 6), key))
    names = [name for key in telling[:2] if (name := _name(library, key))]
    parts = ["also about " + " and ".join(names)] if names else []
    apart = other.day - one.day if one.day is not None and other.day is not None else None
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
