"""Actors, sources, places and events: every field, every mistake at its place."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base.problems import Problem
from sitegen.model.authority import Actor, Event, Name, Place, Position, Source
from sitegen.model.config import Rights
from sitegen.model.dates import parse_edtf
from sitegen.read.authority import read_actor, read_event, read_place, read_source

ACTOR = """\
name: Ada  Berg
type: person
names:
  - {text: Ада Берг, language: be, scheme: be-2007}
  - Berg
search_only: [Берг А. Г., A. Berg]
positions:
  - {title: Mayor of Orsk, from: 1994-07-20, to: 2001}
  - {title: Writer}
ids: {wikidata: Q1, viaf: 12345}
description: Mayor and writer.
risk: pseudonymise
"""
SOURCE = """\
name: The Daily Example
type: agency
names: [Daily Example]
country: Exampleland
language: en
url: https://daily.example/
hosts: [daily.example, www.daily.example]
description: A paper.
rights: {publish: excerpt, statement: Ask first., holder: Example Press}
furniture: [Share this article]
"""
PLACE = """\
name: Orsk
names: [{text: Орск, language: ru}]
country: Exampleland
coordinates: [-53.9, 27]
description: A town.
"""
EVENT = """\
title: The bridge opens
date: 2020-05-03/2020-05-04
place: orsk
actors: [ada-berg]
articles: [2020-05-03-bridge, 2020-05-04-bridge]
part_of: bridges
summary: A second bridge.
"""


def plain(record: Any) -> Any:
    """A record without the places of what it names."""
    return dataclasses.replace(record, refs=())


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in problems]


def test_every_field_of_an_actor_is_read() -> None:
    actor, problems = read_actor(ACTOR, "actors/ada-berg.yaml", "ada-berg")
    assert problems == () and actor is not None
    assert plain(actor) == Actor(
        "ada-berg",
        "Ada  Berg",
        "person",
        (Name("Ада Берг", "be", "be-2007"), Name("Berg")),
        ("Берг А. Г.", "A. Berg"),
        (Position("Mayor of Orsk", "1994-07-20", "2001"), Position("Writer")),
        (("wikidata", "Q1"), ("viaf", "12345")),
        "Mayor and writer.",
        "pseudonymise",
        "actors/ada-berg.yaml",
    )
    assert actor.forms == ("Ada  Berg", "Ада Берг", "Berg") and actor.address == "/actors/ada-berg/"
    assert [(ref.kind, ref.id, ref.line, ref.column) for ref in actor.refs] == [
        ("name", "Ada  Berg", 1, 7),
        ("name", "Berg", 5, 5),
        ("name", "Ада Берг", 4, 12),
    ]


def test_every_field_of_a_source_is_read() -> None:
    source, problems = read_source(SOURCE, "sources/daily.yaml", "daily")
    assert problems == () and source == Source(
        "daily",
        "The Daily Example",
        "agency",
        (Name("Daily Example"),),
        "Exampleland",
        "en",
        "https://daily.example/",
        ("daily.example", "www.daily.example"),
        "A paper.",
        Rights("excerpt", "Ask first.", "Example Press"),
        ("Share this article",),
        "sources/daily.yaml",
    )


def test_every_field_of_a_place_is_read() -> None:
    place, problems = read_place(PLACE, "places/orsk.yaml", "orsk")
    assert problems == () and plain(place) == Place(
        "orsk", "Orsk", (Name("Орск", "ru"),), "Exampleland", -53.9, 27.0, "A town.", "places/orsk.yaml"
    )


def test_every_field_of_an_event_is_read() -> None:
    event, problems = read_event(EVENT, "events/bridge.yaml", "bridge")
    assert (
        problems == ()
        and event is not None
        and plain(event)
        == Event(
            "bridge",
            "The bridge opens",
            parse_edtf("2020-05-03/2020-05-04"),
            "orsk",
            ("ada-berg",),
            ("2020-05-03-bridge", "2020-05-04-bridge"),
            "bridges",
            "A second bridge.",
            "events/bridge.yaml",
        )
    )
    assert [(ref.kind, ref.id, ref.line, ref.column) for ref in event.refs] == [
        ("place", "orsk", 3, 8),
        ("actor", "ada-berg", 4, 10),
        ("article", "2020-05-03-bridge", 5, 12),
        ("article", "2020-05-04-bridge", 5, 31),
        ("event", "bridges", 6, 10),
    ]


def test_these_records_have_every_field_there_is() -> None:
    # A control of the tests above: a new field must be put into the texts.
    for text, read, empty in (
        (ACTOR, read_actor, Actor("", "", "")),
        (SOURCE, read_source, Source("", "")),
        (PLACE, read_place, Place("", "")),
    ):
        record, _ = read(text, "x.yaml", "x")
        same = [f.name for f in dataclasses.fields(empty) if getattr(record, f.name) == getattr(empty, f.name)]
        assert same in ([], ["refs"])


def test_of_most_fields_nothing_need_be_known() -> None:
    assert plain(read_actor("name: Ada\ntype: group\n", "", "a")[0]) == Actor("a", "Ada", "group")
    assert read_source("name: P\n", "", "a") == (Source("a", "P"), ())
    assert plain(read_place("name: Orsk\n", "", "a")[0]) == Place("a", "Orsk")
    event, problems = read_event("title: T\ndate: 2020\n", "", "a")
    assert event == Event("a", "T", parse_edtf("2020")) and problems == ()


READERS: dict[str, Any] = {"actor": read_actor, "source": read_source, "place": read_place, "event": read_event}
BASE = {"actor": "name: Ada\ntype: person\n", "source": "name: P\ntype: outlet\n", "place": "name: Orsk\ncountry: X\n"}
BASE["event"] = "title: T\ndate: 2020\n"

MISTAKES = [
    ("actor", "names: Berg\n", ("field-type", 3, 8)),
    ("actor", "names: [5]\n", ("field-type", 3, 9)),
    ("actor", "names: [B]\n", ("name-short", 3, 9)),
    ("actor", "names: ['']\n", ("name-short", 3, 9)),
    ("actor", "names: [{language: be}]\n", ("field-missing", 3, 9)),
    ("actor", "names: [{text: Берг, language: Belarusian}]\n", ("field-type", 3, 32)),
    ("actor", "names: [{text: Берг, lang: be}]\n", ("unknown-key", 3, 28)),
    ("actor", f"names: [{'x' * 501}]\n", ("name-long", 3, 9)),
    ("actor", "search_only: {a: b}\n", ("field-type", 3, 14)),
    ("actor", "positions: Mayor\n", ("field-type", 3, 12)),
    ("actor", "positions: [Mayor]\n", ("field-type", 3, 13)),
    ("actor", "positions: [{from: 1994}]\n", ("field-missing", 3, 13)),
    ("actor", "positions: [{title: Mayor, from: long ago}]\n", ("date", 3, 34)),
    ("actor", "positions: [{title: Mayor, until: 1994}]\n", ("unknown-key", 3, 35)),
    ("actor", "ids: Q1\n", ("field-type", 3, 6)),
    ("actor", "ids: {wikidata: [Q1]}\n", ("field-type", 3, 17)),
    ("actor", "risk: high\n", ("field-choice", 3, 7)),
    ("actor", "description: [x]\n", ("field-type", 3, 14)),
    ("actor", "tpye: person\n", ("unknown-key", 3, 7)),
    ("actor", "name: Twice\n", ("yaml-duplicate", 3, 1)),
    ("source", "url: daily.example\n", ("address", 3, 6)),
    ("source", "url: javascript:alert(1)\n", ("address", 3, 6)),
    ("source", "language: English\n", ("field-type", 3, 11)),
    ("source", "hosts: {a: b}\n", ("field-type", 3, 8)),
    ("source", "rights: som\n", ("field-choice", 3, 9)),
    ("source", "furniture: 5\n", ("field-type", 3, 12)),
    ("source", "host: a\n", ("unknown-key", 3, 7)),
    ("place", "coordinates: 53.9\n", ("field-type", 3, 14)),
    ("place", "coordinates: [53.9]\n", ("field-type", 3, 14)),
    ("place", "coordinates: [91, 0]\n", ("field-type", 3, 14)),
    ("place", "coordinates: [0, 181]\n", ("field-type", 3, 14)),
    ("place", "coordinates: [53.9, east]\n", ("field-type", 3, 14)),
    ("place", "coordinates: {lat: 53.9, lon: 27.5}\n", ("field-type", 3, 14)),
    ("place", "coord: [1, 2]\n", ("unknown-key", 3, 8)),
    ("event", "place: [a]\n", ("field-type", 3, 8)),
    ("event", "actors: {a: b}\n", ("field-type", 3, 9)),
    ("event", "part_of: [a]\n", ("field-type", 3, 10)),
    ("event", "where: orsk\n", ("unknown-key", 3, 8)),
]


@pytest.mark.parametrize(
    ("kind", "text", "place"), MISTAKES, ids=[f"{kind} {text[:40].strip()}" for kind, text, _ in MISTAKES]
)
def test_every_mistake_is_told_with_line_column_and_hint(kind: str, text: str, place: tuple[str, int, int]) -> None:
    record, problems = READERS[kind](BASE[kind] + text, f"{kind}s/x.yaml", "x")
    assert told(problems) == [place]
    assert problems[0].hint and problems[0].source == text.rstrip("\n")
    assert record is not None, "one wrong field does not lose the record"


@pytest.mark.parametrize(
    ("kind", "text", "places"),
    [
        ("actor", "", [("yaml", 1, 0)]),
        ("actor", "just words\n", [("yaml", 1, 1)]),
        ("actor", "- name: Ada\n", [("yaml", 1, 1)]),
        ("actor", "type: person\n", [("field-missing", 1, 1)]),
        ("actor", "name:\ntype: person\n", [("field-missing", 1, 6)]),
        ("actor", "name: [Ada]\ntype: person\n", [("field-type", 1, 7)]),
        ("actor", "name: A\ntype: person\n", [("name-short", 1, 7)]),
        ("actor", "name: '...'\ntype: person\n", [("name-short", 1, 7)]),
        ("actor", "name: x: y\n", [("yaml", 1, 8)]),
        ("source", "type: outlet\n", [("field-missing", 1, 1)]),
        ("place", "country: X\n", [("field-missing", 1, 1)]),
        ("place", "name: Å\n", [("name-short", 1, 7)]),
        ("event", "date: 2020\n", [("field-missing", 1, 1)]),
        ("event", "title: T\n", [("field-missing", 1, 1)]),
        ("event", "title: T\ndate: 2020-02-30\n", [("date", 2, 7)]),
        ("event", "articles: [a]\n", [("field-missing", 1, 1), ("field-missing", 1, 1)]),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(kind: str, text: str, places: list[tuple[str, int, int]]) -> None:
    record, problems = READERS[kind](text, f"{kind}s/x.yaml", "x")
    assert record is None
    assert told(problems) == places
    assert all(problem.hint for problem in problems)


def test_a_type_that_is_missing_or_unknown_is_told_and_the_actor_stays() -> None:
    for text, place in (("name: Ada\n", ("field-missing", 1, 1)), ("name: Ada\ntype: persn\n", ("field-choice", 2, 7))):
        actor, problems = read_actor(text, "a.yaml", "a")
        assert actor is not None and actor.type == "person" and told(problems) == [place]


def test_a_risk_that_is_not_understood_protects() -> None:
    for risk in ("high", "pseudonymize", "true", "[x]", "yes"):
        actor, problems = read_actor(f"name: Ada\ntype: person\nrisk: {risk}\n", "a.yaml", "a")
        assert actor is not None and actor.risk == "pseudonymise" and problems, risk
    actor, _ = read_actor("name: Ada\ntype: person\n", "a.yaml", "a")
    assert actor is not None and actor.risk == "none"


@pytest.mark.parametrize("id", ["Ada", "ada_berg", "ada berg", "ада", "a--b", "-a", "a-", "", "a.b", "../a", "a\n"])
def test_an_id_that_is_no_part_of_an_address_is_told(id: str) -> None:
    for read, text in ((read_actor, ACTOR), (read_source, SOURCE), (read_place, PLACE), (read_event, EVENT)):
        record, problems = read(text, "x.yaml", id)
        assert record is None and [problem.code for problem in problems] == ["id"] and problems[0].hint


PIECES = st.sampled_from(
    ["x", "5", "true", "[]", "{}", "[x, {text: b}]", "[[a]]", "2020-01-01", "'", "~", "[5, 6]", "{a: 5}"]
)
KEYS = st.sampled_from(
    sorted({field.name for kind in (Actor, Source, Place, Event) for field in dataclasses.fields(kind)})
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(KEYS, PIECES), max_size=8), st.text(max_size=30))
def test_no_record_raises_and_every_problem_has_its_place(pairs: list[tuple[str, str]], text: str) -> None:
    written = "".join(f"{key}: {value}\n" for key, value in pairs)
    for read in READERS.values():
        for content in (written, written + text, text):
            record, problems = read(content, "x.yaml", "x")
            assert record is not None or problems
            assert all(problem.line for problem in problems)
