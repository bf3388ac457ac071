"""Pages of the ledger of counted claims: the index by subject, and for each subject a chart and every statement.

Money stands apart, each currency for itself: nothing is converted. What a curator read is marked so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.base.text import slugify, squeeze
from sitegen.model.article import Note
from sitegen.model.dates import parse_edtf
from sitegen.model.finding_views import (
    FigureGroup,
    FigureItem,
    FigureMonth,
    FigureMonthView,
    FigureNote,
    FigureRow,
    FigureSubjectView,
    FiguresView,
)
from sitegen.model.messages import joined, tr
from sitegen.model.rules import CLAIMS, in_words
from sitegen.model.views import Link, Page
from sitegen.plan.entries import actor_link, card_date, card_source, cards_span, date_view
from sitegen.plan.figurecharts import figure_chart, spark
from sitegen.plan.ledger import OTHER, Statement, statements
from sitegen.plan.library import UNDATED, Library
from sitegen.plan.periods import Period, pages_of, periods, steps
from sitegen.plan.subjects import PEOPLE, currency_words, number_words, purpose_words, reading, subject_words

TITLE = tr("Figures")
MONEY = Link(tr("Money"), "/figures/money/")


@dataclass(frozen=True, slots=True)
class Subject:
    """A key of the ledger with its statements."""

    key: str
    title: str
    explanation: str
    address: str
    is_money: bool
    found: tuple[Statement, ...]


def figure_pages(library: Library) -> Iterator[Page]:
    """The index, money's own, and each subject."""
    found = subjects(library)
    money = [subject for subject in found if subject.is_money]
    other = [subject for subject in found if _is_other(subject)]
    people = [subject for subject in found if subject not in money and subject not in other]
    groups = [
        FigureGroup(tr("People"), "people", "", _items(library, people)),
        FigureGroup(MONEY.text, "money", MONEY.address if money else "", _items(library, money)),
        FigureGroup(tr("Other"), "other", "", _items(library, other)),
    ]
    yield Page("/figures/", _index(library, TITLE, [group for group in groups if group.items], found, None))
    if money:
        own = [FigureGroup("", "money", "", groups[1].items)]
        yield Page(MONEY.address, _index(library, MONEY.text, own, money, Link(TITLE, "/figures/")))
    for subject in found:
        yield from _pages(library, subject)


def _is_other(subject: Subject) -> bool:
    """Whether only curators speak of it, and in words of their own: it need not be of people."""
    told = subject.is_money or (subject.key in PEOPLE and subject.key != OTHER)
    return not told and all(one.note for one in subject.found)


def _items(library: Library, found: Sequence[Subject]) -> tuple[FigureItem, ...]:
    return tuple(_item(library, subject) for subject in found)


def subjects(library: Library) -> list[Subject]:
    """Every subject of which something is stated: people in the order of the words, then currencies."""
    if "subjects" not in library.made:
        groups: dict[tuple[bool, str], list[Statement]] = {}
        for statement in statements(library):
            groups.setdefault((statement.is_money, statement.subject), []).append(statement)
        taken = {"", "money"}
        ordered = sorted(groups, key=lambda key: _order(key[0], key[1], len(groups[key])))
        library.made["subjects"] = [_subject(key[0], key[1], groups[key], taken) for key in ordered]
    made: list[Subject] = library.made["subjects"]
    return made


def _order(is_money: bool, key: str, count: int) -> tuple[bool, int, int, str]:
    """Known subjects in their order, then others, then people of whom nothing is told; currencies by their number."""
    known = [*(subject for subject in PEOPLE if subject), "*", ""]
    place = 0 if is_money else known.index(key if key in known else "*")
    return is_money, place, -count if is_money else 0, key


def _subject(is_money: bool, key: str, found: Sequence[Statement], taken: set[str]) -> Subject:
    name = slugify(key) or ("money" if is_money else "people")
    while name in taken:
        name += "-"
    taken.add(name)
    title, explanation = (currency_words(key), "") if is_money else subject_words(key)
    address = f"{MONEY.address}{name}/" if is_money else f"/figures/{name}/"
    return Subject(key, title, explanation, address, is_money, tuple(found))


def subject_addresses(library: Library) -> dict[tuple[bool, str], str]:
    """Pages of subjects by whether they are of money, and key."""
    return {(subject.is_money, subject.key): subject.address for subject in subjects(library)}


