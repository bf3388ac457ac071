"""Words of a language as single characters, so that its patterns are small regular expressions.

Each word that a class or a pattern of the language holds gets a character of the private use area; words that stand in
the same places get the same one. A text is written in these characters without moving anything: a word is its
character and as many fillers as it has letters left. A class is then a set of characters. Compiling a pattern costs a
fraction of what it does with the words themselves, and each is compiled when it is first met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sitegen.annotate.timepatterns import Node, PatternError, openings, words_of

DIGIT = "0"
"""Stands for any digit among the characters with which something begins."""
_ANYTHING: frozenset[str] = frozenset()
FIRST_CODE = "\ue000"
"""The first of the characters that stand for words."""
_LAST_CODE = 0xF8FE
_FILL = "\uf8ff"
FILLED = rf"\w*{_FILL}*\s*"
"""Expression for the rest of a word and the white space behind it."""
_FILLS = _FILL + "*+"
_SPACE = r"\s{1,3}"
_CODES = "\ue000-\uf8ff"
_PRIVATE = re.compile(f"[{_CODES}]")
_PIECE = re.compile(r"[^\W\d_]+|\s|\d\w*|.", re.DOTALL)
_BETWEEN = re.compile(r"(\W+)")
_ENDING = re.compile(r"\d[-'][^\W\d_]{1,3}(?!\w)")
_BEHIND_DIGITS = re.compile(r"\d+(?:-?[^\W\d_]{1,4}|\.)?\s*")
_DIGITS = re.compile(r"\d+\s*")
_END = rf"(?![\w{_CODES}]|-[^\W\d_]|-[{_CODES}])"
_MOST_WRITTEN = 50_000
_SUFFIX = 3
"""Letters up to which a word can be the ending of a number in figures, which keeps its letters."""


@dataclass(slots=True)
class WordClass:
    """A class of words: single ones, and forms of more than one piece by what stands around their last word."""

    digits: str = ""
    """Expression for what matches in figures."""
    single: set[str] = field(default_factory=set)
    longer: dict[tuple[tuple[str, ...], str], set[str]] = field(default_factory=dict)
    """Pieces before the last word, marks behind it → last words."""
    plain: set[str] = field(default_factory=set)
    """Forms with figures."""


def word_class(forms: Iterable[str], digits: str = "") -> WordClass:
    """A class of the forms, and of what the expression for digits matches."""
    out = WordClass(digits)
    for form in forms:
        if form.isalpha():
            out.single.add(form)
            continue
        pieces = _PIECE.findall(form)
        if pieces[0][0].isdigit():
            out.plain.add(form)
            continue
        last = max(index for index, piece in enumerate(pieces) if piece.isalpha())
        out.longer.setdefault((tuple(pieces[:last]), "".join(pieces[last + 1 :])), set()).add(pieces[last])
    return out


class Codes:
    """The characters of a language's words, and the expressions over them."""

    def __init__(self, classes: Mapping[str, WordClass], trees: Iterable[Node]) -> None:
        self.classes = classes
        roles = _roles(classes, trees)
        codes: dict[frozenset[str], str] = {}
        self.table: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        for word, role in roles.items():
            key = frozenset(role)
            code = codes.get(key)
            if code is None:
                code = codes[key] = chr(ord(FIRST_CODE) + len(codes))
                for name in key:
                    self.members.setdefault(name, []).append(code)
            self.table[word] = code + _FILL * (len(word) - 1)
        self._written = _Written(self.table)
        self._sources: dict[str, str] = {}

    def written(self, folded_text: str) -> str:
        """A folded text in characters of words; as long as the text, and the same where nothing is known."""
        if not folded_text.isascii() and _PRIVATE.search(folded_text):
            folded_text = _PRIVATE.sub(" ", folded_text)
        if len(self._written) > _MOST_WRITTEN:
            self._written.clear()
        return " ".join(map(self._written.__getitem__, folded_text.split(" ")))

    def ending(self, endings: str) -> str:
        """The expression for words that no pattern knows and that have one of some endings.

        Such a word is written as a character too, one for each call; of several calls the first that fits counts.

        Args:
            endings: a regular expression.
        """
        code = chr(_LAST_CODE - len(self._written.endings))
        self._written.endings.append((re.compile(rf"\w+(?:{endings})"), code))
        return code + _FILLS

    def begins(self, name: str) -> set[str]:
        """The characters with which a class (`<m>`), a word or a mark begins."""
        if name[0] != "<" or name == "<":
            return set(self._letters(name)) if name[0].isalpha() else {DIGIT if name[0].isdigit() else name[0]}
        found = self.classes[name[1:-1]]
        out = set(self.members.get(name, ()))
        for index, (before, _) in enumerate(found.longer):
            out.update(self._letters(before[0]) if before else self.members[f"{name}{_shared(found, index)}"])
        return out | ({DIGIT} if found.digits or found.plain else set())

    def pairs(self, tree: Node) -> set[tuple[str, frozenset[str]]]:
        """With which characters a pattern can begin, each with those of what can stand behind it (empty: anything)."""
        out: set[tuple[str, frozenset[str]]] = set()
        for pair in openings(tree):
            second = frozenset(self.begins(pair[1])) if len(pair) > 1 else _ANYTHING
            first = pair[0]
            if first.endswith(".") or first.isdigit():
                out.update((mark, _ANYTHING) for mark in self.begins(first))
            elif first[0] == "<" and first[1:-1] in self.classes:
                out |= self._class_pairs(first, self.classes[first[1:-1]], second)
            else:
                out.update((mark, second) for mark in self.begins(first))
        return out

    def _class_pairs(self, name: str, found: WordClass, second: frozenset[str]) -> set[tuple[str, frozenset[str]]]:
        out = {(code, second) for code in self.members.get(name, ())}
        if found.digits:
            out.add((DIGIT, second))
        if found.plain:
            out.add((DIGIT, _ANYTHING))
        for index, (before, behind) in enumerate(found.longer):
            lasts = frozenset(self.members[f"{name}{_shared(found, index)}"])
            pieces = [frozenset(self._begin(piece)) for piece in before if not piece.isspace()] + [lasts]
            if behind:
                pieces.append(frozenset(behind[0]))
            out.update((mark, pieces[1] if len(pieces) > 1 else second) for mark in pieces[0])
        return out

    def _begin(self, piece: str) -> set[str]:
        return set(self._letters(piece)) if piece.isalpha() else {DIGIT if piece[0].isdigit() else piece[0]}

    def source(self, tree: Node) -> str:
        """The expression of a pattern. Its groups are named `<class>_<number>`: a class can stand more than once."""
        count = 0

        def made(node: Node) -> str:
            nonlocal count
            if node.kind == "class":
                count += 1
                return f"(?P<{node.text}_{count}>{self.class_source(node.text)})"
            if node.kind == "word":
                return self._word_source(node.text)
            if node.kind == "mark":
                return re.escape(node.text)
            if node.kind == "space":
                return _SPACE
            parts = [made(part) for part in node.parts]
            if node.kind == "one":
                return f"(?:{'|'.join(parts)})"
            return f"(?:{parts[0]})?" if node.kind == "maybe" else "".join(parts)

        return made(tree) + _END

    def _letters(self, word: str) -> list[str]:
        return self.members.get("=" + word.removesuffix("."), [])

    def _word_source(self, word: str) -> str:
        stem = word.removesuffix(".")
        coded = f"{self._letters(word)[0]}{_FILLS}"
        source = f"(?:{coded}|{stem}(?!\\w))" if len(stem) <= _SUFFIX else coded
        return source + (r"\." if word != stem else "")

    def class_source(self, name: str) -> str:
        """The expression of a class."""
        if name not in self._sources:
            found = self.classes[name]
            sources = [found.digits] if found.digits else []
            sources += [re.escape(form) for form in sorted(found.plain, key=len, reverse=True)]
            rows = sorted(enumerate(found.longer), key=lambda row: (-len(row[1][0]), -len(row[1][1])))
            for index, (before, behind) in rows:
                head = "".join(_SPACE if piece.isspace() else self._piece_source(piece) for piece in before)
                tail = f"[{''.join(self.members[f'<{name}>{_shared(found, index)}'])}]{_FILLS}{re.escape(behind)}"
                sources.append(head + tail)
            if f"<{name}>" in self.members:
                sources.append(f"[{''.join(self.members[f'<{name}>'])}]{_FILLS}")
            self._sources[name] = f"(?:{'|'.join(sources or ['(?!)'])})"
        return self._sources[name]

    def _piece_source(self, piece: str) -> str:
        return self._word_source(piece) if piece.isalpha() else re.escape(piece)


