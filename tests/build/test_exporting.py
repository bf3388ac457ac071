"""Deposit packages: valid, the same bytes each time, and nothing in them that rights or risk keep back."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from archives import Archive, sitegen, write_yaml

from sitegen.model.deposit import PACKAGES

DAY = "2021-04-05"
BODY = "The first words of it.\n\nThe plum orchard was sold.\n"


def record(title: str, rights: str, body: str = BODY, **fields: str) -> str:
    lines = [f"title: {title}", f"rights: {rights}", *(f"{key}: {value}" for key, value in fields.items())]
    return "\n".join(["---", *lines, "---", body])


@pytest.fixture
def orchard(tmp_path: Path) -> Archive:
    """An archive in which texts of every level of rights say the same words."""
    archive = Archive(tmp_path / "orchard")
    folder = archive.content / "articles"
    folder.mkdir(parents=True)
    (archive.content / "site.yaml").write_text("title: The orchard papers\nrights: {statement: CC BY 4.0}\n")
    (archive.content / "raw").mkdir()
    for level in ("full", "excerpt", "metadata", "none"):
        raw = archive.content / f"raw/{level}.txt"
        raw.write_text(f"Sold {level}\n\n{BODY}", encoding="utf-8")
        made_of = f"{{file: raw/{level}.txt, lines: 1-5, sha256: {hashlib.sha256(raw.read_bytes()).hexdigest()}}}"
        text = record(f"Sold {level} orchard here", level, raw=made_of)
        (folder / f"sold-{level}.md").write_text(text, encoding="utf-8")
        write_yaml(archive.content / f"notes/sold-{level}.yaml", [{"quote": {"exact": "plum orchard"}, "body": "So."}])
    return archive


def export(archive: Archive, form: str, to: Path, *more: str) -> Path:
    result = archive.run("export", form, "--frozen", "--to", to, "--date", DAY, *more)
    assert result.code == 0, result.err
    return to


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_what_rights_withhold_never_leaves(orchard: Archive, tmp_path: Path) -> None:
    found = files(export(orchard, "bagit", tmp_path / "bag"))
    told = {name for name, data in found.items() if b"plum orchard" in data}
    levels = ("sold-excerpt", "excerpt.txt", "metadata", "none")
    assert told and not [name for name in told if any(level in name for level in levels)]
    assert {name for name in found if "/content/" in name} == {
        "data/content/site.yaml",
        "data/content/articles/sold-full.md",
        "data/content/notes/sold-full.yaml",
        "data/content/raw/full.txt",
    }
    # An article that is not shown at all is not named either; one that is shown in part is in the tables.
    assert not [name for name, data in found.items() if b"sold-none" in data or b"sold-none" in name.encode()]
    assert (
        b"sold-metadata" in found["data/data/articles.csv"] and b"The first words" in found["data/tei/sold-excerpt.xml"]
    )
    assert b"9 files of the archive" in found["data/README.md"]


def test_a_file_that_names_what_is_not_shown_stays_behind(orchard: Archive, tmp_path: Path) -> None:
    event = {"title": "Sale", "date": "2021", "articles": ["sold-full", "sold-none"]}
    write_yaml(orchard.content / "events/sale.yaml", event)
    write_yaml(orchard.content / "events/fair.yaml", {**event, "articles": ["sold-full"]})
    found = files(export(orchard, "ro-crate", tmp_path / "crate"))
    assert "content/events/fair.yaml" in found and "content/events/sale.yaml" not in found
    assert b"sale,/events/sale/" in found["data/events.csv"] and b"sold-none" not in found["data/events.csv"]


def test_an_original_goes_along_only_where_all_made_of_it_may(orchard: Archive, tmp_path: Path) -> None:
    folder = orchard.content / "articles"
    twin = (folder / "sold-full.md").read_text(encoding="utf-8").replace("rights: full", "rights: metadata")
    (folder / "twin.md").write_text(twin, encoding="utf-8")
    assert "content/raw/full.txt" not in files(export(orchard, "ro-crate", tmp_path / "crate"))
    (folder / "twin.md").unlink()
    assert "content/raw/full.txt" in files(export(orchard, "ro-crate", tmp_path / "crate2"))
    (orchard.content / "raw/full.txt").write_text("Something else.", encoding="utf-8")
    assert "content/raw/full.txt" not in files(export(orchard, "ro-crate", tmp_path / "crate3"))


def test_where_the_archive_withholds_by_default_no_line_without_a_record_leaves(
    orchard: Archive, tmp_path: Path
) -> None:
    (orchard.content / "site.yaml").write_text("title: The orchard papers\nrights: {publish: metadata}\n")
    assert "content/raw/full.txt" in files(export(orchard, "ro-crate", tmp_path / "crate"))
    path = orchard.content / "articles/sold-full.md"
    path.write_text(path.read_text(encoding="utf-8").replace("lines: 1-5", "lines: 1-4"), encoding="utf-8")
    assert "content/raw/full.txt" not in files(export(orchard, "ro-crate", tmp_path / "crate2"))


def test_a_protected_name_is_in_no_package(orchard: Archive, tmp_path: Path) -> None:
    write_yaml(orchard.content / "actors/quill.yaml", {"name": "Zoe Quill", "type": "person", "risk": "pseudonymise"})
    (orchard.content / "articles/named.md").write_text(record("Named", "full", "Zoe Quill came.\n"), encoding="utf-8")
    (orchard.content / "raw/full.txt").write_text("ZOE QUILL", encoding="utf-8")
    result = orchard.run("export", "bagit", "--frozen", "--to", tmp_path / "bag", "--date", DAY)
    assert "protected-name" in result.err and result.code == 1  # the record is left out, and said so
    found = files(tmp_path / "bag")
    assert found and not [name for name, data in found.items() if b"quill" in data.lower() + name.lower().encode()]
    write_yaml(orchard.content / "places/quay.yaml", {"name": "Quay", "description": "Where Zoë Quill lived."})
    for form in (*PACKAGES, "json"):
        result = orchard.run("export", form, "--frozen", "--to", tmp_path / form, "--date", DAY)
        assert form in ("tei", "json") or (result.code == 2 and not (tmp_path / form).exists()), form


def test_a_bag_is_valid_and_a_changed_file_is_noticed(orchard: Archive, tmp_path: Path) -> None:
    bagit = pytest.importorskip("bagit")
    bag = bagit.Bag(str(export(orchard, "bagit", tmp_path / "bag")))
    bag.validate()
    assert bag.version == "1.0" and bag.info["Bagging-Date"] == DAY and bag.algorithms == ["sha256"]
    (tmp_path / "bag/data/README.md").write_text("Other words.", encoding="utf-8")
    assert not bag.is_valid()


def test_manifests_name_every_file_with_its_digest(orchard: Archive, tmp_path: Path) -> None:
    found = files(export(orchard, "bagit", tmp_path / "bag"))
    for manifest, payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        lines = dict(reversed(line.split("  ", 1)) for line in found[manifest].decode().splitlines())
        assert set(lines) == {
            name for name in found if name.startswith("data/") is payload and name != "tagmanifest-sha256.txt"
        }
        assert all(hashlib.sha256(found[name]).hexdigest() == digest for name, digest in lines.items())
    assert found["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    payload = [data for name, data in found.items() if name.startswith("data/")]
    assert f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}" in found["bag-info.txt"].decode().splitlines()


def test_a_crate_describes_every_file(orchard: Archive, tmp_path: Path) -> None:
    folder = export(orchard, "ro-crate", tmp_path / "crate")
    found = files(folder)
    document = json.loads(found.pop("ro-crate-metadata.json"))
    assert document["@context"] == "https://w3id.org/ro/crate/1.2/context"
    graph = {entity["@id"]: entity for entity in document["@graph"]}
    assert len(graph) == len(document["@graph"])
    assert graph["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = graph["./"]
    assert root["datePublished"] == DAY and {"name", "description", "license"} <= set(root)
    reached, waiting = set(), ["./"]
    while waiting:
        entity = graph[waiting.pop()]
        reached.add(entity["@id"])
        waiting += [part["@id"] for part in entity.get("hasPart", [])]
    assert {id for id in reached if not id.endswith("/")} == set(found)
    assert all(graph[name]["sha256"] == hashlib.sha256(data).hexdigest() for name, data in found.items())
    assert root["license"]["@id"] in graph


def test_the_library_for_crates_reads_it(orchard: Archive, tmp_path: Path) -> None:
    crates = pytest.importorskip("rocrate.rocrate")
    crate = crates.ROCrate(str(export(orchard, "ro-crate", tmp_path / "crate")))
    assert crate.name == "The orchard papers" and crate.root_dataset["datePublished"].startswith(DAY)


@pytest.mark.parametrize("form", PACKAGES)
def test_the_same_archive_and_day_give_the_same_bytes(orchard: Archive, tmp_path: Path, form: str) -> None:
    first, second = (export(orchard, form, tmp_path / place / "x.zip") for place in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    laid = files(export(orchard, form, tmp_path / "x"))
    assert packed == {f"x/{name}": data for name, data in laid.items()}


def test_a_data_package_states_the_size_and_digest_of_its_files(orchard: Archive, tmp_path: Path) -> None:
    found = files(export(orchard, "datapackage", tmp_path / "package"))
    for resource in json.loads(found["datapackage.json"])["resources"]:
        data = found[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


def test_a_folder_with_something_in_it_is_not_touched(orchard: Archive, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/mine.txt").write_text("mine")
    result = orchard.run("export", "csv", "--to", tmp_path / "there")
    assert result.code == 2 and "is not empty" in result.err and len(files(tmp_path / "there")) == 1
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("form", ["csv", "bagit"])
def test_several_files_need_a_place(orchard: Archive, form: str) -> None:
    result = orchard.run("export", form)
    assert result.code == 2 and "--to" in result.err and result.out == ""


def test_nothing_is_written_into_the_archive_and_a_day_is_a_day(orchard: Archive) -> None:
    result = orchard.run("export", "csv", "--to", orchard.content / "tables")
    assert result.code == 2 and "lies in the archive" in result.err and not (orchard.content / "tables").exists()
    assert sitegen("export", "csv", "--date", "yesterday").code == 2
