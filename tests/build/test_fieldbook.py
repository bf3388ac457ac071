"""The manual of the templates' fields, and the theme that shows how a theme is made."""

import re
from pathlib import Path

import pytest

from sitegen.base.problems import SitegenError
from sitegen.build.fieldbook import fields
from sitegen.render import load_theme


def test_the_manual_is_fresh(repo: Path) -> None:
    written = (repo / "themes/FIELDS.md").read_text(encoding="utf-8")
    assert written == fields(), "write it anew: ./run fields > themes/FIELDS.md"


def test_one_template_is_told_with_the_values_in_it_and_no_others() -> None:
    text = fields("timeline")
    assert "## `timeline.html`" in text and "## `month.html`" not in text
    assert "## TimelineDay" in text and "- `id`: `str`. ISO day." in text and "## QuotationEntry" not in text
    assert "## Site" in text


def test_every_template_of_a_page_is_told(repo: Path) -> None:
    names = [name for name in load_theme(repo / "themes", "default").templates() if "/" not in name]
    text = fields()
    assert [name for name in names if f"## `{name}`" not in text] == ["base.html"]


def test_a_template_that_is_not_there() -> None:
    with pytest.raises(SitegenError) as caught:
        fields("artcle")
    assert caught.value.problem.hint == "did you mean `article.html`?"


def test_the_plain_theme_only_sets_tokens_and_two_parts(repo: Path) -> None:
    plain, default = load_theme(repo / "themes", "plain"), load_theme(repo / "themes", "default")
    own = [name for name, _ in plain.texts() if name.startswith("plain/")]
    assert own == ["plain/templates/parts/entry.html", "plain/templates/parts/foot-extra.html"]
    assert plain.chain == ("plain", "default") and plain.templates() == default.templates()
    assert [address for address, data in plain.assets() if data != dict(default.assets())[address]] == [
        "/static/yours.css"
    ]


def test_a_part_of_the_plain_theme_has_the_macros_of_the_one_that_it_replaces(repo: Path) -> None:
    texts = dict(load_theme(repo / "themes", "plain").texts())
    for name, text in texts.items():
        if name.startswith("plain/"):
            below = texts[name.replace("plain/", "default/", 1)]
            assert re.findall(r"{% macro .*? %}", text) == re.findall(r"{% macro .*? %}", below), name
