"""Records in `articles/`: which original each was made from, and writing new ones beside or over them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import is_link_out, write_new, write_over
from sitegen.base.problems import Problem, SitegenError
from sitegen.build.cleaning import Proposal
from sitegen.model.article import RawRef
from sitegen.model.draft import RawFile
from sitegen.model.fixity import is_edited
from sitegen.read.article import read_record


@dataclass(slots=True)
class Records:
    """Records by the original that they were made from."""

    by_origin: dict[str, dict[tuple[int, int], Path]] = field(default_factory=dict)
    """By `RawRef.origin`, then by the first and last line."""
    digests: dict[str, dict[str, Path]] = field(default_factory=dict)
    """By origin: the SHA-256 that records state of their original."""
    _by_file: dict[str, list[Path]] = field(default_factory=dict)

    @property
    def files(self) -> set[str]:
        """The originals that have a record."""
        return {origin.partition("\n")[0] for origin in self.by_origin}

    def add(self, ref: RawRef, path: Path) -> None:
        self.by_origin.setdefault(ref.origin, {})[ref.first_line, ref.last_line] = path
        if ref.sha256:
            self.digests.setdefault(ref.origin, {})[ref.sha256] = path

    def made_from(self, name: str) -> list[Path]:
        """The records of a file or, for a container, of its pages."""
        if not self._by_file:
            for origin, near in self.by_origin.items():
                self._by_file.setdefault(origin.partition("\n")[0], []).extend(near.values())
        return self._by_file.get(name, [])

    def matching(self, proposal: Proposal) -> Path | None:
        """The record made from the same lines; from overlapping ones where the cleaner cuts otherwise today."""
        draft = proposal.draft
        near = self.by_origin.get(origin_of(proposal.raw), {})
        exact = near.get((draft.first_line, draft.last_line))
        if exact:
            return exact
        best, most = None, 0
        for (first, last), path in near.items():
            shared = min(last, draft.last_line) - max(first, draft.first_line) + 1
            if shared > most and shared * 2 > last - first:
                best, most = path, shared
        return best

    def changed_since(self, raw: RawFile) -> Path | None:
        """A record that was made from this original when it was another."""
        return next(
            (path for sha256, path in self.digests.get(origin_of(raw), {}).items() if sha256 != raw.sha256), None
        )


@dataclass(slots=True)
class Outcome:
    """What cleaning did to the archive."""

    written: list[Path] = field(default_factory=list)
    replaced: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    edited: list[Path] = field(default_factory=list)
    """Records that a person has changed: left as they are."""
    changed: dict[str, Path] = field(default_factory=dict)
    """Originals that are not what they were, with a record made from them."""


class Writer:
    """Writes proposals into the archive: as files that did not exist, or over what sitegen itself wrote, never else.

    Proposals come one file after another, and none of them is kept: of two with one slug the first has it.
    """

    def __init__(self, articles: Path, existing: Records | Earlier, through: Path | None = None) -> None:
        """Args:
        through: a folder of ours for what is not finished.
        """
        self.articles, self.existing, self.through = articles, existing, through
        self.taken = {path.stem for path in articles.rglob("*.md")} if articles.is_dir() else set()

    def write(self, proposals: Iterable[Proposal], out: Outcome, *, follow: bool) -> None:
        """Args:
        out: what was done is added to it.
        follow: whether a record may be made anew from an original that is not what it was.
        """
        for proposal in proposals:
            changed = self.existing.changed_since(proposal.raw)
            if changed is not None:
                out.changed.setdefault(proposal.raw.path, changed)
                if not follow:
                    continue
            path = self.existing.matching(proposal)
            data = proposal.text.encode("utf-8", "replace")
            if path is None:
                out.written.append(self._write_new(proposal, data))
                continue
            current = path.read_bytes()
            if current == data:
                out.same.append(path)
            elif not is_edited(current.decode("utf-8", "replace")) and write_over(path, data, current, self.through):
                out.replaced.append(path)
            else:
                out.edited.append(path)

    def _write_new(self, proposal: Proposal, data: bytes) -> Path:
        while True:
            path = self.articles / proposal.year / f"{self.free(proposal.slug)}.md"
            self._check_inside(path)
            try:
                write_new(path, data, self.through)
            except FileExistsError:
                # Somebody has put a file there since the folder was listed.
                if not path.exists() and not path.is_symlink():
                    raise
                continue
            return path

    def _check_inside(self, path: Path) -> None:
        if is_link_out(path, self.articles):
            what = f"{path.parent.name}/ is a link that leads out of {self.articles.name}/: no record is written there"
            raise SitegenError(
                Problem("link-out", what, str(path.parent), hint="put the folder itself there"), exit_code=1
            )

    def free(self, wanted: str) -> str:
        """A slug that no record has, which then is taken."""
        slug, number = wanted, 2
        while slug in self.taken:
            slug, number = f"{wanted}-{number}", number + 1
        self.taken.add(slug)
        return slug


class Earlier:
    """Records of an earlier run in a folder without an archive (`--to`): read only where a slug is like a new one.

    Articles of one day and title have numbers behind their slug; the record tells which is whose.
    """

    def __init__(self, folder: Path) -> None:
        self._paths = sorted(folder.rglob("*.md"), key=lambda path: path.stem) if folder.is_dir() else []
        self._stems = [path.stem for path in self._paths]
        self._read: set[Path] = set()
        self._records = Records()

    def matching(self, proposal: Proposal) -> Path | None:
        place = bisect_left(self._stems, proposal.slug)
        while place < len(self._stems) and self._stems[place].startswith(proposal.slug):
            path = self._paths[place]
            place += 1
            if path not in self._read:
                self._read.add(path)
                ref = raw_of(path, str(path))
                if ref is not None:
                    self._records.add(ref, path)
        return self._records.matching(proposal)

    def made_from(self, name: str) -> list[Path]:
        """Nothing: what else lies in the folder is not looked at."""
        return []

    def changed_since(self, raw: RawFile) -> Path | None:
        """Nothing: the files were named, and there is no archive that they belong to."""
        return None


def raw_of(path: Path, shown: str) -> RawRef | None:
    """What a record says of its original."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    record, _, _, _ = read_record(text, shown)
    return record.raw if record is not None and record.raw is not None and record.raw.file else None


def origin_of(raw: RawFile) -> str:
    """The original's name among all originals, as `RawRef.origin` gives it."""
    return RawRef(raw.path, 0, 0, "", raw.member).origin
