"""What a language knows about speech in news: words of saying, of pointing to a speaker, and words that are neither.

Read from one YAML file for each language; adding a language is adding a file. Nothing here decides anything about a
text. A language without a file has no words, and then only what needs none is found.
"""

from __future__ import annotations

import functools
import importlib.resources
from dataclasses import dataclass, field
from typing import Any

from sitegen.base.yamlfile import parse_yaml

SAYS, PARTLY, GERUND, CHANT, QUOTES = "says", "partly", "gerund", "chant", "quotes"
"""Kinds of verbs: of saying, those that govern only a part of a sentence in marks, participles of either (the subject
is that of the main clause), of shouting in chorus, and those whose object is the speaker ("cites")."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of saying."""

    kind: str
    gender: str = ""
    """`m`, `f`, `n`, `p` (plural) or `x` (first person) where the form tells."""
    needs_subject: bool = False
    """Could be a noun too ("claims"): counts only directly behind a name or pronoun."""
    chant: bool = False
    """Of shouting in chorus."""
    takes_object: bool = False
    """Names the addressee ("told"): never followed by the speaker."""


@dataclass(frozen=True, slots=True)
class QuotationWords:
    """The words of one language, all in lower case."""

    language: str = ""
    cases: bool = False
    """Whether case and gender, not the place in the sentence, show the subject."""
    dialogue: bool = False
    """Whether a dash at the beginning of a paragraph introduces speech."""
    verbs: dict[str, Verb] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    """Of "according to" and the like by their first word, longest first; with the gender those like "in his words"."""
    title_case: bool = False
    """Whether titles have capitals on all their longer words."""
    noun_capitals: bool = False
    """Whether all nouns begin with a capital."""
    participles: tuple[str, ...] = ("\n",)
    """Endings of participles that introduce a sentence ("Speaking in Orsk, …")."""
    inverts: bool = False
    """Whether the verb stands before its subject where something else begins the sentence ("In Orsk sagte X")."""
    drops: bool = False
    """Whether a verb can go without its subject, which is then the one before."""
    clitics: dict[str, str] = field(default_factory=dict)
    """Pronouns that hang on a verb ("-t-elle"), with the gender."""
    with_it: frozenset[str] = frozenset()
    """Verbs of saying only before `it` ("as she put it")."""
    finite: tuple[str, ...] = ()
    """Endings of finite verbs; empty where they are not told."""
    past: tuple[tuple[str, str], ...] = ()
    """(gender, ending) of verbs in the past, the longest ending first, where the verb shows the gender."""
    surnames: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(gender, endings) of surnames."""
    body_stems: frozenset[str] = frozenset()
    """Nouns for bodies without the ending that changes with the case."""
    plural: tuple[str, ...] = ()
    """Endings of verbs in the plural, where one pronoun is "she" and "they"."""
    pronouns: dict[str, str] = field(default_factory=dict)
    """Pronoun → `m`, `f`, `n`, `p`, `r` (relative) or `x` (somebody in the talk: no speaker)."""

    def printed_pronoun(self, word: str) -> str:
        """A pronoun without the verb that it hangs on ("dit-elle")."""
        hanging = next((clitic for clitic in self.clitics if word.lower().endswith(clitic)), "")
        return word[len(word) - len(hanging) :].rpartition("-")[2] if hanging else word

    def has(self, name: str, word: str) -> bool:
        """Whether the word belongs to one of the file's lists."""
        return word in self.sets[name]


_LISTS = """
    accompanying answers auxiliaries bodies breaks called_on chant_nouns charges comparing complement
    conjunctions copulas definite determiners documents epithets first_person first_singular follows given_f
    given_f_endings given_m groups habitual impersonal infinitive inside interviewing intros joining keeps light
    lone_nouns men negations nominative_f nominative_m oblique_f oblique_m oblique_pronouns of others_words outlets
    papers passives people placards possessives_f possessives_m prepositions put_so questions quoting_particles
    reflexives relational relatives reported scare_quotes somebody speech_nouns subordinators surnames_f surnames_m
    thus times
    titled titles titles_f titles_m unsaid whose women yielding
"""
_NONE = QuotationWords(sets={name: frozenset() for name in _LISTS.split()})


