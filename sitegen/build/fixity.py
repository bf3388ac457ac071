"""`sitegen check --fixity`: whether every original is, byte for byte, what a record was made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import is_link_out, sha256_of
from sitegen.base.problems import NOTICE, WARNING, Problem, sorted_problems
from sitegen.build.folders import Folders
from sitegen.build.records import raw_of
from sitegen.build.scan import scan
from sitegen.build.working import Progress
from sitegen.model.article import RawRef

_HINT = "originals are kept as saved: restore this one from a copy"


@dataclass(slots=True)
class Fixity:
    """What was verified."""

    verified: list[str] = field(default_factory=list)
    """Originals whose SHA-256 is the one that every record made from them states."""
    problems: list[Problem] = field(default_factory=list)


def check_fixity(folders: Folders, progress: Progress) -> Fixity:
    """Reads every original and compares its SHA-256 with what records state; nothing is written.

    Raises:
        SitegenError: there is no archive.
    """
    folders.check()
    out = Fixity()
    found = scan(folders)
    stated: dict[str, list[tuple[str, RawRef]]] = {}
    for path in found.articles:
        ref = raw_of(path, folders.shown(path))
        if ref is not None:
            stated.setdefault(ref.file, []).append((folders.shown(path), ref))
    for number, (name, refs) in enumerate(sorted(stated.items())):
        progress("verifying", number, len(stated))
        _verify(folders, name, refs, out)
    for path in found.raw:
        if folders.name(path) not in stated:
            hint = "`sitegen build` or `sitegen clean` makes one, with the checksum; keep a copy until then"
            what = "no record states a checksum of this original"
            out.problems.append(Problem("raw-unstated", what, folders.shown(path), severity=NOTICE, hint=hint))
    out.problems = sorted_problems(out.problems)
    return out


def _verify(folders: Folders, name: str, refs: list[tuple[str, RawRef]], out: Fixity) -> None:
    path = folders.content / name
    record = refs[0][0]
    if not path.is_file() or is_link_out(path, folders.content):
        what = f"the original {name} is not in the archive"
        out.problems.append(Problem("raw-missing", what, record, hint=_HINT))
        return
    shown = f"{folders.content.name}/{name}"
    sha256 = _sum(path, shown, out)
    if sha256 is None:
        return
    wrong = [(record, ref) for record, ref in refs if ref.sha256 and ref.sha256 != sha256]
    for record, ref in wrong:
        what = f"the original is not what {record} was made from: SHA-256 {sha256[:12]}…, stated {ref.sha256[:12]}…"
        out.problems.append(Problem("raw-changed", what, shown, hint=_HINT))
    for record, ref in refs:
        if not ref.sha256:
            hint = f"if the file is what was saved, add `sha256: {sha256}` to `raw:`"
            what = f"no checksum of {name} is stated"
            out.problems.append(Problem("raw-unstated", what, record, severity=WARNING, hint=hint))
    if not wrong and all(ref.sha256 for _, ref in refs):
        out.verified.append(name)


def _sum(path: Path, shown: str, out: Fixity) -> str | None:
    try:
        return sha256_of(path)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        out.problems.append(Problem("unreadable", what, shown, hint="check its rights, or restore it from a copy"))
        return None
