"""Quantities in a sentence: numbers in digits and words with their hedges and ranges, and the sentences themselves.

It says how much, never of what: whether people, money or something else is counted is for others to tell. Dates, times
of day, ordinal numbers, and numbers in names are left out where their form alone shows what they are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.annotate.figurewords import FigureWords
from sitegen.base.text import fold

_SPACE = " \u00a0\u202f\u2009"
_GROUPS = rf"\d{{1,3}}(?:(?P<by>[.,'’{_SPACE}])\d{{3}}(?!\d)(?:(?P=by)\d{{3}}(?!\d))*)(?:[.,]\d{{1,9}})?(?!\d)"
_NUMBER = rf"{_GROUPS}|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"(?P<n>{_NUMBER})|(?P<w>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|\S")
_GROUPED = re.compile(rf"(\d{{1,3}}(?:[.,'’{_SPACE}]\d{{3}})+)(?:[.,](\d+))?\Z")
_END = re.compile(r"[.!?…]+[\"'”’»“)\]]*\s+(?=[\"'“„«‘(\[–—-]*\s?[^\W_a-zа-яёіўїєґ])|\n+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?\Z")
_DASHES = frozenset("-–—‑")
_STUCK_BEFORE = frozenset("#№+§/:.")
_LONGEST_SENTENCE = 1200
_LONGEST_NUMBER = 16
_YEARS = range(1900, 2040)


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


@dataclass(frozen=True, slots=True)
class Quantity:
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


@functools.lru_cache(maxsize=4096)
def _value(printed: str, decimal: str, scaled: bool) -> float:
    grouped = _GROUPED.match(printed)
    if grouped and not (scaled and grouped.group(1).count(decimal) == 1):
        whole = re.sub(r"\D", "", grouped.group(1))
        return float(f"{whole}.{grouped.group(2) or 0}")
    return float(printed.replace(",", ".")) if printed.count(",") + printed.count(".") < 2 else 0.0


def quantities(sentence: Sentence, words: FigureWords) -> Iterator[Quantity]:
    """The quantities of a sentence in their order."""
    index = 0
    while index < len(sentence.words):
        if sentence.kinds[index] != "n" and sentence.words[index] not in words.beginnings:
            index += 1
            continue
        found = _quantity(sentence, index, words)
        if found is None:
            index = _behind_digits(sentence, index)
            continue
        yield found
        index = max(found.behind, index + 1)


def _behind_digits(sentence: Sentence, index: int) -> int:
    """Behind a token; behind all that is stuck to a number ("18:00", "26-year-old"), where one was refused."""
    index += 1
    if sentence.kinds[index - 1] == "n":
        while sentence.glued(index) and sentence.words[index] not in ",;.)":
            index += 1
    return index


@dataclass(frozen=True, slots=True)
class _Number:
    behind: int
    value: float | None
    bare: float = 0.0
    """Without its scale ("10–15 thousand": the first number takes the scale of the second)."""
    scale: float = 1.0
    year: bool = False
    collective: bool = False


def _quantity(sentence: Sentence, index: int, words: FigureWords) -> Quantity | None:
    kind = sentence.kinds[index]
    sign = _sign_before(sentence, index, words)
    hedge, first = _hedge_before(sentence, sign, words)
    number = _number(sentence, index, words, bool(hedge))
    if number is None:
        return None
    found = Quantity(
        first, number.behind, number.value, number.value, hedge, kind == "n", number.year, index, "", number.collective
    )
    if number.value is None:
        found = replace(found, hedge="indefinite")
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
        return replace(found, low=found.low, high=None)
    if found.hedge in ("at-most", "less-than"):
        return replace(found, low=None, high=found.high)
    return found


def _hedge_before(sentence: Sentence, index: int, words: FigureWords) -> tuple[str, int]:
    hedge, first = "", index
    while True:
        value, start = words.hedges.before(sentence.words, first)
        if start == first:
            return hedge, first
        if value == "at-most" and _grows(sentence, start, words):
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
    return replace(found, hedge=value, behind=behind)


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
        return replace(found, behind=index + 2, form="strong")
    if kind:
        return replace(found, behind=index + 2, hedge=kind)
    if words.currencies.at(sentence.words, index + 1)[1] > index + 1:
        return replace(found, behind=index + 1, form="currency")
    return None


def _ranged(sentence: Sentence, index: int, number: _Number, found: Quantity, words: FigureWords) -> Quantity:
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
    second = _number(sentence, start, words, True, joined=True)
    if second is None or second.value is None or number.value is None:
        return found
    low = number.value * (second.scale if number.scale == 1 and number.value < second.bare else 1)
    if low >= second.value:
        return found
    first = found.first - (1 if joined in opened and opener else 0)
    if first < found.first and _grows(sentence, first, words):
        return replace(found, behind=joint)
    return replace(found, first=first, behind=second.behind, low=low, high=second.value, hedge="range", year=False)


def _number(sentence: Sentence, index: int, words: FigureWords, hedged: bool, joined: bool = False) -> _Number | None:
    if sentence.kinds[index] == "n":
        return _in_digits(sentence, index, words, joined)
    return _in_words(sentence, index, words, hedged)


def _in_digits(sentence: Sentence, index: int, words: FigureWords, joined: bool) -> _Number | None:
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
    return _Number(behind, bare * scale, bare, scale, year)


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
    shortened = sentence.words[index] in words.words("abbreviations")
    index += 1
    if shortened and index < len(sentence.words) and sentence.words[index] == "." and sentence.glued(index):
        index += 1
    return scale, index


def _in_words(sentence: Sentence, index: int, words: FigureWords, hedged: bool) -> _Number | None:
    tokens_ = sentence.words
    if index and sentence.glued(index) and tokens_[index - 1] in _DASHES and sentence.glued(index - 1):
        return None
    kind, behind = words.few.at(tokens_, index)
    if kind:
        return _few(tokens_, behind, words)
    kind, behind = words.halves.at(tokens_, index)
    if kind == "half" and behind < len(tokens_) and tokens_[behind] in words.scales:
        scale, end = _scale(sentence, behind, words)
        return _Number(end, scale / 2, 0.5, scale)
    if tokens_[index] in words.words("articles"):
        if index + 1 >= len(tokens_) or words.scales.get(tokens_[index + 1], (0.0, "many"))[1] == "many":
            return None
        index += 1
    return _composed(sentence, index, words, hedged)


def _few(tokens_: Sequence[str], index: int, words: FigureWords) -> _Number | None:
    """ "several hundred", "a few dozen": open."""
    found = False
    while index < len(tokens_) and tokens_[index] in words.scales:
        found, index = True, index + 1
    return _Number(index, None) if found else None


def _composed(sentence: Sentence, index: int, words: FigureWords, hedged: bool) -> _Number | None:
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
    return _Number(index, total + current, bare, last if total and not current else 1.0, False, collective)


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


def _open(tokens_: Sequence[str], index: int, words: FigureWords) -> _Number:
    """ "dozens", "hundreds of thousands"."""
    while index < len(tokens_):
        step = 1 if tokens_[index] in words.words("of") else 0
        if index + step >= len(tokens_) or tokens_[index + step] not in words.scales:
            break
        index += step + 1
    return _Number(index, None)


_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def has_quantity(text: str, words: FigureWords) -> bool:
    """Whether a text has a digit or a word for a number at all; quick."""
    return _DIGIT.search(text) is not None or not words.triggers.isdisjoint(_LETTERS.findall(text.casefold()))
