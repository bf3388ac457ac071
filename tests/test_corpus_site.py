"""The five saved texts of the corpus, from `sitegen clean` to a site; `truth.yaml` says what is right."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent / "build"))

from archives import Archive, sitegen
from site_check import check_site, read_site

from sitegen.base.text import fold, slugify, squeeze
from sitegen.model.article import Article
from sitegen.model.config import Rights
from sitegen.model.draft import CURATOR, INFERRED, STATED
from sitegen.model.fixity import is_edited
from sitegen.read.article import RightsLevels, read_article

RESIDUE = ("caption", "credit", "related", "source_note", "furniture", "byline", "dateline")


@dataclass(frozen=True)
class Pair:
    """An article of the truth with the record that was made of it."""

    truth: dict[str, Any]
    path: Path
    article: Article
    lines: tuple[str, ...]
    """Of the whole original; the first is number 1."""

    @property
    def known(self) -> dict[str, Any]:
        return dict(self.article.record.provenance)

    @property
    def paragraphs(self) -> list[str]:
        kinds = [block.id[0] for block in self.article.blocks]
        texts = self.article.text.split("\n\n")
        assert len(kinds) == len(texts), self.truth["n"]
        return [text for kind, text in zip(kinds, texts, strict=True) if kind == "p"]


def read_back(path: Path) -> Article:
    text = path.read_text(encoding="utf-8")
    assert not is_edited(text)
    article, problems = read_article(text, path.name, path.stem, (), RightsLevels(Rights("full")))
    assert article is not None and not problems, problems
    return article


@pytest.fixture(scope="module")
def truth(corpus: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load((corpus / "truth.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def cleaned(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cleaned") / "out"
    result = sitegen("clean", *sorted((corpus / "raw").glob("*.txt")), "--to", out)
    assert result.code == 0 and result.out.startswith("16 records: 16 written"), result
    return out


def pair_up(truth: list[dict[str, Any]], paths: list[Path], corpus: Path) -> list[Pair]:
    """By original and first line, not by what is compared."""
    records = {}
    for path in paths:
        article = read_back(path)
        raw = article.record.raw
        assert raw is not None
        records[Path(raw.file).name, raw.first_line] = (path, article)
    assert len(records) == len(paths)
    pairs = []
    for article in truth:
        lines = (corpus / "raw" / article["file"]).read_text(encoding="utf-8").split("\n")
        place = (article["file"], int(article["lines"].split("-")[0]))
        assert place in records, f"no record begins where article {article['n']} begins: {place}"
        pairs.append(Pair(article, *records[place], tuple(lines)))
    return pairs


@pytest.fixture(scope="module")
def pairs(truth: list[dict[str, Any]], cleaned: Path, corpus: Path) -> list[Pair]:
    return pair_up(truth, sorted(cleaned.rglob("*.md")), corpus)


def test_five_files_become_sixteen_records(cleaned: Path, pairs: list[Pair]) -> None:
    assert len(list(cleaned.rglob("*"))) == 16 + 2, "sixteen files in folders of years and of what has no date"
    assert len(pairs) == 16


def test_titles_and_splits_are_those_of_the_truth(pairs: list[Pair]) -> None:
    for pair in pairs:
        record = pair.article.record
        assert record.title == pair.truth["title"]
        assert record.raw and f"{record.raw.first_line}-{record.raw.last_line}" == pair.truth["lines"], record.title
        assert pair.known["title"].basis == STATED and pair.known["title"].line == pair.truth["title_line"]


def test_bodies_begin_and_end_where_they_should_and_keep_every_paragraph(pairs: list[Pair]) -> None:
    for pair in pairs:
        body, texts = pair.truth["body"], pair.paragraphs
        assert texts[0].startswith(body["first"]), pair.truth["title"]
        assert texts[-1].endswith(body["last"]), pair.truth["title"]
        assert len(texts) == body["paragraphs"], pair.truth["title"]
        assert sum(len(text.split()) for text in texts) == body["words"], pair.truth["title"]
        headings = [block for block in pair.article.blocks if not block.id.startswith("p")]
        assert len(headings) == len(pair.truth["roles"].get("subhead", [])), pair.truth["title"]


def test_every_body_line_of_the_original_stands_in_the_body_word_for_word(pairs: list[Pair]) -> None:
    for pair in pairs:
        first, last = map(int, pair.truth["lines"].split("-"))
        others = {line for numbers in pair.truth["roles"].values() for line in numbers} | {pair.truth["title_line"]}
        text = squeeze(pair.article.text)
        for number in range(first, last + 1):
            line = squeeze(pair.lines[number - 1])
            if line and number not in others:
                assert line in text, (pair.truth["title"], number)


def test_no_residue_line_stands_in_a_body(pairs: list[Pair]) -> None:
    found = []
    for pair in pairs:
        texts = {squeeze(text) for text in pair.article.text.split("\n\n")}
        whole = squeeze(pair.article.text)
        for role in RESIDUE:
            for number in pair.truth["roles"].get(role, []):
                line = squeeze(pair.lines[number - 1])
                # Two words may well stand in a sentence; a line of its own they may not be.
                if line in texts or (len(line.split()) > 3 and line in whole):
                    found.append((pair.truth["n"], role, number))
    assert found == []


def test_captions_with_their_credits_and_related_links_are_kept_beside_the_body(pairs: list[Pair]) -> None:
    for pair in pairs:
        record, roles = pair.article.record, pair.truth["roles"]
        lines = {caption.line for caption in record.captions}
        assert lines <= set(roles.get("caption", [])), pair.truth["title"]
        told = squeeze(" ".join(f"{caption.text} {caption.credit}" for caption in record.captions))
        for number in roles.get("caption", []):
            for word in re.findall(r"[^\W\d_]{5,}", pair.lines[number - 1]):
                assert word.lower() in told.lower() or word.lower() in ("photo", "picture"), (pair.truth["n"], number)
        for number in roles.get("related", []):
            line = squeeze(pair.lines[number - 1])
            assert any(item.text and item.text in line and item.line == number for item in record.related), number


def test_a_claimed_date_is_never_wrong_and_never_without_its_words(pairs: list[Pair]) -> None:
    for pair in pairs:
        record, title = pair.article.record, pair.truth["title"]
        if pair.truth["date_basis"] == "archive":  # the text alone does not give it
            assert record.date == "" and "date" not in pair.known and "date" in record.review, title
            continue
        assert record.date == pair.truth["date"], title
        basis = pair.known["date"]
        assert basis.basis == {"stated": STATED, "inferred": INFERRED}[pair.truth["date_basis"]], title
        assert basis.text, f"no words for the date of {title}"
        assert basis.basis == STATED or basis.rule, title
        whole = "\n".join(pair.lines)
        for words in basis.text.split("; "):
            assert words in whole, (title, words)
        assert any(words in pair.lines[basis.line - 1] for words in basis.text.split("; ")), title


def test_sources_and_agencies_are_those_of_the_truth_with_their_basis(pairs: list[Pair]) -> None:
    for pair in pairs:
        record, title = pair.article.record, pair.truth["title"]
        agencies = pair.truth["agency"] or []
        agencies = agencies if isinstance(agencies, list) else [agencies]
        assert record.source == slugify(pair.truth["source"] or ""), title
        assert list(record.agency) == [agency.lower() for agency in agencies], title
        assert record.url == pair.truth.get("url", ""), title
        if not record.source:
            assert "source" not in pair.known and "source" in record.review, title
        elif pair.truth["source_basis"].startswith("inferred"):
            assert pair.known["source"].basis == INFERRED and pair.known["source"].rule, title
        else:
            assert pair.known["source"].basis == STATED, title
        if record.source:
            assert pair.known["source"].text in "\n".join(pair.lines), title
        if agencies:
            # The words as they are read: without the mark-up of a link around them.
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n".join(pair.lines))
            assert pair.known["agency"].text and pair.known["agency"].text in plain, title
        if pair.truth.get("agency_evidence") == "photo credit only" and agencies:
            assert pair.known["agency"].certainty == "probable", title
        assert not any(basis.basis == CURATOR for basis in pair.known.values()), "nobody said anything"


def test_cleaning_again_changes_nothing_and_an_edited_record_is_left_alone(corpus: Path, cleaned: Path) -> None:
    originals = sorted((corpus / "raw").glob("*.txt"))
    before = {path: path.read_bytes() for path in cleaned.rglob("*.md")}
    assert "16 as they were" in sitegen("clean", *originals, "--to", cleaned).out
    some = min(before)
    some.write_bytes(before[some] + b"\nBy a person.\n")
    try:
        assert "1 edited by a person and left alone" in sitegen("clean", *originals, "--to", cleaned).out
        assert some.read_bytes() == before[some] + b"\nBy a person.\n"
    finally:
        some.write_bytes(before[some])
    assert {path: path.read_bytes() for path in cleaned.rglob("*.md")} == before


# An archive of these five files.


@pytest.fixture(scope="module")
def archive(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("corpus") / "a")
    assert sitegen("new", made.root).code == 0
    for path in (made.content / "raw").iterdir():
        path.unlink()
    for path in (corpus / "raw").glob("*.txt"):
        shutil.copy(path, made.content / "raw")
    return made


def test_an_archive_of_these_files_alone_builds_and_every_page_is_well_formed(archive: Archive) -> None:
    result = archive.run("build", "--json")
    assert (result.code, [problem for problem in result.json["problems"] if problem["severity"] == "error"]) == (0, [])
    assert len(result.json["cleaned"]) == result.json["articles"] == 16
    faults = check_site(archive.site)
    assert not faults, "\n".join(faults)


def test_every_paragraph_of_every_text_is_on_its_page_and_no_residue_in_the_text(
    archive: Archive, truth: list[dict[str, Any]], corpus: Path
) -> None:
    archive.run("build", "--no-search")
    pages = read_site(archive.site)
    for pair in pair_up(truth, archive.articles(), corpus):
        shown = pages[f"articles/{pair.path.stem}/index.html"].words
        for text in pair.paragraphs:
            assert squeeze(text) in shown, (pair.truth["title"], text[:40])


def test_the_people_and_bodies_of_the_truth_are_the_actors_of_each_record(
    archive: Archive, truth: list[dict[str, Any]], corpus: Path, repo: Path, tmp_path: Path
) -> None:
    known = archive.copy(tmp_path / "b")
    shutil.rmtree(known.content / "articles", ignore_errors=True)
    for folder in ("actors", "places"):
        shutil.rmtree(known.content / folder)
        shutil.copytree(repo / "content" / folder, known.content / folder)
    assert known.run("clean").code == 0
    names: dict[str, list[str]] = {}
    persons = set()
    for path in (known.content / "actors").glob("*.yaml"):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        forms = [record["name"], *(name if isinstance(name, str) else name["text"] for name in record.get("names", []))]
        names[path.stem] = [fold(form) for form in forms]
        persons |= {path.stem} if record["type"] == "person" else set()
    missing, strange = [], []
    for pair in pair_up(truth, known.articles(), corpus):
        actors = set(pair.article.record.actors)
        missing += [(pair.truth["n"], id) for id in [*pair.truth["people"], *pair.truth["bodies"]] if id not in actors]
        text = fold(f"{pair.article.record.title} {squeeze(pair.article.text)}")
        # One whom the truth lists may be named by a part of his name alone.
        unlisted = actors - {*pair.truth["people"], *pair.truth["bodies"]}
        strange += [(pair.truth["n"], id) for id in unlisted if not any(form in text for form in names[id])]
        everybody = fold(" ".join(pair.truth["people_all"]))
        others = (actors & persons) - set(pair.truth["people"])
        strange += [(pair.truth["n"], id) for id in others if not any(form in everybody for form in names[id])]
    assert missing == [], f"named in the text but not listed: {missing}"
    assert strange == [], f"listed but not named: {strange}"
