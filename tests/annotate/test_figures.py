"""Counted claims: documents of sentences with what is found in them, one for each language, and what holds of any text."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.figures import find_claims
from sitegen.annotate.figurewords import figure_words
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import CountedClaim, Naming, Passage, Quotation, TimeExpression

CASES = Path(__file__).parent / "figures"
LANGUAGES = sorted(path.stem for path in CASES.glob("*.yaml"))


def cases() -> list[Any]:
    out = []
    for path in sorted(CASES.glob("*.yaml")):
        value = parse_yaml(path.read_text(encoding="utf-8"), path.name).value
        out += [pytest.param(path.stem, case, id=f"{path.stem}-{index}") for index, case in enumerate(value)]
    return out


def shown(claim: CountedClaim) -> str:
    """A claim as the documents write it."""
    low = "" if claim.low is None else f"{claim.low:g}" if claim.low < 1e5 else f"{claim.low:.0f}"
    high = "" if claim.high is None else f"{claim.high:g}" if claim.high < 1e5 else f"{claim.high:.0f}"
    return " | ".join((claim.text, f"{low}..{high}", claim.hedge, claim.unit, claim.subject, claim.said_by_text))


def squeezed(row: str) -> str:
    return " | ".join(part.strip() for part in row.split("|"))


@pytest.mark.parametrize(("language", "case"), cases())
def test_the_claims_of_a_sentence(language: str, case: dict[str, Any]) -> None:
    found = find_claims((Passage("p1", "paragraph", case["text"]),), (), (), (), language)
    assert [shown(claim) for claim in found] == [squeezed(row) for row in case["claims"]]
