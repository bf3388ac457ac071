"""Each case of `cases/` as its document says."""

import pytest
from clean.cases import Case, read_cases

from sitegen.clean import clean
from sitegen.model.draft import Draft

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_roles(case: Case) -> None:
    expected = {number: role for role, numbers in case.expected["roles"].items() for number in numbers}
    found = {line.number: line.role for line in clean(case.raw).lines if line.text.strip()}
    assert found == {number: expected.get(number, "body") for number in found}
    assert set(expected) <= set(found)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_drafts(case: Case) -> None:
    cleaned = clean(case.raw)
    assert [problem.code for problem in cleaned.problems] == case.expected.get("problems", [])
    assert [draft.title for draft in cleaned.drafts] == [wanted["title"] for wanted in case.expected["drafts"]]
    for draft, wanted in zip(cleaned.drafts, case.expected["drafts"], strict=True):
        assert {key: shown(draft, key) for key in wanted if key != "body_has"} == {
            key: value for key, value in wanted.items() if key != "body_has"
        }
        for words in wanted.get("body_has", []):
            assert words in draft.body


def shown(draft: Draft, key: str) -> object:
    """A field of a draft as the cases write it; `date_basis` is the basis of its date."""
    if key == "lines":
        return f"{draft.first_line}-{draft.last_line}"
    if key == "paragraphs":
        return sum(1 for paragraph in draft.body.split("\n\n") if not paragraph.startswith("## "))
    name, _, part = key.partition("_")
    if part:
        return getattr(dict(draft.known)[name], part)
    value = getattr(draft, key)
    return list(value) if isinstance(value, tuple) else value
