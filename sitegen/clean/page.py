"""A saved page's tree → its visible text as blocks in document order, each text once.

What is shown follows the rules of `innerText` (WHATWG HTML, "the innerText getter") as far as a page's source tells
them: elements that are never rendered, the `hidden` attribute and inline styles count; style sheets are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.clean.hints import NO_HINTS, hints_of
from sitegen.clean.lines import Block, block_of, plain_block
from sitegen.clean.markup import Element
from sitegen.clean.runs import CODE, EMPHASIS, STRONG, Markup, Run


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED = _names(
    "script style noscript template head title meta link base iframe frame frameset object embed applet svg canvas "
    "audio video select option datalist textarea input progress meter map area param source track rp noframes "
    "dialog colgroup col amp-analytics amp-ad amp-pixel amp-iframe amp-consent"
)
"""Elements whose content a browser does not show as text of the page."""

BLOCKS = _names(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul caption button label amp-sidebar amp-accordion"
)
"""Elements that begin and end a block (WHATWG HTML, "rendering"; buttons and labels stand apart from prose too)."""

_PLACES = {
    "nav": "nav", "footer": "footer", "aside": "aside", "header": "header", "figure": "figure",
    "figcaption": "figcaption", "main": "main", "article": "article", "form": "form", "button": "form",
    "label": "form", "amp-sidebar": "nav", "menu": "nav", "search": "form",
}  # fmt: skip
_ROLES = {
    "navigation": "nav", "contentinfo": "footer", "complementary": "aside", "banner": "header", "main": "main",
    "search": "form", "dialog": "aside", "alertdialog": "aside", "article": "article", "menu": "nav",
    "menubar": "nav", "tooltip": "form",
}  # fmt: skip
_STYLES = {"b": STRONG, "strong": STRONG, "em": EMPHASIS, "i": EMPHASIS, "cite": EMPHASIS, "code": CODE, "kbd": CODE,
           "samp": CODE, "tt": CODE}  # fmt: skip
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND = frozenset({"nav", "footer", "form"})
_LINKED_HINTS = frozenset({"related", "share", "chrome", "comment", "promo"})
_ABOVE, _BELOW = 30, 20
_DEEPEST = 400


def is_hidden(element: Element) -> bool:
    """Whether an element's own attributes keep it from being shown."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN_STYLE.search(style or ""))


