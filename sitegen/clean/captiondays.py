"""The day of publication from the days of pictures: a caption's day and the weekday of the first paragraph must agree.

What merely comes near is marked probable, and what does not come near stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.clean.captions import is_file_photo
from sitegen.clean.dayroles import BACKGROUND, OLD_PICTURE, PICTURE, TOLD, UNCLEAR, Told, named_weekdays
from sitegen.clean.days import Span, iso_day, plus, weekday_of
from sitegen.clean.inference import Claim
from sitegen.clean.language import content_words
from sitegen.model.dates import days_apart

_NEAR = 3
_RECENT = 31
_SHARED = 2
_SEVERAL = 2
_MUCH = 4
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Pictured:
    day: str
    block: int
    text: str
    is_file: bool


def from_captions(told: Told) -> Claim | None:
    """The latest caption's day, moved on to the weekday that the first paragraph names."""
    pictures = _pictured(told)
    lede = told.lede()
    if not pictures or not lede:
        return None
    latest = max(pictures, key=lambda picture: (picture.day, not picture.is_file))
    if _contradicts(told, latest.day):
        return None
    named = next(((word, index) for index in lede for word in named_weekdays(told.text(index))), None)
    if named is None:
        return _from_many(told, pictures, latest, lede)
    word, line = named[0], told.line(named[1])
    offset = (word.weekday - weekday_of(latest.day)) % 7
    shared = _shared(told, latest.block, lede)
    supported = shared >= _SHARED or _is_recent(told, latest.day)
    spoken = _name_of_day(told, latest.day)
    if latest.is_file:
        # An archive picture proves only that the text is later; the day before must be spoken of, and the season fit.
        if not (1 <= offset <= 2 and spoken and _is_recent(told, latest.day)):
            return None
    elif (
        offset > _NEAR
        or not (supported or (shared and not offset))
        or (offset and not (spoken or _is_recent(told, latest.day)))
    ):
        return None
    day = plus(latest.day, offset)
    is_late = word.late or _is_evening(told, latest.block)
    is_probable = not supported or (not is_late and bool(offset or latest.is_file))
    span = Span(day, plus(day, 1) if is_late else day)
    return Claim(span, "caption-and-weekday", (latest.text, word.text), line, is_probable)


def _pictured(told: Told) -> list[_Pictured]:
    """The full dates of the captions; a caption printed twice is of the archive if either copy says so."""
    placed = told.of(PICTURE, OLD_PICTURE)
    files = {one.day for one in placed if is_file_photo(told.text(one.index), told.sheet.words)}
    years: dict[int, set[int]] = {}
    for one in placed:
        if one.mention.year:
            years.setdefault(one.index, set()).add(one.mention.year)
    out: list[_Pictured] = []
    for one in placed:
        mention = one.mention
        if one.day:
            out.append(_Pictured(one.day, one.index, mention.text, one.day in files))
        elif not mention.year and mention.weekday >= 0 and len(years.get(one.index, ())) == 1:
            # "FILE - … Dec. 2, 2023 … a meeting on Friday, Dec. 22": what is told behind a file photo is of now.
            day = mention.in_year(next(iter(years[one.index])))
            if day:
                out.append(_Pictured(day, one.index, mention.text, False))
    return out


def _from_many(told: Told, pictures: list[_Pictured], latest: _Pictured, lede: list[int]) -> Claim | None:
    """No weekday above, but several pictures of one day that the text speaks of: that day or the next.

    One picture will do where its caption says what headline and first paragraphs say.
    """
    same = [picture for picture in pictures if picture.day == latest.day and not picture.is_file]
    spoken = _name_of_day(told, latest.day)
    several = len({picture.block for picture in same}) >= _SEVERAL
    if not spoken or not same or not (several or _shared(told, latest.block, lede) >= _MUCH):
        return None
    span = Span(latest.day, plus(latest.day, 1))
    return Claim(span, "captions-of-one-day", (latest.text, spoken), told.line(latest.block), True)


def _shared(told: Told, caption: int, lede: list[int]) -> int:
    """How many content words a caption shares with headline and first paragraphs: whether it shows what they tell."""
    heads = [told.text(index) for index in lede]
    if told.part.title >= 0:
        heads.append(told.text(told.part.title))
    return len(content_words(told.text(caption)) & content_words(" ".join(heads)))


def _is_evening(told: Told, caption: int) -> bool:
    """Whether a caption shows something that ends late, a match for instance."""
    return bool(told.sheet.words.evening_event & set(re.findall(r"\w+", fold(told.text(caption)))))


def _name_of_day(told: Told, day: str) -> str:
    """The word by which the body names a day's weekday, or ""."""
    for index in told.body():
        for word in named_weekdays(told.text(index)):
            if word.weekday == weekday_of(day):
                return word.text
    return ""


def _is_recent(told: Told, day: str) -> bool:
    """Whether the text names a day without its year that lies shortly before: such days are of the same year."""
    for placed in told.of(TOLD, BACKGROUND, UNCLEAR):
        if not placed.mention.year:
            other = iso_day(int(day[:4]), placed.mention.month, placed.mention.day)
            if other and 0 <= days_apart(other, day) <= _RECENT:
                return True
    return False


def _contradicts(told: Told, day: str) -> bool:
    """Whether the text itself speaks of a later day or year than the picture's, so that the picture is old."""
    limit = plus(day, 7)
    later = any(placed.day > limit for placed in told.of(TOLD, BACKGROUND, UNCLEAR))
    return later or any(
        int(year) == int(day[:4]) + 1 for index in told.body() for year in _YEAR.findall(told.text(index))
    )
