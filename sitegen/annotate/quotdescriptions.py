"""Whom a description without a name stands for: "the French president", "the embattled leader", "the 65-year-old".

A description whose words all stand as titles before one person's name somewhere in the text is that person; a general
one is whom a pronoun would stand for in its place. Both are only probable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.annotate.quotblocks import Block
from sitegen.annotate.quotcandidates import ANYBODY
from sitegen.annotate.quotlanguage import QuotationWords
from sitegen.annotate.quotnominatives import agrees
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quotpronouns import Spoken, antecedent
from sitegen.annotate.quottokens import WORD, Token
from sitegen.annotate.speakers import Subject, is_actor
from sitegen.base.text import fold
from sitegen.model.annotations import Naming

_AGE = re.compile(r"\d+-\D")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Descriptions:
    """What a text calls the people whom it names, gathered when the first description asks for it."""

    __slots__ = ("_bearers", "_given", "_titles", "blocks", "people")

    def __init__(self, blocks: Sequence[Block], people: People) -> None:
        self.blocks = blocks
        self.people = people
        self._titles: dict[str, set[str]] | None = None
        self._given: dict[str, set[str]] | None = None
        self._bearers: dict[str, frozenset[str]] = {}

    def record(self, index: int, tokens: Sequence[Token], subject: Subject, spoken: Sequence[Spoken]) -> str | None:
        """The record that a description without a name stands for ("the French president")."""
        words = self.people.words
        part = tokens[subject.start : subject.end]
        if len(part) > 6 or any(is_actor(token) for token in part):
            return None
        if len(part) == 1 and part[0].capital:
            return self._by_given_name(part[0], subject.gender)
        if part[0].key not in words.sets["definite"] and not (words.cases and words.sets["definite"]):
            return None
        content = {
            token.key.removesuffix("'s")
            for token in part
            if token.key
            and token.key not in words.sets["definite"]
            and token.key not in words.sets["determiners"]
            and token.key != "'s"
        }
        content |= {self.blocks[index].passage.text[token.start : token.end].lower() for token in part if token.naming}
        if not content or (words.cases and self._is_new(tokens, subject)):
            return None
        named = any(token.capital and token is not part[0] for token in part)
        fitting = [
            id
            for id, known in self._known_titles().items()
            if content <= known and agrees(self.people.gender(id), subject.gender)
        ]
        if len(fitting) == 1 and (len(content) > 1 or (not named and self._sole_bearer(fitting[0], *content))):
            return fitting[0]
        last = part[-1].key
        if not fitting and not named and (last in words.sets["epithets"] or _AGE.match(last)):
            found = self._only_person_before(index, part[0].start, subject.gender, spoken)
            # Beside his name in one sentence a description is somebody else's ("Holt said that the minister …").
            named = any(token.naming is not None and token.naming.id == found for token in tokens)
            return None if named else found
        return None

    def _is_new(self, tokens: Sequence[Token], subject: Subject) -> bool:
        """Whether a noun without an article is told more of ("an old professor, who asked not to be named")."""
        sets = self.people.words.sets
        before = tokens[subject.start - 1] if subject.start else None
        known = ("light", "follows", "conjunctions", "prepositions", "relatives", "times", "reflexives")
        attribute = (
            subject.end - subject.start == 1
            and before is not None
            and before.kind == WORD
            and before.key not in self.people.words.verbs
            and not any(before.key in sets[name] for name in known)
        )
        behind = tokens[subject.end : subject.end + 2]
        clause = len(behind) == 2 and behind[0].key == "," and behind[1].key in sets["relatives"]
        return attribute or clause

    def _sole_bearer(self, id: str, title: str) -> bool:
        """Whether the title stands before nobody else's name in the text ("Mayor Dale Fenske", who has no record)."""
        bearers = self._bearers.get(title)
        if bearers is None:
            bearers = self._bearers[title] = self._all_bearers(title)
        return bearers <= {id}

    def _all_bearers(self, title: str) -> frozenset[str]:
        """The records before whose names a title stands; empty text for names without one."""
        pattern = re.compile(rf"\b{re.escape(title)}\s+(?=[^\W\d_])", re.IGNORECASE)
        found: set[str] = set()
        for block in self.blocks:
            at: dict[int, str] | None = None
            for match in pattern.finditer(block.passage.text):
                if block.passage.text[match.end()].isupper():
                    if at is None:
                        at = {naming.start: naming.id for naming in block.names}
                    found.add(at.get(match.end(), ""))
        return frozenset(found)

    def _by_given_name(self, token: Token, gender: str) -> str | None:
        """The only person of the text whose whole name begins with this word ("Joanna")."""
        if self._given is None:
            self._given = {}
            for block in self.blocks:
                for naming in (*block.names, *block.quoted_names):
                    if naming.id.startswith("actors/") and self.people.gender(naming.id) != "o":
                        for given in _given_names(naming):
                            self._given.setdefault(given, set()).add(naming.id)
        fitting = self._given.get(token.key, set()) | self._given.get(fold(token.key), set())
        id = next(iter(fitting)) if len(fitting) == 1 else None
        return id if id is not None and agrees(self.people.gender(id), gender) else None

    def _known_titles(self) -> dict[str, set[str]]:
        """The title words that stand before each person's name somewhere in the text."""
        if self._titles is None:
            self._titles = {}
            for block in self.blocks:
                for naming in block.names:
                    if naming.id.startswith("actors/") and self.people.gender(naming.id) in ("m", "f"):
                        before = block.passage.text[max(0, naming.start - 60) : naming.start]
                        known = self._titles.setdefault(naming.id, set())
                        known.update(_title_words(before, self.people.words.sets["titles"]))
                        known.update(_apposition(block.passage.text[naming.end : naming.end + 60], self.people.words))
        return self._titles

    def _only_person_before(self, index: int, offset: int, gender: str, spoken: Sequence[Spoken]) -> str | None:
        """The record that a pronoun (of either gender, where the description does not tell) would stand for here."""
        found = antecedent(gender if gender in ("m", "f") else ANYBODY, self.blocks, index, offset, self.people, spoken)
        return found.speaker if found is not None and found.speaker else None


def _given_names(naming: Naming) -> set[str]:
    """The first word of a whole name, as printed and as the record's id has it."""
    parts = naming.form.lower().split()
    return {parts[0], naming.id.partition("/")[2].split("-")[0]} if len(parts) > 1 else set()


def _apposition(after: str, words: QuotationWords) -> list[str]:
    """The nouns that say what somebody is, behind his name and a comma (", the mayor of Orsk,")."""
    found: list[str] = []
    if not after.startswith(", "):
        return found
    for match in _WORDS.finditer(after.split(",", 2)[1]):
        word = match.group().lower()
        if any(word in words.sets[name] for name in ("prepositions", "relatives")) or len(found) > 2:
            break
        if word in words.sets["titles"] or word in words.sets["people"]:
            found.append(word)
        elif word not in words.sets["definite"] and word not in words.sets["determiners"]:
            break
    return found


def _title_words(before: str, titles: frozenset[str]) -> list[str]:
    found: list[str] = []
    for match in reversed(list(_WORDS.finditer(before))):
        word = match.group()
        if not (word[0].isupper() or word.lower() in titles):
            break
        if before[match.end() : match.end() + 1] in (".", ",", ";", ":"):
            break
        found.append(word.lower())
    return found
