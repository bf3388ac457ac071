"""Names that the site must never carry (`risk: pseudonymise`), found however they are written.

Case, marks, mark-up, entities, kinds of spaces and apostrophes do not hide a name, and neither does the form of an
address, the order of a bibliography or a grammatical case: it is better to refuse a page too many than to publish one
name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.annotate import name_cases
from sitegen.base.text import slugify
from sitegen.base.values import digest
from sitegen.build.auditwords import Numbers, streams, words_of
from sitegen.model.authority import Actor

_SHORTEST_TOGETHER = 7
_SHORTEST_ROMANISED = 4


class Phrases:
    """Runs of words with whom or what they belong to, found in a list of the numbers of words."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._by_length: dict[int, dict[int, str]] = {}
        self._firsts: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._firsts)

    def add(self, words: Sequence[str], owner: str) -> None:
        """Adds a run; where two owners have the same, it is the first's."""
        run = tuple(map(self._numbers.__getitem__, words))
        if run:
            self._firsts.add(run[0])
            self._by_length.setdefault(len(run), {}).setdefault(hash(run), owner)

    def find(self, text: list[int]) -> tuple[str, int, int] | None:
        """Owner of a run that stands in the text, where it begins, and of how many words it is."""
        if self._firsts.isdisjoint(text):
            return None
        for length, runs in self._by_length.items():
            if runs.keys().isdisjoint(map(hash, windows(text, length))):
                continue
            for at, run in enumerate(windows(text, length)):
                if hash(run) in runs:
                    return runs[hash(run)], at, length
        return None

    def key(self) -> str:
        """Digest of all runs."""
        return digest(tuple(sorted((length, run) for length, runs in self._by_length.items() for run in runs)))


def windows(text: list[int], length: int) -> Iterable[tuple[int, ...]]:
    """Every run of so many words."""
    return zip(*(text[start:] for start in range(length)), strict=False)


class ProtectedNames:
    """The forms of actors whose names are protected."""

    def __init__(self, actors: Iterable[Actor], numbers: Numbers | None = None) -> None:
        self.ids: set[str] = set()
        self.numbers = Numbers() if numbers is None else numbers
        self.phrases = Phrases(self.numbers)
        for actor in actors:
            self.ids.add(actor.id)
            languages = ("", *(name.language for name in actor.names), *("" for _ in actor.search_only))
            for form, language in zip((*actor.forms, *actor.search_only), languages, strict=True):
                cases = name_cases(form, language) if actor.type == "person" else ()
                for one in (form, *cases):
                    self._add(one, actor.id)

    def _add(self, form: str, id: str) -> None:
        words = words_of(form)
        romanised = [part for part in slugify(form, 10_000).split("-") if part]
        for run in (words, romanised):
            if run is romanised and len(run) == 1 and len(run[0]) < _SHORTEST_ROMANISED:
                continue
            self.phrases.add(run, id)
            if len(run) > 1:
                # As bibliographies and tags write it: `Quill, Zoe`, `#ZoeQuill`.
                self.phrases.add([run[-1], *run[:-1]], id)
                together = "".join(run)
                if len(together) >= _SHORTEST_TOGETHER:
                    self.phrases.add([together], id)

    def first_in(self, *texts: str) -> str:
        """The id of an actor whose name stands in one of the texts; empty where none does."""
        for text in texts if self.phrases else ():
            for words in streams(text):
                found = self.phrases.find(list(map(self.numbers.__getitem__, words)))
                if found:
                    return found[0]
        return ""
