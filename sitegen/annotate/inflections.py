"""Forms of names that no record has: which are one name in several cases, and which of them is the nominative."""

from __future__ import annotations

import functools

from sitegen.annotate.lexicon import lexicon
from sitegen.annotate.paradigms import person_roles, plain, sexes_of, surfaces
from sitegen.base.text import fold

_LONGEST_ENDING = 3


@functools.lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Whether two names can be forms of one, word by word: alike but for short endings."""
    ours, theirs = fold(one).split(), fold(other).split()
    return len(ours) == len(theirs) and all(map(_same_word, ours, theirs))


def _same_word(one: str, other: str) -> bool:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 3 and len(one) - shared <= _LONGEST_ENDING and len(other) - shared <= _LONGEST_ENDING


def nominative(group: list[str], language: str) -> str:
    """The form of which the others are cases; the first where none is that of more than itself."""
    if len(group) < 2:
        return group[0]
    return max(group, key=lambda name: (_explained(name, group, language), -group.index(name)))


def _explained(name: str, group: list[str], language: str) -> int:
    words = name.split()
    known = lexicon(language)
    best = 0
    for sex in sexes_of(words[0], known):
        cases = [
            {word.lower() for word in surfaces(plain(word), role, language)}
            for word, role in zip(words, person_roles(words, sex, known), strict=True)
        ]
        explained = sum(
            all(plain(word).lower() in forms for word, forms in zip(other.split(), cases, strict=False))
            for other in group
        )
        best = max(best, explained)
    return best


@functools.cache
def given_names(language: str) -> frozenset[str]:
    """All given names that a language's table knows, in all their cases, folded."""
    known = lexicon(language)
    return frozenset(
        fold(form)
        for name in known.given
        for sex in known.sexes.get(name, "mf")
        for form in surfaces(name, (f"given-{sex}",), language)
    )
