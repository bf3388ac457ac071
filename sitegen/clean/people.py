"""Names of people in a line that says who wrote the text: what is a name, where it ends, and what only looks like one.

An author claimed wrongly is worse than none. Behind a byline's first words ("By", "Text:") a name needs the form of
one; alone on a line it also needs a given name that the vocabulary knows, or a profession behind a comma.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.clean.dates import find_dates
from sitegen.clean.language import Vocabulary, language_files
from sitegen.clean.outlets import Press

_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|•·–—/-]\s+|\s*[|•·]\s*|^[•·–—-]\s*")
_MARKS = re.compile(r"\s*([,/&+;])\s*")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
_HUMP = re.compile(r"[a-zа-яё][A-ZА-ЯЁ]")
_HUMP_ALLOWED = ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "O'", "O’", "D'", "D’", "L'", "L’")
_CAPITAL_MC = re.compile(r"\bMc([a-z])")
_WORDS = re.compile(r"[^\W\d_]+(?:['][^\W\d_]+)*")
_FIRST = re.compile(r"\w+|\W")
_LONGEST = 6
_ROLE_WORDS = 9


@dataclass(frozen=True, slots=True)
class NameVocabulary:
    """What tells names of people from other names; all languages together, folded."""

    given: frozenset[str]
    particles: frozenset[str]
    no_names: frozenset[str]
    """Words that make a name one of an office, an outlet or a place: "Staff", "News", "Редакция", "Los"."""
    roles: frozenset[str]
    """Professions of those who write: "editor", "собкор"."""
    genres: frozenset[str]
    """Bylines' words behind which the person told of may stand as well: "Interview"."""


@functools.cache
def name_words() -> NameVocabulary:
    def words(key: str) -> frozenset[str]:
        return frozenset(fold(str(word)) for file in language_files() for word in file.get(key) or [])

    return NameVocabulary(
        words("given_names"),
        words("name_particles"),
        words("no_names") - words("given_names"),
        words("roles"),
        words("genres"),
    )


def leading(folded: str, index: dict[str, tuple[str, ...]]) -> str:
    """The longest phrase of an index that a folded text begins with as whole words."""
    first = _FIRST.match(folded)
    for phrase in index.get(first.group(0), ()) if first else ():
        if folded.startswith(phrase) and (len(folded) == len(phrase) or not folded[len(phrase)].isalnum()):
            return phrase
    return ""


def begins(folded: str, index: dict[str, tuple[str, ...]]) -> bool:
    """Whether a folded text begins with a phrase of an index, whatever comes behind its last sign."""
    first = _FIRST.match(folded)
    return first is not None and folded.startswith(index.get(first.group(0), ()))


