"""Incremental equals clean, byte for byte, whatever was edited; and nothing is written that did not change."""

from __future__ import annotations

import random
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import edits
import pytest
from archives import (
    MANIFEST,
    REPO,
    Archive,
    bundles,
    difference,
    file_of,
    read_record,
    run_process,
    shipped_archive,
    small_archive,
    stats,
    tree,
    write_record,
)

pytestmark = pytest.mark.usefixtures("kept_templates")
SEARCH_EVERY = 20
OPTIONS = (*((),) * 8, ("--drafts",), ("--base-url", "https://mirror.example/"))
"""Of the command line, for each build; most have none."""


def prepare(archive: Archive) -> Archive:
    link = archive.root / "default-link.html"
    link.write_bytes((REPO / "themes/default/templates/parts/link.html").read_bytes())
    return archive


def compare(archive: Archive, place: Path, what: str, search: bool, options: tuple[str, ...] = ()) -> None:
    """Builds the archive as it stands, and a copy of its content elsewhere without a cache; both must be the same."""
    copy = archive.copy(place)  # before the build, so that originals are cleaned in both
    before = tree(archive.site)
    report, clean = archive.build(*options, search=search), copy.build(*options, search=search)
    after, expected = tree(archive.site), tree(copy.site)
    assert tree(archive.content) == tree(copy.content), what
    assert report["published"] == clean["published"], what
    if not clean["published"]:  # a name that must not be published: the site that was there stays
        assert before == after and not expected, what
        shutil.rmtree(place)
        return
    assert difference(after, expected) == [], what
    assert report["problems"] == clean["problems"], what
    assert (report["pages"], report["articles"]) == (clean["pages"], clean["articles"]), what
    if search:
        assert bundles(archive.site) == bundles(copy.site), what
    # What the report says is what happened.
    pages = {file_of(address) for address in clean["written"]}
    changed = {name for name in difference(before, after) if name in pages and name in after}
    assert {file_of(address) for address in report["written"]} == changed, what
    assert set(report["removed"]) == {name for name in before if name not in after}, what
    shutil.rmtree(place)


def edit_and_compare(archive: Archive, kinds: tuple[edits.Edit, ...], count: int, seed: int, place: Path) -> None:
    """After each single edit the incrementally built site is compared with a clean build."""
    prepare(archive)
    rng = random.Random(seed)
    archive.build(search=True)
    done: list[str] = []
    for number in range(1, count + 1):
        done.append(rng.choice(kinds)(archive, rng))
        options = rng.choice(OPTIONS)
        story = f"seed {seed}, edit {number}: {done[-1]} {options}; before it: {' | '.join(done[-6:-1])}"
        compare(archive, place, story, number % SEARCH_EVERY == 0, options)


@pytest.mark.parametrize("seed", range(4))
def test_fifty_random_edits_give_the_same_site_as_a_clean_build_after_each_of_them(tmp_path: Path, seed: int) -> None:
    edit_and_compare(small_archive(tmp_path / "a", seed), edits.ALL, 50, seed, tmp_path / "clean")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 108))
def test_many_random_edits_give_the_same_site_as_a_clean_build(tmp_path: Path, seed: int) -> None:
    edit_and_compare(small_archive(tmp_path / "a", seed), edits.ALL, 150, seed, tmp_path / "clean")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_random_edits_of_the_shipped_archive_give_the_same_site_as_a_clean_build(tmp_path: Path, seed: int) -> None:
    kinds = (edits.body_paragraph, edits.body_markdown, edits.front_matter, edits.delete_article, edits.rename_article,
             edits.changed_original, edits.actor_names, edits.event_record, edits.notes, edits.note_words, edits.page,
             edits.site_by_hand, edits.cache_gone)  # fmt: skip
    edit_and_compare(shipped_archive(tmp_path / "a"), kinds, 100, seed, tmp_path / "clean")


# The control: a build that forgets a dependency must not pass.


