"""Archives that do harm, by ill will or by accident: nothing leaves its place, and nothing withheld gets out."""

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from invalid.test_ten_faults import SOUND, lay, site_of

Run = Callable[[str], str]
BUILD = "sitegen build --no-search --jobs 1 --quiet"


@pytest.mark.parametrize(
    "field",
    [
        "aliases: [../../../escaped]",
        "aliases: [/escaped]",
        "source: ../../escaped",
        "agency: [../../escaped]",
        "actors: [../../escaped]",
        "places: ../../escaped",
        "raw: {file: ../../escaped, lines: 1-2}",
        "raw: {file: /etc/passwd, lines: 1-2}",
    ],
)
def test_no_record_makes_a_file_outside_the_site(field: str, run: Run, tmp_path: Path) -> None:
    archive = tmp_path / "deep" / "archive"
    lay(SOUND, archive)
    path = archive / "content/articles/2020/2020-05-04-ferry.md"
    path.write_text(path.read_text().replace("source: the-daily\n", f"{field}\n"))
    run(f"{BUILD} --content deep/archive/content --out deep/archive/site")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    inside = (archive / "content", archive / "site", archive / ".sitegen")
    assert [path for path in written if not any(path.is_relative_to(folder) for folder in inside)] == []
    assert [path for path in written if "escaped" in path.name or "root:" in path.read_text("utf-8", "replace")] == []


def test_of_two_records_with_one_address_no_page_is_made_of_both(run: Run, tmp_path: Path) -> None:
    lay(SOUND, tmp_path)
    (tmp_path / "content/articles/again").mkdir()
    (tmp_path / "content/articles/again/2020-05-04-ferry.md").write_text("---\ntitle: Another\n---\nOther words.\n")
    assert "[slug-double]" in run(BUILD)
    page = (tmp_path / "site/articles/2020-05-04-ferry/index.html").read_text()
    title = re.search(r"<title>(.*?)[<–—|·]", page)
    assert title is not None
    assert ("The last ferry" in title.group(1)) == ("for the last time" in page)
    assert ("Another" in title.group(1)) == ("Other words" in page)


EVERYTHING = """\
{% macro shown(value) %}{{ value }}{% endmacro %}
<h1>{{ title }}</h1>
<pre>{{ article }}
{% for name in ("text", "notes", "record", "face") %}{{ article[name] | default("") }}{% endfor %}</pre>
"""


@pytest.mark.parametrize("publish", ["excerpt", "metadata"])
def test_no_theme_can_show_what_may_not_be_shown(publish: str, run: Run, tmp_path: Path) -> None:
    """Themes are written by others, who may print whatever a page hands them."""
    lay(SOUND, tmp_path)
    (tmp_path / "themes/everything/templates").mkdir(parents=True)
    (tmp_path / "themes/everything/templates/article.html").write_text(EVERYTHING)
    (tmp_path / "content/site.yaml").write_text("title: T\npages: []\ntheme: everything\n")
    (tmp_path / "content/articles/2020/held.md").write_text(
        f"---\ntitle: Held\ndate: 2020-05-05\nrights: {publish}\ncaptions: [{{text: Zzcaption}}]\n---\n"
        "Zzfirst.\n\nZzsecond words.\n\nZzthird.\n"
    )
    (tmp_path / "content/notes/held.yaml").write_text("- quote: {exact: Zzsecond words}\n  body: Zznote.\n")
    assert run(BUILD) == "exit 0\n"
    said = b"".join(site_of(tmp_path / "site").values()).decode()
    assert "Held" in said and ("Zzfirst" in said) == (publish == "excerpt")
    assert [word for word in ("Zzsecond", "Zzthird", "Zznote", "Zzcaption") if word in said] == []


def test_a_configuration_that_cannot_be_read_publishes_no_text(run: Run, tmp_path: Path) -> None:
    """It may say `rights: none`; until it can be read nobody knows."""
    lay(SOUND, tmp_path)
    (tmp_path / "content/site.yaml").write_text("title: The harbour: papers\nrights: none\npages: []\n")
    assert "[yaml]" in run(BUILD)
    said = b"".join(site_of(tmp_path / "site").values()).decode() if (tmp_path / "site").is_dir() else ""
    assert "opened a second bridge" not in said and "for the last time" not in said


