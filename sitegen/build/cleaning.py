"""Originals → records: cleaned once for each raw file; what a person has edited is never written over."""

from __future__ import annotations

import dataclasses
import fnmatch
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sitegen
from sitegen.annotate import named_records
from sitegen.base.files import sha256_hex, sha256_of, write_atomic, write_new
from sitegen.base.problems import WARNING, Problem
from sitegen.base.text import squeeze
from sitegen.clean import clean, is_container, members, record_text, slug_of
from sitegen.model.article import RawRef
from sitegen.model.authority import Authority
from sitegen.model.config import Config
from sitegen.model.draft import (
    CURATOR,
    INFERRED,
    Basis,
    Cleaned,
    CslItem,
    Draft,
    EventLore,
    Lore,
    RawFile,
    SourceLore,
)
from sitegen.model.fixity import is_edited
from sitegen.model.names import NameFinder

BY = f"sitegen {sitegen.__version__}"
LARGEST = 32_000_000
"""Bytes of a text or page; a container may have any size."""
_TUPLES = ("agency", "authors")
_NO_PAGE = frozenset({"raw-no-article", "raw-empty", "raw-binary", "raw-large"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that the cleaner proposes."""

    slug: str
    year: str
    """Name of its folder below articles/: a year, or `undated`."""
    text: str
    draft: Draft
    raw: RawFile


@dataclass(slots=True)
class Outcome:
    """What cleaning did to the archive."""

    written: list[Path] = field(default_factory=list)
    replaced: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    edited: list[tuple[Path, Proposal]] = field(default_factory=list)
    """Records that a person has changed, with what would be proposed today."""
    problems: list[Problem] = field(default_factory=list)


def lore_of(authority: Authority, items: tuple[CslItem, ...] = ()) -> Lore:
    """What the archive's records of sources and events, and its bibliographies, tell the cleaner."""
    sources = tuple(
        SourceLore(
            source.id,
            source.name,
            source.type,
            tuple(name.text for name in source.names),
            source.hosts,
            source.language,
            source.furniture,
        )
        for source in authority.sources
    )
    events = tuple(EventLore(event.id, event.title, event.date.text) for event in authority.events)
    return Lore(sources, events, items)


def load_raw(path: Path, name: str) -> tuple[RawFile | None, Problem | None]:
    """An original, or why it cannot be read."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            what = f"this file is too large to be articles ({size // 1_000_000} MB)"
            hint = f"split it into files below {LARGEST // 1_000_000} MB"
            return None, Problem("raw-large", what, name, hint=hint)
        data = path.read_bytes()
    except OSError as error:
        return None, Problem(
            "unreadable", f"the file cannot be read: {error.strerror}", name, hint="check its path and rights"
        )
    return RawFile(name, data, sha256_hex(data)), None


def originals(path: Path, name: str) -> Iterator[RawFile | Problem]:
    """The text or page that a file is, or the pages that a container holds, one at a time; and what is wrong."""
    if not is_container(name):
        raw, problem = load_raw(path, name)
        if raw is not None or problem is not None:
            yield raw or problem  # type: ignore[misc]
        return
    try:
        size, sha256 = path.stat().st_size, sha256_of(path)
        with path.open("rb") as stream:
            yield from members(name, stream, size, sha256)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        yield Problem("unreadable", what, name, hint="check its path and rights")


def propose_file(
    path: Path, name: str, config: Config, lore: Lore, finder: NameFinder, shown: str
) -> Iterator[tuple[list[Proposal], Cleaned]]:
    """The records that a file would become, page by page where it is a container; see `propose`."""
    slugs: set[str] = set()
    silent = is_container(name)
    for raw in originals(path, name):
        if isinstance(raw, Problem):
            silent = False
            yield [], Cleaned(name, "", (), (), (dataclasses.replace(raw, path=shown),))
            continue
        made, cleaned = propose(raw, config, lore, finder, shown, slugs)
        silent = silent and not made and not cleaned.problems
        yield made, cleaned
    if silent:
        hint = "only answers that are pages and hold an article become records"
        problem = Problem("raw-no-article", "no article was found in this file", shown, hint=hint)
        yield [], Cleaned(name, "", (), (), (problem,))


def propose(
    raw: RawFile, config: Config, lore: Lore, finder: NameFinder, shown: str, slugs: set[str] | None = None
) -> tuple[list[Proposal], Cleaned]:
    """The records that a raw file would become, with the file's cleaning.

    Args:
        shown: how problems name the file.
        slugs: those of the other pages of its container; the new ones are added.
    """
    cleaned = clean(raw, lore)
    # A container's pages that hold no article are nobody's mistake.
    found = [problem for problem in cleaned.problems if not raw.member or problem.code not in _NO_PAGE]
    cleaned = dataclasses.replace(
        cleaned, problems=tuple(dataclasses.replace(problem, path=shown) for problem in found)
    )
    proposals: list[Proposal] = []
    slugs = set() if slugs is None else slugs
    # Many pages' proposals may be held at once, their bytes not.
    bare = dataclasses.replace(raw, data=b"")
    for draft in cleaned.drafts:
        draft = _with_curator(draft, config, raw.path)
        if not draft.language and config.language:
            known = (*draft.known, ("language", Basis(INFERRED, rule="language-of-archive", certainty="probable")))
            draft = dataclasses.replace(draft, language=config.language, known=known)
        draft = _with_names(draft, finder)
        slug = base = slug_of(draft)
        number = 2
        while slug in slugs:
            slug, number = f"{base}-{number}", number + 1
        slugs.add(slug)
        year = slug[:4] if slug[:4].isdigit() else "undated"
        proposals.append(Proposal(slug, year, record_text(draft, raw, BY, cleaned.encoding), draft, bare))
    return proposals, cleaned


def _with_curator(draft: Draft, config: Config, name: str) -> Draft:
    """The draft with what site.yaml knows about its file; what a person states counts above what was inferred."""
    for known in config.known:
        if not fnmatch.fnmatchcase(name, known.files) or (known.title and squeeze(known.title) != squeeze(draft.title)):
            continue
        values: dict[str, Any] = {
            key: tuple(part.strip() for part in value.split(",")) if key in _TUPLES else value
            for key, value in known.fields
        }
        basis = Basis(CURATOR, text=known.why, certainty=known.certainty)
        provenance = tuple((field, was) for field, was in draft.known if field not in values)
        provenance += tuple((field, basis) for field in values)
        review = tuple(field for field in draft.review if field not in values)
        draft = dataclasses.replace(draft, **values, known=provenance, review=review)
    return draft


def _with_names(draft: Draft, finder: NameFinder) -> Draft:
    found = named_records(f"{draft.title}\n\n{draft.body}", finder)
    known = draft.known
    if found.actors:
        known = (*known, ("actors", Basis(INFERRED, text="; ".join(found.forms[:8]), rule="names")))
    if found.places:
        known = (*known, ("places", Basis(INFERRED, rule="names")))
    return dataclasses.replace(draft, actors=found.actors, places=found.places, known=known)


def write_records(articles: Path, proposals: Iterable[Proposal], existing: dict[tuple[str, int, int], Path]) -> Outcome:
    """Writes proposals into the archive: as files that did not exist, or over what sitegen itself wrote, never else.

    Args:
        articles: the folder `content/articles`.
        existing: records by original (`origin_of`) and the lines they were made from.
    """
    out = Outcome()
    taken = {path.stem for path in articles.rglob("*.md")} if articles.is_dir() else set()
    for proposal in proposals:
        path = _matching(existing, proposal)
        data = proposal.text.encode("utf-8", "replace")
        if path is None:
            slug, number = proposal.slug, 2
            while slug in taken:
                slug, number = f"{proposal.slug}-{number}", number + 1
            taken.add(slug)
            path = articles / proposal.year / f"{slug}.md"
            write_new(path, data)
            out.written.append(path)
            continue
        current = path.read_bytes()
        if current == data:
            out.same.append(path)
        elif is_edited(current.decode("utf-8", "replace")):
            out.edited.append((path, proposal))
        else:
            write_atomic(path, data)
            out.replaced.append(path)
    return out


def origin_of(raw: RawFile) -> str:
    """The original's name among all originals, as `RawRef.origin` gives it."""
    return RawRef(raw.path, 0, 0, "", raw.member).origin


def _matching(existing: dict[tuple[str, int, int], Path], proposal: Proposal) -> Path | None:
    """The record made from the same lines; from overlapping ones where the cleaner cuts otherwise today."""
    draft = proposal.draft
    origin = origin_of(proposal.raw)
    exact = existing.get((origin, draft.first_line, draft.last_line))
    if exact:
        return exact
    best, most = None, 0
    for (file, first, last), path in existing.items():
        if file == origin:
            shared = min(last, draft.last_line) - max(first, draft.first_line) + 1
            if shared > most and shared * 2 > last - first:
                best, most = path, shared
    return best


def frozen_problem(name: str) -> Problem:
    """`build --frozen` found an original without a record."""
    return Problem(
        "raw-unclean",
        "this original has no record yet",
        name,
        severity="error",
        hint="run `sitegen clean`, look at the record, and commit it",
    )


def changed_problem(name: str, record: str) -> Problem:
    """An original is no longer what its record was made from."""
    return Problem(
        "raw-changed",
        f"the original changed since {record} was made from it",
        name,
        severity=WARNING,
        hint="originals are kept as saved: restore it, or look at `sitegen clean --diff`",
    )
