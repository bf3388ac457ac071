"""The one door to nh3: an allow-list over all HTML that came from a text, before it reaches a page.

Markdown is read with HTML off, so nothing foreign should be left to remove here; this is the second wall.
"""

from __future__ import annotations

import nh3

TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
}
_IDS = {"blockquote", "hr", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"}
ATTRIBUTES = {
    **{tag: {"id"} for tag in _IDS},
    "a": {"href", "id", "aria-label", "rel", "data-pagefind-ignore"},
    "ol": {"id", "start"},
    "time": {"datetime", "title"},
    "td": {"align"},
    "th": {"align"},
}
CLASSES = {"a": {"elsewhere", "mention", "permalink", "note-ref"}, "span": {"noted"}, "time": {"when"}}


def sanitise(html: str) -> str:
    """The HTML with everything removed that is not on the list; scripts and styles go with their content."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
        clean_content_tags={"script", "style", "iframe", "object", "template", "svg", "math"},
    )
