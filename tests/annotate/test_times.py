"""Time expressions: sentences as documents, one file for each language, and what holds for any text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.times import RULES, find_times
from sitegen.model.annotations import Passage, TimeExpression
from sitegen.model.dates import parse_edtf

_FILES = sorted((Path(__file__).parent / "times").glob("*.yaml"))
_LANGUAGES = ["en", "ru", "be", "uk", "pl", "de", "fr", "es", "xx", ""]
_DAYS = [
    "2020-09-23",
    "2020-09",
    "2020",
    "",
    "2020-08-10/2020-08-14",
    "2020-08-10?",
    "2020-08-10~",
    "..",
    "0001-01-01",
    "9999-12-31",
    "2020-09-01/..",
]


def _cases() -> list[Any]:
    out = []
    for path in _FILES:
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        for number, case in enumerate(data["cases"], 1):
            out.append(pytest.param(data | case, id=f"{path.stem}-{number}"))
    return out


def _passages(case: dict[str, Any]) -> list[Passage]:
    say = case["say"]
    texts = say if isinstance(say, list) else [say]
    return [Passage(f"p{number}", case.get("kind", "paragraph"), text) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    anchors = tuple((day, title) for day, title in case.get("anchors", []))
    found = find_times(_passages(case), case["published"], case["language"], anchors)
    assert [_shown(time, wanted) for time, wanted in zip(found, case["find"], strict=False)] == case["find"][
        : len(found)
    ], found
    assert len(found) == len(case["find"]), found


def _shown(found: TimeExpression, wanted: str) -> str:
    """The finding in as many words as the case states."""
    parts = wanted.partition(" =")[2].split()
    shown = [found.edtf] if found.edtf else []
    if parts and parts[-1] in RULES:
        shown.append(found.rule)
    return " ".join([f"{found.text} =", *shown])


def test_every_rule_is_explained() -> None:
    for case in _cases():
        data = case.values[0]
        for found in find_times(_passages(data), data["published"], data["language"]):
            assert found.rule in RULES


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(_LANGUAGES), st.sampled_from(_DAYS))
def test_any_text(text: str, language: str, published: str) -> None:
    _check(text, language, published)


_TEXT = """on the of in last next this August 9 12 2020 1994 Sunday night Friday days ago later two after - , . “ ” —
since will said в ночь на с по августа воскресенье прошлой неделе назад через года и жніўня ў тыдзень таму le 9. août
lundi dernier w zeszłym roku sierpnia am Sonntag Woche el domingo pasado agosto de минулого року серпня İ ß"""
_WORDS = st.sampled_from(_TEXT.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=30), st.sampled_from(_LANGUAGES), st.sampled_from(_DAYS))
def test_any_words(words: list[str], language: str, published: str) -> None:
    _check(" ".join(words), language, published)


def _check(text: str, language: str, published: str) -> None:
    anchors = (("2020-08-09", "Sunday vote August"), ("x", "y"), ("2020-08-09/2020-08-10", "August"))
    passages = [Passage("p1", "paragraph", text), Passage("p2", "paragraph", "“" + text)]
    found = find_times(passages, published, language, anchors)
    texts = {passage.id: passage.text for passage in passages}
    ends: dict[str, int] = {}
    for one in found:
        assert one.text == texts[one.passage][one.start : one.end] != ""
        assert one.start >= ends.get(one.passage, 0)
        ends[one.passage] = one.end
        assert one.rule in RULES
        assert one.text.strip() in one.sentence
        assert len(one.sentence) <= max(420, len(one.text))
        if one.edtf:
            parse_edtf(one.edtf)
    assert [one.passage for one in found] == sorted(one.passage for one in found)


def test_long_paragraph() -> None:
    for piece in (
        "on Sunday, August 9, ",
        "last last last ",
        "9 ",
        "“в ночь с 9 на ",
        "two days ",
        "9-го в среду ",
        "“Monday” ",
    ):
        start = time.process_time()
        find_times(
            [Passage("p1", "paragraph", piece * (300_000 // len(piece)))],
            "2020-09-23",
            "en" if piece.isascii() or "M" in piece else "ru",
        )
        assert time.process_time() - start < 20
