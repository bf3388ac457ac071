"""Quantities in a sentence: numbers in digits and words with their hedges and ranges.

It says how much, never of what: whether people, money or something else is counted is for others to tell. Dates, times
of day, ordinal numbers, and numbers in names are left out where their form alone shows what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.figurenumbers import Number, number_at
from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords

_DASHES = frozenset("-–—‑")


class Quantity(NamedTuple):
    """How much; the tokens it takes, hedge and all."""

    first: int
    behind: int
    low: float | None
    high: float | None
    hedge: str = ""
    digits: bool = False
    year: bool = False
    """Whether it looks like a year."""
    number: int = 0
    """The token of the number itself."""
    form: str = ""
    """What a hyphen joins to it: `strong` ("10,000-strong"), `currency`; else empty."""
    collective: bool = False
    """Whether the word counts people by itself (двое)."""

    @property
    def small(self) -> bool:
        """Whether it is a plain count that any scene may have (one, two, three)."""
        return self.hedge in ("", "range") and self.high is not None and self.high <= 3


def quantities(sentence: Sentence, words: FigureWords) -> Iterator[Quantity]:
    """The quantities of a sentence in their order."""
    reached = 0
    for index, (word, kind) in enumerate(zip(sentence.words, sentence.kinds, strict=True)):
        if kind != "n" and word not in words.beginnings:
            continue
        if index < reached or (kind != "n" and _is_article(sentence, index, words)):
            continue
        found = _quantity(sentence, index, words)
        if found is None:
            reached = _behind_digits(sentence, index)
            continue
        yield found
        reached = max(found.behind, index + 1)


def _is_article(sentence: Sentence, index: int, words: FigureWords) -> bool:
    """Whether a token is an article that no word of number follows."""
    if sentence.words[index] not in words.words("articles") or sentence.words[index] in words.numbers:
        return False
    return words.behind_articles.isdisjoint(sentence.words[index + 1 : index + 2])


def _behind_digits(sentence: Sentence, index: int) -> int:
    """Behind a token; behind all that is stuck to a number ("18:00", "26-year-old"), where one was refused."""
    index += 1
    if sentence.kinds[index - 1] == "n":
        while sentence.glued(index) and sentence.words[index] not in ",;.)":
            index += 1
    return index


def _quantity(sentence: Sentence, index: int, words: FigureWords) -> Quantity | None:
    kind = sentence.kinds[index]
    sign = _sign_before(sentence, index, words)
    hedge, first = _hedge_before(sentence, sign, words)
    number = number_at(sentence, index, words, bool(hedge))
    if number is None:
        return None
    found = Quantity(
        first, number.behind, number.value, number.value, hedge, kind == "n", number.year, index, "", number.collective
    )
    if number.value is None:
        found = found._replace(hedge="indefinite")
    else:
        found = _ranged(sentence, index, number, found, words)
    hyphened = _hyphened(sentence, found, words)
    return None if hyphened is None else _bounded(_hedge_behind(sentence, hyphened, words))


def _sign_before(sentence: Sentence, index: int, words: FigureWords) -> int:
    """The token at which a number begins with the sign of its currency ("$", "US$", "EUR")."""
    if index == 0 or sentence.kinds[index] != "n":
        return index
    word = sentence.words[index - 1]
    if word in words.signs:
        lettered = index > 1 and sentence.glued(index - 1) and sentence.words[index - 2] + word in words.signs
        return index - 2 if lettered else index - 1
    printed = sentence.text[sentence.starts[index - 1] : sentence.ends[index - 1]]
    return index - 1 if printed.isupper() and printed in words.codes else index


def _bounded(found: Quantity) -> Quantity:
    if found.hedge in ("at-least", "more-than"):
        return found._replace(low=found.low, high=None)
    if found.hedge in ("at-most", "less-than"):
        return found._replace(low=None, high=found.high)
    return found


def _hedge_before(sentence: Sentence, index: int, words: FigureWords) -> tuple[str, int]:
    hedge, first = "", index
    while True:
        value, start = words.hedges.before(sentence.words, first)
        if start == first:
            return hedge, first
        if value == "at-most" and _grows(sentence, start, words):
            return hedge, first
        if value == "more-than" and start == first - 1 and sentence.words[start - 1] in words.words("amounts"):
            # „Eine Bürgschaft über 30 Millionen“.
            return hedge, first
        hedge, first = (value if value not in ("about", "plain") or not hedge else hedge), start
        hedge = "" if hedge == "plain" else hedge


def _grows(sentence: Sentence, index: int, words: FigureWords) -> bool:
    """Whether something rises or falls to the number: "to" is no bound then."""
    stems = words.words("grow")
    return any(word.startswith(tuple(stems)) for word in sentence.words[max(0, index - 4) : index]) if stems else False


def _hedge_behind(sentence: Sentence, found: Quantity, words: FigureWords) -> Quantity:
    if found.behind >= len(sentence.words) or found.hedge == "indefinite":
        return found
    value, behind = words.hedges_behind.at(sentence.words, found.behind)
    if behind == found.behind or (behind < len(sentence.words) and sentence.kinds[behind] == "n"):
        return found
    return found._replace(hedge=value, behind=behind)


def _hyphened(sentence: Sentence, found: Quantity, words: FigureWords) -> Quantity | None:
    """A number joined to a word by a hyphen ("100,000-plus", "10,000-strong"); nothing for other such words."""
    index = found.behind
    if not (sentence.glued(index) and sentence.words[index] in _DASHES and sentence.glued(index + 1)):
        return found
    word = sentence.words[index + 1]
    if sentence.kinds[index + 1] != "w":
        return None
    kind = words.hyphened.get(word, "")
    if kind == "strong":
        return found._replace(behind=index + 2, form="strong")
    if kind:
        return found._replace(behind=index + 2, hedge=kind)
    if words.currencies.at(sentence.words, index + 1)[1] > index + 1:
        return found._replace(behind=index + 1, form="currency")
    return None


def _ranged(sentence: Sentence, index: int, number: Number, found: Quantity, words: FigureWords) -> Quantity:
    joint = number.behind
    if joint + 1 >= len(sentence.words):
        return found
    opener = sentence.words[found.first - 1] if found.first > 0 else ""
    opened = words.ranges.get(opener, frozenset())
    joined = "-" if sentence.words[joint] in _DASHES else sentence.words[joint]
    if joined not in opened and joined not in words.ranges.get("", frozenset()):
        return found
    start = joint + 1
    start = words.hedges.at(sentence.words, start)[1]
    while start < len(sentence.words) and sentence.words[start] in words.signs:
        start += 1
    if start >= len(sentence.words) or (sentence.kinds[start] == "w" and sentence.words[start] not in words.beginnings):
        return found
    second = number_at(sentence, start, words, True, joined=True)
    if second is None or second.value is None or number.value is None:
        return found
    low = number.value * (second.scale if number.scale == 1 and number.value < second.bare else 1)
    if low >= second.value:
        return found
    first = found.first - (1 if joined in opened and opener else 0)
    if first < found.first and _grows(sentence, first, words):
        return found._replace(behind=joint)
    return found._replace(first=first, behind=second.behind, low=low, high=second.value, hedge="range", year=False)
