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


def words(citation: Citation) -> str:
    """The citation of APA as text."""
    return "".join(text for text, _ in citation.styled[0].runs)


WHOLE = {
    "date": "2020-05-03",
    "source": "paper",
    "authors": "[Mira Holt, Paul Anders]",
    "language": "en",
    "url": "https://daily.example/bridge?a=1",
}


def test_a_whole_citation() -> None:
    citation = cite(**WHOLE)
    where = f"The {{harbour}} papers, version {citation.version}, https://harbour.example/articles/x/"
    assert words(citation) == (
        "Holt, M., & Anders, P. (2020, May 3). A bridge. The Daily & Sunday. https://daily.example/bridge?a=1 "
        f"({where})"
    )
    assert len(citation.version) == 12 and citation.creators == ("Holt, Mira", "Anders, Paul")
    assert citation.bibtex == (
        "@article{x,\n"
        "  entrysubtype = {newspaper},\n"
        "  title = {{A bridge}},\n"
        "  author = {{Holt}, Mira and {Anders}, Paul},\n"
        "  journaltitle = {The Daily \\& Sunday},\n"
        "  date = {2020-05-03},\n"
        "  url = {https://daily.example/bridge?a=1},\n"
        "  langid = {en},\n"
        f"  note = {{In: The \\{{harbour\\}} papers, version {citation.version}, https://harbour.example/articles/x/}}\n"
        "}"
    )
    assert citation.ris.split("\n") == [
        "TY  - NEWS",
        "TI  - A bridge",
        "AU  - Holt, Mira",
        "AU  - Anders, Paul",
        "T2  - The Daily & Sunday",
        "PY  - 2020",
        "DA  - 2020/05/03",
        "UR  - https://daily.example/bridge?a=1",
        "LA  - en",
        "DB  - The {harbour} papers",
        f"N1  - In: {where}",
        "ER  - ",
    ]
    assert json.loads(citation.csl) == [
        {
            "id": "x",
            "type": "article-newspaper",
            "title": "A bridge",
            "author": [{"family": "Holt", "given": "Mira"}, {"family": "Anders", "given": "Paul"}],
            "container-title": "The Daily & Sunday",
            "issued": {"date-parts": [[2020, 5, 3]]},
            "URL": "https://daily.example/bridge?a=1",
            "language": "en",
            "archive": "The {harbour} papers",
            "archive_location": "https://harbour.example/articles/x/",
            "version": citation.version,
        }
    ]


def test_what_is_not_known_is_left_out() -> None:
    citation = cite()
    assert words(citation).startswith("A bridge. (n.d.). (The {harbour} papers, version ")
    assert "date" not in citation.bibtex and "author" not in citation.bibtex
    assert not re.search("^(PY|DA|AU|T2)", citation.ris, re.MULTILINE)
    assert set(json.loads(citation.csl)[0]) == {"id", "type", "title", "URL", "archive", "archive_location", "version"}


def test_an_agency_stands_where_no_outlet_is_known() -> None:
    assert "(n.d.). Wire. " in words(cite(agency="wire")) and "T2  - Wire" in cite(agency="wire").ris


@pytest.mark.parametrize(
    ("date", "plain", "ris", "parts", "circa"),
    [
        ("2020-05", "2020, May", "2020/05", [2020, 5], False),
        ("2020", "2020", "2020", [2020], False),
        ("2020-05-03~", "ca. 2020, May 3", "2020/05/03", [2020, 5, 3], True),
        ("2020-05-03/2020-05-09", "ca. 2020, May", "2020/05", [2020, 5], True),
        ("2020-05-03/..", "ca. 2020", "2020", [2020], True),
    ],
)
def test_a_vague_date_claims_no_more_than_it_knows(
    date: str, plain: str, ris: str, parts: list[int], circa: bool
) -> None:
    citation = cite(date=date)
    assert (
        f"({plain})." in words(citation)
        and f"DA  - {ris}\n" in citation.ris
        and f"date = {{{date}}}" in citation.bibtex
    )
    issued = json.loads(citation.csl)[0]["issued"]
    assert (issued["date-parts"], issued.get("circa", False)) == ([parts], circa)


def test_what_is_only_probable_stands_in_brackets() -> None:
    provenance = "{date: {basis: inferred, certainty: probable}, source: {basis: inferred, certainty: probable}}"
    citation = cite(**WHOLE, provenance=provenance)
    assert "(ca. 2020, May 3). A bridge. [The Daily & Sunday?]. " in words(citation)
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


def test_a_body_is_never_taken_apart() -> None:
    csl = json.loads(cite(authors="[Harbour Trade Union, Mira Holt, Wire, 'Holt, Ann', J.P. Smith]").csl)[0]["author"]
    files = {**SOURCES, "actors/u.yaml": "name: Harbour Trade Union\ntype: organisation\n"}
    assert csl[1:] == [
        {"family": "Holt", "given": "Mira"}, {"literal": "Wire"}, {"family": "Holt", "given": "Ann"},
        {"family": "Smith", "given": "J.P."},
    ]  # fmt: skip
    files["articles/2020/x.md"] = article("A bridge", authors="[Harbour Trade Union]")
    citation = archive(files).views()["/articles/x/"].citation
    assert citation.creators == ("Harbour Trade Union",) and "author = {{Harbour Trade Union}}" in citation.bibtex
