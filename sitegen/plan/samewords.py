"""The same words in several articles: which quotations are one, and how their wordings differ.

Two quotations are one where their folded words are equal, where one is a run of the other (a long one with a word or
two changed), or where four in five words are equal; and where both name the same speaker, or one of them names nobody
of whom there is a record. Pairs are found by the runs of four words that they share (Broder 1997), each compared with
few others: the work grows with the length of the texts, not with the square of their number. Words of two different
records are never joined.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from sitegen.model.dates import days_apart
from sitegen.model.views import WordRun
from sitegen.plan.spoken import Spoken, words_of

RUN = 4
"""Words of a run that two wordings must share."""
ALIKE = 0.8
_OF_UNKNOWN = 6
"""Fewer words than these are said by many: they are joined only where both name the same speaker."""
_SHORT_WITHIN = 14
"""Days within which a quotation of fewer than four words is taken for the same one."""
_LEAST_SHARED = 0.15
"""Runs that alike wordings share, for each word of the shorter: a change takes away four at most."""
_WITHIN = 0.5
_WITHIN_FROM = 9
"""Words from which a part may have changed words too, and which share of its runs must be in the longer."""
_LISTED = 8
_COMPARED = 8
_LONGEST_COMPARED = 600


def joined(spoken: Sequence[Spoken]) -> list[list[Spoken]]:
    """Quotations that are one, in groups, each in the order of publication, and the groups by their first.

    Args:
        spoken: all quotations in their order.
    """
    groups = _Groups(spoken)
    _equal(spoken, groups)
    _alike(spoken, groups)
    return groups.lists()


class _Groups:
    """Disjoint sets, each with at most one known speaker."""

    def __init__(self, spoken: Sequence[Spoken]) -> None:
        self._spoken = spoken
        self._above = list(range(len(spoken)))
        self._actor = [one.actor for one in spoken]

    def root(self, index: int) -> int:
        while self._above[index] != index:
            self._above[index] = self._above[self._above[index]]
            index = self._above[index]
        return index

    def actor(self, index: int) -> str:
        return self._actor[self.root(index)]

    def join(self, first: int, second: int) -> bool:
        """Makes one of the two sets; refused where their speakers are two."""
        low, high = sorted((self.root(first), self.root(second)))
        actors = {self._actor[low], self._actor[high]} - {""}
        if len(actors) > 1:
            return False
        self._above[high] = low
        self._actor[low] = next(iter(actors), "")
        return True

    def lists(self) -> list[list[Spoken]]:
        out: dict[int, list[Spoken]] = {}
        for index, one in enumerate(self._spoken):
            out.setdefault(self.root(index), []).append(one)
        return list(out.values())


def _equal(spoken: Sequence[Spoken], groups: _Groups) -> None:
    """The same words of the same record; short ones only where they are of about the same days."""
    last: dict[tuple[tuple[str, ...], str], int] = {}
    for index, one in enumerate(spoken):
        if not one.actor and len(one.words) < _OF_UNKNOWN:
            continue
        key = (one.words, one.actor)
        before = last.get(key)
        if before is not None and (len(one.words) >= RUN or _near(spoken[before], one)):
            groups.join(before, index)
        last[key] = index


def _near(first: Spoken, second: Spoken) -> bool:
    one, other = first.card.face.date, second.card.face.date
    if len(one) != 10 or len(other) != 10:
        return first.slug == second.slug
    return abs(days_apart(one, other)) <= _SHORT_WITHIN


def _alike(spoken: Sequence[Spoken], groups: _Groups) -> None:
    """Wordings that share a run of four words with an earlier one and are alike."""
    numbers: dict[str, int] = {}
    lengths = [len(one.words) for one in spoken]
    index_of: dict[int, list[int]] = {}
    seen: set[tuple[tuple[str, ...], str]] = set()
    for index, one in enumerate(spoken):
        if len(one.words) < RUN or (one.words, one.actor) in seen:
            continue
        if one.actor or len(one.words) >= _OF_UNKNOWN:
            seen.add((one.words, one.actor))
        runs = _runs(one.words, numbers)
        shared = Counter(chain.from_iterable([index_of[run] for run in runs if run in index_of]))
        near = [
            other
            for other, count in shared.items()
            if count >= min(lengths[other], len(one.words)) * _LEAST_SHARED - 1 and _may_join(spoken[other], one)
        ]
        # The same speaker first, then who shares most, then the earliest.
        near.sort(key=lambda other: (spoken[other].actor != one.actor, -shared[other], other))
        for other in near[:_COMPARED]:
            if relation(spoken[other].words, one.words):
                groups.join(other, index)
        for run in runs:
            listed = index_of.setdefault(run, [])
            if len(listed) < _LISTED:
                listed.append(index)


def _runs(words: tuple[str, ...], numbers: dict[str, int]) -> set[int]:
    """Each run of four words as one number."""
    ids = [numbers.setdefault(word, len(numbers)) for word in words]
    return {
        (ids[at] << 72) | (ids[at + 1] << 48) | (ids[at + 2] << 24) | ids[at + 3] for at in range(len(ids) - RUN + 1)
    }


def _may_join(first: Spoken, second: Spoken) -> bool:
    if first.actor and second.actor:
        return first.actor == second.actor
    return min(len(first.words), len(second.words)) >= _OF_UNKNOWN


def relation(first: tuple[str, ...], second: tuple[str, ...]) -> str:
    """How the second wording stands to the first: `same`, `part`, `more`, `other`; empty where they are not one."""
    if first == second:
        return "same"
    long, short = f" {' '.join(first)} ", f" {' '.join(second)} "
    if short in long:
        return "part"
    if long in short:
        return "more"
    if min(len(first), len(second)) < ALIKE * max(len(first), len(second)):
        return "other" if _is_within(*sorted((first, second), key=len)) else ""
    alike = (Counter(first) & Counter(second)).total()
    return "other" if alike >= ALIKE * max(len(first), len(second)) else ""


def _is_within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the longer has the shorter with a few words changed: most of its runs of words."""
    if len(short) < _WITHIN_FROM:
        return False
    own = set(zip(*(short[at:] for at in range(RUN)), strict=False))
    return len(own.intersection(zip(*(long[at:] for at in range(RUN)), strict=False))) >= len(own) * _WITHIN


def differences(first: str, second: str) -> tuple[WordRun, ...]:
    """The second text as runs of words that both have, that only the first has, that only the second has.

    Words are compared without case and punctuation; nothing where the texts are too long to compare.
    """
    before, after = first.split(), second.split()
    if len(before) + len(after) > _LONGEST_COMPARED:
        return ()
    matcher = difflib.SequenceMatcher(None, [_key(word) for word in before], [_key(word) for word in after], False)
    out: list[WordRun] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            out.append(WordRun(" ".join(after[other_start:other_end])))
            continue
        if end > start:
            out.append(WordRun(" ".join(before[start:end]), "first"))
        if other_end > other_start:
            out.append(WordRun(" ".join(after[other_start:other_end]), "here"))
    return tuple(out)


def _key(word: str) -> str:
    return " ".join(words_of(word)) or word
