"""Archives full of vectors: kinds in every record, kinds in every original, and small ones for what is there once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hostile import places
from hostile.kinds import kinds, numbers, vector
from hostile.places import Put, write

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "build"))

from archives import Archive, sitegen


def number_of(path: Path) -> int:
    return numbers()[path.stem.removeprefix("k-")]


@dataclass
class Laid:
    """An archive, and which vectors are in it."""

    archive: Archive
    vectors: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Mark → place and kind."""
    texts: set[tuple[str, str]] = field(default_factory=set)
    said: str = ""
    """What the commands printed."""

    @property
    def site(self) -> Path:
        return self.archive.site

    def put(self, kind: str) -> Put:
        def text(place: str) -> str:
            self.texts.add((place, kind))
            return vector(place, kind)

        return text

    def run(self, *arguments: str | Path) -> None:
        """A command that may find mistakes in the content, and nothing worse."""
        result = sitegen(*arguments)
        self.said += result.out + result.err
        assert result.code in (0, 1), (arguments, result)
        assert "Traceback" not in self.said

    def build(self, *, search: bool = False) -> None:
        self.run("build", *self.archive.places(), "--jobs", "2", *([] if search else ["--no-search"]))


def lay_records(root: Path, chosen: Iterable[str] = ()) -> Laid:
    """Records, notes and authority with every kind."""
    laid = Laid(Archive(root))
    content = laid.archive.content
    write(content / "site.yaml", "title: An archive\nbase_url: https://archive.invalid/a/\npages: [about]\n")
    write(content / "pages/about.md", "About.\n")
    rows = []
    for kind in chosen or kinds():
        put, number, slug = laid.put(kind), numbers()[kind], f"k-{kind}"
        places.article(content, slug, number, put)
        places.hidden(content, slug, put)
        places.notes(content, slug, number, put)
        places.authority(content, slug, number, put)
        rows.append(places.hypothesis(slug, number, put))
    file = root / "export.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    laid.run("notes", "import", "--content", content, file)
    return laid


def lay_originals(root: Path, chosen: Iterable[str] = ()) -> Laid:
    """Originals of every form with every kind, which the build cleans."""
    laid = Laid(Archive(root))
    content = laid.archive.content
    write(content / "site.yaml", "title: An archive\npages: [about]\n")
    write(content / "pages/about.md", "About.\n")
    pages, items = [], []
    for kind in chosen or kinds():
        put, number, slug = laid.put(kind), numbers()[kind], f"k-{kind}"
        places.pasted(content, slug, number, put)
        page = places.saved_page(number, put).encode("utf-8", "replace")
        write(content / f"raw/page-{slug}.html", page)
        places.mhtml(content, slug, number, put)
        places.file_names(content, number, put)
        pages.append((slug, number, put))
        items.append(places.csl_item(put))
    places.warc(content, pages)
    write(content / "raw/library.json", json.dumps(items))
    return laid


def lay_sites(root: Path, chosen: Iterable[str] = (), size: int = 30) -> Iterator[Laid]:
    """Small archives, each with some kinds in what an archive has once: its configuration, its pages, its editions.

    An edition is kept, then the records are changed and some taken out, so that the pages of changes tell of them.
    """
    names = list(chosen or kinds())
    for start in range(0, len(names), size):
        group = names[start : start + size]
        laid = Laid(Archive(root / f"site-{start}"))
        content = laid.archive.content

        def put(place: str, group: list[str] = group, laid: Laid = laid) -> str:
            return " ".join(laid.put(kind)(place) for kind in group)

        places.site(content, put)
        for kind in group:
            one, number = laid.put(kind), numbers()[kind]
            places.article(content, f"k-{kind}", number, one)
        # A command line cannot carry a NUL.
        note = put("edition.note").replace("\0", "")
        laid.build()
        laid.run("edition", *laid.archive.places(), "--note", note, "--date", "2021-05-01")
        for path in sorted((content / "articles").rglob("k-*.md")):
            text = path.read_text(encoding="utf-8").replace("title: ", "title: Now ", 1)
            path.write_text(text.replace("\nsummary: ", "\nsummary: Now ", 1), encoding="utf-8")
            if number_of(path) % 5 == 0:
                path.unlink()
        yield laid
