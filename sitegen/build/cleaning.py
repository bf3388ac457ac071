"""Originals → records: cleaned once for each raw file; what a person has edited is never written over."""

from __future__ import annotations

import dataclasses
import fnmatch
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sitegen
from sitegen.annotate import named_records
from sitegen.base.problems import WARNING, Problem
from sitegen.base.text import squeeze
from sitegen.build.neighbours import POOL_FROM, Neighbours
from sitegen.build.originals import Original, batches, opened, originals
from sitegen.build.working import Died, Progress, in_order, workers
from sitegen.clean import NO_REPEATS, Repeats, clean, is_container, record_text, slug_of
from sitegen.model.authority import Authority
from sitegen.model.config import Config
from sitegen.model.draft import (
    CURATOR,
    INFERRED,
    NO_LORE,
    Basis,
    Cleaned,
    CslItem,
    Draft,
    EventLore,
    Lore,
    RawFile,
    SourceLore,
)
from sitegen.model.names import NameFinder, NameForms
from sitegen.model.suggestions import NO_REFUSALS, Refusals

BY = f"sitegen {sitegen.__version__}"
_TUPLES = ("agency", "authors")
_NO_PAGE = frozenset({"raw-no-article", "raw-empty", "raw-binary", "raw-large"})


_NO_CONFIG = Config(language="")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that the cleaner proposes."""

    slug: str
    year: str
    """Name of its folder below articles/: a year, or `undated`."""
    text: str
    draft: Draft
    raw: RawFile


@dataclass(frozen=True, slots=True)
class Kit:
    """What cleaning needs to know besides the original: sent to each process once."""

    config: Config = _NO_CONFIG
    lore: Lore = NO_LORE
    names: tuple[NameForms, ...] = ()
    refusals: Refusals = NO_REFUSALS


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one text or page of a file."""

    number: int
    """The file's place in the list that was given."""
    proposals: list[Proposal]
    problems: tuple[Problem, ...]
    is_last: bool
    """Nothing more comes of this file."""


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


def propose_all(
    files: Sequence[Original], kit: Kit, neighbours: Neighbours, jobs: int = 1, progress: Progress | None = None
) -> Iterator[Found]:
    """The records that files would become, in the order of the files, container pages one by one; see `propose`.

    A few files lie in memory at a time, however many there are. The number of processes changes nothing in the result.
    """
    if len(files) < POOL_FROM and not any(is_container(file.name) for file in files):
        jobs = 1
    with workers(jobs, _start, kit) as pool:
        if pool is None:
            state = (kit, NameFinder(kit.names))
            results = in_order(None, lambda tasks: _propose_batch(tasks, state), _tasks(files, neighbours))
        else:
            results = in_order(pool, _propose_in_worker, _tasks(files, neighbours))
        yield from _joined(files, results, progress)


Task = tuple[int, Original | RawFile | Problem, Repeats, str]
"""The number of a file, what is to be cleaned, what it shares with others, and how problems name it."""
_STATE: list[tuple[Kit, NameFinder]] = []


def _tasks(files: Sequence[Original], neighbours: Neighbours) -> Iterator[list[Task]]:
    for batch in batches(files):
        tasks: list[Task] = []
        for number, piece in batch:
            member = piece.member if isinstance(piece, RawFile) else ""
            tasks.append((number, piece, neighbours.near(files[number].path, member), files[number].shown))
        yield tasks


def _start(kit: Kit) -> None:
    _STATE[:] = [(kit, NameFinder(kit.names))]


def _propose_in_worker(tasks: list[Task]) -> list[tuple[list[Proposal], tuple[Problem, ...]]]:
    return _propose_batch(tasks, _STATE[0])


def _propose_batch(
    tasks: list[Task], state: tuple[Kit, NameFinder]
) -> list[tuple[list[Proposal], tuple[Problem, ...]]]:
    kit, finder = state
    out: list[tuple[list[Proposal], tuple[Problem, ...]]] = []
    for _, piece, near, shown in tasks:
        raw = opened(piece)
        if isinstance(raw, Problem):
            out.append(([], (dataclasses.replace(raw, path=shown),)))
            continue
        proposals, cleaned = propose(raw, kit.config, kit.lore, finder, shown, None, near, kit.refusals)
        out.append((proposals, cleaned.problems))
    return out


def _joined(
    files: Sequence[Original],
    results: Iterable[tuple[list[Task], Sequence[tuple[list[Proposal], tuple[Problem, ...]] | Died]]],
    progress: Progress | None,
) -> Iterator[Found]:
    """File after file: slugs numbered within each, and a word on containers in which nothing was found."""
    current = 0
    slugs: set[str] = set()
    silent = True

    def end() -> Found:
        file = files[current]
        problems = (_nothing_in(file.shown),) if silent and is_container(file.name) else ()
        return Found(current, [], problems, True)

    for tasks, found in results:
        for (number, _, _, _), made in zip(tasks, found, strict=True):
            proposals, problems = ([], (made.problem(files[number].shown),)) if isinstance(made, Died) else made
            while current < number:
                yield end()
                current, slugs, silent = current + 1, set(), True
            silent = silent and not proposals and not problems
            yield Found(number, with_slugs(proposals, slugs), problems, False)
        if progress is not None:
            progress("cleaning", current, len(files))
    while current < len(files):
        yield end()
        current, slugs, silent = current + 1, set(), True
    if progress is not None and files:
        progress("cleaning", len(files), len(files))


