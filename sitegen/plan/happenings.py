"""What articles say happened when: their sentences by the day that time words in them resolve to, whom such a sentence
names, and events that several articles tell of and no record describes yet.

A sentence is taken at its words: nothing here decides that something happened, and nothing is published as an event
before a person has written its record.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.base.text import slugify, squeeze
from sitegen.model.annotations import TimeExpression
from sitegen.model.article import Card
from sitegen.model.authority import Event
from sitegen.model.dates import Edtf, days_apart, days_between, parse_edtf
from sitegen.plan.library import Library

FEW_DAYS = 3
"""An expression that spans more days (`last week`) dates its sentence to none of them."""
SPAN_DAYS = 31
"""An event that lasted longer has no days of its own."""
_PROPOSALS = 200
_NAMES_IN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression of an article with what it resolves to."""

    card: Card
    time: TimeExpression
    date: Edtf


@dataclass(frozen=True, slots=True)
class ProposedArticle:
    """An article behind a proposal."""

    slug: str
    sentences: tuple[str, ...]
    probable: bool
    """Whether all of its sentences are only probably of this day."""


@dataclass(frozen=True, slots=True)
class EventProposal:
    """A day to which several articles date sentences that name the same: perhaps an event without a record."""

    day: str
    """ISO day."""
    actors: tuple[str, ...]
    """Ids that at least two of the articles name in such a sentence, those of most articles first."""
    places: tuple[str, ...]
    articles: tuple[ProposedArticle, ...]
    """In the order of publication."""
    beside: tuple[str, ...]
    """Ids of events that are recorded for this day already, with other actors."""
    path: str
    """`events/2020-08-22-ada-berg.yaml`."""
    record: str
    """The record, ready to paste: YAML whose title is a stand-in, with the sentences as remarks."""


def dated_sentences(library: Library) -> list[Dated]:
    """Every time expression that resolves to something, in the order of articles, then of text."""
    if "dated sentences" not in library.made:
        library.made["dated sentences"] = [
            Dated(card, time, parse_edtf(time.edtf))
            for card in library.articles
            for time in card.findings.times
            if time.edtf and time.sentence
        ]
    made: list[Dated] = library.made["dated sentences"]
    return made


def told_by_day(library: Library) -> dict[str, list[Dated]]:
    """All expressions by the days that they tell of."""
    if "told by day" not in library.made:
        library.made["told by day"] = by_day(dated_sentences(library))
    made: dict[str, list[Dated]] = library.made["told by day"]
    return made


def by_day(found: Iterable[Dated]) -> dict[str, list[Dated]]:
    """The expressions that tell of each ISO day; one of a few days stands under each of them."""
    out: dict[str, list[Dated]] = defaultdict(list)
    for one in found:
        for day in told_days(one.date):
            out[day].append(one)
    return dict(out)


@functools.lru_cache(maxsize=16384)
def told_days(date: Edtf) -> tuple[str, ...]:
    """The days that a date names: one, or up to three in an interval; none where it is open or wider."""
    if not date.earliest or not date.latest or "X" in date.text or not (date.is_day or "/" in date.text):
        return ()
    few = days_apart(date.earliest, date.latest) < FEW_DAYS
    return tuple(days_between(date.earliest, date.latest)) if few else ()


def by_article(found: Iterable[Dated]) -> dict[str, list[Dated]]:
    """The expressions by the slug of their article, in the order given."""
    out: dict[str, list[Dated]] = defaultdict(list)
    for one in found:
        out[one.card.face.slug].append(one)
    return dict(out)


def event_days(event: Event) -> list[str]:
    """The days of an event that lasted up to a month; none for one that is vague, open or longer."""
    date = event.date
    if not date.earliest or not date.latest or not (date.is_day or "/" in date.text) or "X" in date.text:
        return []
    return days_between(date.earliest, date.latest) if days_apart(date.earliest, date.latest) < SPAN_DAYS else []


