"""The index of quotations: speakers with a record, those without by the words that name them, and nobody by month."""

from __future__ import annotations

from sitegen.model.finding_views import MonthCount, PrintedSpeaker, QuotesView, SpeakerItem
from sitegen.model.messages import tr
from sitegen.model.views import Link
from sitegen.plan.entries import card_date
from sitegen.plan.library import Library
from sitegen.plan.quotationentries import article_of, language_of, text_of
from sitegen.plan.sayings import (
    OTHERS,
    UNATTRIBUTED,
    Saying,
    articles_of,
    by_speaker,
    months_of,
    sayings,
    span_of,
    speaker_address,
)
from sitegen.plan.spoken import Spoken, words_of

_OTHERS_LISTED = 100
_ARTICLES_LISTED = 5
_FIRST_WORDS = 14


def quotes_view(library: Library) -> QuotesView:
    """The index of all quotations."""
    everything, spoken = sayings(library), by_speaker(library)
    others = _printed(library, spoken.get(OTHERS, []))
    nobody = spoken.get(UNATTRIBUTED, [])
    address = f"/quotes/{UNATTRIBUTED}/"
    return QuotesView(
        title=tr("Quotations"),
        quotations=len(everything),
        articles=articles_of(everything),
        span=span_of(library, everything),
        speakers=_speakers(library, spoken),
        others=others[:_OTHERS_LISTED],
        others_left_out=max(0, len(others) - _OTHERS_LISTED),
        others_count=len(spoken.get(OTHERS, [])),
        others_address=f"/quotes/{OTHERS}/" if spoken.get(OTHERS) else "",
        unattributed=tuple(
            MonthCount(month.label, month.address or f"{address}#m-{month.id}", len(month.entries))
            for month in months_of(library, nobody, address)
        ),
        unattributed_count=len(nobody),
    )


def _speakers(library: Library, spoken: dict[str, list[Saying]]) -> tuple[SpeakerItem, ...]:
    out = []
    for id, actor in library.actors.items():
        own = spoken.get(f"actors/{id}", [])
        if own:
            latest = next((saying for saying in reversed(own) if saying.first.card.face.date), own[-1])
            item = SpeakerItem(
                link=Link(actor.name, speaker_address(id)),
                type=actor.type,
                quotations=len(own),
                articles=articles_of(own),
                span=span_of(library, own),
                latest=_first_words(text_of(latest.first)),
                latest_language=language_of(library, latest.first),
                latest_date=card_date(latest.first.card),
            )
            out.append(item)
    return tuple(sorted(out, key=lambda item: (-item.quotations, item.link.text, item.link.address)))


def _first_words(text: str) -> str:
    words = text.split()
    return text if len(words) <= _FIRST_WORDS else " ".join(words[:_FIRST_WORDS]).rstrip(",;:–—-") + " …"


def _printed(library: Library, found: list[Saying]) -> tuple[PrintedSpeaker, ...]:
    """Speakers without a record by the words that name them, those in most articles first."""
    groups: dict[tuple[str, ...], list[Spoken]] = {}
    for saying in found:
        key = words_of(saying.naming.named)
        groups.setdefault(key, []).append(saying.naming)
    out = []
    for members in groups.values():
        articles = {one.slug: one for one in reversed(members)}
        places = sorted(articles.values(), key=lambda one: one.order)
        out.append(
            PrintedSpeaker(
                words=members[0].named,
                language=language_of(library, members[0]),
                quotations=len(members),
                articles=tuple(article_of(one) for one in places[:_ARTICLES_LISTED]),
                more=max(0, len(places) - _ARTICLES_LISTED),
            )
        )
    return tuple(
        sorted(out, key=lambda item: (-(len(item.articles) + item.more), -item.quotations, item.words, item.language))
    )
