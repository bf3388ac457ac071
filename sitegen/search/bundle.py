"""What stands in a bundle of Pagefind's: reading it, checking that it is whole, and the facet table made of it.

Pagefind gives its files names that vary from run to run (a filter's file depends on the order in which threads saw
the pages, and the names of the files that point to it follow), so two bundles are compared by what `bundle_content`
says, never by their bytes. Its data files are gzip, the mark ``pagefind_dcd``, then JSON (fragments) or CBOR
(RFC 8949; all else), as written by version 1.5:

- ``pagefind.<hash>.pf_meta``: ``[version, [[fragment, words]…], [[first word, last word, chunk]…], [[filter, file]…],
  [[sort, [page…]]…], [metadata field…]]``; pages are numbers, the places of their fragments in the second list.
- ``filter/<name>.pf_filter``: ``[filter, [[value, [page…]]…]]``.
- ``index/<name>.pf_index``: ``[[[word, [[step to the page, places, places in metadata]…], [[spelling, […]]…]]…]]``;
  places are steps too, a negative number being the weight of those after it, whose steps begin anew.

A facet table (``facets.json``) is written beside Pagefind's files, because the page needs what Pagefind's own counts
cannot give: a name is searched under many forms whose results overlap, so counts must be counts of sets; the values of
one facet are alternatives; and several bundles must be sorted by date as one (Pagefind sorts by score after joining).
"""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ENTRY = "pagefind-entry.json"
FACETS = "facets.json"
ADDRESSES = "addresses.json"
SHOWN_FACETS = ("source", "actor", "place", "month", "kind", "language", "span", "date", "probable", "copy")
"""Filters that the search page knows; ``span`` is the earliest and the latest day where there is no one day;
``date`` is the date in words, where they say more than the day does;
``probable`` names the facets that only probably hold; of pages with one ``copy`` all but one are folded."""
_MARK = b"pagefind_dcd"


class BundleError(Exception):
    """A bundle is not whole; the message says which file and what is wrong with it."""


def check_bundle(folder: Path) -> dict[str, dict[str, Any]]:
    """Reads everything that a bundle names, and gives its fragments by their ids in the bundle's order.

    Raises:
        BundleError: a file is missing, cut off or not what it should be.
    """
    return _Bundle(folder).fragments


def bundle_content(folder: Path) -> dict[str, Any]:
    """A bundle without the names that vary: equal for two builds of the same pages, and for nothing else.

    Returns:
        ``pages``: the fragments (address, text, words, filters, metadata, headings) in the order of their addresses;
        ``filters`` and ``words``: for each filter and value, and each word, the addresses where it stands, words with
        their places; ``sorts``: addresses in order; ``facets``: our own table with addresses instead of ids;
        ``language``, ``version`` and ``files``: what else belongs to a bundle, with the names that do not vary.

    Raises:
        BundleError: the bundle is not whole.
    """
    bundle = _Bundle(folder)
    urls = [fragment["url"] for fragment in bundle.fragments.values()]
    facets = None
    if (folder / FACETS).is_file():
        table = unpacked(json.loads((folder / FACETS).read_text("utf-8")))
        facets = [[bundle.fragments[name]["url"], row] for name, row in table.items()]
    return {
        "version": bundle.version,
        "language": bundle.language,
        "pages": sorted(bundle.fragments.values(), key=lambda fragment: str(fragment["url"])),
        "filters": {
            name: {value: sorted(urls[page] for page in pages) for value, pages in sorted(values)}
            for name, values in sorted(bundle.filters.items())
        },
        "sorts": {name: [urls[page] for page in pages] for name, pages in sorted(bundle.sorts.items())},
        "words": {word: content for word, content in sorted(bundle.words(urls))},
        "facets": facets,
        "files": sorted(path.name for path in folder.iterdir() if path.is_file() and path.suffix != ".pf_meta"),
    }


