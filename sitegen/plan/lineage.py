"""Pages of texts that several articles carry: all of them, each family, each pair side by side.

Nobody is called the author of a text because of a likeness: what is said of an origin is an agency that a record
credits, or the earliest of days that are all certain; else the page says that it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.article import Card
from sitegen.model.dates import days_apart
from sitegen.model.lineage import FAMILY_SHARE, LEAST_WORDS, SharedText
from sitegen.model.messages import ntr, tr
from sitegen.model.network_views import (
    LineageFamilyRow,
    LineageFamilyView,
    LineageMember,
    LineagePairRow,
    LineagePairView,
    LineageView,
    Origin,
    PassageRow,
    SharedLine,
)
from sitegen.model.views import Link, Page
from sitegen.plan.comparison import comparison
from sitegen.plan.coverage import per_cent
from sitegen.plan.entries import (
    basis_of,
    card_agencies,
    card_date,
    cards_span,
    cited_source,
    entry,
    is_probable,
    links,
    source_link,
)
from sitegen.plan.library import Library

_FAMILIES, _PAIRS, _LINES = 300, 300, 5
_FAMILY_PAIRS = 66
_BASES = ("stated", "curator", "inferred")


def lineage_pages(library: Library) -> Iterator[Page]:
    """The list, each family, each pair."""
    for slug, members in library.families.items():
        yield Page(_family_address(slug), _family(library, members))
    for one in library.shared:
        yield Page(_pair_address(one), _pair(library, one))
    yield Page("/lineage/", _all(library))


def lineage_link(library: Library) -> Link | None:
    """To the list, where it holds anything."""
    return Link(tr("Texts that several articles carry"), "/lineage/") if library.shared else None


def shared_lines(library: Library, card: Card) -> tuple[SharedLine, ...]:
    """For an article's page: where else much of its text stands, the most alike first."""
    found = library.shared_by_slug.get(card.face.slug, [])
    nearest = sorted(found, key=lambda one: (-round(one.share, 6), -one.words, one.slug_a, one.slug_b))[:_LINES]
    return tuple(_line(library, card, one) for one in nearest)


def _line(library: Library, card: Card, one: SharedText) -> SharedLine:
    other = library.by_slug[_other(one, card.face.slug)]
    return SharedLine(
        article=_title(other),
        source=cited_source(library, other),
        date=card_date(other),
        share=_share(one),
        words=one.words,
        much=one.share >= FAMILY_SHARE,
        address=_pair_address(one),
    )


def _other(one: SharedText, slug: str) -> str:
    return one.slug_b if one.slug_a == slug else one.slug_a


def _title(card: Card) -> Link:
    return Link(card.face.title, card.face.address, card.face.language)


def _family_address(slug: str) -> str:
    return f"/lineage/{slug}/"


def _pair_address(one: SharedText) -> str:
    return f"/lineage/{one.slug_a}/{one.slug_b}/"


def _share(one: SharedText) -> int:
    return per_cent(round(one.share * 10_000), 10_000)


def _all(library: Library) -> LineageView:
    groups = sorted(library.families.values(), key=lambda members: -len(members))
    families = tuple(_family_row(library, members) for members in groups[:_FAMILIES])
    pairs = sorted((one for one in library.shared if one.share < FAMILY_SHARE), key=lambda one: -one.words)
    rows = tuple(_pair_row(library, one) for one in pairs[:_PAIRS])
    return LineageView(tr("Shared texts"), families, len(groups), rows, len(pairs), LEAST_WORDS)


def _family_row(library: Library, members: list[Card]) -> LineageFamilyRow:
    first = members[0]
    return LineageFamilyRow(
        link=Link(first.face.title, _family_address(first.face.slug), first.face.language),
        members=len(members),
        sources=tuple(dict.fromkeys(cited_source(library, card) or tr("source not known") for card in members)),
        span=cards_span(library, members),
        origin=_origin(library, members),
    )


def _pair_row(library: Library, one: SharedText) -> LineagePairRow:
    first, second = library.by_slug[one.slug_a], library.by_slug[one.slug_b]
    return LineagePairRow(
        first=_title(first),
        second=_title(second),
        share=_share(one),
        words=one.words,
        address=_pair_address(one),
        days=_days(library, first, second),
    )


def _days(library: Library, first: Card, second: Card) -> str:
    """How long after the first the second came out; nothing where that is not known."""
    apart = _apart(library, first, second)
    if apart is None:
        return ""
    words = ntr("{count} day later", "{count} days later", apart) if apart else tr("the same day")
    return words if _are_certain(first, second) else tr("{lag}, if their dates are right", lag=words)


