"""One build at a time: the second waits."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from sitegen.base.files import remove, sweep
from sitegen.base.problems import Problem, SitegenError
from sitegen.build.folders import PARTS

Told = Callable[[str, int, int], None]


@contextlib.contextmanager
def lock(cache: Path, progress: Told | None = None) -> Iterator[None]:
    """Holds the archive's lock; the system frees it when the process ends, however it ends.

    Args:
        progress: told that another run is waited for.

    Raises:
        SitegenError: the folder for what sitegen remembers cannot be written.
    """
    with _opened(cache) as stream, _held(stream, progress):
        # What a killed run was writing when it died.
        sweep(cache / PARTS)
        yield


@contextlib.contextmanager
def _held(stream: IO[bytes], progress: Told | None) -> Iterator[None]:
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
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if progress is not None:
            progress("waiting for another run of sitegen", 0, 0)
        fcntl.flock(stream, fcntl.LOCK_EX)
    yield


def _opened(cache: Path) -> IO[bytes]:
    path = cache / "lock"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            remove(path)
        return path.open("a+b")
    except OSError as error:
        what = f"the folder for what sitegen remembers cannot be written: {error.strerror or error}"
        hint = f"make {cache.parent} writable and see to free space, or copy the archive to where you may write"
        raise SitegenError(Problem("unwritable", what, str(error.filename or path), hint=hint)) from error
