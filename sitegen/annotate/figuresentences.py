"""Sentences and their tokens, as counted claims need them.

A sentence ends behind a stop that a capital follows, not behind abbreviations and initials (data of each language). A
number is one token with its separators. Nothing is said of what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.annotate.figurewords import FigureWords
from sitegen.base.text import fold

_SPACE = " \u00a0\u202f\u2009"
_GROUPS = rf"\d{{1,3}}(?:(?P<by>[.,'’{_SPACE}])\d{{3}}(?!\d)(?:(?P=by)\d{{3}}(?!\d))*)(?:[.,]\d{{1,9}})?(?!\d)"
_NUMBER = rf"{_GROUPS}|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"(?P<n>{_NUMBER})|(?P<w>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|\S")
_END = re.compile(r"[.!?…]+[\"'”’»“)\]]*\s+(?=[\"'“„«‘(\[–—-]*\s?[^\W_a-zа-яёіўїєґ])|\n+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?\Z")
_LONGEST_SENTENCE = 1200
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its tokens."""

    text: str
    """The whole passage."""
    start: int
    end: int
    words: tuple[str, ...]
    """Each token, folded."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: tuple[str, ...]
    """`n` for a number in digits, `w` for a word, `p` for anything else."""

    def printed(self, first: int, behind: int) -> str:
        """The text from one token to before another."""
        return self.text[self.starts[first] : self.ends[behind - 1]] if first < behind else ""

    def glued(self, index: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


def sentences(text: str, words: FigureWords) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends; one beyond all measure is cut, to bound what is done with it."""
    for start, end in _whole_sentences(text, words):
        while end - start > _LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            cut = cut if cut > start else start + _LONGEST_SENTENCE
            yield start, cut
            start = cut
        yield start, end


def _whole_sentences(text: str, words: FigureWords) -> Iterator[tuple[int, int]]:
    """Cut behind stops that are followed by a capital; not behind abbreviations and initials."""
    start = 0
    for match in _END.finditer(text):
        if _abbreviated(text, match, words):
            continue
        end = len(text[start : match.end()].rstrip()) + start
        if end > start:
            yield start, end
        start = match.end()
    end = len(text.rstrip())
    if end > start:
        yield start, end


def _abbreviated(text: str, match: re.Match[str], words: FigureWords) -> bool:
    if not match.group().startswith(".") or match.group().startswith(".."):
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    last = _LAST_WORD.search(before)
    if last is None:
        return words.has("ordinals_with_point") and before[-1:].isdigit()
    word = last.group(1)
    return (len(word) == 1 and word.isupper()) or fold(word) in words.words("abbreviations")


def tokens(text: str, start: int, end: int, words: FigureWords) -> Sentence:
    """A sentence cut into tokens."""
    elisions, same = words.words("elisions"), words.same_initials
    rows: list[tuple[str, int, int, str]] = []
    for match in _TOKEN.finditer(text, start, end):
        first, behind, kind = match.start(), match.end(), match.lastgroup or "p"
        # Marks stay as printed: a dash ends a phrase, a hyphen does not.
        word = fold(match.group()) if kind == "w" else match.group()
        if same and word[0] == same[0]:
            word = same[1] + word[1:]
        if elisions and kind == "w" and "'" in word and word.split("'")[0] + "'" in elisions:
            cut = first + word.index("'") + 1
            rows.append((word.split("'")[0] + "'", first, cut, "w"))
            word, first = word.partition("'")[2], cut
        rows.append((word, first, behind, kind))
    if not rows:
        return Sentence(text, start, end, (), (), (), ())
    columns = tuple(zip(*rows, strict=True))
    return Sentence(text, start, end, *columns)


def has_quantity(text: str, words: FigureWords) -> bool:
    """Whether a text has a digit or a word for a number at all; quick."""
    return _DIGIT.search(text) is not None or not words.triggers.isdisjoint(_LETTERS.findall(text.casefold()))
