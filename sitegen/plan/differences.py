"""What became different of an item between two editions, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from sitegen.model.change_views import FieldChange, PassageChange
from sitegen.model.editions import KINDS, TEXT, Edition, Item, ItemChange, State, Value, applied
from sitegen.model.messages import tr
from sitegen.plan.entries import LABELS
from sitegen.plan.library import Library, moved
from sitegen.plan.states import present_state

ADDED, CORRECTED, MOVED, WITHDRAWN = "added", "corrected", "moved", "withdrawn"
ORDER = (CORRECTED, MOVED, WITHDRAWN, ADDED)
"""In which changes are told: who looks here has cited something."""
_LABELS = {
    **LABELS,
    TEXT: tr("Text"),
    "probable": tr("Only probable"),
    "publish": tr("What may be shown"),
    "name": tr("Name"),
    "names": tr("Other names"),
    "search_only": tr("Forms for search only"),
    "type": tr("Type"),
    "positions": tr("Positions"),
    "ids": tr("Identifiers"),
    "description": tr("Description"),
    "country": tr("Country"),
    "hosts": tr("Hosts"),
    "latitude": tr("Latitude"),
    "longitude": tr("Longitude"),
    "place": tr("Place"),
    "articles": tr("Articles"),
    "part_of": tr("Part of"),
}
_LISTS = frozenset(
    (
        *("agency", "authors", "actors", "places", "subjects", "articles"),
        *("names", "search_only", "positions", "ids", "hosts", "probable"),
    )
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to an item."""

    id: str
    what: str
    before: Item | None
    after: Item | None
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An edition, or (without one) what is no edition yet, with all differences."""

    edition: Edition | None
    differences: tuple[Difference, ...]


def steps(library: Library) -> tuple[Step, ...]:
    """Every edition, the oldest first, and at the end what became different since; that only where something did."""
    if "steps" not in library.made:
        library.made["steps"] = tuple(_steps(library))
    made: tuple[Step, ...] = library.made["steps"]
    return made


def _steps(library: Library) -> list[Step]:
    out: list[Step] = []
    state: State = {}
    for edition in library.editions:
        out.append(Step(edition, _differences(state, edition.changes)))
        state = applied(state, edition.changes)
    if library.editions:
        since = _differences(state, changes_since(library, state))
        out += [Step(None, since)] if since else []
    return out


def changes_since(library: Library, state: State) -> tuple[ItemChange, ...]:
    """What leads from a state to the archive as it is today, by id."""
    present = present_state(library)
    to = {f"articles/{alias}": f"articles/{card.face.slug}" for alias, card in moved(library)}
    gone = [ItemChange(id, None, to.get(id, "")) for id in state if id not in present]
    new = [ItemChange(id, item) for id, item in present.items() if state.get(id) != item]
    return tuple(sorted((*gone, *new), key=lambda change: change.id))


def _differences(state: State, changes: tuple[ItemChange, ...]) -> tuple[Difference, ...]:
    out = []
    for change in changes:
        before = state.get(change.id)
        if before == change.item:
            continue
        out.append(Difference(change.id, _what(before, change), before, change.item, change.moved_to))
    kinds = {kind: number for number, kind in enumerate(KINDS)}
    return tuple(sorted(out, key=lambda one: (kinds[one.id.partition("/")[0]], one.id)))


def _what(before: Item | None, change: ItemChange) -> str:
    if change.item is None:
        return MOVED if change.moved_to else WITHDRAWN
    return CORRECTED if before else ADDED


def field_changes(one: Difference, address: str) -> tuple[FieldChange, ...]:
    """The fields of a corrected item that became different.

    Args:
        address: of the article whose text this still is, for links to its paragraphs; else empty.
    """
    if one.before is None or one.after is None:
        return ()
    before = {value.field: value for value in one.before.values}
    after = {value.field: value for value in one.after.values}
    fields = [*after, *(field for field in before if field not in after)]
    is_note = one.id.startswith("notes/")
    return tuple(
        _field(field, before.get(field), after.get(field), address, is_note=is_note)
        for field in fields
        if before.get(field) != after.get(field)
    )


def _field(name: str, before: Value | None, after: Value | None, address: str, *, is_note: bool) -> FieldChange:
    label = name if is_note else _LABELS.get(name, name.replace("_", " ").capitalize())
    if name == TEXT and not is_note:
        old, new = (value.texts if value else () for value in (before, after))
        return FieldChange(name, label, "", "", passages=passages(old, new, address), how="text")
    if (before and before.digest) or (after and after.digest):
        return FieldChange(name, label, "", "", how="changed" if before and after else "added" if after else "removed")
    old, new = (value.texts if value else () for value in (before, after))
    if name == "probable":
        old, new = (tuple(_LABELS.get(text, text) for text in texts) for texts in (old, new))
    if len(old) <= 1 and len(new) <= 1 and name not in _LISTS:
        return FieldChange(name, label, "".join(old), "".join(new))
    added, removed = (tuple(text for text in one if text not in other) for one, other in ((new, old), (old, new)))
    # Only the order may be another.
    return FieldChange(name, label, "", "", added, removed, how="list" if added or removed else "changed")


def passages(before: tuple[str, ...], after: tuple[str, ...], address: str = "") -> tuple[PassageChange, ...]:
    """Where two texts differ, given as a digest for each block.

    Args:
        address: of the page that shows the later one; empty where none does.
    """
    ids = _ids(after)
    out = []
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        kind = {"replace": "changed", "insert": "added", "delete": "removed"}[tag]
        place = ids[first] if first < len(ids) else ""
        count = end - start if tag == "delete" else last - first
        out.append(PassageChange(kind, count, place, f"{address}#{place}" if address and place else ""))
    return tuple(out)


def _ids(blocks: tuple[str, ...]) -> list[str]:
    """The ids that blocks have on their page: paragraphs and subheads are counted apart."""
    counts: dict[str, int] = {}
    out = []
    for block in blocks:
        counts[block[:1]] = counts.get(block[:1], 0) + 1
        out.append(f"{block[:1]}{counts[block[:1]]}")
    return out
