"""Where an archive lies on the disk, and how its files are named in messages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sitegen.base.files import is_link_out
from sitegen.base.problems import Problem, SitegenError

CACHE = ".sitegen"
PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one build."""

    content: Path
    themes: Path
    out: Path

    @property
    def cache(self) -> Path:
        """What may be deleted at any time; beside the content folder."""
        return self.content.absolute().parent / CACHE

    @property
    def parts(self) -> Path:
        """Where files for the archive are made before they are put in their place."""
        return self.cache / PARTS

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the content folder's name on."""
        return f"{self.content.name}/{path.relative_to(self.content).as_posix()}"

    def name(self, path: Path) -> str:
        """A path relative to the content folder: `raw/x.txt`."""
        return path.relative_to(self.content).as_posix()

    def _check_links(self) -> None:
        """A whole folder that lies elsewhere is refused, not passed over: records would be written there."""
        for path in sorted(self.content.iterdir()):
            if path.is_symlink() and is_link_out(path, self.content):
                what = "a link that leads out of the archive is not followed"
                hint = "put the folder or file itself here, or name the whole archive with --content DIR"
                raise SitegenError(Problem("link-out", what, self.shown(path), hint=hint), exit_code=1)

    def check(self) -> None:
        """Refuses folders that would harm the archive.

        Raises:
            SitegenError: there is no archive, or the output would be written over it.
        """
        if not self.content.is_dir():
            hint = "name the archive with --content DIR, or make one with `sitegen new DIR`"
            raise SitegenError(Problem("no-content", f"there is no folder {self.content}", hint=hint))
        self._check_links()
        content, out = self.content.resolve(), self.out.resolve()
        if out == content or out in content.parents or content in out.parents:
            hint = "choose a folder beside the archive, such as `site`"
            raise SitegenError(
                Problem(
                    "out-in-content", f"the site would be written into or over the archive: --out {self.out}", hint=hint
                )
            )
        if self.out.exists() and not self.out.is_dir():
            raise SitegenError(Problem("out-file", f"--out {self.out} is a file", hint="name a folder"))
