"""Every date of one article with its role: day of publication, of a change, of a copy, of a picture, of what is told.

A date is given its role before any arithmetic: the same words are the day of publication below a headline, the day
of the events in the first paragraph, a stranger's in the readers' comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sitegen.base.text import fold
from sitegen.clean.captions import is_file_photo
from sitegen.clean.dates import DayWord, Mention, find_dates, find_weekdays
from sitegen.clean.daywords import day_words, phrase_pattern
from sitegen.clean.lines import Part, Sheet
from sitegen.clean.outlets import host_of

PUBLISHED = "published"
PRINTED = "printed"
"""In a dateline, with no word that says what it is the day of."""
UPDATED = "updated"
SAVED = "saved"
COMMENT = "comment"
PICTURE = "picture"
OLD_PICTURE = "old-picture"
POST = "post"
TOLD = "told"
FUTURE = "future"
BACKGROUND = "background"
"""Since when something lasts: long ago or not."""
UNCLEAR = "unclear"
"""Of a deadline, of a plan, in a quotation: nothing follows from it."""
ELSEWHERE = "elsewhere"
"""Outside the article: menus, teasers of other articles."""

DAY_FIRST = "day-first"
MONTH_FIRST = "month-first"

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^\W\da-zа-яё_]|[\"“„«‘(])")
_FIRST_TWO = re.compile(r"(\d{1,2})[./-][ ]?(\d{1,2})")
_LABEL_REACH = 60
_LETTERS = re.compile(r"[^\W\d_]+")
CLOCK = re.compile(r"\d[:.h]\d\d|\d\s*[ap]\.?m", re.IGNORECASE)
_COUNTED = re.compile(r"\d+\s*[^\W\d_]+(?:\s+[^\W\d_]+)?")
_OPEN_SHARE = 0.12
_FEWEST_WORDS = 12
_FUTURE_REACH = 9
_PLAIN_WORDS = 3
_SEPARATORS = ("|", "–", "—", "-", "·", "•", "/")
_MOST_DATES = 40
_SHORTEST_VERB = 3
_SHORTEST_LABEL = 5
_ENDINGS = ("ending", "pause")


@dataclass(frozen=True, slots=True)
class Placed:
    """One printed date with its place and role."""

    mention: Mention
    role: str
    index: int
    """Of the block."""
    days: tuple[str, ...]
    """The ISO days it may mean: none without a year, two where day and month may be exchanged."""
    sentence: tuple[int, int] = (0, 0)
    """Where its sentence stands in the block's text."""

    @property
    def day(self) -> str:
        """The ISO day; "" where it is not known."""
        return self.days[0] if len(self.days) == 1 else ""


@dataclass(slots=True)
class Told:
    """What one article says of days."""

    sheet: Sheet
    part: Part
    url: str = ""
    url_line: int = 0
    order: str = ""
    order_words: str = ""
    """The date that shows the order of day and month."""
    placed: list[Placed] = field(default_factory=list)

    def line(self, index: int) -> int:
        return self.sheet.blocks[index].first

    def text(self, index: int) -> str:
        return self.sheet.blocks[index].shown

    def of(self, *roles: str) -> list[Placed]:
        """The dates of some roles, in order."""
        return [placed for placed in self.placed if placed.role in roles]

    def lede(self, count: int = 2) -> list[int]:
        """The first paragraphs."""
        return [
            index
            for index in range(*self.part.body)
            if self.sheet.roles[index] == "body" and self.sheet.blocks[index].words >= 8
        ][:count]

    def body(self) -> list[int]:
        return [index for index in range(*self.part.body) if self.sheet.roles[index] == "body"]


