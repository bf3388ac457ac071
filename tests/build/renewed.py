"""An archive whose site is there and is to be renewed: how it looks before and after, and that it is nothing else."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from archives import (
    Archive,
    bundles,
    difference,
    raw_text,
    read_record,
    small_archive,
    tree,
    write_record,
    write_yaml,
)


def edit_much(archive: Archive) -> None:
    """What makes a build do everything: render, remove, clean, index."""
    first, second, third, *_ = archive.articles()
    front, body = read_record(first)
    write_record(first, front | {"title": "A title for the second edition"}, body + "\nAnd a paragraph.\n")
    second.unlink()
    front, body = read_record(third)
    write_record(third, front | {"actors": ["ada-miller"]}, body)
    write_yaml(archive.content / "actors/new-one.yaml", {"name": "Lantern", "type": "group"})
    (archive.content / "raw/later.txt").write_text(raw_text(random.Random(8), 25), encoding="utf-8")
    (archive.themes / "mine/static/yours.css").write_text("/* second edition */\n", encoding="utf-8")
    (archive.themes / "mine/static/more.css").write_text("/* new */\n", encoding="utf-8")


class Editions:
    """An archive that was built and then edited, and how its site looks before and after the next build."""

    def __init__(self, folder: Path) -> None:
        self.archive = small_archive(folder / "a")
        self.archive.build(search=True)
        (self.archive.site / "CNAME").write_text("foreign.example\n", encoding="utf-8")
        self.old, self.old_bundles = tree(self.archive.site), bundles(self.archive.site)
        edit_much(self.archive)
        clean = self.archive.copy(folder / "clean")
        clean.build(search=True)
        (clean.site / "CNAME").write_text("foreign.example\n", encoding="utf-8")
        self.new, self.new_bundles = tree(clean.site), bundles(clean.site)
        self.content = tree(clean.content)
        assert difference(self.old, self.new)
        self._kept = folder / "kept"
        shutil.copytree(self.archive.root, self._kept, symlinks=True)

    def restore(self) -> None:
        """Back to the moment before the build; times included, so that the ledger still knows the files."""
        shutil.rmtree(self.archive.root)
        shutil.copytree(self._kept, self.archive.root, symlinks=True)

    def assert_whole(self, what: str, fallback: bool = False) -> None:
        site = self.archive.site
        if fallback and not site.exists():
            # Between the two renames, where folders cannot be exchanged: the old one waits beside.
            site = site.parent / ".site.old"
        now = tree(site)
        assert now in (self.old, self.new), f"{what}: neither edition: {difference(now, self.old)[:5]}"
        if (site / "pagefind").is_dir():
            assert bundles(site) in (self.old_bundles, self.new_bundles), what

    def assert_next_build_is_right(self, what: str, search: bool) -> None:
        report = self.archive.build(search=search)
        assert report["published"], what
        assert difference(tree(self.archive.site), self.new) == [], what
        assert difference(tree(self.archive.content), self.content) == [], what
        if search:
            assert bundles(self.archive.site) == self.new_bundles, what
        beside = {path.name for path in self.archive.root.iterdir()}
        assert beside <= {"content", "themes", "site", ".sitegen"}, what
