"""What each language says about names: titles, given names, words that make a longer name, offices, endings.

All of it is data, `data/names/<language>.yaml`, one file a language; nothing here knows a word. A language without a
file has the words of English beside it and no endings. Reads only the files of the package.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from dataclasses import dataclass, field
from typing import Any

from sitegen.base.text import fold
from sitegen.base.yamlfile import parse_yaml

CYRILLIC = re.compile("[\u0400-\u052f]")
_MALE, _FEMALE = "m", "f"
_NEAR = {"ru": ("be", "uk"), "be": ("ru", "uk"), "uk": ("ru", "be"), "en": ()}
_BELARUSIAN, _UKRAINIAN = re.compile("[ўЎ]"), re.compile("[їЇєЄґҐ]")
_SHORT_I = re.compile("[іІ]")
_LISTS = (
    *("titles", "others", "joints", "locatives", "prefixes", "suffixes", "sirs", "madams", "relations"),
    *(
        "before_names",
        "common",
        "verbs",
        "bodies",
        "bodies_before",
        "elisions",
        "office_articles",
        "office_of",
        "needs_country",
    ),
    *(
        "named",
        "maiden",
        "not_called",
        "oblique_before",
        "selves_m",
        "selves_f",
        "he",
        "she",
        "negations",
        "body_articles",
    ),
    *("honours", "small_words", "capital_words", "owned", "copulas", "bodies_of", "turned_bodies"),
    *("name_articles", "plural_articles", "place_nouns"),
)

Endings = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its titles in records and by the words that texts use for who holds it, all folded."""

    titles: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that stand beside names, folded."""

    language: str = "en"
    titles: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    """Words that are no part of a name though a capital may begin them: prepositions, days, nationalities."""
    joints: frozenset[str] = frozenset()
    locatives: frozenset[str] = frozenset()
    """Prepositions behind which a capitalised word is a place."""
    prefixes: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    """Words behind a name that make it another person's."""
    sirs: frozenset[str] = frozenset()
    madams: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    before_names: frozenset[str] = frozenset()
    """Nouns that begin sentences before a name in the genitive."""
    common: frozenset[str] = frozenset()
    """Names that are common words too."""
    verbs: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    """Nouns that make a body, a street or a work of the name before them."""
    bodies_before: frozenset[str] = frozenset()
    """The same of the name behind them."""
    idioms: frozenset[str] = frozenset()
    """Two words of which the second is one of those, and makes nothing of the name behind it."""
    named: frozenset[str] = frozenset()
    """Words behind which a given name introduces somebody."""
    maiden: frozenset[str] = frozenset()
    """Words behind which the name stands that somebody had at birth."""
    not_called: frozenset[str] = frozenset()
    """Words that make of a given name behind them a saint, a king, a storm."""
    oblique_before: frozenset[str] = frozenset()
    """Prepositions and nouns behind which no nominative stands."""
    selves_m: frozenset[str] = frozenset()
    selves_f: frozenset[str] = frozenset()
    he: frozenset[str] = frozenset()
    she: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    """Small words between a subject and its verb."""
    verbs_m: tuple[str, ...] = ()
    """Endings of verbs that agree with a man."""
    verbs_f: tuple[str, ...] = ()
    apposed_m: tuple[str, ...] = ()
    """Endings of participles and words behind a comma that agree with a man before it."""
    apposed_f: tuple[str, ...] = ()
    honours: frozenset[str] = frozenset()
    """Titles that stand before given names alone: "Dame Anna"."""
    small_words: frozenset[str] = frozenset()
    """Words that a capital begins only at the beginning of a sentence and in the titles of works."""
    capital_words: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    """Verbs between a name and an age."""
    """Common words that a capital always begins, as months in English."""
    owned: frozenset[str] = frozenset()
    """Nouns that make a place of the possessive before them: "Holt's Yard"."""
    bodies_of: frozenset[str] = frozenset()
    """Nouns that make one name with "of" and a place: "University of Orsk"."""
    turned_bodies: frozenset[str] = frozenset()
    """Nouns of which "Ministry of Fisheries" is "Fisheries Ministry" too."""
    people_of: tuple[str, ...] = ()
    """Beginnings of nouns for people of a body: "the director of the school Holt" in languages with cases."""
    verbs_many: tuple[str, ...] = ()
    """Endings of verbs that agree with many, or with anybody."""
    name_articles: frozenset[str] = frozenset()
    """Articles with which names of bodies begin."""
    plural_articles: frozenset[str] = frozenset()
    """Articles that make a family of the surname behind them."""
    place_nouns: frozenset[str] = frozenset()
    """Nouns with a capital that leave the place behind them what it is."""
    adjective_ends: tuple[str, ...] = ()
    """Endings of names that may be adjectives of the noun behind them."""
    given_endings: tuple[tuple[str, frozenset[str]], ...] = ()
    """By the ending of a surname in a case: the endings of given names that may stand before it."""
    lower_bodies: bool = False
    """Whether texts write names of bodies without the capital that begins them."""
    body_articles: frozenset[str] = frozenset()
    """Articles before the short word for a body."""
    head_first: bool = False
    """Whether a body's short word is the first of its name, not the last."""
    polite_given: bool = False
    """Whether words for "Mr" and "Mrs" stand before given names."""
    elisions: frozenset[str] = frozenset()
    office_articles: frozenset[str] = frozenset()
    office_of: frozenset[str] = frozenset()
    participles: tuple[str, ...] = ()
    """Endings of words that a capital begins only at the beginning of a sentence."""
    whole_phrases: frozenset[str] = frozenset()
    """Words for an office that need no country beside them."""
    needs_country: frozenset[str] = frozenset()
    """Words for an office that mean nobody without the adjective of a country."""
    patronymic: re.Pattern[str] | None = None
    """Matches a whole patronymic in any case; its first group is what comes before the ending."""
    given: dict[str, frozenset[str]] = field(default_factory=dict)
    """Given names, with what is the same name in any language under one key."""
    sexes: dict[str, str] = field(default_factory=dict)
    """`m` or `f` of given names; names of both are absent."""
    offices: tuple[Office, ...] = ()
    countries: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Countries as records name them in English, with the adjectives of this language."""
    inflection: dict[str, Endings] = field(default_factory=dict)
    """By role of the word and its ending: the endings that it has in other cases. `*` stands for any consonant, `-` in
    the data for no ending."""
    spellings: tuple[tuple[re.Pattern[str], str], ...] = ()
    """How another orthography of the language writes groups of letters, applied in order."""
    free_order: bool = False
    nouns_capitalised: bool = False
    two_surnames: bool = False
    """Whether people have two surnames, of which the first stands for them."""
    plain_letters: str = ""
    """Which letters texts write without their marks: `all`, `capitals`, or none."""


def base_language(language: str) -> str:
    return language.split("-")[0].lower()


def script_language(text: str) -> str:
    """A guess by letters, for texts in Cyrillic script; empty for others."""
    if not CYRILLIC.search(text):
        return ""
    if _BELARUSIAN.search(text):
        return "be"
    if _UKRAINIAN.search(text):
        return "uk"
    return "be" if _SHORT_I.search(text) else "ru"


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that have a file."""
    folder = importlib.resources.files("sitegen.annotate").joinpath("data", "names")
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


