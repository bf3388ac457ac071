"""Sentences and their tokens, as counted claims need them.

Where sentences end `sentences` decides. A number is one token with its separators. Nothing is said of what the words
mean.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.annotate.figurewords import FigureWords, figure_words
from sitegen.annotate.remembered import Remembered
from sitegen.annotate.sentences import sentence_spans
from sitegen.base.text import fold

_SPACE = " \u00a0\u202f\u2009"
_GROUPS = rf"\d{{1,3}}(?:(?P<by>[.,'’{_SPACE}])\d{{3}}(?!\d)(?:(?P=by)\d{{3}}(?!\d))*)(?:[.,]\d{{1,9}})?(?!\d)"
_NUMBER = rf"{_GROUPS}|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|{_NUMBER}|\S")
_LONGEST_SENTENCE = 1200
_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LONGEST_STEM = 40
"""Letters; what saved texts hold may be one word of a million."""
_NUMBERED, _COUNTED, _COUNTED_AFAR = 1, 2, 4
_HAPPENED = 8
# Of each word a byte. A noun stands up to 9 words behind the number, what happened up to 7 behind it or 5 before it, a
# toll far before it; where nouns may lead («погибших — 12») they do so at most 6 words before it.
_BEHIND = (
    r"[{both}]|[{number}].{{0,8}}[{noun}]|[{number}].{{0,6}}[{event}]|[{event}].{{0,4}}[{number}]|[{afar}].*[{number}]"
)
_LEADING = _BEHIND + r"|[{noun}].{{0,5}}[{number}]"
_DIGIT = re.compile(r"\d")
_NUMBERS = frozenset(kind for kind in range(2 * _HAPPENED) if kind & _NUMBERED)


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
    for start, end in sentence_spans(text, words.language):
        while end - start > _LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            cut = cut if cut > start else start + _LONGEST_SENTENCE
            yield start, cut
            start = cut
        yield start, end


def tokens(text: str, start: int, end: int, words: FigureWords) -> Sentence:
    """A sentence cut into tokens."""
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    if not spans:
        return Sentence(text, start, end, (), (), (), ())
    known = _tokens_in(words.language)
    folded, kinds = zip(*[known[text[first:last]] for first, last in spans], strict=True)
    starts, ends = zip(*spans, strict=True)
    elisions = words.words("elisions")
    if elisions and any("'" in word for word in folded):
        return _cut_elisions(Sentence(text, start, end, folded, starts, ends, kinds), elisions)
    return Sentence(text, start, end, folded, starts, ends, kinds)


def _token(printed: str, same_initials: str) -> tuple[str, str]:
    """How a token is folded, and its kind."""
    first = printed[0]
    kind = "n" if first.isdecimal() else "w" if first.isalpha() else "p"
    # Marks stay as printed: a dash ends a phrase, a hyphen does not.
    folded = fold(printed) if kind == "w" else printed
    if same_initials and folded[0] == same_initials[0]:
        folded = same_initials[1] + folded[1:]
    return folded, kind


@functools.cache
def _tokens_in(language: str) -> Remembered[tuple[str, str]]:
    words = figure_words(language)
    same_initials = words.same_initials if words else ""
    return Remembered(lambda printed: _token(printed, same_initials))


def _cut_elisions(sentence: Sentence, elisions: frozenset[str]) -> Sentence:
    """Makes two tokens of "d'un"."""
    folded, kinds = list(sentence.words), list(sentence.kinds)
    starts, ends = list(sentence.starts), list(sentence.ends)
    for index in range(len(folded) - 1, -1, -1):
        before, mark, behind = folded[index].partition("'")
        if mark and behind and kinds[index] == "w" and before + mark in elisions:
            cut = starts[index] + len(before) + 1
            folded[index : index + 1] = [before + mark, behind]
            starts.insert(index + 1, cut)
            ends.insert(index, cut)
            kinds.insert(index, "w")
    return Sentence(
        sentence.text, sentence.start, sentence.end, tuple(folded), tuple(starts), tuple(ends), tuple(kinds)
    )


def may_count(text: str, words: FigureWords) -> bool:
    """Whether a text has a number with a word for what claims count near it; quick."""
    kinds = bytes(map(_kinds_in(words.language).__getitem__, text.split()))
    return not _NUMBERS.isdisjoint(kinds) and _near(words.has("genitive")).search(kinds) is not None


@functools.cache
def _near(leading: bool) -> re.Pattern[bytes]:
    """A number near what it may count, in texts of which each word is the byte of its kind."""
    every = range(2 * _HAPPENED)

    def having(*bits: int) -> str:
        return "".join(f"\\x{kind:02x}" for kind in every if all(kind & bit for bit in bits))

    both = "".join(having(_NUMBERED, bit) for bit in (_COUNTED, _HAPPENED))
    pattern = (_LEADING if leading else _BEHIND).format(
        both=both, number=having(_NUMBERED), noun=having(_COUNTED), event=having(_HAPPENED), afar=having(_COUNTED_AFAR)
    )
    return re.compile(pattern.encode("ascii"), re.DOTALL)


@functools.cache
def _kinds_in(language: str) -> Remembered[int]:
    """What stands between two spaces: a number, a word for what is counted, one for that far off."""
    words = figure_words(language)
    if words is None:
        raise KeyError(language)
    return Remembered(lambda printed: _kind(printed, words))


def _kind(printed: str, words: FigureWords) -> int:
    kind = _NUMBERED if _DIGIT.search(printed) else 0
    if any(sign in printed for sign in words.signs) or any(code in printed for code in words.codes):
        kind |= _COUNTED
    for piece in _LETTERS.findall(printed):
        folded = fold(piece)
        if words.same_initials and folded[0] == words.same_initials[0]:
            folded = words.same_initials[1] + folded[1:]
        for word in {folded, *folded.split("'")}:
            kind |= _NUMBERED if word in words.triggers else 0
            kind |= _COUNTED if _is_countable(word, words) else 0
            kind |= _HAPPENED if word in words.happened or _begins(word, words.happened) else 0
            kind |= _COUNTED_AFAR if word in words.countable_afar or _begins(word, words.countable_afar) else 0
    return kind


def _is_countable(word: str, words: FigureWords) -> bool:
    if word in words.countable or (word.endswith(words.suffixes) and word not in words.not_people):
        return True
    return _begins(word, words.countable)


def _begins(word: str, stems: frozenset[str]) -> bool:
    return any(word[:length] + "*" in stems for length in range(2, min(len(word), _LONGEST_STEM) + 1))
