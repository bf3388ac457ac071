"""The CSL engine: one of our styles and the shape of an item → the shape of its citation."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

TITLE, SOURCE, URL, ARCHIVE = "\ue000", "\ue001", "\ue002", "\ue003"
"""Characters of the private use area that stand for an item's texts."""
YEAR, DAY = 8888, 28
"""Numbers that stand for an item's own."""
MOST_NAMES = 12
"""More authors than any style lists."""


def family(number: int) -> str:
    """The character that stands for the family name (or the whole name of a body) of an author."""
    return chr(0xE100 + 2 * number)


def given(number: int) -> str:
    """The character that stands for an author's given names."""
    return chr(0xE101 + 2 * number)


@dataclass(frozen=True, slots=True)
class Shape:
    """What of an item its citation's shape depends on: an archive has few shapes, however many articles it has."""

    people: tuple[bool, ...]
    """Of each author: whether the name has a family name and given names."""
    dated: bool
    month: int
    """1 to 12; 0 where it is not known."""
    has_day: bool
    circa: bool
    has_source: bool
    has_url: bool
    has_archive: bool


@functools.cache
def shape_of(style: str, shape: Shape) -> str:
    """The citation as text, with `TITLE` and so on in place of what an article puts there.

    Args:
        style: name of a file in `sitegen/cite/styles`, without its ending.
    """
    import citeproc
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON([_item(shape)])
    bibliography = citeproc.CitationStylesBibliography(_style(style), source, citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem("item")]))
    return str(bibliography.bibliography()[0]).strip()


@functools.cache
def _style(name: str) -> Any:
    from citeproc import CitationStylesStyle

    with files("sitegen").joinpath("cite", "styles", f"{name}.csl").open("rb") as stream:
        return CitationStylesStyle(stream, validate=False)


def _item(shape: Shape) -> dict[str, Any]:
    item: dict[str, Any] = {"id": "item", "type": "article-newspaper", "title": TITLE}
    if shape.people:
        item["author"] = [
            {"family": family(number), "given": given(number)} if is_person else {"literal": family(number)}
            for number, is_person in enumerate(shape.people)
        ]
    if shape.dated:
        parts = [YEAR, *([shape.month] if shape.month else []), *([DAY] if shape.has_day else [])]
        item["issued"] = {"date-parts": [parts], **({"circa": True} if shape.circa else {})}
        if shape.month:
            item["original-date"] = item["issued"]
    texts = ((shape.has_source, "container-title", SOURCE), (shape.has_url, "URL", URL))
    item.update({key: sign for known, key, sign in (*texts, (shape.has_archive, "archive", ARCHIVE)) if known})
    return item
