"""`/changes/`: the editions, what each changed, the history of what was corrected, and the same as data."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sitegen.model.article import Card
from sitegen.model.change_views import (
    ChangedItem,
    ChangeGroup,
    ChangesView,
    EditionHead,
    EditionView,
    FieldChange,
    ItemHistoryView,
    VersionStep,
)
from sitegen.model.dates import parse_edtf
from sitegen.model.editions import Edition
from sitegen.model.messages import tr
from sitegen.model.views import Citation, DataView, GoneView, Link, Page
from sitegen.plan.citation import citation
from sitegen.plan.differences import ORDER, Difference, Step, field_changes, steps
from sitegen.plan.library import Library, moved
from sitegen.plan.states import article_version, edition_label, present_state

_REFERRING = frozenset(("source", "agency", "actors", "places", "place", "articles", "part_of"))
"""Fields that hold ids of records."""
_LISTED = 200
"""So many items of a kind of change stand on a page; the data have all."""


def changes_pages(library: Library) -> Iterator[Page]:
    """The list of editions, each edition, each history, and what is left at addresses that were in an edition."""
    heads = [_head(step, library) for step in steps(library)]
    since = heads[-1] if heads and not heads[-1].name else None
    groups = _groups(library, steps(library)[-1]) if since else ()
    kept = tuple(head for head in heads if head.name)
    yield Page("/changes/", ChangesView(tr("Editions and changes"), since, groups, kept[::-1]))
    for number, head in enumerate(kept):
        step = steps(library)[number]
        earlier = _edition_link(kept[number - 1]) if number else None
        later = _edition_link(kept[number + 1]) if number + 1 < len(kept) else None
        title = tr("Edition {number}, {date}", number=head.number, date=head.day)
        yield Page(head.address, EditionView(title, head, _groups(library, step), earlier, later))
        yield Page(head.data, DataView(tuple(_row(library, one) for one in step.differences), library.config.title))
    if kept:
        yield Page("/data/editions.json", DataView(tuple(_edition_row(head) for head in kept), library.config.title))
    yield from _histories(library, heads)
    for slug in vanished(library):
        yield Page(f"/articles/{slug}/", GoneView())


def vanished(library: Library) -> list[str]:
    """Slugs that were in an edition and have no page today: no article, no withdrawn one, no earlier address of one."""
    known = set(library.by_slug) | {card.face.slug for card in library.withdrawn}
    known |= {alias for alias, _ in moved(library)}
    ids = {one.id for step in steps(library) for one in step.differences if one.id.startswith("articles/")}
    return sorted(slug for id in ids if (slug := id.partition("/")[2]) not in known)


def history_address(library: Library, card: Card) -> str:
    """Address of an article's history; empty where nothing became different since it was first in an edition."""
    id = f"articles/{card.face.slug}"
    return f"/changes/{id}/" if id in _changed(library) else ""


def versions(library: Library, card: Card) -> dict[str, Any]:
    """The fields of an article's page about its version: `version`, `edition` and `history`."""
    edition = edition_of(library, card)
    link = None
    if edition:
        label = parse_edtf(edition.date).label
        link = Link(tr("edition {number}, {date}", number=edition.number, date=label), edition.address)
    return {
        "version": article_version(library, card),
        "edition": link,
        "history": history_address(library, card),
    }


def edition_of(library: Library, card: Card) -> Edition | None:
    """The edition that brought an article's present version; nothing where it is in none yet."""
    id = f"articles/{card.face.slug}"
    item = present_state(library).get(id)
    own = _changes_of(library).get(id, ())
    found = [step.edition for step in own for one in step.differences if one.id == id and one.after == item]
    return found[-1] if item and found else None


def cited_version(library: Library, card: Card) -> Citation:
    """An article's citation with its version and the edition that brought it."""
    edition = edition_of(library, card)
    return citation(library, card, article_version(library, card), edition.name if edition else "")


def _owner(id: str) -> str:
    """Notes belong to their article's history."""
    kind, _, name = id.partition("/")
    return f"articles/{name}" if kind == "notes" else id


def _changes_of(library: Library) -> dict[str, list[Step]]:
    """Steps of each item and its notes, with the differences that are its own."""
    if "histories" not in library.made:
        made: dict[str, list[Step]] = {}
        for step in steps(library):
            by_owner: dict[str, list[Difference]] = {}
            for one in step.differences:
                by_owner.setdefault(_owner(one.id), []).append(one)
            for owner, found in by_owner.items():
                made.setdefault(owner, []).append(Step(step.edition, tuple(found)))
        library.made["histories"] = made
    out: dict[str, list[Step]] = library.made["histories"]
    return out


def _changed(library: Library) -> dict[str, list[Step]]:
    """Of items to which more happened than that they came in."""
    if "changed" not in library.made:
        found = _changes_of(library).items()
        library.made["changed"] = {id: own for id, own in found if len(own) > 1 and id.partition("/")[0] != "notes"}
    out: dict[str, list[Step]] = library.made["changed"]
    return out


def _histories(library: Library, heads: list[EditionHead]) -> Iterator[Page]:
    by_name = {head.name: head for head in heads}
    for id, own in _changed(library).items():
        done = tuple(
            VersionStep(
                by_name[step.edition.name if step.edition else ""],
                tuple(_item(library, one) for one in step.differences),
            )
            for step in reversed(own)
        )
        link = _link(library, own[-1].differences[0])
        yield Page(f"/changes/{id}/", ItemHistoryView(tr("History of “{title}”", title=link.text), link, done))


