"""The disk, in a few functions: walk, read, write so that a file is whole or not there."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
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
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        # Not there, or not any more.
        return
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


def write_atomic(path: Path, data: bytes, through: Path | None = None) -> None:
    """Writes a file beside the target and puts it in its place: a reader meets the old bytes or the new, never a part.

    Args:
        through: a folder of ours for what is not finished, on the same disk if possible; else that of the target.
    """
    _put(path, data, through, os.replace)


def write_new(path: Path, data: bytes, through: Path | None = None) -> None:
    """Like `write_atomic`, but never replaces a file, not even one that appears while this one is written.

    Raises:
        FileExistsError: the path is taken.
    """
    if path.exists() or path.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    _put(path, data, through, _link_new)


def write_over(path: Path, data: bytes, expected: bytes, through: Path | None = None) -> bool:
    """Replaces a file that holds the bytes expected; one that holds others, or is gone, stays as it is.

    A link stays one. Where the system can exchange two files in one step, what was there is looked at once more behind
    the exchange: an editor that saves in between loses nothing.

    Returns:
        whether it was replaced.
    """
    with contextlib.suppress(FileNotFoundError):
        if not path.is_symlink() and path.read_bytes() == expected:
            return _put(path, data, through, lambda part, target: _swap(part, target, expected))
    return False


def _put(path: Path, data: bytes, through: Path | None, place: Callable[[str, Path], bool | None]) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path, data, through or path.parent)
    try:
        try:
            return place(part, path) is not False
        except OSError as error:
            if through is None or error.errno != errno.EXDEV:
                raise
            # What is put in place must come from the same disk: noted first, so that `sweep` finds it after a kill.
            Path(part).unlink(missing_ok=True)
            note = through / f"{secrets.token_hex(8)}{_NOTED}"
            part = str(path.parent / f".{note.stem}.part")
            note.write_text(part, encoding="utf-8", errors="surrogateescape")
            _fill(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), part, data)
            done = place(part, path) is not False
            note.unlink(missing_ok=True)
            return done
    finally:
        Path(part).unlink(missing_ok=True)


def _part(path: Path, data: bytes, folder: Path) -> str:
    """A finished file under a name of its own, its bytes on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{path.name[:40]}.", suffix=".part")
    _fill(handle, name, data)
    return name


def _fill(handle: int, name: str, data: bytes) -> None:
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files private; published files take the usual rights of the person's umask.
        os.chmod(name, 0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sweep(through: Path) -> None:
    """Removes what a killed run left unfinished: a folder that writes went through, and what was noted in it."""
    for note in through.glob(f"*{_NOTED}"):
        with contextlib.suppress(OSError):
            part = Path(note.read_text(encoding="utf-8", errors="surrogateescape"))
            if part.name == f".{note.stem}.part" and not part.is_symlink():
                part.unlink(missing_ok=True)
    remove(through)


def _link_new(part: str, path: Path) -> None:
    try:
        os.link(part, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if path.exists() or path.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        os.rename(part, path)


def _swap(part: str, path: Path, expected: bytes) -> bool:
    if not exchange(Path(part), path):
        if path.read_bytes() != expected:
            return False
        os.replace(part, path)
        return True
    if Path(part).read_bytes() == expected:
        return True
    exchange(Path(part), path)
    return False


def exchange(first: Path, second: Path) -> bool:
    """Exchanges two files or folders in one step; False, and nothing happened, where the system cannot."""
    a, b = os.fsencode(first.absolute()), os.fsencode(second.absolute())
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        system = str(sys.platform)
        if system.startswith("linux"):
            return int(library.renameat2(-100, a, -100, b, 2)) == 0
        if system == "darwin":
            return int(library.renamex_np(a, b, 2)) == 0
    return False


def remove(path: Path) -> None:
    """Removes a file or a folder with all that is in it, as far as that can be done."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


_NOTED = ".beside"
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EMLINK})
"""What systems say where a file cannot have two names."""
_UMASK: list[int] = []


def _umask() -> int:
    if not _UMASK:
        current = os.umask(0o022)
        os.umask(current)
        _UMASK.append(current)
    return _UMASK[0]
