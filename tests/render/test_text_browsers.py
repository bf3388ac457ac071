"""What a text browser makes of the pages: words that only a stylesheet keeps apart would run together there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "golden/site"
# A word, the ends of what it stands in, and without a space the next: `16 articles</a><span>since May`.
TOUCHING = re.compile(
    r"\w(?:</(?:a|b|code|em|mark|q|span|strong|time)>)*"
    r"<(?:a|b|code|q|span|strong)\b(?! class=\"note-ref\")[^>]*>\w[^<]*"
)


@pytest.mark.parametrize("page", sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.html")))
def test_words_do_not_run_together(page: str) -> None:
    html = (GOLDEN / page).read_text(encoding="utf-8")
    assert TOUCHING.findall(html.partition("<main")[2].partition("</main>")[0]) == []


def test_words_that_run_together_are_noticed() -> None:
    assert TOUCHING.search('<p><a href="x">Minsk</a><span class="names">Mensk</span></p>')
    assert not TOUCHING.search('<p><a href="x">Minsk</a> <span class="names">Mensk</span></p>')
