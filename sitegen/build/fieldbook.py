"""`sitegen fields`: what each template sees, field by field, from the docstrings of the views."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.base.problems import Problem, SitegenError
from sitegen.base.text import did_you_mean
from sitegen.model.views import template_of
from sitegen.render import DEFAULT, load_theme

_MODEL = Path(__file__).parents[1] / "model"
_ATTACHED = {"article.html": "Article", "provenance.html": "RawLine"}
_HEAD = """# What each template sees

Made of the docstrings of the views by `sitegen fields`. Every template also sees `site` (`Site`) and `page` (`address`,
`language`, `canonical`, and `page.rel(address)`, which makes an address of the site a relative link); `article.html`
sees the text as `article` (`Article`), `provenance.html` the saved lines as `lines` (`RawLine`).
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A dataclass of the model as its source tells it."""

    name: str
    words: str
    fields: tuple[tuple[str, str, str], ...]
    """Name, type and words."""

    @property
    def used(self) -> set[str]:
        """Names in the types of its fields."""
        return {name for _, type, _ in self.fields for name in re.findall(r"[A-Z]\w+", type)}


def fields(template: str = "") -> str:
    """The fields of one template and of all values in them, or those of every template, as Markdown.

    Args:
        template: `article` or `article.html`; empty for all.

    Raises:
        SitegenError: there is no such template.
    """
    kinds = {kind.name: kind for path in sorted(_MODEL.glob("*.py")) for kind in _kinds(path.read_text("utf-8"))}
    there = load_theme(Path("themes"), DEFAULT).templates()
    views = {template_of(name): kind for name, kind in sorted(kinds.items()) if name.endswith("View")}
    views = {name: kind for name, kind in views.items() if name in there}  # others are data, made without a template
    wanted = f"{template.removesuffix('.html')}.html"
    if template and wanted not in views:
        hint = did_you_mean(wanted, tuple(views)) or f"expected one of {', '.join(views)}"
        raise SitegenError(Problem("usage", f"no view has the template `{wanted}`", hint=hint))
    shown = [views[wanted]] if template else [*views.values()]
    beside = ["Site", *(name for page, name in _ATTACHED.items() if wanted == page or not template)]
    reached = _reached(kinds, [*shown, *(kinds[name] for name in beside)])
    parts = [_HEAD, *(_section(f"`{template_of(kind.name)}`", kind) for kind in shown)]
    parts += [_section(name, kinds[name]) for name in sorted(reached) if not name.endswith("View")]
    return "\n".join(parts)


def _reached(kinds: dict[str, _Kind], start: list[_Kind]) -> set[str]:
    found, open_ = set[str](), list(start)
    while open_:
        kind = open_.pop()
        if kind.name not in found:
            found.add(kind.name)
            open_ += [kinds[name] for name in kind.used if name in kinds]
    return found


def _kinds(source: str) -> Iterator[_Kind]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(item) for item in node.decorator_list):
            yield _Kind(node.name, _line(ast.get_docstring(node) or ""), tuple(_fields(node)))


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """A field's words stand in the text right below it."""
    for item, below in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            told = below.value if isinstance(below, ast.Expr) else None
            words = told.value if isinstance(told, ast.Constant) and isinstance(told.value, str) else ""
            yield item.target.id, ast.unparse(item.annotation), _line(words)


def _section(title: str, kind: _Kind) -> str:
    rows = [f"- `{name}`: `{type}`" + (f". {words}" if words else "") for name, type, words in kind.fields]
    return "\n".join([f"## {title}", "", *([kind.words, ""] if kind.words else []), *rows, ""])


def _line(text: str) -> str:
    return " ".join(text.split())