@pytest.mark.parametrize("name", ["Ada O'Neill", "Ada & Berg", "ADA BERG", "Ada  Berg", "Ada\u00a0Berg", "Ада Бёрг"])
def test_a_protected_name_is_on_no_page_however_it_is_written(name: str, run: Run, tmp_path: Path) -> None:
    lay(SOUND, tmp_path)
    (tmp_path / "content/actors/ada-berg.yaml").write_text(
        "name: Ada Berg\ntype: person\nrisk: pseudonymise\nnames: [Ada O’Neill, Ada & Berg, Ада Берг]\n"
    )
    (tmp_path / "content/events/bridge-opens.yaml").write_text(
        f"title: The bridge opens\ndate: 2020-05-03\nsummary: '{name.replace(chr(39), chr(39) * 2)} was there.'\n"
    )
    (tmp_path / "content/articles/2020/2020-05-03-bridge.md").write_text("---\ntitle: A bridge\n---\nIt is open.\n")
    (tmp_path / "content/notes/2020-05-03-bridge.yaml").unlink()
    said = run(BUILD)
    assert "[protected-name]" in said and said.endswith("exit 1\n")
    assert not (tmp_path / "site").exists()


def test_a_name_that_is_protected_later_goes_from_the_pages_that_were_kept(run: Run, tmp_path: Path) -> None:
    lay(SOUND, tmp_path)
    (tmp_path / "content/pages/method.md").write_text("We asked Bo Holt.\n")
    (tmp_path / "content/actors/bo.yaml").write_text("name: Bo Holt\ntype: person\n")
    assert run(BUILD) == "exit 0\n"
    (tmp_path / "content/actors/bo.yaml").write_text("name: Bo Holt\ntype: person\nrisk: pseudonymise\n")
    assert "[protected-name]" in run(BUILD), "the page did not change, and must not be kept"


def test_two_protected_people_of_one_name_are_both_protected(run: Run, tmp_path: Path) -> None:
    lay(SOUND, tmp_path)
    for id in ("bo", "bob"):
        (tmp_path / f"content/actors/{id}.yaml").write_text(
            f"name: {id.title()} Holt\nrisk: pseudonymise\ntype: person\nnames: [Holt]\n"
        )
    (tmp_path / "content/articles/2020/2020-05-04-ferry.md").write_text("---\ntitle: Ferry\n---\nHolt was aboard.\n")
    assert "[protected-name]" in run(BUILD)
    said = b"".join(site_of(tmp_path / "site").values()).decode() if (tmp_path / "site").exists() else ""
    assert "Holt" not in said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("actors/ada-berg.yaml", "actors/people/ada-berg.yaml"),
        ("actors/ada-berg.yaml", "actors/ada-berg.yml"),
        ("sources/the-daily.yaml", "sources/the-daily.yml"),
        ("events/bridge-opens.yaml", "events/2020/bridge-opens.yaml"),
        ("notes/2020-05-03-bridge.yaml", "notes/2020-05-03-bridge.yml"),
        ("pages/about.md", "pages/more/about.md"),
    ],
)
def test_of_two_files_for_one_thing_none_is_dropped_in_silence(
    first: str, second: str, run: Run, tmp_path: Path
) -> None:
    lay(SOUND, tmp_path)
    path = tmp_path / "content" / second
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((tmp_path / "content" / first).read_text())
    said = run("sitegen check")
    assert f"content/{second}" in said and f"content/{first}" in said and said.endswith("exit 1\n")


RAW = """A market opens

7 May 2020

The council opened a market on Thursday, and many people came to see it in the rain that day.

The market cost more than the bridge, the council said in a letter that it wrote to the paper later.
"""


@pytest.mark.parametrize("rows", ["card-", "article-", "lines-"])
@pytest.mark.parametrize(
    "damage", ["DELETE FROM items", "UPDATE items SET value=X'5B31'", "UPDATE items SET value=X'5B5D'"]
)
def test_a_damaged_cache_is_made_anew_in_silence(damage: str, rows: str, run: Run, tmp_path: Path) -> None:
    """Nothing in the cache is the only copy of anything."""
    lay(SOUND, tmp_path)
    (tmp_path / "content/raw").mkdir()
    (tmp_path / "content/raw/market.txt").write_text(RAW)
    assert run(BUILD) == "exit 0\n"
    sound = site_of(tmp_path / "site")
    with contextlib.closing(sqlite3.connect(tmp_path / ".sitegen" / "cache.sqlite")) as database:
        assert database.execute(f"{damage} WHERE key LIKE ?", (f"{rows}%",)).rowcount > 0
        database.commit()
    shutil.rmtree(tmp_path / "site")
    assert run(BUILD) == "exit 0\n"
    assert site_of(tmp_path / "site") == sound


@pytest.mark.parametrize("data", [b"no database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_cache_that_is_no_database_is_made_anew_in_silence(data: bytes, run: Run, tmp_path: Path) -> None:
    lay(SOUND, tmp_path)
    assert run(BUILD) == "exit 0\n"
    sound = site_of(tmp_path / "site")
    for path in (tmp_path / ".sitegen").iterdir():
        if path.is_file():
            path.write_bytes(data)
    assert run(BUILD) == "exit 0\n"
    assert site_of(tmp_path / "site") == sound
