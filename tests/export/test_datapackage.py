"""The data package and the OpenSearch description."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from plan.archive import archive, article
from plan.test_tables import rich

from sitegen.export import is_export, serialise
from sitegen.model.config import Config, site_of
from sitegen.model.data_views import OpenSearchView
from sitegen.model.views import Page


def written(folder: Path) -> dict[str, Any]:
    """The data of an archive, as files; the package."""
    found = rich()
    for address, page in found.pages().items():
        if address.startswith("/data/") and is_export(page):
            (folder / address.rpartition("/")[2]).write_bytes(serialise(page, site_of(found.config)))
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def test_the_package_is_what_the_profile_asks_for(tmp_path: Path) -> None:
    package = written(tmp_path)
    assert package["profile"] == "tabular-data-package" and package["name"] == package["name"].lower()
    resources = {resource["name"]: resource for resource in package["resources"]}
    for resource in resources.values():
        header = (tmp_path / resource["path"]).read_text(encoding="utf-8").partition("\n")[0].rstrip("\r").split(",")
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert header == fields
        assert set(resource["schema"].get("primaryKey", [])) <= set(fields)
        for key in resource["schema"].get("foreignKeys", []):
            other = resources[key["reference"]["resource"] or resource["name"]]
            assert key["fields"] in fields
            assert key["reference"]["fields"] in other["schema"]["primaryKey"]


def test_the_package_of_a_cut_archive_lists_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.plan.tables.WHOLE_UP_TO", 1)
    found = archive({f"articles/a{year}.md": article("A", date=str(year)) for year in (2019, 2020)})
    package = json.loads(serialise(found.pages()["/data/datapackage.json"], site_of(found.config)))
    paths = {resource["name"]: resource["path"] for resource in package["resources"]}
    assert paths["notes"] == ["notes-2019.csv", "notes-2020.csv"] and paths["actors"] == "actors.csv"


def test_the_standards_own_program_finds_nothing_wrong(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    written(tmp_path)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fieldName", "type", "message"])


def test_open_search_has_names_of_the_length_allowed_and_absolute_addresses() -> None:
    title = "How the ferries & the bridges of the harbour were told of, week by week"
    page = Page("/opensearch.xml", OpenSearchView(title, "", "en"))
    root = ET.fromstring(serialise(page, site_of(Config(title=title, base_url="https://harbour.example/x/"))))
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    words = {child.tag.removeprefix(name): child.text or "" for child in root}
    assert (words["ShortName"], len(words["LongName"]) <= 48) == ("How the ferries", True)
    templates = [url.get("template") for url in root.iter(f"{name}Url")]
    assert templates == [
        "https://harbour.example/x/search/?q={searchTerms}",
        "https://harbour.example/x/opensearch.xml",
    ]
