"""Rows of words in a passage that are patterns of records: candidates, before anything is said of whom they mean.

Linear in the text: a word is looked up, and the patterns that begin with it are compared to the words that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.annotate.index import Index
from sitegen.annotate.lexicon import Lexicon
from sitegen.annotate.neighbours import CAPITAL, starts_sentence
from sitegen.annotate.paradigms import patronymic_stem, plain
from sitegen.annotate.patterns import GIVEN, HEAD, WORD, Pattern, gap
from sitegen.base.text import fold
from sitegen.model.annotations import Passage

_GAP = re.compile(r"[^\w]{1,8}")
_POSSESSIVE = re.compile(r"['’‘ʼ`]s?\Z")
_DATELINE = 60
_ALIKE = (" ", "-")


@dataclass(frozen=True, slots=True)
class Match:
    """The longest patterns at one place; none where only a given name stands there."""

    start: int
    end: int
    patterns: tuple[Pattern, ...]
    between: tuple[str, ...] = ()
    """Words inside it that the form does not have: an initial or a patronymic."""
    word: str = ""
    """Its first word, as surfaces are kept."""
    given: tuple[str, ...] = ()
    """People whose given name that word may be."""
    heads: tuple[str, ...] = ()
    """Bodies that it may stand for once they have been named."""

    @property
    def is_acronym(self) -> bool:
        return len(self.word) > 1 and self.word.isupper() and self.word in self.patterns[0].words[0]

    def rule(self, text: str, patterns: Sequence[Pattern]) -> str:
        """`form` where the words are those of a record, else `inflected`."""
        return "form" if any(self._is_literal(text, pattern) for pattern in patterns) else "inflected"

    def _is_literal(self, text: str, pattern: Pattern) -> bool:
        if not self.between and text[self.start : self.end] == " ".join(pattern.literal):
            return True
        words = [plain(_POSSESSIVE.sub("", word)) for word in WORD.findall(text[self.start : self.end])]
        literal = [_POSSESSIVE.sub("", word) for word in pattern.literal]
        kept = [word for word in words if word not in self.between] if self.between else words
        return [word.casefold() for word in kept] == [word.casefold() for word in literal]


def matches(passage: Passage, index: Index, words: Lexicon) -> Iterator[Match]:
    """The longest match at every place where one begins; they may overlap."""
    text = passage.text
    heading = passage.kind in ("heading", "title")
    find, crowded, known = index.find, index.crowded, index.known
    is_plain = not index.lower
    for start, end in _starts(text, index):
        token = text[start:end]
        word = token if token.isascii() else plain(token)
        if word not in known and is_plain and word[-1] != "s" and "'" not in word and not word.isupper():
            # Most words, at a glance: they are in no form of `_otherwise` either.
            continue
        found = find(word)
        caps = False
        if not found and word not in crowded:
            start, end, word, found, caps = _otherwise(text, start, end, word, index, words, heading)
            if not found and word not in crowded:
                continue
        if word in crowded:
            found = [*found, *_seconds(text, end, word, index, words)]
        best = _longest(text, start, end, found, caps, words, word)
        if best is not None:
            yield best


def _seconds(text: str, end: int, word: str, index: Index, words: Lexicon) -> list[Pattern]:
    """Patterns of a first word with which very many begin, by the word behind it."""
    between = _GAP.match(text, end)
    token = WORD.match(text, between.end()) if between else None
    if token is None:
        return []
    return [
        pattern
        for second in sorted(_second_words(text, end, False, words))
        for pattern in index.find_pair(word, second)
    ]


def _starts(text: str, index: Index) -> list[tuple[int, int]]:
    spans = [match.span() for match in CAPITAL.finditer(text)]
    if index.lower:
        if len(index.lower) > 40:
            wanted = set(index.lower)
            more = [match.span() for match in WORD.finditer(text) if plain(match.group()) in wanted]
        else:
            more = [span for word in index.lower for span in _places(text, word)]
        spans = sorted({*spans, *more})
    return spans


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        match = WORD.match(text, at)
        if match and (not at or not (text[at - 1].isalnum() or text[at - 1] == "_")):
            yield match.span()
        at = text.find(word, at + len(word))


def _otherwise(
    text: str, start: int, end: int, word: str, index: Index, words: Lexicon, heading: bool
) -> tuple[int, int, str, Sequence[Pattern], bool]:
    """A word that is not in the index as it stands: possessive, with an article, in capitals, or opening a sentence."""
    if "'" in word:
        article, _, rest = word.partition("'")
        if fold(article) in words.elisions and rest[:1].isupper():
            start, word = start + len(article) + 1, rest
            found = index.find(word)
            if found:
                return start, end, word, found, False
        base = _POSSESSIVE.sub("", word)
        if base != word:
            end, word = start + len(base), base
            found = index.find(word)
            if found:
                return (
                    start,
                    end,
                    word,
                    [pattern for pattern in found if len(pattern.words) == 1],
                    False,
                )
    if len(word) > 3 and word.isupper() and (heading or (start < _DATELINE and text[:start].upper() == text[:start])):
        for other in (word.capitalize(), word.title()):
            found = index.find(other)
            if found:
                return start, end, other, found, True
    if index.lower and word[0].isupper() and starts_sentence(text, start):
        found = index.find(word[0].lower() + word[1:])
        if found:
            return start, end, word[0].lower() + word[1:], found, False
    if (
        word.endswith("s")
        and text[end : end + 1] in ("'", "’")
        and len(word) > 6
        and text[end + 1 : end + 2] in (" ", "")
    ):
        found = index.find(word[:-1])
        if found:
            single = [pattern for pattern in found if len(pattern.words) == 1 and pattern.is_person]
            return start, end - 1, word[:-1], single, False
    return start, end, word, (), False


def _longest(
    text: str, start: int, end: int, patterns: Sequence[Pattern], caps: bool, words: Lexicon, word: str
) -> Match | None:
    best = -1
    first = start
    chosen: list[Pattern] = []
    between: tuple[str, ...] = ()
    passed: tuple[str, ...]
    given: list[str] = []
    heads: list[str] = []
    seconds: frozenset[str] | None = None
    for pattern in patterns:
        if pattern.behind_article and not _is_behind_article(text, start, words):
            continue
        second = pattern.second
        if second is not None:
            if seconds is None:
                seconds = _second_words(text, end, caps, words)
            if second.isdisjoint(seconds):
                continue
            reached, passed = _end(text, start, end, pattern, caps, words)
        elif pattern.kind == GIVEN:
            given.append(pattern.id)
            continue
        elif pattern.kind == HEAD:
            heads.append(pattern.id)
            continue
        else:
            reached, passed = _end(text, start, end, pattern, caps, words) if pattern.bounded else (end, ())
        if pattern.is_turned and reached > 0 and _goes_on(text, reached, words):
            continue
        if reached > best:
            best, chosen, between = reached, [pattern], passed
            first = start - len(pattern.lead)
        elif reached == best >= 0:
            chosen.append(pattern)
    if best >= 0:
        return Match(first, best, tuple(chosen), between, word, tuple(given), tuple(heads))
    return Match(start, end, (), (), word, tuple(given), tuple(heads)) if given or heads else None


def _goes_on(text: str, end: int, words: Lexicon) -> bool:
    """Whether a name follows directly: "Bergov Nikolai Vega" is not Bergov, whoever Vega is."""
    between = _GAP.match(text, end)
    following = WORD.match(text, between.end()) if between and gap(between.group()) in _ALIKE else None
    if following is None or not following.group()[0].isupper():
        return False
    return not patronymic_stem(following.group(), words)


def _is_behind_article(text: str, start: int, words: Lexicon) -> bool:
    begin = text.rfind(" ", max(0, start - 8), max(0, start - 1)) + 1
    return fold(text[begin:start].strip(" \u00a0«„“\"'’(")) in words.name_articles


def _second_words(text: str, end: int, caps: bool, words: Lexicon) -> frozenset[str]:
    """What may stand second in a form that begins here: the next word, and the one behind an initial or patronymic."""
    between = _GAP.match(text, end)
    token = WORD.match(text, between.end()) if between else None
    if token is None:
        return frozenset()
    passed = _passed(text, token, words)
    out: set[str] = set()
    for raw in (token.group(), passed.group()) if passed else (token.group(),):
        word = plain(raw)
        out.add(word)
        out.add(_POSSESSIVE.sub("", word))
        if caps and word.isupper():
            out |= {one for full in tuple(out) for one in (full.capitalize(), full.title(), full.lower())}
    return frozenset(out)


def _end(text: str, start: int, end: int, pattern: Pattern, caps: bool, words: Lexicon) -> tuple[int, tuple[str, ...]]:
    """Where a pattern that begins here ends, or -1; and the words inside it that it does not have."""
    if pattern.lead and gap(text[max(0, start - len(pattern.lead)) : start]) != pattern.lead:
        return -1, ()
    between: tuple[str, ...] = ()
    last = len(pattern.words) - 1
    for number, joint in enumerate(pattern.joints, 1):
        token = _next(text, end, joint)
        if token is None:
            return -1, ()
        surfaces = pattern.words[number]
        if pattern.is_person and joint == " " and not between and not _is(plain(token.group()), surfaces, caps):
            passed = _passed(text, token, words)
            if passed is not None:
                between, token = (plain(token.group()),), passed
        word = plain(token.group())
        if _is(word, surfaces, caps):
            end = token.end()
        elif number == last and (base := _POSSESSIVE.sub("", word)) != word and _is(base, surfaces, caps):
            end = token.start() + len(base)
        else:
            return -1, ()
    if pattern.tail:
        if gap(text[end : end + len(pattern.tail)]) != pattern.tail:
            return -1, ()
        end += len(pattern.tail)
        if end < len(text) and text[end].isalnum():
            return -1, ()
    return end, between


def _next(text: str, end: int, joint: str) -> re.Match[str] | None:
    between = _GAP.match(text, end)
    if between is None:
        return None
    found = gap(between.group())
    if found != joint and not (found in _ALIKE and joint in _ALIKE):
        return None
    return WORD.match(text, between.end())


def _is(word: str, surfaces: frozenset[str], caps: bool) -> bool:
    if word in surfaces:
        return True
    return (
        caps
        and word.isupper()
        and (word.capitalize() in surfaces or word.title() in surfaces or word.lower() in surfaces)
    )


def _passed(text: str, token: re.Match[str], words: Lexicon) -> re.Match[str] | None:
    """The word behind an initial or a patronymic that stands inside a name."""
    word = token.group()
    end = token.end()
    if len(word) <= 2 and word[0].isupper() and text[end : end + 1] == ".":
        end += 1
    elif not patronymic_stem(word, words):
        return None
    if text[end : end + 1] not in (" ", "\u00a0"):
        return None
    return WORD.match(text, end + 1)