def _head(step: Step, library: Library) -> EditionHead:
    tally = Counter(one.what for one in step.differences)
    counts = tuple((what, tally[what]) for what in ORDER if tally[what])
    edition = step.edition
    if edition is None:
        return EditionHead("", 0, "", "", "", edition_label(library), "", "", counts)
    day = parse_edtf(edition.date).label
    data = f"/data/editions/{edition.name}.json"
    return EditionHead(
        edition.name, edition.number, edition.date, day, edition.note, edition.digest, edition.address, data, counts
    )


def _edition_link(head: EditionHead) -> Link:
    return Link(tr("Edition {number}, {date}", number=head.number, date=head.day), head.address)


def _groups(library: Library, step: Step) -> tuple[ChangeGroup, ...]:
    out = []
    for what in ORDER:
        found = [one for one in step.differences if one.what == what]
        if found:
            items = tuple(_item(library, one) for one in found[:_LISTED])
            out.append(ChangeGroup(what, len(found), items, len(found) - len(items)))
    return tuple(out)


def _item(library: Library, one: Difference) -> ChangedItem:
    link = _link(library, one)
    is_present = one.after is not None and present_state(library).get(one.id) == one.after
    owner = _owner(one.id)
    return ChangedItem(
        what=one.what,
        kind=one.id.partition("/")[0],
        link=link,
        id=one.id,
        version=one.after.version if one.after else "",
        fields=_named(library, _told(library, field_changes(one, link.address if is_present else ""))),
        moved_to=_article_link(library, one.moved_to) if one.moved_to else None,
        history=f"/changes/{owner}/" if owner in _changed(library) else "",
    )


def _link(library: Library, one: Difference) -> Link:
    """An item by its present name, or by the last that it had."""
    kind, _, name = one.id.partition("/")
    if kind in ("articles", "notes"):
        return _article_link(library, one.id, one.after or one.before)
    records: dict[str, dict[str, Any]] = {
        "actors": library.actors,
        "places": library.places,
        "sources": {id: source for id, source in library.sources.items() if id in library.recorded_sources},
        "events": library.event_by_id,
    }
    record = records[kind].get(name)
    if record is None:
        item = one.before or one.after
        return Link(item.name if item else name, "")
    return Link(record.title if kind == "events" else record.name, record.address)


def _article_link(library: Library, id: str, item: Any = None) -> Link:
    slug = id.partition("/")[2]
    address = f"/articles/{slug}/"
    card = library.by_slug.get(slug)
    if card:
        return Link(card.face.title, address, card.face.language)
    card = next((card for card in library.withdrawn if card.face.slug == slug and _is_told(card)), None)
    return Link(card.face.title if card else item.name if item else slug, address)


def _told(library: Library, changes: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
    """Changes without articles that are held back today: an event of an earlier edition may list one, and its slug has
    the words of its headline."""
    if "told articles" not in library.made:
        shown = {card.face.slug for card in (*library.withdrawn, *library.articles) if _is_told(card)}
        library.made["told articles"] = shown | set(vanished(library))
    told: set[str] = library.made["told articles"]

    def kept(change: FieldChange) -> FieldChange:
        added, removed = (tuple(id for id in ids if id in told) for ids in (change.added, change.removed))
        return dataclasses.replace(change, added=added, removed=removed, how="list" if added or removed else "changed")

    return tuple(kept(one) if one.field == "articles" and one.how == "list" else one for one in changes)


def _named(library: Library, changes: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
    """Changes with names of records in place of their ids."""
    if "record names" not in library.made:
        records = (library.sources, library.places, library.actors)
        found = {id: event.title for id, event in library.event_by_id.items()}
        found |= {card.face.slug: card.face.title for card in (*library.withdrawn, *library.articles) if _is_told(card)}
        found |= {id: record.name for kind in records for id, record in kind.items()}
        library.made["record names"] = found
    names: dict[str, str] = library.made["record names"]

    def named(*ids: str) -> tuple[str, ...]:
        return tuple(names.get(id, id) for id in ids)

    return tuple(
        dataclasses.replace(
            change,
            before=named(change.before)[0],
            after=named(change.after)[0],
            added=named(*change.added),
            removed=named(*change.removed),
        )
        if change.field in _REFERRING
        else change
        for change in changes
    )


def _is_told(card: Card) -> bool:
    """Whether the headline of an article may be said."""
    return card.publish != "none"


def _edition_row(head: EditionHead) -> tuple[tuple[str, Any], ...]:
    return (
        ("name", head.name),
        ("number", head.number),
        ("date", head.date),
        ("digest", head.digest),
        ("note", head.note),
        ("address", head.address),
        ("data", head.data),
        *head.counts,
    )


def _row(library: Library, one: Difference) -> tuple[tuple[str, Any], ...]:
    fields = tuple(_field_row(change) for change in _told(library, field_changes(one, "")))
    item = one.after or one.before
    return (
        ("item", one.id),
        ("change", one.what),
        ("name", item.name if item and not one.id.startswith("notes/") else ""),
        ("version", one.after.version if one.after else ""),
        ("version_before", one.before.version if one.before else ""),
        ("moved_to", one.moved_to),
        ("fields", fields),
    )


def _field_row(change: FieldChange) -> tuple[tuple[str, Any], ...]:
    return (
        ("field", change.field),
        ("how", change.how),
        ("before", change.before),
        ("after", change.after),
        ("added", change.added),
        ("removed", change.removed),
        ("passages", tuple((("kind", one.kind), ("count", one.count), ("at", one.place)) for one in change.passages)),
    )
