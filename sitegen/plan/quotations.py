"""Pages of quotations: the index by speaker, and all quotations of each, of those without a record, of nobody named.

The same words in several articles are one quotation, listed where they were first published. What is worked out says
so: how the speaker is known stands at every entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.base.text import squeeze
from sitegen.model.dates import Edtf
from sitegen.model.finding_views import (
    MonthCount,
    PrintedSpeaker,
    QuotationMonth,
    QuotesView,
    SpeakerItem,
    SpeakerMonthView,
    SpeakerView,
)
from sitegen.model.views import Link, Page, QuotationEntry, Wording
from sitegen.plan.entries import actor_link, card_date, card_source, cards_span
from sitegen.plan.library import Library
from sitegen.plan.periods import Period, pages_of, periods, steps
from sitegen.plan.rulewords import QUOTATIONS, in_words
from sitegen.plan.samewords import differences, joined, relation
from sitegen.plan.spoken import Spoken, all_spoken, words_of

OTHERS, UNATTRIBUTED = "others", "unattributed"
NEWEST = 5
"""Quotations on an actor's page."""
_OTHERS_LISTED = 100
_ARTICLES_LISTED = 5
_ALSO_LISTED = 12
_FIRST_WORDS = 14
_TITLES = {OTHERS: "Speakers without a record", UNATTRIBUTED: "Quotations without a speaker"}


@dataclass(frozen=True, slots=True)
class Saying:
    """Quoted words with every article that carries them."""

    members: tuple[Spoken, ...]
    """In the order of publication."""
    actor: str
    """Id of the speaker's record, or empty."""
    naming: Spoken
    """The first that tells who speaks; the first of all where none does."""

    @property
    def first(self) -> Spoken:
        return self.members[0]

    @property
    def speaker(self) -> str:
        """Under whom it stands: an actor's id, or one of the two other kinds."""
        return self.actor or (OTHERS if self.naming.named else UNATTRIBUTED)


def sayings(library: Library) -> list[Saying]:
    """All quotations of the archive, the same words once, by day of first publication."""
    if "sayings" not in library.made:
        library.made["sayings"] = [_saying(group) for group in joined(all_spoken(library))]
    made: list[Saying] = library.made["sayings"]
    return made


def _saying(members: Sequence[Spoken]) -> Saying:
    naming = next((one for one in members if one.actor), None) or next((one for one in members if one.named), None)
    naming = naming or members[0]
    return Saying(tuple(members), naming.actor, naming)


def by_speaker(library: Library) -> dict[str, list[Saying]]:
    """Sayings under whom they stand."""
    if "by_speaker" not in library.made:
        out: dict[str, list[Saying]] = {}
        for saying in sayings(library):
            key = f"actors/{saying.actor}" if saying.actor else saying.speaker
            out.setdefault(key, []).append(saying)
        library.made["by_speaker"] = out
    made: dict[str, list[Saying]] = library.made["by_speaker"]
    return made


def speaker_address(id: str) -> str:
    """Page of an actor's quotations. No id ends with a hyphen, so that none can take an address of the two others."""
    return f"/quotes/{id}-/" if id in (OTHERS, UNATTRIBUTED) else f"/quotes/{id}/"


def newest(library: Library, id: str) -> tuple[tuple[QuotationEntry, ...], int, str]:
    """For an actor's own page: the newest quotations, how many there are, and where all stand."""
    own = by_speaker(library).get(f"actors/{id}", [])
    dated = [saying for saying in own if saying.first.card.face.date] or own
    shown = tuple(entry_of(library, saying) for saying in reversed(dated[-NEWEST:]))
    return shown, len(own), speaker_address(id) if own else ""


def quotation_pages(library: Library) -> Iterator[Page]:
    """The index, and the lists of every speaker."""
    spoken = by_speaker(library)
    yield Page("/quotes/", _index(library, spoken))
    for id, actor in library.actors.items():
        own = spoken.get(f"actors/{id}", [])
        if own:
            link = Link(actor.name, actor.address)
            yield from _listing(library, own, actor.name, speaker_address(id), "actor", link, actor.type)
    for kind, title in _TITLES.items():
        if spoken.get(kind):
            yield from _listing(library, spoken[kind], title, f"/quotes/{kind}/", kind, None, "")


def _date(library: Library, saying: Saying) -> Edtf | None:
    return library.date(saying.first.card)


def _periods(library: Library, found: list[Saying], address: str) -> list[Period[Saying]]:
    return periods([(_date(library, saying), saying) for saying in found], address)