def _second(library: Library, first: Card, second: Card) -> str:
    """The same, said of the second."""
    apart = _apart(library, first, second)
    if apart is None:
        return ""
    later = ntr("the second {count} day later", "the second {count} days later", apart)
    words = later if apart else tr("the second on the same day")
    return words if _are_certain(first, second) else tr("{lag}, if their dates are right", lag=words)


def _apart(library: Library, first: Card, second: Card) -> int | None:
    one, other = library.date(first), library.date(second)
    return days_apart(one.day, other.day) if one and other and one.day and other.day else None


def _are_certain(first: Card, second: Card) -> bool:
    return card_date(first).certain and card_date(second).certain


def _family(library: Library, members: list[Card]) -> LineageFamilyView:
    slugs = {card.face.slug for card in members}
    pairs = [one for one in library.shared if one.slug_a in slugs and one.slug_b in slugs]
    pairs.sort(key=lambda one: (-round(one.share, 6), -one.words, one.slug_a, one.slug_b))
    first = members[0]
    return LineageFamilyView(
        title=first.face.title,
        language=first.face.language or library.config.language,
        origin=_origin(library, members),
        members=tuple(_member(library, card, pairs) for card in members),
        pairs=tuple(_pair_row(library, one) for one in pairs[:_FAMILY_PAIRS]),
        pair_count=len(pairs),
        span=cards_span(library, members),
    )


def _member(library: Library, card: Card, pairs: list[SharedText]) -> LineageMember:
    slug = card.face.slug
    nearest = next((one for one in pairs if slug in (one.slug_a, one.slug_b)), None)
    link = None
    if nearest:
        other = library.by_slug[_other(nearest, slug)].face
        link = Link(other.title, _pair_address(nearest), other.language)
    agencies = card_agencies(library, card)
    return LineageMember(entry(library, card), agencies, card.words, link, _share(nearest) if nearest else 0)


def _origin(library: Library, members: list[Card]) -> Origin:
    """What the records say of where the text comes from, and no more."""
    credits: dict[str, list[str]] = {}
    for card in members:
        for id in dict.fromkeys(_credited(library, card)):
            basis = basis_of(card, "agency" if id in card.record.agency else "source")
            credits.setdefault(id, []).append(basis.basis if basis and basis.basis else "curator")
    agencies = links([source_link(library, id) for id in sorted(credits)])
    bases = [basis for found in credits.values() for basis in found]
    first, why = _first(library, members)
    return Origin(
        agency=agencies[0] if len(agencies) == 1 else None,
        credited=len(bases) if len(agencies) == 1 else 0,
        basis=min(bases, key=_BASES.index) if len(agencies) == 1 else "",
        rivals=agencies if len(agencies) > 1 else (),
        first=entry(library, first) if first else None,
        why=why,
    )


def _credited(library: Library, card: Card) -> Iterator[str]:
    """Agencies that a record credits, or that published it themselves; what is only probable credits nobody."""
    if not is_probable(card, "agency"):
        yield from card.record.agency
    source = library.sources.get(card.record.source)
    if source and source.type == "agency" and not is_probable(card, "source"):
        yield source.id


def _first(library: Library, members: list[Card]) -> tuple[Card | None, str]:
    dates = [card_date(card) for card in members]
    if not all(date.certain and date.day for date in dates):
        return None, tr("not all of them have a certain date")
    earliest = min(date.day for date in dates)
    found = [card for card, date in zip(members, dates, strict=True) if date.day == earliest]
    return (found[0], "") if len(found) == 1 else (None, tr("two or more carried it on the same day"))


def _pair(library: Library, one: SharedText) -> LineagePairView:
    first, second = library.by_slug[one.slug_a], library.by_slug[one.slug_b]
    family = next((slug for slug, group in library.families.items() if first in group and second in group), "")
    compared = comparison(one.changes)
    return LineagePairView(
        title=f"{first.face.title} · {second.face.title}",
        first=entry(library, first),
        second=entry(library, second),
        family=Link(library.by_slug[family].face.title, _family_address(family)) if family else None,
        share=_share(one),
        words=one.words,
        days=_second(library, first, second),
        rows=compared.rows,
        cut=compared.cut,
        added=compared.added,
        removed=compared.removed,
        passages=tuple(
            PassageRow(
                passage.text,
                passage.words or len(passage.text.split()),
                _place(first, passage.paragraph_a),
                _place(second, passage.paragraph_b),
            )
            for passage in one.passages
        ),
    )


def _place(card: Card, paragraph: str) -> str:
    return f"{card.face.address}#{paragraph}" if paragraph else card.face.address
