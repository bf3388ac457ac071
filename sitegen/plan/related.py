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
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from sitegen.model.article import Card
from sitegen.model.lineage import SharedText
from sitegen.model.messages import joined, ntr, tr
from sitegen.plan.library import Library

AT_MOST = 5
_LEAST = 0.12
_POSTINGS_AT_MOST = 400
_BY_NAMES, _BY_DAY, _BY_WORDS = 0.45, 0.25, 0.3
_SHARED = 0.4
"""What a text that stands whole in another adds to their closeness."""
_FADES = 5.0
"""Days."""
_FAR = 120
"""Days from which on closeness is nothing."""
_NEAR = 15
_NEVER = 10**8
_NOBODY: frozenset[int] = frozenset()
_EQUAL = 1e-6
"""Scores are compared to the sixth decimal: what may be equal to it is not left out."""
_LEAST_BOUND = _LEAST - _EQUAL


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
    frequent: Mapping[str, frozenset[int]]
    """Names too frequent to find articles by."""
    words: Mapping[str, Sequence[int]]
    weights: Sequence[float]
    """Of each article's names."""
    masks: Sequence[int]
    """Of each article's too frequent words a number with a bit for each."""
    by_day: Mapping[int, Sequence[int]]
    days: Sequence[int]
    """The ordinal of each article's day; of those without one a day beyond all."""
    closeness: Mapping[int, float]
    """What so many days between two articles add to their score; beyond the last it is nothing that could be seen."""


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
    by_day: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(traits):
        if one.day is not None:
            by_day[one.day].append(place)
    closeness = {apart: _BY_DAY * math.exp(-apart / _FADES) for apart in range(_FAR)}
    return _Index(
        _rare(names),
        {key: frozenset(places) for key, places in names.items() if len(places) > _POSTINGS_AT_MOST},
        _rare(words),
        [one.weight for one in traits],
        _masks(traits, words),
        by_day,
        [_NEVER if one.day is None else one.day for one in traits],
        closeness,
    )


def _masks(traits: Sequence[_Traits], postings: Mapping[str, list[int]]) -> list[int]:
    frequent = [word for word, places in postings.items() if len(places) > _POSTINGS_AT_MOST]
    bits = {word: 1 << number for number, word in enumerate(frequent)}
    return [sum(bits[word] for word in one.vector if word in bits) for one in traits]


def _rare(postings: Mapping[str, list[int]]) -> dict[str, list[int]]:
    return {key: places for key, places in postings.items() if len(places) <= _POSTINGS_AT_MOST}


def _nearest(place: int, traits: Sequence[_Traits], index: _Index) -> list[tuple[float, int]]:
    """The best scores with the places of the articles, best first; of equal ones by slug."""
    one = traits[place]
    by_words = Counter(itertools.chain.from_iterable(index.words.get(word, ()) for word in one.vector))
    by_names = _by_names(one, by_words.keys(), index)
    for counted in (by_words, by_names):
        counted.pop(place, None)
    day = -_NEVER if one.day is None else one.day
    near = {other for around in range(day - _NEAR, day + _NEAR + 1) for other in index.by_day.get(around, ())}
    near = (near & by_words.keys()) - by_names.keys()
    weights, days, closeness, own = index.weights, index.days, index.closeness.get, one.weight
    bases = [
        (_BY_NAMES * weight / min(weights[other], own) + closeness(abs(days[other] - day), 0.0), other)
        for other, weight in by_names.items()
    ]
    bases += [(closeness(abs(days[other] - day), 0.0), other) for other in near]
    bases.sort(reverse=True)
    words = _words_at_most(one, index)
    best: list[tuple[float, str, int]] = []
    _try(best, bases, place, by_words, words, traits, index)
    # The rest shares no name and no near day: so many of the rarer words must be the same.
    far = closeness(_NEAR, 0.0)
    enough = bisect.bisect_left([far + most for most in words.rare], _least(best) - _EQUAL)
    rest = [other for other, count in by_words.items() if count >= enough and other not in near]
    bases = [(closeness(abs(days[other] - day), 0.0), other) for other in rest if other not in by_names]
    _try(best, bases, place, by_words, words, traits, index)
    return [(-score, other) for score, _, other in best]


def _by_names(one: _Traits, by_words: Set[int], index: _Index) -> dict[int, float]:
    """The weight of the names that others share with it: of those that share a rare one, or a word besides."""
    out: dict[int, float] = defaultdict(float)
    for key, weight in one.names.items():
        for other in index.names.get(key, ()):
            out[other] += weight
    found = out.keys() | by_words
    for key, weight in one.names.items():
        for other in index.frequent.get(key, _NOBODY) & found:
            out[other] += weight
    return out


def _try(
    best: list[tuple[float, str, int]],
    bases: Iterable[tuple[float, int]],
    place: int,
    by_words: Mapping[int, int],
    words: _WordsAtMost,
    traits: Sequence[_Traits],
    index: _Index,
) -> None:
    """Scores those that can still come among the best; `bases` are their scores without the words."""
    one, mask, masks, least = traits[place], index.masks[place], index.masks, _least(best) - _EQUAL
    shared_with, rare, rare_squares, frequent = by_words.get, words.rare, words.rare_squares, words.frequent_squares
    for base, other in bases:
        shared = shared_with(other, 0)
        if base + rare[shared] < least:
            continue
        squares = rare_squares[shared] + frequent[(mask & masks[other]).bit_count()]
        if base + _BY_WORDS * math.sqrt(squares) < least:
            continue
        score = base + _BY_WORDS * _cosine(one.vector, traits[other].vector)
        if score >= least and score >= _LEAST:
            best[:] = _in_order([*best, (-score, traits[other].slug, other)])
            least = _least(best) - _EQUAL


def _least(best: Sequence[tuple[float, str, int]]) -> float:
    """What a score must reach to come among the best."""
    return -best[-1][0] if len(best) == AT_MOST else _LEAST


@dataclass(frozen=True, slots=True)
class _WordsAtMost:
    """What words can add to a score at most (Cauchy and Schwarz: the other's part of what is shared is one at most)."""

    rare: Sequence[float]
    """Where so many of the rarer words are shared, whatever else is."""
    rare_squares: Sequence[float]
    """The sum of the squares of the so many greatest values, of the rarer words …"""
    frequent_squares: Sequence[float]
    """… and of the more frequent ones."""


def _words_at_most(one: _Traits, index: _Index) -> _WordsAtMost:
    squares = []
    for rare in (True, False):
        values = sorted((value for word, value in one.vector.items() if (word in index.words) == rare), reverse=True)
        squares.append(list(itertools.accumulate((value * value for value in values), initial=0.0)))
    most = [_BY_WORDS * math.sqrt(square + squares[1][-1]) for square in squares[0]]
    return _WordsAtMost(most, squares[0], squares[1])


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
