"""What was rendered from what: the parts of each page's key, so that staleness is a comparison and has a reason."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.base.files import remove, write_atomic
from sitegen.base.values import digest
from sitegen.model.views import Page

_VERSION = 2
_SHORT = 10

Parts = dict[str, str]


def key_parts(page: Page, code: str, template: str, site: str) -> Parts:
    """The parts of a page's key, each a short digest: code, template, site, and each field of the view."""
    parts = {"code": code, "template": template or "-", "site": site}
    for entry in dataclasses.fields(page.view):
        parts[entry.name] = digest(getattr(page.view, entry.name))[:_SHORT]
    return parts


def changed_parts(before: Parts | None, now: Parts) -> list[str]:
    """Which parts differ; `new` for a page that was not there."""
    if before is None:
        return ["new"]
    return [name for name in {**before, **now} if before.get(name) != now.get(name)]


@dataclass(slots=True)
class Entry:
    """One written file."""

    parts: Parts
    digest: str
    """Of its bytes."""
    size: int
    stamp: int
    """Modification time in nanoseconds."""
    because: list[str]
    """Parts that had changed when it was last written."""


@dataclass(slots=True)
class Ledger:
    """The last build of one output folder."""

    out: str = ""
    pages: dict[str, Entry] = field(default_factory=dict)
    """By file name below the output folder."""
    search: dict[str, str] = field(default_factory=dict)
    """Key of each language's bundle."""
    bundles: dict[str, str] = field(default_factory=dict)
    """For each language a digest of its bundle's files as they were written."""
    build: int = 0
    """Counts builds that wrote something."""


def load_ledger(cache: Path, out: Path) -> Ledger:
    """The ledger of an output folder; an empty one where there is none or it cannot be read."""
    try:
        data: Any = json.loads(_path(cache, out).read_text(encoding="utf-8"))
        if data["version"] != _VERSION or data["out"] != str(out.absolute()):
            return Ledger(str(out.absolute()))
        fields = data["fields"]
        pages = {
            name: Entry(dict(zip(fields[row[0]], row[1].split(), strict=True)), row[2], row[3], row[4], row[5])
            for name, row in data["pages"].items()
        }
        return Ledger(data["out"], pages, dict(data["search"]), dict(data["bundles"]), int(data["build"]))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return Ledger(str(out.absolute()))


def save_ledger(cache: Path, out: Path, ledger: Ledger) -> None:
    """Writes the ledger; the names of fields stand once for all pages of a kind."""
    kinds: dict[tuple[str, ...], int] = {}
    rows: dict[str, list[Any]] = {}
    for name, entry in ledger.pages.items():
        kind = kinds.setdefault(tuple(entry.parts), len(kinds))
        rows[name] = [kind, " ".join(entry.parts.values()), entry.digest, entry.size, entry.stamp, entry.because]
    data = {
        "version": _VERSION,
        "out": str(out.absolute()),
        "build": ledger.build,
        "search": ledger.search,
        "bundles": ledger.bundles,
        "fields": [list(kind) for kind in kinds],
        "pages": rows,
    }
    path = _path(cache, out)
    # The site is published already; without its ledger the next build renders again what it cannot be sure of.
    with contextlib.suppress(OSError):
        if path.is_dir():
            remove(path)
        write_atomic(path, json.dumps(data, separators=(",", ":")).encode())


def _path(cache: Path, out: Path) -> Path:
    return cache / f"ledger-{digest(str(out.absolute()))[:12]}.json"
