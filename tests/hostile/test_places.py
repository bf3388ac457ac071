"""The list of places is held against the program: every key that a reader asks for is a place, or no text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from hostile import places
from hostile.hostile_archives import Laid, lay_originals, lay_records
from hostile.kinds import PLAIN, kinds

READERS = ("article", "authority", "notes", "site", "suggestions")
TAKES = {"text", "texts", "required", "choice", "written", "items", "raw", "inner", "number", "flag"}
WITH_KEY = {"_ids", "_address", "_edtf", "read_names", "read_rights"}
# Keys under which other keys stand (each of those is a place), or that take numbers and dates of ours only.
NO_TEXT = {
    "captions", "related", "raw", "provenance", "rights", "line", "lines", "sha256", "basis", "certainty", "cleaned",
    "encoding", "media", "saved", "printed", "publish", "quote", "claim", "links", "positions", "names", "theme",
    "options", "known", "refused", "title", "name", "date",
}  # fmt: skip


def keys_asked() -> Iterator[tuple[str, str]]:
    """Reader and key of every `fields.text("key")` in sitegen/read."""
    folder = Path(__file__).parents[2] / "sitegen/read"
    for reader in READERS:
        for node in ast.walk(ast.parse((folder / f"{reader}.py").read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if called in TAKES and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield reader, first.value
            second = node.args[1] if len(node.args) > 1 else None
            if called in WITH_KEY and isinstance(second, ast.Constant):
                yield reader, str(second.value)


def asked_for(tmp_path: Path) -> set[str]:
    """The places that the archives fill."""
    texts: set[str] = set()

    def put(place: str) -> str:
        texts.add(place)
        return "x"

    records = lay_records(tmp_path / "r", [PLAIN])
    originals = lay_originals(tmp_path / "o", [PLAIN])
    places.site(tmp_path / "s", put)
    return texts | {place for laid in (records, originals) for place, _ in laid.texts}


def test_every_key_that_a_reader_takes_is_a_place(tmp_path: Path) -> None:
    last = {part for place in asked_for(tmp_path) for part in place.split(".")}
    asked = set(keys_asked())
    assert len(asked) > 60, "the readers are found"
    assert sorted(f"{reader}: {key}" for reader, key in asked if key not in last | NO_TEXT) == []


def test_every_form_of_original_is_a_door(tmp_path: Path) -> None:
    from sitegen.build.scan import RAW_SUFFIXES

    content = lay_originals(tmp_path, [PLAIN]).archive.content
    laid = {path.suffix for path in (content / "raw").rglob("*") if path.is_file()}
    same = {".md": ".txt", ".markdown": ".txt", ".text": ".txt", ".htm": ".html", ".xhtml": ".html", ".mht": ".mhtml",
            ".warc.gz": ".warc", ".wacz": ".warc"}  # fmt: skip
    assert {same.get(suffix, suffix) for suffix in RAW_SUFFIXES} == laid


def test_the_kinds_are_texts_that_can_be_traced() -> None:
    untraced = {name for name, text in kinds().items() if "@@" not in text}
    assert untraced == {"path-device"}, "the name of a device is one only when it stands alone"
    assert len(kinds()) > 100 and all(isinstance(text, str) for text in kinds().values())


def test_a_laid_archive_knows_its_vectors(tmp_path: Path) -> None:
    laid = lay_records(tmp_path, [PLAIN])
    assert isinstance(laid, Laid) and len(laid.texts) == len({place for place, _ in laid.texts}) > 90
