"""XML as text: escaping, and the characters that XML 1.0 does not know left out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from sitegen.base.signs import show_signs

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """Text content."""
    return escape(_FORBIDDEN.sub("", value))


def shown(value: str) -> str:
    """Text content that people read as it stands: signs that act without being seen are written out."""
    return show_signs(text(value))


def attribute(value: str) -> str:
    """An attribute's value in its quotation marks."""
    return quoteattr(_FORBIDDEN.sub("", value))
