"""Pages as values: what each template sees, field by field. This module is the theme author's manual.

A template is named after its view (`ArticleView` → ``article.html``) and its variables are the view's fields, beside
`site` (`sitegen.model.config.Site`) and `page` (address, and `rel`, which turns an address of the site into a relative
link). Addresses in views begin with a slash and are made relative by the template with ``page.rel(address)``.
What a template can see and what is hashed are the same object. Pages about time (days, events, gaps) stand in
`sitegen.model.clock_views`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sitegen.model.network_views import (
    Companion,
    Coverage,
    Map,
    NameGroup,
    Network,
    PositionChart,
    SharedLine,
)
from sitegen.model.small_views import Citation as Citation
from sitegen.model.small_views import Date as Date
from sitegen.model.small_views import Entry as Entry
from sitegen.model.small_views import Link as Link
from sitegen.model.small_views import ListCitation as ListCitation
from sitegen.model.small_views import NameForm as NameForm
from sitegen.model.small_views import StyledCitation as StyledCitation
from sitegen.model.timeline_views import Choice as Choice
from sitegen.model.timeline_views import Narrowing as Narrowing
from sitegen.model.timeline_views import VagueSpan as VagueSpan


@dataclass(frozen=True, slots=True)
class WordRun:
    """A few words of a wording that is compared with another."""

    text: str
    change: str = ""
    """Empty where both have the words, `first` where only the other has them, `here` where only this one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Another article that carries the same quotation."""

    article: Link
    """Its title; leads to the paragraph."""
    date: Date
    source: Link | None
    kind: str
    """`same` (to the letter, case and marks aside), `part` (fewer of the words), `more` (with words before or after
    them), `other` (nearly the same)."""
    words: str
    """What it prints, where that is a part; else empty."""
    runs: tuple[WordRun, ...]
    """What it prints compared with the first article, where that is not the same; empty where it is, where it is a
    part, and where the texts are too long to compare."""
    said_by: str
    """Whom it names, where it names the speaker otherwise than the page does; `nobody` where it names none."""
    language: str


@dataclass(frozen=True, slots=True)
class QuotationEntry:
    """Quoted words in a list: who said them, where they stand, and how the speaker is known."""

    id: str
    """Of the entry on its page: `q-<slug>-p7-12`."""
    words: tuple[tuple[str, ...], ...]
    """Paragraphs; each has one piece, or several where the article puts something between them."""
    language: str
    speaker: Link | None
    speaker_text: str
    """Who speaks, as printed; empty where nobody is named."""
    verb: str
    """The word of saying as printed."""
    date: Date
    """Of publication."""
    article: Link
    """Its title; leads to the paragraph."""
    source: Link | None
    how: str
    """How the speaker is known, in plain words; empty where nobody is named."""
    probable: bool
    sentences: tuple[str, ...]
    """The sentences that they stand in, each once."""
    also: tuple[Wording, ...]
    """Other articles with the same words, by day of publication."""
    more: int
    """How many further articles have them and are not listed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found in an article's text, with how it is known."""

    words: str
    """As printed."""
    values: tuple[Link, ...]
    """What it stands for; several where it is not clear which of them; without an address where it has no page."""
    note: str
    """What else is known of it: `3×`, `said by …`; may be empty."""
    how: str
    """The rule in plain words; empty where it is not known any more."""
    probable: bool
    place: str
    """Address of the paragraph."""


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event in a list."""

    address: str
    title: str
    date: Date
    place: Link | None
    articles: int
    """How many articles of the archive report it."""
    summary: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: a rectangle in the chart's own units, its words and where it leads."""

    label: str
    """`August 2020`, or `16 August 2020`."""
    count: int
    address: str
    """May be empty: nothing to lead to."""
    x: float
    y: float
    width: float
    height: float
    doubtful: int = 0
    """How many of the articles are dated with a doubt (`about 16 August 2020`)."""


@dataclass(frozen=True, slots=True)
class Tick:
    """An event or a month's beginning on a chart's axis."""

    label: str
    address: str
    x: float
    width: float = 0.0
    """More than 0 where the event spans time or its date is uncertain."""
    doubtful: bool = False
    """Whether it is not known when in that time it was, or when it began or ended."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart of articles over time, with geometry computed: the template only draws."""

    title: str
    unit: str
    """`day`, `month` or `year`: what one bar stands for."""
    width: float
    height: float
    """Of the plot, without the axis."""
    bars: tuple[Bar, ...]
    axis: tuple[Tick, ...]
    """Where months (or years) begin."""
    events: tuple[Tick, ...]
    highest: int
    vague: tuple[VagueSpan, ...] = ()
    """Articles that no bar holds, though they fall into the chart's time."""
    steps: tuple[tuple[str, str], ...] = ()
    """All that the axis counts by, also without a bar, in order: ISO text and words."""


