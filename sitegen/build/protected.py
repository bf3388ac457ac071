"""Names that the site must never carry (`risk: pseudonymise`), found however they are written.

Case, marks, mark-up, entities, kinds of spaces and apostrophes do not hide a name, and neither does the form of an
address: it is better to refuse a page too many than to publish one name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from sitegen.base.text import fold, slugify
from sitegen.model.authority import Actor

_TAGS = re.compile(r"<[^>]*>")


class ProtectedNames:
    """The forms of actors whose names are protected, compiled into one expression."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.ids: set[str] = set()
        self._id_by_key: dict[str, str] = {}
        for actor in actors:
            self.ids.add(actor.id)
            for form in (*actor.forms, *actor.search_only):
                self._id_by_key.setdefault(_key(form), actor.id)
                if "-" in slugify(form):
                    self._id_by_key.setdefault(_key(slugify(form).replace("-", " ")), actor.id)
        self._id_by_key.pop("", None)
        ordered = sorted(self._id_by_key, key=lambda key: (-len(key), key))
        expressions = "|".join(re.escape(key) for key in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?:{expressions})(?!\w)") if ordered else None

    def first_in(self, *texts: str) -> str:
        """The id of an actor whose name stands in one of the texts; empty where none does."""
        for text in texts if self._pattern is not None else ():
            # Mark-up may part a name (`Zoe <em>Quill</em>`) or hold one (`title="Zoe Quill"`): both are looked at.
            for plain in (text, _TAGS.sub("", text)) if "<" in text else (text,):
                match = self._pattern.search(_key(html.unescape(plain))) if self._pattern else None
                if match:
                    return self._id_by_key[match.group()]
        return ""


def _key(text: str) -> str:
    """Words alone, folded: whatever stands between them counts as one space."""
    return " ".join(re.findall(r"\w+", fold(text)))
