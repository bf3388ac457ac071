"""The day on which a page's article was published: what the page states for machines, what it prints, its address.

A statement for machines is exact but may be of another zone (`Z`), of a change, or of the template; a printed date is
what the outlet called the day, but may be of a change too. A day is claimed where they agree, and where only one of
them speaks; where they contradict each other and nothing decides, the day stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.clean.dates import Mention, find_dates
from sitegen.clean.dating import Dated, date_of
from sitegen.clean.days import iso_day, plus
from sitegen.clean.embedded import Facts, Statement
from sitegen.clean.lines import Part, Sheet, markup_of
from sitegen.clean.urldays import day_of_url
from sitegen.model.dates import days_apart
from sitegen.model.draft import STATED, Basis

_ISO = re.compile(
    r"\s*(?P<y>(?:19|20)\d\d)[-/.]?(?P<m>\d\d)[-/.]?(?P<d>\d\d)"
    r"(?:[T\s]+(?P<h>\d\d):?(?P<min>\d\d)(?::?\d\d(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_NULL_ZONE = re.compile(r"(?:Z|UTC|GMT|[+-]00:?00)\Z")
_ABOVE, _BELOW = 12, 12
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Stated:
    """A day as stated for machines."""

    day: str
    statement: Statement
    other: str = ""
    """The neighbouring day on which it may have been at the outlet, where the time is given in UTC."""


def stated_day(statement: Statement) -> Stated | None:
    """The day of a statement as written in its own zone (ISO 8601; RFC 5322 and words as `find_dates` knows them)."""
    match = _ISO.match(statement.value)
    if match:
        day = iso_day(int(match["y"]), int(match["m"]), int(match["d"]))
        if not day:
            return None
        other = ""
        if match["h"] and match["zone"] and _NULL_ZONE.match(match["zone"]):
            hour = int(match["h"])
            other = plus(day, -1) if hour < 11 else plus(day, 1)
        return Stated(day, statement, other)
    mentions = [mention for mention in find_dates(statement.value) if mention.iso]
    return Stated(mentions[0].iso, statement) if mentions else None


def page_date(sheet: Sheet, part: Part, facts: Facts, url: str) -> Dated | None:
    """The claim that the page's evidence allows, or None."""
    stated = [day for statement in facts.published if (day := stated_day(statement))]
    changed = {day.day for statement in facts.modified if (day := stated_day(statement))}
    in_url = day_of_url(url)[0]
    printed = _printed(sheet, part)
    if not stated:
        dated = _from_times(sheet, part, in_url) or date_of(sheet, part, url, 0)
        if dated is not None and dated.date in changed and dated.date != in_url and "/" not in dated.date:
            # The only date that the page prints is that of its last change.
            return None
        if dated is not None and dated.date != in_url and _is_above(sheet, part, dated):
            # A date above the headline is often the day on which the page was looked at.
            return None
        return dated
    first = stated[0]
    basis = Basis(STATED, 0, first.statement.words, first.statement.rule)
    if first.day in printed or first.day == in_url:
        return Dated(first.day, basis)
    beside = next((day for day in (plus(first.day, -1), plus(first.day, 1)) if day in {*printed, in_url}), "")
    if beside:
        # One instant, two days: midnight lay between the outlet's clock and the one of the statement.
        mention, line = printed.get(beside, (in_url, 0))
        words = f"{first.statement.words}; {mention}"
        earlier, later = sorted((beside, first.day))
        return Dated(f"{earlier}/{later}", Basis(STATED, line, words, first.statement.rule))
    for other in stated[1:]:
        if other.day in printed or other.day == in_url:
            return Dated(other.day, Basis(STATED, 0, other.statement.words, other.statement.rule))
    if any(day not in changed for day in printed) or in_url:
        line_date = date_of(sheet, part, url, 0)
        if line_date is not None and "/" not in line_date.date and line_date.basis.basis == STATED:
            shown = line_date.date
            if shown not in changed:
                return None
    if any(abs(days_apart(other.day, first.day)) > 1 for other in stated):
        return None
    return Dated(first.day, basis)


def _from_times(sheet: Sheet, part: Part, in_url: str) -> Dated | None:
    """The day of the `time` elements about the headline, where they agree and the page prints no other day there."""
    if part.title < 0:
        return None
    found: dict[str, tuple[int, str]] = {}
    for index in range(max(0, part.title - 3), min(part.title + _BELOW, part.stop)):
        block = sheet.blocks[index]
        markup = markup_of(block)
        foreign = markup.hints & {"related", "comment", "promo"} or markup.places & {"aside", "footer", "nav"}
        if not markup.times or foreign or sheet.roles[index] == "body" or block.words > _LONGEST:
            continue
        if any(word in block.fold for word in sheet.words.updated):
            continue
        for value in markup.times:
            day = stated_day(Statement(value, value, "time"))
            if day is not None:
                found.setdefault(day.day, (block.first, value))
    if len(found) != 1:
        return None
    day_found, (line, value) = next(iter(found.items()))
    printed = _printed(sheet, part)
    if (printed and day_found not in printed) or (in_url and in_url != day_found):
        return None
    return Dated(day_found, Basis(STATED, line, f"time: {value}", "time"))


def _is_above(sheet: Sheet, part: Part, dated: Dated) -> bool:
    place = dated.basis.line - 1
    if not 0 <= place < part.title:
        return False
    markup = markup_of(sheet.blocks[place])
    return "date" not in markup.hints and not markup.places & {"article", "main"}


def _printed(sheet: Sheet, part: Part) -> dict[str, tuple[str, int]]:
    """The days printed about the headline and at both ends of the body, in every reading, with words and block."""
    title = part.title if part.title >= 0 else part.body[0]
    places = [
        *range(max(0, title - _ABOVE), min(part.stop, max(title, part.body[0]) + _BELOW)),
        *range(part.body[1], min(part.stop, part.body[1] + 4)),
    ]
    out: dict[str, tuple[str, int]] = {}
    for index in places:
        block = sheet.blocks[index]
        if block.words > _LONGEST or sheet.roles[index] in ("body", "caption", "related"):
            continue
        for mention in find_dates(block.shown):
            for day in _readings(mention):
                out.setdefault(day, (mention.text, block.first))
    return out


def _readings(mention: Mention) -> list[str]:
    days = [iso_day(mention.year, mention.month, mention.day)] if mention.year else []
    if mention.year and mention.other != (0, 0):
        days.append(iso_day(mention.year, *mention.other))
    return [day for day in days if day]
