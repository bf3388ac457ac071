"""Words for readers that the interface may print in another language.

A message is the English text, so that values are hashed, exported and compared as they are; beside it, it remembers of
which message id and arguments it was made, so that a template can print it in the site's language. The catalogues are
those of GNU gettext; a message id is the English text with named gaps (`about {date}`). Nothing is translated here.
"""

from __future__ import annotations

from typing import Any, Final

DATE: Final = "date"
MONTH: Final = "month"
WEEKDAY: Final = "weekday"


class Message(str):
    """An English text that knows how it was made.

    Attributes:
        id: the message id; for one that depends on a number, the form for one.
        many: the form for many; empty where the message depends on no number.
        number: the number that chooses the form.
        values: pairs of a gap's name and what fills it; a message among them is translated too.
    """

    __slots__ = ("id", "many", "number", "values")
    id: str
    many: str
    number: int
    values: tuple[tuple[str, Any], ...]

    def __new__(cls, id: str, many: str = "", number: int = 0, values: tuple[tuple[str, Any], ...] = ()) -> Message:
        form = many if many and number != 1 else id
        message = super().__new__(cls, form.format(**dict(values)) if values else form)
        message.id, message.many, message.number, message.values = id, many, number, values
        return message

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.id, self.many, self.number, self.values)


class DateWords(str):
    """A date in English words that knows which date it is.

    Attributes:
        date: EDTF; of a month `2020-08`, of a weekday an ISO day.
        form: `date`, `month` or `weekday`.
    """

    __slots__ = ("date", "form")
    date: str
    form: str

    def __new__(cls, words: str, date: str, form: str = DATE) -> DateWords:
        text = super().__new__(cls, words)
        text.date, text.form = date, form
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return DateWords, (str(self), self.date, self.form)


def tr(id: str, /, **values: object) -> Message:
    """A message: `tr("about {date}", date=label)`. The id must be written out where it is used."""
    return Message(id, values=tuple(values.items()))


def ntr(one: str, many: str, number: int, /, **values: object) -> Message:
    """A message with a number in it: `ntr("{count} article", "{count} articles", n)`.

    The gap `count` holds the number, with separators of thousands.
    """
    return Message(one, many, number, (("count", f"{number:,}"), *values.items()))
