"""Pages of what rules found in the texts, as values: quotations by speaker, and the ledger of counted claims.

It goes on the theme author's manual (`sitegen.model.views`, where the values stand that other pages show too:
`QuotationEntry`, `Wording`, `WordRun`, `Finding`).
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.views import Date, Link, QuotationEntry, Tick


@dataclass(frozen=True, slots=True)
class SpeakerItem:
    """A speaker with a record, in the index."""

    link: Link
    """To the page of all quotations."""
    type: str
    """`person`, `organisation`, …"""
    quotations: int
    """The same words in several articles count once."""
    articles: int
    span: str
    latest: str
    """The first words of the latest quotation."""
    latest_language: str
    latest_date: Date


@dataclass(frozen=True, slots=True)
class PrintedSpeaker:
    """Speakers without a record who are printed with the same words; they need not be the same person."""

    words: str
    language: str
    quotations: int
    articles: tuple[Link, ...]
    """The first few articles, each leading to its first such paragraph."""
    more: int
    """How many further articles there are."""


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many there are in a month, and where they stand."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class QuotesView:
    """The index of all quotations, by speaker."""

    title: str
    quotations: int
    articles: int
    span: str
    speakers: tuple[SpeakerItem, ...]
    """Speakers with a record, those with most quotations first."""
    others: tuple[PrintedSpeaker, ...]
    """Speakers without a record, those printed in most articles first; at most a hundred."""
    others_left_out: int
    """How many such forms of words are not listed."""
    others_count: int
    """Quotations of all of these."""
    others_address: str
    """Page of all; empty where there are none."""
    unattributed: tuple[MonthCount, ...]
    unattributed_count: int


@dataclass(frozen=True, slots=True)
class QuotationMonth:
    """Quotations first published in one month, or on one day of a month that has very many."""

    id: str
    """`2020-08`, `2020-08-16`, or `undated`."""
    label: str
    address: str
    """Of its own page; empty where the entries stand here."""
    count: int
    entries: tuple[QuotationEntry, ...]


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """All quotations of one speaker, of those without a record, or of nobody named."""

    title: str
    kind: str
    """`actor`, `others` or `unattributed`."""
    actor: Link | None
    """The speaker's own page."""
    type: str
    count: int
    articles: int
    joined: int
    """How many of the quotations stand in more than one article."""
    span: str
    months: tuple[QuotationMonth, ...]


@dataclass(frozen=True, slots=True)
class SpeakerMonthView:
    """One month, or one day, of a speaker with very many quotations."""

    title: str
    kind: str
    parents: tuple[Link, ...]
    """The speaker's page, and for a day its month's."""
    count: int
    months: tuple[QuotationMonth, ...]
    """The month itself, or its days."""
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class FigureBar:
    """A stretch of time in a small chart: from the least to the greatest quantity stated in it."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FigureMark:
    """One statement in a chart. Lengths along the time are in the chart's units, heights in pixels from its top."""

    label: str
    """`more than 7,000, 30 August 2020, The Daily`."""
    address: str
    """Its row on the same page: `#f-…`."""
    x: float
    y: float
    path: str
    """The shape of its source around its own place, as an SVG path."""
    hollow: bool
    """Approximate: `about`, `nearly`."""
    top: float
    """Where a line through it begins and ends: its range; both as `y` where it has none."""
    bottom: float
    arrow: str
    """`up` where the most is open ("more than"), `down` where the least is ("up to"), or empty."""
    curator: bool
    """A curator's reading: ringed."""
    start: float
    """Along the time, from where to where it may lie; both as `x` where the day is known."""
    end: float


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """All statements of one month in a chart of very many: from the least to the greatest quantity."""

    label: str
    address: str
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class FigureKey:
    """What a shape stands for."""

    label: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class FigureChart:
    """Quantities over time, with the geometry computed: the template only draws."""

    title: str
    width: float
    height: float
    """Of the plot in pixels, without the axis."""
    logarithmic: bool
    """Whether equal steps upwards are equal ratios."""
    levels: tuple[tuple[str, float], ...]
    """Pairs of quantity in words and height in pixels from the top."""
    axis: tuple[Tick, ...]
    marks: tuple[FigureMark, ...]
    spans: tuple[FigureSpan, ...]
    """Instead of marks where the statements are very many."""
    keys: tuple[FigureKey, ...]
    has_open: bool
    """Whether a mark has an arrow, a range, or is hollow or ringed: what the key has to explain."""
    has_range: bool
    has_hollow: bool
    has_curator: bool
    has_vague: bool
    """Whether a mark may lie on one of several days."""
    left_out: int
    """Statements that stand only in the list: without a number, or without a time."""