@pytest.mark.parametrize(
    ("forgotten", "kinds"),
    [
        ("body_digest", (edits.body_words_swapped,)),
        ("notes", (edits.notes, edits.note_words)),
        ("months", (edits.new_title,)),
        ("template", (edits.theme_template,)),
        ("site", (edits.configuration,)),
        ("scripts", (edits.actor_names,)),
    ],
)
def test_a_key_that_forgets_something_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgotten: str, kinds: tuple[edits.Edit, ...]
) -> None:
    from sitegen.build import ledger, planning

    assert planning.key_parts  # what uses it is loaded before it is replaced
    real = ledger.key_parts

    def forgetful(*arguments: Any) -> dict[str, str]:
        return {name: value for name, value in real(*arguments).items() if name != forgotten}

    for name, module in list(sys.modules.items()):
        if name.startswith("sitegen.build.") and getattr(module, "key_parts", None) is real:
            monkeypatch.setattr(module, "key_parts", forgetful)
    # The other parts must not cover for the one that is forgotten: the same edits are made until it shows.
    with pytest.raises(AssertionError, match="seed 5, edit"):
        edit_and_compare(small_archive(tmp_path / "a", 5), kinds, 25, 5, tmp_path / "clean")


# Nothing is written that did not change.


def test_a_second_build_writes_nothing(small: Archive) -> None:
    small.build(search=True)
    site, ledger = stats(small.site), (small.ledger().stat().st_mtime_ns, small.ledger().read_bytes())
    report = small.build(search=True)
    assert (report["written"], report["removed"], report["indexed"], report["cleaned"]) == ([], [], [], [])
    assert report["kept"] == report["pages"]
    assert stats(small.site) == site
    assert (small.ledger().stat().st_mtime_ns, small.ledger().read_bytes()) == ledger


def test_a_second_build_of_the_shipped_archive_writes_nothing(shipped: Archive) -> None:
    shipped.build(search=True)
    site = stats(shipped.site)
    report = shipped.build(search=True)
    assert (report["written"], report["removed"], report["indexed"], report["cleaned"]) == ([], [], [], [])
    assert stats(shipped.site) == site


