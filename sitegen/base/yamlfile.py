"""The one door to PyYAML: YAML that knows its lines, without its surprises.

Read are strings, whole numbers, decimals, `true`/`false`, null, lists and mappings. A date stays the text that was
written, `no` is a word, `12:30` is not a number, a key that stands twice is a problem, tags are refused. What comes
back is a tree of plain values beside a map of where each of them stands.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from sitegen.base.problems import ERROR, WARNING, Problem
from sitegen.base.text import did_you_mean

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"(0|-?[1-9][0-9]{0,17})\Z")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
# YAML takes these for ends of lines, editors do not: every line number after one would be wrong.
_BREAKS = re.compile("[\x85\u2028\u2029]")
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
    """Reads one YAML document; it never raises.

    Args:
        text: the document.
        path: how problems name the file.
        first_line: the line of the file on which the text begins (front matter begins on the second).
    """
    out = YamlFile(path, lines=text.split("\n"), first_line=first_line)
    odd = _ODD.search(text) or _BREAKS.search(text)
    if odd:
        _refuse(out, f"the character {odd.group()!r} cannot stand here", text.count("\n", 0, odd.start()),
                odd.start() - (text.rfind("\n", 0, odd.start()) + 1), "remove it")  # fmt: skip
        return out
    try:
        loader = _Loader(text)
    except (yaml.YAMLError, ValueError) as error:
        _refuse(out, str(error), 0, 0, "")
        return out
    try:
        _Builder(out, loader).build()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = str(getattr(error, "problem", None) or "the text cannot be read")
        line, column = (mark.line, mark.column) if mark else (0, 0)
        _refuse(out, what, line, column, "")
    except _TooMuch as error:
        _refuse(out, str(error), error.line, error.column, "write it more simply, without anchors and aliases")
    except (ValueError, OverflowError) as error:
        _refuse(out, str(error), 0, 0, "")
    finally:
        loader.dispose()
    return out


def _refuse(out: YamlFile, what: str, line: int, column: int, hint: str) -> None:
    """The whole document is refused: a part of it would be taken for all of it."""
    out.value = None
    source = out.lines[line] if 0 <= line < len(out.lines) else ""
    if not hint:
        if source[column : column + 1] == "\t" or "\t" in source[: len(source) - len(source.lstrip())]:
            hint = "indent with spaces: YAML does not allow tabs there"
        elif "mapping values are not allowed" in what:
            hint = "put a value that contains `: ` in quotation marks"
        else:
            hint = "look at the indentation, quotation marks and brackets here and just above"
    place = (line + out.first_line, column + 1)
    out.problems.append(Problem("yaml", f"not valid YAML: {what}", out.path, *place, ERROR, hint, source))


class _Builder:
    """Turns the parser's events into plain values, noting where each stands.

    Events rather than PyYAML's nodes: those are composed by recursion in C, which deep nesting ends together with the
    whole program.
    """

    def __init__(self, out: YamlFile, loader: Any) -> None:
        self.out = out
        self.loader = loader
        self.count = 0
        self.anchors: dict[str, tuple[Any, int] | None] = {}

    def build(self) -> None:
        self._next(yaml.StreamStartEvent)
        if self.loader.check_event(yaml.StreamEndEvent):
            return
        self._next(yaml.DocumentStartEvent)
        self.out.value = self._value((), 0)
        self._next(yaml.DocumentEndEvent)
        event = self.loader.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            mark = event.start_mark
            raise yaml.composer.ComposerError(None, None, "a second document begins here", mark)

    def _next(self, kind: type) -> Any:
        event = self.loader.get_event()
        if not isinstance(event, kind):
            raise yaml.composer.ComposerError(None, None, "this is not a document", event.start_mark)
        return event

    def _value(self, keys: tuple[str | int, ...], depth: int) -> Any:
        event = self.loader.get_event()
        mark = event.start_mark
        before = self.count
        self.count += 1
        if self.count > _NODE_LIMIT or depth > _DEPTH_LIMIT:
            raise _TooMuch("too many values, or too deeply nested", mark.line, mark.column)
        self.out.places.setdefault(keys, (mark.line + self.out.first_line, mark.column + 1))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.anchor:
            self.anchors[event.anchor] = None
        self._check_tag(event, keys)
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, keys)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            while not self.loader.check_event(yaml.SequenceEndEvent):
                value.append(self._value((*keys, len(value)), depth + 1))
            self.loader.get_event()
        else:
            value = self._mapping(keys, depth)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.count - before)
        return value

    def _mapping(self, keys: tuple[str | int, ...], depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not self.loader.check_event(yaml.MappingEndEvent):
            event = self.loader.peek_event()
            mark = event.start_mark
            place = (mark.line + self.out.first_line, mark.column + 1)
            if not isinstance(event, yaml.ScalarEvent):
                self._value((*keys, ""), depth + 1)
                self._value((*keys, ""), depth + 1)
                self._report("yaml-key", "a key must be a word", place, "write `key: value`")
                continue
            self.loader.get_event()
            key = str(event.value)
            if key in mapping:
                # The second value is read to get over it; the first counts.
                self._value((*keys, key, ""), depth + 1)
                self._report("yaml-duplicate", f"`{key}` stands here a second time", place, "keep one of the two")
                continue
            mapping[key] = self._value((*keys, key), depth + 1)
        self.loader.get_event()
        return mapping

    def _alias(self, event: Any) -> Any:
        known = self.anchors.get(event.anchor)
        mark = event.start_mark
        if known is None:
            raise yaml.composer.ComposerError(None, None, f"`*{event.anchor}` stands for nothing", mark)
        value, size = known
        self.count += size
        if self.count > _NODE_LIMIT:
            raise _TooMuch("aliases that repeat each other", mark.line, mark.column)
        return copy.deepcopy(value)

    def _check_tag(self, event: Any, keys: tuple[str | int, ...]) -> None:
        if event.tag is not None and event.tag != "!":
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.out.report("yaml-tag", f"tags such as `{shown}` are not read", keys, hint="remove the tag")

    def _report(self, code: str, message: str, place: Place, hint: str) -> None:
        source = self.out.line(place[0])
        self.out.problems.append(Problem(code, message, self.out.path, *place, ERROR, hint, source))

    def _scalar(self, event: Any, keys: tuple[str | int, ...]) -> Any:
        text: str = event.value
        odd = _HALVES.search(text)
        if odd:
            self.out.report("yaml", f"{odd.group()!r} is half a character", keys, hint="write the character itself")
            return _HALVES.sub("\ufffd", text)
        if event.style or event.tag is not None:  # Plain ones have None, or an empty text from the C parser.
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
    def __init__(self, what: str, line: int, column: int) -> None:
        self.line, self.column = line, column
        super().__init__(what)


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

    def written(self, key: str) -> str:
        """A text with the white space at its ends, where that means something."""
        self.text(key)
        value = self.mapping.get(key)
        return value if isinstance(value, str) else ""

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
            return (value.strip(),) if value.strip() else ()
        if not isinstance(value, list):
            self.wrong(key, "a list of texts")
            return ()
        out: list[str] = []
        for index, item in enumerate(value):
            if isinstance(item, str) or (isinstance(item, int) and not isinstance(item, bool)):
                out += [str(item).strip()] if str(item).strip() else []
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


def _represent_text(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style='"' if _BREAKS.search(data) else None)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Flow, _represent_flow)
_Dumper.add_representer(FlowList, _represent_flow_list)
_Dumper.add_representer(Plain, _represent_plain)


def dump_yaml(value: Any) -> str:
    """YAML in the house's form: keys in the order given, no wrapping, text as it is."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=False
    )
    return text
