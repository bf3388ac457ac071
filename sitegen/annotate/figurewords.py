"""The words by which a language counts people and money: one data file for each, read once.

Here are only the forms in which they are looked up. A language without a file has no words, and nothing is found in
its texts; this module never decides anything about a text.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sitegen.annotate.figurephrases import Phrases, phrases, split_forms, telling_words
from sitegen.annotate.quotlanguage import SAYS, quotation_words
from sitegen.base.text import fold
from sitegen.base.yamlfile import parse_yaml

_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_NO_WORDS: frozenset[str] = frozenset()
_CLOSED = (
    "be",
    "light",
    "prepositions",
    "between",
    "determiners",
    "pronouns",
    "terminals",
    "and",
    "of",
    "that",
    "modals",
)


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What is known of one language. All words are folded; phrases are of folded words."""

    language: str
    numbers: Mapping[str, float]
    scales: Mapping[str, tuple[float, str]]
    """A word like "thousand": its value, and `one`, `many` (open by itself: "thousands") or `both`."""
    glued: Mapping[str, float]
    collectives: frozenset[str]
    few: Phrases
    halves: Phrases
    triggers: frozenset[str]
    """One of these, or a digit, stands wherever something is counted …"""
    countable: frozenset[str]
    """… and one of these, or the sign of a currency: the most telling word of each phrase that can make it a claim."""
    happened: frozenset[str]
    """… or for what happens to people. Those that end in `*` stand for all that begin so."""
    countable_afar: frozenset[str]
    """What makes a claim of a number far behind it ("the death toll … rose to")."""
    behind_articles: frozenset[str]
    """What makes a quantity of an article ("a dozen", "a few hundred")."""
    beginnings: frozenset[str]
    """The words with which a quantity may begin (behind its hedge)."""
    hedges: Phrases
    hedges_behind: Phrases
    hyphened: Mapping[str, str]
    ranges: Mapping[str, frozenset[str]]
    """What may stand between the two numbers, by the word before the first (empty: by no such word)."""
    heads: Phrases
    """What is counted: `people` or `one` or `dependent` or `event`, a colon, the subject that the noun tells."""
    events: Phrases
    """What happened: the role (`suffered`, `done`, `did`, `noun`), a colon, the subject."""
    crowds: Phrases
    population: Phrases
    tolls: Phrases
    """What names a count by itself ("the death toll")."""
    counts_of: Phrases
    """What makes a toll of any noun that tells what happened ("the number of")."""
    estimated: Phrases
    """What joins a crowd to its number ("estimated at")."""
    of_them: Phrases
    """What makes those counted next a part of those before ("including", "of whom")."""
    of_them_behind: Phrases
    """The same behind the number ("37 of them")."""
    suffixes: tuple[str, ...]
    """Endings by which a noun shows that it is of people, whatever it means …"""
    not_people: frozenset[str]
    """… but for these."""
    currencies: Phrases
    doubtful: Phrases
    """Currencies by words that mean other things too ("pounds"): only of large sums, or where money is spoken of."""
    signs: Mapping[str, str]
    codes: frozenset[str]
    """Codes of currencies that stand beside a number as they are ("500 BYN")."""
    money: Phrases
    say: Phrases
    about_it: Phrases
    """What begins a sentence that says who told the one before («об этом»)."""
    informs: Phrases
    """The verbs that follow it there."""
    speech: frozenset[str]
    """Other verbs by which somebody says something; of a figure only with "that", or behind it."""
    according: Phrases
    lists: Mapping[str, frozenset[str]]
    """Closed classes by their name: `of`, `light`, `breaks`, …"""
    options: Mapping[str, str]
    shared: Mapping[str, Mapping[str, re.Pattern[str]]] = field(default_factory=dict)
    """Of a currency that several states share the code of each, with the words by which a text speaks of that state."""
    home: Mapping[str, str] = field(default_factory=dict)
    """The code where a text speaks of no state or of several."""
    same_initials: str = ""
    """Two letters that are one at the beginning of a word, the second for the first; or nothing."""

    def words(self, name: str) -> frozenset[str]:
        """A closed class; empty where the language has none."""
        return self.lists.get(name, _NO_WORDS)

    def has(self, option: str) -> bool:
        """Whether something is so in the language."""
        return self.options.get(option) == "yes"


@functools.cache
def figure_words(language: str) -> FigureWords | None:
    """The words of a language by its tag (`en`, `be-tarask`); nothing where there is no file for it."""
    code = language.replace("_", "-").split("-")[0].lower()
    if not _LANGUAGE.match(code):
        return None
    file = importlib.resources.files("sitegen.annotate").joinpath("data", "figures", f"{code}.yaml")
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf-8")
    value = parse_yaml(text, file.name).value
    same = value.get("options", {}).get("same_initials") if isinstance(value, dict) else None
    if same:
        # Two letters that stand for one at the beginning of a word (Belarusian у and ў): here always the second.
        value = parse_yaml(re.sub(rf"(?<!\w){same[0]}", same[1], text), file.name).value
    return (
        _with_countable(replace(_words(value), language=code, same_initials=str(same or "")))
        if isinstance(value, dict)
        else None
    )


def _speech(language: str) -> frozenset[str]:
    """The verbs of saying by which speech is attributed, without those that could be nouns."""
    verbs = quotation_words(language).verbs.items()
    return frozenset(fold(form) for form, verb in verbs if verb.kind == SAYS and not (verb.chant or verb.needs_subject))


