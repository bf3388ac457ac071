"""The cache: values under keys of everything they depend on. The one door to SQLite.

Whatever is wrong with it (damaged, of another version, locked for good), it is made anew in silence: nothing in it is
the only copy of anything. Values are JSON (`sitegen.base.values`), never code.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import sitegen
from sitegen.base.files import remove

_VERSION = "1"
MOST_HELD = 32_000_000
"""Bytes that wait to be written: memory does not grow with the archive."""


class CacheDamaged(Exception):
    """Something that ought to be in the cache is not there, or not as it was written."""


class Cache:
    """Bytes by key. Keys that a run did not touch are swept at its end."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "cache.sqlite"
        self._touched: set[str] = set()
        self._new: dict[str, bytes] = {}
        self.held = 0
        """Bytes in memory that are not written yet."""
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            ignore = folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        for _ in (1, 2):
            try:
                return _prepared(self.path)
            except sqlite3.DatabaseError:
                self._remove()
        # The disk is full, or the folder cannot be written: everything is computed, nothing remembered.
        return _prepared(":memory:")

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            remove(Path(f"{self.path}{suffix}"))

    def get(self, key: str) -> bytes | None:
        """The value of a key, or nothing."""
        self._touched.add(key)
        if key in self._new:
            return self._new[key]
        try:
            row = self._db.execute("SELECT value FROM items WHERE key=?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        return _checked(bytes(row[0])) if row else None

    def put(self, key: str, value: bytes) -> None:
        self._touched.add(key)
        self._new[key] = value
        self.held += len(value)
        if self.held > MOST_HELD:
            self.save()

    def touch(self, keys: Iterable[str]) -> None:
        """Keeps keys that this run did not need to open."""
        self._touched.update(keys)

    def save(self, *, sweep: bool = False) -> None:
        """Writes what is new; with `sweep`, forgets what this run did not touch."""
        # Where it cannot be written, it is tried again only after as much again.
        self.held = 0
        with contextlib.suppress(sqlite3.DatabaseError):
            rows = ((key, _sum(value) + value) for key, value in self._new.items())
            self._db.executemany("INSERT OR REPLACE INTO items VALUES (?, ?)", rows)
            if sweep:
                old = [(row[0],) for row in self._db.execute("SELECT key FROM items") if row[0] not in self._touched]
                self._db.executemany("DELETE FROM items WHERE key=?", old)
            self._db.commit()
            self._new.clear()

    @property
    def is_written(self) -> bool:
        """Whether other processes can find all that was put here."""
        return not self._new

    def wipe(self) -> None:
        """Forgets everything."""
        self.close()
        self._touched.clear()
        self._new.clear()
        self._remove()
        self._db = self._open()

    def close(self) -> None:
        with contextlib.suppress(sqlite3.DatabaseError):
            self._db.close()


def _prepared(path: Path | str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=60)
    try:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("CREATE TABLE IF NOT EXISTS items (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID")
        db.execute("CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT)")
        row = db.execute("SELECT value FROM about WHERE name='version'").fetchone()
        if row is None:
            db.execute("INSERT INTO about VALUES ('version', ?)", (_VERSION,))
            db.commit()
        elif row[0] != _VERSION:
            raise sqlite3.DatabaseError("another version")
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _sum(value: bytes) -> bytes:
    """A few bytes by which damage is noticed: a flipped bit in a text would still be a text."""
    return hashlib.blake2b(value, digest_size=8).digest()


def _checked(stored: bytes) -> bytes | None:
    value = stored[8:]
    return value if _sum(value) == stored[:8] else None


@functools.cache
def code_digest(*packages: str) -> str:
    """Digest of the source of rooms (`read`, `base` …) and, after a colon, of the versions of libraries they call.

    ``code_digest("base", "read", ":markdown-it-py")``: the code of a stage is an input of its cache key.
    """
    state = hashlib.blake2b(digest_size=12)
    root = Path(sitegen.__file__).parent
    for name in packages:
        if name.startswith(":"):
            with contextlib.suppress(importlib.metadata.PackageNotFoundError):
                state.update(f"{name}={importlib.metadata.version(name[1:])}\0".encode())
            continue
        for path in sorted((root / name).rglob("*")):
            if path.suffix in (".py", ".yaml"):
                state.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return state.hexdigest()
