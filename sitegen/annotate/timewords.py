"""What the time data says of a language, ready for use: classes of words, patterns by their first word, marks of tense.

One YAML file for each language is all there is to a language. It never looks at a text; a language without a file has
only the forms of dates that are the same everywhere.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.annotate.timepatterns import DIGITS, WordClass, compile_pattern, word_class
from sitegen.base.yamlfile import parse_yaml

_FOLDS = tuple(zip("ё’‘ʼ`´–‑−‒\u00a0\u202f\u2009", "е'''''----   ", strict=True))
_RANGE_DASH = re.compile(r"—(?=[\d\s])")
_SHORT_U = re.compile(r"(?<!\w)ў")
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?![\d:])(?!,\d|\.\d)"
_GROUP = re.compile(r"\(\?P<\w+>")
_COUNT = r"\d{1,3}(?![\d:])(?!,\d|\.\d)"
_NOTHING = re.compile(r"(?!)")
_EVERYWHERE: dict[str, list[str]] = {"iso": ["<iso>"], "numeric": ["<dmy>"]}


@dataclass(frozen=True, slots=True)
class TimePattern:
    """A pattern with what it means and where it may stand."""

    kind: str
    """What is read from it: a key of the data file's `patterns`."""
    source: str
    """Of its regular expression."""
    rank: int
    after: frozenset[str] = frozenset()
    """Words one of which must stand before it (articles aside); empty: any."""
    not_after: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()
    """What must follow: words, or `<end>` (a mark or the end), `<lower>`, `<title>` (a word in small letters, with a
    capital), `<past>` (a verb that tells what was), `of <title>`."""
    not_then: frozenset[str] = frozenset()
    tense: str = ""
    """The tense in which alone it is a time."""
    shift: int = 0
    """How many units it goes from its anchor."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Starting:
    """The patterns that can begin with a word, and the source of one expression that tells whether any of them
    matches."""

    any: str
    patterns: tuple[TimePattern, ...]


@dataclass(frozen=True, slots=True)
class TimeLanguage:
    """A language's words and patterns."""

    code: str
    values: dict[str, dict[str, int | str]] = field(default_factory=dict)
    """For each class, the value of each form."""
    patterns: dict[str, Starting] = field(default_factory=dict)
    """By first word."""
    first: re.Pattern[str] = _NOTHING
    """Finds the words with which patterns begin, and digits."""
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    tense: re.Pattern[str] | None = None
    link: re.Pattern[str] | None = None
    """What stands between a verb of calling or promising and the time of what is called for or promised."""
    link_behind: bool = False
    """Whether it can also stand behind the time."""
    capital: frozenset[str] = frozenset()
    """Classes whose words have a capital letter, and without it are other words."""
    small: frozenset[str] = frozenset()
    """Classes whose words have none, and with it are parts of names."""
    numeric: str = ""
    """Order of a date in figures: `dmy`, or empty where it is not fixed."""
    same_day: str = ""
    """How sure a weekday that is the day of publication means that day: empty or `probable`."""
    head: str = "any"
    """Which word of a noun's phrase says what it is about: `last` or `any`."""

    def looks_ahead(self, sentence: str) -> bool:
        """Whether a sentence has any word of what is to come, is called for or planned."""
        return self.tense is not None and any(
            match.lastgroup != "past" for match in self.tense.finditer(sentence)
        )


