"""What can only be seen across files: names that lead nowhere, forms that two records claim, circles, doubles."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.base.problems import ERROR, NOTICE, WARNING, Problem
from sitegen.base.text import did_you_mean
from sitegen.model.article import Card
from sitegen.model.authority import Authority, Name
from sitegen.model.editions import final_state
from sitegen.model.names import NameForms, shared_forms
from sitegen.model.refs import Ref
from sitegen.plan.library import Library

_FOLDERS = {"actor": "actors", "place": "places", "source": "sources", "event": "events", "article": "articles"}


def name_forms(authority: Authority) -> tuple[NameForms, ...]:
    """The forms of all actors and places, in the order of their ids."""
    return (
        *(
            NameForms(f"actors/{actor.id}", actor.forms, actor.type, _languages(actor.names), actor.positions)
            for actor in authority.actors
        ),
        *(NameForms(f"places/{place.id}", place.forms, "place", _languages(place.names)) for place in authority.places),
    )


def _languages(names: tuple[Name, ...]) -> tuple[str, ...]:
    """The language of each form: of the name that the site prints nothing is known."""
    return ("", *(name.language for name in names))


def check_library(
    library: Library,
    authority: Authority,
    cards: tuple[Card, ...],
    pending: frozenset[str] = frozenset(),
    site: str = "site.yaml",
    editions: str = "editions",
) -> list[Problem]:
    """Every problem across files, in no particular order.

    Args:
        pending: slugs of records that the next build will make of originals; what names them is not at fault.
        site: how problems name site.yaml.
        editions: how problems name the folder of editions.
    """
    return [
        *_references(authority, cards, pending),
        *_shared_names(authority),
        *_circles(library),
        *_aliases(cards),
        *_missing_pages(library, site),
        *_review(cards),
        *_vanished(library, cards, pending, editions),
    ]


def _vanished(library: Library, cards: tuple[Card, ...], pending: frozenset[str], editions: str) -> Iterator[Problem]:
    """Articles of the last edition whose address leads nowhere any more. Withdrawn ones have their own page."""
    slugs = {card.face.slug for card in cards} | {alias for card in cards for alias in card.record.aliases} | pending
    last = library.editions[-1].name if library.editions else ""
    for id in sorted(final_state(library.editions)):
        kind, _, slug = id.partition("/")
        if kind == "articles" and slug not in slugs:
            yield Problem(
                "article-vanished",
                f"the article `{slug}` is in the last edition, and there is none of this name and none that had it",
                f"{editions}/{last}.json",
                0,
                0,
                WARNING,
                f"add `aliases: [{slug}]` to the article that took its place, or keep its record with "
                "`status: withdrawn`; until then its address says that it is gone",
            )


def _references(authority: Authority, cards: tuple[Card, ...], pending: frozenset[str]) -> Iterator[Problem]:
    known = {
        "actor": tuple(actor.id for actor in authority.actors),
        "place": tuple(place.id for place in authority.places),
        "source": tuple(source.id for source in authority.sources),
        "event": tuple(event.id for event in authority.events),
        "article": (*(card.face.slug for card in cards), *sorted(pending)),
    }
    refs: list[Ref] = [ref for card in cards for ref in card.refs]
    refs += [ref for event in authority.events for ref in event.refs]
    missing: dict[tuple[str, str], list[Ref]] = {}
    for ref in refs:
        if ref.kind in known and ref.id not in known[ref.kind]:
            missing.setdefault((ref.kind, ref.id), []).append(ref)
    for (kind, id), places in missing.items():
        near = did_you_mean(id, known[kind])
        # A source without a record still has a page; the rest would be a link to nothing and is left out.
        severity = WARNING if kind == "source" else ERROR
        make = (
            "correct the slug"
            if kind == "article"
            else f"add {_FOLDERS[kind]}/{id}.yaml (`name: …`), or correct the id"
        )
        # One missing source record is one thing to mend, however many articles name it.
        shown = places[:1] if kind == "source" else places
        more = f" (named in {len(places)} places)" if len(places) > len(shown) else ""
        for ref in shown:
            yield ref.problem(f"unknown-{kind}", f"there is no {kind} `{id}`{more}", near or make, severity)


def _shared_names(authority: Authority) -> Iterator[Problem]:
    forms = name_forms(authority)
    shared = shared_forms(forms)
    if not shared:
        return
    refs = {f"actors/{actor.id}": actor.refs for actor in authority.actors} | {
        f"places/{place.id}": place.refs for place in authority.places
    }
    for form, ids in sorted(shared.items()):
        found = [
            ref
            for id in ids
            for ref in refs[id]
            if ref.kind == "name" and " ".join(ref.id.replace("’", "'").split()) == form
        ]
        places = [f"{ref.path}:{ref.line}" for ref in found]
        for ref in found[1:2] or found[:1]:
            others = ", ".join(f"{other.path}:{other.line}" for other in found if other is not ref) or ", ".join(ids)
            yield ref.problem(
                "name-shared",
                f"the name “{form}” is claimed by {len(ids)} records: {', '.join(places) or ', '.join(ids)}",
                f"also in {others}; it is linked to none of them: keep it in one, or move it to `search_only`",
            )


def _circles(library: Library) -> Iterator[Problem]:
    for event in library.events:
        seen = [event.id]
        current = event.part_of
        while current and current in library.event_by_id and current not in seen:
            seen.append(current)
            current = library.event_by_id[current].part_of
        if current == event.id:
            ref = next((ref for ref in event.refs if ref.kind == "event"), None)
            if ref:
                yield ref.problem(
                    "event-circle",
                    f"an event is part of itself: {' → '.join([*seen, event.id])}",
                    "remove one `part_of`",
                )


def _aliases(cards: tuple[Card, ...]) -> Iterator[Problem]:
    taken = {card.face.slug: card for card in cards}
    for card in cards:
        for alias in card.record.aliases:
            other = taken.setdefault(alias, card)
            if other is not card:
                what = f"the alias `{alias}` is an address of another article"
                hint = f"remove it here or in {other.path}"
                ref = next((ref for ref in card.refs if ref.kind == "alias" and ref.id == alias), None)
                at_line = Problem("alias-taken", what, card.path, 1, hint=hint)
                yield ref.problem(at_line.code, what, hint) if ref else at_line


def _missing_pages(library: Library, site: str) -> Iterator[Problem]:
    for name in library.config.pages:
        if name not in library.pages:
            yield Problem(
                "page-missing",
                f"there is no pages/{name}.md, but every page links to it",
                site,
                0,
                0,
                WARNING,
                f"write pages/{name}.md, or list the pages you have under `pages:` in site.yaml",
            )


def _review(cards: tuple[Card, ...]) -> Iterator[Problem]:
    for card in cards:
        if card.record.review and card.record.status != "withdrawn":
            yield Problem(
                "review",
                f"a person should look at: {', '.join(card.record.review)}",
                card.path,
                1,
                0,
                NOTICE,
                "correct or confirm the fields, then take them off `review:`",
            )