@functools.lru_cache(maxsize=64)
def lexicon(language: str) -> Lexicon:
    """The words of one language, those of English where there is no file for it."""
    language = base_language(language)
    known = language in languages()
    value = _file(language if known else "en")
    lists = {key: words_of(value, key) for key in _LISTS}
    given: dict[str, set[str]] = {}
    sexes: dict[str, set[str]] = {}
    for near in (language if known else "en", *_NEAR.get(language, ("en",))):
        _add_given(_file(near), given, sexes)
    offices = value.get("offices") or {}
    english = {key: _folded(one.get("titles")) for key, one in (_file("en").get("offices") or {}).items()}
    countries = value.get("countries") or {}
    return Lexicon(
        language=language if known else "en",
        **lists,
        whole_phrases=frozenset(_folded(value.get("whole_phrases"))),
        participles=tuple(str(value.get("participles") or "").split()),
        idioms=frozenset(_folded(value.get("idioms"))),
        verbs_m=tuple(str(value.get("verbs_m") or "").split()),
        verbs_f=tuple(str(value.get("verbs_f") or "").split()),
        apposed_m=tuple(str(value.get("apposed_m") or "").split()),
        apposed_f=tuple(str(value.get("apposed_f") or "").split()),
        head_first=bool(value.get("head_first")),
        polite_given=bool(value.get("polite_given")),
        patronymic=_patronymic(str(value.get("patronymics") or "").split()),
        given={name: frozenset(keys) for name, keys in given.items()},
        sexes={name: next(iter(sex)) for name, sex in sexes.items() if len(sex) == 1},
        offices=tuple(
            # Records of any archive may name offices in English.
            Office((*_folded(one.get("titles")), *english.get(key, ())), _folded(one.get("phrases")))
            for key, one in offices.items()
        ),
        countries=tuple(
            (str(name), tuple(fold(word) for word in str(words).split())) for name, words in countries.items()
        ),
        inflection=_inflection(value) if known else {},
        spellings=tuple((re.compile(str(one)), str(other)) for one, other in (value.get("spellings") or {}).items()),
        free_order=bool(value.get("free_order")),
        nouns_capitalised=bool(value.get("nouns_capitalised")),
        two_surnames=bool(value.get("two_surnames")),
        plain_letters=str(value.get("plain_letters") or ""),
        people_of=tuple(str(value.get("people_of") or "").split()),
        verbs_many=tuple(str(value.get("verbs_many") or "").split()),
        adjective_ends=tuple(str(value.get("adjective_ends") or "").split()),
        lower_bodies=bool(value.get("lower_bodies")),
        given_endings=tuple(
            sorted(
                ((str(end), frozenset(str(ends).split())) for end, ends in (value.get("given_endings") or {}).items()),
                key=lambda pair: -len(pair[0]),
            )
        ),
    )