def _listing(
    library: Library, found: list[Saying], title: str, address: str, kind: str, actor: Link | None, type_: str
) -> Iterator[Page]:
    months = _periods(library, found, address)
    yield Page(
        address,
        SpeakerView(
            title=title,
            kind=kind,
            actor=actor,
            type=type_,
            count=len(found),
            articles=_articles(found),
            joined=sum(1 for saying in found if _articles([saying]) > 1),
            span=_span(library, found),
            months=tuple(_month(library, month, with_entries=not month.address) for month in months),
        ),
    )
    for period, month in pages_of(months):
        parents = (Link(title, address), *([Link(month.label, month.address)] if month else []))
        shown = period.days or (period,)
        before, after = steps(month.days if month else months, period)
        view = SpeakerMonthView(
            title=f"{title}: {period.label}",
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


def _articles(found: Sequence[Saying]) -> int:
    return len({one.slug for saying in found for one in saying.members})


def _span(library: Library, found: Sequence[Saying]) -> str:
    return cards_span(library, [one.card for saying in found for one in saying.members])


def entry_of(library: Library, saying: Saying) -> QuotationEntry:
    """A quotation in a list."""
    first = saying.first
    also = _also(saying)
    naming = saying.naming
    how = in_words(QUOTATIONS, naming.first.rule)
    if naming is not first and how:
        how = f"not named in the article first listed; in another that prints the same words: {how}"
    named = bool(saying.actor or naming.named)
    return QuotationEntry(
        id=f"q-{first.slug}-{first.first.passage}-{first.first.start}",
        words=_paragraphs(first),
        language=_language(library, first),
        speaker=actor_link(library, saying.actor),
        speaker_text=naming.named,
        verb=next((piece.verb for piece in first.pieces if piece.verb), ""),
        date=card_date(first.card),
        article=_article(first),
        source=card_source(library, first.card),
        how=how if named else "",
        probable=named and (naming is not first or any(piece.certainty for piece in naming.pieces)),
        sentences=tuple(dict.fromkeys(piece.sentence for piece in first.pieces if piece.sentence)),
        also=tuple(_wording(library, saying, one) for one in also[:_ALSO_LISTED]),
        more=max(0, len(also) - _ALSO_LISTED),
    )


def _also(saying: Saying) -> list[Spoken]:
    """The other articles, each once."""
    out: dict[str, Spoken] = {}
    for one in saying.members:
        if one.slug != saying.first.slug:
            out.setdefault(one.slug, one)
    return list(out.values())


def _paragraphs(one: Spoken) -> tuple[tuple[str, ...], ...]:
    out: dict[str, list[str]] = {}
    for piece in one.pieces:
        out.setdefault(piece.passage, []).append(squeeze(piece.text))
    return tuple(tuple(pieces) for pieces in out.values())


def _text(one: Spoken) -> str:
    return " ".join(squeeze(piece.text) for piece in one.pieces)


def _language(library: Library, one: Spoken) -> str:
    return one.card.face.language or library.config.language


def _article(one: Spoken) -> Link:
    return Link(one.card.face.title, one.address, one.card.face.language)


def _wording(library: Library, saying: Saying, one: Spoken) -> Wording:
    first = saying.first
    # Of a chain of alike wordings the last need not be alike to the first: what differs is shown all the same.
    kind = relation(first.words, one.words) or "other"
    return Wording(
        article=_article(one),
        date=card_date(one.card),
        source=card_source(library, one.card),
        kind=kind,
        words=_text(one) if kind == "part" else "",
        runs=differences(_text(first), _text(one)) if kind in ("more", "other") else (),
        said_by=_said_by(saying, one),
        language=_language(library, one),
    )


def _said_by(saying: Saying, one: Spoken) -> str:
    """Whom an article names, where it names another than the page does."""
    if one.actor or saying.speaker == UNATTRIBUTED:
        return ""
    if not saying.actor and words_of(one.named) == words_of(saying.naming.named):
        return ""
    return one.named or "nobody"


# The index -----------------------------------------------------------------------------------------------------------


def _index(library: Library, spoken: dict[str, list[Saying]]) -> QuotesView:
    everything = sayings(library)
    others = _printed(library, spoken.get(OTHERS, []))
    nobody = spoken.get(UNATTRIBUTED, [])
    address = f"/quotes/{UNATTRIBUTED}/"
    return QuotesView(
        title="Quotations",
        quotations=len(everything),
        articles=_articles(everything),
        span=_span(library, everything),
        speakers=_speakers(library, spoken),
        others=others[:_OTHERS_LISTED],
        others_left_out=max(0, len(others) - _OTHERS_LISTED),
        others_count=len(spoken.get(OTHERS, [])),
        others_address=f"/quotes/{OTHERS}/" if spoken.get(OTHERS) else "",
        unattributed=tuple(
            MonthCount(month.label, month.address or f"{address}#m-{month.id}", len(month.entries))
            for month in _periods(library, nobody, address)
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
                articles=_articles(own),
                span=_span(library, own),
                latest=_first_words(_text(latest.first)),
                latest_language=_language(library, latest.first),
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
                language=_language(library, members[0]),
                quotations=len(members),
                articles=tuple(_article(one) for one in places[:_ARTICLES_LISTED]),
                more=max(0, len(places) - _ARTICLES_LISTED),
            )
        )
    return tuple(
        sorted(out, key=lambda item: (-(len(item.articles) + item.more), -item.quotations, item.words, item.language))
    )
