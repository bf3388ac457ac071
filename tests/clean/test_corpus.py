"""The five saved texts of the corpus come out as `truth.yaml` says: every split, role, paragraph and field."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.base.files import sha256_hex
from sitegen.base.text import slugify
from sitegen.base.yamlfile import parse_yaml
from sitegen.clean import clean, record_text
from sitegen.model.draft import Cleaned, Draft, RawFile
from sitegen.model.fixity import is_edited


@pytest.fixture(scope="module")
def truth(corpus: Path) -> list[dict[str, Any]]:
    text = (corpus / "truth.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def results(corpus: Path, truth: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Draft, Cleaned, RawFile]]:
    """Each article of the truth with its draft, in order."""
    out = []
    for name in sorted({article["file"] for article in truth}):
        data = (corpus / "raw" / name).read_bytes()
        raw = RawFile(f"raw/{name}", data, sha256_hex(data))
        cleaned = clean(raw)
        articles = [article for article in truth if article["file"] == name]
        assert len(cleaned.drafts) == len(articles), name
        out += [(article, draft, cleaned, raw) for article, draft in zip(articles, cleaned.drafts, strict=True)]
    return out


def test_sixteen_articles(results: list[Any]) -> None:
    assert len(results) == 16


def test_titles_and_lines(results: list[Any]) -> None:
    for article, draft, _, _ in results:
        assert (draft.title, f"{draft.first_line}-{draft.last_line}") == (article["title"], article["lines"]), article[
            "n"
        ]


def test_role_of_every_line(results: list[Any]) -> None:
    for article, draft, cleaned, _ in results:
        expected = {number: role.replace("_", "-") for role, numbers in article["roles"].items() for number in numbers}
        expected[article["title_line"]] = "title"
        for line in cleaned.lines[draft.first_line - 1 : draft.last_line]:
            wanted = expected.get(line.number, "body") if line.text.strip() else "blank"
            assert line.role == wanted, (article["n"], line)


def test_bodies(results: list[Any]) -> None:
    for article, draft, cleaned, _ in results:
        paragraphs = [text for text in draft.body.split("\n\n") if not text.startswith("## ")]
        words = re.sub(r"\\(.)", r"\1", " ".join(paragraphs))
        assert len(paragraphs) == article["body"]["paragraphs"], article["n"]
        assert len(words.split()) == article["body"]["words"], article["n"]
        assert words.startswith(article["body"]["first"]) and words.endswith(article["body"]["last"])
        for numbers in article["body"].get("joined_lines", []):
            joined = " ".join(cleaned.lines[number - 1].text.strip() for number in numbers)
            assert joined in words


def test_no_date_is_claimed_that_the_text_does_not_give(results: list[Any]) -> None:
    for article, draft, cleaned, _ in results:
        expected = "" if article["date_basis"] == "archive" else article["date"]
        assert draft.date == expected, article["n"]
        basis = dict(draft.known).get("date")
        if not expected:
            assert basis is None and "date" in draft.review
            continue
        assert basis is not None and basis.basis == article["date_basis"]
        for words in basis.text.split("; "):
            assert any(words in line.text for line in cleaned.lines), words


def test_source_agency_and_address(results: list[Any]) -> None:
    for article, draft, _, _ in results:
        agencies = article["agency"] or []
        agencies = [agencies] if isinstance(agencies, str) else agencies
        assert draft.source == slugify(article["source"] or ""), article["n"]
        assert list(draft.agency) == [agency.lower() for agency in agencies], article["n"]
        assert draft.url == article.get("url", "")
        if article.get("agency_evidence") == "photo credit only" and draft.agency:
            assert dict(draft.known)["agency"].certainty == "probable"
        assert ("source" in draft.review) == (article["source"] is None)


def test_records_read_back(results: list[Any]) -> None:
    for _, draft, _, raw in results:
        text = record_text(draft, raw, "sitegen 0.1.0")
        front = parse_yaml(text.split("\n---\n")[0][4:], "x.md", first_line=2)
        assert not front.problems
        assert front.value["title"] == draft.title
        assert front.value.get("date", "") == draft.date
        assert not is_edited(text)