def _index(
    library: Library, title: str, groups: Sequence[FigureGroup], found: Sequence[Subject], parent: Link | None
) -> FiguresView:
    everything = [one for subject in found for one in subject.found]
    return FiguresView(title, tuple(groups), len(everything), _articles(everything), _span(library, everything), parent)


def _articles(found: Sequence[Statement]) -> int:
    return len({one.card.face.slug for one in found})


def _span(library: Library, found: Sequence[Statement]) -> str:
    return cards_span(library, [one.card for one in found])


def _ends(found: Sequence[Statement]) -> tuple[str, str]:
    """The least and the greatest quantity stated."""
    ends = [end for one in found for end in one.ends]
    return (number_words(min(ends)), number_words(max(ends))) if ends else ("", "")


def _item(library: Library, subject: Subject) -> FigureItem:
    least, greatest = _ends(subject.found)
    return FigureItem(
        link=Link(subject.title, subject.address),
        explanation=subject.explanation,
        count=len(subject.found),
        articles=_articles(subject.found),
        span=_span(library, subject.found),
        least=least,
        greatest=greatest,
        noted=sum(1 for one in subject.found if any(note.type != "claim" for note in _shown(one))),
        bars=spark(library, subject.found),
    )


def _pages(library: Library, subject: Subject) -> Iterator[Page]:
    months = periods([(library.date(one.card), one) for one in subject.found], subject.address)
    least, greatest = _ends(subject.found)
    parents = [Link(TITLE, "/figures/"), *([MONEY] if subject.is_money else [])]
    own = [(month.id, month.address) for month in months if month.address and month.id != UNDATED]
    yield Page(
        subject.address,
        FigureSubjectView(
            title=subject.title,
            explanation=subject.explanation,
            parents=tuple(parents),
            count=len(subject.found),
            articles=_articles(subject.found),
            span=_span(library, subject.found),
            curated=sum(1 for one in subject.found if one.note),
            least=least,
            greatest=greatest,
            chart=figure_chart(library, tr("{subject}: quantities stated", subject=subject.title), subject.found, own),
            months=tuple(_month(library, month, with_rows=not month.address) for month in months),
        ),
    )
    for period, month in pages_of(months):
        up = [*parents, Link(subject.title, subject.address), *([Link(month.label, month.address)] if month else [])]
        before, after = steps(month.days if month else months, period)
        title = joined(": ", (subject.title, period.label))
        view = FigureMonthView(
            title=title,
            parents=tuple(up),
            count=len(period.entries),
            chart=None
            if period.days
            else figure_chart(library, tr("{subject}: quantities stated", subject=title), period.entries),
            months=tuple(_month(library, part, with_rows=not period.days) for part in period.days or (period,)),
            earlier=before,
            later=after,
        )
        yield Page(period.address, view)


def _month(library: Library, period: Period[Statement], *, with_rows: bool) -> FigureMonth:
    rows = tuple(row_of(library, one) for one in period.entries) if with_rows else ()
    return FigureMonth(period.id, period.label, "" if with_rows else period.address, len(period.entries), rows)


def row_of(library: Library, one: Statement) -> FigureRow:
    """A statement in the ledger."""
    claim, card = one.claim, one.card
    event = library.event_by_id.get(one.note.claim.event) if one.note and one.note.claim else None
    about = event.date if event else (parse_edtf(claim.edtf) if claim.edtf else None)
    return FigureRow(
        id=one.id,
        date=card_date(card),
        about=date_view(about) if about and about.text != card.face.date else None,
        event=Link(event.title, event.address) if event else None,
        printed=squeeze(claim.text),
        reading=reading(claim.low, claim.high, claim.hedge),
        what=squeeze(claim.printed),
        topic=purpose_words(claim.subject) if one.is_money and claim.subject and not one.note else "",
        speaker=actor_link(library, one.speaker),
        said_by=one.said_by,
        source=card_source(library, card),
        article=Link(card.face.title, one.address, card.face.language),
        language=card.face.language or library.config.language,
        sentence=squeeze(claim.sentence),
        how=in_words(CLAIMS, claim.rule),
        probable=bool(claim.certainty),
        curator=one.note is not None,
        notes=tuple(
            FigureNote(note.type, note.body, note.by, f"{card.face.address}#{note.id}") for note in _shown(one)
        ),
    )


def _shown(one: Statement) -> tuple[Note, ...]:
    """The notes told at a row; what is no more than a curator's reading has a row of its own."""
    return one.notes if one.note else tuple(note for note in one.notes if note.claim is None or note.type != "claim")
