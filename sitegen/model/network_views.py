"""Views of who stands beside whom: the values behind actor, source, place and lineage pages, field by field.

Part of the theme author's manual, as `sitegen.model.views` is. All geometry is computed in `plan/`: a template draws
what stands here and decides nothing. Lengths are in the units of the drawing that they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.small_views import Date, Entry, Link, NameForm


@dataclass(frozen=True, slots=True)
class NameRow:
    """One form of a name, with how often the archive's texts print it."""

    form: NameForm
    articles: int
    """Articles that print it to the letter; 0 where none does."""


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The forms of a name in one script."""

    script: str
    """`Latin`, `Cyrillic`, …; `several scripts` for a form that mixes them."""
    rows: tuple[NameRow, ...]


@dataclass(frozen=True, slots=True)
class PositionBar:
    """An office or role on the time axis of `PositionChart`."""

    title: str
    time: str
    """`since 20 July 1994`, `11 June 2019 – 29 October 2020`; empty where no date is known."""
    x: float
    width: float
    """0 where no date is known: nothing is drawn."""
    open_start: bool
    """Whether its beginning is not known: the bar begins at the axis' own."""
    open_end: bool
    """Whether no end is on record: the bar runs to the axis' end."""
    vague: bool
    """Whether a date is uncertain, approximate or less exact than a day."""


@dataclass(frozen=True, slots=True)
class PositionChart:
    """Positions over time, one row each, with the time that the archive's articles on the actor span."""

    width: float
    bars: tuple[PositionBar, ...]
    axis: tuple[tuple[str, float], ...]
    """Pairs of a year (or a month) and where it begins."""
    archive_x: float
    archive_width: float
    """The articles' time; 0 where they have no date or it lies outside the axis."""
    archive_label: str
    """`17 August – 30 October 2020`."""
    drawn: bool
    """Whether any position has a date: otherwise there is nothing to draw."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who is named in the same articles."""

    link: Link
    type: str
    count: int
    """Articles that name both."""
    first: Link
    """The first of the shared articles, its words being the date; without an address where none is dated."""
    last: Link


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A companion's row in the drawing."""

    link: Link
    count: int
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class NetworkArc:
    """Two companions who are named in one article with the actor, as a curve between their rows."""

    first: Link
    second: Link
    count: int
    path: str
    """The `d` of an SVG path."""
    weight: float
    """Width of its line."""


@dataclass(frozen=True, slots=True)
class Network:
    """The nearest companions as an arc diagram: rows of names, each with a dot, and curves between those who are named
    together with the actor. Only the actor's own articles count. Rows are `row` high, so that names beside the drawing
    can be text of the page."""

    width: float
    height: float
    row: float
    spine: float
    """Where the dots stand."""
    nodes: tuple[NetworkNode, ...]
    """So ordered that those who are named together most stand near each other."""
    arcs: tuple[NetworkArc, ...]
    """The strongest of each node, then the strongest of all, at most twenty-four; thin ones first, so that strong ones
    lie above them."""
    pairs: int
    """How many pairs of the nodes share one of the articles at all."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How often a source names somebody."""

    link: Link
    count: int
    share: int
    """Per cent of the source's articles."""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One value of a field with its part of the whole."""

    text: str
    count: int
    share: int
    """Per cent."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a source's articles are about and made of."""

    articles: int
    probable: int
    """So many of the articles are only probably from this source."""
    named: tuple[CoverageRow, ...]
    """At most twelve, the most often named first."""
    names: int
    """How many actors are named at all."""
    kinds: tuple[ShareRow, ...]
    languages: tuple[ShareRow, ...]
    """`text` is the BCP 47 tag; empty where it is not known."""
    authors: tuple[ShareRow, ...]
    """At most twelve."""
    author_count: int
    unsigned: int
    """Articles without an author."""


