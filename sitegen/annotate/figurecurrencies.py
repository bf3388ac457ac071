"""Whose currency a word is that several states share ("roubles"): of the state that the text speaks of, and of its day.

The words by which a text speaks of a state are data of the language. Where it speaks of both or of neither the word
stays what it is, unless the language has a currency of its own (`home`).
"""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
from collections.abc import Mapping, Sequence

from sitegen.annotate.figurewords import FigureWords
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import CountedClaim, Passage
from sitegen.model.dates import DateError, parse_edtf


def with_currencies(
    claims: Sequence[CountedClaim], passages: Sequence[Passage], published: str, words: FigureWords
) -> list[CountedClaim]:
    """The claims, those of a shared currency with the code of one where the text tells which.

    Args:
        claims: of one text.
        passages: the text.
        published: EDTF of its day, or empty.
        words: of its language.
    """
    if not any(claim.unit in words.shared for claim in claims):
        return list(claims)
    everywhere = "\n".join(passage.text for passage in passages)
    texts = {passage.id: passage.text for passage in passages}
    out = []
    for claim in claims:
        code = _code(claim.unit, texts[claim.passage], everywhere, words) if claim.unit in words.shared else ""
        code = _then(code, claim.edtf or published) if code else ""
        out.append(dataclasses.replace(claim, unit=code) if code else claim)
    return out


def _code(unit: str, passage: str, text: str, words: FigureWords) -> str:
    """The code of the one state that a passage speaks of; where it speaks of none, the one that the text speaks of."""

    def spoken_of(where: str) -> list[str]:
        return [code for code, pattern in words.shared[unit].items() if pattern.search(where)]

    near = spoken_of(passage)
    if near:
        return near[0] if len(near) == 1 else ""
    far = spoken_of(text)
    return far[0] if len(far) == 1 else words.home.get(unit, "")


def _then(code: str, edtf: str) -> str:
    """The code at a time; nothing where none is sure."""
    value = _codes().get(code)
    if value is None:
        return code
    try:
        time = parse_edtf(edtf)
    except DateError:
        return ""
    if time.earliest and time.earliest >= value["from"]:
        return code
    if time.latest and time.latest < value["from"] and "since" in value and (time.earliest or "") >= value["since"]:
        return value["before"]
    return ""


@functools.cache
def _codes() -> Mapping[str, Mapping[str, str]]:
    file = importlib.resources.files("sitegen.annotate").joinpath("data", "currencies.yaml")
    value = parse_yaml(file.read_text(encoding="utf-8"), file.name).value
    return {str(code): {str(key): str(day) for key, day in row.items()} for code, row in value.items()}
