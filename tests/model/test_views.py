"""Pages as values: their files, their templates, and that they are values."""

import dataclasses
import importlib
import pkgutil
import typing
from typing import Any

import pytest

from sitegen import model
from sitegen.model import article, authority, draft
from sitegen.model.views import Page, RobotsView

VIEW_MODULES = [
    importlib.import_module(f"sitegen.model.{module.name}")
    for module in pkgutil.iter_modules(model.__path__)
    if module.name.endswith("views")
]
VIEWS: list[Any] = [
    kind
    for module in VIEW_MODULES
    for name, kind in vars(module).items()
    if name.endswith("View") and kind.__module__ == module.__name__
]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/articles/x/", "articles/x/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/404.html", "404.html"),
        ("/data/articles.json", "data/articles.json"),
        ("/_headers", "_headers"),
    ],
)
def test_an_address_has_one_file(address: str, file: str) -> None:
    assert Page(address, RobotsView(True)).file == file


def test_a_template_is_named_after_its_view() -> None:
    names = {kind.__name__: Page("/", kind.__new__(kind)).template for kind in VIEWS}
    assert names["ArticleView"] == "article.html"
    assert names["ActorMonthView"] == "actor-month.html"
    assert len(set(names.values())) == len(names)


MODULES = (article, authority, draft, *VIEW_MODULES)
KINDS = [
    kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_everything_in_the_model_is_a_value(kind: Any) -> None:
    """Frozen, slotted, and made of values: what can be hashed cannot change afterwards."""
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    hints = typing.get_type_hints(kind)
    for field in dataclasses.fields(kind):
        assert "list" not in str(hints[field.name]) and "dict" not in str(hints[field.name]), field.name
