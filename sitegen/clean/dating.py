"""The day of publication: which of the dates in and around an article says it, if any does.

The day of publication, the day of the events and the day of a picture are three things. A printed dateline or an
address that carries the day states it. Otherwise a caption's day and the weekday of the first paragraph must agree
before a day is claimed; what merely comes near is marked probable, and what does not come near stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.clean.captions import is_file_photo
from sitegen.clean.dates import Mention, day_of_url, find_dates, find_weekdays, iso_day, plus, weekday_of
from sitegen.clean.lines import Part, Sheet
from sitegen.clean.split import content_words
from sitegen.model.dates import WEEKDAYS, days_apart
from sitegen.model.draft import INFERRED, STATED, Basis

_NEAR = 3
_RECENT = 31
_SHARED = 2
_SEVERAL = 3
_AGENCY_LINE = re.compile(r"^[^\W\d_][^()]{1,40}?,?\s*[(–—-]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim about the day of publication."""

    date: str
    basis: Basis


def date_of(sheet: Sheet, part: Part, url: str, url_line: int) -> Dated | None:
    """The claim that the evidence allows, or None."""
    return (
        _from_dateline(sheet, part)
        or _from_url(url, url_line)
        or _from_agency_line(sheet, part)
        or _from_captions(sheet, part)
    )


def _from_dateline(sheet: Sheet, part: Part) -> Dated | None:
    """The printed date nearest to the headline, below it rather than above."""
    title = part.title if part.title >= 0 else part.start
    lines = [index for index in range(part.start, part.stop) if sheet.roles[index] in ("dateline", "byline")]
    # A date above the headline is often the day of saving; one behind the body belongs to other things.
    ranked = sorted(lines, key=lambda index: (index < title, index >= part.body[1], abs(index - title)))
    for index in ranked:
        if index < title - 4 or part.body[0] + 1 < index < part.body[1] or index > part.body[1] + 2:
            continue
        found = _published(sheet, sheet.blocks[index].shown)
        if found:
            return Dated(found.iso, Basis(STATED, sheet.blocks[index].first, found.text))
    return None


def _published(sheet: Sheet, text: str) -> Mention | None:
    """Of the dates in one line, the first that is not said to be that of a change; else the first."""
    mentions = [mention for mention in find_dates(text) if mention.iso]
    for mention in mentions:
        before = text[max(0, mention.start - 24) : mention.start].lower()
        if not any(word in before for word in sheet.words.updated):
            return mention
    return mentions[0] if mentions else None


def _from_url(url: str, line: int) -> Dated | None:
    day, words = day_of_url(url)
    return Dated(day, Basis(STATED, line, words)) if day else None


def _body_text(sheet: Sheet, part: Part) -> str:
    return "\n".join(sheet.blocks[index].shown for index in range(*part.body) if sheet.roles[index] == "body")


def _lede(sheet: Sheet, part: Part, count: int = 2) -> list[int]:
    return [index for index in range(*part.body) if sheet.roles[index] == "body" and sheet.blocks[index].words >= 8][
        :count
    ]


def _years(sheet: Sheet, part: Part) -> set[int]:
    """Years printed with a day in captions: the only ones that bound a text from below for certain."""
    return {
        mention.year
        for index in range(part.start, part.stop)
        if sheet.roles[index] == "caption"
        for mention in find_dates(sheet.blocks[index].shown)
        if mention.year
    }


def _from_agency_line(sheet: Sheet, part: Part) -> Dated | None:
    """ "KYIV, Dec 24 (Agency) - …": the day is printed; the year must follow from a weekday or a caption."""
    for index in _lede(sheet, part, 1):
        block = sheet.blocks[index]
        head = block.shown[:90]
        mentions = [mention for mention in find_dates(head) if mention.start < 45]
        if not mentions or not _AGENCY_LINE.match(head) or not sheet.press.agencies_in(head):
            continue
        mention = mentions[0]
        if mention.iso:
            return Dated(mention.iso, Basis(STATED, block.first, mention.text))
        named = {word.weekday for word in find_weekdays(block.shown) if not word.turned}
        fitting = [
            day
            for year in sorted(_years(sheet, part))
            for day in (iso_day(year, mention.month, mention.day),)
            if day and weekday_of(day) in named
        ]
        if len(fitting) == 1:
            words = f"{mention.text}; {WEEKDAYS[weekday_of(fitting[0])]}; {fitting[0][:4]}"
            return Dated(fitting[0], Basis(INFERRED, block.first, words, "agency-dateline"))
    return None


@dataclass(frozen=True, slots=True)
class _Pictured:
    day: str
    block: int
    text: str
    is_file: bool


