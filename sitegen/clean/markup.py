"""The one door to lxml: text of a saved page → tree of elements.

The parser is libxml2's: it repairs what is unclosed or nested wrongly, as browsers do in their own way (WHATWG HTML,
"parsing HTML documents"), and never refuses a page. Comments and processing instructions are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# A declaration in the text would speak of bytes that are no longer there.
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


class Element(Protocol):
    """An element, as far as the cleaner uses it (the part of lxml's interface that it shares with ElementTree)."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str, default: str | None = None) -> str | None: ...
    def __iter__(self) -> Iterator[Element]: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def itertext(self, *tags: str) -> Iterator[str]: ...


_TAG = re.compile(r"""<[A-Za-z][^\s<>"'/]*+((?:[^<>"']|"[^"]*"|'[^']*'){10000,}+)""")
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")
_NAME = re.compile(r"[^\s=/]+")
_MOST_ATTRIBUTES = 1_000
"""Of an element: the parser compares each with each."""


def _without_excess(tag: re.Match[str]) -> str:
    names = _NAME.findall(_VALUE.sub("=", tag.group(1)))
    return tag.group() if len(names) <= _MOST_ATTRIBUTES else tag.group()[: tag.start(1) - tag.start()]


def parse_page(text: str) -> Element | None:
    """The root of a page's tree; None where there is no element at all."""
    import lxml.etree
    import lxml.html

    clear = _TAG.sub(_without_excess, _CONTROL.sub("", _XML_DECLARATION.sub("", text)))
    parser = lxml.html.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        root: Element = lxml.html.document_fromstring(clear.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    return root
