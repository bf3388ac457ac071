"""Charts of counted claims: time across, quantity upwards. The geometry is computed here, the template only draws.

A statement stands at the day that it is about, where that is one day, else at the day of publication. Where the
greatest quantity is more than fifty times the least, equal steps upwards are equal ratios.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.dates import days_apart, days_between, month_label, months_between, parse_edtf
from sitegen.model.finding_views import FigureBar, FigureChart, FigureKey, FigureMark, FigureSpan
from sitegen.model.views import Tick
from sitegen.plan.entries import card_source
from sitegen.plan.ledger import Statement
from sitegen.plan.library import Library
from sitegen.plan.subjects import APPROXIMATE, number_words, reading

WIDTH = 720.0
HEIGHT = 240.0
LOGARITHMIC_FROM = 50
SPARK = (120.0, 28.0)
_MARGIN = 24.0
_HEAD = 26.0
"""Pixels above the greatest quantity: room for an arrow."""
_ARROW = 20.0
_SPARK_STEPS = 30
_MONTHS_NAMED = 14
_FAR_DAYS = 366

SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6.5L6.5 0L0 6.5L-6.5 0z",
    "M0-6L5.7 4.5H-5.7z",
    "M0 6L5.7-4.5H-5.7z",
    "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
)
"""Circle, square, diamond, triangle up, triangle down, cross."""
OTHER_SHAPE = "M-5.5-2.5h11v5h-11z"
"""A bar lying down: all further sources."""


@dataclass(frozen=True, slots=True)
class _Placed:
    statement: Statement
    day: str


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
        return _round(self.height - room * min(1.0, max(0.0, share)))


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


def day_of(library: Library, statement: Statement) -> str:
    """The day that a statement is about, where that is one day, else that of publication.

    Empty where neither is known, and for what is about a time more than a year from publication: it would press all
    others together.
    """
    date = library.date(statement.card)
    published = date.day if date else ""
    event = library.event_by_id.get(statement.note.claim.event) if statement.note and statement.note.claim else None
    about = event.date if event else parse_edtf(statement.claim.edtf) if statement.claim.edtf else None
    if about is None or not about.earliest or not about.latest:
        return published
    if published and (
        days_apart(about.latest, published) > _FAR_DAYS or days_apart(published, about.earliest) > _FAR_DAYS
    ):
        return ""
    return about.day or published


def _published(library: Library, statement: Statement) -> str:
    date = library.date(statement.card)
    return date.day if date else ""


def figure_chart(
    library: Library, title: str, found: Sequence[Statement], months: Sequence[tuple[str, str]] = ()
) -> FigureChart | None:
    """A chart of statements; nothing where fewer than two have a number and a day.

    Args:
        months: month and address of the pages on which the statements stand, where they are very many: their spans
            are drawn instead of each.
    """
    of = _published if months else day_of
    placed = [_Placed(one, day) for one in found if one.ends and (day := of(library, one))]
    if len(placed) < 2:
        return None
    scale = heights([end for item in placed for end in item.statement.ends], HEIGHT, _HEAD)
    first, last = min(item.day for item in placed), max(item.day for item in placed)
    keys = _keys(library, [] if months else placed)
    marks = () if months else tuple(_mark(library, item, scale, first, last, keys) for item in placed)
    return FigureChart(
        title=title,
        width=WIDTH,
        height=HEIGHT,
        logarithmic=scale.logarithmic,
        levels=_levels(scale),
        axis=_axis(first, last),
        marks=marks,
        spans=_spans(placed, scale, first, last, dict(months)),
        keys=tuple(keys.values()),
        has_open=any(mark.arrow for mark in marks),
        has_range=any(mark.top != mark.bottom and not mark.arrow for mark in marks),
        has_hollow=any(mark.hollow for mark in marks),
        has_curator=any(mark.curator for mark in marks),
        left_out=len(found) - len(placed),
    )


def _across(day: str, first: str, last: str) -> float:
    whole = days_apart(first, last)
    share = days_apart(first, day) / whole if whole else 0.5
    return _round(_MARGIN + share * (WIDTH - 2 * _MARGIN))


def _keys(library: Library, placed: Sequence[_Placed]) -> dict[str, FigureKey]:
    """A shape for each of the sources with most statements, one for all others."""
    counts = Counter(item.statement.card.record.source for item in placed)
    ordered = sorted(counts, key=lambda id: (-counts[id], id))
    own = ordered if len(ordered) <= len(SHAPES) else ordered[: len(SHAPES) - 1]
    out = {id: FigureKey(_source_name(library, id), SHAPES[at], counts[id]) for at, id in enumerate(own)}
    rest = sum(counts[id] for id in ordered[len(own) :])
    if rest:
        out["*"] = FigureKey(f"{len(ordered) - len(own)} further sources", OTHER_SHAPE, rest)
    return out


def _source_name(library: Library, id: str) -> str:
    return library.sources[id].name if id in library.sources else "Source not known"


def _mark(
    library: Library, item: _Placed, scale: Heights, first: str, last: str, keys: dict[str, FigureKey]
) -> FigureMark:
    claim, card = item.statement.claim, item.statement.card
    low, high = claim.low, claim.high
    at = low if low is not None else high
    assert at is not None
    ranged = low is not None and high is not None and low != high
    y = scale.at((low + high) / 2 if low is not None and high is not None and ranged else at)
    top, bottom, arrow = y, y, ""
    if low is not None and high is not None:
        top, bottom = scale.at(high), scale.at(low)
    elif high is None:
        top, arrow = _round(y - _ARROW), "up"
    else:
        bottom, arrow = _round(y + _ARROW), "down"
    source = card_source(library, card)
    words = [reading(low, high, claim.hedge), parse_edtf(item.day).label, source.text if source else "source not known"]
    return FigureMark(
        label=", ".join(words) + (", read by a curator" if item.statement.note else ""),
        address=f"#{item.statement.id}",
        x=_across(item.day, first, last),
        y=y,
        path=(keys.get(card.record.source) or keys["*"]).path,
        hollow=claim.hedge in APPROXIMATE,
        top=top,
        bottom=bottom,
        arrow=arrow,
        curator=item.statement.note is not None,
    )


def _spans(
    placed: Sequence[_Placed], scale: Heights, first: str, last: str, addresses: dict[str, str]
) -> tuple[FigureSpan, ...]:
    if not addresses:
        return ()
    months: dict[str, list[_Placed]] = {}
    for item in placed:
        months.setdefault(item.day[:7], []).append(item)
    out = []
    for month, items in sorted(months.items()):
        ends = [end for item in items for end in item.statement.ends]
        ends_of_month = max(first, f"{month}-01"), min(last, parse_edtf(month).latest)
        left, right = (_across(day, first, last) for day in ends_of_month)
        top, bottom = scale.at(max(ends)), scale.at(min(ends))
        label = (
            f"{month_label(month)}: {len(items):,} statements, "
            f"from {number_words(min(ends))} to {number_words(max(ends))}"
        )
        wide, high = max(4.0, _round(right - left - 2)), max(3.0, _round(bottom - top))
        out.append(FigureSpan(label, addresses.get(month, ""), left, wide, top, high))
    return tuple(out)


def _levels(scale: Heights) -> tuple[tuple[str, float], ...]:
    if scale.logarithmic:
        low, high = round(math.log10(scale.least)), round(math.log10(scale.greatest))
        apart = max(1, math.ceil((high - low) / 6))
        numbers = [10.0**power for power in range(low, high + 1, apart)]
    else:
        step = _step(scale.greatest) or 1.0
        numbers = [step * n for n in range(round(scale.greatest / step) + 1)]
    return tuple((number_words(number), scale.at(number)) for number in numbers)


def _axis(first: str, last: str) -> tuple[Tick, ...]:
    """Days where the time is short, months, or years."""
    months = months_between(first, last)
    if len(months) > _MONTHS_NAMED:
        years = range(int(first[:4]), int(last[:4]) + 1)
        apart = max(1, math.ceil(len(years) / 8))
        days = [(f"{year:04}-01-01", f"{year}") for year in years if (year - years[0]) % apart == 0]
    elif days_apart(first, last) > 45:
        days = [(f"{month}-01", _month_name(month, at)) for at, month in enumerate(months)]
    else:
        whole = days_between(first, last)
        apart = max(1, math.ceil(len(whole) / 5))
        days = [(day, " ".join(parse_edtf(day).label.split(" ")[:2])) for day in whole[::apart]]
    return tuple(Tick(label, "", _across(max(first, day), first, last)) for day, label in days)


def _month_name(month: str, at: int) -> str:
    name, year = month_label(month).split(" ")
    return f"{name} {year}" if at == 0 or month.endswith("-01") else name


def spark(library: Library, found: Sequence[Statement]) -> tuple[FigureBar, ...]:
    """A small chart: for each of at most thirty stretches of time, from the least to the greatest quantity."""
    placed = [_Placed(one, day) for one in found if one.ends and (day := day_of(library, one))]
    if len(placed) < 2:
        return ()
    width, height = SPARK
    scale = heights([end for item in placed for end in item.statement.ends], height, 2.0)
    first, last = min(item.day for item in placed), max(item.day for item in placed)
    whole = days_apart(first, last) + 1
    steps = min(_SPARK_STEPS, whole)
    ends: dict[int, list[float]] = {}
    for item in placed:
        ends.setdefault(days_apart(first, item.day) * steps // whole, []).extend(item.statement.ends)
    out = []
    for step, numbers in sorted(ends.items()):
        top, bottom = scale.at(max(numbers)), scale.at(min(numbers))
        high = max(3.0, _round(bottom - top))
        out.append(
            FigureBar(_round(step * width / steps), min(top, height - 3.0), _round(max(2.0, width / steps - 1)), high)
        )
    return tuple(out)


def _round(number: float) -> float:
    return round(number, 2)