def named_in(library: Library, card: Card, sentence: str) -> tuple[str, ...]:
    """`actors/<id>` and `places/<id>` of what a sentence names, by the forms that the article prints.

    A form inside the longer form of another record is not counted for its own.
    """
    rest = squeeze(sentence)
    found: dict[str, None] = {}
    forms = [(form, mention.id) for mention in card.mentions for form in mention.certain if form]
    for form, id in sorted(forms, key=lambda pair: (-len(pair[0]), pair)):
        if form in rest:
            left = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", "\0", rest)
            if left != rest:
                rest = left
                found[id] = None
    return tuple(id for id in sorted(found) if _is_known(library, id))


def _is_known(library: Library, id: str) -> bool:
    kind, _, name = id.partition("/")
    return name in (library.actors if kind == "actors" else library.places)


def reports_of(library: Library, event: Event, days: dict[str, list[Dated]]) -> list[tuple[Dated, tuple[str, ...]]]:
    """Sentences dated to an event's time that name who took part or where it was, with what they name.

    An expression of several days counts only where all of them lie in the event's time.
    """
    wanted = {f"actors/{id}" for id in event.actors} | ({f"places/{event.place}"} if event.place else set())
    out = []
    seen: set[tuple[str, str, int]] = set()
    for day in event_days(event):
        for one in days.get(day, ()):
            key = (one.card.face.slug, one.time.passage, one.time.start)
            inside = event.date.earliest <= one.date.earliest and one.date.latest <= event.date.latest
            if not inside or key in seen:
                continue
            seen.add(key)
            named = tuple(id for id in named_in(library, one.card, one.time.sentence) if id in wanted)
            if named:
                out.append((one, named))
    return out


def propose_events(library: Library, at_most: int = _PROPOSALS) -> tuple[EventProposal, ...]:
    """Days to which at least two articles date sentences that name the same actor, or the same place.

    Not proposed is a day for which recorded events name half of these already. At least one of the articles must date
    its sentence with certainty. A place that most of the archive is about ties nothing together.

    Returns:
        Proposals, those of most articles first, then by day.
    """
    common = _common_places(library)
    covered = _covered(library)
    out: list[EventProposal] = []
    for day, found in sorted(by_day(one for one in dated_sentences(library) if one.date.is_day).items()):
        for group in _groups(library, found, common):
            if 2 * len(covered[day].intersection(group.shared)) < len(group.shared):
                out.append(_proposal(library, day, group))
    out.sort(key=lambda one: (-len(one.articles), one.day, one.path))
    return _with_own_paths(library, out[:at_most])


@dataclass(frozen=True, slots=True)
class _Group:
    """Articles that name the same in sentences of one day."""

    shared: tuple[str, ...]
    found: tuple[Dated, ...]


def _groups(library: Library, found: list[Dated], common: frozenset[str]) -> Iterator[_Group]:
    """Articles joined by actors that they share; those left over by places."""
    named = _named_by_article(library, found)
    left = dict.fromkeys(one.card.face.slug for one in found)
    for kind in ("actors/", "places/"):
        ids = {slug: {id for id in named[slug] if id.startswith(kind) and id not in common} for slug in left}
        of_article = by_article(found)
        for slugs in _joined(ids):
            together = tuple(one for slug in slugs for one in of_article[slug])
            if any(not one.time.certainty for one in together):
                yield _Group(_shared([ids[slug] for slug in slugs]), together)
            for slug in slugs:
                del left[slug]


