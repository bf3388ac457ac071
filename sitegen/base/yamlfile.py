"""The one door to PyYAML: YAML that knows its lines, without its surprises.

Read are strings, whole numbers, decimals, `true`/`false`, null, lists and mappings. A date stays the text that was
written, `no` is a word, `12:30` is not a number, a key that stands twice is a problem, tags are refused. What comes
back is a tree of plain values beside a map of where each of them stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from sitegen.base.problems import ERROR, WARNING, Problem
from sitegen.base.text import did_you_mean

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z")
_NODE_LIMIT = 200_000
_DEPTH_LIMIT = 40

Place = tuple[int, int]


@dataclass(slots=True)
class YamlFile:
    """A file's values, where each stands, and what is wrong with it."""

    path: str
    value: Any = None
    places: dict[tuple[str | int, ...], Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    first_line: int = 1

    def place(self, *keys: str | int) -> Place:
        """Line and column of a value by its way from the root; of its nearest parent where it is absent."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys, (self.first_line, 0))

    def line(self, number: int) -> str:
        """Text of a line by its number in the file; empty where there is none."""
        index = number - self.first_line
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def report(
        self, code: str, message: str, keys: tuple[str | int, ...] = (), *, hint: str = "", severity: str = ERROR
    ) -> None:
        """Adds a problem at the place of a value."""
        line, column = self.place(*keys)
        self.problems.append(Problem(code, message, self.path, line, column, severity, hint, self.line(line)))


def parse_yaml(text: str, path: str, *, first_line: int = 1) -> YamlFile:
    """Reads one YAML document.

    Args:
        text: the document.
        path: how problems name the file.
        first_line: the line of the file on which the text begins (front matter begins on the second).
    """
    out = YamlFile(path, lines=text.split("\n"), first_line=first_line)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + first_line
        column = (mark.column if mark else 0) + 1
        what = getattr(error, "problem", None) or "the text cannot be read"
        hint = getattr(error, "context", None) or ""
        if "found character '\\t'" in what or "\\t" in what:
            hint = "indent with spaces: YAML does not allow tabs there"
        elif "mapping values are not allowed" in what:
            hint = "put a value that contains `: ` in quotation marks"
        index = line - first_line
        source = out.lines[index] if 0 <= index < len(out.lines) else ""
        out.problems.append(Problem("yaml", f"not valid YAML: {what}", path, line, column, ERROR, hint, source))
        return out
    except (ValueError, RecursionError) as error:
        out.problems.append(Problem("yaml", f"not valid YAML: {error}", path, first_line))
        return out
    finally:
        loader.dispose()
    if node is None:
        return out
    _Builder(out).build(node)
    return out


class _Builder:
    """Turns PyYAML's nodes into plain values, noting where each stands."""

    def __init__(self, out: YamlFile) -> None:
        self.out = out
        self.count = 0

    def build(self, root: Any) -> None:
        try:
            self.out.value = self._value(root, (), 0)
        except _TooMuch:
            self.out.value = None
            self.out.problems.append(
                Problem(
                    "yaml",
                    "too many values or too deeply nested (aliases that repeat each other?)",
                    self.out.path,
                    self.out.first_line,
                )
            )

    def _value(self, node: Any, keys: tuple[str | int, ...], depth: int) -> Any:
        self.count += 1
        if self.count > _NODE_LIMIT or depth > _DEPTH_LIMIT:
            raise _TooMuch
        self.out.places.setdefault(keys, (node.start_mark.line + self.out.first_line, node.start_mark.column + 1))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, keys)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*keys, index), depth + 1) for index, item in enumerate(node.value)]
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.out.report("yaml-key", "a key must be a word", keys)
                continue
            key = str(key_node.value)
            if key in mapping:
                self.out.places[(*keys, key, "")] = (
                    key_node.start_mark.line + self.out.first_line,
                    key_node.start_mark.column + 1,
                )
                self.out.report(
                    "yaml-duplicate", f"`{key}` stands here a second time", (*keys, key, ""), hint="keep one of the two"
                )
                continue
            mapping[key] = self._value(value_node, (*keys, key), depth + 1)
        return mapping

    def _scalar(self, node: Any, keys: tuple[str | int, ...]) -> Any:
        text: str = node.value
        tag: str = node.tag
        if not tag.startswith("tag:yaml.org,2002:"):
            self.out.report("yaml-tag", f"tags such as `{tag}` are not read", keys, hint="remove the tag")
            return text
        if node.style:  # Plain scalars have None, or an empty text from the C loader.
            return text
        if text in ("", "~", "null"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        return text


class _TooMuch(Exception):
    pass


@dataclass(slots=True)
class Fields:
    """Typed access to one mapping of a file; every mistake becomes a problem at its place."""

    file: YamlFile
    keys: tuple[str | int, ...] = ()
    taken: set[str] = field(default_factory=set)

    @property
    def mapping(self) -> dict[str, Any]:
        value = self.file.value
        for key in self.keys:
            value = value[key]
        return value if isinstance(value, dict) else {}

    def has(self, key: str) -> bool:
        return self.mapping.get(key) is not None

    def raw(self, key: str) -> Any:
        self.taken.add(key)
        return self.mapping.get(key)

    def wrong(self, key: str, expected: str, *, code: str = "field-type") -> None:
        shown = str(self.mapping.get(key))
        shown = shown if len(shown) <= 60 else shown[:59] + "…"
        self.file.report(code, f"`{key}` is {shown!r}", (*self.keys, key), hint=f"expected {expected}")

    def text(self, key: str, default: str = "") -> str:
        """A text; numbers are taken as they were written where that is certain."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self.wrong(key, "a text (put it in quotation marks)")
        return default

    def required(self, key: str, what: str) -> str:
        """A text that must be there."""
        value = self.text(key)
        if not value and not (self.mapping.get(key) is not None and not isinstance(self.mapping.get(key), str)):
            line_keys = (*self.keys, key) if key in self.mapping else self.keys
            self.file.report("field-missing", f"`{key}` is missing", line_keys, hint=f"add `{key}: …` ({what})")
        return value

    def choice(self, key: str, allowed: Iterable[str], default: str) -> str:
        """One of several words."""
        value = self.text(key)
        options = tuple(allowed)
        if not value:
            return default
        if value not in options:
            near = did_you_mean(value, options)
            self.file.report(
                "field-choice",
                f"`{key}` is {value!r}",
                (*self.keys, key),
                hint=f"expected one of {', '.join(options)}" + (f"; {near}" if near else ""),
            )
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.raw(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value.strip(),)
        if not isinstance(value, list):
            self.wrong(key, "a list of texts")
            return ()
        out: list[str] = []
        for index, item in enumerate(value):
            if isinstance(item, str) or (isinstance(item, int) and not isinstance(item, bool)):
                out.append(str(item).strip())
            else:
                self.file.report(
                    "field-type",
                    f"an entry of `{key}` is not a text",
                    (*self.keys, key, index),
                    hint="put it in quotation marks",
                )
        return tuple(out)

    def items(self, key: str, expected: str = "a list of mappings") -> Iterator[tuple[int, Any]]:
        """The entries of a list with their index."""
        value = self.raw(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.wrong(key, expected)
            return
        yield from enumerate(value)

    def inner(self, *keys: str | int) -> Fields:
        """The fields of a mapping below this one; empty where it is not a mapping."""
        value: Any = self.mapping
        key: Any
        for key in keys:
            value = value[key] if isinstance(value, (dict, list)) else None
        self.taken.add(str(keys[0]))
        if value is not None and not isinstance(value, dict):
            self.file.report(
                "field-type",
                f"`{keys[0]}` must be a mapping",
                (*self.keys, *keys),
                hint="write `key: value` lines below it",
            )
        return Fields(self.file, (*self.keys, *keys))

    def number(self, key: str) -> float | None:
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.wrong(key, "a number")
            return None
        return float(value)

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(key, "true or false")
            return default
        return value

    def unknown(self, allowed: Iterable[str] = ()) -> tuple[str, ...]:
        """Keys that nobody asked for; each is kept in the file and reported."""
        known = (*sorted(self.taken), *allowed)
        out = []
        for key in self.mapping:
            if key not in known:
                near = did_you_mean(key, known)
                self.file.report(
                    "unknown-key",
                    f"unknown key `{key}`",
                    (*self.keys, key),
                    severity=WARNING,
                    hint=near or f"it is kept but has no effect; known here: {', '.join(k for k in known)}",
                )
                out.append(key)
        return tuple(out)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class Flow(dict[str, Any]):
    """A mapping that is written on one line, in braces."""


class FlowList(list[Any]):
    """A list that is written on one line, in brackets."""


def _represent_flow(dumper: yaml.SafeDumper, data: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)


def _represent_flow_list(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


class Plain(str):
    """A text that needs no quotation marks, for example an EDTF date."""


def _represent_plain(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:timestamp" if re.fullmatch(r"\d{4}-\d\d-\d\d", data) else "tag:yaml.org,2002:str", str(data)
    )


_Dumper.add_representer(Flow, _represent_flow)
_Dumper.add_representer(FlowList, _represent_flow_list)
_Dumper.add_representer(Plain, _represent_plain)


def dump_yaml(value: Any) -> str:
    """YAML in the house's form: keys in the order given, no wrapping, text as it is."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=False
    )
    return text
