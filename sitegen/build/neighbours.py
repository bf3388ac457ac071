"""What the originals of an archive have in common, learned from all of them, so that the result of cleaning one does
not depend on which others were named on the command line.

Of each file only marks of its lines are kept, in the cache under the digest of its bytes and the code of the cleaner: a
second run decodes and parses no original again to know its neighbours.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import sha256_of
from sitegen.base.problems import NOTICE, Problem
from sitegen.base.values import decode, digest, encode
from sitegen.build.cache import Cache, code_digest
from sitegen.build.originals import Original, Piece, batches, opened
from sitegen.build.working import Died, Progress, in_order, workers
from sitegen.clean import NO_REPEATS, Repeats, is_container, learn_repeats, marks_of
from sitegen.model.draft import RawFile

CLEAN_CODE = ("base", "model", "clean", ":lxml", ":trafilatura", ":warcio")
POOL_FROM = 8
"""So many files are worth starting further processes for."""
_LEAST_LONG = 2
Marks = tuple["array[int]", "array[int]"]
PageMarks = tuple[str, str, Marks]
"""Name and address of a container's page (both empty for other files), and the marks of its lines."""


@dataclass(slots=True)
class Neighbours:
    """For each original, what it shares with the others."""

    repeats: Repeats = NO_REPEATS
    marks: dict[tuple[Path, str], Marks] = field(default_factory=dict)
    """By file and, in a container, page."""
    sha256: dict[Path, str] = field(default_factory=dict)
    """By file: of its bytes when they were last looked at in this run."""
    unreadable: dict[Path, str] = field(default_factory=dict)
    """By file: why it cannot be read."""
    problems: list[Problem] = field(default_factory=list)
    """Texts that are there twice, as notices."""

    def near(self, path: Path, member: str) -> Repeats:
        """What one text or page shares with others: all that its cleaning depends on besides itself."""
        marks = self.marks.get((path, member))
        return NO_REPEATS if marks is None else self.repeats.near(marks[0])


def learn(files: Sequence[Original], cache: Cache | None, jobs: int, progress: Progress) -> Neighbours:
    """Looks at every original once; the order of the files and the number of processes change nothing."""
    out = Neighbours()
    files = sorted(files, key=lambda file: (file.name, str(file.path)))
    code = code_digest(*CLEAN_CODE)
    keys: dict[Path, str] = {}
    stored: dict[Path, list[PageMarks]] = {}
    for file in files:
        try:
            sha256 = out.sha256[file.path] = sha256_of(file.path)
        except OSError as error:
            out.unreadable[file.path] = error.strerror or "unknown reason"
            continue
        key = keys[file.path] = "marks-" + digest((code, sha256, _kind(file.name), sys.byteorder))
        known = _stored(cache.get(key)) if cache is not None else None
        if known is not None:
            stored[file.path] = known
    fresh = [file for file in files if file.path in keys and file.path not in stored]
    for path, pages in _read(fresh, jobs, progress, out.problems):
        stored[path] = pages
        if cache is not None:
            rows = [(member, url, all_.tobytes().hex(), long.tobytes().hex()) for member, url, (all_, long) in pages]
            cache.put(keys[path], encode(rows))
    seen: dict[bytes, int] = {}
    distinct: list[Marks] = []
    texts: list[list[tuple[Original, str]]] = []
    for file in files:
        for member, url, marks in stored.get(file.path, ()):
            out.marks[file.path, member] = marks
            # What has the very same lines is one text, however often it was saved.
            place = seen.setdefault(marks[0].tobytes(), len(distinct))
            if place == len(distinct):
                distinct.append(marks)
                texts.append([])
            texts[place].append((file, url))
    out.repeats = learn_repeats(distinct)
    groups = [list(group) for group in out.repeats.copies]
    grouped = {place for group in groups for place in group}
    # A text saved again with other line ends has the same marks; two that say next to nothing are no copies.
    groups += [[place] for place, marks in enumerate(distinct) if place not in grouped and len(marks[1]) >= _LEAST_LONG]
    for group in groups:
        out.problems += _copies([text for place in group for text in texts[place]], out.sha256)
    return out


def _kind(name: str) -> str:
    """What of a file's name its marks depend on: whether it is a text, a page or a container."""
    return name.lower().rpartition("/")[2].partition(".")[2]


def _stored(data: bytes | None) -> list[PageMarks] | None:
    try:
        rows = decode(tuple[tuple[str, str, str, str], ...], data) if data is not None else None
        return None if rows is None else [(one, url, (_array(all_), _array(long))) for one, url, all_, long in rows]
    except ValueError:
        return None


def _array(text: str) -> array[int]:
    out = array("Q")
    out.frombytes(bytes.fromhex(text))
    return out


def _read(
    files: list[Original], jobs: int, progress: Progress, problems: list[Problem]
) -> Iterator[tuple[Path, list[PageMarks]]]:
    """The marks of each file that the cache does not know, file by file."""
    with workers(jobs if len(files) >= POOL_FROM else 1) as pool:
        current = 0
        pages: list[PageMarks] = []
        for batch, results in in_order(pool, _marks, batches(files)):
            for (number, _), found in zip(batch, results, strict=True):
                while current < number:
                    yield files[current].path, pages
                    current, pages = current + 1, []
                if isinstance(found, Died):
                    problems.append(found.problem(files[number].shown))
                elif found is not None:
                    pages.append(found)
            progress("comparing", current, len(files))
        for file in files[current:]:
            yield file.path, pages
            pages = []


def _marks(batch: list[Piece]) -> list[PageMarks | None]:
    out: list[PageMarks | None] = []
    for _, piece in batch:
        raw = opened(piece)
        out.append((raw.member, raw.url, marks_of(raw)) if isinstance(raw, RawFile) else None)
    return out


def _copies(texts: list[tuple[Original, str]], sha256: dict[Path, str]) -> Iterator[Problem]:
    """Notices for one group of texts: each names the first one; what is the same byte for byte is told elsewhere."""
    texts = sorted(texts, key=lambda text: (text[0].name, str(text[0].path), text[1]))
    first, url = texts[0]
    told: set[Path] = set()
    for other, address in texts[1:]:
        if sha256[other.path] == sha256[first.path] or other.path in told:
            continue
        told.add(other.path)
        where = f"{first.shown} ({url})" if is_container(first.name) and url else first.shown
        page = f"{address}: " if is_container(other.name) and address else ""
        what = f"{page}most of this text is also in {where}"
        hint = "both are kept and become records; where one is enough, remove the other"
        yield Problem("raw-copy", what, other.shown, severity=NOTICE, hint=hint)
