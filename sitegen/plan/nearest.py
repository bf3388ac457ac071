"""The articles nearest to each, by what both name, when they were printed and the words of both.

Three measures, each between 0 and 1: the actors and places that both name (rare ones count more: inverse document
frequency), closeness of the days of publication, closeness of the words (cosine of tf-idf over each text's most
frequent words; Salton and Buckley 1988). Only articles that share a rare enough actor or word are compared, so that the
work grows with the length of the posting lists and not with the square of the archive; of those only the ones that can
still come among the nearest are compared word by word (upper bounds as in MaxScore; Turtle and Flood 1995). The result
is that of comparing all.
"""

from __future__ import annotations

import bisect
import heapq
import itertools
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

AT_MOST = 5
LEAST = 0.12
_POSTINGS_AT_MOST = 400
_BY_NAMES, _BY_DAY, _BY_WORDS = 0.45, 0.25, 0.3
_FADES = 5.0
"""Days."""
_FAR = 120
"""Days from which on closeness is nothing."""
_NEAR = 15
_CLOSE_ENOUGH = _BY_DAY * math.exp(-_NEAR / _FADES)
"""What more days than these add at most."""
_NEVER = 10**8
_EQUAL = 1e-6
"""Scores are compared to the sixth decimal: what may be equal to it is not left out."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article is compared by."""

    slug: str
    names: Mapping[str, float]
    """Ids of actors and places with their weights, all above nothing."""
    weight: float
    """Of all its names."""
    vector: Mapping[str, float]
    """Its words; the sum of the squares is one."""
    day: int | None
    """The ordinal of the day of publication; nothing where only a month is known."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Which articles have what, by their places in the list; of what is not too frequent to find articles by.

    Numbers of every article lie in arrays: read for millions of pairs, they should stand close together in the memory.
    """

    names: Mapping[str, Sequence[int]]
    words: Mapping[str, Sequence[int]]
    frequent: Mapping[str, tuple[Sequence[float], Sequence[int]]]
    """Names too frequent to find articles by: the weights of all names of each article, rising, and the articles."""
    weights: Sequence[float]
    """Of each article's names."""
    rare_words: Sequence[Sequence[float]]
    """For 0, 1 … words the length of every article's vector of its so many most telling words that are rare enough …"""
    frequent_words: Sequence[float]
    """… and of all its other words."""
    by_day: Mapping[int, Sequence[int]]
    days: Sequence[int]
    """The ordinal of each article's day; of those without one a day beyond all."""
    closeness: Mapping[int, float]
    """What so many days between two articles add to their score; beyond the last it is nothing that could be seen."""


def nearest(traits: Sequence[Traits]) -> list[list[tuple[float, int]]]:
    """For each article the best scores with the places of the others, best first; of equal ones by slug.

    At most `AT_MOST`, none below `LEAST`.
    """
    index = _index(traits)
    known: list[list[float]] = [[] for _ in traits]
    return [_Search(place, traits, index, known).run() for place in range(len(traits))]


def score(one: Traits, other: Traits) -> float:
    """How near two articles are, from 0 to 1."""
    near = 0.0
    if one.day is not None and other.day is not None:
        near = _BY_DAY * math.exp(-abs(one.day - other.day) / _FADES)
    return _BY_NAMES * _overlap(one, other) + near + _BY_WORDS * cosine(one.vector, other.vector)


def cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """How alike the words of two articles are, from 0 to 1."""
    return sum([value * second[word] for word, value in first.items() if word in second])


def in_order(best: Iterable[tuple[float, str, int]]) -> list[tuple[float, str, int]]:
    """The nearest of rows of negative score, slug and place."""
    return sorted(best, key=lambda row: (round(row[0], 6), row[1]))[:AT_MOST]


def _overlap(first: Traits, second: Traits) -> float:
    least = min(first.weight, second.weight)
    return sum(weight for key, weight in first.names.items() if key in second.names) / least if least else 0.0


