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

from sitegen.annotate.timecodes import FIRST_CODE, Codes, WordClass, word_class
from sitegen.annotate.timegrammar import Grammar, TimePattern
from sitegen.annotate.timepatterns import parse_pattern
from sitegen.base.yamlfile import parse_yaml

_FOLDS = tuple(zip("ё’‘ʼ`´–‑−‒\u00a0\u202f\u2009", "е'''''----   ", strict=True))
_RANGE_DASH = re.compile(r"—(?=[\d\s])")
_SHORT_U = re.compile(r"(?<!\w)ў")
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?![\d:])(?!,\d|\.\d)"
_COUNT = r"\d{1,3}(?![\d:])(?!,\d|\.\d)"
_PATTERN_WORD = re.compile(r"(?<![<\w])[^\W\d_]+(?![\w>])")
_TENSES = ("future", "modal", "open", "past", "present")
_EVERYWHERE: dict[str, list[str]] = {"iso": ["<iso>"], "numeric": ["<dmy>"]}


@dataclass(frozen=True, slots=True)
class Tense:
    """The marks of tense of a language."""

    marks: re.Pattern[str]
    """In a text written in the characters of words: a group for each kind; `ending` for a past told by its ending."""
    tail: re.Pattern[str]
    """What belongs to a mark of the future behind it, in the folded text: the verb, which is no past."""
    attributive: frozenset[str]
    """Words behind which a participle only describes a thing."""
    nouns: frozenset[str]
    """Marks that are nouns behind those and behind a number: “his will”, “60 votes”."""


@dataclass(frozen=True, slots=True)
class TimeLanguage:
    """A language's words and patterns."""

    code: str
    values: dict[str, dict[str, int | str]] = field(default_factory=dict)
    """For each class, the value of each form."""
    grammar: Grammar = field(default_factory=lambda: Grammar((), {}))
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    tense: Tense | None = None
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
    planned: int = 6
    """Days ahead up to which a weekday beside a present tense is taken for the next one."""
    same_day: str = ""
    """How sure a weekday that is the day of publication means that day: empty or `probable`."""
    inserted: re.Pattern[str] | None = None
    """How an inserted clause begins that tells something of the thing before it: a relative pronoun, a participle."""
    head: str = "any"
    """Which word of a noun's phrase says what it is about: `last` or `any`."""


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
    spell = _Spelling([(re.compile(one), two) for one, two in data.get("spellings", [])])
    for forms in values.values():
        for form, value in list(forms.items()):
            forms.setdefault(spell.word(form), value)
    for key, tens in data.get("tens", {}).items():
        _add_tens(values[key], tens)
    for key, parts in data.get("unions", {}).items():
        values[key] = {form: value for part in parts for form, value in values[part].items()}
    for key, low_high in data.get("parts", {}).items():
        values[key] = {f: v for f, v in values[low_high["of"]].items() if v not in low_high.get("without", [])}
    tense = data.get("tense", {})
    classes = _classes(values, data.get("digits", {})) | _tense_classes(tense)
    lists = {key: _listed(words, values) for key, words in data.get("lists", {}).items()}
    lists = {key: words | {spell.word(word) for word in words} for key, words in lists.items()}
    everything = {**data.get("patterns", {}), **_EVERYWHERE}
    grammar = Grammar(_patterns(everything, lists, spell), classes)
    return TimeLanguage(
        name,
        values,
        grammar,
        lists,
        _tense(tense, grammar.codes),
        re.compile(tense["open_link"]) if "open_link" in tense else None,
        bool(tense.get("link_behind")),
        frozenset(data.get("capital", [])),
        frozenset(data.get("small", [])),
        data.get("numeric", ""),
        data.get("planned", 6),
        data.get("same_day", "probable"),
        re.compile(data["inserted"]) if "inserted" in data else None,
        data.get("head", "any"),
    )


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How words are written in another spelling of the language."""

    changes: list[tuple[re.Pattern[str], str]]

    def word(self, word: str) -> str:
        for pattern, written in self.changes:
            word = pattern.sub(written, word)
        return word

    def either(self, pattern: str) -> str:
        """A pattern of the data whose words may be written in both ways."""

        def both(match: re.Match[str]) -> str:
            word, other = match.group(), self.word(match.group())
            return word if word == other else f"({word}|{other})"

        return _PATTERN_WORD.sub(both, pattern) if self.changes else pattern


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
        "d_ord": rf"(?:0?[1-9]|[12]\d|3[01])(?:{suffix})(?!\d)" if suffix else "(?!)",
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
    data: Mapping[str, Any], lists: Mapping[str, frozenset[str]], spell: _Spelling
) -> tuple[TimePattern, ...]:
    out: list[TimePattern] = []
    for kind, entries in data.items():
        for entry in entries:
            made = entry if isinstance(entry, dict) else {"say": entry}
            limits = {key: _words(made.get(key), lists) for key in ("after", "not_after", "then", "not_then")}
            for say in made["say"] if isinstance(made["say"], list) else [made["say"]]:
                out.append(
                    TimePattern(
                        kind, parse_pattern(spell.either(folded(str(say)))), len(out), **limits,
                        tense=made.get("tense", ""), shift=int(made.get("shift", 0)), unit=str(made.get("unit", "")),
                    )
                )  # fmt: skip
    return tuple(out)


def _listed(words: Iterable[Any], values: Mapping[str, Mapping[str, int | str]]) -> frozenset[str]:
    """The words of a list, where `<o>` stands for all forms of a class."""
    out: set[str] = set()
    for word in map(str, words):
        out |= values[word[1:-1]].keys() if word.startswith("<") else {folded(word)}
    return frozenset(out)


def _words(names: Any, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words of the named lists, or the words themselves."""
    if not names:
        return frozenset()
    named = names if isinstance(names, list) else [names]
    out: set[str] = set()
    for name in named:
        out |= lists.get(str(name), frozenset({folded(str(name))}))
    return frozenset(out)


def _tense_classes(data: Mapping[str, Any]) -> dict[str, WordClass]:
    keys = [*_TENSES, "past_not", "present_not"]
    return {f"tense_{key}": word_class(_all_forms(data[key])) for key in keys if data.get(key)}


def _tense(data: Mapping[str, Any], codes: Codes) -> Tense | None:
    """One expression for all marks of tense, with the most telling first.

    `future_tail` takes in the verb behind an auxiliary ("will be taken up"), which is no past; `past_not` are words
    with a past's ending that are none, `present_not` those with a present's and verbs that tell of no time (“says”),
    `attributive` words after which a participle only describes a thing. A word that the patterns know is written in a
    character, and so has no ending to tell by.
    """
    groups = []
    for kind in _TENSES:
        sources = [codes.class_source(f"tense_{kind}")] if data.get(kind) else []
        endings = data.get(f"{kind}_endings", "")
        if endings and kind != "past":
            sources.append(codes.ending(endings))
        if sources:
            groups.append(f"(?P<{kind}>(?:{'|'.join(sources)})(?!\\w))")
        if endings and kind == "past":
            groups.append(rf"(?P<ending>{codes.ending(endings)}(?!\w))")
    if not groups:
        return None
    attributive = frozenset(folded(word) for word in data.get("attributive", []))
    nouns = frozenset(folded(word) for word in data.get("nouns", []))
    marks = re.compile(rf"(?<!\w)(?=[{FIRST_CODE}-\uf8ff'])(?:{'|'.join(groups)})")
    return Tense(marks, re.compile(data.get("future_tail", "")), attributive, nouns)


def _all_forms(words: Iterable[Any]) -> list[str]:
    return [form for word in words for form in _inflected(folded(str(word)))]