def _patronymic(endings: list[str]) -> re.Pattern[str] | None:
    ordered = "|".join(map(re.escape, sorted(endings, key=lambda end: (-len(end), end))))
    return re.compile(rf"(\w{{2,24}}?)(?:{ordered})\w{{0,3}}\Z") if endings else None


def words_of(value: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in str(value.get(key) or "").split())


def _folded(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value] if value else []
    return tuple(fold(str(item)) for item in items)


def _add_given(value: dict[str, Any], given: dict[str, set[str]], sexes: dict[str, set[str]]) -> None:
    for key, sex in (("men", _MALE), ("women", _FEMALE)):
        for name, forms in (value.get(key) or {}).items():
            for form in str(forms).split():
                given.setdefault(fold(form), set()).add(name)
                sexes.setdefault(fold(form), set()).add(sex)
        for form in str(value.get(f"other_{key}") or "").split():
            given.setdefault(fold(form), set())
            sexes.setdefault(fold(form), set()).add(sex)


def _inflection(value: dict[str, Any]) -> dict[str, Endings]:
    roles = value.get("inflection") or {}
    return {
        role: {end: tuple(case.strip("-") for case in str(cases).split()) for end, cases in table.items()}
        for role, table in roles.items()
    }


@functools.cache
def _file(language: str) -> dict[str, Any]:
    path = importlib.resources.files("sitegen.annotate").joinpath("data", "names", f"{language}.yaml")
    value = parse_yaml(path.read_text(encoding="utf-8"), path.name).value
    return value if isinstance(value, dict) else {}


@functools.cache
def given_tables() -> dict[str, dict[str, str]]:
    """Given names by language and key, each with the first of its forms."""
    out: dict[str, dict[str, str]] = {}
    for language in languages():
        value = _file(language)
        rows = {**(value.get("men") or {}), **(value.get("women") or {})}
        out[language] = {key: str(forms) for key, forms in rows.items()}
    return out