def _index(traits: Sequence[Traits]) -> _Index:
    # One object for each place: dictionaries find what is the same object without comparing.
    all_places = list(range(len(traits)))
    names = _postings(zip(all_places, (one.names for one in traits), strict=True))
    words = _rare(_postings(zip(all_places, (one.vector for one in traits), strict=True)))
    by_day: dict[int, list[int]] = defaultdict(list)
    for place, one in zip(all_places, traits, strict=True):
        if one.day is not None:
            by_day[one.day].append(place)
    weights = array("d", [one.weight for one in traits])
    rare_words = [_lengths([v for word, v in one.vector.items() if word in words]) for one in traits]
    other_words = [_lengths([v for word, v in one.vector.items() if word not in words]) for one in traits]
    frequent = {}
    for key in names.keys() - _rare(names).keys():
        places = sorted(names[key], key=weights.__getitem__)
        frequent[key] = [weights[place] for place in places], places
    return _Index(
        names=_rare(names),
        words=words,
        frequent=frequent,
        weights=weights,
        rare_words=_columns(rare_words),
        frequent_words=array("d", [lengths[-1] for lengths in other_words]),
        by_day=by_day,
        days=array("l", [_NEVER if one.day is None else one.day for one in traits]),
        closeness={apart: _BY_DAY * math.exp(-apart / _FADES) for apart in range(_FAR)},
    )


