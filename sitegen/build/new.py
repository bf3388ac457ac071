"""`sitegen new DIR`: a small archive that builds, written for the purpose."""

from __future__ import annotations

import importlib.resources
from importlib.resources.abc import Traversable
from pathlib import Path

from sitegen.base.files import write_new
from sitegen.base.problems import Problem, SitegenError


def new_archive(folder: Path) -> list[Path]:
    """Writes the archive to start from.

    Returns:
        The files written.

    Raises:
        SitegenError: the folder holds something already; nothing is written over.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SitegenError(Problem("not-empty", f"{folder} is not empty", hint="name a folder that does not exist yet"))
    written: list[Path] = []
    for name, data in _files(importlib.resources.files("sitegen.build").joinpath("starter"), ""):
        path = folder / name
        try:
            write_new(path, data)
        except OSError as error:
            raise SitegenError(
                Problem(
                    "unwritable", f"{path} cannot be written: {error.strerror}", hint="see to free space and rights"
                )
            ) from error
        written.append(path)
    return written


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            out += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name != "__init__.py" and not entry.name.endswith(".pyc"):
            out.append((prefix + entry.name, entry.read_bytes()))
    return out
