"""Bibliographies in CSL-JSON: matched by address or title, confirming and filling, never overriding what is printed."""

import json

import pytest
from clean.pages import BODY, TITLE, cleaned_page, draft_of, page, paragraphs

from sitegen.clean import read_items, unmatched
from sitegen.clean.csl import same_address
from sitegen.model.draft import CslItem, Lore, SourceLore

ITEM = {
    "id": "http://zotero.org/users/1/items/ABCD",
    "type": "article-newspaper",
    "title": f"{TITLE}",
    "container-title": "The Lindwick Post",
    "URL": "http://www.post.example/a/bridge/?utm_source=feed",
    "language": "en-GB",
    "author": [{"family": "Marsh", "given": "Odile"}, {"literal": "Harbour Desk Staff"}],
    "issued": {"date-parts": [["2021", 5, 8]]},
}
URL = '<link rel="canonical" href="https://post.example/a/bridge">'
ARTICLE = f"<main><h1>{TITLE}</h1>{paragraphs(*BODY)}</main>"
POST = SourceLore("lindwick-post", "The Lindwick Post")


def items(*values: object) -> tuple[CslItem, ...]:
    found, problems = read_items(json.dumps(list(values)), "raw/zotero.json")
    assert problems == ()
    return found


def test_an_item_with_the_address_fills_what_is_open() -> None:
    draft = draft_of(page(ARTICLE, URL), Lore((POST,), items=items(ITEM)))
    known = dict(draft.known)
    assert (draft.date, draft.source, draft.authors) == (
        "2021-05-08",
        "lindwick-post",
        ("Odile Marsh", "Harbour Desk Staff"),
    )
    assert (known["date"].basis, known["date"].rule) == ("stated", "csl-json")
    assert known["date"].text == "issued 2021-05-08 (raw/zotero.json, item 1)"
    assert draft.review == ()
    assert draft.url == "https://post.example/a/bridge", "what the page prints stays"


def test_an_item_with_the_title_is_enough_where_no_address_speaks_against_it() -> None:
    shouted = ITEM | {"title": TITLE.upper(), "URL": ""}
    assert draft_of(page(ARTICLE), Lore(items=items(shouted))).date == "2021-05-08"
    elsewhere = ITEM | {"URL": "https://gazette.example/x"}
    assert draft_of(page(ARTICLE, URL), Lore(items=items(elsewhere))).date == ""
    twice = items(ITEM | {"URL": ""}, ITEM | {"URL": "", "issued": {"raw": "2020-01-01"}})
    assert draft_of(page(ARTICLE), Lore(items=twice)).date == "", "two items of one title tell nothing"


def test_a_contradiction_is_shown_and_what_is_printed_stays() -> None:
    printed = page(ARTICLE.replace("</h1>", "</h1><p>Published: 9 May 2021</p>"), URL)
    draft = draft_of(printed, Lore((POST,), items=items(ITEM)))
    assert draft.date == "2021-05-09" and "date" in draft.review
    assert dict(draft.known)["date"].rule != "csl-json"
    same = page(ARTICLE.replace("</h1>", "</h1><p>Published: 8 May 2021</p>"), URL)
    assert (
        "date" not in draft_of(same, Lore((POST,), items=items(ITEM | {"issued": {"date-parts": [[2021, 5]]}}))).review
    )


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2021, 5, 8]]}, "2021-05-08"),
        ({"date-parts": [["2021", "05"]]}, "2021-05"),
        ({"date-parts": [[2021]]}, "2021"),
        ({"date-parts": [[2021, 5, 8], [2021, 5, 9]]}, "2021-05-08/2021-05-09"),
        ({"raw": "2021-05-08T09:00:00Z"}, "2021-05-08"),
        ("2021-05-08", "2021-05-08"),
        ({"date-parts": [[2021, 13, 40]]}, ""),
        ({"date-parts": [["spring"]]}, ""),
        ({"literal": "last spring"}, ""),
        (None, ""),
    ],
)
def test_dates_of_items(issued: object, date: str) -> None:
    assert items({"title": "x", "issued": issued})[0].date == date


@pytest.mark.parametrize("text", ["", "{", '{"title": "one item, no list"}', "[1, 2]", '"text"', "[" * 100_000])
def test_what_is_no_bibliography_is_a_problem(text: str) -> None:
    found, problems = read_items(text, "raw/a.json")
    assert found == () and [problem.code for problem in problems] == ["csl-format"]


def test_items_that_belong_to_nothing_are_named() -> None:
    both = items(ITEM, ITEM | {"title": "Herring prices fall again in spring", "URL": "https://post.example/a/herring"})
    draft = cleaned_page(page(ARTICLE, URL)).drafts[0]
    problems = unmatched(both, [(draft.url, draft.title)])
    assert [(problem.code, problem.severity) for problem in problems] == [("csl-unmatched", "notice")]
    assert "item 2, “Herring prices fall again in spring”" in problems[0].message
    assert unmatched((), [("", "")]) == []


def test_addresses_are_compared_without_their_clothes() -> None:
    assert same_address("http://www.post.example/a/?utm_source=x&id=3#top") == same_address(
        "https://post.example/a?id=3"
    )
    assert same_address("https://post.example/a") != same_address("https://post.example/b")
    assert same_address("not an address") == same_address("") == ""
