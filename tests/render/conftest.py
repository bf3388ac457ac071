"""Sample values of any view, made from its types, so that a new field is tested on the day it is added."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.model.article import Article, Block, Face, Record
from sitegen.model.config import Config, Site, site_of
from sitegen.model.draft import RawLine
from sitegen.model.views import Page
from sitegen.render import Theme, load_theme

THEMES = Path(__file__).parents[2] / "themes"
# Sanitised by the reading room: printed as they are.
HTML_FIELDS = {("NoteEntry", "body"), ("TextView", "body"), ("Annotation", "body"), ("FigureNote", "body")}


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme(THEMES, "default")


@pytest.fixture
def site() -> Site:
    return site_of(Config(title="An archive", description="What it is.", base_url="https://archive.example/a/"))


@pytest.fixture
def sample() -> Callable[..., Any]:
    return make


@pytest.fixture
def page_of() -> Callable[..., tuple[Page, dict[str, object]]]:
    """A page for a view's class with what is attached to it."""
    return make_page


def make(kind: Any, text: str = "x", *, full: bool = True, flag: bool = True) -> Any:
    """A value of the type: `text` in every string; with `full`, something in every list and optional field."""
    if kind is str or kind is Any:
        return text
    if kind is bool:
        return flag
    if kind in (int, float):
        return kind(2 if full else 0)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return (make(arguments[0], text, full=full, flag=flag),) * 2 if full else ()
        return tuple(make(item, text, full=full, flag=flag) for item in arguments)
    if origin in (typing.Union, types.UnionType):
        inner = next(item for item in arguments if item is not type(None))
        return make(inner, text, full=full, flag=flag) if full else None
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"no sample of {kind}")
    hints = typing.get_type_hints(kind)
    values = {
        field.name: "<p>sanitised</p>" if (kind.__name__, field.name) in HTML_FIELDS
        else make(hints[field.name], text, full=full, flag=flag)
        for field in dataclasses.fields(kind)
    }  # fmt: skip
    return typing.cast(Any, kind)(**values)


def make_page(
    kind: Any, text: str = "x", *, full: bool = True, flag: bool = True, address: str = "/a/b/"
) -> tuple[Page, dict[str, object]]:
    view = make(kind, text, full=full, flag=flag)
    attached: dict[str, object] = {}
    if kind.__name__ == "ArticleView":
        blocks = (Block("p1", '<p id="p1">Words.</p>', tuple(note.id for note in view.notes[:1])),) if full else ()
        attached["article"] = Article(**{**_article(), "blocks": blocks})
    if kind.__name__ == "ProvenanceView":
        attached["lines"] = tuple(RawLine(number, text, text, text) for number in range(1, 4))
    return Page(address, view), attached


def _article() -> dict[str, Any]:
    hints = typing.get_type_hints(Article)
    values = {name: make(hint, full=False) for name, hint in hints.items() if name not in ("face", "record")}
    return {**values, "face": make(Face), "record": Record("x")}
