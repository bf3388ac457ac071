"""Whether a record is still what sitegen wrote: edits are sacred, so every room must tell them apart in one way.

The digest is the first 32 hexadecimal digits of the SHA-256 of the record's text without its `cleaned:` line; line ends
of any system count as one.
"""

from __future__ import annotations

import hashlib
import re

_CLEANED = re.compile(r"^cleaned:[^\n]*\n", re.MULTILINE)
_DIGEST = re.compile(r"^cleaned:[^\n]*\bdigest: *[\"']?([0-9a-f]+)", re.MULTILINE)
_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_DIGITS = 32


def cleaned_digest(text: str) -> str:
    """The digest of a record's text, its `cleaned:` line aside."""
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    if front:
        text = "---\n" + _CLEANED.sub("", front.group(1), count=1) + text[front.end(1) :]
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:_DIGITS]


def is_edited(text: str) -> bool:
    """Whether a record no longer is what the cleaner wrote: its digest does not fit, or it has none."""
    front = _FRONT.match(text.replace("\r\n", "\n"))
    stated = _DIGEST.search(front.group(1)) if front else None
    return stated is None or stated.group(1) != cleaned_digest(text)
