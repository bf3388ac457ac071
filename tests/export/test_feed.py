"""The Atom feed, read with an XML parser as a reader's program would."""

import xml.etree.ElementTree as ET

import pytest

from sitegen.export import is_export, serialise
from sitegen.model.config import Config, site_of
from sitegen.model.views import FeedEntry, FeedView, MissingView, Page

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</title><script>alert(1)</script> & \"'\x00\x0b\x1f\ufffe ]]> {{ 7*7 }} Жук"
ENTRIES = (
    FeedEntry("/articles/b/", "B", "2020-05-04", "The Daily", "In short.", "en"),
    FeedEntry("/articles/a/", HOSTILE, "2020-05-03", "", "", "be"),
)


def feed(view: FeedView, **config: str) -> ET.Element:
    data = serialise(Page("/feed.xml", view), site_of(Config(**{"title": "Papers", **config})))  # type: ignore[arg-type]
    return ET.fromstring(data)


def text(element: ET.Element, name: str) -> str:
    found = element.find(ATOM + name)
    assert found is not None, name
    return found.text or ""


def test_a_feed_has_what_the_standard_asks_for() -> None:
    root = feed(FeedView("Papers", ENTRIES, "2020-05-04"), base_url="https://harbour.example/x/", description="All.")
    assert (root.tag, text(root, "title"), text(root, "subtitle")) == (f"{ATOM}feed", "Papers", "All.")
    assert (text(root, "id"), text(root, "updated")) == ("https://harbour.example/x/", "2020-05-04T00:00:00Z")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "https://harbour.example/x/feed.xml", "alternate": "https://harbour.example/x/"}


def test_every_entry_has_its_address_its_day_and_its_language() -> None:
    root = feed(FeedView("Papers", ENTRIES, "2020-05-04"), base_url="https://harbour.example/")
    first, second = root.findall(f"{ATOM}entry")
    assert (text(first, "id"), text(first, "published")) == (
        "https://harbour.example/articles/b/",
        "2020-05-04T00:00:00Z",
    )
    assert text(first, "summary") == "In short." and first.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert second.find(f"{ATOM}summary") is None and second.find(f"{ATOM}author") is None
    assert len({text(entry, "id") for entry in (first, second)} | {text(root, "id")}) == 3


def test_whatever_stands_in_a_title_is_text() -> None:
    root = feed(FeedView(HOSTILE, ENTRIES, "2020-05-04"))
    expected = "".join(character for character in HOSTILE if character not in "\x00\x0b\x1f\ufffe")
    assert text(root, "title") == text(root.findall(f"{ATOM}entry")[1], "title") == expected


def test_without_an_address_of_the_site_links_are_relative_and_ids_still_different() -> None:
    root = feed(FeedView("Papers", ENTRIES, "2020-05-04"))
    ids = [text(root, "id"), *(text(entry, "id") for entry in root.findall(f"{ATOM}entry"))]
    assert len(set(ids)) == 3 and all(id.startswith("urn:") for id in ids)
    assert [link.get("href") for link in root.findall(f"{ATOM}entry/{ATOM}link")] == ["./articles/b/", "./articles/a/"]


def test_an_empty_feed_is_a_feed_and_says_no_wrong_day() -> None:
    root = feed(FeedView("Papers", (), ""))
    assert root.findall(f"{ATOM}entry") == [] and text(root, "updated") == "1970-01-01T00:00:00Z"


def test_the_same_feed_is_the_same_bytes() -> None:
    page, site = Page("/feed.xml", FeedView("Papers", ENTRIES, "2020-05-04")), site_of(Config())
    assert serialise(page, site) == serialise(page, site)


@pytest.mark.parametrize(("view", "expected"), [(FeedView("x", (), ""), True), (MissingView("x"), False)])
def test_pages_for_programs_are_known_from_pages_for_people(view: object, expected: bool) -> None:
    assert is_export(Page("/x", view)) is expected
