"""No word of a template is forgotten: what a reader sees or hears stands in a translation call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from sitegen.render import DEFAULT, load_theme

THEMES = Path(__file__).parents[2] / "themes"
CALLS = {"_", "gettext", "ngettext", "pgettext", "npgettext", "nforms"}
SPOKEN = "aria-label|aria-description|title|alt|placeholder|label|data-label|summary"
# Names of formats and of their parts are the same in every language.
NAMES = {"Atom", "BibTeX", "CSL", "CSL-JSON", "FollowTheMoney", "JSON", "RIS", "TEI"}

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TRANSLATED = re.compile(r"\{%[-+]? trans\b.*?%\}.*?\{%[-+]? endtrans [-+]?%\}", re.DOTALL)
_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z\0][^<>]*>|<!doctype html>", re.DOTALL)
_ENTITY = re.compile(r"&\w+;|\b[\w-]+\.(?:xml|json|jsonl|jsonld)\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PROSE = re.compile(r"[a-z] [a-z]|\b[A-Z][a-z]+\b")


def bare_words(text: str) -> list[str]:
    """Words between tags or in spoken attributes that no call translates."""
    plain = _HIDDEN.sub(" ", _JINJA.sub("\0", _TRANSLATED.sub("\0", _COMMENT.sub("", text))))
    attributes = re.findall(rf'\b(?:{SPOKEN})="([^"]*)"', plain)
    parts = (_TAG.sub(" ", plain), *attributes)
    return [word for part in parts for word in _WORD.findall(_ENTITY.sub(" ", part)) if word not in NAMES]


def bare_strings(text: str) -> list[str]:
    """Strings of expressions that look like words and that no call translates."""
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(text)
    return [string for string in _strings(tree) if _PROSE.search(string) and string not in NAMES]


def _strings(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    is_translated = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in CALLS
    # What is told to machines (JSON-LD) has the words of its vocabulary.
    is_data = isinstance(node, nodes.Filter) and node.name == "json_ld"
    if not (is_translated or is_data):
        # A key is looked up, not printed.
        for child in node.iter_child_nodes(exclude=("key",) if isinstance(node, nodes.Pair) else None):
            yield from _strings(child)


def sources() -> list[tuple[str, str]]:
    return list(load_theme(THEMES, DEFAULT).texts())


@pytest.mark.parametrize(("name", "text"), sources(), ids=[name for name, _ in sources()])
def test_every_word_of_a_template_can_be_translated(name: str, text: str) -> None:
    assert bare_words(text) == []
    assert bare_strings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Nothing here</p>",
        '<p aria-label="Months">{{ _("x") }}</p>',
        '<input placeholder="{% if large %}A name{% else %}{{ _("Search") }}{% endif %}">',
        "<p>{{ count }} of {% trans %}all{% endtrans %}</p>",
        '<p>{{ label or "Earlier and later" }}</p>',
        '{% set description = title ~ ": what the articles count" %}',
        '{% for heading in ("Before", "After") %}{{ heading }}{% endfor %}',
    ],
)
def test_control_a_forgotten_word_is_seen(text: str) -> None:
    assert bare_words(text) or bare_strings(text)