def _postings(sets: Iterable[tuple[int, Iterable[str]]]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = defaultdict(list)
    for place, keys in sets:
        for key in keys:
            out[key].append(place)
    return out


def _rare(postings: Mapping[str, list[int]]) -> dict[str, list[int]]:
    return {key: places for key, places in postings.items() if len(places) <= _POSTINGS_AT_MOST}


def _lengths(values: Iterable[float]) -> list[float]:
    squares = sorted([value * value for value in values], reverse=True)
    return [math.sqrt(square) for square in itertools.accumulate(squares, initial=0.0)]


def _keep(highest: list[float], found: float) -> None:
    """Keeps the highest scores that are known of an article, the least of them first."""
    if len(highest) < AT_MOST:
        heapq.heappush(highest, found)
    elif found > highest[0]:
        heapq.heapreplace(highest, found)


def _columns(rows: Sequence[Sequence[float]]) -> list[array[float]]:
    """The first values of all rows, the second ones and so on; the last of a row stands for those that it lacks."""
    width = max(map(len, rows), default=0)
    return [array("d", [row[min(n, len(row) - 1)] for row in rows]) for n in range(width)]


class _Search:
    """For the articles nearest to one: what it shares with others, the best so far, and what others must reach.

    What words add is bounded by Cauchy and Schwarz: two articles that share so many of the rarer words share no more of
    them than the most telling ones, and of the frequent words no more than all.
    """

    def __init__(self, place: int, traits: Sequence[Traits], index: _Index, known: Sequence[list[float]]) -> None:
        self.place, self.traits, self.index = place, traits, index
        self.one = one = traits[place]
        self.by_words = Counter(itertools.chain.from_iterable(index.words.get(word, ()) for word in one.vector))
        """How many of the rarer words others share with it."""
        self.by_names = self._by_names()
        """What the rarer names weigh that others share with it."""
        for found in (self.by_words, self.by_names):
            found.pop(place, None)
        self.frequent = {key: weight for key, weight in one.names.items() if key in index.frequent}
        self.frequent_weight = sum(self.frequent.values())
        self.rare = [lengths[place] for lengths in index.rare_words]
        self.known = known
        """The highest scores of each article that were met in the searches of others."""
        self.found: list[tuple[float, str, int]] = []
        self.highest: list[float] = []
        self.least = (known[place][0] if len(known[place]) == AT_MOST else LEAST) - _EQUAL

    def run(self) -> list[tuple[float, int]]:
        """Those that are likely near come first, so that of the many others a bound says that they are too far."""
        near = self._near()
        self._try(near)
        both = (self.by_names.keys() & self.by_words.keys()) - near
        self._try(self._within_reach(both))
        self._try(self._by_names_alone() - near - both)
        several = {other for other, count in self.by_words.items() if count > 1} - near - both
        self._try(self._within_reach(several))
        self._try(self._within_reach(self._with_one_word() - near - both - several))
        return [(-found, other) for found, _, other in in_order(self.found)]

    def _by_names(self) -> dict[int, float]:
        out: dict[int, float] = defaultdict(float)
        for key, weight in self.one.names.items():
            for other in self.index.names.get(key, ()):
                out[other] += weight
        return out

    def _near(self) -> set[int]:
        """Those of the days around."""
        if self.one.day is None:
            return set()
        by_day, by_names, by_words = self.index.by_day, self.by_names, self.by_words
        days = range(self.one.day - _NEAR, self.one.day + _NEAR + 1)
        return {other for day in days for other in by_day.get(day, ()) if other in by_words or other in by_names}

    def _with_one_word(self) -> Set[int]:
        """Those that share a rarer word and can come among the best though it is one, and neither name nor day near."""
        rare, frequent = self.index.rare_words, self.index.frequent_words[self.place]
        words = _BY_WORDS * math.hypot(rare[min(1, len(rare) - 1)][self.place], frequent)
        missing = self.least - _CLOSE_ENOUGH - words
        if missing <= 0:
            return self.by_words.keys()
        # What is missing must come from frequent names, which weigh enough only where the other has few names.
        most = _BY_NAMES * self.frequent_weight / missing
        most = math.inf if self.one.weight <= most else most
        postings = [self.index.frequent[key] for key in self.frequent]
        heads = [places[: bisect.bisect_right(weights, most)] for weights, places in postings]
        return self.by_words.keys() & set().union(*heads)

    def _by_names_alone(self) -> set[int]:
        """Those that can come among the best though they share no rarer word and no near day."""
        index, own, frequent = self.index, self.one.weight, self.frequent_weight
        weights, lengths = index.weights, index.frequent_words
        least = (self.least - _CLOSE_ENOUGH) / _BY_NAMES
        words = lengths[self.place] * _BY_WORDS / _BY_NAMES
        return {
            other
            for other, weight in self.by_names.items()
            if weight + frequent >= (least - words * lengths[other]) * (own if own < weights[other] else weights[other])
        }

    def _within_reach(self, others: Iterable[int]) -> list[int]:
        """Of those that are not near in time the ones that can come among the best if they share all frequent names."""
        index, own, most = self.index, self.one.weight, self.frequent_weight
        by_names, shared, weights, rare, frequent = (
            self.by_names.get, self.by_words.get, index.weights, index.rare_words, index.frequent_words
        )  # fmt: skip
        least, own_rare, own_frequent = self.least - _CLOSE_ENOUGH, self.rare, frequent[self.place]
        return [
            other
            for other in others
            if _BY_NAMES * (by_names(other, 0.0) + most)
            >= (
                least
                - _BY_WORDS * (own_rare[n := shared(other, 0)] * rare[n][other] + own_frequent * frequent[other])
            ) * (own if own < weights[other] else weights[other])
        ]  # fmt: skip

    def _bases(self, others: Iterable[int]) -> list[tuple[float, int]]:
        """What names and days add to the scores of others, the highest first."""
        traits, weights, own = self.traits, self.index.weights, self.one.weight
        days, closeness = self.index.days, self.index.closeness.get
        day = -_NEVER if self.one.day is None else self.one.day
        by_names, frequent = self.by_names.get, self.frequent
        out = []
        for other in others:
            base, weight, named = closeness(abs(days[other] - day), 0.0), by_names(other, 0.0), traits[other].names
            for key in frequent:
                if key in named:
                    weight += frequent[key]
            if weight:
                base += _BY_NAMES * weight / min(own, weights[other])
            out.append((base, other))
        out.sort(reverse=True)
        return out

    def _try(self, others: Iterable[int]) -> None:
        """Scores those that can still come among the best."""
        one, traits, shared = self.one, self.traits, self.by_words.get
        rare, frequent = self.index.rare_words, self.index.frequent_words
        own_frequent = frequent[self.place]
        for base, other in self._bases(others):
            count = shared(other, 0)
            words = self.rare[count] * rare[count][other] + own_frequent * frequent[other]
            if base + _BY_WORDS * words < self.least:
                continue
            found = base + _BY_WORDS * cosine(one.vector, traits[other].vector)
            if found < LEAST:
                continue
            _keep(self.known[other], found)
            if found >= self.least:
                self.found.append((-found, traits[other].slug, other))
                _keep(self.highest, found)
                if len(self.highest) == AT_MOST:
                    self.least = max(self.least, self.highest[0] - _EQUAL)
