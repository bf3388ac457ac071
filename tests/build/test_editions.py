"""`sitegen edition` on whole archives: what it writes, what builds make of it, what is held back later."""

import json
from pathlib import Path

import pytest
from archives import Archive, difference, tree

RECORD = "---\ntitle: {title}\ndate: 2020-05-03\n---\nThe council opened a second bridge on Sunday, and {who} came.\n"


@pytest.fixture
def bridge(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive")
    for name, text in {
        "site.yaml": "title: The harbour papers\npages: [about]\n",
        "pages/about.md": "About.\n",
        "articles/2020/bridge.md": RECORD.format(title="A second bridge", who="many people"),
        "articles/2020/ferry.md": RECORD.format(title="The very last ferry of them all", who="Zoe Quillfeather"),
    }.items():
        (archive.content / name).parent.mkdir(parents=True, exist_ok=True)
        (archive.content / name).write_text(text, encoding="utf-8")
    return archive


def keep(archive: Archive, day: str = "2026-01-02") -> Path | None:
    result = archive.run("edition", "--json", "--jobs", "1", "--date", day, "--note", "As it was")
    assert result.code == 0, result
    written = result.json["written"]
    return Path(written) if written else None


def edit(archive: Archive, old: str, new: str, name: str = "bridge") -> None:
    path = archive.content / f"articles/2020/{name}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def page(archive: Archive, name: str) -> str:
    return (archive.site / name).read_text(encoding="utf-8")


def test_an_edition_is_written_once_and_builds_never_write_one(bridge: Archive) -> None:
    path = keep(bridge)
    assert path is not None and path.parent == bridge.content / "editions"
    assert keep(bridge, "2026-02-03") is None
    edit(bridge, "2020-05-03", "2020-05-05")
    bridge.build()
    assert list((bridge.content / "editions").iterdir()) == [path]
    assert path.name.removesuffix(".json") in page(bridge, "changes/index.html")


def test_two_clones_write_the_same_bytes(bridge: Archive, tmp_path: Path) -> None:
    other = bridge.copy(tmp_path / "other")
    first, second = keep(bridge), keep(other)
    assert first and second and first.name == second.name and first.read_bytes() == second.read_bytes()


def test_a_correction_is_told_and_a_clean_build_gives_the_same_bytes(bridge: Archive, tmp_path: Path) -> None:
    keep(bridge)
    bridge.build()
    edit(bridge, "2020-05-03", "2020-05-05")
    written = set(bridge.build()["written"])
    assert {"/changes/", "/changes/articles/bridge/", "/articles/bridge/"} <= written
    # What the day changes of the other article is who stands beside it, not what is said of it.
    assert "/changes/articles/ferry/" not in written
    history = page(bridge, "changes/articles/bridge/index.html")
    assert "<del>2020-05-03</del>" in history and "<ins>2020-05-05</ins>" in history
    assert "changes/articles/bridge/" in page(bridge, "articles/bridge/index.html")
    clean = bridge.copy(tmp_path / "clean")
    clean.build()
    assert difference(tree(bridge.site), tree(clean.site)) == []


def test_what_rights_hold_back_now_no_earlier_edition_says(bridge: Archive) -> None:
    keep(bridge)
    edit(bridge, "title:", "rights: none\ntitle:", "ferry")
    report = bridge.build()
    assert report["published"] and report["problems"] == []
    assert not any("last ferry" in text for text in texts(bridge))
    assert "/articles/ferry/" not in page(bridge, "changes/index.html")


def test_an_event_says_nothing_of_an_article_that_is_held_back_now(bridge: Archive) -> None:
    slug = "the-very-last-ferry-of-them-all-leaves-on-sunday"
    (bridge.content / "articles/2020/ferry.md").rename(bridge.content / f"articles/2020/{slug}.md")
    (bridge.content / "events").mkdir()
    event = bridge.content / "events/opening.yaml"
    event.write_text(f"title: The opening\ndate: 2020-05-03\narticles: [bridge, {slug}]\n", encoding="utf-8")
    keep(bridge)
    edit(bridge, "date: 2020-05-03", "date: 2020-05-03\nrights: {publish: none}", slug)
    bridge.build()
    assert slug not in "".join(path.read_text("utf-8") for path in bridge.site.glob("changes/**/*.html"))
    assert "reads otherwise" in page(bridge, "changes/index.html")


def test_a_name_that_is_protected_now_no_earlier_edition_says(bridge: Archive) -> None:
    edit(bridge, "The very last ferry of them all", "Zoe Quillfeather leaves the harbour", "ferry")
    keep(bridge)
    edit(bridge, "Zoe Quillfeather", "N. N.", "ferry")
    (bridge.content / "actors").mkdir()
    (bridge.content / "actors/zq.yaml").write_text(
        "name: Zoe Quillfeather\ntype: person\nrisk: pseudonymise\n", encoding="utf-8"
    )
    report = bridge.build()
    assert report["published"], report["problems"]
    assert not any("Quillfeather" in text for text in texts(bridge))
    assert "A second bridge" in page(bridge, "changes/" + next(iter(names(bridge))) + "/index.html")


def test_a_damaged_edition_stops_no_build(bridge: Archive) -> None:
    path = keep(bridge)
    assert path
    path.write_text(path.read_text(encoding="utf-8").replace('"A second bridge"', '"Another bridge"'), encoding="utf-8")
    report = bridge.build()
    assert report["published"] and [one["code"] for one in report["problems"]] == ["edition"]


def test_the_list_of_editions_is_data_too(bridge: Archive) -> None:
    path = keep(bridge)
    bridge.build()
    (row,) = json.loads(page(bridge, "data/editions.json"))
    assert path and row["name"] == path.stem and row["added"] == 2 and row["note"] == "As it was"
    assert [one["item"] for one in json.loads(page(bridge, row["data"].lstrip("/")))] == [
        "articles/bridge",
        "articles/ferry",
    ]


def names(archive: Archive) -> list[str]:
    return [path.stem for path in sorted((archive.content / "editions").iterdir())]


def texts(archive: Archive) -> list[str]:
    return [data.decode("utf-8", "replace") for data in tree(archive.site).values() if isinstance(data, bytes)]
