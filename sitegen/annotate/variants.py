"""Other spellings of a name in Cyrillic script: how libraries, states and newspapers write it in Latin script, and how
the sister languages write it.

Each scheme is a table among the data (`data/romanisation/`), with its source: letters and groups of letters, what they
become at the beginning of a word or behind a vowel, and at its end. A variant is a proposal, for a person to accept or
to be looked for in texts; it is never used to find mentions by itself.
"""

from __future__ import annotations

import functools
import importlib.resources
from dataclasses import dataclass
from typing import Any

from sitegen.annotate.lexicon import CYRILLIC, base_language, given_tables, lexicon, script_language
from sitegen.base.text import fold
from sitegen.base.yamlfile import parse_yaml

_SIGNS = "ьъ'’ʼў"
_VOWELS = "аеёиоуыэюяіїє"
_LONGEST = 4

Table = dict[str, str]


@dataclass(frozen=True, slots=True)
class Variant:
    """One other spelling."""

    text: str
    language: str
    """BCP 47."""
    scheme: str
    """`bgn-pcgn`, `iso-9`, `be-2007` …; `press` for what papers write, `equivalent` for a sister language."""


@dataclass(frozen=True, slots=True)
class _Scheme:
    source: str
    language: str
    scheme: str
    given: str
    """The language whose given names take the place of the transcribed ones; empty where none do."""
    tables: tuple[tuple[Table, Table, Table, Table, Table], ...]
    """For each usual spelling: letters, and what they become when they open a word or follow a vowel or sign, begin a
    word, follow a vowel, end a word."""


def propose_variants(name: str, language: str, type: str) -> tuple[Variant, ...]:
    """Other spellings of a name in Cyrillic script, each once; none for names in other scripts.

    Args:
        name: as its own language writes it, in the nominative.
        language: ru, be or uk; where it is empty or another, the letters decide.
        type: of the record: only people have given names.
    """
    name = " ".join(name.split())
    if not CYRILLIC.search(name) or len(name) > 500:
        return ()
    language = base_language(language)
    if language not in {scheme.source for scheme in _schemes()}:
        language = script_language(name)
    out: dict[str, Variant] = {}
    for scheme in _schemes():
        if scheme.source == language:
            for text in _spellings(name, scheme, is_person=type == "person"):
                if text != name:
                    out.setdefault(text, Variant(text, scheme.language, scheme.scheme))
    return tuple(out.values())


def _spellings(name: str, scheme: _Scheme, *, is_person: bool) -> list[str]:
    words = name.split(" ")
    given = _given(words[0], scheme) if is_person and len(words) > 1 else []
    if scheme.scheme == "equivalent" and is_person and not given:
        return []
    out: list[str] = []
    for tables in scheme.tables:
        rest = [_word(word, tables) for word in words]
        firsts = given if scheme.scheme == "equivalent" and is_person else [rest[0], *given]
        out += [" ".join([first, *rest[1:]]) for first in firsts]
    return out


def _given(word: str, scheme: _Scheme) -> list[str]:
    """The given name in the scheme's language, by the table of equivalents."""
    if not scheme.given:
        return []
    keys = lexicon(scheme.source).given.get(fold(word), frozenset())
    table = given_tables().get(scheme.given, {})
    return [
        form for key in sorted(keys) if key in table for form in table[key].split()[: 2 if scheme.given == "en" else 1]
    ]


def _word(word: str, tables: tuple[Table, Table, Table, Table, Table]) -> str:
    letters, opening, beginning, after_vowel, endings = tables
    lower = word.lower().translate({0x2019: "'", 0x2BC: "'"})
    out: list[str] = []
    at = 0
    while at < len(lower):
        if at and lower[at:] in endings:
            out.append(endings[lower[at:]])
            break
        previous = lower[at - 1] if at else ""
        if previous in _SIGNS and previous:
            known: tuple[Table, ...] = (opening, letters)
        elif not previous.isalpha():
            known = (beginning, opening, letters)
        else:
            known = (after_vowel, opening, letters) if previous in _VOWELS else (letters,)
        group, latin = _longest(lower, at, known)
        out.append(_capitalised(latin, word[at : at + len(group)], word))
        at += len(group)
    return "".join(out)


def _longest(lower: str, at: int, known: tuple[Table, ...]) -> tuple[str, str]:
    """The longest group of letters that a table has, with what it becomes; an unknown letter stays as it is."""
    for length in range(min(_LONGEST, len(lower) - at), 0, -1):
        part = lower[at : at + length]
        for table in known:
            if part in table:
                return part, table[part]
    return lower[at], lower[at]


def _capitalised(latin: str, original: str, word: str) -> str:
    if not original[:1].isupper():
        return latin
    return latin.upper() if len(word) > 1 and word.isupper() else latin[:1].upper() + latin[1:]


@functools.cache
def _schemes() -> tuple[_Scheme, ...]:
    folder = importlib.resources.files("sitegen.annotate").joinpath("data", "romanisation")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    schemes = [_scheme(parse_yaml(file.read_text(encoding="utf-8"), file.name).value) for file in files]
    # A spelling that several schemes have in common goes by what is written most.
    return tuple(sorted(schemes, key=lambda scheme: (scheme.language != "en", scheme.scheme != "press")))


def _scheme(value: dict[str, Any]) -> _Scheme:
    keys = ("letters", "opening", "beginning", "after_vowel", "endings")
    base = {key: _pairs(value.get(key)) for key in keys}
    tables = []
    for option in value.get("options") or [{}]:
        letters, opening, beginning, after_vowel, endings = ({**base[key], **_pairs(option.get(key))} for key in keys)
        tables.append((letters, opening, beginning, after_vowel, endings))
    return _Scheme(
        str(value["from"]), str(value["language"]), str(value["scheme"]), str(value.get("given") or ""), tuple(tables)
    )


def _pairs(value: object) -> Table:
    pairs = (pair.partition("=") for pair in str(value or "").split())
    return {letters: latin for letters, _, latin in pairs if letters}
