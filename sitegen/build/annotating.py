"""`sitegen annotate`: whom texts name and records do not list, names that no record has, and further spellings.

What a person has refused in suggestions.yaml is not proposed again.
"""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import dataclass, field

from sitegen.annotate import ArchiveNames, NamedRecords, VariantSeeker, named_records, unknown_names
from sitegen.base.problems import Problem
from sitegen.base.yamlfile import Flow, dump_yaml
from sitegen.build.cache import Cache
from sitegen.build.cleaning import Kit, lore_of, propose_all
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.neighbours import Neighbours, learn
from sitegen.build.planning import Options, Planned, existing_records, originals_of, plan_site, silent
from sitegen.build.reading import load_article
from sitegen.build.records import Outcome, Writer
from sitegen.build.scan import scan
from sitegen.model.article import Card
from sitegen.model.names import NameFinder
from sitegen.model.suggestions import Refusals
from sitegen.plan import name_forms, propose_events

_LOST = ("note-lost", "note-ambiguous", "note-context", "notes-orphan")
_NAMES = 60
_EVENTS = 20


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


@dataclass(frozen=True, slots=True)
class VariantSuggestion:
    """A spelling of a recorded name that texts have and the record has not."""

    record: str
    """The file of the record."""
    text: str
    language: str
    scheme: str
    count: int
    """Of the articles that have it."""
    path: str

    @property
    def line(self) -> str:
        """A line to paste below `names:`."""
        parts = {"text": self.text, "language": self.language, "scheme": self.scheme}
        return dump_yaml([Flow(parts)]).strip()


@dataclass(frozen=True, slots=True)
class EventSuggestion:
    """A day to which several articles date sentences about the same actors, and that no event covers."""

    day: str
    """ISO day."""
    articles: int
    path: str
    """Where its record would lie."""
    record: str
    """YAML, ready to paste: a stand-in for the title, and the sentences as remarks."""


@dataclass(slots=True)
class Suggestions:
    records: list[RecordSuggestion] = field(default_factory=list)
    unknown: list[UnknownSuggestion] = field(default_factory=list)
    variants: list[VariantSuggestion] = field(default_factory=list)
    events: list[EventSuggestion] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def annotate(folders: Folders, *, write: bool) -> Suggestions:
    """Suggestions for the whole archive; with `write`, records nobody has edited are cleaned anew with these names."""
    folders.check()
    out = Suggestions()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        neighbours = learn(originals_of(folders, scan(folders)), cache, 0, silent)
        if write:
            planned = plan_site(folders, Options(), cache, None, with_theme=False, neighbours=neighbours)
            out.written = _renew(folders, planned, neighbours)
        planned = plan_site(folders, Options(), cache, None, with_theme=False, neighbours=neighbours)
        _suggest(folders, planned, cache, out)
        cache.save()
    refused = folders.shown(folders.content / "suggestions.yaml")
    out.problems += [problem for problem in planned.problems if problem.code in _LOST or problem.path == refused]
    return out


def _suggest(folders: Folders, planned: Planned, cache: Cache, out: Suggestions) -> None:
    finder = NameFinder(name_forms(planned.found.authority))
    refusals = planned.found.refusals
    archive = ArchiveNames(planned.library.config.language)
    seeker = VariantSeeker(finder.records, refusals)
    for card in planned.library.articles:
        article = load_article(planned.reading.article_keys[card.face.slug], cache)
        language = card.face.language or planned.library.config.language
        text = f"{card.face.title}\n\n{article.text}"
        found = named_records(text, finder, card.face.date, card.face.language)
        suggestion = _for_record(card, found, refusals)
        if suggestion is not None:
            out.records.append(suggestion)
        archive.add(unknown_names(text, finder, language), card.path, language)
        seeker.look(text, card.path)
    variants = seeker.found()
    # What is a spelling of a record's name needs no record of its own.
    settled = dataclasses.replace(refusals, names=(*refusals.names, *(found.text for found in variants)))
    sources = frozenset(planned.library.sources)
    out.unknown = [
        UnknownSuggestion(name.text, name.count, name.path, f"{name.record_path}: {name.record}  # its type is a guess")
        for name in archive.ranked(_NAMES, sources, settled)
    ]
    out.events = [
        EventSuggestion(event.day, len(event.articles), event.path, event.record)
        for event in propose_events(planned.library, _EVENTS)
    ]
    files = {f"actors/{actor.id}": actor.path for actor in planned.found.authority.actors}
    files |= {f"places/{place.id}": place.path for place in planned.found.authority.places}
    out.variants = [
        VariantSuggestion(files.get(found.id, ""), found.text, found.language, found.scheme, found.count, found.path)
        for found in variants
    ]


def _for_record(card: Card, found: NamedRecords, refusals: Refusals) -> RecordSuggestion | None:
    slug = card.face.slug
    refused = refusals.for_article("actors", slug), refusals.for_article("places", slug)
    actors = tuple(id for id in found.actors if id not in card.record.actors and id not in refused[0])
    places = tuple(id for id in found.places if id not in card.record.places and id not in refused[1])
    missing = tuple(id for id in card.record.actors if id not in found.actors)
    return RecordSuggestion(card.path, actors, places, missing) if actors or places or missing else None


def _renew(folders: Folders, planned: Planned, neighbours: Neighbours) -> list[str]:
    found = planned.found
    existing = existing_records(folders, found)
    kit = Kit(found.config, lore_of(found.authority, found.items), name_forms(found.authority), found.refusals)
    known = existing.files
    files = [file for file in originals_of(folders, found) if file.name in known]
    outcome = Outcome()
    writer = Writer(folders.content / "articles", existing, folders.parts)
    for made in propose_all(files, kit, neighbours, 0):
        writer.write([one for one in made.proposals if existing.matching(one) is not None], outcome, follow=False)
    return [folders.shown(path) for path in outcome.replaced]