class _Walker:
    """One walk over a tree; it collects runs of text and closes them into blocks."""

    def __init__(self, all_shown: bool) -> None:
        self.blocks: list[tuple[str, Markup]] = []
        self.all_shown = all_shown
        self.runs: list[Run] = []
        self.tag, self.level, self.places = "body", 0, NO_HINTS
        self.hints = NO_HINTS
        self.href, self.style = "", 0
        self.quote = 0
        self.lists: tuple[int, ...] = ()
        """For each open list the number of the entry, 0 for bullets."""
        self.item = 0
        """Which list entry is open; counts all entries of the page."""
        self.items = 0
        self.container, self.containers = 0, [0]
        """Number of the open block element; for each number that of the element around it."""
        self.figure = 0
        self.in_pre = False
        self.breaks = 0
        self.after_image = False
        """Whether a picture stands between the last text and here."""
        self.times: list[str] = []
        self.alts: set[str] = set()
        """What pictures are said to show (`alt`)."""
        self.signatures = [0]
        """For each container what its element and those around it are called, as one number."""

    def add(self, text: str) -> None:
        if not self.in_pre:
            text = _SPACE.sub(" ", text)
        if not text:
            return
        if self.breaks and text.strip():
            if self.breaks > 1:
                self.flush()
            elif self.runs:
                self.runs.append(Run("\n", "", 0))
            self.breaks = 0
        self.runs.append(Run(text, self.href, self.style))

    def flush(self) -> None:
        """Closes the open block."""
        self.breaks = 0
        runs, self.runs = self.runs, []
        if not runs:
            return
        text = "".join(run.text for run in runs)
        shown = " ".join(text.split())
        if not shown:
            return
        linked = sum(len(run.text) for run in runs if run.href)
        markup = Markup(
            tag=self.tag,
            places=self.places,
            hints=self.hints,
            link_density=min(1.0, linked / max(1, len(shown))),
            level=self.level,
            quote=self.quote,
            lists=self.lists,
            item=self.item if self.lists else 0,
            container=self.container,
            figure=self.figure,
            pre=self.in_pre,
            after_image=self.after_image,
            times=tuple(self.times),
            runs=tuple(runs),
        )
        self.after_image = False
        self.times = []
        self.blocks.append((shown, markup))

    def visit(self, element: Element, depth: int) -> None:
        tag = element.tag
        if tag == "br":
            self.breaks += 1
            return
        if tag in ("img", "amp-img", "picture"):
            self.after_image = True
            alt = element.get("alt")
            if alt and len(alt) > 8:
                self.alts.add(alt)
            return
        if tag in SKIPPED and not self._is_shown_anyway(element, tag):
            return
        root = tag in ("body", "html")
        if not root and not self.all_shown and is_hidden(element):
            return
        if depth > _DEEPEST:
            self.add(" ".join(element.itertext()))
            return
        if tag in BLOCKS:
            self._block(element, tag, depth, root)
        else:
            self._inline(element, tag, depth)

    def _is_shown_anyway(self, element: Element, tag: str) -> bool:
        return (tag == "dialog" and element.get("open") is not None) or (
            tag == "template" and element.get("shadowrootmode") is not None
        )

    def _inside(self, element: Element, depth: int) -> None:
        if element.text:
            self.add(element.text)
        for child in element:
            self.visit(child, depth + 1)
            if child.tail:
                self.add(child.tail)

    def _inline(self, element: Element, tag: str, depth: int) -> None:
        name = element.get("class")
        if name:
            hints = hints_of(name)
            if "hidden" in hints:
                return
        href, style = self.href, self.style
        if tag == "a":
            self.href = element.get("href") or self.href
        elif tag in _STYLES:
            self.style |= _STYLES[tag]
        elif tag == "time":
            stated = element.get("datetime")
            if stated:
                self.times.append(stated)
        self._inside(element, depth)
        self.href, self.style = href, style

    def _block(self, element: Element, tag: str, depth: int, root: bool) -> None:
        hints = self.hints
        name = None
        if not root:
            name, ident = element.get("class"), element.get("id")
            own = hints_of(name) if name else NO_HINTS
            if ident:
                own = own | hints_of(ident)
            if own:
                if "hidden" in own:
                    return
                hints = hints | own
        self.flush()
        before = (
            self.tag, self.level, self.places, self.hints, self.quote, self.lists, self.item, self.container,
            self.figure, self.in_pre,
        )  # fmt: skip
        self.hints = hints
        self.tag = tag
        self.containers.append(self.container)
        self.signatures.append(hash((self.signatures[self.container], tag, name)))
        self.container = len(self.containers) - 1
        place = _PLACES.get(tag) or _ROLES.get(element.get("role") or "")
        if place:
            self.places = self.places | {place}
        if tag[0] == "h" and len(tag) == 2 and tag[1] in "123456":
            self.level = int(tag[1])
        elif tag == "blockquote":
            self.quote += 1
        elif tag in ("ul", "dir"):
            self.lists = (*self.lists, 0)
        elif tag == "ol":
            start = element.get("start") or "1"
            self.lists = (*self.lists, int(start) if start.isdecimal() and len(start) < 9 else 1)
        elif tag == "li":
            self.items += 1
            self.item = self.items
            if not self.lists:
                self.lists = (0,)
        elif tag == "figure":
            self.figure = self.container
        elif tag == "pre":
            self.in_pre = True
        if tag == "tr" and _is_data_row(element):
            self._row(element, depth)
        else:
            self._inside(element, depth)
        self.flush()
        (
            self.tag, self.level, self.places, self.hints, self.quote, self.lists, self.item, self.container,
            self.figure, self.in_pre,
        ) = before  # fmt: skip
        if tag == "li" and self.lists and self.lists[-1]:
            self.lists = (*self.lists[:-1], self.lists[-1] + 1)

    def _row(self, element: Element, depth: int) -> None:
        """A row of a table of data is one block, its cells parted."""
        first = True
        for cell in element:
            if not first:
                self.runs.append(Run("\t", "", 0))
            first = False
            if not (not self.all_shown and is_hidden(cell)):
                self._inside(cell, depth + 1)
            if cell.tail:
                self.add(cell.tail)
        if len(self.runs) == self.runs.count(Run("\t", "", 0)):
            self.runs.clear()


