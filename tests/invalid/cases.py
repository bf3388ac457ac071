"""Broken archives as documents: files, commands, and what the commands say.

A case is one text. Before the first ``===`` stands a remark. Then come files and, last, commands with their output::

    The date names a day that does not exist.
    === content/site.yaml
    title: T
    === content/articles/2020/a.md
    …
    === $ sitegen check
    content/articles/2020/a.md:3:7: error: …
    exit 1

Paths are relative to the folder in which the commands run. What a text cannot hold is written after the path:
``(bytes)`` for ``\\xff``, ``(times 500)`` for the text so many times, ``(size 70000000)`` for a file of so many zero
bytes, ``-> target`` for a symbolic link. With SITEGEN_REWRITE=1 the tests write what the commands say into the cases.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "cases"
REWRITE = os.environ.get("SITEGEN_REWRITE") == "1"
_PART = re.compile(r"^=== (.+)\n", re.MULTILINE)
_FILE = re.compile(r"(?P<path>.+?)(?: \((?P<kind>bytes|times|size)(?: (?P<number>\d+))?\)| -> (?P<target>.+))?\Z")


@dataclass
class Case:
    """One document."""

    name: str
    remark: str
    files: list[tuple[str, str]]
    """Headings and texts of the files, in order."""
    commands: list[tuple[str, str]] = field(default_factory=list)
    """Command lines, without `$`, with the output expected of each."""

    def lay(self, folder: Path) -> None:
        """Writes the files into a folder."""
        for heading, text in self.files:
            match = _FILE.match(heading)
            assert match is not None
            path, kind = folder / match["path"], match["kind"]
            path.parent.mkdir(parents=True, exist_ok=True)
            if match["target"]:
                path.symlink_to(match["target"])
            elif kind == "size":
                with path.open("wb") as stream:
                    stream.truncate(int(match["number"]))
            elif kind == "bytes":
                path.write_bytes(text.encode("latin-1").decode("unicode_escape").encode("latin-1"))
            else:
                path.write_text(text * int(match["number"] or 1), encoding="utf-8", newline="")

    def document(self) -> str:
        """The case as a text."""
        parts = [self.remark]
        parts += [f"=== {heading}\n{text}" for heading, text in self.files]
        parts += [f"=== $ {command}\n{output}" for command, output in self.commands]
        return "".join(parts)

    def save(self) -> None:
        (FOLDER / f"{self.name}.txt").write_text(self.document(), encoding="utf-8")


def read_case(name: str, text: str) -> Case:
    remark, *parts = _PART.split(text)
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    files = [(heading, body) for heading, body in pairs if not heading.startswith("$ ")]
    return Case(name, remark, files, [(heading[2:], body) for heading, body in pairs if heading.startswith("$ ")])


def read_cases() -> list[Case]:
    return [read_case(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]
