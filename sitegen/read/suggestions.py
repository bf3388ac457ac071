"""suggestions.yaml → what a person has refused, so that it is not proposed again."""

from __future__ import annotations

from sitegen.base.problems import Problem
from sitegen.base.yamlfile import Fields, parse_yaml
from sitegen.model.suggestions import Refusals


def read_suggestions(text: str, path: str) -> tuple[Refusals, tuple[Problem, ...]]:
    """`refused: {names: [text], actors: {slug: [id]}, places: {slug: [id]}, variants: {id: [text]}}`, each optional."""
    file = parse_yaml(text, path)
    if file.value is None:
        return Refusals(), tuple(file.problems)
    if not isinstance(file.value, dict):
        file.report("yaml", "the file is not a mapping", hint="write `refused:` and `key: [ … ]` lines below it")
        return Refusals(), tuple(file.problems)
    fields = Fields(file)
    refused = fields.inner("refused") if fields.has("refused") else Fields(file, ("refused",))
    out = Refusals()
    if fields.has("refused"):
        out = Refusals(
            refused.texts("names"),
            _lists(refused, "actors"),
            _lists(refused, "places"),
            _lists(refused, "variants"),
        )
        refused.unknown()
    fields.raw("refused")
    fields.unknown()
    return out, tuple(file.problems)


def _lists(fields: Fields, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not fields.has(key):
        fields.raw(key)
        return ()
    inner = fields.inner(key)
    return tuple((name, inner.texts(name)) for name in inner.mapping)
