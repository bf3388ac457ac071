"""The patterns of a language, found by the characters with which they begin.

Of some hundred patterns only those are tried at a place that what stands there and behind it can begin; each is
compiled when it is first tried. What a pattern means is only carried along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sitegen.annotate.timecodes import DIGIT, FILLED, Codes, WordClass, behind_digits, check_classes
from sitegen.annotate.timepatterns import Node

_MOST_PLACES = 20_000
_MARKS = "'({"
"""Marks with which a pattern can begin; what follows them is no rest of a word."""


@dataclass(frozen=True, slots=True)
class TimePattern:
    """A pattern with what it means and where it may stand."""

    kind: str
    """What is read from it: a key of the data file's `patterns`."""
    tree: Node
    rank: int
    after: frozenset[str] = frozenset()
    """Words one of which must stand before it (articles aside); empty: any."""
    not_after: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()
    """What must follow: words, or `<end>` (a mark or the end), `<lower>`, `<title>` (a word in small letters, with a
    capital), `<past>` (a verb that tells what was), `of <title>`."""
    not_then: frozenset[str] = frozenset()
    tense: str = ""
    """The tense in which alone it is a time."""
    shift: int = 0
    """How many units it goes from its anchor."""
    unit: str = ""


Candidate = tuple[Callable[[str, int], re.Match[str] | None], TimePattern]
"""A pattern and what tries it at a place of a text in characters."""


class Grammar:
    """The patterns of a language by the characters with which they begin; an expression is compiled when first met."""

    def __init__(self, patterns: tuple[TimePattern, ...], classes: Mapping[str, WordClass]) -> None:
        self.codes = Codes(classes, [pattern.tree for pattern in patterns])
        self._pairs: dict[str, list[tuple[frozenset[str], TimePattern]]] = {}
        for pattern in patterns:
            check_classes(pattern.tree, classes, str(pattern))
            for first, seconds in self.codes.pairs(pattern.tree):
                self._pairs.setdefault(first, []).append((seconds, pattern))
        marks = "".join(mark for mark in self._pairs if mark != DIGIT)
        self.first = re.compile(rf"[{re.escape(marks)}\d]{FILLED}")
        """Finds what patterns can begin with, up to what stands behind it."""
        self.places: dict[str, tuple[Candidate, ...]] = {}
        """The patterns for a character that is a word, and the one of what stands behind it, once asked for."""
        self._compiled: dict[int, Candidate] = {}

    def candidates(self, coded: str, start: int, behind: int) -> tuple[Candidate, ...]:
        """The patterns that can begin at a place, by what stands there and behind it; in the order of the data."""
        first = coded[start]
        if not first.isdigit():
            if first in _MARKS:
                behind = start + 1
            key = first + (DIGIT if coded[behind : behind + 1].isdigit() else coded[behind : behind + 1])
            return self._at(key)
        if coded[start - 1 : start].isalpha():
            return ()
        one, two = behind_digits(coded, start)
        if one == two:
            return self._at(DIGIT + one)
        both = {candidate[1].rank: candidate for candidate in self._at(DIGIT + one) + self._at(DIGIT + two)}
        return tuple(both.values())

    def _at(self, key: str) -> tuple[Candidate, ...]:
        """The patterns for a character and the one of what stands behind it."""
        found = self.places.get(key)
        if found is None:
            second = DIGIT if key[1:].isdigit() else key[1:]
            fitting = {
                pattern.rank: pattern
                for seconds, pattern in self._pairs.get(key[0], ())
                if not seconds or second in seconds
            }
            found = tuple(self._candidate(fitting[rank]) for rank in sorted(fitting))
            if len(self.places) < _MOST_PLACES:
                self.places[key] = found
        return found

    def _candidate(self, pattern: TimePattern) -> Candidate:
        found = self._compiled.get(pattern.rank)
        if found is None:
            found = self._compiled[pattern.rank] = (re.compile(self.codes.source(pattern.tree)).match, pattern)
        return found
