"""Themes: a chain of folders, the archive's own first and the default last.

A template or file that a theme does not have is taken from the one below it. A template may wrap one below by name
(``{% extends "default:article.html" %}``); a name without a theme is looked up from the top, so that a replaced part
shows in every page that uses it. Everything is read when the theme is loaded: what is hashed is what is rendered.

The names of the templates that a template uses must be written out. Only then is a page's fingerprint (the sources of
its template and of all that this one uses) complete without rendering it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from sitegen.base.files import is_link_out, walk_files
from sitegen.base.problems import Problem, SitegenError
from sitegen.base.text import did_you_mean
from sitegen.base.yamlfile import Fields, parse_yaml
from sitegen.render.contract import broken_macro, unused
from sitegen.render.filters import FILTERS, interface_filters
from sitegen.render.interface import SOURCE, interface
from sitegen.render.wording import install

DEFAULT = "default"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
# In a wheel the default theme lies inside the package; in a checkout beside it.
_BUNDLED = (Path(__file__).parents[1] / "themes", Path(__file__).parents[2] / "themes")


@dataclass(frozen=True, slots=True)
class _Source:
    """One template of one theme as it was read."""

    key: str
    """`default:parts/entry.html`."""
    path: str
    """As the user would write it."""
    text: str


class Theme:
    """A loaded chain of themes.

    Attributes:
        name: of the first theme.
        chain: the names of all, first to last.
        folder: of the first.
        description: what theme.yaml says.
        interface: the words around the content, in the language asked for where a catalogue has it.
    """

    def __init__(
        self, themes: Path, name: str, folders: tuple[tuple[str, Path], ...], description: str, language: str
    ) -> None:
        self.name = name
        self.chain = tuple(folder_name for folder_name, _ in folders)
        self.folder = folders[0][1]
        self.description = description
        self.interface = interface(language, [folder for _, folder in folders])
        self._origin = (themes, name, language)
        self._sources: dict[str, _Source] = {}
        self._assets: dict[str, bytes] = {}
        for folder_name, folder in folders:
            self._read(folder_name, folder)
        self._uses: dict[str, tuple[tuple[str, int, bool], ...]] = {}
        self._closures: dict[str, tuple[str, ...]] = {}
        self._environment = jinja2.Environment(
            loader=_Loader(self._resolve), autoescape=True, undefined=jinja2.StrictUndefined, auto_reload=False,
            trim_blocks=True, lstrip_blocks=True, cache_size=-1, extensions=["jinja2.ext.i18n"],
        )  # fmt: skip
        self._environment.globals.pop("lipsum", None)
        install(self._environment, self.interface)
        self._environment.filters.update({**FILTERS, **interface_filters(self.interface)})

    def __reduce__(self) -> tuple[Callable[..., Theme], tuple[Path, str, str]]:
        """A worker process loads the theme again: compiled templates do not travel."""
        return load_theme, self._origin

    def templates(self) -> tuple[str, ...]:
        """Names of all templates of the chain, parts included, without the theme's name."""
        return tuple(sorted({key.partition(":")[2] for key in self._sources}))

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Pairs of name (`default/templates/parts/entry.html`) and text of every template of every theme, sorted."""
        sources = sorted(self._sources.values(), key=lambda source: source.key)
        return tuple((source.key.replace(":", "/templates/", 1), source.text) for source in sources)

    def assets(self) -> tuple[tuple[str, bytes], ...]:
        """Pairs of address (`/static/site.css`) and bytes, merged down the chain, in order of address."""
        return tuple(sorted(self._assets.items()))

    def fingerprint(self, template: str) -> str:
        """Digest of the sources of a template and of every template it extends, includes or imports.

        Raises:
            SitegenError: one of them is missing, broken, in a circle, or named by an expression.
        """
        state = hashlib.blake2b(self.interface.digest.encode(), digest_size=16)
        for key in self._closure(template):
            source = self._sources.get(key)
            state.update(f"{key}\0".encode())
            state.update(hashlib.blake2b(source.text.encode(), digest_size=16).digest() if source else b"absent")
        return state.hexdigest()

    def fill(self, template: str, variables: Mapping[str, object]) -> str:
        """The template's text with the variables filled in.

        Raises:
            SitegenError: with the template's file and line.
        """
        self._closure(template)
        try:
            return self._environment.get_template(template).render(variables)
        except jinja2.TemplateSyntaxError as error:
            raise self._syntax(error) from error
        except SitegenError:
            raise
        except Exception as error:
            raise self._runtime(template, error, variables) from error

    def check(self) -> None:
        """Reads every template and what it uses.

        Raises:
            SitegenError: the first mistake.
        """
        for name in self.templates():
            self._closure(name)
        for source in self._sources.values():
            if not source.key.startswith(f"{DEFAULT}:"):
                self._check_blocks(source)
                self._check_contract(source)

    def _read(self, name: str, folder: Path) -> None:
        for path in walk_files(folder):
            relative = path.relative_to(folder).as_posix()
            kind, _, rest = relative.partition("/")
            if kind not in ("templates", "static") or not rest:
                continue
            if is_link_out(path, folder):
                raise _error("theme-link", "a link leads out of the theme's folder", str(path), hint="copy the file")
            if kind == "static":
                self._assets.setdefault(f"/static/{rest}", path.read_bytes())
            elif rest.endswith(".html"):
                try:
                    text = path.read_text("utf-8")
                except UnicodeDecodeError as error:
                    hint = "save it as UTF-8"
                    raise _error("template-encoding", "the template is not UTF-8", str(path), 0, hint) from error
                self._sources[f"{name}:{rest}"] = _Source(f"{name}:{rest}", str(path), text)

    def _resolve(self, name: str) -> _Source | None:
        if ":" in name:
            return self._sources.get(name)
        return next((found for theme in self.chain if (found := self._sources.get(f"{theme}:{name}"))), None)

    def _closure(self, template: str) -> tuple[str, ...]:
        """Keys of a template and all that it uses, sorted; for one that may be absent and is, its bare name."""
        source = self._resolve(template)
        if source is None:
            raise self._missing(template, "", 0)
        if source.key not in self._closures:
            self._closures[source.key] = tuple(sorted(self._collect(source, ())))
        return self._closures[source.key]

    def _collect(self, source: _Source, above: tuple[str, ...]) -> set[str]:
        keys = {source.key}
        for name, line, optional in self._used_by(source):
            found = self._resolve(name)
            if found is None and optional:
                keys.add(f"?{name}")
                continue
            if found is None:
                raise self._missing(name, source.path, line)
            if found.key == source.key or found.key in above:
                below = self.chain[self.chain.index(source.key.partition(":")[0]) + 1 :]
                hint = f"to wrap the template below, write `{below[0]}:{name}`" if below and ":" not in name else ""
                raise self._at(source, line, "template-circle", f"`{name}` uses itself in a circle", hint)
            keys |= self._collect(found, (*above, source.key))
        return keys

    def _used_by(self, source: _Source) -> tuple[tuple[str, int, bool], ...]:
        """Name, line and whether it may be absent, of every template that a template names."""
        if source.key in self._uses:
            return self._uses[source.key]
        try:
            tree = self._environment.parse(source.text, source.key, source.path)
        except jinja2.TemplateSyntaxError as error:
            raise self._syntax(error) from error
        out: list[tuple[str, int, bool]] = []
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            assert isinstance(node, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
            optional = isinstance(node, nodes.Include) and node.ignore_missing
            names = _constant_names(node.template)
            if names is None:
                raise self._at(
                    source, node.lineno, "template-dynamic", "the name of a template is an expression",
                    "write the name out in quotation marks, so that its pages are known to depend on it",
                )  # fmt: skip
            out.extend((name, node.lineno, optional or len(names) > 1) for name in names)
        self._uses[source.key] = tuple(out)
        return self._uses[source.key]

    def _check_blocks(self, source: _Source) -> None:
        """Jinja leaves out in silence what fills a block that no template above has."""
        tree = self._environment.parse(source.text, source.key, source.path)
        known: set[str] = set()
        above = self._above(tree)
        while above is not None:
            upper = self._environment.parse(above.text, above.key, above.path)
            known |= {block.name for block in upper.find_all(nodes.Block)}
            above = self._above(upper)
        if next(tree.find_all(nodes.Extends), None) is None:
            return
        for block in tree.body:
            if isinstance(block, nodes.Block) and block.name not in known:
                hint = did_you_mean(block.name, tuple(known)) or f"there are {', '.join(sorted(known)) or 'none'}"
                message = f"no template above has a block `{block.name}`, so that it would not be shown"
                raise self._at(source, block.lineno, "template-block", message, hint)

    def _check_contract(self, source: _Source) -> None:
        """Jinja says nothing of a template that no page uses, and tells of a missing macro in another file."""
        theme, _, name = source.key.partition(":")
        others = [key.partition(":")[2] for key in self._sources if not key.startswith(f"{theme}:")]
        used = [name.rpartition(":")[2] for one in self._sources.values() for name, _, _ in self._used_by(one)]
        if found := unused(name, others, used):
            raise self._at(source, 0, "template-unused", *found)
        below = next(
            (s for one in self.chain[self.chain.index(theme) + 1 :] if (s := self._sources.get(f"{one}:{name}"))), None
        )
        trees = [self._environment.parse(one.text, one.key, one.path) for one in (source, below) if one]
        if below and (broken := broken_macro(*trees)):
            line, message, hint = broken
            raise self._at(source, line, "template-macro", message, hint)

    def _above(self, tree: nodes.Template) -> _Source | None:
        """What a template extends."""
        extends = next(tree.find_all(nodes.Extends), None)
        names = _constant_names(extends.template) if extends else None
        return self._resolve(names[0]) if names else None

    def _missing(self, name: str, path: str, line: int) -> SitegenError:
        theme, _, rest = name.rpartition(":")
        if theme and theme not in self.chain:
            hint = f"themes in this chain: {', '.join(self.chain)}"
        else:
            hint = did_you_mean(rest, self.templates()) or f"put it into `templates/{rest}`"
        text = next((source.text for source in self._sources.values() if source.path == path), "")
        message = f"there is no template `{name}`"
        return _error("template-missing", message, path or f"theme {self.name}", line, hint, _line(text, line))

    def _at(self, source: _Source, line: int, code: str, message: str, hint: str) -> SitegenError:
        return _error(code, message, source.path, line, hint, _line(source.text, line))

    def _syntax(self, error: jinja2.TemplateSyntaxError) -> SitegenError:
        text = error.source or ""
        hint = "see the syntax of Jinja templates: blocks, filters and tests must be closed and known"
        path, line = error.filename or error.name or "", error.lineno
        return _error("template-syntax", error.message or "not a valid template", path, line, hint, _line(text, line))

    def _runtime(self, template: str, error: Exception, variables: Mapping[str, object]) -> SitegenError:
        """Jinja rewrites tracebacks so that they name the template's file and line: the innermost one is meant."""
        by_path = {source.path: source for source in self._sources.values()}
        found, line = self._resolve(template), 0
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in by_path:
                found, line = by_path[trace.tb_frame.f_code.co_filename], trace.tb_lineno
            trace = trace.tb_next
        hint = ""
        if isinstance(error, jinja2.UndefinedError):
            wrong = re.findall(r"'([^']+)'", str(error))
            near = did_you_mean(wrong[-1], tuple(variables)) if wrong else ""
            hint = near or f"`{template}` sees {', '.join(sorted(variables))}"
        message = f"while filling in `{template}`: {str(error) or type(error).__name__}"
        path, text = (found.path, found.text) if found else (template, "")
        return _error("template-value", message, path, line, hint, _line(text, line))


