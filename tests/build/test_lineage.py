"""Which articles are compared, and that what they share is found, remembered and never shown of withheld texts."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from archives import Archive

import sitegen.build.lineage as lineage
from sitegen.annotate.passages import shingle_digests
from sitegen.base.values import encode
from sitegen.build.cache import Cache, CacheDamaged
from sitegen.build.lineage import COMMON, FREQUENT, NEAREST, candidates, compared, shared_texts
from sitegen.model.annotations import Findings
from sitegen.model.article import Article, Block, Card, Face, Record
from sitegen.model.lineage import ADD, KEEP, REMOVE

FERRY = (
    "The council of the port confirmed that the old ferry would stop at the end of May, after a winter of ice.\n\n"
    "Fishermen who sell their catch on the island said that they had not been asked, and that nobody had told them."
)
OTHER = "Nothing in this text has anything in common with any other text that was ever written about boats or harbours."


def article(slug: str, text: str, publish: str = "full", date: str = "") -> Article:
    blocks = tuple(Block(f"p{n}", f"<p>{part}</p>") for n, part in enumerate(text.split("\n\n"), 1))
    return Article(
        slug=slug, path=f"articles/{slug}.md", record=Record(slug, date=date),
        face=Face(slug, slug, date, "", "news", "en", ""), blocks=blocks, text=text, words=len(text.split()),
        terms=(), notes=(), mentions=(), findings=Findings(shingles=shingle_digests(text)), edited=False,
        publish=publish, refs=(), problems=(),
    )  # fmt: skip


def card(one: Article) -> Card:
    return Card(
        face=one.face, path=one.path, record=one.record, words=one.words, mentions=(), notes=(), findings=one.findings,
        terms=(), edited=False, publish=one.publish, refs=(), body_digest="", lines_digest="", roles=(), problems=(),
    )  # fmt: skip


def run(cache: Cache, *articles: Article) -> Any:
    keys = {one.slug: f"article-{one.slug}-{one.text}" for one in articles}
    for one in articles:
        cache.put(keys[one.slug], encode(one))
    return shared_texts([card(one) for one in articles], keys, cache, lambda *_: None)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path)


def test_a_text_that_two_carry_is_found_with_its_passages_and_changes(cache: Cache) -> None:
    later = article("b", FERRY.replace("winter of ice", "winter of storms") + "\n\nMore.", date="2020-08-02")
    (one,) = run(cache, later, article("c", OTHER), article("a", FERRY, date="2020-08-01"))
    assert (one.slug_a, one.slug_b) == ("a", "b") and 0.9 < one.share < 1
    assert [(passage.paragraph_a, passage.paragraph_b) for passage in one.passages] == [("p1", "p1"), ("p2", "p2")]
    assert one.words == sum(passage.words for passage in one.passages)
    assert {change.op for change in one.changes} == {KEEP, ADD, REMOVE}
    assert "".join(change.text_a for change in one.changes) == FERRY


@pytest.mark.parametrize("publish", ["excerpt", "metadata", "none"])
def test_withheld_texts_never_take_part(publish: str, cache: Cache) -> None:
    assert run(cache, article("a", FERRY), article("b", FERRY, publish)) == ()


def test_a_passage_below_half_of_the_text_is_not_compared_word_for_word(cache: Cache) -> None:
    (one,) = run(cache, article("a", FERRY + "\n\n" + OTHER * 3), article("b", FERRY + "\n\n" + "Rain fell. " * 60))
    assert one.share < 0.5 and one.changes == () and one.passages


def test_what_was_compared_is_remembered_until_a_text_changes(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = article("a", FERRY), article("b", FERRY)
    first = run(cache, a, b)
    monkeypatch.setattr(lineage, "compared", lambda *_: pytest.fail("compared again"))
    assert run(cache, a, b) == first
    monkeypatch.setattr(lineage, "compared", compared)
    assert run(cache, a, article("b", FERRY + " More words.")) != first


def test_an_article_that_is_not_in_the_cache_is_said(cache: Cache) -> None:
    cards = [card(article(slug, FERRY)) for slug in "ab"]
    with pytest.raises(CacheDamaged):
        shared_texts(cards, {"a": "x", "b": "y"}, cache, lambda *_: None)


def test_one_digest_in_common_makes_no_pair() -> None:
    assert candidates([(1, 2, 3), (3, 4, 5), (1, 3, 9), (), (9,)]) == [(0, 2)]
    assert COMMON == 2


def test_a_phrase_that_everybody_prints_makes_no_pairs_but_a_report_that_everybody_carries_makes_a_family() -> None:
    stock = [(1, 2, *range(100 * n, 100 * n + 20)) for n in range(1, FREQUENT + 20)]
    assert candidates(stock) == []
    carried = [tuple(range(20))] * (FREQUENT + 20)
    pairs = candidates(carried)
    assert {other for one, other in pairs if one == 0} == set(range(1, FREQUENT + 20))
    assert len(pairs) <= (NEAREST + 1) * len(carried)


def test_the_order_of_the_cards_changes_nothing(cache: Cache) -> None:
    rng = random.Random(3)
    words = [f"word{n}" for n in range(40)]
    texts = [" ".join(rng.choices(words, k=80)) for _ in range(4)]
    articles = [
        article(f"a{n}", f"{rng.choice(texts)}\n\n{rng.choice(texts)}", date=f"2020-08-{n + 1:02}") for n in range(12)
    ]
    expected = run(cache, *articles)
    rng.shuffle(articles)
    assert expected and run(cache, *articles) == expected


def test_a_build_gives_pages_of_what_is_shared_where_texts_have_digests(small: Archive) -> None:
    """With or without digests from the finders, the page of shared texts is there and leads nowhere wrong."""
    small.build()
    assert (small.site / "lineage" / "index.html").is_file()
