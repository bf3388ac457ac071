"""JSON, sitemap, robots and headers."""

import json
import re
import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.export import serialise
from sitegen.export.headers import HEADERS, POLICY
from sitegen.export.xml import attribute, text
from sitegen.model.config import Config, Site, site_of
from sitegen.model.views import DataView, HeadersView, Page, RobotsView, SitemapView


def site(base_url: str = "") -> Site:
    return site_of(Config(title="Papers", base_url=base_url))


def data(*rows: tuple[tuple[str, object], ...]) -> bytes:
    return serialise(Page("/data/x.json", DataView(rows)), site())


def test_rows_become_objects_one_on_a_line_and_what_is_not_known_is_absent() -> None:
    written = data(
        (("slug", "a"), ("title", "“Жук” <b>"), ("agency", ()), ("url", ""), ("words", 0), ("actors", ("x", "y"))),
        (("slug", "b"), ("known", (("date", "stated"), ("source", "inferred"))), ("sure", False)),
    )
    assert json.loads(written) == [
        {"slug": "a", "title": "“Жук” <b>", "words": 0, "actors": ["x", "y"]},
        {"slug": "b", "known": {"date": "stated", "source": "inferred"}, "sure": False},
    ]
    assert written.count(b"\n") == 4 and "“Жук”".encode() in written


def test_no_rows_are_an_empty_list() -> None:
    assert json.loads(data()) == []


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(st.characters(codec="utf-8"), min_size=1), max_size=4)))
def test_every_text_comes_back_from_json(rows: list[dict[str, str]]) -> None:
    assert json.loads(data(*(tuple(row.items()) for row in rows))) == rows


def test_two_texts_are_a_list_and_only_named_values_are_an_object() -> None:
    (row,) = json.loads(data((("pair", ("a", "b")), ("pairs", (("a", "b"),)), ("triples", (("a", "b", "c"),)))))
    assert row == {"pair": ["a", "b"], "pairs": {"a": "b"}, "triples": [["a", "b", "c"]]}


def test_the_sitemap_is_xml_with_absolute_addresses_where_the_sites_is_known() -> None:
    view = SitemapView((("/", ""), ("/articles/a&b/", "2020-05-03")))
    root = ET.fromstring(serialise(Page("/sitemap.xml", view), site("https://harbour.example/")))
    names = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [element.text for element in root.iter(f"{names}loc")] == [
        "https://harbour.example/",
        "https://harbour.example/articles/a&b/",
    ]
    assert [element.text for element in root.iter(f"{names}lastmod")] == ["2020-05-03"]
    root = ET.fromstring(serialise(Page("/sitemap.xml", view), site()))
    assert next(root.iter(f"{names}loc")).text == "/"


def test_robots_may_read_everything() -> None:
    assert serialise(Page("/robots.txt", RobotsView(False)), site()) == b"User-agent: *\nDisallow:\n"
    assert serialise(Page("/robots.txt", RobotsView(True)), site("https://harbour.example/")) == (
        b"User-agent: *\nDisallow:\n\nSitemap: https://harbour.example/sitemap.xml\n"
    )


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    policy = {part.split()[0]: part.split()[1:] for part in POLICY.split("; ")}
    assert policy["default-src"] == ["'none'"] and policy["base-uri"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    for sources in policy.values():
        assert set(sources) <= {"'self'", "'none'", "data:", "'wasm-unsafe-eval'"}
    assert policy["script-src"] == ["'self'", "'wasm-unsafe-eval'"] and policy["style-src"] == ["'self'"]


def test_headers_are_one_block_for_every_address() -> None:
    lines = serialise(Page("/_headers", HeadersView()), site()).decode().split("\n")
    assert lines[0] == "/*" and lines[-1] == ""
    assert lines[1:-1] == [f"  {name}: {value}" for name, value in HEADERS]
    assert {name for name, _ in HEADERS} >= {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"}


@settings(deadline=None)
@given(st.text())
def test_any_text_is_xml_once_it_is_escaped(value: str) -> None:
    root = ET.fromstring(f"<a b={attribute(value)}>{text(value)}</a>")
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", value)
    assert (root.text or "") == re.sub("\r\n?", "\n", kept)
    assert re.sub(r"[\r\n\t]", " ", root.attrib["b"]) == re.sub(r"[\r\n\t]", " ", kept)
