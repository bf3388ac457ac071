"""Every rule that a finding can name has words for a reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.annotation_sets import read_texts
from sitegen.annotate import annotate_text
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import Findings, Passage
from sitegen.model.rules import CLAIMS, NAMES, QUOTATIONS, TIMES
from sitegen.plan import name_forms

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def without_words(found: Findings) -> set[str]:
    told = [(one.rule, NAMES) for one in found.names] + [(one.rule, TIMES) for one in found.times]
    told += [(one.rule, QUOTATIONS) for one in found.quotations] + [(one.rule, CLAIMS) for one in found.claims]
    # A quotation without a speaker has no rule.
    return {rule for rule, words in told if rule and rule not in words}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def test_of_every_finding_in_the_gold_texts() -> None:
    texts = read_texts(ROOT / "benchmarks" / "annotations")
    assert len(texts) > 10
    for text in texts:
        found = annotate_text(text.passages, name_forms(text.authority), text.listed, text.published, text.language)
        assert found.names and not without_words(found), text.id


@pytest.mark.parametrize("path", sorted(HERE.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_of_every_finding_in_the_cases(path: Path) -> None:
    language = path.stem.split("-")[0]
    for text in strings(parse_yaml(path.read_text(encoding="utf-8"), path.name).value):
        found = annotate_text([Passage("p1", "paragraph", text)], (), frozenset(), "2020-08-20", language)
        assert not without_words(found), text