class _Loader(jinja2.BaseLoader):
    def __init__(self, resolve: Callable[[str], _Source | None]) -> None:
        self._find = resolve

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source = self._find(template)
        if source is None:
            raise jinja2.TemplateNotFound(template)
        return source.text, source.path, lambda: True


def load_theme(themes: Path, name: str, language: str = SOURCE) -> Theme:
    """The theme of that name with all that it extends, down to the default one.

    Args:
        themes: the folder that holds themes; it need not exist where only the default one is used.
        language: of the words around the content.

    Raises:
        SitegenError: a theme is missing, extends itself, or one of its templates cannot be read.
    """
    folders: list[tuple[str, Path]] = []
    wanted, asked_in, line, description = name, "", 0, ""
    while True:
        if wanted in (known for known, _ in folders):
            circle = " → ".join([*(known for known, _ in folders), wanted])
            hint = "let one of them extend default"
            raise _error("theme-circle", f"themes extend each other in a circle: {circle}", asked_in, line, hint)
        folder = _find_folder(themes, wanted, asked_in, line)
        folders.append((wanted, folder))
        if wanted == DEFAULT:
            break
        below, line, words = _read_about(folder / "theme.yaml")
        description = description or words
        asked_in, wanted = str(folder / "theme.yaml"), below
    theme = Theme(themes, name, tuple(folders), description, language)
    theme.check()
    return theme


