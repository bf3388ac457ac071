"""The content folder → its texts: configuration, authority, pages, and the list of articles and originals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sitegen.base.files import is_link_out, walk_files
from sitegen.base.problems import WARNING, Problem
from sitegen.build.folders import Folders
from sitegen.clean import read_items
from sitegen.model.authority import Actor, Authority
from sitegen.model.config import RESERVED, Config
from sitegen.model.draft import CslItem
from sitegen.model.editions import FOLDER, Edition
from sitegen.model.suggestions import NO_REFUSALS, Refusals
from sitegen.read.article import read_page
from sitegen.read.authority import read_actor, read_event, read_place, read_source
from sitegen.read.body import render_page_text
from sitegen.read.editions import in_order, read_edition
from sitegen.read.site import ID, read_site
from sitegen.read.suggestions import read_suggestions

T = TypeVar("T")
RAW_SUFFIXES = (
    *(".txt", ".md", ".markdown", ".text", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".warc", ".warc.gz", ".wacz"),
    ".json",
)
_LIMIT = 64_000_000
_KNOWN = {
    "site.yaml",
    "raw",
    "articles",
    "actors",
    "sources",
    "places",
    "events",
    "notes",
    "pages",
    "suggestions.yaml",
    FOLDER,
}


@dataclass(slots=True)
class Scan:
    """What lies in the content folder."""

    config: Config
    authority: Authority
    protected: tuple[Actor, ...]
    """Actors whose names the site must never carry; they are not in `authority`."""
    pages: list[tuple[str, str, str]]
    """Name, title and HTML of the archive's own pages."""
    articles: list[Path]
    notes: dict[str, Path]
    """By slug."""
    raw: list[Path]
    refusals: Refusals = NO_REFUSALS
    """What suggestions.yaml says that shall not be proposed again."""
    items: tuple[CslItem, ...] = ()
    """Of the bibliographies that lie among the originals."""
    editions: tuple[Edition, ...] = ()
    """Those that the archive keeps, in their order, as they were written."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_readable(self) -> bool:
        """Whether site.yaml could be read: without it, what may be published is not known."""
        return not any(
            problem.code in ("yaml", "not-utf-8", "too-large") and problem.path.endswith("/site.yaml")
            for problem in self.problems
        )


def scan(folders: Folders) -> Scan:
    """Reads everything but articles and originals, which are only listed."""
    content = folders.content
    problems: list[Problem] = []
    config, found = read_site(
        _text(folders, content / "site.yaml", problems) or "", folders.shown(content / "site.yaml")
    )
    if (content / "site.yaml").is_file():
        problems += found
    else:
        problems.append(
            Problem(
                "site-missing",
                "there is no site.yaml",
                folders.shown(content / "site.yaml"),
                severity=WARNING,
                hint="write at least `title: …`",
            )
        )
    actors = _records(folders, "actors", read_actor, problems)
    authority = Authority(
        tuple(actor for actor in actors if actor.risk == "none"),
        tuple(_records(folders, "sources", read_source, problems)),
        tuple(_records(folders, "places", read_place, problems)),
        tuple(_records(folders, "events", read_event, problems)),
    )
    out = Scan(
        config,
        authority,
        tuple(actor for actor in actors if actor.risk != "none"),
        _pages(folders, problems),
        _listed(folders, "articles", (".md",), problems),
        _notes(folders, problems),
        [],
        _refusals(folders, problems),
        problems=problems,
    )
    raw = _listed(folders, "raw", RAW_SUFFIXES, problems)
    out.raw = [path for path in raw if path.suffix.lower() != ".json"]
    out.items = load_items([(path, folders.shown(path)) for path in raw], problems)
    out.editions = _editions(folders, problems)
    for path in sorted(content.iterdir()):
        if path.name not in _KNOWN and not path.name.startswith("."):
            problems.append(
                Problem(
                    "unknown-file",
                    "this is not part of an archive",
                    folders.shown(path),
                    severity=WARNING,
                    hint=f"known here: {', '.join(sorted(_KNOWN))}",
                )
            )
    return out


def _refusals(folders: Folders, problems: list[Problem]) -> Refusals:
    path = folders.content / "suggestions.yaml"
    text = _text(folders, path, problems) if path.is_file() else None
    if text is None:
        return NO_REFUSALS
    refusals, found = read_suggestions(text, folders.shown(path))
    problems += found
    return refusals


def _editions(folders: Folders, problems: list[Problem]) -> tuple[Edition, ...]:
    read: list[tuple[Edition, str]] = []
    for path in _listed(folders, FOLDER, (".json",), problems):
        text = _text(folders, path, problems)
        if text is not None:
            edition, found = read_edition(text, folders.shown(path), path.stem)
            problems += found
            read += [(edition, folders.shown(path))] if edition else []
    editions, found = in_order(read)
    problems += found
    return editions


def _records(
    folders: Folders,
    name: str,
    read: Callable[[str, str, str], tuple[T | None, tuple[Problem, ...]]],
    problems: list[Problem],
) -> list[T]:
    out: list[T] = []
    first: dict[str, Path] = {}
    for path in _listed(folders, name, (".yaml", ".yml"), problems):
        text = _text(folders, path, problems)
        if text is None:
            continue
        if _is_double(path, first, folders, problems):
            continue
        record, found = read(text, folders.shown(path), path.stem)
        problems += found
        if record is not None:
            out.append(record)
    return out


def _notes(folders: Folders, problems: list[Problem]) -> dict[str, Path]:
    first: dict[str, Path] = {}
    for path in _listed(folders, "notes", (".yaml", ".yml"), problems):
        _is_double(path, first, folders, problems)
    return first


def _is_double(path: Path, first: dict[str, Path], folders: Folders, problems: list[Problem]) -> bool:
    """Whether an earlier file has the same id; then this one is left out, with a problem."""
    other = first.setdefault(path.stem, path)
    if other is path:
        return False
    what = f"two files have the id `{path.stem}`; this one is left out"
    problems.append(
        Problem("id-double", what, folders.shown(path), hint=f"the other is {folders.shown(other)}; rename one")
    )
    return True


def _pages(folders: Folders, problems: list[Problem]) -> list[tuple[str, str, str]]:
    out: list[tuple[str, str, str]] = []
    first: dict[str, Path] = {}
    for path in _listed(folders, "pages", (".md",), problems):
        text = _text(folders, path, problems)
        if text is None:
            continue
        if not ID.match(path.stem) or path.stem in RESERVED:
            problems.append(
                Problem(
                    "page-name",
                    f"a page cannot be named `{path.stem}`",
                    folders.shown(path),
                    hint="use lower-case letters, digits and hyphens, and no name that the site uses itself",
                )
            )
            continue
        if _is_double(path, first, folders, problems):
            continue
        title, markdown, found = read_page(text, folders.shown(path), path.stem)
        problems += found
        out.append((path.stem, title, render_page_text(markdown)))
    return out


def _listed(folders: Folders, name: str, suffixes: tuple[str, ...], problems: list[Problem]) -> list[Path]:
    out: list[Path] = []
    for path in walk_files(folders.content / name):
        if is_link_out(path, folders.content):
            problems.append(
                Problem(
                    "link-out",
                    "a link that leads out of the archive is not followed",
                    folders.shown(path),
                    hint="copy the file into the archive",
                )
            )
        elif not path.name.lower().endswith(suffixes):
            problems.append(
                Problem(
                    "unknown-file",
                    f"a file of this kind is not read in {name}/",
                    folders.shown(path),
                    severity=WARNING,
                    hint=f"known here: {', '.join(suffixes)}",
                )
            )
        elif not path.is_file():
            problems.append(
                Problem(
                    "unreadable", "this is not a regular file", folders.shown(path), hint="put the file itself here"
                )
            )
        else:
            out.append(path)
    return out


def load_items(files: list[tuple[Path, str]], problems: list[Problem]) -> tuple[CslItem, ...]:
    """The items of every bibliography (`.json`) among files, each given with the name that problems use."""
    out: list[CslItem] = []
    for path, shown in files:
        text = load_text(path, shown, problems) if path.suffix.lower() == ".json" else None
        if text is not None:
            items, found = read_items(text, shown)
            out += items
            problems += found
    return tuple(out)


def _text(folders: Folders, path: Path, problems: list[Problem]) -> str | None:
    return load_text(path, folders.shown(path), problems)


def load_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """A UTF-8 text file, or nothing and a problem."""
    try:
        if not path.exists() and path.name == "site.yaml":
            return None
        if path.stat().st_size > _LIMIT:
            problems.append(
                Problem(
                    "too-large",
                    f"a file of {path.stat().st_size} bytes",
                    shown,
                    hint=f"files have at most {_LIMIT} bytes",
                )
            )
            return None
        data = path.read_bytes()
    except OSError as error:
        problems.append(
            Problem("unreadable", f"the file cannot be read: {error.strerror}", shown, hint="check its rights")
        )
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        problems.append(
            Problem(
                "not-utf-8",
                f"byte {data[error.start]:#04x} is not UTF-8",
                shown,
                line,
                column,
                hint="save the file as UTF-8",
            )
        )
        return None
