"""Originals on the disk → the texts and pages that they are or hold, one at a time, in batches for several cores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.base.files import sha256_hex, sha256_of
from sitegen.base.problems import Problem
from sitegen.clean import is_container, members
from sitegen.model.draft import RawFile

LARGEST = 32_000_000
"""Bytes of a text or page; a container may have any size."""
_BATCH = 8
_BATCH_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Original:
    """One file to be cleaned."""

    path: Path
    name: str
    """As records name it: `raw/x.txt`."""
    shown: str
    """As problems name it."""


Piece = tuple[int, Original | RawFile | Problem]
"""The number of a file, and what is to be looked at: the file itself, or a page (or a problem) of a container."""


def load_raw(path: Path, name: str) -> tuple[RawFile | None, Problem | None]:
    """An original, or why it cannot be read."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            what = f"this file is too large to be articles ({size // 1_000_000} MB)"
            hint = f"split it into files below {LARGEST // 1_000_000} MB"
            return None, Problem("raw-large", what, name, hint=hint)
        data = path.read_bytes()
    except OSError as error:
        return None, Problem(
            "unreadable", f"the file cannot be read: {error.strerror}", name, hint="check its path and rights"
        )
    return RawFile(name, data, sha256_hex(data)), None


def originals(path: Path, name: str) -> Iterator[RawFile | Problem]:
    """The text or page that a file is, or the pages that a container holds, one at a time; and what is wrong."""
    if not is_container(name):
        raw, problem = load_raw(path, name)
        if raw is not None or problem is not None:
            yield raw or problem  # type: ignore[misc]
        return
    try:
        size, sha256 = path.stat().st_size, sha256_of(path)
        with path.open("rb") as stream:
            yield from members(name, stream, size, sha256)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        yield Problem("unreadable", what, name, hint="check its path and rights")


def batches(files: Iterable[Original]) -> Iterator[list[Piece]]:
    """Small batches in the order of the files; containers are gone through here, other files opened by who works."""
    batch: list[Piece] = []
    held = 0
    for number, file in enumerate(files):
        pieces: Iterable[Original | RawFile | Problem] = [file]
        if is_container(file.name):
            pieces = originals(file.path, file.name)
        for piece in pieces:
            batch.append((number, piece))
            held += len(piece.data) if isinstance(piece, RawFile) else 0
            if len(batch) >= _BATCH or held >= _BATCH_BYTES:
                yield batch
                batch, held = [], 0
    if batch:
        yield batch


def opened(piece: Original | RawFile | Problem) -> RawFile | Problem:
    """What a piece of a batch is, its file being read now."""
    if not isinstance(piece, Original):
        return piece
    raw, problem = load_raw(piece.path, piece.name)
    if raw is not None:
        return raw
    assert problem is not None
    return problem
