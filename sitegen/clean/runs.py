"""Runs of text with their links and emphasis → Markdown that is read back as the same text.

CommonMark's rules for delimiter runs decide where emphasis can stand; where it cannot, the words stand without it.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

STRONG, EMPHASIS, CODE = 1, 2, 4
_SCHEMES = frozenset({"http", "https", "mailto"})
_BAD_IN_TARGET = re.compile(r"[\s<>()\\\"`\x00-\x1f\x7f]")
_WORD = re.compile(r"\w")


class Run(NamedTuple):
    """A stretch of text in one style; "\\n" alone is a line break, "\\t" alone parts the cells of a row."""

    text: str
    href: str
    style: int


@dataclass(slots=True)
class Markup:
    """What a page's tree says of a block. (Not frozen: it is made for every block, and freezing costs more.)"""

    tag: str
    """The block element in which the text stands."""
    places: frozenset[str] = frozenset()
    """`nav`, `header`, `footer`, `aside`, `figure`, `figcaption`, `main`, `article`, `form`: those it lies in."""
    hints: frozenset[str] = frozenset()
    """What classes and ids of the elements around it tell: `caption`, `related`, `share` …"""
    link_density: float = 0.0
    """Share of its letters that are links."""
    level: int = 0
    """1 to 6 for a heading."""
    quote: int = 0
    """In how many block quotations it lies."""
    lists: tuple[int, ...] = ()
    """For each list around it the entry's number; 0 for bullets."""
    item: int = 0
    """The list entry it belongs to, counted over the page; 0 outside lists."""
    container: int = 0
    figure: int = 0
    """Number of the figure around it."""
    pre: bool = False
    after_image: bool = False
    """Whether a picture stands between the text before and this one."""
    times: tuple[str, ...] = ()
    """What its `time` elements state (`datetime`)."""
    runs: tuple[Run, ...] = ()

    @property
    def is_strong(self) -> bool:
        """Whether every word of it is in bold."""
        return all(run.style & STRONG for run in self.runs if run.text.strip())

    @property
    def is_emphasised(self) -> bool:
        """Whether every word of it is in italics."""
        return all(run.style & EMPHASIS for run in self.runs if run.text.strip())

    @property
    def is_row(self) -> bool:
        return any(run.text == "\t" for run in self.runs)

    def links(self, base: str) -> list[tuple[str, str]]:
        """Text and absolute target of each link."""
        out: list[tuple[str, str]] = []
        for href, group in itertools.groupby(self.runs, key=lambda run: run.href):
            text = " ".join("".join(run.text for run in group).split())
            target = safe_target(href, base) if href else ""
            if target and text:
                out.append((text, target))
        return out


def safe_target(href: str, base: str) -> str:
    """An absolute address with a scheme that only leads somewhere (http, https, mailto), or ""."""
    href = "".join(href.split()) if href.lower().lstrip().startswith(("javascript", "data")) else href.strip()
    if not href or href.startswith("#"):
        return ""
    try:
        target = urljoin(base, href) if base else href
        parts = urlsplit(target)
        if parts.scheme.lower() not in _SCHEMES or (parts.scheme.lower() != "mailto" and not parts.hostname):
            return ""
    except ValueError:
        return ""
    return _BAD_IN_TARGET.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), target)


def inline_markdown(runs: tuple[Run, ...], escape: Callable[[str], str], base: str, *, styled: bool = True) -> str:
    """The runs as one line of Markdown (line breaks as `\\` at a line's end).

    Args:
        escape: makes letters stand for themselves.
        base: what relative links are resolved against.
        styled: whether emphasis is kept; headings are emphasis enough.
    """
    out = ""
    groups = [(href, list(group)) for href, group in itertools.groupby(_joined(runs, base, styled), key=_href)]
    for place, (href, group) in enumerate(groups):
        if not href:
            follower = "[" if place + 1 < len(groups) else ""
            out = _written(out, group, follower, escape)
            continue
        first, last = group[0].text, group[-1].text
        inner = _written("", group, "", escape).strip()
        lead = " " if first[:1].isspace() and out and not out.endswith((" ", "\n")) else ""
        if inner:
            if not lead and out.endswith("!"):
                out = out[:-1] + "\\!"
            inner = f"[{inner}]({href})"
        out += lead + inner + (" " if last[-1:] == " " else "")
    return out.strip().removesuffix("\\").rstrip()


def _href(run: Run) -> str:
    return run.href


def _written(out: str, runs: list[Run], end: str, escape: Callable[[str], str]) -> str:
    """What is written so far with some runs behind it; `end` is what will follow them."""
    for index, run in enumerate(runs):
        if run.text == "\n":
            out = out.rstrip() + "\\\n" if out.strip() else out
            continue
        bare = run.text.strip()
        if run.text[:1] == " " and out and not out.endswith((" ", "\n")):
            out += " "
        if not bare:
            continue
        text = escape(bare)
        tail = " " if run.text[-1:] == " " else ""
        follower = tail or (runs[index + 1].text[:1] if index + 1 < len(runs) else end)
        for style, mark in ((EMPHASIS, "*"), (STRONG, "**")):
            if run.style & style and _can_stand(out[-1:], bare, follower):
                text = mark + text + mark
        out += text + tail
    return out


def _joined(runs: tuple[Run, ...], base: str, styled: bool) -> list[Run]:
    """Neighbours of one style as one run, white space squeezed, targets safe."""
    out: list[Run] = []
    for run in runs:
        href = safe_target(run.href, base) if run.href else ""
        style = run.style & (STRONG | EMPHASIS) if styled else 0
        if run.text == "\n":
            out.append(run)
            continue
        text = re.sub(r"\s+", " ", run.text)
        if not text.strip() and out and out[-1].text != "\n":
            out[-1] = Run(out[-1].text.rstrip() + " ", out[-1].href, out[-1].style)
        elif out and out[-1].text != "\n" and (out[-1].href, out[-1].style) == (href, style):
            out[-1] = Run(re.sub(r"\s+", " ", out[-1].text + text), href, style)
        else:
            out.append(Run(text, href, style))
    return out


def _can_stand(before: str, text: str, after: str) -> bool:
    """Whether a delimiter run is left-flanking before the text and right-flanking behind it (CommonMark 0.31, 6.2)."""
    if before in ("*", "_") or after in ("*", "_") or not _WORD.search(text):
        return False
    opens = not _is_mark(text[0]) or not before or before.isspace() or _is_mark(before)
    closes = not _is_mark(text[-1]) or not after or after.isspace() or _is_mark(after)
    return opens and closes and text[0] not in "*_" and text[-1] not in "*_\\"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
