"""The table of names: what a query is expanded with, published as ``data/names.json``.

Each record comes with every form of its name, so that a person is found under any of them in any script. A record whose
risk is `pseudonymise` never enters the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sitegen.base.text import fold, squeeze
from sitegen.model.authority import Actor, Place

_SHORTEST = 4


def name_rows(actors: Sequence[Actor], places: Sequence[Place]) -> tuple[tuple[tuple[str, Any], ...], ...]:
    """Rows of pairs (as in `sitegen.model.views.DataView`), actors first, by id.

    Returns:
        ``id``, ``name``, ``type``, ``address``; ``forms``: the name, the other names and those that are only searched,
        each once, in this order; ``short``: last words of a person's forms that are no form themselves and belong to
        no other record: typed in a query they stand for the person, but they are not looked for (somebody without a
        record may share them).
    """
    shown = [actor for actor in sorted(actors, key=lambda actor: actor.id) if actor.risk != "pseudonymise"]
    forms = {f"actors/{actor.id}": _once((*actor.forms, *actor.search_only)) for actor in shown}
    forms |= {f"places/{place.id}": _once(place.forms) for place in sorted(places, key=lambda place: place.id)}
    taken = {fold(form) for some in forms.values() for form in some}
    short = {f"actors/{actor.id}": _short(forms[f"actors/{actor.id}"]) for actor in shown if actor.type == "person"}
    owners: dict[str, int] = {}
    for words in short.values():
        for word in words:
            owners[word] = owners.get(word, 0) + 1
    records: list[tuple[str, str, str, str]] = [
        *((f"actors/{actor.id}", actor.name, actor.type, actor.address) for actor in shown),
        *((f"places/{p.id}", p.name, "place", p.address) for p in sorted(places, key=lambda place: place.id)),
    ]
    return tuple(
        (
            ("id", id), ("name", name), ("type", type), ("address", address), ("forms", forms[id]),
            ("short", tuple(word for word in short.get(id, ()) if owners[word] == 1 and word not in taken)),
        )
        for id, name, type, address in records
    )  # fmt: skip


def _once(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(form for form in dict.fromkeys(squeeze(form) for form in forms) if form)


def _short(forms: Iterable[str]) -> tuple[str, ...]:
    """Last words of forms of several words, folded; not initials (``Лукашенко А. Г.``)."""
    lasts = (fold(form.rpartition(" ")[2]) for form in forms if " " in form)
    return tuple(dict.fromkeys(word for word in lasts if len(word) >= _SHORTEST and word.isalpha()))