def _find_folder(themes: Path, name: str, asked_in: str, line: int) -> Path:
    if not _NAME.match(name):
        message = f"`{name}` is not the name of a theme"
        raise _error("theme-name", message, asked_in, line, "use letters, digits and hyphens")
    places = [themes / name, *(place / name for place in _BUNDLED if name == DEFAULT)]
    for place in places:
        if (place / "templates").is_dir() or (place / "static").is_dir() or (place / "theme.yaml").is_file():
            return place
    known = sorted(path.name for path in themes.iterdir() if path.is_dir()) if themes.is_dir() else []
    hint = did_you_mean(name, tuple(known)) or f"expected a folder `{themes / name}` with `templates/` or `static/`"
    raise _error("theme-missing", f"there is no theme `{name}`", asked_in or str(themes), line, hint)


def _read_about(path: Path) -> tuple[str, int, str]:
    """What theme.yaml says: the theme below, the line where it is named, the description."""
    if not path.is_file():
        return DEFAULT, 0, ""
    try:
        file = parse_yaml(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise _error("template-encoding", "the file is not UTF-8", str(path), hint="save it as UTF-8") from error
    if file.value is not None and not isinstance(file.value, dict):
        raise _error("theme-about", "expected `key: value` lines", str(path), 1, "for example `extends: default`")
    fields = Fields(file)
    below, description = fields.text("extends", DEFAULT), fields.text("description")
    fields.unknown()
    for problem in file.problems:
        raise SitegenError(problem, exit_code=1)
    return below or DEFAULT, file.place("extends")[0] if fields.has("extends") else 0, description


def _constant_names(expression: nodes.Expr) -> tuple[str, ...] | None:
    """The names of templates in `"a.html"` or `["a.html", "b.html"]`; None for anything that must be computed."""
    try:
        value: Any = expression.as_const()
    except nodes.Impossible:
        return None
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (list, tuple)) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def _line(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _error(code: str, message: str, path: str = "", line: int = 0, hint: str = "", source: str = "") -> SitegenError:
    return SitegenError(Problem(code, message, path, line, hint=hint, source=source), exit_code=1)
