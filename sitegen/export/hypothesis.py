"""Annotations as Hypothesis gives them out (its API's search, or its client's export) → what a note needs of them.

Only the form is read here: which article an annotation belongs to, and whether its words stand there, is for others to
find out. What is not a note on a passage (a reply, a highlight without words, a note on a whole page) is left out with
its reason.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sitegen.base.problems import WARNING, Problem
from sitegen.base.text import squeeze
from sitegen.model.article import NOTE_TYPES

CODE = "annotations"
_ACCOUNT = re.compile(r"acct:([^@]+)@.+\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What tells visits apart and not pages.
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|yclid|mc_cid|mc_eid|igshid)\Z")


@dataclass(frozen=True, slots=True)
class Imported:
    """An annotation of a passage."""

    number: int
    """Its place in the file, from 1."""
    id: str
    uri: str
    exact: str
    prefix: str
    suffix: str
    body: str
    """Markdown."""
    type: str
    """The first tag that is a type of note, else `context`."""
    tags: tuple[str, ...]
    """The other tags."""
    by: str
    created: str
    """ISO day, or empty."""


def read_hypothesis(text: str, path: str) -> tuple[tuple[Imported, ...], tuple[Problem, ...]]:
    """The annotations of an export and a problem for each row that is none.

    Args:
        path: how problems name the file.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        hint = "expected the JSON of the Hypothesis API (`rows`) or of its export (`annotations`)"
        return (), (Problem(CODE, f"not JSON: {getattr(error, 'msg', error)}", path, line, hint=hint),)
    rows = data if isinstance(data, list) else None
    if isinstance(data, dict):
        rows = next((data[key] for key in ("rows", "annotations") if isinstance(data.get(key), list)), None)
    if rows is None:
        hint = "expected a list of annotations, or a mapping with `rows` or `annotations`"
        return (), (Problem(CODE, "there is no list of annotations in the file", path, hint=hint),)
    found: list[Imported] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        one, why = _row(row, number)
        if one is not None:
            found.append(one)
        else:
            problems.append(Problem(CODE, f"annotation {number} is left out: {why}", path, severity=WARNING))
    return tuple(found), tuple(problems)


def _row(row: Any, number: int) -> tuple[Imported | None, str]:
    if not isinstance(row, dict):
        return None, "it is not a mapping"
    if row.get("references"):
        return None, "it is a reply to another"
    uri = _text(row, "uri")
    if not uri:
        return None, "it names no address (`uri`)"
    selector = _quote(row.get("target"))
    if selector is None:
        return None, "it marks no passage (no TextQuoteSelector)"
    exact = squeeze(_text(selector, "exact"))
    if not exact:
        return None, "the passage it marks is empty"
    body = _text(row, "text").strip()
    if not body:
        return None, f"it says nothing (a highlight of “{exact[:60]}”)"
    tags = [tag.strip() for tag in row.get("tags") or () if isinstance(tag, str) and tag.strip()]
    type_ = next((tag.lower() for tag in tags if tag.lower() in NOTE_TYPES), "")
    day = _DAY.match(_text(row, "created"))
    return Imported(
        number=number,
        id=_text(row, "id"),
        uri=uri,
        exact=exact,
        prefix=squeeze(_text(selector, "prefix")),
        suffix=squeeze(_text(selector, "suffix")),
        body=body,
        type=type_ or "context",
        tags=tuple(dict.fromkeys(tag for tag in tags if tag.lower() != type_)),
        by=_author(row),
        created=day.group() if day else "",
    ), ""


def _text(mapping: dict[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value.replace("\x00", "") if isinstance(value, str) else ""


def _quote(targets: Any) -> dict[str, Any] | None:
    for target in targets if isinstance(targets, list) else ():
        selectors = target.get("selector") if isinstance(target, dict) else None
        for selector in selectors if isinstance(selectors, list) else ():
            if isinstance(selector, dict) and selector.get("type") == "TextQuoteSelector":
                return selector
    return None


def _author(row: dict[str, Any]) -> str:
    info = row.get("user_info")
    shown = _text(info, "display_name").strip() if isinstance(info, dict) else ""
    account = _ACCOUNT.match(_text(row, "user"))
    return shown or (account.group(1) if account else _text(row, "user"))


def same_page(address: str) -> str:
    """An address in the form in which two that lead to one page are equal: without scheme, `www.`, fragment, the slash
    at its end and what only tells visits apart. Empty for what is no address of the web."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    host = host.lower().removeprefix("www.") + (f":{port}" if port and port not in (80, 443) else "")
    asked = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])])
    return host + parts.path.rstrip("/") + (f"?{asked}" if asked else "")
