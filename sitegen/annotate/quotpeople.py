"""What one text tells about the people and bodies whom it names: their gender, their forms, their surnames.

Gender comes from the verb, from titles and given names, and from the endings of surnames; else it stays open.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from sitegen.annotate.quotlanguage import QuotationWords, quotation_words
from sitegen.base.text import fold
from sitegen.model.annotations import Naming

_CAPITAL = re.compile(r"(?<=[\w,] )([^\W\d_a-zа-яёіїєґўąćęłńóśźżäöüßàâçéèêëîïôûœñáíú]\w+)")


_PERSON = "person"
"""The type of a record that is a person's."""


class People:
    """What one text tells about the gender of its records, gathered once for all of its namings."""

    __slots__ = ("_forms", "_genders", "_names", "_printed", "_proper", "_surnames", "_texts", "_types", "words")

    def __init__(
        self,
        words: QuotationWords,
        names: Iterable[Naming],
        texts: Sequence[str] = (),
        types: Mapping[str, str] | None = None,
    ) -> None:
        self.words = words
        self._types = types or {}
        self._texts = texts
        self._proper: frozenset[str] | None = None
        self._genders: dict[str, str] = {}
        self._surnames: dict[str, bool] = {}
        self._forms: dict[str, tuple[str, ...]] | None = None
        self._printed: set[tuple[str, str]] | None = None
        self._names: dict[str, list[Naming]] = {}
        for naming in names:
            self._names.setdefault(naming.id, []).append(naming)

    def is_nominative(self, naming: Naming) -> bool:
        """Whether a name can be a subject by its form: as in the record, or without the ending of another case."""
        if naming.rule in ("form", "inflected"):
            return naming.rule == "form"
        last = naming.form.split()[-1]
        if self._printed is None:
            forms = (other for others in self._names.values() for other in others if other.rule == "form")
            self._printed = {(other.id, other.form.split()[-1]) for other in forms}
        if (naming.id, last) in self._printed:
            return True
        gender = self.gender(naming.id)
        return gender not in ("m", "f") or not last.lower().endswith(
            tuple(self.words.sets[f"oblique_{gender}"]) or ("\n",)
        )

    @property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """What the text calls each actor's record, in the order of the text."""
        if self._forms is None:
            self._forms = {
                id: tuple(dict.fromkeys(naming.form for naming in namings))
                for id, namings in self._names.items()
                if id.startswith("actors/")
            }
        return self._forms

    @property
    def proper(self) -> frozenset[str]:
        """Words that have a capital letter inside a sentence somewhere in the text."""
        if self._proper is None:
            found = (match.group(1).lower() for text in self._texts for match in _CAPITAL.finditer(text))
            self._proper = frozenset(found) - self.words.sets["times"] - self.words.sets["titles"]
        return self._proper

    def is_person(self, id: str) -> bool:
        """Whether the record is known to be a person's."""
        return self._types.get(id) == _PERSON or self.gender(id) in ("m", "f")

    def is_surname(self, word: str) -> bool:
        """Whether a word in this form stands behind a given name somewhere in the text."""
        known = self._surnames.get(word)
        if known is None:
            known = self._surnames[word] = self._follows_given_name(word)
        return known

    def _follows_given_name(self, word: str) -> bool:
        sets = self.words.sets
        pattern = re.compile(rf"([^\W\d_]+) {re.escape(word)}\b", re.IGNORECASE)
        return any(
            (given := match.group(1).lower()) in sets["given_m"] or given in sets["given_f"]
            for text in self._texts
            for match in pattern.finditer(text)
        )

    def learn(self, id: str, gender: str) -> None:
        """Keeps what a verb or a title tells about the gender of a person."""
        if gender in ("m", "f") and not self.gender(id):
            self._genders[id] = gender

    def gender(self, id: str) -> str:
        """`m`, `f`, `o` for what is no person, `` where nothing tells."""
        known = self._genders.get(id)
        if known is None:
            known = ""
            type = self._types.get(id, "")
            if type not in ("", _PERSON):
                known = "o"
            elif id.startswith("actors/"):
                for naming in self._names.get(id, ()):
                    known = _gender(naming.form, naming.rule, id, self.words.language)
                    if known:
                        break
                if type == _PERSON and known == "o":
                    known = ""
            self._genders[id] = known
        return known


@functools.lru_cache(maxsize=4096)
def _gender(form: str, rule: str, id: str, language: str) -> str:
    words = quotation_words(language)
    parts = fold(form).split()
    slug = id.partition("/")[2].split("-")
    if any(part in words.sets["bodies"] for part in (*parts, *slug)):
        return "o"
    english = quotation_words("en")
    for lists in (words, english):
        for part in (form.lower().split()[0], parts[0], slug[0]):
            if len(parts) + len(slug) > 2 and (part in lists.sets["given_m"]) != (part in lists.sets["given_f"]):
                return "m" if part in lists.sets["given_m"] else "f"
    if len(slug) == 1:
        return "o"
    if len(parts) > 1 and rule == "form":
        return _gender_by_ending(parts, words)
    return _gender_by_ending(slug, english)


def _gender_by_ending(parts: Sequence[str], words: QuotationWords) -> str:
    """By the ending of the surname, else of the given name; as printed in the record, so in the nominative."""
    for gender, endings in words.surnames:
        if endings and len(parts[-1]) > 4 and parts[-1].endswith(endings):
            return gender
    endings = tuple(words.sets["given_f_endings"])
    return "f" if endings and len(parts) == 2 and parts[0].endswith(endings) else ""
