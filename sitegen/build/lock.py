"""One build at a time: the second waits."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


@contextlib.contextmanager
def lock(cache: Path) -> Iterator[None]:
    """Holds the archive's lock; the system frees it when the process ends, however it ends."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("a+b") as stream:
        try:
            fcntl: Any = importlib.import_module("fcntl")
        except ImportError:
            msvcrt: Any = importlib.import_module("msvcrt")
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                stream.seek(0)
                msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)
            return
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
