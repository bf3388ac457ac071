"""`sitegen annotate`: whom texts name and records do not list, and names that no record has."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field

from sitegen.annotate import named_records, unknown_names
from sitegen.base.problems import Problem
from sitegen.build.cache import Cache
from sitegen.build.cleaning import Kit, lore_of, propose_all
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.neighbours import Neighbours, learn
from sitegen.build.planning import Options, Planned, existing_records, originals_of, plan_site, silent
from sitegen.build.reading import load_article
from sitegen.build.records import Outcome, Writer, sweep_parts
from sitegen.build.scan import scan
from sitegen.model.names import NameFinder
from sitegen.plan import name_forms

_LOST = ("note-lost", "note-ambiguous", "note-context", "notes-orphan")
_NAMES = 60


@dataclass(frozen=True, slots=True)
class RecordSuggestion:
    """What one record lists and its text says otherwise."""

    path: str
    actors: tuple[str, ...]
    """Named but not listed."""
    places: tuple[str, ...]
    missing: tuple[str, ...]
    """Listed but not named: kept, since a person may know better."""

    @property
    def text(self) -> str:
        """For people."""
        parts = [f"add to actors: {', '.join(self.actors)}"] if self.actors else []
        parts += [f"add to places: {', '.join(self.places)}"] if self.places else []
        parts += [f"listed but not named: {', '.join(self.missing)}"] if self.missing else []
        return "\n".join([self.path, *(f"  {part}" for part in parts)])


@dataclass(frozen=True, slots=True)
class UnknownSuggestion:
    """A name without a record."""

    text: str
    count: int
    path: str
    record: str
    """A record to accept: the file's path and its content on one line."""


@dataclass(slots=True)
class Suggestions:
    records: list[RecordSuggestion] = field(default_factory=list)
    unknown: list[UnknownSuggestion] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def annotate(folders: Folders, *, write: bool) -> Suggestions:
    """Suggestions for the whole archive; with `write`, records nobody has edited are cleaned anew with these names."""
    folders.check()
    out = Suggestions()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        neighbours = learn(originals_of(folders, scan(folders)), cache, 0, silent)
        if write:
            sweep_parts(folders.content / "articles")
            planned = plan_site(folders, Options(), cache, None, with_theme=False, neighbours=neighbours)
            out.written = _renew(folders, planned, neighbours)
        planned = plan_site(folders, Options(), cache, None, with_theme=False, neighbours=neighbours)
        _suggest(planned, cache, out)
        cache.save()
    out.problems = [problem for problem in planned.problems if problem.code in _LOST]
    return out


def _suggest(planned: Planned, cache: Cache, out: Suggestions) -> None:
    finder = NameFinder(name_forms(planned.found.authority))
    unknown: dict[str, tuple[int, str, str]] = {}
    sources = {source.id for source in planned.library.sources.values()}
    for card in planned.library.articles:
        article = load_article(planned.reading.article_keys[card.face.slug], cache)
        found = named_records(f"{card.face.title}\n\n{article.text}", finder)
        actors = tuple(id for id in found.actors if id not in card.record.actors)
        places = tuple(id for id in found.places if id not in card.record.places)
        missing = tuple(id for id in card.record.actors if id not in found.actors)
        if actors or places or missing:
            out.records.append(RecordSuggestion(card.path, actors, places, missing))
        for name in unknown_names(article.text, finder, card.face.language or planned.library.config.language):
            count, path, text = unknown.get(name.id, (0, card.path, name.text))
            if name.id not in sources:
                unknown[name.id] = (count + name.count, path, text)
    ranked = sorted(unknown.items(), key=lambda item: (-item[1][0], item[0]))[:_NAMES]
    out.unknown = [
        UnknownSuggestion(text, count, path, f"actors/{id}.yaml: {{name: {text}, type: person}}")
        for id, (count, path, text) in ranked
    ]


def _renew(folders: Folders, planned: Planned, neighbours: Neighbours) -> list[str]:
    found = planned.found
    existing = existing_records(folders, found)
    kit = Kit(found.config, lore_of(found.authority, found.items), name_forms(found.authority))
    known = existing.files
    files = [file for file in originals_of(folders, found) if file.name in known]
    outcome = Outcome()
    writer = Writer(folders.content / "articles", existing)
    for made in propose_all(files, kit, neighbours, 0):
        writer.write([one for one in made.proposals if existing.matching(one) is not None], outcome, follow=False)
    return [folders.shown(path) for path in outcome.replaced]
