"""Values and their bytes: there and back, the same for equal values, another digest for every other value."""

import contextlib
import dataclasses
import json
import typing
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base.problems import Problem
from sitegen.base.values import decode, digest, encode, lasting_digest
from sitegen.model.article import Article, Card
from sitegen.model.authority import Actor, Event, Place, Source
from sitegen.model.config import Config
from sitegen.model.draft import RawLine

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    number: int
    share: float
    good: bool


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    leaf: Leaf
    leaves: tuple[Leaf, ...]
    pair: tuple[str, int]
    maybe: Leaf | None
    tags: frozenset[str]
    table: dict[str, tuple[int, ...]]
    anything: Any = None


LEAVES = st.builds(
    Leaf, TEXT, st.integers(), st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0), st.booleans()
)
TREES = st.builds(
    Tree,
    TEXT,
    LEAVES,
    st.lists(LEAVES, max_size=3).map(tuple),
    st.tuples(TEXT, st.integers()),
    st.none() | LEAVES,
    st.frozensets(TEXT, max_size=4),
    st.dictionaries(TEXT, st.lists(st.integers(), max_size=3).map(tuple), max_size=3),
    st.none() | TEXT | st.integers(),
)
OWN = (Card, Article, Actor, Source, Place, Event, Config, Problem, RawLine)


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a class of the model, made from its types: a new field is tested on the day it is added."""
    if kind is str:
        return TEXT
    if kind is int:
        return st.integers()
    if kind is bool:
        return st.booleans()
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values_of, arguments))
    if type(None) in arguments:
        return st.none() | values_of(next(item for item in arguments if item is not type(None)))
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in dataclasses.fields(kind)})


@settings(deadline=None)
@given(TREES)
def test_a_value_comes_back_from_its_bytes(tree: Tree) -> None:
    assert decode(Tree, encode(tree)) == tree
    assert encode(decode(Tree, encode(tree))) == encode(tree)


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: kind.__name__)
def test_whatever_the_cache_holds_comes_back_from_its_bytes(kind: Any) -> None:
    @settings(max_examples=15, deadline=None)
    @given(values_of(kind))
    def holds(value: Any) -> None:
        assert decode(kind, encode(value)) == value

    holds()


def test_containers_come_back_too() -> None:
    problems = (Problem("a", "b"), Problem("c", "d", "e", 1, 2))
    assert decode(tuple[Problem, ...], encode(problems)) == problems


@settings(deadline=None)
@given(TREES, TREES)
def test_digests_are_equal_where_values_are_and_nowhere_else(one: Tree, other: Tree) -> None:
    assert (digest(one) == digest(other)) == (one == other)
    assert digest(one) == digest(decode(Tree, encode(one)))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "x "},
        {"leaf": Leaf("", 0, 0.0, True)},
        {"leaves": (Leaf("", 0, 0.0, False),)},
        {"pair": ("", 1)},
        {"maybe": Leaf("", 0, 0.0, False)},
        {"tags": frozenset({""})},
        {"table": {"": ()}},
        {"table": {"x": (1, 2)}},
        {"anything": ""},
        {"anything": 0},
        {"anything": False},
    ],
    ids=str,
)
def test_a_change_of_any_field_changes_the_digest(change: dict[str, Any]) -> None:
    tree = Tree("x", Leaf("", 0, 0.0, False), (), ("", 0), None, frozenset(), {})
    assert digest(dataclasses.replace(tree, **change)) != digest(tree)


def test_neighbouring_fields_do_not_run_into_one_another() -> None:
    assert digest(("ab", "c")) != digest(("a", "bc"))
    assert digest((("a",), ("b",))) != digest((("a", "b"), ()))


def test_a_class_of_another_name_has_another_digest() -> None:
    @dataclass(frozen=True)
    class Branch:
        text: str = ""
        number: int = 0
        share: float = 0.0
        good: bool = False

    assert digest(Branch()) != digest(Leaf("", 0, 0.0, False))


def test_the_order_of_sets_and_of_keys_does_not_show() -> None:
    one = Tree("x", Leaf("", 0, 0.0, False), (), ("", 0), None, frozenset("abcdef"), {"a": (1,), "b": (2,)})
    other = dataclasses.replace(one, tags=frozenset("fedcba"), table={"b": (2,), "a": (1,)})
    assert encode(one) == encode(other)


def test_bytes_are_the_same_on_every_machine() -> None:
    assert encode(Leaf("ё“", 1, 0.5, True)) == '{"text":"ё“","number":1,"share":0.5,"good":true}'.encode()
    assert digest(Leaf("ё“", 1, 0.5, True)) == "0655e938b3ce9c09b397d04427228ed0"


def test_what_people_keep_never_gets_another_digest() -> None:
    """Editions and citations of years ago hold such digests: whoever has to change this line breaks all of them."""
    tree = Tree("x", Leaf("ё“", 1, 0.5, True), (), ("", 0), None, frozenset("ba"), {"b": (1,), "a": ()})
    assert lasting_digest(Leaf("ё“", 1, 0.5, True)) == "10ebc0ce5ca3cb18010075bf6ed1ee07"
    assert lasting_digest(tree) == "f887e98993cc0703e70987cfaacc88b0"


@settings(deadline=None)
@given(TREES, st.data())
def test_damaged_bytes_are_refused_or_read_as_another_value_and_nothing_else_happens(
    tree: Tree, data: st.DataObject
) -> None:
    whole = encode(tree)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 8)))
    damaged = whole[:start] + data.draw(st.binary(max_size=4)) + whole[end:]
    with contextlib.suppress(ValueError):
        assert isinstance(decode(Tree, damaged), Tree)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"{}",
        b"[]",
        b'{"text":"a"}',
        b'["a",1,0.5,true]',
        b'{"text":1,"number":1,"share":0.5,"good":true}',
        b'{"text":"a","number":"1","share":0.5,"good":true}',
        b'{"text":"a","number":true,"share":0.5,"good":true}',
        b'{"text":"a","number":1,"share":"x","good":true}',
        b'{"text":"a","number":1,"share":0.5,"good":1}',
        b'{"text":"a","number":1,"share":0.5,"good":null}',
        b"\0",
        b"\0[]",
        b"\xff\xfe",
        b"\x80",
        b"[" * 100_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_bytes_of_another_type_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        decode(Leaf, data)


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_random_bytes_never_do_more_than_a_value_error(data: bytes) -> None:
    for kind in (Leaf, Card, dict[str, int], tuple[str, ...], str):
        with contextlib.suppress(ValueError):
            decode(kind, data)


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError):
        encode(object())


def test_a_lone_surrogate_survives() -> None:
    assert decode(str, encode("\ud800")) == "\ud800"


def test_the_bytes_are_json_that_other_programs_read() -> None:
    assert json.loads(encode(Leaf("a", 1, 2.0, False))) == {"text": "a", "number": 1, "share": 2.0, "good": False}
