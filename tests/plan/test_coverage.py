"""Coverage of a source: shares of its own articles, doubts told."""

from __future__ import annotations

import pytest
from plan.archive import archive, article

from sitegen.plan.coverage import per_cent

FILES = {
    "actors/ada.yaml": "name: Ada\ntype: person\n",
    "actors/bo.yaml": "name: Bo\ntype: person\n",
    "sources/daily.yaml": "name: The Daily\n",
    "sources/idle.yaml": "name: The Idle\n",
    "articles/a.md": article("A", source="daily", actors="[ada, bo]", authors="[Cy Day]", language="en"),
    "articles/b.md": article("B", source="daily", actors="[ada]", kind="opinion", language="be"),
    "articles/c.md": article(
        "C",
        source="daily",
        actors="[nobody]",
        provenance="{source: {basis: inferred, rule: host-of-url, certainty: probable}}",
    ),
    "articles/d.md": article("D", actors="[bo]"),
}


def test_shares_are_of_the_sources_own_articles() -> None:
    cover = archive(FILES).views()["/sources/daily/"].coverage
    assert [(row.link.text, row.count, row.share) for row in cover.named] == [("Ada", 2, 67), ("Bo", 1, 33)]
    assert [(row.text, row.count) for row in cover.kinds] == [("news", 2), ("opinion", 1)]
    assert [(row.text, row.count) for row in cover.languages] == [("", 1), ("be", 1), ("en", 1)]
    assert [(row.text, row.count) for row in cover.authors] == [("Cy Day", 1)]
    assert (cover.articles, cover.probable, cover.unsigned, cover.names) == (3, 1, 2, 2)


def test_a_source_without_articles_covers_nothing() -> None:
    assert archive(FILES).views()["/sources/idle/"].coverage is None


@pytest.mark.parametrize(
    ("count", "whole", "share"), [(0, 0, 0), (0, 9, 0), (1, 1000, 1), (999, 1000, 99), (1000, 1000, 100), (1, 8, 13)]
)
def test_a_little_is_never_nothing_and_nearly_all_never_all(count: int, whole: int, share: int) -> None:
    assert per_cent(count, whole) == share