def told_days(sheet: Sheet, part: Part, url: str, url_line: int) -> Told:
    """All dates of an article, each with its role."""
    told = Told(sheet, part, url, url_line)
    found = [(index, mention) for index in range(part.start, part.stop) for mention in find_dates(told.text(index))]
    if not found:
        return told
    told.order, told.order_words = _order(told, [mention for _, mention in found])
    comments = _comment_lines(told)
    blocks = dict.fromkeys(index for index, _ in found)
    for index in blocks:
        told.placed += _of_block(told, index, index in comments)
    return told


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def label_of(text: str, mentions: tuple[Mention, ...], number: int) -> str:
    """What the words before a date in its line say that it is: published, updated, saved, or ""."""
    floor = mentions[number - 1].end if number else 0
    before = fold(text[max(floor, mentions[number].start - _LABEL_REACH) : mentions[number].start])
    best = (-1, "")
    for role, key in ((PUBLISHED, "published"), (UPDATED, "updated"), (SAVED, "saved")):
        for match in phrase_pattern(key).finditer(before):
            # "le", "vom", "date" are labels at the head of their line only.
            is_short = role == PUBLISHED and len(match.group(0)) < _SHORTEST_LABEL
            if is_short and any(letter.isalpha() for letter in before[: match.start()]):
                continue
            best = max(best, (match.end(), role), key=lambda item: item[0])
    return best[1]


def is_quoted(text: str, start: int, place: int) -> bool:
    """Whether a place in a sentence stands in quotation marks opened in the same sentence."""
    before = text[start:place]
    opened = sum(before.count(mark) for mark in "“„«")
    closed = sum(before.count(mark) for mark in "”»")
    return opened > closed or before.count('"') % 2 == 1


def named_weekdays(text: str) -> list[DayWord]:
    """The weekdays by which a paragraph says when something was, outside its quotations."""
    return [word for word in find_weekdays(text) if not word.turned and not is_quoted(text, 0, word.start)]


def _order(told: Told, mentions: list[Mention]) -> tuple[str, str]:
    """Which comes first in ``03/04/2020``, as far as the article shows it, and the date that does."""
    if not any(mention.other != (0, 0) for mention in mentions):
        return "", ""
    shown: dict[str, str] = {}
    for mention in mentions:
        pair = _FIRST_TWO.search(mention.text) if mention.mark else None
        if pair and int(pair.group(1)) > 12:
            shown.setdefault(DAY_FIRST, mention.text)
        elif pair and int(pair.group(2)) > 12:
            shown.setdefault(MONTH_FIRST, mention.text)
    if len(shown) == 1:
        return next(iter(shown.items()))
    return ("", "") if shown else (_order_of_language(told), "")


def _order_of_language(told: Told) -> str:
    """Day first in every language but those whose countries differ; there the end of the address decides."""
    known = day_words()
    words = [fold(word) for index in told.body()[:6] for word in _LETTERS.findall(told.text(index))]
    if len(words) >= _FEWEST_WORDS and sum(word in known.open_order for word in words) < _OPEN_SHARE * len(words):
        return DAY_FIRST
    domain = host_of(told.url).rpartition(".")[2] if told.url else ""
    if domain in known.day_first:
        return DAY_FIRST
    return MONTH_FIRST if domain in known.month_first else ""


def _days(mention: Mention, order: str) -> tuple[str, ...]:
    readings = mention.readings
    if len(readings) == 2 and order:
        # The first reading of a mention puts the day first.
        return (readings[0] if order == DAY_FIRST else readings[1],)
    return tuple(readings)


def _comment_lines(told: Told) -> set[int]:
    """The lines below a heading of readers' comments, up to the next heading of something else."""
    known = day_words().comments
    out: set[int] = set()
    inside = False
    for index in range(told.part.body[1], told.part.stop):
        if told.sheet.blocks[index].key in known:
            inside = True
        elif inside and told.sheet.rules[index] in _ENDINGS:
            inside = False
        elif inside:
            out.add(index)
    return out


def _of_block(told: Told, index: int, in_comments: bool) -> Iterator[Placed]:
    sheet, text = told.sheet, told.text(index)
    mentions = find_dates(text)
    role = sheet.roles[index]
    if role in ("body", "subhead", "title") and told.part.start <= index < max(told.part.body[1], told.part.start + 1):
        yield from _of_prose(told, index, mentions)
        return
    for number, mention in enumerate(mentions[:_MOST_DATES]):
        kind = ELSEWHERE
        if in_comments:
            kind = COMMENT if CLOCK.search(text) else ELSEWHERE
        elif role in ("caption", "credit"):
            kind = OLD_PICTURE if is_file_photo(text, sheet.words) else PICTURE
        elif sheet.rules[index] == "post-credit":
            kind = POST
        elif role in ("dateline", "byline"):
            kind = label_of(text, mentions, number) or _label_above(told, index)
            kind = kind or _kind_of_line(told, text, mentions, number)
        elif label := label_of(text, mentions, number):
            kind = label if label != PUBLISHED and sheet.blocks[index].words <= 12 else ELSEWHERE
        yield Placed(mention, kind, index, _days(mention, told.order))


