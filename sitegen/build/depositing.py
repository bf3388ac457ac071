"""Which files of an archive may go into a deposit package as they are.

A record goes along where its text is published whole; its notes with it. An original goes along where every record made
of it is published whole and is still made of these very bytes. A file that names somebody whose names must never be
published, or an article that is not shown at all, stays behind, as does everything that is not understood: wrong costs
more than missing. What stays behind is in the tables, as far as the site shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import is_link_out, sha256_of, walk_files
from sitegen.base.text import fold
from sitegen.build.folders import Folders
from sitegen.build.planning import Planned
from sitegen.build.protected import ProtectedNames
from sitegen.build.records import raw_of
from sitegen.build.scan import RAW_SUFFIXES
from sitegen.model.article import Card, RawRef

_FOLDERS = ("raw", "articles", "actors", "sources", "places", "events", "notes", "pages")
_TEXTS = (".txt", ".md", ".markdown", ".text")


@dataclass(slots=True)
class Taken:
    """What goes along."""

    files: dict[str, Path] = field(default_factory=dict)
    """By path below the content folder."""
    withheld: int = 0
    """How many files stay behind."""


class Withheld:
    """What no file of a package may name: protected people, and articles that are not shown at all."""

    def __init__(self, planned: Planned) -> None:
        self._names = ProtectedNames(planned.found.protected)
        shown = planned.library.by_slug
        read = {card.face.slug: card for card in planned.reading.cards}
        # A withdrawn article keeps its address and headline on the site.
        gone = {card.face.slug for card in planned.library.withdrawn}
        hidden = [path.stem for path in planned.found.articles if path.stem not in shown and path.stem not in gone]
        titles = [fold(read[slug].record.title) for slug in hidden if slug in read]
        # One or two words tell nothing, and would stand in many files.
        titles = [title for title in titles if len(title.split()) > 2]
        words = "|".join(re.escape(word) for word in sorted({*hidden, *titles} - {""}, key=lambda word: -len(word)))
        self._pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])") if words else None
        self.names_protected = bool(self._names.ids)

    def protects(self, name: str, text: str) -> str:
        """The id of a protected person whom a file names; empty where it names none."""
        return self._names.first_in(name, text)

    def is_in(self, name: str, text: str) -> bool:
        """Whether a file names what must not be named."""
        hidden = self._pattern is not None and bool(self._pattern.search(fold(f"{name}\n{text}")))
        return hidden or bool(self.protects(name, text))


def content_files(folders: Folders, planned: Planned) -> Taken:
    """The files of the content folder that may go along.

    Raises:
        OSError: a file cannot be read.
    """
    out = Taken()
    withheld = Withheld(planned)
    offered = [*_records(folders, planned), *_originals(folders, planned, withheld)]
    for path in sorted(set(offered)):
        if _is_allowed(path, folders, withheld):
            out.files[folders.name(path)] = path
    everything = [path for name in _FOLDERS for path in walk_files(folders.content / name) if path.is_file()]
    # site.yaml lies beside the folders.
    out.withheld = len(everything) - sum("/" in name for name in out.files)
    return out


def _is_allowed(path: Path, folders: Folders, withheld: Withheld) -> bool:
    if is_link_out(path, folders.content) or not path.is_file():
        return False
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if withheld.names_protected:
            return False
        text = data.decode("latin-1")
    return not withheld.is_in(folders.name(path), text)


def _whole(card: Card | None) -> bool:
    return card is not None and card.publish == "full" and card.record.status == "published"


def _records(folders: Folders, planned: Planned) -> Iterator[Path]:
    library, found = planned.library, planned.found
    for path in found.articles:
        if _whole(library.by_slug.get(path.stem)):
            yield path
            if path.stem in found.notes:
                yield found.notes[path.stem]
    ids = {
        "actors": set(library.actors),
        "sources": set(library.recorded_sources),
        "places": set(library.places),
        "events": set(library.event_by_id),
        "pages": set(library.pages),
    }
    for name, known in ids.items():
        yield from (path for path in walk_files(folders.content / name) if path.stem in known)
    site = folders.content / "site.yaml"
    if site.is_file():
        yield site


def _originals(folders: Folders, planned: Planned, withheld: Withheld) -> Iterator[Path]:
    made: dict[str, list[tuple[str, RawRef]]] = {}
    for path in planned.found.articles:
        ref = raw_of(path, folders.shown(path))
        if ref is not None:
            made.setdefault(ref.file, []).append((path.stem, ref))
    all_open = (planned.found.config.rights.publish or "full") == "full"
    by_slug = planned.library.by_slug
    for path in planned.found.raw:
        refs = made.get(folders.name(path), [])
        if not refs or not all(_whole(by_slug.get(slug)) for slug, _ in refs):
            continue
        if any(ref.sha256 != sha256_of(path) for _, ref in refs if ref.sha256):
            continue
        # What no record covers has the archive's own rights; of packed files only the file name can be looked at.
        if not all_open and not _covers(path, [ref for _, ref in refs]):
            continue
        if withheld.names_protected and not path.name.lower().endswith(_PLAIN):
            continue
        yield path


_PLAIN = tuple(suffix for suffix in RAW_SUFFIXES if suffix in (*_TEXTS, ".html", ".htm", ".xhtml"))
"""Originals in which a name can be looked for."""


def _covers(path: Path, refs: list[RawRef]) -> bool:
    """Whether records account for every line of an original."""
    if not path.name.lower().endswith(_TEXTS):
        return False
    covered = {number for ref in refs for number in range(ref.first_line, ref.last_line + 1)}
    lines = path.read_bytes().splitlines()
    return all(number in covered for number, line in enumerate(lines, 1) if line.strip())