@dataclass(frozen=True, slots=True)
class GraticuleLine:
    """A line of equal latitude or longitude."""

    path: str
    """The `d` of an SVG path."""
    label: str
    """`52° N`; empty where it has no room at the frame."""
    x: float
    """Of the label."""
    y: float
    anchor: str
    """`start`, `middle` or `end`."""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on a map."""

    link: Link
    count: int
    """Articles that list it."""
    x: float
    y: float
    radius: float
    whole: bool
    """Whether it stands for a whole country (its name is its country's): a ring, for it is no point."""
    here: bool
    """Whether it is the place that the page is about."""
    label: str
    """Empty where no room was found for it."""
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Map:
    """Places by their coordinates, projected and fitted to them: no tiles, no borders."""

    width: float
    height: float
    projection: str
    """`azimuthal` (Lambert's equal-area, around the middle of the places) or `plane` (equirectangular)."""
    lines: tuple[GraticuleLine, ...]
    places: tuple[MapPlace, ...]
    scale_width: float
    """Length of the scale bar: so long are `scale_label` in the middle of the map."""
    scale_label: str
    """`200 km`."""
    step: float
    """Degrees between two lines."""
    unnamed: int
    """Places that are drawn without a name, for want of room."""


@dataclass(frozen=True, slots=True)
class SharedLine:
    """Another article in which much of a text stands too, or a passage of it."""

    article: Link
    source: str
    """Name of its source, or empty."""
    date: Date
    share: int
    """Per cent of the shorter text."""
    words: int
    much: bool
    """Whether it is at least half of the shorter text."""
    address: str
    """Of the comparison."""


@dataclass(frozen=True, slots=True)
class LineageMember:
    """An article of a family."""

    entry: Entry
    agencies: tuple[Link, ...]
    words: int
    nearest: Link | None
    """The comparison with the article that it shares most with; its words are that article's title."""
    share: int
    """Per cent of the shorter of the two."""


@dataclass(frozen=True, slots=True)
class LineagePairRow:
    """Two articles with what they share."""

    first: Link
    second: Link
    share: int
    words: int
    address: str
    """Of the comparison."""
    days: str
    """`the same day`, `3 days later`; empty where a day is not known."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of where a family's text comes from."""

    agency: Link | None
    """Credited by at least one of the records, and no other agency by any."""
    credited: int
    """How many of the records credit it."""
    basis: str
    """`stated`, `inferred` or `curator`: how the best of the credits is known."""
    rivals: tuple[Link, ...]
    """Where several agencies are credited: all of them, and `agency` is empty."""
    first: Entry | None
    """The only article with the earliest day, all days being certain; empty where it is not known which came first."""
    why: str
    """Where `first` is empty: `two or more carried it on the same day`, or `not all of them have a certain date`."""


@dataclass(frozen=True, slots=True)
class LineageFamilyRow:
    """A family in the list of all."""

    link: Link
    """Its words are the title of the first member."""
    members: int
    sources: tuple[str, ...]
    """Names, each once, in the order of the members."""
    span: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class LineageView:
    """`/lineage/`: texts that several articles carry, and shared passages."""

    title: str
    families: tuple[LineageFamilyRow, ...]
    family_count: int
    """How many there are; more than are listed in a very large archive."""
    pairs: tuple[LineagePairRow, ...]
    """Articles that share a passage and less than half of the shorter text."""
    pair_count: int
    least_words: int
    """A shared passage has at least so many words."""


@dataclass(frozen=True, slots=True)
class LineageFamilyView:
    """A text that several articles carry: `/lineage/<slug of the first>/`."""

    title: str
    language: str
    origin: Origin
    members: tuple[LineageMember, ...]
    pairs: tuple[LineagePairRow, ...]
    """The closest first."""
    pair_count: int
    span: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph in a comparison."""

    op: str
    """`keep`, `add` or `remove`."""
    text: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A stretch of two texts side by side."""

    same: bool
    """Whether both say it alike: `left` holds it, `right` is empty."""
    left: tuple[tuple[Run, ...], ...]
    """Paragraphs of runs; empty where the first article has nothing here."""
    right: tuple[tuple[Run, ...], ...]
    words: int
    """Words in it, those of the longer side."""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage that stands in both articles."""

    text: str
    words: int
    first: str
    """Address of its paragraph in the first article."""
    second: str


@dataclass(frozen=True, slots=True)
class LineagePairView:
    """Two articles compared: `/lineage/<slug>/<slug>/`."""

    title: str
    first: Entry
    second: Entry
    family: Link | None
    """The family that both belong to; empty below half of the shorter text."""
    share: int
    words: int
    days: str
    """`the second 3 days later`; empty where a day is not known."""
    rows: tuple[ComparisonRow, ...]
    cut: int
    """So many stretches at the end are not shown, where the texts are very long."""
    added: int
    """Words only in the second."""
    removed: int
    passages: tuple[PassageRow, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """An editor's note for programs (W3C Web Annotation)."""

    address: str
    """`/articles/x/#n1`."""
    target: str
    """Address of the article."""
    type: str
    language: str
    """Of the passage."""
    exact: str
    prefix: str
    suffix: str
    body: str
    """Sanitised HTML."""
    by: str
    created: str
    """ISO day, or empty where the note names no day."""
    links: tuple[tuple[str, str], ...]
    """Pairs of relation and address of the other article."""


@dataclass(frozen=True, slots=True)
class AnnotationsView:
    """`/data/annotations.jsonld`: all notes as one annotation collection."""

    label: str
    annotations: tuple[Annotation, ...]
