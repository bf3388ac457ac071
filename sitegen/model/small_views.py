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


@dataclass(frozen=True, slots=True)
class NameForm:
    text: str
    language: str
    scheme: str
