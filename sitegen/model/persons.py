"""Names of authors as they are printed → family and given names, where they look like a person's."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*\Z")
_PARTICLES = frozenset({"da", "de", "del", "della", "den", "der", "di", "du", "la", "le", "ten", "ter", "van", "von"})


def name_parts(name: str) -> tuple[str, str]:
    """`Andrew Roth` as (`Roth`, `Andrew`); what does not look like a person's name (a desk, an agency, one word) as it
    is, with an empty text."""
    last, comma, first = name.partition(", ")
    if comma and all(part and all(_WORD.match(word) for word in part.split()) for part in (last, first)):
        return last, first
    words = name.split()
    if "," in name or not 2 <= len(words) <= 4 or not all(_WORD.match(word) for word in words):
        return name, ""
    if any(word.endswith(("'s", "’s")) or (len(word) > 1 and word.isupper() and "." not in word) for word in words):
        return name, ""
    if not words[0][0].isupper():
        return name, ""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return " ".join(words[cut:]), " ".join(words[:cut])


def family_first(name: str) -> str:
    """`Andrew Roth` as `Roth, Andrew`; what does not look like a person's name stays."""
    return ", ".join(part for part in name_parts(name) if part)
