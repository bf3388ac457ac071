"""The one door to markdown-it-py: Markdown → blocks with stable ids, their plain text, and HTML with what stands at
given offsets of that text (links of mentions, references of notes).

HTML in Markdown is text. Pictures are not loaded: their words stay. Links go to the web, to mail, or stay relative.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.read.addresses import host_of, is_misleading, is_safe_link
from sitegen.read.sanitise import sanitise

_NESTING_LIMIT = 20
_HTML_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")
_PROSE = ("text", "softbreak", "hardbreak", "text_special")


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
    open: tuple[tuple[int, int], ...]
    """Stretches of the text in which a link can be set: prose outside links and code, without markup inside."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show at a stretch of a block's text."""

    start: int
    end: int
    address: str = ""
    """For a mention: the link's target, already relative."""
    note: str = ""
    """For a note: its id."""
    time: str = ""
    """For a time expression: its EDTF value."""
    words: str = ""
    """For a time expression: its value and how it is known; the template's filter says it in words."""


def parse_blocks(markdown: str) -> list[TextBlock]:
    """The top-level blocks of a body; paragraphs are numbered `p1`, `p2` …, subheads `s1`, `s2` …"""
    blocks: list[TextBlock] = []
    counts = {"p": 0, "s": 0}
    for group in _groups(_markdown().parse(markdown)):
        kind = group[0].type.removesuffix("_open")
        letter = "s" if kind == "heading" else "p"
        counts[letter] += 1
        text, stretches = "\n".join(_texts(group)), tuple(_open_stretches(group))
        blocks.append(TextBlock(f"{letter}{counts[letter]}", kind, group, text, stretches))
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


def _open_stretches(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    position = 0
    for token in tokens:
        if token.type in ("fence", "code_block"):
            position += len(token.content) + 1
        elif token.type == "inline":
            start, depth = position, 0
            for child in token.children or []:
                depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
                length = len(_plain(child))
                if child.type not in _PROSE or depth:
                    if position > start:
                        yield start, position
                    start = position + length
                position += length
            if position > start:
                yield start, position
            position += 1


def _plain(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def beginning(blocks: Sequence[TextBlock], at_most: int) -> TextBlock | None:
    """What stands for a text of which only the beginning may be shown: its first paragraph, whole words of it.

    Args:
        at_most: characters; what is longer is cut at a word, without its markup.
    """
    block = next((block for block in blocks if block.kind == "paragraph"), next(iter(blocks), None))
    if block is None or len(block.text) <= at_most:
        return block
    text = block.text[:at_most].rpartition(" ")[0] or block.text[:at_most]
    opening, inline, closing = (
        Token("paragraph_open", "p", 1),
        Token("inline", "", 0),
        Token("paragraph_close", "p", -1),
    )
    inline.children = [Token("text", "", 0, content=text), Token("text", "", 0, content=" …")]
    return TextBlock(block.id, "paragraph", [opening, inline, closing], text, ((0, len(text)),))


def render_block(block: TextBlock, marks: Sequence[Mark] = (), *, permalink: bool = True) -> str:
    """Sanitised HTML of a block.

    Args:
        block: as parsed; it is not changed.
        marks: mentions and times (none of which overlaps another) and notes, by offsets into `block.text`.
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
            identity = f' id="{block.id}"' if index == 0 else ""
            token = Token("html_block", "", 0, content=f"<pre{identity}><code>{escape(token.content)}</code></pre>\n")
        tokens.append(token)
    return sanitise(_markdown().renderer.render(tokens, _markdown().options, {})).strip()


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)


def _decorate(children: list[Token], marks: Sequence[Mark], offset: int) -> list[Token]:
    """Children of an inline token with links and references set between the pieces of their texts."""
    mentions = {mark.start: mark for mark in marks if mark.address or mark.time}
    notes = sorted((mark for mark in marks if mark.note), key=lambda mark: (mark.end, mark.start))
    out: list[Token] = []
    waiting: list[str] = []
    links = 0
    inside: Mark | None = None
    position = offset
    for index, token in enumerate(children):
        links += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "link_open" and "://" in str(token.attrs.get("href", "")):
            token.attrs = {**token.attrs, **_leaving(str(token.attrs["href"]), children[index + 1 :])}
        for piece, start, stop in _pieces(token, position, marks):
            if start in mentions and piece.type in _PROSE and stop > start and not links:
                inside = mentions[start]
                out.append(_html(_opening(inside)))
            noted = piece.type == "text" and any(mark.start <= start and stop <= mark.end for mark in notes)
            out += [_html('<span class="noted">'), piece, _html("</span>")] if noted else [piece]
            waiting += [mark.note for mark in notes if start < mark.end <= stop]
            if inside and inside.end <= stop:
                out.append(_html("</time>" if inside.time else "</a>"))
                inside = None
            # A reference is a link: it waits until it stands in none.
            if waiting and not inside and not links:
                out += [_reference(note) for note in waiting]
                waiting.clear()
            position = stop
    return out + [_reference(note) for note in waiting]


def _leaving(address: str, behind: Sequence[Token]) -> dict[str, str | int | float]:
    """Attributes of a link off the site; where its words name another host, the true one is shown beside them."""
    inside = itertools.takewhile(lambda token: token.type != "link_close", behind)
    words = "".join(_plain(token) for token in inside)
    out: dict[str, str | int | float] = {"rel": "external noopener noreferrer"}
    return {**out, "class": "elsewhere", "title": host_of(address)} if is_misleading(words, address) else out


def _opening(mark: Mark) -> str:
    if not mark.time:
        return f'<a class="mention" href="{escape(mark.address, quote=True)}">'
    # HTML knows days, months and years; an interval or an uncertain day is said in words alone.
    plain = f' datetime="{mark.time}"' if _HTML_DATE.match(mark.time) else ""
    return f'<time class="when"{plain} title="{escape(mark.words, quote=True)}">'


def _pieces(token: Token, position: int, marks: Sequence[Mark]) -> Iterator[tuple[Token, int, int]]:
    """A token cut where a mark begins or ends in it, with the offsets of each piece."""
    end = position + len(_plain(token))
    if token.type != "text" or end == position:
        yield token, position, end
        return
    cuts = {position, end}
    cuts.update(cut for mark in marks for cut in (mark.start, mark.end) if position < cut < end)
    for start, stop in itertools.pairwise(sorted(cuts)):
        piece = token.copy()
        piece.content = token.content[start - position : stop - position]
        yield piece, start, stop


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