def test_a_second_build_renders_nothing(small: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.render import Theme

    small.build()
    filled: list[str] = []
    real = Theme.fill
    monkeypatch.setattr(Theme, "fill", lambda self, name, values: filled.append(name) or real(self, name, values))
    small.build()
    assert filled == []
    path = small.articles()[0]
    front, body = read_record(path)
    write_record(path, front, body + "\nOne word more.\n")
    report = small.build()
    # Pages in other forms (tables, TEI) have no template.
    assert len(filled) == sum(address.endswith("/") for address in report["written"]) > 0


def test_a_file_that_was_only_touched_writes_nothing(small: Archive) -> None:
    small.build()
    for path in small.content.rglob("*.*"):
        path.write_bytes(path.read_bytes())
    assert small.build()["written"] == []


def swap_two_words(archive: Archive) -> str:
    """Edits a later paragraph of one article and gives its slug."""
    return edits.body_words_swapped(archive, random.Random(7))


def test_editing_one_body_rewrites_exactly_the_pages_that_show_it(small: Archive) -> None:
    small.build()
    before, files = tree(small.site), stats(small.site)
    slug = swap_two_words(small)
    report = small.build()
    # The article's page and TEI show its text, the page about the archive and the data package its edition; no other
    # shows a body (house rule 3).
    # The citations of the article name its version.
    cited = [f"articles/{slug}/{slug}.{ending}" for ending in ("bib", "ris", "csl.json")]
    written = sorted(
        [
            "about/index.html",
            "data/datapackage.json",
            f"articles/{slug}/article.tei.xml",
            f"articles/{slug}/index.html",
            *cited,
        ]
    )
    assert sorted(file_of(address) for address in report["written"]) == written
    assert difference(before, tree(small.site)) == written
    # The other files are the very same ones.
    now = stats(small.site)
    assert {name for name in files if files[name] != now[name]} == {*written, MANIFEST}


def test_editing_a_cleaned_record_rewrites_the_pages_that_say_whether_it_was_edited(shipped: Archive) -> None:
    shipped.build()
    path = next(path for path in shipped.articles() if path.stem.startswith("2020-09-19"))
    text = path.read_text(encoding="utf-8")
    # A sentence in which nothing is found, so that no other page shows it.
    path.write_text(text.rstrip("\n") + "\n\nThe rest is not known here.\n", encoding="utf-8")
    report = shipped.build()
    # Its own page, its provenance, the edition and what became different since the last; and the data, where they tell.
    changes = {"/changes/", f"/changes/articles/{path.stem}/"}
    assert changes <= set(report["written"])
    # (The edition that brought it in leads to its history now.)
    pages = {one for one in report["written"] if one.endswith("/") and not one.startswith("/changes/")}
    assert pages <= {f"/articles/{path.stem}/", f"/articles/{path.stem}/provenance/", "/about/"}
    assert {f"/articles/{path.stem}/", f"/articles/{path.stem}/provenance/"} <= pages
    names = ("article.tei.xml", *(f"{path.stem}.{ending}" for ending in ("bib", "ris", "csl.json")))
    others = (
        {one for one in report["written"] if not one.startswith("/changes/")}
        - pages
        - {f"/articles/{path.stem}/{name}" for name in names}
    )
    # (The address of its history is new in the sitemap.)
    assert all(address.startswith("/data/") for address in others - {"/sitemap.xml"}), others
    again = shipped.copy(shipped.root.parent / "clean")
    again.build()
    assert difference(tree(shipped.site), tree(again.site)) == []


def test_editing_one_article_keeps_the_search_of_other_languages(small: Archive) -> None:
    small.build(search=True)
    kept = {name: value for name, value in stats(small.site).items() if name.startswith("pagefind/be/")}
    assert kept
    swap_two_words(small)
    assert small.build(search=True)["indexed"] == ["en"]
    now = stats(small.site)
    assert {name: now.get(name) for name in kept} == kept


# Why.


def reasons(archive: Archive, addresses: list[str]) -> dict[str, Any]:
    return {address: archive.run("why", address, "--json").json for address in addresses}


def test_why_explains_each_page_that_an_edit_rewrites_before_the_build_and_after_it(
    small: Archive, tmp_path: Path
) -> None:
    every = small.build()["written"]
    path = small.articles()[0]
    front, body = read_record(path)
    write_record(path, front | {"title": "Quite another title"}, body)
    clean = small.copy(tmp_path / "clean")
    clean.build()
    changed = difference(tree(small.site), tree(clean.site))
    expected = [address for address in every if file_of(address) in changed]
    others = random.Random(4).sample([address for address in every if address not in expected], 10)
    before = reasons(small, [*expected, *others])
    assert [address for address in before if before[address]["stale"]] == expected
    assert small.build()["written"] == expected
    after = reasons(small, [*expected, *others])
    for address, reason in after.items():
        assert reason["stale"] == [] and not reason["missing"], address
        assert reason["last"] == (before[address]["stale"] or ["new"]), address
    # The words name the part: the title of the article's own page, lists elsewhere.
    own = f"/articles/{path.stem}/"
    assert "title" in before[own]["stale"] and "body_digest" not in before[own]["stale"]
    assert "months" in before["/articles/"]["stale"]
    assert "title" in small.run("why", own).out


def test_why_explains_an_edited_body(small: Archive) -> None:
    small.build()
    slug = swap_two_words(small)
    address = f"/articles/{slug}/"
    said = small.run("why", address)
    assert said.code == 0 and "the article's text, its links or its notes" in said.out
    assert reasons(small, [address, "/"])["/"]["stale"] == []
    small.build()
    said = small.run("why", address)
    assert "is up to date" in said.out and re.search("last written because of .*body_digest", said.out)


def test_why_explains_templates_configuration_and_files_changed_by_hand(small: Archive) -> None:
    small.build()
    (small.themes / "mine/templates/parts/foot-extra.html").write_text("<p>Other words</p>", encoding="utf-8")
    assert reasons(small, ["/"])["/"]["stale"] == ["template"]
    small.build()
    edits.change_yaml(small.content / "site.yaml", publisher="Somebody else")
    assert "site" in reasons(small, ["/timeline/"])["/timeline/"]["stale"]
    small.build()
    (small.site / "timeline/index.html").write_text("by hand", encoding="utf-8")
    reason = reasons(small, ["/timeline/"])["/timeline/"]
    assert reason["stale"] == [] and reason["missing"] is True
    assert "missing or was changed by hand" in small.run("why", "/timeline/").out


def test_why_takes_addresses_as_people_write_them(small: Archive) -> None:
    small.build()
    whole = "https://river.example/papers/timeline/"
    for given in ("/timeline/", "timeline", "/timeline", "timeline/index.html", whole):
        assert small.run("why", given).out.startswith("/timeline/\n"), given
    wrong = small.run("why", "/timelin/")
    assert wrong.code == 2 and "/timeline/" in wrong.err


# The code of a stage is an input of its key.


@pytest.fixture
def other_code(tmp_path: Path, small: Archive) -> Any:
    """The same archive, built by a copy of sitegen whose code can be changed."""
    place = tmp_path / "code"
    shutil.copytree(REPO / "sitegen", place / "sitegen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REPO / "themes", place / "themes")

    def build(archive: Archive, *arguments: str) -> dict[str, Any]:
        environ = {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
        # From its own folder: `python -m` looks there first.
        where = ["build", *archive.places(), "--json", "--jobs", "1"]
        result = run_process(*where, *arguments, cwd=place, **environ)
        assert result.code == 0, result
        return dict(result.json)

    def change(file: str, old: str, new: str) -> None:
        path = place / "sitegen" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{file} has no {old!r}: the test needs another place to change"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return build, change


CHANGES = [
    ("render/interface.py", 'return f"{value:,}"', 'return f"{value:,}!"'),
    ("export/data.py", 'separators=(",", ":")', 'separators=(", ", ": ")'),
    ("read/article.py", "EXCERPT = 220", "EXCERPT = 60"),
    ("plan/nearest.py", "AT_MOST = 5", "AT_MOST = 2"),
    ("clean/data/languages/en.yaml", "\n", "\n# a word more\n"),
]


@pytest.mark.parametrize(("file", "old", "new"), CHANGES, ids=[change[0] for change in CHANGES])
def test_a_change_in_the_code_shows_on_the_next_build(
    small: Archive, tmp_path: Path, other_code: Any, file: str, old: str, new: str
) -> None:
    build, change = other_code
    build(small, "--no-search")
    change(file, old, new)
    before = tree(small.site)
    report = build(small, "--no-search")
    assert bool(report["written"]) == (not file.endswith(".yaml")), "the change must show, or the test sees nothing"
    assert bool(difference(before, tree(small.site))) == bool(report["written"])
    clean = small.copy(tmp_path / "clean")
    build(clean, "--no-search")
    assert difference(tree(small.site), tree(clean.site)) == []


def test_a_change_in_the_code_of_the_search_shows_on_the_next_build(
    small: Archive, tmp_path: Path, other_code: Any
) -> None:
    build, change = other_code
    build(small)
    change("search/bundle.py", 'SHOWN_FACETS = ("source", ', "SHOWN_FACETS = (")
    before = bundles(small.site)
    build(small)
    clean = small.copy(tmp_path / "clean")
    build(clean)
    assert bundles(clean.site) != before, "the change must show, or the test sees nothing"
    assert bundles(small.site) == bundles(clean.site)