def _named_by_article(library: Library, found: Iterable[Dated]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for one in found:
        out[one.card.face.slug].update(named_in(library, one.card, one.time.sentence))
    return out


def _joined(ids: dict[str, set[str]]) -> list[list[str]]:
    """Groups of at least two slugs that hang together by shared ids, in the order of their first."""
    first_with: dict[str, str] = {}
    above: dict[str, str] = {slug: slug for slug in ids}

    def top(slug: str) -> str:
        while above[slug] != slug:
            above[slug] = above[above[slug]]
            slug = above[slug]
        return slug

    for slug, own in ids.items():
        for id in own:
            above[top(slug)] = top(first_with.setdefault(id, slug))
    groups: dict[str, list[str]] = defaultdict(list)
    for slug in ids:
        groups[top(slug)].append(slug)
    return [members for members in groups.values() if len(members) > 1]


def _shared(sets: list[set[str]]) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    for ids in sets:
        for id in ids:
            counts[id] += 1
    return tuple(sorted((id for id in counts if counts[id] > 1), key=lambda id: (-counts[id], id)))


def _common_places(library: Library) -> frozenset[str]:
    count = len(library.articles)
    return frozenset(f"places/{id}" for id, cards in library.by_place.items() if count > 4 and 2 * len(cards) > count)


def _covered(library: Library) -> dict[str, set[str]]:
    """Whom and what the recorded events of a day name."""
    out: dict[str, set[str]] = defaultdict(set)
    for event in library.events:
        for day in event_days(event):
            out[day].update(f"actors/{id}" for id in event.actors)
            out[day].update({f"places/{event.place}"} if event.place else ())
    return out


def _proposal(library: Library, day: str, group: _Group) -> EventProposal:
    actors = tuple(id.partition("/")[2] for id in group.shared if id.startswith("actors/"))
    named = _named_by_article(library, group.found)
    places = tuple(id.partition("/")[2] for id in _shared(list(named.values())) if id.startswith("places/"))
    articles = tuple(
        ProposedArticle(
            slug,
            tuple(dict.fromkeys(squeeze(one.time.sentence) for one in found)),
            all(bool(one.time.certainty) for one in found),
        )
        for slug, found in by_article(group.found).items()
    )
    beside = tuple(event.id for event in library.events if day in event_days(event))
    words = slugify(" ".join([*actors, *places][:_NAMES_IN_WORDS]), 50) or "event"
    path = f"events/{day}-{words}.yaml"
    return EventProposal(
        day, actors, places, articles, beside, path, _record(library, day, actors, places, articles, beside)
    )


def _record(
    library: Library,
    day: str,
    actors: tuple[str, ...],
    places: tuple[str, ...],
    articles: tuple[ProposedArticle, ...],
    beside: tuple[str, ...],
) -> str:
    who = [library.actors[id].name for id in actors] or [library.places[id].name for id in places]
    title = f"{', '.join(who[:_NAMES_IN_WORDS])}: {parse_edtf(day).label}"
    lines = ["# Proposed: say what happened, and take out what does not belong to it."]
    lines += [f"# Recorded for this day already: {', '.join(beside)}"] if beside else []
    # A text in JSON's quotation marks is the same text in YAML.
    lines += [f"title: {json.dumps(title, ensure_ascii=False)}", f"date: {day}"]
    lines += [f"place: {places[0]}"] if places else []
    lines += ["actors:", *(f"  - {id}" for id in actors)] if actors else []
    lines.append("articles:")
    for article in articles:
        lines.append(f"  - {article.slug}")
        lines += [f"    # {'probably: ' if article.probable else ''}{_remark(text)}" for text in article.sentences]
    return "\n".join(lines) + "\n"


def _remark(text: str) -> str:
    """A sentence as a YAML comment: on one line, and nothing that YAML refuses."""
    return "".join(character for character in squeeze(text) if character.isprintable())


def _with_own_paths(library: Library, proposals: list[EventProposal]) -> tuple[EventProposal, ...]:
    """No two proposals have one path, and none that of a record: a further one gets a number."""
    taken = {f"events/{event.id}.yaml" for event in library.events}
    out = []
    for one in proposals:
        path, number = one.path, 1
        while path in taken:
            number += 1
            path = f"{one.path.removesuffix('.yaml')}-{number}.yaml"
        taken.add(path)
        out.append(dataclasses.replace(one, path=path))
    return tuple(out)
