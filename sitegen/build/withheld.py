"""What the site must not say: runs of words of texts that rights hold back, which no text that may be shown has too.

A run is `RUN` words long: long enough that two writers do not come upon it by chance, short enough that nothing worth
holding back is shorter. What belongs to nobody's text (names, offices and titles in records, the site's own title) may
be said in any case. Runs are kept as numbers, for each article in the cache: they are worked out once.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import xor

from sitegen.base.text import slugify
from sitegen.base.values import digest
from sitegen.build.auditwords import Numbers, streams, words_of
from sitegen.build.cache import Cache, CacheDamaged, code_digest
from sitegen.build.planning import Planned
from sitegen.build.protected import Phrases, windows
from sitegen.build.reading import load_article, load_lines
from sitegen.model.article import Article, Card

RUN = 8
_LEAST_TITLE = 4
_PARTS = 4
_CITED = 12
"""From so many words on, words that a curator's text shares with a withheld one are taken from it."""
_SAID = ("body", "subhead", "caption")
"""Roles of lines of an original that belong to its text."""


@dataclass(slots=True)
class Withheld:
    """What is held back."""

    runs: set[int] = field(default_factory=set)
    """Hashes of runs of words."""
    phrases: Phrases = field(default_factory=lambda: Phrases(Numbers()))
    """Titles and addresses of articles of which nothing may be shown, with the paths of their records."""
    keys: dict[str, str] = field(default_factory=dict)
    """For each article that holds something back, by the path of its record, where its runs lie in the cache."""

    def __bool__(self) -> bool:
        return bool(self.runs or self.phrases)

    def key(self) -> str:
        """Digest of it all."""
        return digest((reduce(xor, self.runs, len(self.runs)), self.phrases.key()))

    def owner(self, run: int, cache: Cache) -> str:
        """The path of the record that a run is of."""
        for path, key in self.keys.items():
            if any(run in held for held in _load(key, cache)[2:]):
                return path
        return ""


def withheld_texts(planned: Planned, cache: Cache, numbers: Numbers) -> Withheld:
    """Everything that the rights of an archive hold back; where they hold nothing back it costs nothing.

    Raises:
        CacheDamaged: an article that was read in this run is not in the cache.
    """
    shown = planned.library.by_slug
    cards = planned.reading.cards
    out = Withheld(phrases=Phrases(numbers))
    if all(_is_whole(card, shown) for card in cards):
        return out
    code = (code_digest("base", "model", "build"), sys.version, sys.maxsize)
    said: list[array[int]] = []
    noted: list[array[int]] = []
    held_notes: set[int] = set()
    for card in cards:
        lines = planned.reading.raw_keys.get(card.record.raw.origin, "") if card.record.raw else ""
        article = planned.reading.article_keys[card.face.slug]
        key = "runs-" + digest((code, article, lines, card.lines_digest, card.face.slug in shown))
        if cache.get(key) is None:
            _store(key, cache, _runs(card, load_article(article, cache), lines, cache, shown, numbers))
        runs = _load(key, cache)
        said.append(runs[0])
        noted.append(runs[1])
        held_notes.update(runs[3])
        out.runs.update(runs[2])
        if runs[2] or runs[3]:
            out.keys[card.path] = key
        if card.publish == "none":
            _add_phrases(out.phrases, card, planned)
    # What a curator wrote twice and one article shows is nobody's secret; it gives away no words of a text either.
    held_notes.difference_update(*noted)
    out.runs |= held_notes
    out.runs.difference_update(*said)
    out.runs.difference_update(_runs_of(_everyones(planned), numbers))
    out.runs.difference_update(_chance_runs(planned, out.runs, numbers))
    return out


def _is_whole(card: Card, shown: dict[str, Card]) -> bool:
    return card.publish == "full" and card.face.slug in shown


def _add_phrases(phrases: Phrases, card: Card, planned: Planned) -> None:
    """Title and addresses of an article that has no face; those of few words could be anybody's."""
    titles = {tuple(words_of(other.face.title)) for other in planned.library.articles}
    title = words_of(card.record.title)
    if len(title) >= _LEAST_TITLE and tuple(title) not in titles:
        phrases.add(title, card.path)
    if card.record.status != "withdrawn":
        for slug in (card.face.slug, *card.record.aliases):
            if len(words_of(slug)) >= _LEAST_TITLE:
                phrases.add(words_of(slug), card.path)


