"""Numbers at a place of a sentence: in digits with the separators of every convention, in words, or open ("dozens").

Left out are numbers that are part of what is written together with them ("COVID-19", "18:00", "26th"). It knows of no
hedge and no range: those are around the number.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords
from sitegen.annotate.sentences import is_abbreviation

_GROUPED = re.compile(r"(\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3})+)(?:[.,](\d+))?\Z")
_DASHES = frozenset("-–—‑")
_STUCK_BEFORE = frozenset("#№+§/:.")
_LONGEST_NUMBER = 16
_YEARS = range(1900, 2040)


class Number(NamedTuple):
    """One number; what is open ("dozens") has no value."""

    behind: int
    """The token behind it."""
    value: float | None
    bare: float = 0.0
    """Without its scale ("10–15 thousand": the first number takes the scale of the second)."""
    scale: float = 1.0
    year: bool = False
    collective: bool = False


@functools.lru_cache(maxsize=4096)
def _value(printed: str, decimal: str, scaled: bool) -> float:
    grouped = _GROUPED.match(printed)
    if grouped and not (scaled and grouped.group(1).count(decimal) == 1):
        whole = re.sub(r"\D", "", grouped.group(1))
        return float(f"{whole}.{grouped.group(2) or 0}")
    return float(printed.replace(",", ".")) if printed.count(",") + printed.count(".") < 2 else 0.0


def number_at(sentence: Sentence, index: int, words: FigureWords, hedged: bool, joined: bool = False) -> Number | None:
    """The number that begins at a token; nothing where none does.

    Args:
        hedged: whether a hedge stands before it («около тысячи» is 1000, «тысячи» is open).
        joined: whether it is the second of a range, so that a dash may stand before it.
    """
    if sentence.kinds[index] == "n":
        return _in_digits(sentence, index, words, joined)
    return _in_words(sentence, index, words, hedged, joined)


def _in_digits(sentence: Sentence, index: int, words: FigureWords, joined: bool) -> Number | None:
    printed = sentence.words[index]
    behind = index + 1
    if len(printed) > 24 or (not joined and _stuck(sentence, index)):
        return None
    scale = 1.0
    if sentence.glued(behind):
        word = sentence.words[behind]
        if sentence.kinds[behind] == "w":
            if word not in words.glued and word not in words.scales:
                return None
            scale = words.glued.get(word, 0.0) or words.scales[word][0]
            behind += 1
        elif word == "%" or (word in ":/.," and sentence.glued(behind + 1) and sentence.kinds[behind + 1] == "n"):
            return None
    if scale == 1.0:
        scale, behind = _scale(sentence, behind, words)
    bare = _value(printed, words.options.get("decimal", "."), scale > 1)
    year = scale == 1 and printed.isdigit() and int(printed) in _YEARS
    return Number(behind, bare * scale, bare, scale, year)


def _stuck(sentence: Sentence, index: int) -> bool:
    """Whether a number is part of something that is written together with it ("COVID-19", "+375", "№ 5")."""
    before = sentence.words[index - 1] if index else ""
    if before in ("№", "#", "§"):
        return True
    if not sentence.glued(index):
        return False
    if sentence.kinds[index - 1] == "w":
        return True
    if before in _DASHES:
        return sentence.glued(index - 1) and sentence.kinds[index - 2] in "wn"
    return before in _STUCK_BEFORE


def _scale(sentence: Sentence, index: int, words: FigureWords) -> tuple[float, int]:
    """The scale at a token ("million", "тыс."), and the token behind it."""
    if index >= len(sentence.words) or sentence.words[index] not in words.scales:
        return 1.0, index
    scale = words.scales[sentence.words[index]][0]
    shortened = is_abbreviation(sentence.words[index], words.language)
    index += 1
    if shortened and index < len(sentence.words) and sentence.words[index] == "." and sentence.glued(index):
        index += 1
    return scale, index


def _in_words(sentence: Sentence, index: int, words: FigureWords, hedged: bool, joined: bool) -> Number | None:
    tokens_ = sentence.words
    if not joined and index and sentence.glued(index) and tokens_[index - 1] in _DASHES and sentence.glued(index - 1):
        return None
    kind, behind = words.few.at(tokens_, index)
    if kind:
        return _few(tokens_, behind, words)
    kind, behind = words.halves.at(tokens_, index)
    if kind == "half" and behind < len(tokens_) and tokens_[behind] in words.scales:
        scale, end = _scale(sentence, behind, words)
        return Number(end, scale / 2, 0.5, scale)
    if tokens_[index] in words.words("articles"):
        if index + 1 >= len(tokens_) or words.scales.get(tokens_[index + 1], (0.0, "many"))[1] == "many":
            return None
        index += 1
    return _composed(sentence, index, words, hedged)


def _few(tokens_: Sequence[str], index: int, words: FigureWords) -> Number | None:
    """ "several hundred", "a few dozen": open."""
    found = False
    while index < len(tokens_) and tokens_[index] in words.scales:
        found, index = True, index + 1
    return Number(index, None) if found else None


def _composed(sentence: Sentence, index: int, words: FigureWords, hedged: bool) -> Number | None:
    """ "two hundred and fifty", "двадцать пять тысяч", "tens of thousands"."""
    tokens_, first = sentence.words, index
    total, current, last, collective = 0.0, 0.0, 0.0, False
    while index < len(tokens_) and index - first < _LONGEST_NUMBER:
        word = tokens_[index]
        if word in words.scales:
            value, kind = words.scales[word]
            if not current and not total:
                if kind == "many" or (kind == "both" and not hedged):
                    return _open(tokens_, index, words)
                current = 1.0
            elif not current:
                break
            scale, index = _scale(sentence, index, words)
            if value == 100:
                current, last = current * 100, 100.0
            else:
                total, current, last = total + current * scale, 0.0, scale
            continue
        if word in words.numbers and (not current or 0 < words.numbers[word] < _place(last)):
            if total and not current and words.numbers[word] >= last:
                break
            current, last = current + words.numbers[word], words.numbers[word]
            collective = collective or word in words.collectives
            index += 1
            if words.halves.at(tokens_, index)[0] == "and" if index < len(tokens_) else False:
                current, index = current + 0.5, words.halves.at(tokens_, index)[1]
            continue
        if index > first and _joins(sentence, index, words, last):
            index += 1
            continue
        break
    if index == first or index - first >= _LONGEST_NUMBER or not total + current:
        return None
    bare = (total + current) / last if total and not current and last else total + current
    return Number(index, total + current, bare, last if total and not current else 1.0, False, collective)


def _place(last: float) -> float:
    """What may be added must be below the place of the word before it: 20 takes 5, 200 takes 25."""
    return 10.0 if 20 <= last < 100 else 100.0 if last >= 100 else 0.0


def _joins(sentence: Sentence, index: int, words: FigureWords, last: float) -> bool:
    """Whether a token joins two parts of one number: the hyphen of "twenty-five", the "and" of "hundred and five"."""
    if index + 1 >= len(sentence.words) or sentence.words[index + 1] not in words.numbers:
        return False
    if sentence.words[index] == "-":
        return 20 <= last < 100 and sentence.glued(index) and words.numbers[sentence.words[index + 1]] < 10
    return (
        last >= 100 and sentence.words[index] in words.words("and") and words.numbers[sentence.words[index + 1]] < 100
    )


def _open(tokens_: Sequence[str], index: int, words: FigureWords) -> Number:
    """ "dozens", "hundreds of thousands"."""
    while index < len(tokens_):
        step = 1 if tokens_[index] in words.words("of") else 0
        if index + step >= len(tokens_) or tokens_[index + step] not in words.scales:
            break
        index += step + 1
    return Number(index, None)
