"""The words around the content in the site's language: catalogues of GNU gettext, dates and numbers of the CLDR.

English is what the templates and values are written in; for it nothing is loaded. A catalogue is a file
`<language>.po` in `sitegen/locale/`; a theme may bring its own in `locale/`, whose words win. Babel reads the
catalogues and knows how months, plurals and numbers are written (Unicode CLDR).
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import io
from collections.abc import Sequence
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from sitegen.model.dates import parse_edtf
from sitegen.model.messages import DATE, MONTH, WEEKDAY, DateWords, Message

SOURCE = "en"
_LOCALE = Path(__file__).parents[1] / "locale"
# What stands before a date that is not certain, by its EDTF mark.
_MARKS = {"?": "perhaps {date}", "~": "about {date}", "%": "perhaps about {date}"}


class Interface:
    """The interface in one language.

    Attributes:
        language: BCP 47 of the words: that of the site, or `en` where no catalogue has it.
        digest: of the catalogues read; empty for English.
    """

    def __init__(self, language: str, catalogues: Sequence[Path]) -> None:
        self.language = language if catalogues else SOURCE
        self.digest = ""
        self.translations: NullTranslations = NullTranslations()
        if not catalogues:
            return
        state = hashlib.blake2b(digest_size=16)
        for path in catalogues:
            data = path.read_bytes()
            state.update(data)
            translations = _translations(data, language)
            translations.add_fallback(self.translations)
            self.translations = translations
        self.digest = state.hexdigest()
        self._locale = _locale(language)

    def words(self, value: Any) -> Any:
        """What a template prints of a value: a message in this language, anything else as it is."""
        if self.digest:
            if isinstance(value, Message):
                return self._message(value)
            if isinstance(value, DateWords):
                return self.date(value.date, value.form) or str(value)
        return value

    def number(self, value: int) -> str:
        """A whole number with separators of thousands."""
        if not self.digest:
            return f"{value:,}"
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self._locale))

    def date(self, text: str, form: str = DATE) -> str:
        """A date of EDTF in words of this language; empty where it is none."""
        try:
            if form == WEEKDAY:
                return self._day(text, "EEEE")
            if form == MONTH:
                return self._day(f"{text}-01", "LLLL y")
            return self._edtf(text)
        except ValueError:
            return ""

    def _message(self, message: Message) -> str:
        if message.many:
            form = self.translations.ngettext(message.id, message.many, message.number)
        else:
            form = self.translations.gettext(message.id)
        values = {name: self.words(value) for name, value in message.values}
        if message.many:
            values["count"] = self.number(message.number)
        return form.format(**values) if values else form

    def _say(self, id: str, **values: str) -> str:
        return self.translations.gettext(id).format(**values)

    def _edtf(self, text: str) -> str:
        if "/" not in text:
            return self._single(text, False)
        start, _, end = text.partition("/")
        if start in ("", ".."):
            return self._say("until {date}" if start else "{date} or earlier", date=self._single(end, bool(start)))
        if end in ("", ".."):
            return self._say("from {date}" if end else "{date} or later", date=self._single(start, bool(end)))
        if start == end:
            return self._single(start, False)
        first, last = parse_edtf(start), parse_edtf(end)
        if first.is_day and last.is_day and first.is_certain and last.is_certain:
            if first.month and first.month == last.month:
                return f"{int(first.day[8:])}–{self._day(last.day, 'd MMMM y')}"
            if first.day[:4] == last.day[:4]:
                return f"{self._day(first.day, 'd MMMM')} – {self._day(last.day, 'd MMMM y')}"
        return f"{self._single(start, False)} – {self._single(end, False)}"

    def _single(self, text: str, inner: bool) -> str:
        """One date; `inner` where a preposition stands before it (months are inflected behind one)."""
        mark, plain = text[-1:] if text[-1:] in _MARKS else "", text.rstrip("?~%")
        words = self._plain(plain, inner or bool(mark))
        return self._say(_MARKS[mark], date=words) if mark else words

    def _plain(self, text: str, inner: bool) -> str:
        year, month, day = (*text.split("-"), "", "")[:3]
        if "X" in year:
            if year.endswith("XX"):
                return self._say("the years {first}–{last}", first=f"{year[:2]}00", last=f"{year[:2]}99")
            return self._say("the {decade}s", decade=f"{year[:3]}0")
        if not month or month == "XX":
            return year
        if not day or day == "XX":
            return self._day(f"{year}-{month}-01", "MMMM y" if inner else "LLLL y")
        return self._day(f"{year}-{month}-{day}", "d MMMM y")

    def _day(self, day: str, pattern: str) -> str:
        from babel.dates import format_date

        return str(format_date(datetime.date.fromisoformat(day), pattern, locale=self._locale))


def _translations(data: bytes, language: str) -> GNUTranslations:
    """A catalogue as the standard library reads it, which takes the compiled form only."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(data), locale=str(_locale(language))))
    compiled.seek(0)
    return GNUTranslations(compiled)


@functools.cache
def _locale(language: str) -> Any:
    from babel.core import Locale

    return Locale.parse(language.replace("-", "_"))


def interface(language: str, themes: Sequence[Path] = ()) -> Interface:
    """The interface in a language, from the package's catalogue and those of a chain of themes, first to last.

    English, and a language that no catalogue has, gives English.
    """
    if language.partition("-")[0].lower() == SOURCE:
        return Interface(SOURCE, ())
    names = dict.fromkeys((f"{language}.po", f"{language.partition('-')[0]}.po"))
    folders = (_LOCALE, *(theme / "locale" for theme in reversed(themes)))
    found = [next((folder / name for name in names if (folder / name).is_file()), None) for folder in folders]
    return Interface(language, [path for path in found if path is not None])
