"""The disk, in a few functions: walk, read, write so that a file is whole or not there."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def sha256_hex(data: bytes) -> str:
    """SHA-256 of the bytes, 64 hexadecimal digits: the fixity of an original."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, read piece by piece.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def walk_files(folder: Path) -> Iterator[Path]:
    """Every file below a folder in one order on every machine; hidden files and folders are left out.

    Links are given as they are and not followed into folders: what lies outside is not ours to read.
    """
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk_files(Path(entry.path))
        elif entry.is_file() or entry.is_symlink():
            yield Path(entry.path)


def is_link_out(path: Path, folder: Path) -> bool:
    """Whether a path leads out of the folder by a symbolic link."""
    return not path.resolve().is_relative_to(folder.resolve())


def write_atomic(path: Path, data: bytes) -> None:
    """Writes through a file beside the target, so that a reader meets the old bytes or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files private; published files take the usual rights of the person's umask.
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes) -> None:
    """Like `write_atomic`, but refuses to replace a file.

    Raises:
        FileExistsError: the path is taken.
    """
    if path.exists() or path.is_symlink():
        raise FileExistsError(str(path))
    write_atomic(path, data)


_UMASK: list[int] = []


def _umask() -> int:
    if not _UMASK:
        current = os.umask(0o022)
        os.umask(current)
        _UMASK.append(current)
    return _UMASK[0]
