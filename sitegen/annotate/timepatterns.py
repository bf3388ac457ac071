"""The pattern language of the time data: small regular expressions over words, and the words that they can begin with.

A pattern is written as it is read: `<w>,? <d>( of)? <m>(,? <y>)?`. A name in angles is a class of words of the
language, round brackets group, `|` separates, `?` makes the thing before it optional, a space is white space, braces
are printed brackets; all else stands for itself. It knows no word of any language and looks at no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DIGITS = "#"
"""Stands for every word that begins with a digit."""

_PIECE = re.compile(r"<(\w+)>|([()|?])|(\s+)|([\w'-]+(?!\?)|.)", re.DOTALL)
_WORD = re.compile(r"\w+")
_SPACE = r"\s{1,3}"


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: the expression for it, and the first words of its members."""

    source: str
    starts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The source of a pattern's regular expression, and the words at which it is worth trying."""

    source: str
    starts: frozenset[str]


class PatternError(ValueError):
    """A pattern of a data file is not well formed; the message holds it."""


def word_class(words: Iterable[str], digits: str = "") -> WordClass:
    """A class of the words, and of what the expression for digits matches."""
    forms = sorted(set(words))
    starts = {first_word(form) for form in forms} | ({DIGITS} if digits else set())
    sources = ([digits] if digits else []) + ([_trie(forms)] if forms else [])
    return WordClass("(?:" + "|".join(sources or ["(?!)"]) + ")", frozenset(starts))


def first_word(form: str) -> str:
    """The word with which a form begins, as texts are cut into words; `#` for a number."""
    match = _WORD.search(form)
    word = match.group() if match else ""
    return DIGITS if word[:1].isdigit() else word


def _trie(forms: list[str]) -> str:
    """One expression for many words in which each letter is looked at once; the longest match wins."""
    if len(forms) == 1:
        return _literal(forms[0])
    groups: dict[str, list[str]] = {}
    for form in forms:
        groups.setdefault(form[:1], []).append(form[1:])
    optional = groups.pop("", None) is not None
    branches = [_literal(head) + (_trie(rest) if rest != [""] else "") for head, rest in groups.items()]
    body = "|".join(branches)
    return f"(?:{body})?" if optional else (f"(?:{body})" if len(branches) > 1 else body)


def _literal(text: str) -> str:
    return _SPACE.join(re.escape(part) for part in text.split(" "))


def compile_pattern(pattern: str, classes: Mapping[str, WordClass]) -> Compiled:
    """The expression of a pattern. Its groups are named `<class>_<number>`, so that a class can stand more than once.

    Raises:
        PatternError: brackets do not match or a class is not known.
    """
    reader = _Reader(pattern, classes)
    source, starts, empty = reader.alternatives()
    if reader.at < len(reader.pieces) or empty:
        raise PatternError(f"not a pattern: {pattern}")
    return Compiled(source + r"(?!\w|-[^\W\d_])", frozenset(starts))


class _Reader:
    """Reads a pattern by recursive descent; each part gives its expression, its first words and whether it may be
    empty."""

    def __init__(self, pattern: str, classes: Mapping[str, WordClass]) -> None:
        self.pattern = pattern
        self.classes = classes
        self.pieces = [match.groups("") for match in _PIECE.finditer(pattern)]
        self.at = 0
        self.count = 0

    def alternatives(self) -> tuple[str, set[str], bool]:
        sources: list[str] = []
        starts: set[str] = set()
        empty = False
        while True:
            source, first, blank = self._sequence()
            sources.append(source)
            starts |= first
            empty = empty or blank
            if not self._take("|"):
                return "|".join(sources) if len(sources) == 1 else f"(?:{'|'.join(sources)})", starts, empty

    def _sequence(self) -> tuple[str, set[str], bool]:
        sources: list[str] = []
        starts: set[str] = set()
        empty = True
        while self.at < len(self.pieces) and self.pieces[self.at][1] not in ("|", ")"):
            source, first, blank = self._item()
            if self._take("?"):
                source, blank = f"(?:{source})?", True
            if empty:
                starts |= first
            empty = empty and blank
            sources.append(source)
        return "".join(sources), starts, empty

    def _item(self) -> tuple[str, set[str], bool]:
        name, mark, space, text = self.pieces[self.at]
        self.at += 1
        if name:
            if name not in self.classes:
                raise PatternError(f"no class <{name}>: {self.pattern}")
            self.count += 1
            known = self.classes[name]
            return f"(?P<{name}_{self.count}>{known.source})", set(known.starts), False
        if mark == "(":
            inner = self.alternatives()
            if not self._take(")"):
                raise PatternError(f"a bracket is open: {self.pattern}")
            return inner
        if mark:
            raise PatternError(f"`{mark}` stands wrongly: {self.pattern}")
        if space:
            return _SPACE, set(), True
        word = first_word(text)
        return re.escape({"{": "(", "}": ")"}.get(text, text)), {word} if word else set(), not word

    def _take(self, mark: str) -> bool:
        if self.at < len(self.pieces) and self.pieces[self.at][1] == mark:
            self.at += 1
            return True
        return False
