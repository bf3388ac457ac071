"""Files of a package → a folder or a ZIP file; the same files give the same bytes."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

from sitegen.base.files import sha256_hex, sha256_of
from sitegen.base.problems import Problem, SitegenError
from sitegen.model.deposit import Held

Files = Mapping[str, bytes | Path]
"""By path in the package: the bytes, or a file of the archive that goes along as it is."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can state: the files' own would differ from run to run."""


def held(files: Files) -> list[Held]:
    """Name, size and SHA-256 of each file, by name.

    Raises:
        OSError: a file cannot be read.
    """
    return [_held(name, data) for name, data in sorted(files.items())]


def _held(name: str, data: bytes | Path) -> Held:
    if isinstance(data, bytes):
        return Held(name, len(data), sha256_hex(data))
    return Held(name, data.stat().st_size, sha256_of(data))


def write_package(files: Files, to: Path) -> int:
    """Writes the files into a new folder, or into one ZIP file where the name ends with `.zip`; it is there whole or
    not at all.

    Returns:
        how many files it holds.

    Raises:
        SitegenError: the folder is not empty, or it cannot be written.
    """
    is_zip = to.suffix.lower() == ".zip"
    if not is_zip and (to.is_file() or (to.is_dir() and any(to.iterdir()))):
        hint = "name a new folder, an empty one, or a file that ends with .zip"
        raise SitegenError(Problem("usage", f"--to {to} is there already and is not empty", hint=hint))
    part = to.absolute().parent / f".{to.name}.part"
    if is_zip:
        # Unpacked, a package is one folder.
        files = {f"{to.stem}/{name}": data for name, data in files.items()}
    try:
        to.absolute().parent.mkdir(parents=True, exist_ok=True)
        _remove(part)
        (_write_zip if is_zip else _write_folder)(files, part)
        if not is_zip and to.is_dir():
            to.rmdir()
        os.replace(part, to)
    except OSError as error:
        _remove(part)
        what = f"the package cannot be written: {error.strerror or error}"
        raise SitegenError(Problem("unwritable", what, str(error.filename or to), hint="see to free space")) from error
    return len(files)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write_folder(files: Files, folder: Path) -> None:
    for name, data in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes):
            path.write_bytes(data)
        else:
            shutil.copyfile(data, path)


def _write_zip(files: Files, path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            with archive.open(entry, "w", force_zip64=True) as target:
                if isinstance(data, bytes):
                    target.write(data)
                else:
                    with data.open("rb") as source:
                        shutil.copyfileobj(source, target)
