"""Where sentences end, for every room of this package: the one place that decides it.

A sentence ends at a full stop, an exclamation or question mark or an ellipsis, with the marks that close behind it,
where no small letter follows; and at the end of a line. A full stop behind an abbreviation, an initial or an ordinal
ends none. Which abbreviations a language has, and how each behaves, is data (`data/sentences/`):

- `titles` stand before a name and never end a sentence ("Dr.");
- `abbreviations` end one only before a word that begins sentences, one of the `starters` ("in the U.S. The court …");
- `closing` ones end it before any capital, but not before a digit ("etc.", «5 руб. 50 коп.»);
- `numbered` ones are abbreviations only before a digit ("no. 5", "Sept. 3"), and other words elsewhere.

Nothing else is decided here. A language without a file has what holds in all: initials and words without a vowel.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from dataclasses import dataclass

from sitegen.base.yamlfile import parse_yaml

_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_OPENING = "\"'“„«»‘‚(\\[…"
_SIGN = r"[^\w\s,;:.!?…()\[\]\"'“”„«»‘’‚/+=%&–—‑-]"
_MARK = re.compile(r"[.!?…\n]")
# What may end a sentence, up to the next one; `next` is its first letter, digit or sign behind the marks that open it.
_END = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]+)[\"'”’»“«‘)\]]*(?:[^\S\n]»(?=\s))?(?P<gap>[^\S\n]+)"
    rf"(?=[{_OPENING}–—-]{{0,8}}\s?[{_OPENING}]{{0,8}}(?P<next>[^\W_]|{_SIGN}))"
    r"|\n\s*"
)
_PART_END = re.compile(r";\s+")
_DASH = re.compile("[–—-]")
_HEAD = re.compile(r"[^\W\d_]+(?=[\s'’])")
_JOINTS = re.compile(r"[.\-–—‑]")
_ELISION = re.compile(r"\A[^\W\d_]['’](?=\w\w)")
_OPENERS = "\"'“„«»‘‚([—–-…"
_LONGEST_WORD = 24
_NO_SHORT = 6
"""Letters that no abbreviation has."""
_LONGEST_VOWELLESS = 4
_VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýąęœаеёиоуыэюяіїє")
_ROMAN = frozenset("IVX")
_PASSAGES = 512


@dataclass(frozen=True, slots=True)
class _Stops:
    """The abbreviations of a language, in small letters and without their last full stop."""

    titles: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    ordinals: bool = False
    """Whether a number with a full stop is an ordinal."""


@functools.lru_cache(maxsize=_PASSAGES)
def sentence_spans(text: str, language: str = "") -> tuple[tuple[int, int], ...]:
    """The sentences of a text as (start, end), without the white space between them.

    Remembered for the texts asked for last: every room asks for the same passages.

    Args:
        text: any text, of one or more lines.
        language: its tag (`en`, `be-tarask`), or empty.
    """
    stops = _stops(language)
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for mark in _MARK.finditer(text, start):
        match = _END.match(text, mark.start()) if mark.start() >= start else None
        if match is None:
            continue
        end = match.start("gap")
        if end < 0:
            end = len(text[start : match.end()].rstrip()) + start
        elif not _ends_sentence(text, start, match, stops):
            continue
        if end > start:
            spans.append((start, end))
        start = match.end()
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return tuple(spans)


def clause_starts(text: str, language: str = "") -> list[int]:
    """Where sentences and their parts behind semicolons begin, in order."""
    starts = [start for start, _ in sentence_spans(text, language)]
    parts = [match.end() for match in _PART_END.finditer(text)] if ";" in text else []
    return sorted({*starts, *parts}) if parts else starts


def abbreviations(language: str) -> frozenset[str]:
    """The abbreviations of a language, in small letters and without their last full stop."""
    stops = _stops(language)
    return stops.titles | stops.abbreviations | stops.closing | stops.numbered


def is_abbreviation(word: str, language: str) -> bool:
    """Whether a word, in small letters, is one of which a full stop can be a part."""
    return word in abbreviations(language) or _is_vowelless(word)


@functools.cache
def _stops(language: str) -> _Stops:
    code = language.replace("_", "-").split("-")[0].lower()
    file = importlib.resources.files("sitegen.annotate").joinpath("data", "sentences", f"{code}.yaml")
    if not _LANGUAGE.match(code) or not file.is_file():
        return _Stops()
    value = parse_yaml(file.read_text(encoding="utf-8"), file.name).value

    def words(name: str) -> frozenset[str]:
        return frozenset(str(value.get(name) or "").split())

    return _Stops(
        words("titles"),
        words("abbreviations"),
        words("closing"),
        words("numbered"),
        words("starters"),
        value.get("ordinals") == "yes",
    )


def _ends_sentence(text: str, start: int, match: re.Match[str], stops: _Stops) -> bool:
    """Whether a sentence that begins at `start` ends at a mark."""
    if match["next"].islower():
        return False
    at = match.start()
    if at + 1 != match.start("gap") or text[at] != ".":
        return True
    if at - start >= _NO_SHORT and text[at - _NO_SHORT : at].isalpha():
        return True
    pieces = text[max(start, at - _LONGEST_WORD) : at].rsplit(None, 1)
    printed = pieces[-1].lstrip(_OPENERS) if pieces else ""
    word = _ELISION.sub("", _JOINTS.split(printed)[-1])
    if not word:
        return True
    if word.isdigit() or (stops.ordinals and _ROMAN.issuperset(word)):
        return _number_ends(text, match, printed, stops)
    return _word_ends(text, match, printed, word, stops)


def _number_ends(text: str, match: re.Match[str], printed: str, stops: _Stops) -> bool:
    """Whether the full stop behind a number ends a sentence: not in "3. 12. 2020", „am 3. Mai“."""
    if len(printed) > 2 and printed.isdigit():
        return True
    if match["next"].isdigit():
        return False
    return not stops.ordinals or _begins_sentence(text, match, stops)


def _word_ends(text: str, match: re.Match[str], printed: str, word: str, stops: _Stops) -> bool:
    small, whole = word.lower(), printed.lower()
    digit = match["next"].isdigit()
    if small in stops.titles:
        return False
    if whole in stops.closing or small in stops.closing:
        return not digit
    if digit and small in stops.numbered:
        return False
    initial = len(word) == 1 and word.isalpha()
    if initial or whole in stops.abbreviations or small in stops.abbreviations or _is_vowelless(word):
        return _begins_sentence(text, match, stops)
    return True


def _begins_sentence(text: str, match: re.Match[str], stops: _Stops) -> bool:
    """Whether what follows a mark is a word that begins sentences, and no initial; nor text behind a dateline."""
    head = _HEAD.match(text, match.start("next"))
    if head is None or head.group().lower() not in stops.starters:
        return False
    return not _DASH.search(text, match.end(), match.start("next"))


def _is_vowelless(word: str) -> bool:
    """Whether a word is too short of vowels to be one that is printed in full; capitals ("BBC") are something else."""
    return (
        len(word) <= _LONGEST_VOWELLESS
        and word.isalpha()
        and not (len(word) > 1 and word.isupper())
        and _VOWELS.isdisjoint(word.lower())
    )