@dataclass(frozen=True, slots=True)
class FigureNote:
    """A curator's note on a statement."""

    type: str
    """`claim`, `correction` or `disputed`."""
    body: str
    """Sanitised HTML."""
    by: str
    address: str
    """Of the note in its article."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One statement that counts something."""

    id: str
    """Of the row on its page: `f-<slug>-p7-12`, or `f-<slug>-n2` for a curator's."""
    date: Date
    """Of publication."""
    about: Date | None
    """When, as the sentence or the curator says; nothing where neither does, and where it is the day of publication."""
    event: Link | None
    """What it is about, as the curator says."""
    printed: str
    """The quantity as printed."""
    reading: str
    """What it states, in the site's form: `more than 7,000`; empty where it names no number ("dozens")."""
    what: str
    """What is counted or what happened, as printed; empty where no word tells."""
    topic: str
    """Of money: what it is for, in the site's words; else empty."""
    speaker: Link | None
    """Who says so."""
    said_by: str
    """Who says so, as printed; empty where the outlet itself says so."""
    source: Link | None
    article: Link
    """Its title; leads to the paragraph."""
    language: str
    sentence: str
    how: str
    """The rule in plain words."""
    probable: bool
    curator: bool
    """Read by a curator in a note, not found by a rule."""
    notes: tuple[FigureNote, ...]


@dataclass(frozen=True, slots=True)
class FigureMonth:
    """Statements published in one month, or on one day of a month that has very many."""

    id: str
    """`2020-08`, `2020-08-16`, or `undated`."""
    label: str
    address: str
    """Of its own page; empty where the rows stand here."""
    count: int
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class FigureItem:
    """A subject of the ledger, in its index."""

    link: Link
    explanation: str
    count: int
    """Of statements."""
    articles: int
    span: str
    least: str
    """The least quantity stated; empty where none is."""
    greatest: str
    noted: int
    """How many statements a curator has disputed or corrected."""
    bars: tuple[FigureBar, ...]
    """A small chart, 120 × 28."""


@dataclass(frozen=True, slots=True)
class FigureGroup:
    title: str
    kind: str
    """`people`, `money` or `other`."""
    address: str
    """Of a page for this group alone; may be empty."""
    items: tuple[FigureItem, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The ledger of counted claims: one line for each subject."""

    title: str
    groups: tuple[FigureGroup, ...]
    count: int
    articles: int
    span: str
    parent: Link | None


@dataclass(frozen=True, slots=True)
class FigureSubjectView:
    """All statements on one subject."""

    title: str
    explanation: str
    parents: tuple[Link, ...]
    count: int
    articles: int
    span: str
    curated: int
    """How many of the statements a curator read."""
    least: str
    greatest: str
    chart: FigureChart | None
    months: tuple[FigureMonth, ...]


@dataclass(frozen=True, slots=True)
class FigureMonthView:
    """One month, or one day, of a subject with very many statements."""

    title: str
    parents: tuple[Link, ...]
    count: int
    chart: FigureChart | None
    months: tuple[FigureMonth, ...]
    """The month itself, or its days."""
    earlier: Link | None
    later: Link | None