@dataclass(frozen=True, slots=True)
class KnownField:
    """How one field of a record is known."""

    field: str
    """`date`, `source`, …"""
    label: str
    value: str
    basis: str
    text: str
    line: int
    rule: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Named:
    """A record that an article names, with the form printed."""

    address: str
    name: str
    type: str
    """`person`, … or `place`."""
    description: str
    form: str
    count: int
    paragraph: str
    """Id of the paragraph of the first mention, or empty where the text does not name it (it is listed by hand)."""


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """Another article with the reason why it is shown."""

    entry: Entry
    reason: str
    """`also about the Coordination Council, the same day`."""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """An editor's note; its number is its id without the `n`."""

    id: str
    type: str
    exact: str
    """The passage it stands at."""
    body: str
    """Sanitised HTML."""
    by: str
    created: str
    links: tuple[tuple[str, Link], ...]
    """Pairs of relation (`contradicts`) and article."""
    address: str
    """Of the note in its article: `/articles/x/#n1`."""


@dataclass(frozen=True, slots=True)
class HomeView:
    title: str
    description: str
    articles: int
    actors: int
    sources: int
    events: int
    notes: int
    quotations: int
    """The same words in several articles count once."""
    figures: int
    """Statements that count something."""
    span: str
    """`17 August – 30 October 2020`; empty in an empty archive."""
    chart: Chart | None
    timeline: tuple[EventEntry, ...]
    """Ways in by event, at most twelve."""
    prominent: tuple[tuple[Link, int], ...]
    """The actors most often in the archive, with their number of articles, at most twelve."""
    outlets: tuple[tuple[Link, int], ...]
    kinds: tuple[tuple[str, int], ...]
    edition: str
    """Digest of what the archive holds, 12 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """Articles of one month."""

    id: str
    """`2020-08`, or `undated`."""
    label: str
    address: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ArticlesView:
    title: str
    months: tuple[MonthGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article's page. The body itself comes from the attached article; `body_digest` stands for it in the key."""

    title: str
    slug: str
    language: str
    date: Date
    source: Link | None
    source_name: str
    agencies: tuple[Link, ...]
    authors: tuple[str, ...]
    kind: str
    place: Link | None
    url: str
    """Address of the original; only http and https."""
    url_archived: str
    publish: str
    """`full`, `excerpt`, `metadata`."""
    withdrawn: bool
    draft: bool
    statement: str
    holder: str
    summary: str
    excerpt: str
    """Plain text for descriptions in the head."""
    subjects: tuple[str, ...]
    words: int
    captions: tuple[tuple[str, str], ...]
    """Pairs of text and credit; empty where rights do not allow the text."""
    people: tuple[Named, ...]
    bodies: tuple[Named, ...]
    places: tuple[Named, ...]
    events: tuple[EventEntry, ...]
    day: Link | None
    """The day's page of the timeline."""
    earlier: Entry | None
    later: Entry | None
    earlier_source: Entry | None
    """The one before by the same source."""
    later_source: Entry | None
    shared: tuple[SharedLine, ...]
    """Other articles in which much of this text stands too, or a passage of it: the most alike first, at most five."""
    related: tuple[RelatedEntry, ...]
    saved_related: tuple[tuple[str, str], ...]
    """Pointers that the saved text printed: words and the address in the archive, or empty."""
    known: tuple[KnownField, ...]
    review: tuple[str, ...]
    edited: bool
    raw_file: str
    raw_lines: str
    raw_sha256: str
    citation: Citation
    notes: tuple[NoteEntry, ...]
    """Each shown after the block that names its id (`article.blocks`)."""
    search_names: tuple[str, ...]
    """Names of the actors and places, under every form: the search's safety net."""
    facets: tuple[tuple[str, str], ...]
    """Pairs of facet and value for the search index: source, actor, place, month, kind, language, day (or `span`,
    earliest and latest day with a slash between), `date` in words where it is not certain, `probable` with the facets
    that only probably hold, and `copy` with the slug of the first of those that are copies of one text."""
    body_digest: str
    same_day: tuple[Entry, ...] = ()
    """Others published on the same day, at most five."""
    same_day_more: int = 0
    """Further ones, on the day's page."""
    about: Link | None = None
    """The actor whom the text names most."""
    earlier_about: Entry | None = None
    """The one before that lists the same actor."""
    later_about: Entry | None = None
    version: str = ""
    """Of what the archive says of the article: 12 hexadecimal digits; empty for a withdrawn one."""
    edition: Link | None = None
    """The edition that brought this version; nothing where it is in none yet."""
    history: str = ""
    """Address of its history; empty where it never was another."""


