"""The search page's files fit each other and keep their budget; what they do is tested in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SCRIPTS = ("search.js", "search-more.js", "search-file.js")


@pytest.fixture
def theme(repo: Path) -> Path:
    return repo / "themes" / "default"


def test_script_and_style_keep_their_budget(theme: Path) -> None:
    most = {"search.js": 25, "search-more.js": 9, "search-file.js": 2.5, "hits.js": 1.5, "search.css": 5}
    sizes = {name: (theme / "static" / name).stat().st_size / 1024 for name in most}
    assert {name: size for name, size in sizes.items() if size > most[name]} == {}


def test_the_script_finds_its_elements_and_words_in_the_template(theme: Path) -> None:
    script = "".join((theme / "static" / name).read_text("utf-8") for name in SCRIPTS)
    template = (theme / "templates/search.html").read_text("utf-8")
    (parts,) = re.findall(r"\[((?:\"\w+\", )+\"\w+\")\]\.map\(part\)", script)
    for name in re.findall(r"\w+", parts):
        assert f'id="search-{name}"' in template
    for name in {*re.findall(r"form\.dataset\.(\w+)", script)}:
        assert f"data-{name}=" in template
    words = {*re.findall(r"WORDS\.(\w+)", script), *re.findall(r'say\("(\w+)"', script), "none"}
    for name in words:
        assert f'"{name}": ' in template


def test_the_script_writes_no_markup_and_no_style(theme: Path) -> None:
    script = "".join((theme / "static" / name).read_text("utf-8") for name in (*SCRIPTS, "hits.js"))
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b|\beval\b", script)


def test_every_token_of_the_style_is_the_themes(theme: Path) -> None:
    tokens = set(re.findall(r"(--[\w-]+):", (theme / "static/site.css").read_text("utf-8")))
    used = set(re.findall(r"var\((--[\w-]+)\)", (theme / "static/search.css").read_text("utf-8")))
    assert used <= tokens
