"""What an address says of the day: a whole day, or a month."""

from __future__ import annotations

import re

from sitegen.clean.days import Span, iso_day, month_of
from sitegen.clean.daywords import month_of_word

_ARCHIVED = re.compile(r"^https?://[^/]*archive[^/]*/(?:web/)?\d{4,14}(?:[a-z]{2}_)?/(?=\S)", re.IGNORECASE)
_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|[a-z]{3,9})[/-](?P<d>\d{1,2})(?=[/_.?#-]|$)", re.IGNORECASE)
_TAIL = re.compile(r"[/-](?P<y>20\d\d)-?(?P<m>[01]\d)-?(?P<d>[0-3]\d)(?=/|\.\w{2,5}$|[?#]|$)")
_SEGMENT = re.compile(r"/(?P<y>20\d\d)-?(?P<m>[01]\d)-?(?P<d>[0-3]\d)(?=[/_.?#-]|$)")
_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])(?=/)")


def original_address(url: str) -> str:
    """The address that an archive's address keeps a copy of; other addresses as they are."""
    match = _ARCHIVED.match(url)
    if match is None:
        return url
    rest = url[match.end() :]
    return rest if "://" in rest[:8] else "https://" + rest


def day_of_url(url: str) -> tuple[str, str]:
    """The ISO day that an address carries and the words that say it; two empty texts where it carries none."""
    url = original_address(url)
    for pattern in (_DAY, _SEGMENT, _TAIL):
        match = pattern.search(url)
        if match:
            month = match.group("m")
            number = int(month) if month.isdigit() else month_of_word(month)
            day = iso_day(int(match.group("y")), number, int(match.group("d"))) if number else ""
            if day:
                return day, match.group(0).strip("/")
    return "", ""


def month_of_url(url: str) -> tuple[Span, str]:
    """The month that an address carries and the words that say it; an open span and "" where it carries none."""
    match = _MONTH.search(original_address(url))
    if match is None:
        return Span(), ""
    return month_of(f"{match.group('y')}-{match.group('m')}-01"), match.group(0).strip("/")