def _kind_of_line(told: Told, text: str, mentions: tuple[Mention, ...], number: int) -> str:
    """Whether a short line is dated by its date, or tells something with it: a caption, a headline."""
    known = told.sheet.words
    if is_file_photo(text, known):
        return OLD_PICTURE
    before = text[mentions[number - 1].end if number else 0 : mentions[number].start]
    behind = text[mentions[number].end : mentions[number + 1].start if number + 1 < len(mentions) else len(text)]
    spoken = [fold(word) for word in _LETTERS.findall(before) if word.islower()]
    plain = [
        word
        for word in (*spoken, *(word for word in _LETTERS.findall(_COUNTED.sub(" ", behind)) if word.islower()))
        if len(word) > 1 and word not in known.common and word not in known.byline
    ]
    joined = len(_LETTERS.findall(before)) > 1 and spoken[-1:] and spoken[-1] in day_words().of_day
    if len(plain) >= _PLAIN_WORDS or joined:
        return UNCLEAR
    if CLOCK.search(text) or before.rstrip().endswith(_SEPARATORS):
        return PRINTED
    # "Marchers in Orsk, 3 May 2020": a preposition between names is a caption's; a byline may have one too.
    joints = [
        word for word in spoken[:-1] if word in known.common and word not in known.byline_and | day_words().particles
    ]
    return PICTURE if joints and not fold(before.lstrip()).startswith(known.byline) else PRINTED


def _label_above(told: Told, index: int) -> str:
    """The label that stands in a short line of its own above a date."""
    if index <= told.part.start:
        return ""
    key = told.sheet.blocks[index - 1].key
    known = day_words()
    for role, words in ((UPDATED, known.updated), (SAVED, known.saved), (PUBLISHED, known.published)):
        if key in words:
            return role
    return ""


def _of_prose(told: Told, index: int, mentions: tuple[Mention, ...]) -> Iterator[Placed]:
    text = told.text(index)
    spans = list(sentences(text))
    # A paragraph of more dates than these is a table; the bound keeps a line of thousands from costing its square.
    for mention in mentions[:_MOST_DATES]:
        start, end = next(span for span in spans if mention.start <= span[1])
        days = _days(mention, told.order)
        yield Placed(mention, _role_in_sentence(text, start, end, mention), index, days, (start, end))


def _role_in_sentence(text: str, start: int, end: int, mention: Mention) -> str:
    if is_quoted(text, start, mention.start):
        return UNCLEAR
    known = day_words()
    before = fold(text[start : mention.start])
    announced = [match.end() for match in phrase_pattern("future").finditer(before)]
    if announced:
        between = before[announced[-1] :]
        words = _LETTERS.findall(between)
        plain = len(words) <= _FUTURE_REACH and not re.search(r"[,;:–—()]", between)
        return FUTURE if plain and not known.turn & set(words) and not known.deadline & set(words) else UNCLEAR
    if phrase_pattern("future").search(fold(text[mention.end : end])):
        return UNCLEAR
    nearest = _LETTERS.findall(before)[-2:]
    if known.deadline & set(nearest):
        return BACKGROUND if known.after & set(nearest) else UNCLEAR
    return TOLD if _is_past(fold(text[start:end])) else UNCLEAR


def _is_past(sentence: str) -> bool:
    """Whether a folded sentence tells what has happened, as far as a word of it shows that."""
    known = day_words()
    words = _LETTERS.findall(sentence)
    return not known.past.isdisjoint(words) or any(
        len(word) > _SHORTEST_VERB and word.endswith(known.past_endings) for word in words
    )
