"""The smallest views, which stand in many others: a link, a date, an article in a list, a form of a name.

`sitegen.model.views` gives them out again: whoever writes a theme finds everything there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere on the site."""

    text: str
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date for print."""

    edtf: str
    """`2020-08-15~`; empty where the date is not known."""
    label: str
    """`about 15 August 2020`, or `undated`."""
    day: str = ""
    """ISO day for the `datetime` attribute; empty where it names none."""
    basis: str = ""
    """`stated`, `inferred`, `curator` or empty."""
    certain: bool = True
    """False for dates marked uncertain, approximate, or spanning more than a day."""
    weekday: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list (made of its `Face` and names of records)."""

    address: str
    title: str
    language: str
    date: Date
    source: Link | None
    kind: str
    excerpt: str
    coins: str = ""
    """The article for programs that collect citations from lists: an OpenURL ContextObject (COinS)."""


@dataclass(frozen=True, slots=True)
class StyledCitation:
    """A citation as a manual has it."""

    style: str
    """`apa`, `mla` and so on: one of `sitegen.cite.STYLES`."""
    name: str
    """`APA 7`."""
    runs: tuple[tuple[str, bool], ...]
    """Pairs of text and whether it is italic."""


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite an article."""

    bibtex: str
    ris: str
    csl: str
    """A list of one item."""
    creators: tuple[str, ...] = ()
    """The authors, people with the family name first: `Roth, Andrew`."""
    styled: tuple[StyledCitation, ...] = ()
    version: str = ""
    """Digest of the article as the archive has it: 12 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class ListCitation:
    """How to cite a list of articles; the files with its items stand beside its page."""

    plain: str
    version: str
    """Digest of what it lists: 12 hexadecimal digits."""
    files: tuple[tuple[str, str], ...]
    """Pairs of format (`BibTeX`) and file name."""


@dataclass(frozen=True, slots=True)
class NameForm:
    text: str
    language: str
    scheme: str
