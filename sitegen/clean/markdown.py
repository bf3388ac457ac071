"""Blocks of body → Markdown: paragraphs and subheads whose characters are read back as the letters they are."""

from __future__ import annotations

import re

from sitegen.clean.lines import Part, Sheet
from sitegen.clean.span import DECK

_ALWAYS = re.compile(r"([\\`*\[\]<~])")
_UNDERSCORE = re.compile(r"_")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"^([#>+=|:-])")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_HEAD_END = re.compile(r"(#+)$")
_EDGE_DASHES = re.compile(r"^[\s–—-]+|[\s–—-]+$")
_QUOTE_PAIRS = {"'": "'", '"': '"', "‘": "’", "“": "”", "«": "»", "„": "“”", "‚": "‘’", "‹": "›"}


def escape(text: str) -> str:
    """One paragraph so that Markdown shows the text literally."""
    return escape_start(escape_inside(text))


def escape_inside(text: str) -> str:
    """A stretch of a paragraph so that Markdown shows the text literally, wherever in a line it stands."""
    out = _ALWAYS.sub(r"\\\1", text)
    out = _UNDERSCORE.sub(r"\\_", out)
    out = _ENTITY.sub(r"\\&", out)
    return out.replace("![", "!\\[")


def escape_start(text: str) -> str:
    """A line whose first letters would make it a heading, a list or a quotation."""
    out = _AT_START.sub(r"\\\1", text)
    return _NUMBERED.sub(r"\1\\\2", out)


def subhead_text(text: str) -> str:
    """A subhead without the dashes and the one pair of quotation marks that agencies put around it."""
    bare = _EDGE_DASHES.sub("", text) or text
    if len(bare) > 2 and bare[-1] in _QUOTE_PAIRS.get(bare[0], ""):
        inner = bare[1:-1]
        # An apostrophe inside a word is no second mark.
        if not any(mark in re.sub(r"(?<=\w)['’](?=\w)", "", inner) for mark in (bare[0], bare[-1])):
            return inner.strip() or bare
    return bare


def body_paragraphs(sheet: Sheet, part: Part) -> list[tuple[str, str]]:
    """Role (`body` or `subhead`) and text of each paragraph; broken sentences are whole again."""
    out: list[tuple[str, str]] = []
    for index in range(part.start, part.stop):
        role, text = sheet.roles[index], sheet.blocks[index].text
        if role == "subhead" and sheet.rules[index] != DECK:
            out.append((role, sheet.blocks[index].shown))
        elif role == "body":
            if out and out[-1][0] == "body" and is_broken_before(out[-1][1], sheet, index):
                out[-1] = ("body", f"{out[-1][1]} {text}")
            else:
                out.append((role, text))
    return out


def is_broken_before(previous: str, sheet: Sheet, index: int) -> bool:
    """Whether a block goes on with the sentence that the paragraph before it left open."""
    block = sheet.blocks[index]
    return (
        block.lower
        and not block.is_list
        and len(previous.split()) >= 4
        and not re.search(r"[.!?…:;]['\"’”»)\]]*$", previous)
    )


def to_markdown(sheet: Sheet, part: Part) -> str:
    """The body of an article."""
    out = []
    for role, text in body_paragraphs(sheet, part):
        if role == "subhead":
            out.append("## " + _HEAD_END.sub(r"\\\1", escape(subhead_text(text))))
        else:
            out.append(escape(text))
    return "\n\n".join(out)
