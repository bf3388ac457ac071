"""The tables of the archive's data, field by field: one list from which the page `/data/`, the data package, the CSV
and JSON Lines files and the README of a deposit are made.

Types are those of Frictionless Table Schema. In CSV an `array` or `object` stands as JSON in its cell; in JSON Lines a
field that is not known is absent, in CSV its cell is empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.messages import tr


@dataclass(frozen=True, slots=True)
class Field:
    """One column."""

    name: str
    type: str
    """`string`, `integer`, `number`, `boolean`, `date`, `array` or `object`."""
    description: str
    refers: str = ""
    """`articles.slug` where the value is a key of that table (the table's own name for one of its own)."""
    values: tuple[str, ...] = ()
    """All that it can be, where that is a closed list."""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, and its fields in their order."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    """The fields that together are different in every row."""
    by_article: bool = True
    """Whether its rows belong to articles: in a large archive it is cut by their years."""


_TYPES = ("person", "organisation", "public-body", "state", "group")
_KINDS = ("news", "analysis", "opinion", "interview", "wire", "statement", "digest")
_NOTES = ("context", "correction", "claim", "identity", "translation", "disputed", "definition")
_HEDGES = ("about", "at-least", "more-than", "at-most", "less-than", "nearly", "range", "indefinite")


def _key(name: str, description: str) -> Field:
    return Field(name, "string", description, required=True)


_ADDRESS = Field("address", "string", "Address on the site, below its root", required=True)
_ARTICLE = Field("article", "string", "Slug of the article", "articles.slug", required=True)
_DATE = Field("date", "string", "Day of publication, EDTF (ISO 8601-2): 2020-08-15~ is about that day")
_EARLIEST = Field("date_earliest", "date", "The first day that the date allows")
_LATEST = Field("date_latest", "date", "The last day that the date allows")
_SOURCE = Field("source", "string", "Id of the outlet that published this copy", "sources.id")
_LANGUAGE = Field("language", "string", "Language of the text (BCP 47)")
_CERTAINTY = Field("certainty", "string", "Empty, or `probable`", values=("probable",))
_RULE = Field("rule", "string", "Name of the rule that found it; the article's page of provenance explains it")

ARTICLES = Table(
    "articles",
    tr("Articles"),
    "One row for each article that the site shows. Its text is not here: see the TEI files.",
    (
        _key("slug", "Name of the article, the last step of its address"),
        _ADDRESS,
        Field("title", "string", "Headline", required=True),
        _DATE,
        _EARLIEST,
        _LATEST,
        _SOURCE,
        Field("source_name", "string", "Name of that outlet"),
        Field("agency", "array", "Ids of the agencies that the article credits"),
        Field("authors", "array", "Authors as printed"),
        _LANGUAGE,
        Field("kind", "string", "Kind of text", values=_KINDS),
        Field("url", "string", "Address of the original"),
        Field("url_archived", "string", "Address of a preserved copy"),
        Field("actors", "array", "Ids of the actors that the record lists"),
        Field("places", "array", "Ids of the places that the record lists"),
        Field("subjects", "array", "Subject headings"),
        Field("summary", "string", "Summary by the curators"),
        Field("publish", "string", "How much the site may show", values=("full", "excerpt", "metadata")),
        Field("raw_sha256", "string", "SHA-256 of the saved original"),
        Field("known", "object", "For each field how it is known: stated, inferred or curator, with its certainty"),
        Field("review", "array", "Fields that a person should still look at"),
        Field("words", "integer", "Number of words of the text, also where it is not shown"),
    ),
    ("slug",),
)

ACTORS = Table(
    "actors",
    tr("Actors"),
    "People, organisations, public bodies, states and groups with a record.",
    (
        _key("id", "Id of the actor"),
        _ADDRESS,
        Field("name", "string", "Name as the site prints it", required=True),
        Field("type", "string", "What it is", values=_TYPES, required=True),
        Field("names", "array", "Other names: text, language (BCP 47) and scheme of romanisation of each"),
        Field("search_only", "array", "Forms that search knows and that are never taken for a mention"),
        Field("positions", "array", "Offices and roles: title, and from when to when (EDTF)"),
        Field("ids", "object", "Identifiers elsewhere, by scheme: wikidata, viaf …"),
        Field("description", "string", "Who or what it is"),
        Field("articles", "integer", "In how many articles it is listed"),
    ),
    ("id",),
    by_article=False,
)

SOURCES = Table(
    "sources",
    tr("Sources"),
    "Outlets and agencies.",
    (
        _key("id", "Id of the source"),
        _ADDRESS,
        Field("name", "string", "Name", required=True),
        Field("type", "string", "What it is", values=("outlet", "agency"), required=True),
        Field("names", "array", "Other names: text, language and scheme of each"),
        Field("country", "string", "Country, as the record names it"),
        Field("language", "string", "Language in which it publishes (BCP 47)"),
        Field("url", "string", "Its website"),
        Field("hosts", "array", "Hosts of its articles"),
        Field("description", "string", "What it is, in words"),
        Field("recorded", "boolean", "Whether it has a record; else its name is made of its id"),
        Field("articles", "integer", "How many articles of it the archive has"),
    ),
    ("id",),
    by_article=False,
)

PLACES = Table(
    "places",
    tr("Places"),
    "Places with a record.",
    (
        _key("id", "Id of the place"),
        _ADDRESS,
        Field("name", "string", "Name as the site prints it", required=True),
        Field("names", "array", "Other names: text, language and scheme of each"),
        Field("country", "string", "Country, as the record names it"),
        Field("latitude", "number", "Degrees north (WGS 84)"),
        Field("longitude", "number", "Degrees east (WGS 84)"),
        Field("description", "string", "What it is"),
        Field("articles", "integer", "In how many articles it is listed"),
    ),
    ("id",),
    by_article=False,
)

EVENTS = Table(
    "events",
    tr("Events"),
    "What happened, as the curators record it: not what was published that day.",
    (
        _key("id", "Id of the event"),
        _ADDRESS,
        Field("title", "string", "What happened", required=True),
        Field("date", "string", "When, EDTF", required=True),
        _EARLIEST,
        _LATEST,
        Field("place", "string", "Id of the place", "places.id"),
        Field("actors", "array", "Ids of the actors that took part"),
        Field("articles", "array", "Slugs of the articles that report it"),
        Field("part_of", "string", "Id of the event that it is part of", "events.id"),
        Field("summary", "string", "In a few sentences"),
    ),
    ("id",),
    by_article=False,
)

QUOTATIONS = Table(
    "quotations",
    tr("Quotations"),
    "One row for each quotation in an article, as found by rule. The same words in several articles have a row each.",
    (
        _key("id", "Slug of the article, paragraph and place in it"),
        _ARTICLE,
        Field("address", "string", "Address of the paragraph", required=True),
        _DATE,
        _SOURCE,
        _LANGUAGE,
        Field("words", "array", "The quoted words; several pieces where the article puts something between them"),
        Field("speaker", "string", "Id of the speaker", "actors.id"),
        Field("speaker_as_printed", "string", "Who speaks, as printed"),
        Field("verb", "string", "The word of saying, as printed"),
        _RULE,
        _CERTAINTY,
        Field("same_as", "string", "Id of the first quotation in the archive of the same words", "quotations.id"),
    ),
    ("id",),
)

CLAIMS = Table(
    "claims",
    tr("Counted claims"),
    "One row for each statement that counts people or money, as found by rule or read by a curator (rule `curator`).",
    (
        _key("id", "Slug of the article and place in it"),
        _ARTICLE,
        Field("address", "string", "Address of the paragraph, or of the curator's note", required=True),
        _DATE,
        _SOURCE,
        _LANGUAGE,
        Field("text", "string", "The words that state it, as printed"),
        Field("low", "number", "The least that it states; empty where open"),
        Field("high", "number", "The most that it states; empty where open"),
        Field("hedge", "string", "How it is limited", values=_HEDGES),
        Field("unit", "string", "What is counted: people, or a currency (ISO 4217)"),
        Field("subject", "string", "What happened to them: detained, killed, injured …"),
        Field("subject_as_printed", "string", "The words for it, as printed"),
        Field("said_by", "string", "Id of the actor who says so", "actors.id"),
        Field("said_by_as_printed", "string", "Who says so, as printed; empty where the outlet itself does"),
        Field("about", "string", "The time that it speaks of, EDTF"),
        Field("event", "string", "Id of the event that a curator ties it to", "events.id"),
        _RULE,
        _CERTAINTY,
        Field("notes", "array", "Addresses of the notes at it"),
    ),
    ("id",),
)

NOTES = Table(
    "notes",
    tr("Notes"),
    "The editors' notes at passages of articles that are shown whole; the same as the W3C annotations.",
    (
        _key("id", "Slug of the article and number of the note in it"),
        _ARTICLE,
        Field("address", "string", "Address of the note", required=True),
        Field("type", "string", "Kind of note", values=_NOTES, required=True),
        Field("exact", "string", "The passage it stands at, as printed"),
        Field("prefix", "string", "Words before the passage, where they tell it from another"),
        Field("suffix", "string", "Words behind it"),
        Field("paragraph", "string", "Id of the paragraph"),
        Field("body", "string", "The note, HTML"),
        Field("by", "string", "Who wrote it"),
        Field("created", "string", "When, EDTF"),
        Field("links", "array", "Articles that it leads to: slug, and relation (supports, contradicts, …)"),
        Field("claim", "object", "What a curator reads the passage to count: low, high, unit, subject, event, said_by"),
    ),
    ("id",),
)

MENTIONS = Table(
    "mentions",
    tr("Mentions"),
    "Which article names which actor or place by which form. Where the record lists one that the text does not name, "
    "or the text is not shown whole, there is one row without a form.",
    (
        _ARTICLE,
        Field("actor", "string", "Id of the actor; empty in a row about a place", "actors.id"),
        Field("place", "string", "Id of the place; empty in a row about an actor", "places.id"),
        Field("form", "string", "The name as printed"),
        _RULE,
        _CERTAINTY,
        Field("count", "integer", "How often the text names it so", required=True),
        Field("paragraph", "string", "Id of the paragraph that names it first, by whatever form"),
    ),
    ("article", "actor", "place", "form", "rule", "certainty"),
)

TABLES = (ARTICLES, ACTORS, SOURCES, PLACES, EVENTS, QUOTATIONS, CLAIMS, NOTES, MENTIONS)
"""In the order in which they are told."""
