"""The forms of a person's name in its grammatical cases, for those who must find every one of them."""

from __future__ import annotations

import itertools

from sitegen.annotate.lexicon import base_language, lexicon, script_language
from sitegen.annotate.paradigms import person_roles, plain, sexes_of, surfaces

_MOST = 4096


def name_cases(name: str, language: str) -> tuple[str, ...]:
    """Every form that a person's name can take in a text of its language, itself among them; more than really occur.

    Args:
        name: in the nominative, given name first.
        language: of the name; where it is empty, the letters decide, and a name in Latin script has one form.
    """
    words = name.split()
    known = base_language(language) if language else script_language(name)
    if not words or not known:
        return (name,)
    table = lexicon(known)
    forms: dict[str, None] = {name: None}
    for sex in sexes_of(words[0], table) if len(words) > 1 else "mf":
        roles = person_roles(words, sex, table)
        cases = [sorted(surfaces(plain(word), role, known)) for word, role in zip(words, roles, strict=True)]
        forms.update(dict.fromkeys(itertools.islice(map(" ".join, itertools.product(*cases)), _MOST)))
    return tuple(forms)
