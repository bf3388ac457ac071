"""Views of the data for research: tables, entities, the data package, texts as TEI, and the page that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sitegen.model.annotations import Findings
from sitegen.model.article import Block
from sitegen.model.small_views import Link


@dataclass(frozen=True, slots=True)
class TableView:
    """Rows of a table of `sitegen.model.tables`, all of them or one year's."""

    table: str
    """Its name."""
    form: str
    """`csv` or `jsonl`."""
    rows: tuple[tuple[Any, ...], ...]
    """The values of each row, in the order of the table's fields."""


@dataclass(frozen=True, slots=True)
class LinesView:
    """JSON Lines: one object on a line."""

    rows: tuple[tuple[tuple[str, Any], ...], ...]
    """Pairs of name and value; a value that is a tuple of such pairs is an object."""


@dataclass(frozen=True, slots=True)
class TableParts:
    """The files of one table."""

    table: str
    parts: tuple[str, ...]
    """`articles`, or for each year `articles-2020`: file names without their endings."""
    count: int
    """Rows in all."""


@dataclass(frozen=True, slots=True)
class PackageView:
    """`datapackage.json` (Frictionless Data Package): tables with their files."""

    title: str
    description: str
    licence: tuple[str, str]
    """Identifier (SPDX) and address, or two empty texts where the statement of rights names none."""
    statement: str
    tables: tuple[TableParts, ...]
    edition: str


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """A field of a table, explained."""

    name: str
    type: str
    description: str
    refers: Link | None
    """The field of which table its values are keys."""
    values: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class TableDoc:
    """A table, explained."""

    name: str
    title: str
    description: str
    count: int
    files: tuple[tuple[str, tuple[Link, ...]], ...]
    """Pairs of form (`CSV`) and the files in it."""
    key: tuple[str, ...]
    columns: tuple[ColumnDoc, ...]


@dataclass(frozen=True, slots=True)
class DatasetView:
    """`/data/`: what there is for programs, file by file and field by field."""

    title: str
    articles: int
    tables: tuple[TableDoc, ...]
    whole: bool
    """Whether each table is one file; else those of articles are cut by year."""
    entities: tuple[Link, ...]
    """Files of FollowTheMoney entities."""
    has_search: bool
    """Whether there is an OpenSearch description (it needs the site's address)."""
    statement: str
    licence: tuple[str, str]


@dataclass(frozen=True, slots=True)
class TeiRecord:
    """An actor or a place that an article names, for the list in its TEI file."""

    id: str
    """`actors/<id>` or `places/<id>`."""
    type: str
    """`person`, … or `place`."""
    name: str
    address: str
    ids: tuple[tuple[str, str], ...]
    coordinates: str
    """Degrees north and east, separated by a space; or empty."""


@dataclass(frozen=True, slots=True)
class TeiNote:
    """An editor's note for TEI."""

    id: str
    type: str
    paragraph: str
    exact: str
    body: str
    """Sanitised HTML."""
    by: str
    created: str


@dataclass(frozen=True, slots=True)
class TeiView:
    """An article as TEI P5. The text comes attached (`Marked`); `body_digest` stands for it in the key."""

    slug: str
    title: str
    language: str
    date: str
    """EDTF, or empty."""
    date_probable: bool
    source: str
    source_probable: bool
    agencies: tuple[str, ...]
    authors: tuple[str, ...]
    url: str
    url_archived: str
    kind: str
    subjects: tuple[str, ...]
    summary: str
    publish: str
    statement: str
    holder: str
    licence: tuple[str, str]
    known: tuple[tuple[str, str], ...]
    """Pairs of field and how it is known, in words."""
    raw_sha256: str
    records: tuple[TeiRecord, ...]
    notes: tuple[TeiNote, ...]
    body_digest: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What rights allow of a text, with what rules found in it; attached to a `TeiView`."""

    blocks: tuple[Block, ...]
    findings: Findings


@dataclass(frozen=True, slots=True)
class OpenSearchView:
    """`opensearch.xml`: how a browser or a program searches the site."""

    title: str
    description: str
    language: str


@dataclass(frozen=True, slots=True)
class CitationsView:
    """The citations of an article or of a list, as a file of one format."""

    form: str
    """`bib`, `ris` or `csl.json`: how the file's name ends."""
    items: tuple[str, ...]
    """Of each article its `Citation.bibtex`, `.ris` or `.csl`."""


@dataclass(frozen=True, slots=True)
class TitlesView:
    """`search/titles*.js`: what the search page looks through where it was opened from a folder, without a server."""

    rows: tuple[tuple[str, str, str, str, str, str], ...]
    """Address, title, language, date in words with its EDTF, source, and names on record of each article."""
