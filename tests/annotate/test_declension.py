"""Names in their cases: every form of a name is found in a text, and no other letters of the same beginning."""

from pathlib import Path

import pytest

from sitegen.annotate import find_names
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import Passage
from sitegen.model.names import NameForms, NameSlices

_FILE = Path(__file__).with_name("declension_cases.yaml")
_DOCUMENT = parse_yaml(_FILE.read_text(encoding="utf-8"), _FILE.name).value
CASES = [
    pytest.param(language, type_, name, forms.split(", "), id=f"{language}-{name}")
    for language, types in _DOCUMENT.items()
    for type_, names in types.items()
    for name, forms in names.items()
]


@pytest.mark.parametrize(("language", "type_", "name", "forms"), CASES)
def test_every_form_is_found(language: str, type_: str, name: str, forms: list[str]) -> None:
    record = NameForms("actors/a", (name,), type_, (language,))
    missed = []
    for form in (name, *forms):
        text = f"a b c, {form} - d."
        found = find_names([Passage("p1", "paragraph", text)], (record,), frozenset({record.id}), "", language)
        ends = {naming.end for naming in found}
        bare = len(form.rstrip("'’"))
        if not any(len(text) - 5 - len(form) + bare - 2 <= end <= len(text) - 5 for end in ends):
            missed.append(form)
        if not any(
            record == one for one in NameSlices((record, NameForms("actors/b", (form,), type_))).slice(["actors/a"])
        ):
            missed.append(f"{form} (slice)")
    assert not missed
