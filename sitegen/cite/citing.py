"""A reference → its citation in each style, in runs of upright and italic text.

Headlines stay as they are printed: APA would have them in sentence case and the others in headline style, but which
words of a foreign or an old headline are names no program knows, and Chicago (14.192) allows either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.cite.engine import (
    ARCHIVE,
    DAY,
    MOST_NAMES,
    SOURCE,
    TITLE,
    URL,
    YEAR,
    Shape,
    family,
    given,
    shape_of,
)

Runs = tuple[tuple[str, bool], ...]
"""Pairs of text and whether it is italic."""

STYLES = (
    ("apa", "APA 7"),
    ("chicago-bibliography", "Chicago 17, bibliography"),
    ("chicago-note", "Chicago 17, note"),
    ("chicago-author-date", "Chicago 17, author-date"),
    ("mla", "MLA 9"),
)
"""Names of the styles' files, and what readers know them by."""

_STOPS = (".", "?", "!", "…")
_ARTICLE = re.compile(r"^(\[?)The (?=\S)")
_QUOTED = re.compile(r"“([^“”„]*)”|\"([^\"]*)\"")
_DOTS = re.compile(r"\.{2,}")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation is made of; a field that is not known is empty and stays unknown."""

    title: str
    authors: tuple[tuple[str, str], ...] = ()
    """Pairs of family and given names; a body has its name and an empty text."""
    source: str = ""
    date: tuple[int, ...] = ()
    """Year, month and day, as far as they are known."""
    circa: bool = False
    url: str = ""
    archive: str = ""
    """Which copy was cited: name of the archive, version of the copy, its address."""


def formatted(style: str, reference: Reference) -> Runs:
    """A reference in one of `STYLES`."""
    text = shape_of(style, _shape(reference))
    text = re.sub(rf"\b{DAY}\b", str(reference.date[2]), text) if len(reference.date) > 2 else text
    text = text.replace(str(YEAR), str(reference.date[0])) if reference.date else text
    for number, (name, others) in enumerate(reference.authors[:MOST_NAMES]):
        text = text.replace(family(number), name)
        text = text.replace(given(number), initials(others) if style == "apa" else others)
    text = _DOTS.sub(".", text)
    if style == "mla":
        text = text.replace(" et al.", ", et al.", 1)
    title = reference.title if style == "apa" else _within_quotation_marks(reference.title)
    # A headline that ends itself gets no second full stop.
    text = text.replace(f"{TITLE}.", title if title.rstrip("’'”»\")").endswith(_STOPS) else f"{title}.")
    text = text.replace(TITLE, title).replace(URL, reference.url).replace(ARCHIVE, reference.archive)
    source = _ARTICLE.sub(r"\1", reference.source) if style.startswith("chicago") else reference.source
    before, sign, after = text.partition(SOURCE)
    runs = ((before, False), (source, True), (after, False)) if sign else ((text, False),)
    return tuple(run for run in runs if run[0])


def initials(names: str) -> str:
    """`Jean-Paul Maria` as `J.-P. M.`."""
    words = names.replace(".", ". ").replace(". -", ".-").split()
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words)


def _shape(reference: Reference) -> Shape:
    date = reference.date
    return Shape(
        people=tuple(bool(others) for _, others in reference.authors[:MOST_NAMES]),
        dated=bool(date),
        month=date[1] if len(date) > 1 else 0,
        has_day=len(date) > 2,
        circa=reference.circa,
        has_source=bool(reference.source),
        has_url=bool(reference.url),
        has_archive=bool(reference.archive),
    )


def _within_quotation_marks(title: str) -> str:
    """Quotation marks within others are single ones; those of other languages stay as they are."""
    return _QUOTED.sub(lambda match: f"‘{match[1] if match[1] is not None else match[2]}’", title)
