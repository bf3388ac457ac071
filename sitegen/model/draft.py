"""What the cleaner proposes: the roles of a raw file's lines, and drafts of the articles in it."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.base.problems import Problem

STATED = "stated"
INFERRED = "inferred"
CURATOR = "curator"

ROLES = (
    "title",
    "byline",
    "dateline",
    "body",
    "subhead",
    "caption",
    "credit",
    "related",
    "source-note",
    "furniture",
    "blank",
)


@dataclass(frozen=True, slots=True)
class Basis:
    """How one field is known."""

    basis: str
    """`stated` (printed in the raw text), `inferred` (by a named rule), or `curator`."""
    line: int = 0
    """Line of the raw file, from 1; 0 where no single line shows it."""
    text: str = ""
    """The words it rests on."""
    rule: str = ""
    """Name of the rule; always there for `inferred`."""
    certainty: str = ""
    """`probable`, or empty."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of a raw file with the one role it was given."""

    number: int
    text: str
    role: str
    rule: str
    """Name of the rule that decided."""
    why: str = ""
    """Which features of the line spoke for its label, in words; only where somebody asked and a model decided."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption; the picture itself is not kept."""

    text: str
    credit: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """A pointer to another article that the saved text printed ("Related article: …")."""

    text: str
    url: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class SourceLore:
    """What the archive knows about one outlet or agency, for the cleaner."""

    id: str
    name: str
    type: str = "outlet"
    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    language: str = ""
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLore:
    """What the archive knows about one dated event, for the cleaner: "44 days after the election" needs its day."""

    id: str
    title: str
    date: str
    """EDTF."""


@dataclass(frozen=True, slots=True)
class CslItem:
    """What a bibliography (CSL-JSON) states of one text."""

    file: str
    number: int
    """Its place in the file, from 1."""
    title: str = ""
    url: str = ""
    date: str = ""
    """EDTF."""
    authors: tuple[str, ...] = ()
    container: str = ""
    """The newspaper or site."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Lore:
    """What the archive knows, as far as the cleaner may use it."""

    sources: tuple[SourceLore, ...] = ()
    events: tuple[EventLore, ...] = ()
    items: tuple[CslItem, ...] = ()


NO_LORE = Lore()


@dataclass(frozen=True, slots=True)
class RawFile:
    """An original as saved."""

    path: str
    """Relative to the content folder: ``raw/x.txt``; the bare name for a file from elsewhere."""
    data: bytes
    sha256: str
    url: str = ""
    """Where it was on the web, as its container says."""
    charset: str = ""
    """The encoding that the server named for it, as its container says."""
    member: str = ""
    """Which part of a container it is; empty for a file of its own."""
    saved: str = ""
    """The day on which it was saved (ISO), as its container says; not the day of publication."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as the cleaner proposes it. A field that is not known is empty."""

    title: str
    body: str
    """Markdown: paragraphs, `##` subheads; text unaltered beyond white space, line joins and escaping."""
    first_line: int
    last_line: int
    date: str = ""
    """EDTF."""
    source: str = ""
    """Id of an outlet: of the archive's record, of the bundled list, or made from its printed name."""
    agency: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str = ""
    url: str = ""
    kind: str = ""
    captions: tuple[Caption, ...] = ()
    related: tuple[Related, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    known: tuple[tuple[str, Basis], ...] = ()
    """Field name and how it is known, in the order of the record."""
    review: tuple[str, ...] = ()
    """Fields that a person should look at, most doubtful first."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The result for one raw file: every line with its role, the drafts, and what is wrong."""

    raw: str
    encoding: str
    lines: tuple[RawLine, ...]
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
