"""Words for readers that the interface may print in another language.

A message is the English text, so that values are exported, compared and put together as they are; beside it, it
remembers of which message id and arguments it was made, so that a template can print it in the site's language. The
catalogues are those of GNU gettext; a message id is the English text with named gaps (`about {date}`). Nothing is
translated here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any, Final

# How a day is written, in the pattern letters of the CLDR (Unicode Technical Standard 35).
DAY: Final = "d MMMM y"
WHOLE_DAY: Final = "EEEE, d MMMM y"
DAY_OF_YEAR: Final = "d MMMM"
WEEKDAY: Final = "EEEE"
MONTH: Final = "LLLL y"
MONTH_WITHIN: Final = "MMMM y"
"""A month behind a preposition or a day: many languages inflect it there."""
MONTH_NAME: Final = "LLLL"

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_LETTERS = re.compile(r"EEEE|EEE|MMMM|MMM|LLLL|d|y")


class Message(str):
    """An English text that knows how it was made.

    Attributes:
        id: the message id; for one that depends on a number, the form for one.
        many: the form for many; empty where the message depends on no number.
        number: the number that chooses the form.
        values: pairs of a gap's name and what fills it; a message among them is translated too.
        context: tells it apart from another message of the same words; mostly empty.
    """

    __slots__ = ("context", "id", "many", "number", "values")
    id: str
    many: str
    number: int
    values: tuple[tuple[str, Any], ...]
    context: str

    def __new__(
        cls, id: str, many: str = "", number: int = 0, values: tuple[tuple[str, Any], ...] = (), context: str = ""
    ) -> Message:
        form = many if many and number != 1 else id
        message = super().__new__(cls, form.format(**dict(values)) if values else form)
        message.id, message.many, message.number, message.values = id, many, number, values
        message.context = context
        return message

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.id, self.many, self.number, self.values, self.context)


class DateWords(str):
    """A day, a part of it or its month in English words, that knows which day it is.

    Attributes:
        day: ISO; of a month, its first.
        pattern: how it is written, one of the patterns above or another of their letters.
    """

    __slots__ = ("day", "pattern")
    day: str
    pattern: str

    def __new__(cls, day: str, pattern: str = DAY) -> DateWords:
        """`day`: an ISO day, or a month such as `2020-08`."""
        day = day if day[7:] else f"{day}-01"
        words = super().__new__(cls, _LETTERS.sub(lambda letters: _in_english(day, letters.group()), pattern))
        words.day, words.pattern = day, pattern
        return words

    def __reduce__(self) -> tuple[Any, ...]:
        return DateWords, (self.day, self.pattern)


def _in_english(day: str, letters: str) -> str:
    if letters == "y":
        return day[:4]
    if letters == "d":
        return str(int(day[8:]))
    is_weekday = letters[0] == "E"
    name = _WEEKDAYS[datetime.date.fromisoformat(day).weekday()] if is_weekday else MONTHS[int(day[5:7]) - 1]
    return name if len(letters) == 4 else name[:3]


class Number(str):
    """A number in English words (`6,700`, `2.35`) that knows its value.

    Attributes:
        value: the number.
        decimals: 0 where it always has two, unless it is whole; else how many it has at most.
    """

    __slots__ = ("decimals", "value")
    value: float
    decimals: int

    def __new__(cls, value: float, decimals: int = 0) -> Number:
        if value == round(value):
            text = f"{round(value):,}"
        else:
            text = f"{value:,.{decimals}f}".rstrip("0") if decimals else f"{value:,.2f}"
        words = super().__new__(cls, text)
        words.value, words.decimals = value, decimals
        return words

    def __reduce__(self) -> tuple[Any, ...]:
        return Number, (self.value, self.decimals)


class Small(str):
    """A text whose first letter is small, whichever language it is printed in.

    Attributes:
        text: with its first letter as it was.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Small:
        small = super().__new__(cls, text[:1].lower() + text[1:])
        small.text = text
        return small

    def __reduce__(self) -> tuple[Any, ...]:
        return Small, (self.text,)


def joined(separator: str, parts: Iterable[str]) -> Message:
    """Texts put together, messages among them: like `separator.join(parts)`."""
    values = tuple((f"part{number}", part) for number, part in enumerate(parts))
    return Message(separator.join(f"{{{name}}}" for name, _ in values), values=values)


def tr(id: str, /, **values: object) -> Message:
    """A message: `tr("about {date}", date=label)`. The id must be written out where it is used."""
    return Message(id, values=tuple(values.items()))


def ptr(context: str, id: str, /, **values: object) -> Message:
    """A message whose words mean something else in another place: `ptr("button", "Search")`."""
    return Message(id, values=tuple(values.items()), context=context)


def ntr(one: str, many: str, number: int, /, **values: object) -> Message:
    """A message with a number in it: `ntr("{count} article", "{count} articles", n)`.

    The gap `count` holds the number, with separators of thousands.
    """
    return Message(one, many, number, (("count", f"{number:,}"), *values.items()))
