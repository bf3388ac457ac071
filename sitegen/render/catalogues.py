"""The catalogues that translators fill: every message of templates and code gathered, and put into older catalogues.

What a translator has written is kept: a message that is gone stays at the end of the file, commented out. The files
hold no dates, line numbers or versions, so that they change only where messages do.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.render.interface import locale_of

_HEADER = """\
# The words of sitegen's interface: see "Other languages" in the README.
#"""
_TEMPLATE_CALLS = ("_", "gettext", "ngettext", "pgettext", "npgettext", "nforms")
_CODE_CALLS = {"tr": 1, "ptr": 2, "ntr": 2}
"""Calls of code with the number of strings that make the id."""
_MAY_CALL = re.compile(r"\b(?:tr|ptr|ntr)\(")
_NOT_WRITTEN = re.compile(
    '"(POT-Creation-Date|Generated-By|Project-Id-Version|Report-Msgid-Bugs-To):|"[^"]*(YEAR-MO-DA|FULL NAME|LL@li.org)'
)
"""Lines of a header that change by themselves or that nobody has filled."""
_COMMENT = "Translators:"


@dataclass(frozen=True, slots=True)
class Found:
    """A message where it stands."""

    file: str
    id: str
    many: str = ""
    """The form for many; empty where it depends on no number."""
    context: str = ""
    comments: tuple[str, ...] = ()
    """What stands beside it for translators."""


def in_template(file: str, text: str) -> Iterator[Found]:
    """The messages of a template."""
    from jinja2.ext import babel_extract

    options = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
    options |= {"trim_blocks": "true", "lstrip_blocks": "true"}
    for _, call, strings, comments in babel_extract(io.BytesIO(text.encode()), _TEMPLATE_CALLS, [_COMMENT], options):
        parts = (strings,) if isinstance(strings, str) else tuple(strings or ())
        context = ""
        if call.startswith(("pget", "npget")):
            context, parts = str(parts[0]), parts[1:]
        one, many = (*parts, None)[:2]
        plural = many if call.startswith("n") else None
        if isinstance(one, str):
            yield Found(file, one, plural or "", context, tuple(comments))


def in_code(file: str, text: str) -> Iterator[Found]:
    """The messages of a module: what `tr`, `ptr` and `ntr` are called with.

    Raises:
        ValueError: a message id is not written out.
    """
    for node in _calls(text):
        count = _CODE_CALLS[node.func.id]
        given = [argument.value for argument in node.args[:count] if isinstance(argument, ast.Constant)]
        words = [value for value in given if isinstance(value, str)]
        if len(words) != count:
            raise ValueError(f"{file}:{node.lineno}: a message id must be written out")
        if node.func.id == "ptr":
            yield Found(file, words[1], "", words[0])
        else:
            yield Found(file, words[0], words[1] if count == 2 else "")


def _calls(text: str) -> list[Any]:
    if not _MAY_CALL.search(text):
        return []
    found = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CODE_CALLS
    ]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def source_catalogue(found: Iterable[Found]) -> bytes:
    """The messages as a `.pot` file, in the order given."""
    catalogue = _catalogue()
    for one in found:
        id = (one.id, one.many) if one.many else one.id
        catalogue.add(id, locations=[(one.file, None)], auto_comments=list(one.comments), context=one.context or None)
    return _written(catalogue)


def merged(older: bytes, source: bytes, language: str) -> bytes:
    """A translator's catalogue with today's messages; an empty one gives a new catalogue of that language."""
    from babel.messages.pofile import read_po

    locale = locale_of(language)
    template = read_po(io.BytesIO(source))
    catalogue = read_po(io.BytesIO(older), locale=locale) if older else _catalogue(locale)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    return _written(catalogue)


def _catalogue(locale: str | None = None) -> Any:
    from babel.messages.catalog import Catalog

    return Catalog(locale=locale, header_comment=_HEADER, fuzzy=False)


def _written(catalogue: Any) -> bytes:
    from babel.messages.pofile import write_po

    out = io.BytesIO()
    write_po(out, catalogue, width=0, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not _NOT_WRITTEN.match(line)).encode()
