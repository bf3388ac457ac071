"""Proves of every file of a site that it says nothing which rights hold back and no name that is protected.

Whatever made the file (a page, a template of somebody's own, the search's index, an export) is not asked: its bytes are
read as a reader's machine would read them. Files that were found sound once are not read again as long as the same is
held back; deleting what is remembered of them costs time and changes nothing.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sitegen.base.files import remove, sha256_hex, write_atomic
from sitegen.base.problems import ERROR, Problem
from sitegen.base.values import digest
from sitegen.build.auditwords import Numbers, contents, streams, words_of
from sitegen.build.cache import Cache, code_digest
from sitegen.build.planning import Planned
from sitegen.build.protected import ProtectedNames, windows
from sitegen.build.reading import load_article, load_lines
from sitegen.build.withheld import RUN, Withheld, withheld_texts
from sitegen.search import words_in

_MOST_SEEN = 200_000
_MOST_WORDS = 16
_STEP = re.compile(r"[^/]+")


class Audit:
    """What must not be said, and the files that are known not to say it."""

    def __init__(self, planned: Planned, cache: Cache, folder: Path, out: Path) -> None:
        self._numbers = Numbers()
        self._planned, self._cache = planned, cache
        self._names = ProtectedNames(planned.found.protected, self._numbers)
        self._withheld: Withheld = withheld_texts(planned, cache, self._numbers)
        self._seen: set[str] = set()
        self._allowed: dict[tuple[str, ...], bool] = {}
        self._path = folder / f"audit-{digest(str(out))[:12]}.json"
        self._key = ""
        self._before: dict[str, list[Any]] = {}
        self._digests: set[str] = set()
        self._sound: dict[str, list[Any]] = {}
        if self.has_work:
            code = code_digest("base", "model", "search", "build", "annotate")
            self._key = digest((code, self._names.phrases.key(), self._withheld.key()))
            self._before = self._remembered()
            self._digests = {row[2] for row in self._before.values()}

    @property
    def has_work(self) -> bool:
        """Whether anything is held back at all."""
        return bool(self._names.phrases or self._withheld)

    def problems(self, folder: Path, names: Iterable[str]) -> list[Problem]:
        """What files of a folder say that they must not, a problem for each file.

        Raises:
            OSError: a file cannot be read.
            BundleError: a file of the search is not whole.
        """
        return [found for name in sorted(names) if (found := self._file(folder, name))] if self.has_work else []

    def problem_in(self, name: str, data: bytes) -> Problem | None:
        """What one file says that it must not."""
        if not self.has_work:
            return None
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        for words in self._streams(name, data):
            problem = self._said(name, words)
            if problem:
                return problem
        return None

    def remember(self) -> None:
        """Notes which files are sound; call it when they are what the site consists of."""
        if self.has_work and self._sound != self._before:
            data = {"key": self._key, "files": self._sound}
            # What cannot be noted is read again.
            with contextlib.suppress(OSError):
                if self._path.is_dir():
                    remove(self._path)
                write_atomic(self._path, json.dumps(data, separators=(",", ":")).encode())

    def _file(self, folder: Path, name: str) -> Problem | None:
        path = folder / name
        stat = path.stat()
        known = self._before.get(name)
        if known and known[:2] == [stat.st_size, stat.st_mtime_ns]:
            self._sound[name] = known
            return None
        data = path.read_bytes()
        # The name is part of what a file says; the search gives its files other names in every run.
        sum_ = digest((name.rpartition("/")[0] if name.startswith("pagefind/") else name, sha256_hex(data)))
        problem = None if sum_ in self._digests else self.problem_in(name, data)
        if problem is None:
            self._sound[name] = [stat.st_size, stat.st_mtime_ns, sum_]
        return problem

    def _streams(self, name: str, data: bytes) -> Iterator[list[str]]:
        yield words_of(name)
        if name.endswith(".pf_index") and not self._names.phrases:
            # Single words: their order stands in the fragments.
            return
        texts = words_in(name, data)
        if texts is not None:
            yield from (words for text in texts for words in streams(text, self._seen))
            return
        for inner, text in contents(name, data):
            if inner != name:
                yield words_of(inner)
            yield from streams(text, self._seen)

    def _said(self, name: str, words: list[str]) -> Problem | None:
        numbers = list(map(self._numbers.__getitem__, words))
        if self._names.phrases:
            found = self._names.phrases.find(numbers)
            if found:
                return _name_problem(self._masked(name), found[0])
        runs = self._withheld.runs
        if runs and not runs.isdisjoint(map(hash, windows(numbers, RUN))):
            return self._text_problem(name, words, numbers)
        title = self._withheld.phrases.find(numbers) if self._withheld.phrases else None
        if title and not self._is_public(tuple(words[title[1] : title[1] + title[2]])):
            return _problem(name, words[title[1] : title[1] + title[2]], title[0])
        return None

    def _text_problem(self, name: str, words: list[str], numbers: list[int]) -> Problem:
        hits = [hash(run) in self._withheld.runs for run in windows(numbers, RUN)]
        first = hits.index(True)
        last = next((at for at in range(first, len(hits)) if not hits[at]), len(hits)) - 1 + RUN
        owner = self._withheld.owner(hash(tuple(numbers[first : first + RUN])), self._cache)
        return _problem(name, words[first:last], owner)

    def _is_public(self, phrase: tuple[str, ...]) -> bool:
        """Whether some text that is shown whole has the words of a title: then they are its own."""
        if phrase not in self._allowed:
            self._allowed[phrase] = any(_has(text, phrase) for text in self._public())
        return self._allowed[phrase]

    def _public(self) -> Iterator[str]:
        reading = self._planned.reading
        for card in self._planned.library.articles:
            yield f"{card.record.title}\n{card.record.summary}\n{card.face.excerpt}"
            raw = card.record.raw
            if card.publish == "full":
                yield load_article(reading.article_keys[card.face.slug], self._cache).text
                if raw and raw.origin in reading.raw_keys:
                    lines = load_lines(reading.raw_keys[raw.origin], self._cache, raw.first_line, raw.last_line)
                    yield "\n".join(line.text for line in lines)

    def _masked(self, name: str) -> str:
        """The name of a file without steps that carry a protected name."""
        masked = _STEP.sub(lambda step: "…" if self._names.first_in(step.group()) else step.group(), name)
        return "…" if self._names.first_in(masked) else masked

    def _remembered(self) -> dict[str, list[Any]]:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            return dict(data["files"]) if data["key"] == self._key else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}


def _has(text: str, phrase: tuple[str, ...]) -> bool:
    return f" {' '.join(phrase)} " in f" {' '.join(words_of(text))} "


def _name_problem(name: str, who: str) -> Problem:
    what = f"the page {name} would carry a name of actors/{who}.yaml"
    hint = "nothing was published; take the name out of records, notes, events and pages"
    return Problem("protected-name", what, name, severity=ERROR, hint=hint)


def _problem(name: str, words: list[str], path: str) -> Problem:
    said = " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
    what = f"{name} would show words of {path} that its rights hold back: “{said}”"
    hint = "nothing was published; take the words out of notes, events, pages and themes, or widen the rights"
    return Problem("withheld-text", what, name, severity=ERROR, hint=hint)
