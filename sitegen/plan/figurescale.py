"""Where quantities and days stand in a chart of counted claims: scales, gridlines, the axis of time. Draws nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.dates import days_apart, days_between, month_label, months_between
from sitegen.model.messages import DAY_OF_YEAR, MONTH_NAME, DateWords
from sitegen.model.views import Tick
from sitegen.plan.subjects import number_words

WIDTH = 720.0
LOGARITHMIC_FROM = 50
"""How many times the least the greatest must be for equal steps to be equal ratios."""
_LEFT, _RIGHT = 72.0, 24.0
"""Room for the words of the gridlines, and for half a mark."""
_MONTHS_NAMED = 18
_DAYS_NAMED = 45
_LABELS_APART, _FIRST_APART = 170.0, 215.0
"""Units between the words on the axis: what words need on a phone, and the first, which has the year."""


@dataclass(frozen=True, slots=True)
class Heights:
    """Where a quantity stands in the chart, in pixels from its top."""

    least: float
    greatest: float
    logarithmic: bool
    height: float
    head: float = 0.0

    def at(self, number: float) -> float:
        room = self.height - self.head
        if self.logarithmic:
            low, high = math.log10(max(1.0, self.least)), math.log10(max(1.0, self.greatest))
            share = (math.log10(max(1.0, number)) - low) / (high - low) if high > low else 0.5
        else:
            share = number / self.greatest if self.greatest else 0.0
        return rounded(self.height - room * min(1.0, max(0.0, share)))


def heights(quantities: Sequence[float], height: float, head: float = 0.0) -> Heights:
    """The scale for these quantities: from nothing, or in equal ratios between powers of ten."""
    least, greatest = min(quantities), max(quantities)
    # Of a quantity of nothing there is no ratio; it stands at the foot.
    positive = min((number for number in quantities if number >= 1), default=1.0)
    logarithmic = greatest > LOGARITHMIC_FROM * max(positive, 1e-9)
    if logarithmic:
        least = 10.0 ** math.floor(math.log10(positive))
        greatest = 10.0 ** math.ceil(math.log10(greatest))
    else:
        step = _step(greatest)
        greatest = step * math.ceil(greatest / step) if step else 1.0
    return Heights(least, greatest, logarithmic, height, head)


def _step(greatest: float) -> float:
    """A round number of which three to six make the greatest."""
    if greatest <= 0:
        return 0.0
    size = 10.0 ** math.floor(math.log10(greatest))
    step = next(size * part for part in (0.2, 0.5, 1.0, 2.0) if greatest / (size * part) <= 5)
    return max(1.0, step) if greatest >= 1 else step


def across(day: str, first: str, last: str) -> float:
    """Where a day stands along the time, in the chart's units."""
    whole = days_apart(first, last)
    share = days_apart(first, day) / whole if whole else 0.5
    return rounded(_LEFT + share * (WIDTH - _LEFT - _RIGHT))


def levels(scale: Heights) -> tuple[tuple[str, float], ...]:
    """Gridlines: quantity in words and height in pixels."""
    if scale.logarithmic:
        low, high = round(math.log10(scale.least)), round(math.log10(scale.greatest))
        apart = max(1, math.ceil((high - low) / 6))
        numbers = [10.0**power for power in range(low, high + 1, apart)]
    else:
        step = _step(scale.greatest) or 1.0
        numbers = [step * n for n in range(round(scale.greatest / step) + 1)]
    return tuple((number_words(number), scale.at(number)) for number in numbers)


def time_axis(first: str, last: str) -> tuple[Tick, ...]:
    """Days where the time is short, months, or years; words only where there is room for them."""
    months = months_between(first, last)
    if len(months) > _MONTHS_NAMED:
        kind, days = "year", [f"{year:04}-01-01" for year in range(int(first[:4]), int(last[:4]) + 1)]
    elif days_apart(first, last) > _DAYS_NAMED:
        kind, days = "month", [f"{month}-01" for month in months]
    else:
        kind, days = "day", days_between(first, last)
    places = [across(max(first, day), first, last) for day in days]
    # A first month or year that is nearly over has no room for its name.
    named = -1 if len(places) > 1 and kind != "day" and places[1] - places[0] < _FIRST_APART else 0
    out: list[Tick] = []
    free = -1.0 if named == 0 else places[1]
    shown = 0
    for day, x in zip(days, places, strict=True):
        roomy = x >= free and x + _LABELS_APART / 2 <= WIDTH
        if kind != "month" and not roomy:
            continue
        out.append(Tick(_axis_label(day, kind, shown == 0) if roomy else "", "", x))
        if roomy:
            free = x + (_LABELS_APART if shown else _FIRST_APART)
            shown += 1
    return tuple(out)


def _axis_label(day: str, kind: str, is_first: bool) -> str:
    """`2020`; `August`, with the year at the first and in January; `16 August`."""
    if kind == "year":
        return day[:4]
    if kind == "day":
        return DateWords(day) if is_first else DateWords(day, DAY_OF_YEAR)
    return month_label(day[:7]) if is_first or day[5:7] == "01" else DateWords(day, MONTH_NAME)


def rounded(number: float) -> float:
    """Short, and the same on every machine."""
    return round(number, 2)