@functools.lru_cache(maxsize=64)
def by_first_word(phrases: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first word, each list in the order given."""
    out: dict[str, list[str]] = {}
    for phrase in phrases:
        if first := _FIRST.match(phrase):
            out.setdefault(first.group(0), []).append(phrase)
    return {first: tuple(found) for first, found in out.items()}


def authors_in(text: str, words: Vocabulary, press: Press) -> tuple[str, ...]:
    """The people whom a byline or dateline names as authors: behind a byline's words, or alone between its marks."""
    parts = parts_of(text, words)
    for part in parts:
        if lead := _byline_lead(part, words):
            found, _ = people_in(part[len(lead) :].lstrip(":.– —-"), words, press, named=True)
            if found:
                return found
    for part in parts:
        found, whole = people_in(part, words, press, named=False)
        if found and whole:
            return found
    return ()


def is_of_genre(text: str, words: Vocabulary) -> bool:
    """Whether a byline begins with a genre's name, so that its name may be that of the person told of."""
    return _byline_lead(text.lstrip("–—-• "), words).split(" ")[0] in name_words().genres


def may_name(folded: str) -> bool:
    """Whether a folded line holds a given name or a profession at all: a quick look before a thorough one."""
    known = name_words()
    found = _WORDS.findall(folded)
    return not (known.given.isdisjoint(found) and known.roles.isdisjoint(found))


def parts_of(text: str, words: Vocabulary) -> list[str]:
    """The pieces of a line between its marks, without dates, times and a weekday's short name before a date."""
    for mention in reversed(find_dates(text)):
        before = text[: mention.start].rstrip(" ,.(")
        head, _, last = before.rpartition(" ")
        if 2 <= len(last) <= 3 and last.isalpha() and _is_weekday(fold(last), words):
            before = head.rstrip(" ,.")
        text = f"{before} | {text[mention.end :]}"
    text = _CLOCK.sub(" | ", text)
    return [bare for part in _PARTS.split(text) if (bare := part.strip(" ,;:()[]–—-"))]


def _is_weekday(short: str, words: Vocabulary) -> bool:
    return any(name.startswith(short) for name in words.weekdays)


def _byline_lead(part: str, words: Vocabulary) -> str:
    return leading(fold(part), by_first_word(words.byline))


def people_in(text: str, words: Vocabulary, press: Press, *, named: bool) -> tuple[tuple[str, ...], bool]:
    """The people whom a text begins with, and whether it says nothing else.

    `named`: a byline's word stands before it; otherwise each of them needs a known given name, or the line ends with a
    profession behind a comma.
    """
    known = name_words()
    shouted = text.isupper()
    tokens = _MARKS.sub(r" \1 ", text).split()
    people: list[list[str]] = []
    run: list[str] = []
    place = 0
    rest: list[str] = []
    while place < len(tokens):
        token = tokens[place]
        folded = fold(token.strip("()[]:\"'“”«»"))
        if token in ",/&+;" or (run and _joins(token, folded, words, shouted)):
            if not _close(run, people, known, press):
                rest = [*run, *tokens[place:]]
                run = []
                break
            run = []
        elif run and folded in known.particles:
            run.append(token)
        elif folded in words.common and token.islower():
            rest = tokens[place:]
            break
        elif folded.strip(".") in known.no_names:
            if run or not people:
                return (), False
            rest = tokens[place:]
            break
        elif folded.strip(".") in known.roles:
            if named and not people and not _has_given(run, known):
                run = []
            else:
                rest = tokens[place:]
                break
        elif _is_name_token(token, folded, run, words, known, shouted):
            run.append(token)
        else:
            rest = tokens[place:]
            break
        place += 1
    behind_mark = place > 0 and not run
    if run and rest and not _may_follow(rest[0], words):
        return (), False
    if run and not _close(run, people, known, press):
        rest, behind_mark = [*run, *rest], True
    found = tuple(dict.fromkeys(_shown(person) for person in people if person))
    if any(fold(name) in press.by_name or press.agencies_in(name) for name in found):
        return (), False
    has_role = bool(rest) and behind_mark and len(rest) <= _ROLE_WORDS and _is_role(rest, words, known)
    if not named and not has_role and any(fold(token.strip(".,()")) in known.no_names for token in rest[:_ROLE_WORDS]):
        return (), False
    whole = bool(found) and (not rest or has_role)
    if not named and not (has_role and len(found) == 1) and not all(_has_given(person, known) for person in people):
        return (), False
    return found, whole


def _joins(token: str, folded: str, words: Vocabulary, shouted: bool) -> bool:
    return folded in words.byline_and and (token.islower() or shouted or not token.isalpha())


def _is_name_token(
    token: str, folded: str, run: list[str], words: Vocabulary, known: NameVocabulary, shouted: bool
) -> bool:
    if folded in known.particles and (token.islower() or run):
        return True
    if _INITIAL.fullmatch(token):
        return token[0].isupper()
    bare = token.rstrip(".")
    if not bare or not bare[0].isupper() or not all(sign.isalpha() or sign in "'’ʼ-‑" for sign in bare):
        return False
    if token.endswith(".") and len(bare) > 2:
        return False
    if not shouted and bare.isupper() and len(bare) < 4:
        return False
    if _HUMP.search(bare) and not bare.startswith(_HUMP_ALLOWED):
        return False
    if folded in words.published or folded in words.updated or folded in words.weekdays:
        return False
    return folded not in words.common or folded in known.given


def _may_follow(token: str, words: Vocabulary) -> bool:
    """Whether a name can end before a word: before a number, a bracket or a small word, not before just any word."""
    folded = fold(token.strip(".,:()[]"))
    if not token[0].isalpha():
        return True
    return (
        folded in words.common
        or folded in words.published
        or folded in words.updated
        or folded in words.weekdays
        or folded in words.chrome
        or folded in name_words().roles
    )


def _close(run: list[str], people: list[list[str]], known: NameVocabulary, press: Press) -> bool:
    """Takes a run of tokens as a person where it has the form of one; an agency between them is no person."""
    if not run:
        return True
    if len(run) == 1 and (run[0] in press.agencies or press.outlet_of_name(run[0]) is not None):
        return True
    small = [token for token in run if token.islower() and fold(token) in known.particles]
    initials = [token for token in run if _INITIAL.fullmatch(token)]
    full = len(run) - len(small) - len(initials)
    if not full or not 2 <= len(run) <= _LONGEST or full + len(initials) < 2 or run[-1] in small:
        return False
    if fold(" ".join(run)) in press.by_name or " ".join(run) in press.agencies:
        return True
    people.append(run)
    return True


def _has_given(run: list[str], known: NameVocabulary) -> bool:
    """Whether one of the first names of a run is known; "Jean-Claude" is known by both its halves."""
    for token in run[:3]:
        folded = fold(token)
        if folded in known.given or ("-" in folded and any(part in known.given for part in folded.split("-"))):
            return True
    return False


def _is_role(rest: list[str], words: Vocabulary, known: NameVocabulary) -> bool:
    """Whether words behind a name's comma say what somebody is."""
    folded = [fold(token.strip(".,()")) for token in rest]
    return any(word in known.roles for word in folded)


def _shown(person: list[str]) -> str:
    """A name as it is written outside headlines: capitals only where words begin."""
    return " ".join(_spelled(token) for token in person)


def _spelled(token: str) -> str:
    if len(token) < 3 or not token.isupper() or "." in token:
        return token
    return _CAPITAL_MC.sub(lambda match: "Mc" + match.group(1).upper(), token.title())
