"""How long after a happening an article came out, in words; nothing where that is not known."""

from __future__ import annotations

from sitegen.model.dates import Edtf, days_apart


def lag_words(published: Edtf | None, happened: Edtf, *, probable: bool = False) -> str:
    """`the same day`, `the next day`, `4 days later`; `about` before it where one of the two dates is not exact.

    What lasted is counted from its end (`2 days after its end`), what has no known end from its beginning. A date that
    only bounds the time (some day in August) gives at most `at least 4 days later`.

    Args:
        published: the article's date.
        probable: whether that date is only probable.
    """
    day = published.day if published else ""
    if not day or not published:
        return ""
    unsure = probable or not published.is_certain or happened.uncertain or happened.approximate
    if happened.day:
        return _about(unsure, _apart(days_apart(happened.day, day)))
    if "/" not in happened.text or "X" in happened.text:
        return _bounded(happened, day)
    return _about(unsure, _around(happened, day))


def _apart(days: int) -> str:
    if days in (-1, 0, 1):
        return {-1: "the day before", 0: "the same day", 1: "the next day"}[days]
    return f"{days:,} days later" if days > 0 else f"{-days:,} days before"


def _around(happened: Edtf, day: str) -> str:
    """Beside an interval."""
    if happened.earliest and day < happened.earliest:
        return _counted(days_apart(day, happened.earliest), "before it began")
    if happened.latest and day > happened.latest:
        return _counted(days_apart(happened.latest, day), "after its end")
    if not happened.earliest:
        return "before its end"
    if happened.latest:
        return "while it lasted"
    days = days_apart(happened.earliest, day)
    return _counted(days, "after it began") if days else "the day it began"


def _bounded(happened: Edtf, day: str) -> str:
    """Beside some day of a month or a year."""
    if happened.latest and day > happened.latest:
        return f"at least {_counted(days_apart(happened.latest, day), 'later')}"
    if happened.earliest and day < happened.earliest:
        return f"at least {_counted(days_apart(day, happened.earliest), 'before')}"
    return ""


def _counted(days: int, after: str) -> str:
    return f"{days:,} {'day' if days == 1 else 'days'} {after}"


def _about(unsure: bool, words: str) -> str:
    return f"probably {words}" if unsure and words else words
