"""The rules of the search page as a plain scan of the texts: what `search.js` finds with an index, found without one.

The endings that count as one word are Pagefind's: `Endings` learns them from a built bundle, word by word, and is then
asked about words alone, never about pages.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.search import bundle_content

_PARTS = re.compile(r"[^\W_]+")
_PIECES = re.compile(r"[^\W_]+(?:[’ʼ][^\W_]+)*")
"""Hyphens and straight apostrophes divide a word for Pagefind, the apostrophe of a printer does not: it is left out."""
NEAR = 10
KINDS = ("word", "words", "phrase", "phrases", "or", "not", "near", "near-3", "name", "name-or-word")


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the scan reads it."""

    address: str
    words: tuple[str, ...]
    """Title and body as printed, cut at spaces."""
    named: frozenset[str]
    """Names of the records that its own record lists."""


def plain(word: str) -> str:
    """Case and marks aside, as the index has it."""
    folded = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in folded if not unicodedata.combining(c)))


def _pieces(word: str) -> list[str]:
    return ["".join(_PARTS.findall(piece)) for piece in _PIECES.findall(plain(word))]


class Endings:
    """Which words count as one."""

    def __init__(self, bundle: Path) -> None:
        content = bundle_content(bundle)
        self.texts = {page["url"]: tuple(page["content"].split()) for page in content["pages"]}
        seen: dict[str, Counter[str]] = {}
        for stem, (places, _) in content["words"].items():
            # Signs are words of their own in the index.
            if not _PARTS.fullmatch(stem):
                continue
            for address, steps, _ in places:
                at = 0
                for step in steps:
                    # A negative number is the weight of those that follow, whose steps begin anew.
                    at = 0 if step < 0 else at + step
                    if step < 0:
                        continue
                    pieces = _pieces(self.texts[address][at])
                    if len(pieces) == 1:
                        seen.setdefault(pieces[0], Counter())[stem] += 1
        self._stems = {word: stems.most_common(1)[0][0] for word, stems in seen.items()}

    def of(self, word: str) -> frozenset[str]:
        """What a printed word is found as: itself, and where signs divide it each part."""
        pieces = _pieces(word)
        return frozenset(self._stems.get(piece, piece) for piece in (*pieces, "".join(pieces)))


class Scan:
    """Plain answers to queries over the texts of one bundle."""

    def __init__(self, texts: Sequence[Text], endings: Endings, forms: dict[str, Sequence[str]]) -> None:
        self.texts = texts
        self._endings = endings
        self._forms = forms
        self._places: dict[str, dict[str, list[int]]] = {text.address: {} for text in texts}
        for text in texts:
            for at, word in enumerate(text.words):
                for stem in endings.of(word):
                    self._places[text.address].setdefault(stem, []).append(at)

    def places(self, text: Text, phrase: str) -> list[int]:
        """Where the phrase's words stand next to each other: every place of them."""
        stems = [min(self._endings.of(word)) for word in phrase.split()]
        index = self._places[text.address]
        starts = (at for at in index.get(stems[0], ()) if all(at + n in index.get(s, ()) for n, s in enumerate(stems)))
        return [at + n for at in starts for n in range(len(stems))]

    def having(self, phrase: str) -> set[str]:
        return {text.address for text in self.texts if self.places(text, phrase)}

    def near(self, one: str, other: str, most: int) -> tuple[set[str], set[str]]:
        """Articles with both words near each other, and those where longer words that begin so may stand for them: of
        these Pagefind gives the places too, as far as they lie in the part of its index that was loaded."""
        both = self.having(one) & self.having(other)
        having = [text for text in self.texts if text.address in both]
        exact = {text.address for text in having if _near(self.places(text, one), self.places(text, other), most)}
        begun = {text.address for text in having if _near(self._begun(text, one), self._begun(text, other), most)}
        return exact, exact | begun

    def _begun(self, text: Text, word: str) -> list[int]:
        stem = min(self._endings.of(word))
        return [at for found, places in self._places[text.address].items() if found.startswith(stem) for at in places]

    def naming(self, form: str) -> set[str]:
        """Articles whose record names a bearer of the form."""
        bearers = {name for name, forms in self._forms.items() if form in forms}
        return {text.address for text in self.texts if bearers & text.named}


def _near(some: Sequence[int], others: Sequence[int], most: int) -> bool:
    return any(0 < abs(a - b) <= most for a in some for b in others)


def queries(
    scan: Scan, forms: Sequence[str], count: int, chance: random.Random
) -> Iterable[tuple[str, bool, set[str], set[str]]]:
    """Random queries of every kind, whether names count in them under all forms, and the articles that must and that
    may be found."""
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        text = chance.choice(scan.texts)
        starts = [at for at in range(len(text.words) - 3) if all(_is_word(word) for word in text.words[at : at + 3])]
        at = chance.choice(starts)
        first, second = text.words[at : at + 2]
        far = text.words[chance.choice(starts)]
        phrase = " ".join(text.words[at : at + 3])
        query, right = _query(scan, kind, (first, second, far, phrase, chance.choice(forms)))
        least, most = right if isinstance(right, tuple) else (right, right)
        yield query, kind.startswith("name"), least, most


def _is_word(word: str) -> bool:
    """Letters alone; no word that the query would read as an operator."""
    return word.isalpha() and word not in ("OR", "NOT", "NEAR")


def _query(
    scan: Scan, kind: str, words: tuple[str, str, str, str, str]
) -> tuple[str, set[str] | tuple[set[str], set[str]]]:
    first, second, far, phrase, form = words
    have = scan.having
    answers: dict[str, Any] = {
        "word": lambda: (first, have(first)),
        "words": lambda: (f"{first} {far}", have(first) & have(far)),
        "phrase": lambda: (f'"{phrase}"', have(phrase)),
        "phrases": lambda: (f'"{first} {second}" "{phrase}"', have(f"{first} {second}") & have(phrase)),
        "or": lambda: (f"{first} OR {far} {second}", (have(first) | have(far)) & have(second)),
        "not": lambda: (f'{first} -"{phrase}"', have(first) - have(phrase)),
        "near": lambda: (f"{first} NEAR {far}", scan.near(first, far, NEAR)),
        "near-3": lambda: (f"{first} NEAR/3 {far}", scan.near(first, far, 3)),
        "name": lambda: (form, scan.naming(form)),
        "name-or-word": lambda: (f'{form} OR "{phrase}"', scan.naming(form) | have(phrase)),
    }
    return answers[kind]()
