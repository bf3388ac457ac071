"""Printed days of publication: below the headline or in an agency's dateline; and the year where only day and month
stand."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.clean.dayroles import (
    BACKGROUND,
    CLOCK,
    COMMENT,
    ELSEWHERE,
    OLD_PICTURE,
    PICTURE,
    POST,
    PRINTED,
    PUBLISHED,
    TOLD,
    UNCLEAR,
    UPDATED,
    Placed,
    Told,
)
from sitegen.clean.days import Span, iso_day, plus, weekday_of
from sitegen.clean.inference import Claim, weekdays_of
from sitegen.clean.urldays import day_of_url, month_of_url
from sitegen.model.dates import days_apart

_AGENCY_LINE = re.compile(r"^[^\W\d_][^()]{1,40}?,?\s*[(–—-]")
_BEHIND = re.compile(r"\s*(?:\([^()]{2,40}\)\s*)?(?:[–—]|--?\s|/[^/]{3,40}/)")
_HEAD = 90
_HEAD_DATE = 45
_ABOVE = 4
_BELOW = 2
_MONTH = 31
_HALF_YEAR = 200
_PARAGRAPH = 14
_DATE_WORDS = 5
_PLACE_WORDS = 5
_ENDINGS = ("ending", "pause")


def printed(told: Told) -> list[Placed]:
    """The dates that may be printed days of publication, the likeliest first: the nearest to the headline, below it
    rather than above, and those first that say so."""
    part, roles = told.part, told.sheet.roles
    title = part.title if part.title >= 0 else part.start
    out = [
        placed
        for placed in told.placed
        if (placed.role in (PUBLISHED, PRINTED) or _is_alone(told, placed)) and _is_in_place(told, placed, title)
    ]
    # A date above the headline is often the day of saving; one behind the body belongs to other things.
    out.sort(
        key=lambda placed: (
            placed.role != PUBLISHED,
            placed.index < title,
            placed.index >= part.body[1],
            roles[placed.index] not in ("dateline", "byline"),
            abs(placed.index - title),
            placed.mention.start,
        )
    )
    return out


def _is_alone(told: Told, placed: Placed) -> bool:
    """Whether a short line between headline and text is nothing but the date."""
    if placed.role not in (TOLD, UNCLEAR, ELSEWHERE) or not told.part.start <= placed.index < told.part.body[0] + 2:
        return False
    block = told.sheet.blocks[placed.index]
    rest = block.shown[: placed.mention.start] + block.shown[placed.mention.end :]
    return block.words <= _DATE_WORDS and not any(character.isalpha() for character in rest)


def _is_in_place(told: Told, placed: Placed, title: int) -> bool:
    """Whether a date stands where articles are dated: at the headline, or right behind the text."""
    sheet, body, index = told.sheet, told.part.body, placed.index
    says_so = placed.role == PUBLISHED
    head = sheet.blocks[title]
    if head.ends and head.words >= _PARAGRAPH and not says_so:
        # A paragraph above a date and a few words: that is a reader's comment rather than an article.
        return False
    if index < title:
        # The date at the head of a page is the day of saving: it has the page's menus between it and the headline.
        between = range(index + 1, title)
        return title - index <= _ABOVE and (says_so or all(sheet.roles[line] != "furniture" for line in between))
    if index < body[1]:
        return index <= body[0] + 1
    # Behind the text stand comments and other articles.
    if index > body[1] + _BELOW or any(sheet.rules[line] in _ENDINGS for line in range(body[1], index + 1)):
        return False
    return says_so or (index == body[1] and not sheet.is_page and not CLOCK.search(told.text(index)))


def agency_line(told: Told) -> Placed | None:
    """The date of "KYIV, Dec 24 (Agency) - …" at the head of the first paragraph.

    Without the name of an agency, the form must be whole: a place, a date with its year, a dash or a slash.
    """
    for index in told.lede(1):
        text = told.text(index)
        head = text[:_HEAD]
        for placed in told.placed:
            if placed.index == index and placed.mention.start < _HEAD_DATE:
                if _AGENCY_LINE.match(head) and told.sheet.press.agencies_in(head):
                    return placed
                is_whole = bool(placed.day) and bool(_BEHIND.match(text, placed.mention.end))
                return placed if is_whole and _is_place(text[: placed.mention.start]) else None
    return None


def _is_place(text: str) -> bool:
    """Whether the words before a date are nothing but names: "ORSK, Upper Lenna, "."""
    words = text.replace(",", " ").replace("(", " ").replace(")", " ").split()
    return 0 < len(words) <= _PLACE_WORDS and all(word[0].isupper() for word in words)


def with_year(told: Told, placed: Placed, agency: bool) -> Claim | None:
    """The day of a printed day and month whose year must follow from something else.

    The year is that of the address, or of a day near it that cannot be an old one (a picture, a post, a comment), or,
    where a weekday is printed too, of any day told in the half year before. All that is found must agree.
    """
    mention = placed.mention
    found: dict[str, list[str]] = {}
    month, words = month_of_url(told.url)
    day, day_words = day_of_url(told.url)
    if day or words:
        year = int((day or month.first)[:4])
        if (own := mention.in_year(year)) and abs(days_apart(own, day or month.first)) <= 2 * _MONTH:
            found.setdefault(own, []).append(day_words or words)
    named = {mention.weekday: ""} if mention.weekday >= 0 else (weekdays_of(told, placed.index) if agency else {})
    for other in told.placed:
        if other.day and other is not placed:
            for own in _near(mention.in_year, other, named):
                found.setdefault(own, [])
                found[own] += [named[weekday_of(own)]] if named.get(weekday_of(own)) else []
                found[own].append(other.mention.text)
    if len(found) != 1:
        return None
    own, evidence = next(iter(found.items()))
    rule = "agency-dateline" if agency else "year-of-neighbour"
    kept = tuple(dict.fromkeys((mention.text, *evidence[:2])))
    return Claim(Span(own, own), rule, kept, told.line(placed.index))


def _near(in_year: Callable[[int], str], other: Placed, named: dict[int, str]) -> list[str]:
    """The days that fit a neighbouring date."""
    year = int(other.day[:4])
    candidates = [day for number in (year - 1, year, year + 1) if (day := in_year(number))]
    out = []
    for day in candidates:
        apart = days_apart(other.day, day)
        if named and other.role in (TOLD, BACKGROUND, PICTURE, OLD_PICTURE, POST):
            fits = 0 <= apart <= _HALF_YEAR and weekday_of(day) in named
        elif other.role in (PICTURE, POST):
            fits = 0 <= apart <= _MONTH
        else:
            fits = other.role in (COMMENT, UPDATED) and -_MONTH <= apart <= 0
        if fits:
            out.append(day)
    return out


def settle(told: Told, placed: Placed) -> tuple[Span, tuple[str, ...]]:
    """Of two readings of ``03/04/2020`` the one that another date of the article bears out, with the words; else both
    as one span where they are near, or an open span."""
    first, second = sorted(placed.days)
    agency = agency_line(told)
    if agency is not None and not agency.mention.year:
        for day, other in ((first, second), (second, first)):
            same, contrary = (iso_day(int(each[:4]), agency.mention.month, agency.mention.day) for each in (day, other))
            if same == day and contrary != other:
                return Span(day, day), (agency.mention.text,)
    month, words = month_of_url(told.url)
    within = [day for day in (first, second) if words and month.first <= day <= month.last]
    if len(within) == 1:
        return Span(within[0], within[0]), (words,)
    told_days = [one for one in told.of(TOLD, PICTURE) if one.day]
    later = [one for one in told_days if first < one.day <= second and one.index in told.lede(1)]
    changed = [one for one in told.of(UPDATED) if first <= one.day < second]
    if later and not changed:
        return Span(second, second), (later[0].mention.text,)
    if changed and not later:
        return Span(first, first), (changed[0].mention.text,)
    return (Span(first, second), ()) if plus(first, _MONTH) >= second else (Span(), ())
