"""Words of names in their cases: the surfaces under which a word may stand in a text.

A word has a role (given name, surname, patronymic, place, adjective, noun); the longest ending of the role's table that
fits says which endings replace it. The tables are data of each language. More surfaces than a language really has do
no harm where they are words of nothing else; fewer lose mentions. A word written in capitals throughout is an
abbreviation and has one surface. Never looks at a text.
"""

from __future__ import annotations

import functools

from sitegen.annotate.lexicon import Lexicon, lexicon
from sitegen.base.text import fold

_VOWELS = frozenset("аеёиоуыэюяіїєaeiouyąęóáéíúäöü")
KEPT = 2
"""So many letters at the beginning of a word are the same in all its cases; `NameSlices` relies on it."""
_CHANGED = 3
"""So many letters at its end may differ, but for the few endings that the data name in more."""
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ё": "е", "Ё": "Е"})


def plain(word: str) -> str:
    """A word as surfaces are kept: one kind of apostrophe, Cyrillic ё as е."""
    return word if word.isascii() else word.translate(_APOSTROPHES)


@functools.lru_cache(maxsize=16384)
def surfaces(word: str, roles: tuple[str, ...], language: str) -> frozenset[str]:
    """Every form of a word in any of the roles, itself among them."""
    word = plain(word)
    out = {word}
    if language and not (len(word) > 1 and word.isupper()):
        tables = lexicon(language).inflection
        for role in roles:
            out.update(_cases(word, tables.get(role, {})))
    return frozenset(out)


def _cases(word: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    lower = word.lower()
    end = next((lower[start:] for start in range(len(lower)) if lower[start:] in table), "")
    if end:
        endings = table[end]
    elif lower and lower[-1].isalpha() and lower[-1] not in _VOWELS:
        endings = table.get("*", ())
    else:
        return []
    stem = lower[: len(lower) - len(end)]
    # An ending that the data write out in more letters than that ("-dzień: -dnia") may change in all of them.
    kept = max(KEPT, len(lower) - max(_CHANGED, len(end)))
    forms = [stem + ending for ending in endings]
    return [word[:kept] + form[kept:] for form in forms if form[:kept] == lower[:kept]]


def person_roles(words: list[str], sexes: str, words_of: Lexicon) -> list[tuple[str, ...]]:
    """The role of each word of a person's name: given names, patronymic, surname; one word alone is a surname."""
    out: list[tuple[str, ...]] = []
    for index, word in enumerate(words):
        if index and patronymic_stem(word, words_of):
            kinds: tuple[str, ...] = ("patronymic",) if index < len(words) - 1 else ("patronymic", "surname")
        elif index == len(words) - 1:
            kinds = ("surname",)
        else:
            kinds = ("given",)
        out.append(tuple(f"{kind}-{sex}" for kind in kinds for sex in sexes))
    return out


def sexes_of(given: str, words_of: Lexicon) -> str:
    """`m`, `f`, or both where a given name does not tell; in languages without cases it hardly matters."""
    sex = words_of.sexes.get(fold(given), "")
    if sex:
        return sex
    # Unknown given names: -a is a woman's in the languages that inflect names by sex.
    return (
        "f" if words_of.free_order and given[-1:].lower() in ("а", "я", "a") else "m" if words_of.free_order else "mf"
    )


def patronymic_stem(word: str, words_of: Lexicon) -> str:
    """What comes before the ending of a patronymic, folded; empty where the word is none."""
    match = words_of.patronymic.match(fold(word)) if words_of.patronymic and word[:1].isupper() else None
    return match.group(1) if match else ""
