"""Building bundles with the real Pagefind, and what is said when that does not work."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.search import (
    FACETS,
    BundleError,
    SearchPage,
    bundle_content,
    by_language,
    check_bundle,
    index_key,
    index_pages,
    language_folder,
    pagefind_version,
)

Make = Callable[..., tuple[Path, list[SearchPage]]]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_each_language_gets_a_bundle_with_all_its_pages(make_site: Make, tmp_path: Path) -> None:
    site, pages = make_site()
    before = files(site)
    result = index_pages(site, site / "pagefind", pages, tmp_path / "work")
    assert result.problems == ()
    assert result.pages == (("be", 1), ("de", 1), ("en", 3), ("ru", 1))
    assert not list((tmp_path / "work").iterdir())
    assert {name for name in files(site) if not name.startswith("pagefind/")} == before
    fragments = check_bundle(site / "pagefind/en")
    assert {fragment["url"] for fragment in fragments.values()} == {
        "/articles/rally/", "/articles/strike/", "/articles/undated/",
    }  # fmt: skip
    assert pagefind_version()


def test_a_bundle_holds_only_what_the_page_loads(make_site: Make, tmp_path: Path) -> None:
    site, pages = make_site()
    index_pages(site, site / "pagefind", pages, tmp_path / "work")
    for language, wasm in (("en", "en"), ("be", "unknown")):
        top = {path.name for path in (site / "pagefind" / language).iterdir() if path.suffix != ".pf_meta"}
        assert top == {
            "pagefind.js", "pagefind-entry.json", FACETS, "addresses.json", f"wasm.{wasm}.pagefind", "fragment",
            "index", "filter",
        }  # fmt: skip


def test_the_stemmer_is_that_of_the_language(make_site: Make, tmp_path: Path) -> None:
    site, pages = make_site()
    index_pages(site, site / "pagefind", pages, tmp_path / "work")
    words = {language: bundle_content(site / "pagefind" / language)["words"] for language in ("en", "ru", "be", "de")}
    assert "strike" in words["en"] and "striking" not in words["en"]
    assert "протест" in words["ru"]
    assert "haus" in words["de"]
    assert "пенсіянеры" in words["be"]


def test_two_builds_are_equal_by_content_and_a_change_is_not(make_site: Make, tmp_path: Path) -> None:
    first, pages = make_site("first")
    second, _ = make_site("second")
    index_pages(first, first / "pagefind", pages, tmp_path / "work")
    index_pages(second, second / "pagefind", list(reversed(pages)), tmp_path / "work")
    for language in by_language(pages):
        assert bundle_content(first / "pagefind" / language) == bundle_content(second / "pagefind" / language)
    page = second / pages[0].file
    page.write_text(page.read_text("utf-8").replace("striking", "sleeping"), encoding="utf-8")
    index_pages(second, second / "pagefind", pages, tmp_path / "work")
    assert bundle_content(first / "pagefind/en") != bundle_content(second / "pagefind/en")
    assert bundle_content(first / "pagefind/ru") == bundle_content(second / "pagefind/ru")


def test_content_says_where_words_and_facets_stand(make_site: Make, tmp_path: Path) -> None:
    site, pages = make_site()
    index_pages(site, site / "pagefind", pages, tmp_path / "work")
    content = bundle_content(site / "pagefind/en")
    assert content["language"] == "en"
    assert [page["url"] for page in content["pages"]] == ["/articles/rally/", "/articles/strike/", "/articles/undated/"]
    assert content["filters"]["source"] == {
        "AFP": ["/articles/rally/", "/articles/undated/"], "Reuters": ["/articles/strike/"],
    }  # fmt: skip
    assert [url for url, *_ in content["words"]["minsk"][0]] == ["/articles/rally/", "/articles/strike/"]
    assert len(content["words"]["sgallsg"][0]) == 3
    # Oldest first, undated last.
    assert [url for url, _ in content["facets"]] == ["/articles/rally/", "/articles/strike/", "/articles/undated/"]
    assert content["facets"][0][1] == {
        "day": "2020-08-16", "source": ["AFP"], "actor": ["Alexander Lukashenko", "Belta"], "month": ["2020-08"],
        "language": ["en"],
    }  # fmt: skip
    assert content["facets"][2][1]["day"] == ""


PARTS = ["fragment/*", "index/*", "filter/*", "*.pf_meta", "wasm.*", "pagefind-entry.json"]


@pytest.mark.parametrize(
    ("pattern", "damage"),
    [
        *((pattern, damage) for pattern in PARTS for damage in ("gone", "cut", "empty")),
        ("pagefind.js", "gone"),
        ("pagefind.js", "empty"),
    ],
)
def test_the_check_finds_a_damaged_file(make_site: Make, tmp_path: Path, pattern: str, damage: str) -> None:
    site, pages = make_site()
    index_pages(site, site / "pagefind", pages, tmp_path / "work")
    bundle = site / "pagefind/en"
    check_bundle(bundle)
    victim = sorted(bundle.glob(pattern))[0]
    data = victim.read_bytes()
    victim.unlink()
    if damage != "gone":
        victim.write_bytes(data[: len(data) // 2] if damage == "cut" else b"")
    with pytest.raises(BundleError, match=victim.name.replace(".", r"\.")):
        check_bundle(bundle)


def test_a_page_without_words_to_index_is_named_and_the_old_bundle_stays(make_site: Make, tmp_path: Path) -> None:
    site, pages = make_site()
    index_pages(site, site / "pagefind", pages, tmp_path / "work")
    before = bundle_content(site / "pagefind/en")
    bare = site / pages[1].file
    bare.write_text("<!doctype html><html lang=en><body><p>Nothing is marked here.</p></body></html>")
    result = index_pages(site, site / "pagefind", pages, tmp_path / "work")
    (problem,) = result.problems
    assert problem.code == "search-failed"
    assert "2 of 3 pages were indexed; not articles/strike/index.html" in problem.message
    assert "data-pagefind-body" in problem.hint
    assert bundle_content(site / "pagefind/en") == before
    assert result.pages == (("be", 1), ("de", 1), ("ru", 1))


def test_languages_that_are_not_asked_for_stay(make_site: Make, tmp_path: Path) -> None:
    site, pages = make_site()
    index_pages(site, site / "pagefind", pages, tmp_path / "work")
    kept = files(site / "pagefind/ru")
    result = index_pages(site, site / "pagefind", by_language(pages)["en"], tmp_path / "work")
    assert result.pages == (("en", 3),)
    assert files(site / "pagefind/ru") == kept


def test_a_missing_page_is_a_problem(make_site: Make, tmp_path: Path) -> None:
    site, pages = make_site()
    (site / pages[0].file).unlink()
    result = index_pages(site, site / "pagefind", pages, tmp_path / "work")
    assert [problem.code for problem in result.problems] == ["search-failed"]
    assert "articles/rally/index.html" in result.problems[0].message
    assert not list((tmp_path / "work").iterdir())


def test_no_pagefind_is_a_problem(make_site: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, pages = make_site()
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = index_pages(site, site / "pagefind", pages, tmp_path / "work")
    assert result.pages == ()
    (problem,) = result.problems
    assert problem.render() == (
        "error: Pagefind is not installed, so the site has no search [search-missing]\n"
        "    hint: install it with `pip install pagefind-bin`, or build with --no-search"
    )


@pytest.mark.skipif(os.name == "nt", reason="stands in for the program with a shell script")
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo it broke >&2; exit 3", "the program ended with 3: it broke"),
        ("exit 0", "pagefind-entry.json cannot be read: No such file or directory"),
    ],
)
def test_a_pagefind_that_fails_is_a_problem(
    make_site: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    site, pages = make_site()
    program = tmp_path / "bin" / "pagefind"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    result = index_pages(site, site / "pagefind", pages[:1], tmp_path / "work")
    assert [problem.message for problem in result.problems] == [
        f"the search index for language `en` was not built: {message}"
    ]


def test_a_program_that_cannot_start_is_a_problem(
    make_site: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, pages = make_site()
    broken = tmp_path / "pagefind"
    broken.write_text("")
    monkeypatch.setattr(importlib.import_module("pagefind_bin"), "get_executable", lambda: broken)
    result = index_pages(site, site / "pagefind", pages[:1], tmp_path / "work")
    assert [problem.code for problem in result.problems] == ["search-missing"]


def test_settings_of_the_surroundings_change_nothing(
    make_site: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, pages = make_site()
    monkeypatch.chdir(site)
    (site / "pagefind.yml").write_text("glob: nothing.html\n")
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    result = index_pages(Path(), Path("pagefind"), pages, Path("work"))
    assert result.problems == ()
    assert "tractor" in bundle_content(site / "pagefind/en")["words"]


def test_no_pages_is_no_index(tmp_path: Path) -> None:
    result = index_pages(tmp_path, tmp_path / "pagefind", [], tmp_path / "work")
    assert (result.pages, result.problems) == ((), ())
    assert not (tmp_path / "pagefind").exists()


def test_the_key_depends_on_languages_files_bytes_and_tool_but_not_on_order() -> None:
    one, other = SearchPage("a.html", "en", "1"), SearchPage("b.html", "ru", "2")
    key = index_key([one, other])
    assert key == index_key([other, one])
    changed = (
        [one], [one, SearchPage("b.html", "ru", "3")], [one, SearchPage("b.html", "be", "2")],
        [one, SearchPage("c.html", "ru", "2")],
    )  # fmt: skip
    assert len({key, index_key([one, other], "1.5.2"), *(index_key(pages) for pages in changed)}) == 6
    assert key == index_key([SearchPage("a.html", "en-GB", "1"), other])


@pytest.mark.parametrize(
    ("language", "folder"),
    [("en", "en"), ("en-GB", "en"), ("be-tarask", "be"), ("sr_Latn", "sr"), ("", "und"), ("RU", "ru"), ("../x", "und")],
)
def test_a_bundle_is_named_by_the_primary_subtag(language: str, folder: str) -> None:
    assert language_folder(language) == folder


def test_a_language_without_a_name_is_indexed(make_site: Make, tmp_path: Path) -> None:
    site, pages = make_site()
    result = index_pages(site, site / "pagefind", [SearchPage(pages[0].file, "")], tmp_path / "work")
    assert result.pages == (("und", 1),)
    check_bundle(site / "pagefind/und")
