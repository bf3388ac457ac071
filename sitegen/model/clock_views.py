"""Pages about time as values: days, events with their two clocks, what is told of other times, and what is missing.

A part of the theme author's manual, as `sitegen.model.views` is: each view's template is named after it, and its
variables are the view's fields. Nothing here says that something did not happen: an archive knows only what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.views import Bar, Date, Entry, EventEntry, Link, ListCitation, Tick, TimelineDay


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence of an article whose words say when. It is `before`, `words` and `after` one after the other."""

    before: str
    words: str
    """The time words, to be marked; empty where they could not be placed (then `before` is the whole sentence)."""
    after: str
    printed: str
    """The time words as printed."""
    date: Date
    """What they resolve to."""
    language: str
    address: str
    """Of its paragraph: `/articles/x/#p7`."""
    how: str
    """The rule by which they were resolved, in words."""
    probable: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """An article with those of its sentences that tell of one time."""

    entry: Entry
    lag: str
    """How long after that day it came out, in words: `4 days later`; empty where a day is not known."""
    sentences: tuple[ToldSentence, ...]
    more: int
    """Further sentences of the article that are not shown here."""


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the timeline: what happened, what was published, and what articles tell of it."""

    title: str
    """`Sunday, 16 August 2020`."""
    day: TimelineDay
    about: tuple[EventEntry, ...]
    """Events that span this day or may have happened on it."""
    told: tuple[Telling, ...]
    """Articles with a sentence that is dated to this day by rule, in the order of publication; at most forty."""
    told_rest: tuple[tuple[Link, int], ...]
    """Where there are more: every month of publication, with a page of its own, and its number of articles."""
    month: Link
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class DayMonthView:
    """What the articles of one month tell of a day that very many tell of."""

    title: str
    parent: Link
    """The day."""
    month: str
    told: tuple[Telling, ...]
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class HistoryTime:
    """A day, a month or a year before or after the archive's own time, and who tells of it."""

    label: str
    address: str
    """Of the day's own page; then `told` is empty. Otherwise empty."""
    count: int
    """Articles that tell of it."""
    told: tuple[Telling, ...]
    """At most twelve, in the order of publication."""


@dataclass(frozen=True, slots=True)
class HistoryYear:
    id: str
    """`1994`."""
    address: str
    """Of the year's own page; empty where the overview holds it all."""
    count: int
    """Articles that tell of a time in it."""
    times: tuple[HistoryTime, ...]
    """Empty where the overview only leads to the year."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What articles tell of times before and after the archive's own, by year."""

    title: str
    span: str
    """The archive's own time in words."""
    years: tuple[HistoryYear, ...]


@dataclass(frozen=True, slots=True)
class HistoryYearView:
    title: str
    year: HistoryYear
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class ClockMark:
    """When an event happened, as a mark on the axis."""

    kind: str
    """`day`, `span`, `unsure` (a doubtful or approximate date), `within` (some time in this span, which is not known),
    `from` or `until` (no other end is known)."""
    x: float
    width: float
    """0 for a single day."""
    label: str


@dataclass(frozen=True, slots=True)
class ClockAxis:
    """One event's two clocks on one axis: when it happened above, what was published below, to scale."""

    title: str
    width: float
    height: float
    """Of the bars' part."""
    mark: ClockMark
    bars: tuple[Bar, ...]
    """Articles on it, by day of publication, each leading to that day."""
    ticks: tuple[Tick, ...]
    """Days and months on the axis; `width` more than 0 for one that may be left out where there is little room."""
    highest: int


@dataclass(frozen=True, slots=True)
class ClockColumn:
    """A column of the table of source by day."""

    kind: str
    """`day`, `silent` (days without a report, folded), `later` (all after the last column) or `undated`."""
    label: str
    """`Sun 16 Aug`, `10 days without a report`, `later`."""
    lag: str
    """`the next day`."""
    address: str
    """The day's page, or empty."""
    happened: str
    """`happened`, `began` or `ended` where that is this day; else empty."""


