"""An article as the archive holds it: the whole (`Article`), what others may show of it (`Face`), what is kept in
memory for all of them (`Card`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.base.problems import Problem
from sitegen.base.values import lasting_digest
from sitegen.model.annotations import Findings
from sitegen.model.config import Rights
from sitegen.model.draft import Basis, Caption, Related
from sitegen.model.refs import Ref

KINDS = ("news", "analysis", "opinion", "interview", "wire", "statement", "digest")
STATUSES = ("draft", "published", "withdrawn")
NOTE_TYPES = ("context", "correction", "claim", "identity", "translation", "disputed", "definition")
CLAIM_TYPES = ("claim", "correction", "disputed")
"""Notes that may say what a passage counts, and that stand at what is found there."""
RELATIONS = ("supports", "contradicts", "repeats", "corrects")
_MARKUP = re.compile(r'<a class="note-ref".*?</a>|<[^>]*>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class NoteClaim:
    """What a curator reads a passage to count."""

    low: float | None
    """The least; nothing where open."""
    high: float | None
    """The most; nothing where open."""
    unit: str = ""
    """What is counted, in words: `people detained`; for money its currency: `EUR`."""
    subject: str = ""
    """Under which key of the ledger it stands; empty where that follows from the passage or the unit."""
    event: str = ""
    """Id of an event, or empty."""
    said_by: str = ""
    """Id of an actor, or words; empty where the outlet itself says so."""


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note, anchored in a passage."""

    id: str
    """`n1`, `n2` … in the order of the text."""
    type: str
    exact: str
    """The passage it stands at, as printed."""
    body: str
    """Sanitised HTML."""
    by: str = ""
    created: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """Pairs of slug and relation."""
    paragraph: str = ""
    """Id of the paragraph: `p7`; empty where the quote was not found."""
    prefix: str = ""
    suffix: str = ""
    claim: NoteClaim | None = None


@dataclass(frozen=True, slots=True)
class FormCount:
    """How often a text names a record by one form and one rule."""

    form: str
    """As printed."""
    rule: str
    """A key of `model.rules.NAMES`."""
    certainty: str
    """Empty or `probable`."""
    count: int


@dataclass(frozen=True, slots=True)
class MentionCount:
    """How often, where first and as what a record is named in an article."""

    id: str
    """`actors/<id>` or `places/<id>`."""
    count: int
    paragraph: str
    form: str
    """The form of the first mention, as printed."""
    forms: tuple[str, ...] = ()
    """Every form printed, in the order of the text."""
    known: tuple[FormCount, ...] = ()
    """The same with the rules by which the forms are taken for the record."""

    @property
    def certain(self) -> tuple[str, ...]:
        """The forms that stand for the record with certainty."""
        return tuple(dict.fromkeys(one.form for one in self.known if not one.certainty))


@dataclass(frozen=True, slots=True)
class RawRef:
    """Which lines of which original a record was made from."""

    file: str
    first_line: int
    last_line: int
    sha256: str
    member: str = ""
    """Which page of a container; empty for a file of its own."""

    @property
    def origin(self) -> str:
        """The original's name among all originals: its file, and for a container the page in it."""
        return f"{self.file}\n{self.member}" if self.member else self.file


@dataclass(frozen=True, slots=True)
class Face:
    """What another page may show of an article, and nothing else (house rule 3)."""

    slug: str
    title: str
    date: str
    """EDTF text; empty where it is not known."""
    source: str
    """Id; empty where it is not known."""
    kind: str
    language: str
    excerpt: str
    """The summary, or the beginning of the text where rights allow; plain text of at most 220 characters."""

    @property
    def address(self) -> str:
        return f"/articles/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Record:
    """The front matter of an article, typed."""

    title: str
    date: str = ""
    source: str = ""
    agency: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str = ""
    url: str = ""
    url_archived: str = ""
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    kind: str = "news"
    summary: str = ""
    rights: Rights = Rights()
    status: str = "published"
    captions: tuple[Caption, ...] = ()
    related: tuple[Related, ...] = ()
    raw: RawRef | None = None
    provenance: tuple[tuple[str, Basis], ...] = ()
    review: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body: a paragraph, subhead, list or quotation, as sanitised HTML."""

    id: str
    """`p7` for paragraphs and the like (counted through the text), `s2` for subheads."""
    html: str
    notes: tuple[str, ...] = ()
    """Ids of the notes that stand at this block, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Body:
    """What an article's page gets of its text (`article` in the template): what rights allow, and nothing else."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A record with its body read, linked and sanitised."""

    slug: str
    path: str
    record: Record
    face: Face
    blocks: tuple[Block, ...]
    """The body where rights allow it: all of it, its first paragraph, or nothing."""
    text: str
    """The body's plain text, paragraphs separated by a blank line."""
    words: int
    terms: tuple[tuple[str, int], ...]
    """The words that occur most, folded, with their counts; for closeness between texts."""
    notes: tuple[Note, ...]
    mentions: tuple[MentionCount, ...]
    findings: Findings
    """What rules found in the text, where rights allow it to be shown."""
    edited: bool
    """Whether a person has changed the record since sitegen wrote it."""
    publish: str
    """What may be shown of it, the levels of rights (article, source, archive) taken together."""
    refs: tuple[Ref, ...]
    """What the record and its notes name: actors, places, source, articles."""
    problems: tuple[Problem, ...]

    @property
    def passages(self) -> tuple[str, ...]:
        """A digest of the words of each block that may be shown: `p` or `s` (as its id begins), 8 hexadecimal digits.

        What rules find in the words and notes at them do not change it."""
        return tuple(f"{block.id[:1]}{lasting_digest(_MARKUP.sub('', block.html))[:8]}" for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Card:
    """The small part of an article that is kept in memory for all: what planning may look at."""

    face: Face
    path: str
    record: Record
    words: int
    mentions: tuple[MentionCount, ...]
    notes: tuple[Note, ...]
    findings: Findings
    """Without the names, which `mentions` counts."""
    terms: tuple[tuple[str, int], ...]
    edited: bool
    publish: str
    """What may be shown, the levels of rights taken together."""
    refs: tuple[Ref, ...]
    body_digest: str
    """Digest of the blocks that its own page shows, and of the names, times and quotations found in them."""
    lines_digest: str
    """Digest of the raw file's lines with their roles; empty where the original is not at hand."""
    roles: tuple[tuple[str, int], ...]
    """How many of the original's lines have which role."""
    problems: tuple[Problem, ...]
    passages: tuple[str, ...] = ()
    """Those of the article."""
