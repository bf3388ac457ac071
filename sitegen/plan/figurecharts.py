"""Charts of counted claims: time across, quantity upwards. The geometry is computed here, the template only draws.

A statement stands at the day that it is about, where that is one day, else at the day of publication. Where the
greatest quantity is more than fifty times the least, equal steps upwards are equal ratios.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.dates import Edtf, days_apart, days_between, month_label, parse_edtf
from sitegen.model.finding_views import FigureBar, FigureChart, FigureKey, FigureMark, FigureSpan
from sitegen.model.messages import joined, ntr, tr
from sitegen.plan.entries import card_source
from sitegen.plan.figurescale import WIDTH, Heights, across, heights, levels, rounded, time_axis
from sitegen.plan.ledger import Statement
from sitegen.plan.library import Library
from sitegen.plan.subjects import APPROXIMATE, number_words, reading

HEIGHT = 240.0
SPARK = (120.0, 28.0)
_HEAD = 26.0
"""Pixels above the greatest quantity: room for an arrow."""
_ARROW = 20.0
_SPARK_STEPS = 30
_FAR_DAYS = 366
_VAGUE_DAYS = 31

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
    start: str
    end: str
    """The first and last day on which it may lie."""
    label: str

    @property
    def day(self) -> str:
        """The middle of them."""
        days = days_between(self.start, self.end)
        return days[len(days) // 2]


def _placed(library: Library, found: Sequence[Statement], *, published: bool = False) -> list[_Placed]:
    """Statements that have a number and a time; `published`: at the day of publication, whatever they are about."""
    out = []
    for one in found:
        date = library.date(one.card) if published else time_of(library, one)
        if (
            one.ends
            and date
            and date.earliest
            and date.latest
            and days_apart(date.earliest, date.latest) <= _VAGUE_DAYS
        ):
            out.append(_Placed(one, date.earliest, date.latest, date.label))
    return out


def time_of(library: Library, statement: Statement) -> Edtf | None:
    """The day that a statement is about, where that is one day, else the time of publication.

    Nothing where neither is known, and for what is about a time more than a year from publication: it would press all
    others together.
    """
    date = library.date(statement.card)
    event = library.event_by_id.get(statement.note.claim.event) if statement.note and statement.note.claim else None
    about = event.date if event else parse_edtf(statement.claim.edtf) if statement.claim.edtf else None
    if about is None or not about.earliest or not about.latest:
        return date
    if date and date.earliest and date.latest:
        before, after = days_apart(about.latest, date.earliest), days_apart(date.latest, about.earliest)
        if max(before, after) > _FAR_DAYS:
            return None
    return about if about.day else date


def figure_chart(
    library: Library, title: str, found: Sequence[Statement], months: Sequence[tuple[str, str]] = ()
) -> FigureChart | None:
    """A chart of statements; nothing where fewer than two have a number and a time.

    Args:
        months: month and address of the pages on which the statements stand, where they are very many: their spans
            are drawn instead of each.
    """
    placed = _placed(library, found, published=bool(months))
    if len(placed) < 2:
        return None
    scale = heights([end for item in placed for end in item.statement.ends], HEIGHT, _HEAD)
    first, last = min(item.start for item in placed), max(item.end for item in placed)
    keys = _keys(library, [] if months else placed)
    marks = () if months else tuple(_mark(library, item, scale, first, last, keys) for item in placed)
    return FigureChart(
        title=title,
        width=WIDTH,
        height=HEIGHT,
        logarithmic=scale.logarithmic,
        levels=levels(scale),
        axis=time_axis(first, last),
        marks=marks,
        spans=_spans(placed, scale, first, last, dict(months)),
        keys=tuple(keys.values()),
        has_open=any(mark.arrow for mark in marks),
        has_range=any(mark.top != mark.bottom and not mark.arrow for mark in marks),
        has_hollow=any(mark.hollow for mark in marks),
        has_curator=any(mark.curator for mark in marks),
        has_vague=any(mark.start != mark.end for mark in marks),
        left_out=len(found) - len(placed),
    )


def _keys(library: Library, placed: Sequence[_Placed]) -> dict[str, FigureKey]:
    """A shape for each of the sources with most statements, one for all others."""
    counts = Counter(item.statement.card.record.source for item in placed)
    ordered = sorted(counts, key=lambda id: (-counts[id], id))
    own = ordered if len(ordered) <= len(SHAPES) else ordered[: len(SHAPES) - 1]
    out = {id: FigureKey(_source_name(library, id), SHAPES[at], counts[id]) for at, id in enumerate(own)}
    rest = sum(counts[id] for id in ordered[len(own) :])
    if rest:
        out["*"] = FigureKey(
            ntr("{count} further source", "{count} further sources", len(ordered) - len(own)), OTHER_SHAPE, rest
        )
    return out


def _source_name(library: Library, id: str) -> str:
    return library.sources[id].name if id in library.sources else tr("Source not known")


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
        top, arrow = rounded(y - _ARROW), "up"
    else:
        bottom, arrow = rounded(y + _ARROW), "down"
    source = card_source(library, card)
    words = [reading(low, high, claim.hedge), item.label, source.text if source else tr("source not known")]
    words += [tr("read by a curator")] if item.statement.note else []
    return FigureMark(
        label=joined(", ", words),
        address=f"#{item.statement.id}",
        x=across(item.day, first, last),
        y=y,
        path=(keys.get(card.record.source) or keys["*"]).path,
        hollow=claim.hedge in APPROXIMATE,
        top=top,
        bottom=bottom,
        arrow=arrow,
        curator=item.statement.note is not None,
        start=across(item.start, first, last),
        end=across(item.end, first, last),
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
        left, right = (across(day, first, last) for day in ends_of_month)
        top, bottom = scale.at(max(ends)), scale.at(min(ends))
        label = ntr(
            "{month}: {count} statement, from {least} to {greatest}",
            "{month}: {count} statements, from {least} to {greatest}",
            len(items),
            month=month_label(month),
            least=number_words(min(ends)),
            greatest=number_words(max(ends)),
        )
        wide, high = max(4.0, rounded(right - left - 2)), max(3.0, rounded(bottom - top))
        out.append(FigureSpan(label, addresses.get(month, ""), left, wide, top, high))
    return tuple(out)


def spark(library: Library, found: Sequence[Statement]) -> tuple[FigureBar, ...]:
    """A small chart: for each of at most thirty stretches of time, from the least to the greatest quantity."""
    placed = _placed(library, found)
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
        high = max(4.0, rounded(bottom - top))
        out.append(
            FigureBar(rounded(step * width / steps), min(top, height - 4.0), rounded(max(3.0, width / steps - 1)), high)
        )
    return tuple(out)