@dataclass(frozen=True, slots=True)
class ClockMention:
    """One article in a cell."""

    number: int
    """As in the list of reports."""
    link: Link
    when: str
    """`Mon 17 August`, or `17 August 2020` in a column of several days."""
    month: str
    """`September`, on the first of a month in the column `later`; else empty."""
    lag: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class ClockCell:
    mentions: tuple[ClockMention, ...]
    """At most six; in the column `later` at most eighteen."""
    more: int


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A source with a cell for each column."""

    source: Link | None
    """Nothing where the source is not known."""
    count: int
    cells: tuple[ClockCell, ...]


@dataclass(frozen=True, slots=True)
class SilentSource:
    """A source of the archive without an article on the event."""

    link: Link
    near: int
    """How many of its articles the archive holds from these days: of none nothing can be concluded."""


@dataclass(frozen=True, slots=True)
class ClockTable:
    """Source by day. Rows stand in the order of first publication."""

    columns: tuple[ClockColumn, ...]
    rows: tuple[ClockRow, ...]
    silent: tuple[SilentSource, ...]
    """At most twelve, those with most articles from these days first."""
    silent_more: int
    days: str
    """`these days` in words: from the event to a week after the last report."""


@dataclass(frozen=True, slots=True)
class EventReport:
    """An article on the event, in the order of publication."""

    number: int
    entry: Entry
    lag: str
    """`the next day`; empty where a day is not known."""
    inferred: bool
    """Whether no person has listed it: it dates a sentence to this day that names somebody who took part, or the
    place."""
    named: tuple[Link, ...]
    """Who or what those sentences name; for inferred ones."""
    sentences: tuple[ToldSentence, ...]
    """Sentences dated to the event's time, at most three."""
    more: int


@dataclass(frozen=True, slots=True)
class EventsView:
    title: str
    events: tuple[EventEntry, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with its two clocks: when it happened, and who reported it when."""

    title: str
    date: Date
    nature: str
    """What kind of date it is, in words: `a Sunday`, `2 days`, `the day is not certain`; may be empty."""
    vague: bool
    """Whether the day is doubtful, approximate or not known more closely."""
    summary: str
    place: Link | None
    actors: tuple[Link, ...]
    part_of: Link | None
    parts: tuple[EventEntry, ...]
    entries: tuple[Entry, ...]
    """Articles that its record lists, by day of publication."""
    silent: tuple[Link, ...]
    """Sources of the archive that have no article on it."""
    axis: ClockAxis | None
    """Nothing where no article reports it or no day is known."""
    table: ClockTable | None
    """Nothing where no article reports it."""
    reports: tuple[EventReport, ...]
    """Articles that its record lists and those that are inferred, together; of the inferred at most forty."""
    left_out: int
    """Further articles that are inferred; they stand on the days' pages."""
    days: tuple[Link, ...]
    earlier: Link | None
    later: Link | None
    cite: ListCitation | None = None


@dataclass(frozen=True, slots=True)
class GapItem:
    """One thing that is missing or in doubt."""

    link: Link | None
    text: str
    """Words where there is no link."""
    note: str
    """What about it: `7 days`, `quoted 3 times`."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Things that are missing in one way."""

    title: str
    """May be empty where the section has one group."""
    count: int
    unit: str
    """What is counted, for one: `article`."""
    items: tuple[GapItem, ...]
    more: int
    """Further ones that are not listed."""
    where: Link | None
    """Where those stand, if anywhere."""


@dataclass(frozen=True, slots=True)
class GapSection:
    id: str
    title: str
    meaning: str
    """A sentence that says what follows from it, and what does not."""
    summary: str
    """How much, in a few words: `63 days in 12 stretches`, `nothing`."""
    groups: tuple[GapGroup, ...]
    """Empty where nothing is missing."""


@dataclass(frozen=True, slots=True)
class GapsView:
    """What the collection lacks."""

    title: str
    span: str
    articles: int
    sections: tuple[GapSection, ...]