def _pictured(sheet: Sheet, part: Part) -> list[_Pictured]:
    """The full dates of the captions; a caption printed twice is of the archive if either copy says so."""
    captions = [index for index in range(part.start, part.stop) if sheet.roles[index] == "caption"]
    files = {
        mention.iso
        for index in captions
        for mention in find_dates(sheet.blocks[index].shown)
        if is_file_photo(sheet.blocks[index].shown, sheet.words)
    }
    out = []
    for index in captions:
        mentions = find_dates(sheet.blocks[index].shown)
        years = {mention.year for mention in mentions if mention.year}
        for mention in mentions:
            if mention.iso:
                out.append(_Pictured(mention.iso, index, mention.text, mention.iso in files))
            elif not mention.year and mention.weekday >= 0 and len(years) == 1:
                # "FILE - … Dec. 2, 2023 … a meeting on Friday, Dec. 22": what is told behind a file photo is of now.
                day = iso_day(next(iter(years)), mention.month, mention.day)
                if day and weekday_of(day) == mention.weekday:
                    out.append(_Pictured(day, index, mention.text, False))
    return out


def _from_captions(sheet: Sheet, part: Part) -> Dated | None:
    """The latest caption's day, moved on to the weekday that the first paragraph names."""
    pictures = _pictured(sheet, part)
    lede = _lede(sheet, part)
    if not pictures or not lede:
        return None
    latest = max(pictures, key=lambda picture: (picture.day, not picture.is_file))
    body = _body_text(sheet, part)
    if _contradicts(body, latest.day):
        return None
    named = next(
        ((word, index) for index in lede for word in find_weekdays(sheet.blocks[index].shown) if not word.turned), None
    )
    if named is None:
        return _from_many_captions(sheet, pictures, latest, body)
    word, line = named[0], sheet.blocks[named[1]].first
    offset = (word.weekday - weekday_of(latest.day)) % 7
    words = f"{latest.text}; {word.text}"
    shared = _shared(sheet, latest.block, lede, part)
    supported = shared >= _SHARED or _is_recent(body, latest.day)
    if latest.is_file:
        # An archive picture proves only that the text is later; the day before must be spoken of, and the season fit.
        if not (1 <= offset <= 2 and _names_day(body, latest.day) and _is_recent(body, latest.day)):
            return None
    elif (
        offset > _NEAR
        or not supported
        or (offset and not (_names_day(body, latest.day) or _is_recent(body, latest.day)))
    ):
        return None
    day = plus(latest.day, offset)
    if word.late or _is_evening(sheet, latest.block):
        return Dated(f"{day}/{plus(day, 1)}", Basis(INFERRED, line, words, "caption-and-weekday"))
    certainty = "" if offset == 0 and not latest.is_file else "probable"
    return Dated(day, Basis(INFERRED, line, words, "caption-and-weekday", certainty))


def _from_many_captions(sheet: Sheet, pictures: list[_Pictured], latest: _Pictured, body: str) -> Dated | None:
    """No weekday above, but several pictures of one day that the text speaks of: that day or the next."""
    same = [picture for picture in pictures if picture.day == latest.day and not picture.is_file]
    if len({picture.block for picture in same}) < _SEVERAL or not _names_day(body, latest.day):
        return None
    words = f"{len(same)} captions of {latest.text}; {WEEKDAYS[weekday_of(latest.day)]}"
    basis = Basis(INFERRED, sheet.blocks[latest.block].first, words, "captions-of-one-day", "probable")
    return Dated(f"{latest.day}/{plus(latest.day, 1)}", basis)


def _shared(sheet: Sheet, caption: int, lede: list[int], part: Part) -> int:
    """How many content words a caption shares with headline and first paragraphs: whether it shows what they tell."""
    heads = [sheet.blocks[index].shown for index in lede]
    if part.title >= 0:
        heads.append(sheet.blocks[part.title].shown)
    return len(content_words(sheet.blocks[caption].shown) & content_words(" ".join(heads)))


def _is_evening(sheet: Sheet, caption: int) -> bool:
    """Whether a caption shows something that ends late, a match for instance."""
    return bool(sheet.words.evening_event & set(re.findall(r"\w+", fold(sheet.blocks[caption].shown))))


def _names_day(body: str, day: str) -> bool:
    return any(word.weekday == weekday_of(day) and not word.turned for word in find_weekdays(body))


def _is_recent(body: str, day: str) -> bool:
    """Whether the text names a day without its year that lies shortly before: such days are of the same year."""
    for mention in find_dates(body):
        if not mention.year:
            other = iso_day(int(day[:4]), mention.month, mention.day)
            if other and 0 <= days_apart(other, day) <= _RECENT:
                return True
    return False


def _contradicts(body: str, day: str) -> bool:
    """Whether the text itself speaks of a later day or year than the picture's, so that the picture is old."""
    limit = plus(day, 7)
    return any(mention.iso > limit for mention in find_dates(body) if mention.iso) or any(
        int(year) == int(day[:4]) + 1 for year in _YEAR.findall(body)
    )