@dataclass(frozen=True, slots=True)
class ProvenanceView:
    """How everything on an article's page is known. The raw lines come attached; `lines_digest` stands for them."""

    title: str
    language: str
    article: Link
    known: tuple[KnownField, ...]
    review: tuple[str, ...]
    edited: bool
    raw_file: str
    raw_lines: str
    raw_sha256: str
    shows_lines: bool
    first_line: int
    last_line: int
    roles: tuple[tuple[str, int], ...]
    """How many lines got which role."""
    lines_digest: str
    names: tuple[Finding, ...]
    """What rules found in the text as far as it is shown, each kind in the order of the text."""
    times: tuple[Finding, ...]
    quotations: tuple[Finding, ...]
    figures: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class IndexItem:
    """A record in an index page."""

    link: Link
    note: str
    """Type, country or description in a few words."""
    count: int
    span: str
    other_names: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    title: str
    items: tuple[IndexItem, ...]


@dataclass(frozen=True, slots=True)
class ActorsView:
    title: str
    groups: tuple[IndexGroup, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    title: str
    groups: tuple[IndexGroup, ...]
    unknown: tuple[Entry, ...]
    """Articles whose source is not known."""
    lineage: Link | None
    """The list of texts that several sources carry; empty where there is none."""


@dataclass(frozen=True, slots=True)
class PlacesView:
    title: str
    groups: tuple[IndexGroup, ...]
    maps: tuple[Map, ...]
    """The same map for narrow and for wide screens; empty where no place has coordinates."""
    without: tuple[Link, ...]
    """Places without coordinates."""
    drawn: int
    """How many places are on the map."""
    left_out: int
    """Places that have coordinates and are named too seldom to be on it, in a very large archive."""


@dataclass(frozen=True, slots=True)
class ActorView:
    title: str
    type: str
    description: str
    scripts: tuple[NameGroup, ...]
    """Every other name, by script."""
    held: PositionChart | None
    """Positions over time; empty where none is on record."""
    ids: tuple[tuple[str, str, str], ...]
    """Scheme, identifier and address (empty where none is known)."""
    count: int
    span: str
    chart: Chart | None
    months: tuple[MonthGroup, ...]
    """With the entries of each month, or without them (links to the month's own page) where they are many."""
    companions: tuple[Companion, ...]
    """Actors named in the same articles, the most often first; at most twelve."""
    companion_count: int
    network: Network | None
    """The nearest of them and how they are named together; empty where there are fewer than three, or none is
    named with the actor twice."""
    events: tuple[EventEntry, ...]
    quotations: tuple[QuotationEntry, ...]
    """The newest five."""
    quotations_count: int
    quotations_address: str
    """Page of all; empty where there are none."""
    cite: ListCitation | None = None


@dataclass(frozen=True, slots=True)
class ActorMonthView:
    title: str
    parent: Link
    month: str
    entries: tuple[Entry, ...]
    cite: ListCitation | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    title: str
    type: str
    description: str
    country: str
    language: str
    url: str
    has_record: bool
    count: int
    span: str
    chart: Chart | None
    months: tuple[MonthGroup, ...]
    coverage: Coverage | None
    """Whom its articles name, and of what kinds, languages and authors they are; empty where it has none."""
    carried: tuple[Entry, ...]
    """For an agency: articles of outlets that credit it."""
    cite: ListCitation | None = None


@dataclass(frozen=True, slots=True)
class PlaceView:
    title: str
    description: str
    country: str
    names: tuple[NameForm, ...]
    coordinates: str
    """`53.9° N, 27.567° E`, or empty."""
    locator: Map | None
    """The place and the nearest others that have coordinates."""
    count: int
    span: str
    months: tuple[MonthGroup, ...]
    events: tuple[EventEntry, ...]


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day of the list: what was published and what happened."""

    id: str
    """ISO day."""
    label: str
    address: str
    events: tuple[EventEntry, ...]
    entries: tuple[Entry, ...]
    told: int = 0
    """How many articles date a sentence to it by rule."""


@dataclass(frozen=True, slots=True)
class TimelineMonth:
    id: str
    label: str
    address: str
    days: tuple[TimelineDay, ...]
    """Empty where the overview only links to the month."""
    vague: tuple[Entry, ...]
    """Articles dated to the month but to no day."""
    vague_events: tuple[EventEntry, ...]
    articles: int
    events: int
    told: tuple[tuple[Link, int], ...] = ()
    """Days on which nothing was published and of which articles tell, with how many."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    title: str
    span: str
    chart: Chart | None
    months: tuple[TimelineMonth, ...]
    undated: tuple[Entry, ...]
    narrowing: Narrowing
    history: int = 0
    """How many articles tell of times before and after the archive's own (`/timeline/history/`)."""


@dataclass(frozen=True, slots=True)
class MonthView:
    title: str
    month: TimelineMonth
    chart: Chart | None
    earlier: Link | None
    later: Link | None
    narrowing: Narrowing
    cite: ListCitation | None = None


@dataclass(frozen=True, slots=True)
class NotesView:
    title: str
    groups: tuple[tuple[Entry, tuple[NoteEntry, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class SearchView:
    title: str
    languages: tuple[str, ...]
    """Languages that have an index of their own, the site's own first."""
    first_day: str
    last_day: str
    tables: tuple[str, ...] = ("",)
    """Ends of the names of the data tables before their ending: of each year where they are cut."""


@dataclass(frozen=True, slots=True)
class ReadingListView:
    """The frame of the reading list, which stands in the reader's browser alone."""

    title: str


@dataclass(frozen=True, slots=True)
class TextView:
    """A page of the archive's own: about, method, …"""

    title: str
    body: str
    """Sanitised HTML."""
    edition: str


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for addresses that lead nowhere (`404.html`)."""

    title: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """A page left behind by an article that moved."""

    title: str
    """Empty where nothing of the article may be shown."""
    target: str


@dataclass(frozen=True, slots=True)
class GoneView:
    """What stays at the address of a withdrawn article of which nothing may be shown: that it is gone."""


@dataclass(frozen=True, slots=True)
class RedirectsView:
    """Earlier addresses with those that took their place, for hosts that redirect by themselves."""

    moved: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    address: str
    title: str
    date: str
    """ISO day of publication, or of the correction; may be empty."""
    source: str
    """Who wrote it: the outlet, or the author of a correction."""
    summary: str
    language: str
    id: str = ""
    """What stands for the entry for ever, where its address does not: below the site's root."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """Atom feed (RFC 4287): of the newest articles by day of publication, or of corrections."""

    title: str
    entries: tuple[FeedEntry, ...]
    updated: str
    """ISO day of the newest entry, or empty."""
    address: str = "/feed.xml"
    about: str = "/"
    """Address of the page that it belongs to."""


@dataclass(frozen=True, slots=True)
class SitemapView:
    addresses: tuple[tuple[str, str], ...]
    """Pairs of address and ISO day of last change (empty where there is none)."""


@dataclass(frozen=True, slots=True)
class RobotsView:
    has_address: bool


@dataclass(frozen=True, slots=True)
class DataView:
    """A JSON document of the `data/` folder."""

    rows: tuple[tuple[tuple[str, Any], ...], ...]
    """One tuple of pairs (field, value) for each row; values are texts, numbers, or tuples of texts."""
    about: str = ""


@dataclass(frozen=True, slots=True)
class HeadersView:
    """`_headers` in the form of static hosts: the security policy of the site, which the export room knows."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something large that a page shows and whose digest stands in its view."""

    kind: str
    """`article`, `lines`, or `marked` (a text with what was found in it)."""
    key: str
    """Slug, or path of the raw file."""


def template_of(view: str) -> str:
    """The template of a view: `actor-month.html` for `ActorMonthView`."""
    name = view.removesuffix("View")
    return "".join(f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name)) + ".html"


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site, as a value."""

    address: str
    """`/articles/x/`, or with a file name: `/feed.xml`."""
    view: Any
    attachments: tuple[Attachment, ...] = ()

    @property
    def file(self) -> str:
        """Path of the file below the output folder."""
        return self.address.lstrip("/") + ("index.html" if self.address.endswith("/") else "")

    @property
    def template(self) -> str:
        """`article.html` for `ArticleView`."""
        return template_of(type(self.view).__name__)
