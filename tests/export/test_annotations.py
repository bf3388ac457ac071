"""Notes as a W3C annotation collection."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.export import is_export, serialise
from sitegen.export.annotations import CONTEXT, MOTIVATIONS
from sitegen.model.article import NOTE_TYPES
from sitegen.model.config import Config, site_of
from sitegen.model.network_views import Annotation, AnnotationsView
from sitegen.model.views import Page

NOTE = Annotation(
    "/articles/a/#n1", "/articles/a/", "disputed", "be", "Менск", "у ", " быў", "<p>Not so.</p>", "Ada", "2020-11-01",
    (("contradicts", "/articles/b/"), ("", "/articles/c/")),
)  # fmt: skip


def written(*notes: Annotation, base_url: str = "https://a.example/x/") -> Any:
    page = Page("/data/annotations.jsonld", AnnotationsView("Papers: notes", notes))
    assert is_export(page)
    return json.loads(serialise(page, site_of(Config(title="Papers", base_url=base_url, language="en"))))


def test_a_note_is_an_annotation_with_its_passage_and_author() -> None:
    collection = written(NOTE)
    assert collection["@context"] == CONTEXT and collection["type"] == "AnnotationCollection"
    assert (collection["total"], collection["label"]) == (1, "Papers: notes")
    assert collection["first"]["type"] == "AnnotationPage"
    (one,) = collection["first"]["items"]
    assert one["id"] == "https://a.example/x/articles/a/#n1" and one["type"] == "Annotation"
    assert (one["motivation"], one["creator"], one["created"]) == (
        "questioning", {"name": "Ada"}, "2020-11-01T00:00:00Z",
    )  # fmt: skip
    assert one["target"] == {
        "type": "SpecificResource",
        "source": "https://a.example/x/articles/a/",
        "selector": {"type": "TextQuoteSelector", "exact": "Менск", "prefix": "у ", "suffix": " быў"},
    }
    assert [(body["type"], body["purpose"], body.get("value", body.get("source"))) for body in one["body"]] == [
        ("TextualBody", "questioning", "<p>Not so.</p>"),
        ("TextualBody", "tagging", "disputed"),
        ("SpecificResource", "linking", "https://a.example/x/articles/b/"),
        ("TextualBody", "tagging", "contradicts https://a.example/x/articles/b/"),
        ("SpecificResource", "linking", "https://a.example/x/articles/c/"),
    ]


def test_what_is_not_known_is_absent_and_addresses_are_relative_where_the_sites_is_not_known() -> None:
    bare = Annotation("/articles/a/#n1", "/articles/a/", "context", "en", "x", "", "", "<p>y</p>", "", "", ())
    (one,) = written(bare, base_url="")["first"]["items"]
    assert "creator" not in one and "created" not in one and set(one["target"]["selector"]) == {"type", "exact"}
    assert (one["id"], one["target"]["source"]) == ("../articles/a/#n1", "../articles/a/")


def test_no_notes_are_an_empty_collection() -> None:
    collection = written()
    assert collection["total"] == 0 and collection["first"]["items"] == []


def test_every_type_has_a_motivation_of_the_model() -> None:
    assert set(MOTIVATIONS) == set(NOTE_TYPES)
    known = "assessing bookmarking classifying commenting describing editing highlighting identifying linking"
    assert set(MOTIVATIONS.values()) <= {*known.split(), "moderating", "questioning", "replying", "tagging"}


@settings(deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_is_written_as_json(texts: list[str]) -> None:
    notes = [Annotation("/a/", "/a/", "context", "en", text, text, text, text, text, "", ()) for text in texts]
    assert written(*notes)["total"] == len(texts)


@pytest.mark.parametrize("language", ["en", "be"])
def test_the_words_of_a_note_are_in_the_sites_language(language: str) -> None:
    page = Page("/data/annotations.jsonld", AnnotationsView("x", (NOTE,)))
    data = json.loads(serialise(page, site_of(Config(language=language))))
    assert data["first"]["items"][0]["body"][0]["language"] == language
