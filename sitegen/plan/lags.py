"""How long after a happening an article came out, in words; nothing where that is not known."""

from __future__ import annotations

from sitegen.model.dates import Edtf, days_apart
from sitegen.model.messages import ntr, tr


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
        return {-1: tr("the day before"), 0: tr("the same day"), 1: tr("the next day")}[days]
    return _later(days) if days > 0 else _before(-days)


def _later(days: int) -> str:
    return ntr("{count} day later", "{count} days later", days)


def _before(days: int) -> str:
    return ntr("{count} day before", "{count} days before", days)


def _around(happened: Edtf, day: str) -> str:
    """Beside an interval."""
    if happened.earliest and day < happened.earliest:
        days = days_apart(day, happened.earliest)
        return ntr("{count} day before it began", "{count} days before it began", days)
    if happened.latest and day > happened.latest:
        days = days_apart(happened.latest, day)
        return ntr("{count} day after its end", "{count} days after its end", days)
    if not happened.earliest:
        return tr("before its end")
    if happened.latest:
        return tr("while it lasted")
    days = days_apart(happened.earliest, day)
    if not days:
        return tr("the day it began")
    return ntr("{count} day after it began", "{count} days after it began", days)


def _bounded(happened: Edtf, day: str) -> str:
    """Beside some day of a month or a year."""
    if happened.latest and day > happened.latest:
        return tr("at least {lag}", lag=_later(days_apart(happened.latest, day)))
    if happened.earliest and day < happened.earliest:
        return tr("at least {lag}", lag=_before(days_apart(day, happened.earliest)))
    return ""


def _about(unsure: bool, words: str) -> str:
    return tr("probably {lag}", lag=words) if unsure and words else words