def facet_table(fragments: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the search page counts, filters and sorts with: for each fragment's id its facets and its day.

    Oldest first and undated ones last; ``day`` is an ISO day or month, or empty; each facet is a list of values; pages
    that may be folded have their ``address``, so that no fragment must be loaded for a link. Said
    once for each article it is no larger when compressed than lists of articles for each value.
    """
    rows = {
        name: {"day": _date(fragment)}
        | {facet: fragment["filters"][facet] for facet in SHOWN_FACETS if facet in fragment["filters"]}
        | ({"address": fragment["url"]} if "copy" in fragment["filters"] else {})
        for name, fragment in fragments.items()
    }
    order = sorted(rows, key=lambda name: (not rows[name]["day"], rows[name]["day"], str(fragments[name]["url"])))
    return {name: rows[name] for name in order}


def packed(table: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A facet table by columns, as it is stored: compressed, six tenths of the size of its rows.

    Returns:
        ``ids`` of the rows; ``values`` of each facet, the most frequent first; ``columns`` by field: for a facet the
        numbers of its values, row by row, for other fields what they hold; 0 where a row has none.
    """
    values: dict[str, list[str]] = {}
    columns: dict[str, list[Any]] = {}
    for field in sorted({field for row in table.values() for field in row}):
        cells = [row.get(field) for row in table.values()]
        if any(isinstance(cell, list) for cell in cells):
            counts = Counter(value for cell in cells for value in cell or ())
            values[field] = sorted(counts, key=lambda value: (-counts[value], value))
            number = {value: place for place, value in enumerate(values[field])}
            cells = [[number[value] for value in cell] if cell else None for cell in cells]
        columns[field] = [0 if cell is None else cell for cell in cells]
    return {"ids": list(table), "values": values, "columns": columns}


def unpacked(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The facet table that was packed."""
    values = data["values"]
    rows: dict[str, dict[str, Any]] = {id: {} for id in data["ids"]}
    for field, cells in data["columns"].items():
        for row, cell in zip(rows.values(), cells, strict=True):
            if cell != 0:
                row[field] = [values[field][number] for number in cell] if field in values else cell
    return rows


def address_list(fragments: dict[str, dict[str, Any]], table: dict[str, dict[str, Any]]) -> list[str]:
    """Addresses of a table's pages, in its order: what joins results with the data tables, loaded only for that."""
    return [str(fragments[name]["url"]) for name in table]


def _date(fragment: dict[str, Any]) -> str:
    """ISO day or month; empty for undated articles, whose month is a word."""
    filters = fragment["filters"]
    date = str(next(iter(filters.get("day") or filters.get("month") or [""])))
    return date if date[:1].isdigit() else ""


class _Bundle:
    """A bundle read whole; its construction is the check."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        entry = self._entry()
        self.version = str(entry["version"])
        ((self.language, about),) = entry["languages"].items()
        self._bytes("pagefind.js")
        self._unpacked(f"wasm.{about['wasm'] or 'unknown'}.pagefind")
        meta = self._cbor(f"pagefind.{about['hash']}.pf_meta")
        try:
            _, pages, chunks, filters, sorts, _ = meta
            self.fragments: dict[str, dict[str, Any]] = {
                name: self._fragment(f"fragment/{name}.pf_fragment") for name, _ in pages
            }
            self.chunks = [self._cbor(f"index/{name}.pf_index") for _, _, name in chunks]
            self.filters = {name: self._cbor(f"filter/{file}.pf_filter")[1] for name, file in filters}
            self.sorts: dict[str, list[int]] = dict(sorts)
        except (TypeError, ValueError, IndexError, KeyError) as error:
            raise BundleError(f"the bundle is not of a form this program knows: {error}") from error
        if about["page_count"] != len(self.fragments):
            raise BundleError(f"{ENTRY} counts {about['page_count']} pages, the bundle has {len(self.fragments)}")

    def words(self, urls: list[str]) -> Iterator[tuple[str, Any]]:
        """Every word with where it stands; its other spellings in the same way."""
        for chunk in self.chunks:
            for word, pages, spellings in chunk[0]:
                others = sorted((spelling, _places(where, urls)) for spelling, where in spellings)
                yield word, [_places(pages, urls), others]

    def _entry(self) -> dict[str, Any]:
        try:
            entry = json.loads(self._bytes(ENTRY))
            if len(entry["languages"]) != 1:
                raise BundleError(f"{ENTRY} names {len(entry['languages'])} languages where one was expected")
        except (ValueError, KeyError, TypeError) as error:
            raise BundleError(f"{ENTRY} is not an entry file of Pagefind's: {error}") from error
        return dict(entry)

    def _fragment(self, name: str) -> dict[str, Any]:
        try:
            return dict(json.loads(self._unpacked(name)))
        except ValueError as error:
            raise BundleError(f"{name} is not whole: {error}") from error

    def _cbor(self, name: str) -> Any:
        data = self._unpacked(name)
        try:
            value, end = _decode(data, 0)
        except (IndexError, struct.error, ValueError) as error:
            raise BundleError(f"{name} is not whole: {error}") from error
        if end != len(data):
            raise BundleError(f"{name} has {len(data) - end} bytes too many")
        return value

    def _unpacked(self, name: str) -> bytes:
        try:
            data = gzip.decompress(self._bytes(name))
        except (OSError, EOFError, zlib.error) as error:
            raise BundleError(f"{name} is not whole: {error}") from error
        if not data.startswith(_MARK):
            raise BundleError(f"{name} does not begin with Pagefind's mark")
        return data[len(_MARK) :]

    def _bytes(self, name: str) -> bytes:
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise BundleError(f"{name} cannot be read: {error.strerror or error}") from error
        if not data:
            raise BundleError(f"{name} is empty")
        return data


def _places(pages: list[Any], urls: list[str]) -> list[list[Any]]:
    out, page = [], 0
    for step, text, metadata in pages:
        page += step
        out.append([urls[page], text, metadata])
    return sorted(out)


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    """One CBOR value and where it ends; just the kinds that occur: integers, texts, bytes, lists, maps, constants."""
    kind, short = data[at] >> 5, data[at] & 31
    at += 1
    if short < 24:
        number = short
    elif short < 28:
        size = 1 << (short - 24)
        number = int.from_bytes(data[at : at + size], "big")
        if kind == 7:
            (real,) = struct.unpack({2: ">e", 4: ">f", 8: ">d"}[size], data[at : at + size])
            return real, at + size
        at += size
    else:
        raise ValueError(f"a length of unknown kind at byte {at - 1}")
    if kind == 0:
        return number, at
    if kind == 1:
        return -1 - number, at
    if kind in (2, 3):
        part = data[at : at + number]
        if len(part) != number:
            raise ValueError(f"cut off at byte {len(data)}")
        return (part.decode("utf-8") if kind == 3 else part), at + number
    if kind == 4:
        items = []
        for _ in range(number):
            item, at = _decode(data, at)
            items.append(item)
        return items, at
    if kind == 5:
        mapping = {}
        for _ in range(number):
            key, at = _decode(data, at)
            mapping[key], at = _decode(data, at)
        return mapping, at
    if kind == 7 and number in (20, 21, 22):
        return (False, True, None)[number - 20], at
    raise ValueError(f"a value of unknown kind at byte {at - 1}")


def words_in(name: str, data: bytes) -> list[str] | None:
    """Every text that one of Pagefind's data files holds, as it stands there; nothing where it is none of them.

    Args:
        name: of the file; its ending says what kind it is.
        data: as stored.

    Raises:
        BundleError: the file is not whole.
    """
    ending = name.rpartition(".")[2]
    if ending not in ("pf_fragment", "pf_index", "pf_filter", "pf_meta"):
        return None
    try:
        plain = gzip.decompress(data).removeprefix(_MARK)
        value = json.loads(plain) if ending == "pf_fragment" else _decode(plain, 0)[0]
    except (OSError, EOFError, zlib.error, ValueError, IndexError, struct.error) as error:
        raise BundleError(f"{name} is not whole: {error}") from error
    found: list[str] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += [*item, *item.values()]
    return found
