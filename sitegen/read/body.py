"""The one door to markdown-it-py: Markdown → blocks with stable ids, their plain text, and HTML with what stands at
given offsets of that text (links of mentions, references of notes).

HTML in Markdown is text. Pictures are not loaded: their words stay. Links go to the web, to mail, or stay relative.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.read.addresses import is_safe_link
from sitegen.read.sanitise import sanitise

_NESTING_LIMIT = 20


@functools.cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": _NESTING_LIMIT})
    md.enable("table").disable(["image", "html_block", "html_inline"])
    md.validateLink = is_safe_link  # type: ignore[method-assign]
    return md


@dataclass(slots=True)
class TextBlock:
    """A top-level block of a body before it is rendered."""

    id: str
    kind: str
    """`paragraph`, `heading`, `bullet_list`, `blockquote`, …"""
    tokens: list[Token]
    text: str
    """Plain text of its inlines, one per line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show at a stretch of a block's text."""

    start: int
    end: int
    address: str = ""
    """For a mention: the link's target, already relative."""
    note: str = ""
    """For a note: its id."""


def parse_blocks(markdown: str) -> list[TextBlock]:
    """The top-level blocks of a body; paragraphs are numbered `p1`, `p2` …, subheads `s1`, `s2` …"""
    blocks: list[TextBlock] = []
    counts = {"p": 0, "s": 0}
    for group in _groups(_markdown().parse(markdown)):
        kind = group[0].type.removesuffix("_open")
        letter = "s" if kind == "heading" else "p"
        counts[letter] += 1
        blocks.append(TextBlock(f"{letter}{counts[letter]}", kind, group, "\n".join(_texts(group))))
    return blocks


def _groups(tokens: list[Token]) -> list[list[Token]]:
    out: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            out.append([])
        out[-1].append(token)
        depth += token.nesting
    return out


def _texts(tokens: list[Token]) -> list[str]:
    return [
        "".join(_plain(child) for child in token.children or []) if token.type == "inline" else token.content
        for token in tokens
        if token.type in ("inline", "fence", "code_block")
    ]


def _plain(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def render_block(block: TextBlock, marks: Sequence[Mark] = (), *, permalink: bool = True) -> str:
    """Sanitised HTML of a block.

    Args:
        block: as parsed; it is not changed.
        marks: mentions (which do not overlap each other) and notes, by offsets into `block.text`.
        permalink: whether the block carries a link to itself.
    """
    tokens: list[Token] = []
    offset = 0
    inlines = [index for index, token in enumerate(block.tokens) if token.type == "inline"]
    for index, token in enumerate(block.tokens):
        token = token.copy()
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(2, int(token.tag[1])))}"
        if index == 0:
            token.attrs = {**token.attrs, "id": block.id}
        if token.type == "inline":
            children = [child.copy() for child in token.children or []]
            token.children = _decorate(children, marks, offset)
            offset += sum(len(_plain(child)) for child in children) + 1
            if permalink and index == inlines[-1] and block.kind != "table":
                word = "Section" if block.kind == "heading" else "Paragraph"
                token.children.append(
                    _html(
                        f'<a class="permalink" href="#{block.id}" aria-label="{word} {block.id[1:]}"'
                        " data-pagefind-ignore></a>"
                    )
                )
        elif token.type in ("fence", "code_block"):
            offset += len(token.content) + 1
        tokens.append(token)
    return sanitise(_markdown().renderer.render(tokens, _markdown().options, {})).strip()


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)


def _decorate(children: list[Token], marks: Sequence[Mark], offset: int) -> list[Token]:
    """Children of an inline token with links and references set between the pieces of their texts."""
    mentions = [mark for mark in marks if mark.address]
    notes = sorted((mark for mark in marks if mark.note), key=lambda mark: (mark.end, mark.start))
    out: list[Token] = []
    waiting: list[str] = []
    depth = 0
    position = offset
    for token in children:
        if token.type == "link_open":
            depth += 1
            href = str(token.attrs.get("href", ""))
            if "://" in href:
                token.attrs = {**token.attrs, "rel": "external noopener noreferrer"}
        length = len(_plain(token))
        if token.type == "text" and length:
            out += _pieces(token, position, mentions if not depth else [], notes, waiting, depth > 0)
        else:
            out.append(token)
            # A note may end inside code or at a line's end; its reference waits for the next place where it can stand.
            waiting += [mark.note for mark in notes if position < mark.end <= position + length]
        if token.type == "link_close":
            depth -= 1
            if not depth:
                out += [_reference(note) for note in waiting]
                waiting.clear()
        position += length
    out += [_reference(note) for note in waiting]
    return out


def _pieces(
    token: Token, position: int, mentions: list[Mark], notes: list[Mark], waiting: list[str], in_link: bool
) -> list[Token]:
    text, end = token.content, position + len(token.content)
    whole = [mark for mark in mentions if position <= mark.start and mark.end <= end]
    cuts = {position, end}
    for mark in (*whole, *notes):
        cuts.update(cut for cut in (mark.start, mark.end) if position < cut < end)
    out: list[Token] = []
    inside: Mark | None = None
    ordered = sorted(cuts)
    for start, stop in itertools.pairwise(ordered):
        opening = next((mark for mark in whole if mark.start == start), None)
        if opening:
            inside = opening
            out.append(_html(f'<a class="mention" href="{escape(opening.address, quote=True)}">'))
        piece = token.copy()
        piece.content = text[start - position : stop - position]
        noted = any(mark.start <= start and stop <= mark.end for mark in notes)
        out += [_html('<span class="noted">'), piece, _html("</span>")] if noted else [piece]
        waiting += [mark.note for mark in notes if mark.end == stop]
        if inside and inside.end == stop:
            inside = None
            out.append(_html("</a>"))
        if waiting and not inside and not in_link:
            out += [_reference(note) for note in waiting]
            waiting.clear()
    return out


def _reference(note: str) -> Token:
    number = note[1:]
    return _html(
        f'<a class="note-ref" id="ref-{note}" href="#{note}" aria-label="Note {number}"'
        f" data-pagefind-ignore>{number}</a>"
    )


def render_text(markdown: str) -> str:
    """Sanitised HTML of a short Markdown text (a note, a page of the archive's own)."""
    out: list[str] = []
    for block in parse_blocks(markdown):
        out.append(render_block(block, permalink=False).replace(f' id="{block.id}"', "", 1))
    return "\n".join(out)


def render_page_text(markdown: str) -> str:
    """Sanitised HTML of a page; subheads keep an id, so that they can be linked to."""
    return "\n".join(render_block(block, permalink=block.kind == "heading") for block in parse_blocks(markdown))


def plain_text(blocks: Sequence[TextBlock]) -> str:
    """The body's text, blocks separated by a blank line."""
    return "\n\n".join(block.text for block in blocks)
