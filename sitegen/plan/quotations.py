"""Pages of quotations: the index by speaker, and all quotations of each, of those without a record, of nobody named.

The same words in several articles are one quotation, listed where they were first published. What is worked out says
so: how the speaker is known stands at every entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.finding_views import QuotationMonth, SpeakerMonthView, SpeakerView
from sitegen.model.messages import joined, tr
from sitegen.model.views import Link, Page, QuotationEntry
from sitegen.plan.library import Library
from sitegen.plan.periods import Period, pages_of, steps
from sitegen.plan.quotationentries import entry_of
from sitegen.plan.quotationindex import quotes_view
from sitegen.plan.sayings import (
    OTHERS,
    UNATTRIBUTED,
    Saying,
    articles_of,
    by_speaker,
    months_of,
    span_of,
    speaker_address,
)

NEWEST = 5
"""Quotations on an actor's page."""
_TITLES = {OTHERS: tr("Speakers without a record"), UNATTRIBUTED: tr("Quotations without a speaker")}


def newest(library: Library, id: str) -> tuple[tuple[QuotationEntry, ...], int, str]:
    """For an actor's own page: the newest quotations, how many there are, and where all stand."""
    own = by_speaker(library).get(f"actors/{id}", [])
    dated = [saying for saying in own if saying.first.card.face.date] or own
    shown = tuple(entry_of(library, saying) for saying in reversed(dated[-NEWEST:]))
    return shown, len(own), speaker_address(id) if own else ""


def quotation_pages(library: Library) -> Iterator[Page]:
    """The index, and the lists of every speaker."""
    spoken = by_speaker(library)
    yield Page("/quotes/", quotes_view(library))
    for id, actor in library.actors.items():
        own = spoken.get(f"actors/{id}", [])
        if own:
            link = Link(actor.name, actor.address)
            yield from _listing(library, own, actor.name, speaker_address(id), "actor", link, actor.type)
    for kind, title in _TITLES.items():
        if spoken.get(kind):
            yield from _listing(library, spoken[kind], title, f"/quotes/{kind}/", kind, None, "")


def _listing(
    library: Library, found: list[Saying], title: str, address: str, kind: str, actor: Link | None, type_: str
) -> Iterator[Page]:
    months = months_of(library, found, address)
    yield Page(
        address,
        SpeakerView(
            title=title,
            kind=kind,
            actor=actor,
            type=type_,
            count=len(found),
            articles=articles_of(found),
            joined=sum(1 for saying in found if articles_of([saying]) > 1),
            span=span_of(library, found),
            months=tuple(_month(library, month, with_entries=not month.address) for month in months),
        ),
    )
    for period, month in pages_of(months):
        parents = (Link(title, address), *([Link(month.label, month.address)] if month else []))
        shown = period.days or (period,)
        before, after = steps(month.days if month else months, period)
        view = SpeakerMonthView(
            title=joined(": ", (title, period.label)),
            kind=kind,
            parents=parents,
            count=len(period.entries),
            months=tuple(_month(library, part, with_entries=not period.days) for part in shown),
            earlier=before,
            later=after,
        )
        yield Page(period.address, view)


def _month(library: Library, period: Period[Saying], *, with_entries: bool) -> QuotationMonth:
    shown = tuple(entry_of(library, saying) for saying in period.entries) if with_entries else ()
    return QuotationMonth(period.id, period.label, "" if with_entries else period.address, len(period.entries), shown)
