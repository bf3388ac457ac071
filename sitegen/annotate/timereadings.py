"""What reads each kind of expression of the time data."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.annotate.timeanchors import read_anchored, read_eve, read_later, read_named
from sitegen.annotate.timedates import (
    read_date,
    read_day,
    read_directed_date,
    read_easter,
    read_holiday,
    read_iso,
    read_night,
    read_numeric,
    read_pair,
)
from sitegen.annotate.timeevents import read_event, read_event_day, read_nth, read_weekday_event
from sitegen.annotate.timemonths import (
    read_century,
    read_decade,
    read_half,
    read_month,
    read_month_pair,
    read_nth_weekday,
    read_quarter,
    read_season,
    read_year,
    read_year_words,
    read_years,
)
from sitegen.annotate.timeperiods import read_period, read_span, read_weekend
from sitegen.annotate.timerelative import (
    read_ago,
    read_ahead,
    read_overnight,
    read_relative,
    read_weekday,
    read_weekday_night,
    read_weekday_week,
)
from sitegen.annotate.timescene import Found, Reading, Scene

READINGS: dict[str, Callable[[Found, Scene], list[Reading]]] = {
    "date": read_date,
    "pair": read_pair,
    "directed_date": read_directed_date,
    "night": read_night,
    "iso": read_iso,
    "numeric": read_numeric,
    "day": read_day,
    "month": read_month,
    "year": read_year,
    "years": read_years,
    "decade": read_decade,
    "century": read_century,
    "year_words": read_year_words,
    "month_pair": read_month_pair,
    "holiday": read_holiday,
    "easter": read_easter,
    "season": read_season,
    "quarter": read_quarter,
    "half": read_half,
    "weekday": read_weekday,
    "weekday_of": read_weekday,
    "weekday_pair": read_weekday,
    "weekday_aim": read_weekday,
    "weekday_night": read_weekday_night,
    "weekday_week": read_weekday_week,
    "relative": read_relative,
    "nowadays": read_relative,
    "overnight": read_overnight,
    "ago": read_ago,
    "ahead": read_ahead,
    "period": read_period,
    "weekend": read_weekend,
    "span": read_span,
    "anchored": read_anchored,
    "later": read_later,
    "event": read_event,
    "event_day": read_event_day,
    "eve": read_eve,
    "weekday_event": read_weekday_event,
    "nth": read_nth,
    "nth_weekday": read_nth_weekday,
    "named": read_named,
}
"""For each kind of pattern what its matches mean; a match may be no time at all."""
