"""Citations: what is known and nothing else, in forms that other programs read."""

import json
import re

import pytest
from plan.archive import archive, article

from sitegen.model.views import Citation

SOURCES = {
    "sources/paper.yaml": "name: The Daily & Sunday\n",
    "sources/wire.yaml": "name: Wire\ntype: agency\n",
    "site.yaml": "title: The {harbour} papers\nbase_url: https://harbour.example/\n",
}


def cite(title: str = "A bridge", **fields: str) -> Citation:
    files = {**SOURCES, "articles/2020/x.md": article(json.dumps(title, ensure_ascii=False), **fields)}
    citation = archive(files).views()["/articles/x/"].citation
    assert isinstance(citation, Citation)
    return citation


WHOLE = {
    "date": "2020-05-03",
    "source": "paper",
    "authors": "[Mira Holt, Paul Anders]",
    "language": "en",
    "url": "https://daily.example/bridge?a=1",
}


def test_a_whole_citation() -> None:
    citation = cite(**WHOLE)
    assert citation.plain == (
        "Mira Holt, Paul Anders. “A bridge.” The Daily & Sunday, 3 May 2020. https://daily.example/bridge?a=1. "
        "In: The {harbour} papers."
    )
    assert citation.bibtex == (
        "@article{x,\n"
        "  entrysubtype = {newspaper},\n"
        "  title = {{A bridge}},\n"
        "  author = {{Mira Holt} and {Paul Anders}},\n"
        "  journaltitle = {The Daily \\& Sunday},\n"
        "  date = {2020-05-03},\n"
        "  url = {https://daily.example/bridge?a=1},\n"
        "  langid = {en},\n"
        "  note = {In: The \\{harbour\\} papers}\n"
        "}"
    )
    assert citation.ris.split("\n") == [
        "TY  - NEWS",
        "TI  - A bridge",
        "AU  - Mira Holt",
        "AU  - Paul Anders",
        "T2  - The Daily & Sunday",
        "PY  - 2020",
        "DA  - 2020/05/03",
        "UR  - https://daily.example/bridge?a=1",
        "LA  - en",
        "DB  - The {harbour} papers",
        "ER  - ",
    ]
    assert json.loads(citation.csl) == [
        {
            "id": "x",
            "type": "article-newspaper",
            "title": "A bridge",
            "author": [{"literal": "Mira Holt"}, {"literal": "Paul Anders"}],
            "container-title": "The Daily & Sunday",
            "issued": {"date-parts": [[2020, 5, 3]]},
            "URL": "https://daily.example/bridge?a=1",
            "language": "en",
            "archive": "The {harbour} papers",
        }
    ]


def test_what_is_not_known_is_left_out() -> None:
    citation = cite()
    assert citation.plain == "“A bridge.” undated. https://harbour.example/articles/x/. In: The {harbour} papers."
    assert "date" not in citation.bibtex and "author" not in citation.bibtex
    assert not re.search("^(PY|DA|AU|T2)", citation.ris, re.MULTILINE)
    assert set(json.loads(citation.csl)[0]) == {"id", "type", "title", "URL", "archive"}


def test_an_agency_stands_where_no_outlet_is_known() -> None:
    assert " Wire, undated" in cite(agency="wire").plain and "T2  - Wire" in cite(agency="wire").ris


@pytest.mark.parametrize(
    ("date", "plain", "ris", "parts", "circa"),
    [
        ("2020-05", "May 2020", "2020/05", [2020, 5], False),
        ("2020", "2020", "2020", [2020], False),
        ("2020-05-03~", "about 3 May 2020", "2020/05/03", [2020, 5, 3], True),
        ("2020-05-03/2020-05-09", "3–9 May 2020", "2020/05", [2020, 5], True),
        ("2020-05-03/..", "from 3 May 2020", "2020", [2020], True),
    ],
)
def test_a_vague_date_claims_no_more_than_it_knows(
    date: str, plain: str, ris: str, parts: list[int], circa: bool
) -> None:
    citation = cite(date=date)
    assert (
        f" {plain}." in citation.plain and f"DA  - {ris}\n" in citation.ris and f"date = {{{date}}}" in citation.bibtex
    )
    issued = json.loads(citation.csl)[0]["issued"]
    assert (issued["date-parts"], issued.get("circa", False)) == ([parts], circa)


def test_what_is_only_probable_stands_in_brackets() -> None:
    provenance = "{date: {basis: inferred, certainty: probable}, source: {basis: inferred, certainty: probable}}"
    citation = cite(**WHOLE, provenance=provenance)
    assert "[The Daily & Sunday?], [3 May 2020?]." in citation.plain
    assert "date = {2020-05-03?}" in citation.bibtex and json.loads(citation.csl)[0]["issued"]["circa"] is True


@pytest.mark.parametrize(
    "title", ["100% of {x} & $5_a #1 ~ ^ \\end", "}, author = {Evil", "A\tB", "“Ёж”", "@article{y,"]
)
def test_no_title_breaks_out_of_its_field(title: str) -> None:
    citation = cite(title)
    assert json.loads(citation.csl)[0]["title"] == " ".join(title.split())
    unescaped = re.sub(r"\\text\w+\{\}|\\.", "", citation.bibtex)
    assert unescaped.count("{") == unescaped.count("}")
    depth = 0
    for character in unescaped.rstrip("}").rstrip("\n"):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 1 or character != "}", citation.bibtex
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in citation.ris.split("\n"))


@pytest.mark.parametrize("ending", ["?", "!", "…", ".”"])
def test_a_headline_that_ends_itself_gets_no_second_full_stop(ending: str) -> None:
    assert f"{ending}.”" not in cite(f"Who pays{ending}").plain
