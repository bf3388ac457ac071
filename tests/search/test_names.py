"""The table of names that queries are expanded with."""

from __future__ import annotations

from typing import Any

from sitegen.model.authority import Actor, Name, Place
from sitegen.search import name_rows


def rows(*actors: Actor, places: tuple[Place, ...] = ()) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in map(dict, name_rows(actors, places))}


LUKASHENKO = Actor(
    "alexander-lukashenko", "Alexander Lukashenko", "person",
    (Name("Lukashenko"), Name("Александр Лукашенко", "ru"), Name("Alexander  Lukashenko")), ("Лукашенко А. Г.",),
)  # fmt: skip


def test_a_row_has_every_form_once_in_order() -> None:
    assert rows(LUKASHENKO)["actors/alexander-lukashenko"] == {
        "id": "actors/alexander-lukashenko",
        "name": "Alexander Lukashenko",
        "type": "person",
        "address": "/actors/alexander-lukashenko/",
        "forms": ("Alexander Lukashenko", "Lukashenko", "Александр Лукашенко", "Лукашенко А. Г."),
        "short": ("лукашенко",),
    }


def test_actors_come_first_each_kind_by_id() -> None:
    table = rows(Actor("b", "B", "state"), Actor("a", "A", "state"), places=(Place("c", "C"), Place("a", "A")))
    assert list(table) == ["actors/a", "actors/b", "places/a", "places/c"]
    assert table["places/a"]["type"] == "place"


def test_last_words_stand_for_persons_only() -> None:
    table = rows(Actor("eu", "European Union", "public-body"), places=(Place("the-hague", "The Hague"),))
    assert [row["short"] for row in table.values()] == [(), ()]


def test_a_last_word_that_is_somebodys_form_stands_for_that_one_alone() -> None:
    son = Actor("nikolai", "Nikolai Lukashenko", "person", (Name("Николай Лукашенко"),))
    table = rows(LUKASHENKO, son)
    assert table["actors/nikolai"]["short"] == ("лукашенко",)
    assert table["actors/alexander-lukashenko"]["short"] == ("лукашенко",)


def test_protected_names_do_not_enter_the_table() -> None:
    assert rows(Actor("x", "Secret Witness", "person", risk="pseudonymise")) == {}
