"""The words around the content in the site's language: catalogues of GNU gettext, dates and numbers of the CLDR.

English is what the templates and values are written in; for it nothing is loaded. A catalogue is a file
`<language>.po` in `sitegen/locale/`; a theme may bring its own in `locale/`, whose words win. Babel reads the
catalogues and knows how months, plurals and numbers are written (Unicode CLDR).
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import io
from collections.abc import Sequence
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from sitegen.model.messages import DateWords, Message, Number, Small

SOURCE = "en"
LOCALE = Path(__file__).parents[1] / "locale"
"""The package's own catalogues."""
_SAMPLES = range(201)
"""Among these numbers is one of each plural form."""


class Interface:
    """The interface in one language.

    Attributes:
        language: BCP 47 of the words: that of the site, or `en` where no catalogue has it.
        digest: of the catalogues read; empty for English.
    """

    def __init__(self, language: str, catalogues: Sequence[Path]) -> None:
        """`catalogues`: first to last, the words of a later one win; none for English."""
        self.language = language if catalogues else SOURCE
        self.digest = ""
        self._translations: NullTranslations = NullTranslations()
        if not catalogues:
            return
        self._locale = locale_of(catalogues[-1].stem)
        state = hashlib.blake2b(digest_size=16)
        for path in catalogues:
            data = path.read_bytes()
            state.update(data)
            translations = _translations(data, self._locale)
            translations.add_fallback(self._translations)
            self._translations = translations
        self.digest = state.hexdigest()

    @property
    def is_source(self) -> bool:
        """Whether it is English: what is written is printed."""
        return not self.digest

    def words(self, value: Any) -> Any:
        """What a template prints of a value: a message or date in this language, anything else as it is."""
        if not self.is_source:
            if isinstance(value, Message):
                return self._message(value)
            if isinstance(value, DateWords):
                return _written(value.day, value.pattern, self._locale)
            if isinstance(value, Number):
                return _number(value.value, self._locale)
            if isinstance(value, Small):
                text = self.words(value.text)
                return text[:1].lower() + text[1:]
        return value

    def number(self, value: int) -> str:
        """A whole number with separators of thousands."""
        return f"{value:,}" if self.is_source else _number(value, self._locale)

    def message(self, id: str, context: str = "") -> str:
        """A message with its gaps."""
        return self._translations.pgettext(context, id) if context else self._translations.gettext(id)

    def plural(self, one: str, many: str, number: int, context: str = "") -> str:
        """The form of a message for a number, with its gaps."""
        if context:
            return self._translations.npgettext(context, one, many, number)
        return self._translations.ngettext(one, many, number)

    def plural_samples(self) -> dict[str, int]:
        """A number for each plural form, by the names of the CLDR: `{"one": 1, "other": 0}`."""
        if self.is_source:
            return {"one": 1, "other": 2}
        form_of = _plural_rule(self._locale)
        # Where a browser does not know the language, it asks for `other`: that of 0 is the most general one.
        return {"other": 0, **{form_of(number): number for number in reversed(_SAMPLES)}}

    def _message(self, message: Message) -> str:
        values = {name: self.words(value) for name, value in message.values}
        if not message.many:
            form = self.message(message.id, message.context)
            return form.format(**values) if values else form
        form = self.plural(message.id, message.many, message.number, message.context)
        return form.format(**{**values, "count": self.number(message.number)})


def _translations(data: bytes, locale: str) -> GNUTranslations:
    """A catalogue as the standard library reads it, which takes the compiled form only; what is translated only in
    part, or marked as doubtful, is not."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalogue = read_po(io.BytesIO(data), locale=locale)
    for message in list(catalogue):
        strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.id and not all(strings):
            catalogue.delete(message.id, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@functools.lru_cache(maxsize=65536)
def _written(day: str, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    # A day and its month are not parted at the end of a line.
    unbroken = pattern.replace("d MMM", "d\u00a0MMM")
    return str(format_date(datetime.date.fromisoformat(day), unbroken, locale=locale))


@functools.lru_cache(maxsize=4096)
def _number(value: float, locale: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=locale))


def locale_of(language: str) -> str:
    """What the CLDR calls a language; for one that it does not know, English."""
    from babel.core import Locale, UnknownLocaleError

    for name in (language, language.partition("-")[0]):
        with contextlib.suppress(UnknownLocaleError, ValueError):
            return str(Locale.parse(name, sep="-"))
    return SOURCE


def _plural_rule(locale: str) -> Any:
    from babel.core import Locale

    return Locale.parse(locale).plural_form


def interface(language: str, themes: Sequence[Path] = ()) -> Interface:
    """The interface in a language, from the package's catalogue and those of a chain of themes, first to last.

    English, and a language that no catalogue has, gives English.
    """
    if language.partition("-")[0].lower() == SOURCE:
        return Interface(SOURCE, ())
    names = dict.fromkeys((f"{language}.po", f"{language.partition('-')[0]}.po"))
    folders = (LOCALE, *(theme / "locale" for theme in reversed(themes)))
    found = [next((folder / name for name in names if (folder / name).is_file()), None) for folder in folders]
    return Interface(language, [path for path in found if path is not None])
