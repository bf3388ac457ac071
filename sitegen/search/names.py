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
        each once, in this order; ``short``: last words of a person's forms, folded, that are nobody's form. Typed in a
        query they stand for every person who has them, but they are not looked for in texts: somebody without a
        record may bear the same name.
    """
    records = [
        (f"actors/{actor.id}", actor.name, actor.type, actor.address, _once((*actor.forms, *actor.search_only)))
        for actor in sorted(actors, key=lambda actor: actor.id)
        if actor.risk != "pseudonymise"
    ]
    records += [
        (f"places/{place.id}", place.name, "place", place.address, _once(place.forms))
        for place in sorted(places, key=lambda place: place.id)
    ]
    taken = {fold(form) for *_, forms in records for form in forms}
    return tuple(
        (
            ("id", id), ("name", name), ("type", type), ("address", address), ("forms", forms),
            ("short", tuple(word for word in _last_words(forms) if word not in taken) if type == "person" else ()),
        )
        for id, name, type, address, forms in records
    )  # fmt: skip


def _once(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(form for form in dict.fromkeys(squeeze(form) for form in forms) if form)


def _last_words(forms: Iterable[str]) -> tuple[str, ...]:
    """Last words of forms of several words, folded; no initials (``Лукашенко А. Г.``)."""
    words = (fold(form.rpartition(" ")[2]) for form in forms if " " in form)
    return tuple(dict.fromkeys(word for word in words if len(word) >= _SHORTEST and word.isalpha()))