def _with_countable(words: FigureWords) -> FigureWords:
    closed = frozenset().union(*(words.words(name) for name in _CLOSED))

    def telling(*tables: Phrases) -> frozenset[str]:
        return frozenset().union(*(telling_words(table, closed) for table in tables))

    return replace(
        words,
        speech=frozenset(form for form in _speech(words.language) if not words.say.at((form,), 0)[1]),
        countable=telling(words.heads, words.currencies, words.doubtful) | words.words("inverted"),
        happened=telling(words.events),
        countable_afar=telling(words.crowds, words.population, words.tolls, words.counts_of),
    )


def _words(data: Mapping[object, object]) -> FigureWords:
    numbers = {word: float(str(value)) for value, forms in _map(data, "numbers") for word in split_forms(forms)}
    scales = _scales(data)
    glued = {word: float(str(value)) for value, forms in _map(data, "glued") for word in split_forms(forms)}
    few = phrases({"few": data.get("few")})
    halves = phrases({"half": data.get("half_of"), "and": data.get("and_a_half")})
    lists = {str(name): frozenset(split_forms(forms)) for name, forms in _map(data, "words")}
    return FigureWords(
        language="",
        numbers=numbers,
        scales=scales,
        glued=glued,
        collectives=frozenset(split_forms(data.get("collectives"))),
        few=few,
        halves=halves,
        triggers=frozenset(numbers) | frozenset(scales),
        countable=_NO_WORDS,
        happened=_NO_WORDS,
        countable_afar=_NO_WORDS,
        behind_articles=frozenset(scales)
        | {rest[1] for table in (few, halves) for rows in table.exact.values() for rest, _ in rows if len(rest) > 1},
        beginnings=frozenset((*numbers, *scales, *few.exact, *halves.exact)) | lists.get("articles", _NO_WORDS),
        hedges=phrases(dict(_map(data, "hedges"))),
        hedges_behind=phrases(dict(_map(data, "hedges_behind"))),
        hyphened={word: str(kind) for kind, forms in _map(data, "hyphened") for word in split_forms(forms)},
        ranges=_ranges(data),
        heads=phrases(_heads(data)),
        events=phrases(_events(data)),
        crowds=phrases(dict(_map(data, "crowds"))),
        population=phrases({"population": data.get("population")}),
        tolls=phrases(dict(_map(data, "tolls"))),
        counts_of=phrases({"count": data.get("counts_of")}),
        estimated=phrases({"estimated": data.get("estimated")}),
        of_them=phrases({"part": data.get("of_them")}),
        of_them_behind=phrases({"part": data.get("of_them_behind")}),
        suffixes=tuple(split_forms(data.get("people_suffixes"))),
        not_people=frozenset(split_forms(data.get("not_people"))),
        currencies=phrases(dict(_map(data, "currencies"))),
        doubtful=phrases(dict(_map(data, "doubtful_currencies"))),
        signs={sign: str(unit) for unit, signs in _map(data, "signs") for sign in fold(str(signs)).split()},
        codes=frozenset(str(data.get("codes") or "").split()),
        money=phrases(dict(_map(data, "money"))),
        say=phrases({"say": data.get("say")}),
        about_it=phrases({"it": data.get("about_it")}),
        informs=phrases({"informs": data.get("informs")}),
        speech=_NO_WORDS,
        according=phrases(dict(_map(data, "according"))),
        lists=lists,
        options={str(name): str(value) for name, value in _map(data, "options")},
        shared={
            str(unit): {str(code): _any_of(forms) for code, forms in codes.items()}
            for unit, codes in _map(data, "shared_currencies")
            if isinstance(codes, dict)
        },
        home={str(unit): str(code) for unit, code in _map(data, "home_currencies")},
    )


def _any_of(forms: object) -> re.Pattern[str]:
    """What finds one of some words in a text, `*` standing for any ending."""
    words = (re.escape(form.strip()).replace(r"\*", r"\w*") for form in str(forms).split(","))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _scales(data: Mapping[object, object]) -> dict[str, tuple[float, str]]:
    out: dict[str, tuple[float, str]] = {}
    for value, kinds in _map(data, "scales"):
        if not isinstance(kinds, dict):
            continue
        for kind in ("one", "many"):
            for word in split_forms(kinds.get(kind)):
                out[word] = (float(str(value)), "both" if word in out else kind)
    return out


def _ranges(data: Mapping[object, object]) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for openers, joints in _map(data, "ranges"):
        for opener in [""] if openers == "none" else split_forms(openers):
            out[opener] = out.get(opener, _NO_WORDS) | frozenset(split_forms(joints))
    return out


def _heads(data: Mapping[object, object]) -> dict[object, object]:
    out: dict[object, object] = {}
    for subject, forms in _map(data, "people"):
        out[f"people:{'' if subject == 'any' else subject}"] = forms
    for subject, roles in _map(data, "events"):
        if isinstance(roles, dict):
            out[f"event:{subject}"] = roles.get("counted")
    for subject, stems in _map(data, "people_stems"):
        endings = ["" if ending == "0" else ending for ending in split_forms(data.get("people_endings"))]
        key = f"people:{'' if subject == 'any' else subject}"
        out[key] = ", ".join([str(out.get(key) or ""), *(stem + end for stem in split_forms(stems) for end in endings)])
    # The first of two equal forms counts: «человек» is one and many.
    return {**out, "one:": data.get("person"), "dependent:": data.get("others")}


def _events(data: Mapping[object, object]) -> dict[object, object]:
    out: dict[object, object] = {}
    for subject, roles in _map(data, "events"):
        if isinstance(roles, dict):
            for role in ("suffered", "done", "did", "noun"):
                out[f"{role}:{subject}"] = roles.get(role)
    return out


def _map(data: Mapping[object, object], key: str) -> Iterable[tuple[object, object]]:
    value = data.get(key)
    return value.items() if isinstance(value, dict) else ()
