"""The licence that a statement of rights names, for programs: Creative Commons licences by the names they have."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(
    r"\bCC(?:[ -]?(?P<zero>0|Zero)|[ -](?P<kind>BY(?:-(?:NC-SA|NC-ND|NC|SA|ND))?))(?:[ -](?P<version>\d\.\d))?(?!\w)",
    re.IGNORECASE,
)
NONE = ("", "")


def licence_of(statement: str) -> tuple[str, str]:
    """Identifier (SPDX) and address of the one licence that a statement names; two empty texts where it names none,
    several, or one without its version."""
    found = {_licence(match) for match in _CREATIVE_COMMONS.finditer(statement)}
    return found.pop() if len(found) == 1 else NONE


def _licence(match: re.Match[str]) -> tuple[str, str]:
    version = match["version"] or ""
    if match["zero"] is not None:
        return ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    kind = match["kind"].upper()
    if not version:
        return NONE
    return (f"CC-{kind}-{version}", f"https://creativecommons.org/licenses/{kind.lower()}/{version}/")
