"""Zotero's and other programs' bibliographies in CSL-JSON: what they state of a text, matched by address or title.

The format is the Citation Style Language's JSON schema 1.0.2 (`csl-data.json`). A matched item fills what the text left
open and confirms what was inferred; it never overrides what the text prints: a contradiction is shown to a person.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sitegen.base.problems import NOTICE, Problem
from sitegen.base.text import fold, slugify, squeeze
from sitegen.clean.lines import letters_of
from sitegen.clean.outlets import Press
from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.draft import STATED, Basis, CslItem, Draft

RULE = "csl-json"
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_\w+|ref|ref_src|cmpid|ocid|smid|s|amp|output)\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_]\w+)*\Z")
_SHORTEST_TITLE = 12


def read_items(text: str, path: str) -> tuple[tuple[CslItem, ...], tuple[Problem, ...]]:
    """The items of an export, and what is wrong with it.

    Args:
        path: how problems and records name the file.
    """
    hint = "in Zotero: Export Library, format `CSL JSON`"
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        return (), (Problem("csl-format", f"this is not JSON: {error}", path, line, hint=hint),)
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        value = value["items"]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return (), (Problem("csl-format", "this is no list of CSL items", path, hint=hint),)
    return tuple(_item(item, path, number) for number, item in enumerate(value, 1)), ()


def _item(value: dict[str, Any], path: str, number: int) -> CslItem:
    return CslItem(
        file=path,
        number=number,
        title=_text(value.get("title")),
        url=_text(value.get("URL") or value.get("url")),
        date=_date(value.get("issued")),
        authors=tuple(name for name in map(_name, _list(value.get("author"))) if name),
        container=_text(value.get("container-title") or value.get("publisher")),
        language=_text(value.get("language")),
    )


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return squeeze(re.sub(r"</?(?:i|b|sup|sub|span)[^>]*>", "", value)) if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    parts = [_text(value.get(key)) for key in ("given", "non-dropping-particle", "family", "suffix")]
    return _text(value.get("literal")) or " ".join(part for part in parts if part)


def _date(value: Any) -> str:
    """EDTF of an `issued` date; "" where it says no day, month or year that can be told for certain."""
    if isinstance(value, str):
        return _edtf(value)
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        try:
            days = ["-".join(f"{int(part):0{4 if place == 0 else 2}d}" for place, part in enumerate(day[:3]))
                    for day in parts[:2] if day]  # fmt: skip
        except (TypeError, ValueError):
            return ""
        return _edtf("/".join(days))
    return _edtf(_text(value.get("raw") or value.get("literal")))


def _edtf(text: str) -> str:
    text = text.partition("T")[0].strip()
    try:
        return parse_edtf(text).text if text else ""
    except DateError:
        return ""


def same_address(url: str) -> str:
    """An address as it is compared: without scheme, `www.`, tracking, fragment and the last stroke; "" for none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    if not host:
        return ""
    query = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)]
    path = re.sub(r"/(?:amp|index\.\w{3,5})?/?\Z", "", parts.path)
    return host + path + ("?" + urlencode(query) if query else "")


class Matcher:
    """Finds the item of a text."""

    def __init__(self, items: tuple[CslItem, ...]) -> None:
        self.items = items
        self.by_url = {key: item for item in reversed(items) if (key := same_address(item.url))}
        titles = Counter(letters_of(fold(item.title)) for item in items)
        # A title that two items share tells neither.
        keys = {item: letters_of(fold(item.title)) for item in items}
        self.by_title = {key: item for item, key in keys.items() if titles[key] == 1 and len(key) >= _SHORTEST_TITLE}

    def find(self, url: str, title: str) -> CslItem | None:
        """The item with the address, else the one with the title, whose address is then not another."""
        found = self.by_url.get(same_address(url)) if url else None
        if found is not None:
            return found
        found = self.by_title.get(letters_of(fold(title)))
        if found is not None and url and found.url and _host(found.url) != _host(url):
            return None
        return found


def _host(url: str) -> str:
    return same_address(url).partition("/")[0]


def with_items(drafts: Iterable[Draft], items: tuple[CslItem, ...], press: Press) -> tuple[Draft, ...]:
    """The drafts with what a bibliography states of them."""
    matcher = Matcher(items)
    out = []
    for draft in drafts:
        item = matcher.find(draft.url, draft.title)
        out.append(_with_item(draft, item, press) if item is not None else draft)
    return tuple(out)


def _with_item(draft: Draft, item: CslItem, press: Press) -> Draft:
    known = dict(draft.known)
    review = list(draft.review)
    values: dict[str, Any] = {}
    outlet = press.outlet_of_name(item.container) or press.outlet_of_host(item.url)
    source = outlet.id if outlet is not None else slugify(item.container)
    language = item.language.replace("_", "-") if _LANGUAGE.match(item.language) else ""
    url = item.url if re.match(r"https?://[^\s<>\"]+\Z", item.url) else ""
    for field, value, words in (
        ("date", item.date, f"issued {item.date}"),
        ("source", source, item.container or _host(item.url)),
        ("authors", item.authors, "; ".join(item.authors)),
        ("language", language, f"language {language}"),
        ("url", url, url),
    ):
        if not value:
            continue
        was: Any = getattr(draft, field)
        basis = known.get(field)
        if was and basis is not None and basis.basis == STATED and not basis.certainty:
            if not _agree(field, was, value) and field not in review:
                review.append(field)
            continue
        if was and _agree(field, was, value) and len(str(was)) > len(str(value)):
            value = was
        values[field] = value
        known[field] = Basis(STATED, 0, f"{words} ({item.file}, item {item.number})", RULE)
        if field in review:
            review.remove(field)
    order = ("title", "date", "source", "agency", "authors", "language", "url")
    ordered = tuple(
        (name, known[name]) for name in (*order, *(key for key in known if key not in order)) if name in known
    )
    return dataclasses.replace(draft, **values, known=ordered, review=tuple(review))


def _agree(field: str, first: Any, second: Any) -> bool:
    """Whether two values of a field are the same, or one is the other less exactly."""
    if field == "date":
        return str(first).startswith(str(second)) or str(second).startswith(str(first))
    if field == "language":
        return str(first).split("-")[0].lower() == str(second).split("-")[0].lower()
    if field == "url":
        return same_address(str(first)) == same_address(str(second))
    if field == "authors":
        return {fold(name.split()[-1]) for name in first if name} == {fold(name.split()[-1]) for name in second if name}
    return bool(first == second)


def unmatched(items: tuple[CslItem, ...], texts: Iterable[tuple[str, str]]) -> list[Problem]:
    """A notice for each item that belongs to no text of the archive.

    Args:
        texts: address and title of each text.
    """
    if not items:
        return []
    matcher = Matcher(items)
    found = {(item.file, item.number) for url, title in texts if (item := matcher.find(url, title)) is not None}
    hint = "save its page or text into raw/, or give the record its `url`"
    return [
        Problem(
            "csl-unmatched",
            f"item {item.number}, “{item.title or item.url or 'without a title'}”, belongs to no text of the archive",
            item.file,
            severity=NOTICE,
            hint=hint,
        )
        for item in items
        if (item.file, item.number) not in found
    ]