@functools.cache
def quotation_words(language: str) -> QuotationWords:
    """The words of a language (`en`, `be-Latn` …); none where there is no file for it."""
    code = language.replace("_", "-").split("-")[0].lower()
    file = importlib.resources.files("sitegen.annotate").joinpath("data", "quotations", f"{code}.yaml")
    if not code.isalpha() or not file.is_file():
        return _NONE
    value = parse_yaml(file.read_text(encoding="utf-8"), file.name).value
    return QuotationWords(
        code,
        bool(value.get("cases")),
        bool(value.get("dialogue")),
        _verbs(value),
        {name: frozenset(str(value.get(name) or "").split()) for name in _LISTS.split()},
        _phrases(value),
        bool(value.get("title_case")),
        bool(value.get("noun_capitals")),
        tuple(_words(value, "participle_endings")) or ("\n",),
        bool(value.get("inverts")),
        bool(value.get("drops")),
        {word: gender for gender, words in (value.get("clitics") or {}).items() for word in words.split()},
        frozenset(_words(value, "with_it")),
        tuple(_words(value, "finite_endings")),
        _past(value),
        tuple((gender, tuple(_words(value, f"surnames_{gender}"))) for gender in "fm"),
        frozenset(_stem(word) for word in _words(value, "bodies")) if value.get("cases") else frozenset(),
        tuple(_words(value, "plural_endings")),
        {word: gender for gender, words in (value.get("pronouns") or {}).items() for word in words.split()},
    )


def _phrases(value: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found = [(tuple(phrase.split()), "") for phrase in value.get("according_to") or ()]
    for gender, phrases in (value.get("according_to_pronoun") or {}).items():
        found += [(tuple(phrase.split()), gender) for phrase in phrases]
    found.sort(key=lambda item: -len(item[0]))
    return {first: tuple(item for item in found if item[0][0] == first) for first in {item[0][0] for item in found}}


_VOWELS = "аяоеёыіиьйaeoyиї"


def _stem(noun: str) -> str:
    return noun[:-1] if len(noun) > 3 and noun[-1] in _VOWELS else noun


def _past(value: dict[str, object]) -> tuple[tuple[str, str], ...]:
    endings = value.get("past_endings")
    if not isinstance(endings, dict):
        return ()
    return tuple(sorted(endings.items(), key=lambda item: -len(item[1])))


def _verbs(value: dict[str, object]) -> dict[str, Verb]:
    """Forms as listed (`says`, …), and those made of stems and the endings of the past (`says_stems`, …)."""
    verbs: dict[str, Verb] = {}
    endings = value.get("past_endings")
    for kind in (PARTLY, SAYS, CHANT, QUOTES, GERUND):
        for stem in _words(value, f"{kind}_stems"):
            for gender, ending in endings.items() if isinstance(endings, dict) else ():
                verbs[stem + ending] = Verb(kind, gender, chant=kind == CHANT)
        for form in _words(value, kind):
            verbs[form] = Verb(kind, chant=kind == CHANT)
    for form in _words(value, "chant_gerund"):
        verbs[form] = Verb(GERUND, chant=True)
    nouns, objects = set(_words(value, "also_nouns")), set(_words(value, "takes_object"))
    for gender in "mfnpx":
        for form in _words(value, f"says_{gender}"):
            verbs[form] = Verb(SAYS, gender)
    for form in nouns | objects:
        known = verbs.get(form, Verb(SAYS))
        verbs[form] = Verb(known.kind, known.gender, form in nouns, known.chant, form in objects)
    return verbs


def _words(value: dict[str, object], key: str) -> list[str]:
    return str(value.get(key) or "").split()
