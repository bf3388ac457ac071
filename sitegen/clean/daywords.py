"""The words by which texts speak of days: months, weekdays, "yesterday", "44 days after", "will be held on".

They stand in the same files as the cleaner's other words; this module holds those that concern dates. All languages
are held together: a page mixes them.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.clean.language import folded, language_files, line_key, numbered, words

_MARK = re.compile(r"['’ʼ-]")


@dataclass(frozen=True, slots=True)
class DayVocabulary:
    """Words of all languages, folded."""

    months: dict[str, int]
    weekdays: dict[str, int]
    not_months: frozenset[str]
    """Short names of months that are also words: they need a year beside them."""
    updated: frozenset[str]
    published: frozenset[str]
    saved: frozenset[str]
    """What stands before the day on which somebody kept a copy."""
    night: frozenset[str]
    turn_of_week: frozenset[str]
    """ "last", "next", "every": a weekday beside them is not the nearest one."""
    last: frozenset[str]
    relative: dict[str, int]
    """ "today" 0, "yesterday" -1, "tomorrow" 1: the day told, seen from the day of publication."""
    relative_languages: dict[str, frozenset[str]]
    """The codes of the languages in which such a word has that sense: "hier" is also a German's "here"."""
    morning: frozenset[str]
    """Words for tomorrow that mean the morning as well."""
    dotless_months: frozenset[str]
    """Months that are another one where a full stop stands behind the day."""
    this_day: frozenset[str]
    week: frozenset[str]
    month: frozenset[str]
    day: frozenset[str]
    after: frozenset[str]
    numbers: dict[str, int]
    future: tuple[str, ...]
    past: frozenset[str]
    """Words of which one stands in nearly every sentence that tells what has happened."""
    past_endings: tuple[str, ...]
    deadline: frozenset[str]
    """Words before a date that is the end or start of a stretch of time rather than the day of something told."""
    turn: frozenset[str]
    """Words that begin another clause: a date behind them is not the day of what was announced before them."""
    of_day: frozenset[str]
    """What joins a thing to its own date: "the ruling of 3 May"."""
    particles: frozenset[str]
    """Small words inside names."""
    comments: frozenset[str]
    """Headings above readers' comments, as line keys."""
    open_order: frozenset[str]
    """Function words of the languages in which 03/04/2020 has two readings."""
    day_first: frozenset[str]
    """Ends of addresses in whose countries such a language puts the day first."""
    month_first: frozenset[str]


@functools.cache
def day_words() -> DayVocabulary:
    """The words of all packaged languages, read once."""
    files = language_files()

    relative: dict[str, int] = {}
    languages: dict[str, set[str]] = {}
    for key, offset in (("tomorrow", 1), ("yesterday", -1), ("today", 0)):
        for file in files:
            for word in file.get(key) or []:
                relative[fold(str(word))] = offset
                languages.setdefault(fold(str(word)), set()).add(str(file["code"]))
    return DayVocabulary(
        months={name: index + 1 for name, index in numbered("months").items()},
        weekdays=numbered("weekdays"),
        not_months=folded("not_months"),
        updated=folded("updated"),
        published=folded("published"),
        saved=folded("saved"),
        night=folded("night"),
        turn_of_week=folded("ago"),
        last=folded("last"),
        relative=relative,
        relative_languages={word: frozenset(codes) for word, codes in languages.items()},
        morning=folded("morning"),
        dotless_months=folded("dotless_months"),
        this_day=folded("this_day"),
        week=folded("week"),
        month=folded("month"),
        day=folded("day"),
        after=folded("after"),
        numbers={name: index + 1 for name, index in numbered("numbers").items()},
        future=tuple(sorted(folded("future"), key=lambda word: (-len(word), word))),
        past=frozenset(word for word in folded("past") if not word.startswith("-")),
        past_endings=tuple(sorted(word[1:] for word in folded("past") if word.startswith("-"))),
        deadline=folded("deadline"),
        turn=folded("turn"),
        of_day=folded("of_day"),
        particles=folded("particles"),
        comments=frozenset(line_key(word) for word in words("comments")) - {""},
        open_order=frozenset(
            fold(word) for file in files if file.get("date_order") == "open" for word in file["function_words"]
        ),
        day_first=folded("day_first_domains"),
        month_first=folded("month_first_domains"),
    )


def month_of_word(word: str) -> int:
    """1 to 12, or 0 where a word names no month."""
    known = day_words().months
    return known.get(word.lower()) or (0 if word.isascii() else known.get(fold(word), 0))


def weekday_of_word(word: str) -> int:
    """0 (Monday) to 6, or -1; "Sunday's" and "Montag-" are read by what stands before the mark."""
    known = day_words().weekdays
    found = known.get(word.lower(), -1)
    if found < 0 and not word.isascii():
        found = known.get(fold(word), -1)
    if found < 0 and not word.isalpha() and (cut := _MARK.split(word, maxsplit=1)[0]) != word:
        found = weekday_of_word(cut)
    return found


@functools.cache
def phrase_pattern(key: str) -> re.Pattern[str]:
    """Finds the whole words of one set in a folded text.

    Args:
        key: `updated`, `published`, `saved`, `future` of `DayVocabulary`.
    """
    words = sorted(getattr(day_words(), key), key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")