class _Written(dict[str, str]):
    """What stands between two spaces, in the characters of its words; kept, as a text says most of it again."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__()
        self._table = table
        self.endings: list[tuple[re.Pattern[str], str]] = []

    def _word(self, word: str) -> str:
        known = self._table.get(word)
        if known is not None or not word.isalpha():
            return known or word
        code = next((code for ending, code in self.endings if ending.fullmatch(word)), "")
        return code + _FILL * (len(word) - 1) if code else word

    def __missing__(self, text: str) -> str:
        pieces = _BETWEEN.split(text)
        pieces[::2] = map(self._word, pieces[::2])
        coded = "".join(pieces)
        for match in _ENDING.finditer(text):
            # The ending of a number in figures keeps its letters.
            coded = coded[: match.start()] + match[0] + coded[match.end() :]
        self[text] = coded
        return coded


def _shared(found: WordClass, index: int) -> str:
    """The mark of last words that stand behind the same beginnings; the same for the same words."""
    groups = list(found.longer.values())
    return str(groups.index(groups[index]))


def _roles(classes: Mapping[str, WordClass], trees: Iterable[Node]) -> dict[str, set[str]]:
    """For each word, where it can stand: in classes (`<m>`), at the end of longer forms, as itself (`=of`)."""
    out: dict[str, set[str]] = {}
    for name, found in classes.items():
        for word in found.single:
            out.setdefault(word, set()).add(f"<{name}>")
        for index, ((before, _), lasts) in enumerate(found.longer.items()):
            for word in lasts:
                out.setdefault(word, set()).add(f"<{name}>{_shared(found, index)}")
            for piece in before:
                if piece.isalpha():
                    out.setdefault(piece, set()).add("=" + piece)
    for tree in trees:
        for word in words_of(tree):
            stem = word.removesuffix(".")
            out.setdefault(stem, set()).add("=" + stem)
    return out


def behind_digits(coded: str, start: int) -> tuple[str, str]:
    """The characters with which what stands behind a number can begin, and behind a number with its ending."""
    return _one(coded, _DIGITS.match(coded, start)), _one(coded, _BEHIND_DIGITS.match(coded, start))


def _one(coded: str, before: re.Match[str] | None) -> str:
    mark = coded[before.end() : before.end() + 1] if before else ""
    return DIGIT if mark.isdigit() else mark


def check_classes(tree: Node, classes: Mapping[str, WordClass], pattern: str) -> None:
    """Raises PatternError where a pattern names a class that is not there."""
    if tree.kind == "class" and tree.text not in classes:
        raise PatternError(f"no class <{tree.text}>: {pattern}")
    for part in tree.parts:
        check_classes(part, classes, pattern)
