"""Phrases of a language with what each stands for, and how they are found at a token.

They are data; here is only the form in which they are looked up. Nothing is decided about a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.base.text import fold

_PIECE = re.compile(r"\w[\w'*]*|[^\w\s]")
_MOST_KNOWN = 100_000


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases with what each stands for, found at a token; a word that ends in `*` stands for all that begin so."""

    exact: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    stems: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()
    """Of the stems, longest first."""
    last: frozenset[str] | None = None
    """The words with which phrases end; nothing where one ends in a stem."""
    known: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    """What was looked up already: the phrases that may begin with a word."""

    def at(self, words: Sequence[str], index: int) -> tuple[str, int]:
        """What the longest phrase at a token stands for, and the token behind it; the token itself where none is."""
        rows = self.known.get(words[index])
        if rows is None:
            rows = self._beginning(words[index])
        best = ("", index)
        for phrase, value in rows:
            if index + len(phrase) > best[1] and (len(phrase) == 1 or _goes_on(words, index, phrase)):
                best = (value, index + len(phrase))
        return best

    def begins(self, word: str) -> bool:
        """Whether a phrase may begin with a word."""
        rows = self.known.get(word)
        return bool(self._beginning(word) if rows is None else rows)

    def _beginning(self, word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The phrases that may begin with a word."""
        rows = self.exact.get(word, ())
        for length in self.lengths:
            found = self.stems.get(word[:length]) if length <= len(word) else None
            rows = (*rows, *found) if found else rows
        if len(self.known) < _MOST_KNOWN:
            self.known[word] = rows
        return rows

    def before(self, words: Sequence[str], end: int, longest: int = 5) -> tuple[str, int]:
        """What the longest phrase that ends before a token stands for, and its first token; `end` where none does."""
        if self.last is not None and (end == 0 or words[end - 1] not in self.last):
            return "", end
        for start in range(max(0, end - longest), end):
            value, stop = self.at(words, start)
            if stop == end:
                return value, start
        return "", end


def _goes_on(words: Sequence[str], index: int, phrase: tuple[str, ...]) -> bool:
    if index + len(phrase) > len(words):
        return False
    for offset in range(1, len(phrase)):
        piece, word = phrase[offset], words[index + offset]
        if word != piece and not (piece[-1] == "*" and word.startswith(piece[:-1])):
            return False
    return True


def phrases(values: Mapping[object, object]) -> Phrases:
    """Phrases by what they stand for; the phrases are a text with commas between them."""
    exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for value, forms in values.items():
        for form in split_forms(forms):
            pieces = tuple(_PIECE.findall(form))
            if pieces and pieces[0][-1] == "*":
                stems.setdefault(pieces[0][:-1], []).append((pieces, str(value)))
            elif pieces:
                exact.setdefault(pieces[0], []).append((pieces, str(value)))
    lengths = tuple(sorted({len(stem) for stem in stems}, reverse=True))
    last = {phrase[-1] for table in (exact, stems) for rows in table.values() for phrase, _ in rows}
    return Phrases(
        {word: tuple(entries) for word, entries in exact.items()},
        {word: tuple(entries) for word, entries in stems.items()},
        lengths,
        None if any(word[-1] == "*" for word in last) else frozenset(last),
    )


def telling_words(table: Phrases, closed: frozenset[str]) -> frozenset[str]:
    """Of each phrase the longest word, of the closed classes only where it has no other."""
    rows = [row for kind in (table.exact, table.stems) for rows in kind.values() for row in rows]
    # "Others" and "a person" make a claim only beside a word for what happened.
    phrases_ = [phrase for phrase, value in rows if not value.startswith(("one:", "dependent:"))]
    return frozenset(max(phrase, key=lambda word: (word not in closed, len(word))) for phrase in phrases_)


def split_forms(forms: object) -> list[str]:
    """The phrases of a text with commas between them."""
    if forms is None:
        return []
    return [fold(form.strip()) for form in str(forms).split(",") if form.strip()]
