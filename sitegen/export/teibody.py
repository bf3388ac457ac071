"""Blocks of sanitised HTML → the body of a TEI document."""

from __future__ import annotations

from html.parser import HTMLParser

from sitegen.export.teimarks import Run, Stretch, attributes, compose, found_in
from sitegen.export.xml import text
from sitegen.model.annotations import Findings
from sitegen.model.article import Block
from sitegen.model.data_views import TeiNote

_BLOCKS = {
    "p": "p", "ul": "list", "ol": "list", "li": "item", "blockquote": "quote", "table": "table", "tr": "row",
    "td": "cell", "th": "cell", "pre": "ab", **{f"h{level}": "p" for level in range(1, 7)},
}  # fmt: skip
_TRANSPARENT = ("thead", "tbody", "div")
_INLINE = {"em": "italic", "i": "italic", "strong": "bold", "b": "bold", "sub": "sub", "sup": "sup", "s": "strike",
           "del": "strike"}  # fmt: skip
_OURS = ("mention", "when", "noted")
"""Classes of what the pages set in: TEI has it from the findings themselves."""
_ATTRIBUTES = {
    "ul": (("rend", "bulleted"),), "ol": (("rend", "numbered"),), "th": (("role", "label"),), "pre": (("rend", "pre"),),
}  # fmt: skip


class _Reader(HTMLParser):
    """The XML of one block; each run of text is composed when its end is known."""

    def __init__(self, passage: str, findings: Findings, types: dict[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.passage, self.findings, self.types = passage, findings, types
        self.out: list[str] = []
        self.reached = 0
        """So far in the passage. (`offset` is the parser's own.)"""
        self.run: Run | None = None
        self.open: list[tuple[str, int, Stretch | None]] = []
        """Inline elements: tag, where it began, and what it becomes (nothing where it leaves no trace)."""
        self.hidden = 0
        self.verbatim = False
        self.is_break = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.flush()
            identity = (("xml:id", self.passage),) if not self.out and self.passage else ()
            self.out.append(f"<{_BLOCKS[tag]}{attributes((*identity, *_ATTRIBUTES.get(tag, ())))}>")
            self.verbatim = tag == "pre"
        elif tag == "hr":
            self.flush()
            self.out.append('<milestone unit="section"/>')
        elif tag == "br":
            self._run().points.append((len(self._run().text), "<lb/>"))
            self._add(" ")
            self.is_break = True
        elif tag not in _TRANSPARENT:
            self._inline(tag, found)

    def _inline(self, tag: str, found: dict[str, str]) -> None:
        classes, start = found.get("class", "").split(), len(self._run().text)
        if {"permalink", "note-ref"} & set(classes):
            if "note-ref" in classes:
                target = (("type", "note"), ("target", found.get("href", "")))
                self._run().points.append((start, f"<ptr{attributes(target)}/>"))
            self.hidden += 1
            self.open.append(("hidden", start, None))
            return
        made = None if set(_OURS) & set(classes) else _element(tag, found, self.verbatim)
        self.open.append((tag, start, made))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
            if tag in ("td", "th") and self.out[-1].startswith("<cell"):
                self.reached += 1  # an empty cell is an empty line of the passage
            self.out.append(f"</{_BLOCKS[tag]}>")
            self.verbatim = False
        elif self.open and tag not in ("hr", "br", *_TRANSPARENT):
            name, start, made = self.open.pop()
            self.hidden -= name == "hidden"
            if made and self.run:
                self.run.stretches.append(Stretch(start, len(self.run.text), made.name, made.attributes))

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if not self.verbatim:
            data = data.replace("\n", " ")
            if self.is_break:
                data = data.removeprefix(" ")
            if self.run is None and not data.strip():
                return
        self.is_break = False
        self._add(data)

    def _run(self) -> Run:
        self.run = self.run or Run(self.reached)
        return self.run

    def _add(self, data: str) -> None:
        self._run().text += data

    def flush(self) -> None:
        """Ends a run of text: a block begins or ends here."""
        run, self.run = self.run, None
        if run is None:
            return
        if not self.verbatim:
            run.text = run.text.rstrip(" ")
        size = len(run.text)
        run.stretches = [Stretch(one.start, min(one.end, size), one.name, one.attributes) for one in run.stretches]
        run.points = [(min(at, size), element) for at, element in run.points]
        self.out.append(compose(run, found_in(run, self.passage, self.findings, self.types)))
        self.reached += size + 1


def _element(tag: str, found: dict[str, str], verbatim: bool) -> Stretch | None:
    if tag in _INLINE:
        return Stretch(0, 0, "hi", (("rend", _INLINE[tag]),))
    if tag == "code" and not verbatim:
        return Stretch(0, 0, "code")
    if tag == "a" and found.get("href", "").startswith(("http://", "https://", "mailto:")):
        return Stretch(0, 0, "ref", (("target", found["href"]),))
    return None


def block_xml(html: str, passage: str, findings: Findings, types: dict[str, str]) -> str:
    """One block, with its id and with what was found in it."""
    reader = _Reader(passage, findings, types)
    reader.feed(html)
    reader.close()
    reader.flush()
    return "".join(reader.out)


def body_xml(
    blocks: tuple[Block, ...], findings: Findings, types: dict[str, str], notes: tuple[TeiNote, ...], *, cut: bool
) -> str:
    """The body: a division for what stands before the first subhead and one for each subhead, notes behind their block.

    Args:
        cut: whether text was left out because of its rights.
    """
    lines = ["<body>", "<div>"]
    for block in blocks:
        if block.id.startswith("s"):
            inner = block_xml(block.html, block.id, findings, types)
            lines += ["</div>", "<div>", "<head" + inner.removeprefix("<p").removesuffix("</p>") + "</head>"]
        else:
            lines.append(block_xml(block.html, block.id, findings, types))
        lines += [_note(note) for note in notes if note.paragraph == block.id]
    if cut or not blocks:
        lines.append('<p><gap reason="rights"/></p>' if cut else "<p/>")
    lines += ["</div>", "</body>"]
    if lines[1:3] == ["<div>", "</div>"]:
        del lines[1:3]
    return "\n".join(lines)


def _note(note: TeiNote) -> str:
    pairs = (("xml:id", note.id), ("type", note.type), ("place", "margin"), ("target", f"#{note.paragraph}"))
    cited = f"<quote>{text(note.exact)}</quote>" if note.exact else ""
    who = f"<bibl><author>{text(note.by)}</author></bibl>" if note.by else ""
    return f"<note{attributes(pairs)}>{cited}{block_xml(note.body, '', Findings(), {})}{who}</note>"