def _is_data_row(row: Element) -> bool:
    """Whether a row holds at least two cells, and in them no blocks: then its table is one of data, not of layout."""
    cells = [child for child in row if child.tag in ("td", "th")]
    return len(cells) > 1 and not any(
        child.tag in BLOCKS or child.tag in SKIPPED for cell in cells for child in cell.iter() if child is not cell
    )


def is_chrome(text: str, markup: Markup) -> bool:
    """Whether a block's place and links alone make it furniture."""
    if markup.tag in ("button", "label", "legend"):
        return True
    if markup.level in (1, 2):
        return False
    if markup.places & _AROUND:
        return markup.link_density > 0.3 or len(text) < 160
    listed = markup.tag == "li" and not markup.places & {"article", "main"}
    return markup.link_density > 0.9 and len(text) < 80 and (listed or bool(markup.hints & _LINKED_HINTS))


@dataclass(frozen=True, slots=True)
class Page:
    """The visible texts of a page with their markup, and how its containers lie in one another."""

    texts: list[tuple[str, Markup]]
    containers: list[int]
    """For each container's number that of the one around it."""
    signatures: list[int]
    """For each container a number that containers of the same kind at the same place share."""
    alts: frozenset[str]
    """What the page's pictures are said to show."""


def read_page(root: Element) -> Page:
    """The visible texts of a page."""
    walker = _walk(root, False)
    # A page that is shown only once its script has run says "hidden" of everything.
    shown = sum(len(text) for text, _ in walker.blocks)
    if shown < 400:
        other = _walk(root, True)
        if sum(len(text) for text, _ in other.blocks) > 4 * shown + 400:
            walker = other
    _forget_wrappers(walker.blocks)
    return Page(walker.blocks, walker.containers, walker.signatures, frozenset(walker.alts))


def _forget_wrappers(blocks: list[tuple[str, Markup]]) -> None:
    """A form, a footer or the like around most of a page is its builder's habit and no place on it."""
    total = sum(len(text) for text, _ in blocks)
    for place in ("form", "nav", "footer", "aside"):
        if sum(len(text) for text, markup in blocks if place in markup.places) > 0.6 * total:
            for _, markup in blocks:
                markup.places = markup.places - {place}


def _walk(root: Element, all_shown: bool) -> _Walker:
    walker = _Walker(all_shown)
    walker.visit(root, 0)
    walker.flush()
    return walker


def page_blocks(texts: list[tuple[str, Markup]], votes: list[bool]) -> tuple[Block, ...]:
    """Blocks with their features; a block's line number is its place in the page, from 1.

    Most blocks of a page are entries of menus: what their place settles needs no features.
    """
    out = []
    long = [index for index, vote in enumerate(votes) if vote and len(texts[index][0]) > 60]
    near = range(long[0] - _ABOVE, long[-1] + _BELOW) if long else range(len(texts))
    for index, (text, markup) in enumerate(texts):
        if not votes[index] and (is_chrome(text, markup) or (index not in near and markup.level not in (1, 2))):
            out.append(plain_block(text, index + 1, markup))
            continue
        figure = markup.figure
        before = 0 if figure and index and texts[index - 1][1].figure == figure else 1
        behind = 0 if figure and index + 1 < len(texts) and texts[index + 1][1].figure == figure else 1
        out.append(block_of(text, index + 1, before, behind, markup))
    return tuple(out)