def _runs(
    card: Card, article: Article, lines: str, cache: Cache, shown: dict[str, Card], numbers: Numbers
) -> tuple[array[int], array[int], array[int], array[int]]:
    """Runs of what may be shown of an article, and of its notes; of what may not, and of its notes."""
    record, raw = card.record, card.record.raw
    notes = list(_plain(note.body for note in card.notes))
    is_listed, is_whole = card.face.slug in shown, _is_whole(card, shown)
    original = load_lines(lines, cache, raw.first_line, raw.last_line) if lines and raw else ()
    head = [record.title]
    if is_listed:
        head += [record.summary, card.face.excerpt, record.url, record.url_archived, *record.authors]
    text = [article.text]
    text += [part for caption in record.captions for part in (caption.text, caption.credit)]
    text += [related.text for related in record.related]
    # Of whom and where it tells is a list of names, in words of the record's.
    text += [basis.text for name, basis in record.provenance if name not in ("actors", "places")]
    if is_whole:
        said = [*head, *text, "\n".join(line.text for line in original)]
        return array("q", _runs_of(said, numbers)), array("q", _runs_of(notes, numbers)), array("q"), array("q")
    has_face = is_listed or (record.status == "withdrawn" and card.publish != "none")
    said = head if has_face else []
    if is_listed:
        said = [*said, *_plain(block.html for block in article.blocks)]
    held = [*text, "\n".join(line.text for line in original if line.role in _SAID)]
    held += [note.exact for note in card.notes]
    held += [] if has_face else [record.title, record.summary]
    public = set(_runs_of(said, numbers))
    return (
        array("q", public),
        array("q"),
        array("q", set(_runs_of(held, numbers, romanised=True)) - public),
        array("q", _runs_of(notes, numbers)),
    )


def _plain(markup: Iterable[str]) -> Iterator[str]:
    for text in markup:
        yield from (" ".join(words) for words in streams(text))


def _everyones(planned: Planned) -> Iterator[str]:
    """Words of records and of the configuration that are nobody's text."""
    config, authority = planned.library.config, planned.found.authority
    yield from (config.title, config.description, config.publisher, config.rights.statement, config.rights.holder)
    for actor in authority.actors:
        yield from (*actor.forms, *(position.title for position in actor.positions))
    for source in authority.sources:
        yield from (source.name, source.rights.statement, source.rights.holder)
    yield from (place.name for place in authority.places)


def _chance_runs(planned: Planned, runs: set[int], numbers: Numbers) -> list[int]:
    """Short runs that what curators write has in common with withheld texts: whoever tells the same, in his own words,
    comes upon them. Longer ones are taken from the text."""
    out: list[int] = []
    for text in _curators(planned):
        shared: list[int] = []
        for run in (*_runs_of([text], numbers), None):
            if run is not None and run in runs:
                shared.append(run)
                continue
            if RUN + len(shared) - 1 < _CITED:
                out += shared
            shared = []
    return out


def _curators(planned: Planned) -> Iterator[str]:
    authority = planned.found.authority
    for event in authority.events:
        yield from (event.title, event.summary)
    yield from (actor.description for actor in authority.actors)
    yield from (source.description for source in authority.sources)
    yield from (place.description for place in authority.places)
    for card in planned.library.articles:
        yield from _plain(note.body for note in card.notes if card.publish == "full")
    yield from _plain(body for _, _, body in planned.found.pages)


def _runs_of(texts: Iterable[str], numbers: Numbers, *, romanised: bool = False) -> Iterator[int]:
    for text in texts:
        words = words_of(text)
        yield from map(hash, windows(list(map(numbers.__getitem__, words)), RUN))
        if romanised and not text.isascii():
            # As an address would have them.
            latin = [part for word in words for part in slugify(word).split("-") if part]
            yield from map(hash, windows(list(map(numbers.__getitem__, latin)), RUN))


def _store(key: str, cache: Cache, parts: tuple[array[int], ...]) -> None:
    cache.put(key, b"".join(len(part).to_bytes(8, "big") + part.tobytes() for part in parts))


def _load(key: str, cache: Cache) -> list[array[int]]:
    """The parts that `_runs` made."""
    data, at, parts = cache.get(key) or b"", 0, []
    while at < len(data):
        end = at + 8 + 8 * int.from_bytes(data[at : at + 8], "big")
        parts.append(array("q", data[at + 8 : end]))
        at = end
    if len(parts) != _PARTS:
        raise CacheDamaged(key)
    return parts
