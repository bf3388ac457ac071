"""The feed of corrections: notes of type `correction` that say on which day they were written."""

from __future__ import annotations

import html
import re

from sitegen.base.text import squeeze
from sitegen.base.values import lasting_digest
from sitegen.model.article import Card, Note
from sitegen.model.dates import parse_edtf
from sitegen.model.views import FeedEntry, FeedView
from sitegen.plan.library import Library

ADDRESS = "/feed-corrected.xml"
_MOST = 50
_LONGEST = 500
_BLOCKS = re.compile(r"</?(?:p|li|ul|ol|blockquote|h\d|tr|td|th|pre|br)\b[^>]*>")
_TAGS = re.compile(r"<[^>]*>")


def corrected_feed(library: Library) -> FeedView:
    """The newest corrections first.

    A note without a day is not among them, and neither is a record that a person edited: nothing says when, and a feed
    that guessed would announce the same correction with every build.
    """
    found = [
        (day, card, note)
        for card in library.articles
        # A note cites its text: where that is not shown whole, neither is the note.
        if card.publish == "full"
        for note in card.notes
        if note.type == "correction" and (day := _day(note))
    ]
    found.sort(key=lambda one: (one[0], one[1].face.slug, one[2].id), reverse=True)
    entries = tuple(_entry(library, day, card, note) for day, card, note in found[:_MOST])
    title = f"{library.config.title}: corrections"
    return FeedView(title, entries, entries[0].date if entries else "", ADDRESS, "/notes/")


def _day(note: Note) -> str:
    return parse_edtf(note.created).day if note.created else ""


def _entry(library: Library, day: str, card: Card, note: Note) -> FeedEntry:
    # A note's number changes when another is written before it; its passage does not.
    id = f"{card.face.address}#correction-{lasting_digest((note.exact, note.prefix, note.suffix))[:12]}"
    return FeedEntry(
        f"{card.face.address}#{note.id}",
        card.face.title,
        day,
        note.by,
        _plain(note.body),
        library.config.language,
        id,
    )


def _plain(body: str) -> str:
    words = squeeze(html.unescape(_TAGS.sub("", _BLOCKS.sub(" ", body))))
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"
