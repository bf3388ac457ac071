"""The output folder, replaced whole: a reader of it meets the old site or the new one, never a part.

A build that changes something lays the new site beside the old as a tree of hard links (files that stay) and fresh
files, then exchanges the two folders in one step of the system (`renameat2` with RENAME_EXCHANGE on Linux,
`renamex_np` with RENAME_SWAP on macOS). Elsewhere two renames stand in for it, and a build that finds itself between
them puts the old folder back. Writing file by file into the live folder was the alternative: each file would be whole,
the site would not.

Which files are sitegen's own stands in the folder itself (``.sitegen-files``), so that foreign files are kept and old
pages go even where the cache was deleted.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.base.files import exchange as _exchange
from sitegen.base.files import write_atomic

MANIFEST = ".sitegen-files"
SEARCH = "pagefind"
_NEXT = ".{name}.next-"


def staging_folder(out: Path) -> Path:
    """Where the next site is laid, beside the one that is published."""
    # Of this process: what a killed one started may still be writing into its own.
    return out.absolute().parent / f"{_NEXT.format(name=out.name)}{os.getpid()}"


def _old_folder(out: Path) -> Path:
    return out.absolute().parent / f".{out.name}.old"


def recover(out: Path) -> None:
    """Puts right what a killed build left: the old site back in its place, unfinished ones away."""
    old = _old_folder(out)
    if old.is_dir() and not out.exists():
        os.rename(old, out)
    begun = _NEXT.format(name=out.name)
    beside = list(out.absolute().parent.iterdir()) if out.absolute().parent.is_dir() else []
    for rest in (old, *(path for path in beside if path.name.startswith(begun))):
        if rest.is_dir() and not rest.is_symlink():
            if (rest / MANIFEST).is_file():
                # Whole, so it may be the site that was live, with what others put there at the last moment.
                _rescue(rest, out, {name: stat for name, stat in snapshot(rest).items() if (out / name).exists()})
            shutil.rmtree(rest)


def snapshot(out: Path) -> dict[str, tuple[int, int]]:
    """Every file of a folder with its size and modification time (nanoseconds)."""
    found: dict[str, tuple[int, int]] = {}
    if out.is_dir():
        _walk(str(out), "", found)
    return found


def _walk(folder: str, prefix: str, found: dict[str, tuple[int, int]]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                _walk(entry.path, name + "/", found)
            else:
                # Others may remove what is theirs at any moment.
                with contextlib.suppress(FileNotFoundError):
                    stat = entry.stat(follow_symlinks=False)
                    found[name] = (stat.st_size, stat.st_mtime_ns)


def own_files(out: Path) -> set[str]:
    """Files that an earlier build wrote; folders end with a slash."""
    try:
        return set((out / MANIFEST).read_text(encoding="utf-8").split("\n")) - {""}
    except (OSError, UnicodeDecodeError):
        return set()


def is_own(name: str, own: set[str]) -> bool:
    """Whether a file of the output folder is sitegen's."""
    return name in own or name == MANIFEST or (name.startswith(SEARCH + "/") and SEARCH + "/" in own)


def keep(out: Path, staging: Path, names: Iterable[str]) -> list[str]:
    """Links files of the live site into the next one; returns those that are not there any more."""
    lost: list[str] = []
    made: set[str] = set()
    for name in names:
        target = f"{staging}/{name}"
        folder = target.rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        try:
            os.link(f"{out}/{name}", target, follow_symlinks=False)
        except FileNotFoundError:
            lost.append(name)
        except OSError:
            shutil.copy2(f"{out}/{name}", target, follow_symlinks=False)
    return lost


def keep_empty_folders(out: Path, staging: Path) -> None:
    """Makes those folders again that hold nothing: they are none of sitegen's, so they stay."""
    for folder, names, files in os.walk(out):
        if not names and not files:
            (staging / Path(folder).relative_to(out)).mkdir(parents=True, exist_ok=True)


def manifest_names(pages: Iterable[str], has_search: bool) -> set[str]:
    """What the list of own files says of a site."""
    return {*pages, *([SEARCH + "/"] if has_search else [])}


def write_page(staging: Path, name: str, data: bytes) -> None:
    """Writes one file of the next site."""
    path = staging / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def write_manifest(staging: Path, names: Iterable[str]) -> None:
    """Notes which files are sitegen's own."""
    # An earlier manifest may be linked in: writing into it would change the live site's.
    write_atomic(staging / MANIFEST, ("\n".join(sorted(names)) + "\n").encode("utf-8"))


def publish(staging: Path, out: Path, known: Mapping[str, tuple[int, int]]) -> None:
    """Puts the next site in the place of the live one.

    Args:
        known: the live site as it was when the next one was laid; what others have put there since is kept.
    """
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        os.rename(staging, out)
        return
    if not _exchange(staging, out):
        old = _old_folder(out)
        os.rename(out, old)
        try:
            os.rename(staging, out)
        except OSError:
            os.rename(old, out)
            raise
        os.rename(old, staging)
    _rescue(staging, out, known)
    shutil.rmtree(staging, ignore_errors=True)


def _rescue(old: Path, out: Path, known: Mapping[str, tuple[int, int]]) -> None:
    """Moves what others put into the old folder while the new one was laid."""
    own = own_files(old)
    for name, stat in snapshot(old).items():
        if known.get(name) == stat or is_own(name, own):
            continue
        target = out / name
        if name not in known and (target.exists() or target.is_symlink()):
            continue
        with contextlib.suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(old / name, target)