def _nothing_in(shown: str) -> Problem:
    hint = "only answers that are pages and hold an article become records"
    return Problem("raw-no-article", "no article was found in this file", shown, hint=hint)


def with_slugs(proposals: list[Proposal], slugs: set[str]) -> list[Proposal]:
    """Proposals of one file whose slugs are not among those given, to which theirs are added."""
    out: list[Proposal] = []
    for proposal in proposals:
        slug = base = slug_of(proposal.draft)
        number = 2
        while slug in slugs:
            slug, number = f"{base}-{number}", number + 1
        slugs.add(slug)
        out.append(proposal if slug == proposal.slug else dataclasses.replace(proposal, slug=slug))
    return out


def propose_file(
    path: Path,
    name: str,
    config: Config,
    lore: Lore,
    finder: NameFinder,
    shown: str,
    neighbours: Neighbours | None = None,
    refusals: Refusals = NO_REFUSALS,
    *,
    explain: bool = False,
) -> Iterator[tuple[list[Proposal], Cleaned]]:
    """The records that a file would become, with its whole cleaning, page by page where it is a container."""
    slugs: set[str] = set()
    silent = is_container(name)
    for raw in originals(path, name):
        if isinstance(raw, Problem):
            silent = False
            yield [], Cleaned(name, "", (), (), (dataclasses.replace(raw, path=shown),))
            continue
        near = neighbours.near(path, raw.member) if neighbours is not None else NO_REPEATS
        made, cleaned = propose(raw, config, lore, finder, shown, slugs, near, refusals, explain=explain)
        silent = silent and not made and not cleaned.problems
        yield made, cleaned
    if silent:
        yield [], Cleaned(name, "", (), (), (_nothing_in(shown),))


def propose(
    raw: RawFile,
    config: Config,
    lore: Lore,
    finder: NameFinder,
    shown: str,
    slugs: set[str] | None = None,
    near: Repeats = NO_REPEATS,
    refusals: Refusals = NO_REFUSALS,
    *,
    explain: bool = False,
) -> tuple[list[Proposal], Cleaned]:
    """The records that a raw file would become, with the file's cleaning.

    Args:
        shown: how problems name the file.
        slugs: those of the other pages of its container; the new ones are added.
        near: what it shares with its neighbours.
        refusals: actors and places that records of given slugs shall not list.
        explain: the cleaning says what spoke for each label.
    """
    cleaned = clean(raw, lore, near, explain=explain)
    # A container's pages that hold no article are nobody's mistake.
    found = [problem for problem in cleaned.problems if not raw.member or problem.code not in _NO_PAGE]
    cleaned = dataclasses.replace(
        cleaned, problems=tuple(dataclasses.replace(problem, path=shown) for problem in found)
    )
    proposals: list[Proposal] = []
    # Many pages' proposals may be held at once, their bytes not.
    bare = dataclasses.replace(raw, data=b"")
    for draft in cleaned.drafts:
        draft = _with_curator(draft, config, raw.path)
        if not draft.language and config.language:
            known = (*draft.known, ("language", Basis(INFERRED, rule="language-of-archive", certainty="probable")))
            draft = dataclasses.replace(draft, language=config.language, known=known)
        draft = _with_names(draft, finder, refusals)
        slug = slug_of(draft)
        year = slug[:4] if slug[:4].isdigit() else "undated"
        proposals.append(Proposal(slug, year, record_text(draft, raw, BY, cleaned.encoding), draft, bare))
    return with_slugs(proposals, set() if slugs is None else slugs), cleaned


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


def _with_names(draft: Draft, finder: NameFinder, refusals: Refusals) -> Draft:
    """The draft with the records that its text names, without those that a person has refused for its slug."""
    found = named_records(f"{draft.title}\n\n{draft.body}", finder, draft.date, draft.language)
    slug = slug_of(draft)
    refused = refusals.for_article("actors", slug), refusals.for_article("places", slug)
    named = [(id, form) for id, form in zip(found.actors, found.forms, strict=True) if id not in refused[0]]
    places = tuple(id for id in found.places if id not in refused[1])
    known = draft.known
    if named:
        forms = "; ".join(form for _, form in named[:8])
        known = (*known, ("actors", Basis(INFERRED, text=forms, rule="names")))
    if places:
        known = (*known, ("places", Basis(INFERRED, rule="names")))
    return dataclasses.replace(draft, actors=tuple(id for id, _ in named), places=places, known=known)


def frozen_problem(name: str) -> Problem:
    """`build --frozen` found an original without a record."""
    return Problem(
        "raw-unclean",
        "this original has no record yet",
        name,
        severity="error",
        hint="run `sitegen clean`, look at the record, and commit it",
    )


def changed_problem(name: str, record: str, *, followed: bool = False) -> Problem:
    """An original is no longer what its record was made from.

    Args:
        followed: the record is made anew from what the original holds now, because a person named the file.
    """
    return Problem(
        "raw-changed",
        f"the original changed since {record} was made from it",
        name,
        severity=WARNING,
        hint="the record is made from what the file holds now"
        if followed
        else "originals are kept as saved: restore it, or look at `sitegen clean --diff`",
    )