def folded(text: str) -> str:
    """The text in small letters with one kind of dash, apostrophe and space, character for character."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    if not lower.isascii():
        for character, plain in _FOLDS:
            if character in lower:
                lower = lower.replace(character, plain)
        if "—" in lower:
            # A long dash right before a letter parts clauses and joins no words.
            lower = _RANGE_DASH.sub("-", lower)
        if "ў" in lower:
            # At the head of a word this letter only follows a vowel before it, and the same word has another elsewhere.
            lower = _SHORT_U.sub("у", lower)
    return lower


@functools.cache
def time_language(code: str) -> TimeLanguage:
    """The language of a code such as `be` or `en-GB`; one with hardly anything where there is no file for it."""
    name = code.lower().replace("_", "-").split("-")[0]
    data: dict[str, Any] = {}
    if re.fullmatch(r"[a-z]{2,3}", name):
        entry = importlib.resources.files(__package__).joinpath("data", "times", f"{name}.yaml")
        if entry.is_file():
            data = parse_yaml(entry.read_text("utf-8"), f"{name}.yaml").value or {}
    return _language(name, data)


def _language(name: str, data: dict[str, Any]) -> TimeLanguage:
    values = {key: _forms(forms) for key, forms in data.get("classes", {}).items()}
    for key, tens in data.get("tens", {}).items():
        _add_tens(values[key], tens)
    for key, parts in data.get("unions", {}).items():
        values[key] = {form: value for part in parts for form, value in values[part].items()}
    for key, low_high in data.get("parts", {}).items():
        values[key] = {f: v for f, v in values[low_high["of"]].items() if v not in low_high.get("without", [])}
    classes = _classes(values, data.get("digits", {}))
    lists = {key: frozenset(folded(str(word)) for word in words) for key, words in data.get("lists", {}).items()}
    everything = {**data.get("patterns", {}), **_EVERYWHERE}
    tense = data.get("tense", {})
    patterns = _patterns(everything, classes, lists)
    return TimeLanguage(
        name,
        values,
        patterns,
        _first(patterns),
        lists,
        _tense(tense),
        re.compile(tense["open_link"]) if "open_link" in tense else None,
        bool(tense.get("link_behind")),
        frozenset(data.get("capital", [])),
        frozenset(data.get("small", [])),
        data.get("numeric", ""),
        data.get("same_day", "probable"),
        data.get("head", "any"),
    )


def _first(patterns: Mapping[str, Starting]) -> re.Pattern[str]:
    words = word_class(start for start in patterns if start != DIGITS)
    return re.compile(rf"(?<!\w)(?:\d|{words.source}(?!\w))")


def _forms(entries: Mapping[str, Any] | list[Any]) -> dict[str, int | str]:
    """Form → value from value → forms, a form being a word or a stem with `|`-separated endings: `август|а|е`."""
    out: dict[str, int | str] = {}
    if isinstance(entries, list):
        entries = {"0": entries}
    for key, forms in entries.items():
        value = int(key) if re.fullmatch(r"-?\d+", str(key)) else str(key)
        for form in forms if isinstance(forms, list) else [forms]:
            for word in _inflected(folded(str(form))):
                out.setdefault(word, value)
    return out


def _inflected(form: str) -> list[str]:
    """`август|а|е` is the word itself and with each ending; `перв~ый|ого` a stem that never stands alone."""
    if "~" in form:
        stem, _, endings = form.partition("~")
        return [stem + ending for ending in endings.split("|")]
    stem, *more = form.split("|")
    return [stem, *(stem + ending for ending in more)]


def _add_tens(values: dict[str, int | str], tens: Mapping[str, Any]) -> None:
    ones = [(form, value) for form, value in values.items() if isinstance(value, int) and 1 <= value <= 9]
    for key, words in tens.items():
        for word in words if isinstance(words, list) else [words]:
            for form, value in ones:
                values.setdefault(folded(word) + form, int(key) + int(value))


def _classes(values: dict[str, dict[str, int | str]], digits: Mapping[str, str]) -> dict[str, WordClass]:
    suffix = digits.get("ordinal", "")
    number = {
        "d": _DAY.replace("(?![", f"(?:{suffix})?(?![", 1) if suffix else _DAY,
        "d_ord": _DAY.replace("(?![", f"(?:{suffix})(?![", 1) if suffix else "(?!)",
        "n": _COUNT,
        "o": rf"\d{{1,3}}(?:{suffix})(?!\d)" if suffix else "(?!)",
    }
    out = {key: word_class(forms, number.get(key, "")) for key, forms in values.items()}
    for key, source in number.items():
        out.setdefault(key, word_class([], source))
    out["y"] = word_class([], _YEAR)
    out["yy"] = word_class([], digits.get("year", "(?!)"))
    out["dec_full"] = word_class([], digits.get("decade_full", "(?!)"))
    out["dec"] = word_class([], digits.get("decade", "(?!)"))
    out["iso"] = word_class([], r"(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![-\d])")
    out["dmy"] = word_class([], r"\d{1,2}([./])\d{1,2}\1(?:(?:1[5-9]|20)\d\d|\d\d)(?![./]?\d)".replace(r"\1", "[./]"))
    return out


def _patterns(
    data: Mapping[str, Any], classes: Mapping[str, WordClass], lists: Mapping[str, frozenset[str]]
) -> dict[str, Starting]:
    by_start: dict[str, list[TimePattern]] = {}
    rank = 0
    for kind, entries in data.items():
        for entry in entries:
            made = entry if isinstance(entry, dict) else {"say": entry}
            for say in made["say"] if isinstance(made["say"], list) else [made["say"]]:
                compiled = compile_pattern(folded(str(say)), classes)
                rank += 1
                pattern = TimePattern(
                    kind,
                    compiled.source,
                    rank,
                    after=_words(made.get("after"), lists),
                    not_after=_words(made.get("not_after"), lists),
                    then=_words(made.get("then"), lists),
                    not_then=_words(made.get("not_then"), lists),
                    tense=made.get("tense", ""),
                    shift=int(made.get("shift", 0)),
                    unit=str(made.get("unit", "")),
                )
                for start in compiled.starts:
                    by_start.setdefault(start, []).append(pattern)
    made_of: dict[tuple[int, ...], Starting] = {}
    out: dict[str, Starting] = {}
    for start, patterns in by_start.items():
        key = tuple(pattern.rank for pattern in patterns)
        if key not in made_of:
            made_of[key] = Starting(_any_of(patterns), tuple(patterns))
        out[start] = made_of[key]
    return out


def _any_of(patterns: list[TimePattern]) -> str:
    return "|".join(_GROUP.sub("(?:", pattern.source) for pattern in patterns)


@functools.cache
def expression(source: str) -> re.Pattern[str]:
    """The regular expression of a source, compiled when it is first met: most are not in most texts."""
    return re.compile(source)


def _words(names: Any, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words of the named lists, or the words themselves."""
    if not names:
        return frozenset()
    named = names if isinstance(names, list) else [names]
    out: set[str] = set()
    for name in named:
        out |= lists.get(str(name), frozenset({folded(str(name))}))
    return frozenset(out)


def _tense(data: Mapping[str, Any]) -> re.Pattern[str] | None:
    """One expression for all marks of tense, a named group for each kind, with the most telling first.

    `future_tail` takes in the verb behind an auxiliary ("will be taken up"), which is no past; `past_not` are words
    with a past's ending that are none, `attributive` words after which a participle only describes a thing.
    """
    tails = {"future": data.get("future_tail", "")}
    guards = {"past": "".join(rf"(?<!\b{re.escape(folded(word))} )" for word in data.get("attributive", []))}
    if data.get("past_not"):
        guards["past"] += rf"(?!{word_class(_all_forms(data['past_not'])).source}\b)"
    groups = []
    for kind in ("future", "modal", "open", "past"):
        sources = [word_class(_all_forms(data[kind])).source] if data.get(kind) else []
        sources += [rf"{guards.get(kind, '')}\w+(?:{ending})" for ending in [data.get(f"{kind}_endings", "")] if ending]
        if sources:
            groups.append(f"(?P<{kind}>(?:{'|'.join(sources)})(?!\\w){tails.get(kind, '')})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)") if groups else None


def _all_forms(words: Iterable[Any]) -> list[str]:
    return [form for word in words for form in _inflected(folded(str(word)))]
