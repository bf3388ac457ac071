"""The pattern language of the time data: small regular expressions over words, read into trees.

A pattern is written as it is read: `<w>,? <d>( of)? <m>(,? <y>)?`. A name in angles is a class of words of the
language, round brackets group, `|` separates, `?` makes the thing before it optional (behind a word: its last letter),
a space is white space, braces are printed brackets; all else stands for itself. It knows no word of any language and
looks at no text; `timecodes` makes regular expressions of the trees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PIECE = re.compile(r"<(\w+)>|([()|?])|(\s+)|([^\W\d_]+\.?(?!\w)|\d+|.)", re.DOTALL)

Pair = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a pattern."""

    kind: str
    """`class`, `word`, `mark` (printed as it stands), `space`, `all` (in turn), `one` (of several), `maybe`."""
    text: str = ""
    parts: tuple[Node, ...] = ()


class PatternError(ValueError):
    """A pattern of a data file is not well formed; the message holds it."""


def parse_pattern(pattern: str) -> Node:
    """The tree of a pattern.

    Raises:
        PatternError: brackets do not match, or nothing at all matches it.
    """
    reader = _Reader(pattern)
    tree = reader.alternatives()
    if reader.at < len(reader.pieces) or () in openings(tree):
        raise PatternError(f"not a pattern: {pattern}")
    return tree


def openings(node: Node) -> frozenset[Pair]:
    """With which two things, spaces aside, what a tree matches can begin: classes as `<m>`, words and marks as they
    are; fewer where it can be so short."""
    if node.kind in ("class", "word", "mark"):
        return frozenset({(f"<{node.text}>" if node.kind == "class" else node.text,)})
    if node.kind == "space":
        return _NOTHING
    if node.kind == "maybe":
        return openings(node.parts[0]) | _NOTHING
    if node.kind == "one":
        return frozenset().union(*(openings(part) for part in node.parts))
    found: frozenset[Pair] = _NOTHING
    for part in node.parts:
        if all(len(pair) > 1 for pair in found):
            break
        more = openings(part)
        found = frozenset(pair if len(pair) > 1 else (pair + end)[:2] for pair in found for end in more)
    return found


_NOTHING: frozenset[Pair] = frozenset({()})


def words_of(node: Node) -> Iterable[str]:
    """The printed words of a tree."""
    if node.kind == "word":
        yield node.text
    for part in node.parts:
        yield from words_of(part)


class _Reader:
    """Reads a pattern by recursive descent."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.pieces = [match.groups("") for match in _PIECE.finditer(pattern)]
        self.at = 0

    def alternatives(self) -> Node:
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Node("one", parts=tuple(parts))

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.pieces) and self.pieces[self.at][1] not in ("|", ")"):
            item = self._item()
            if self._take("?"):
                item = _shorter(item) if item.kind == "word" and len(item.text) > 1 else Node("maybe", parts=(item,))
            parts.append(item)
        return parts[0] if len(parts) == 1 else Node("all", parts=tuple(parts))

    def _item(self) -> Node:
        name, mark, space, text = self.pieces[self.at]
        self.at += 1
        if name:
            return Node("class", name)
        if mark == "(":
            inner = self.alternatives()
            if not self._take(")"):
                raise PatternError(f"a bracket is open: {self.pattern}")
            return inner
        if mark:
            raise PatternError(f"`{mark}` stands wrongly: {self.pattern}")
        if space:
            return Node("space")
        return Node("word" if text[0].isalpha() else "mark", {"{": "(", "}": ")"}.get(text, text))

    def _take(self, mark: str) -> bool:
        if self.at < len(self.pieces) and self.pieces[self.at][1] == mark:
            self.at += 1
            return True
        return False


def _shorter(item: Node) -> Node:
    return Node("one", parts=(item, Node("word", item.text[:-1])))
