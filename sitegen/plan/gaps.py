"""What the collection lacks: days without an article, silent sources, fields not known, names and voices left open.

Everything here is a statement about the archive. That it holds nothing of a day, a source or an event never means that
nothing happened or that nothing was written.
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator

from sitegen.model.annotations import OPEN_PRONOUN, Quotation
from sitegen.model.article import Card
from sitegen.model.clock_views import GapGroup, GapItem, GapSection, GapsView
from sitegen.model.dates import days_apart, shifted
from sitegen.model.draft import CURATOR, INFERRED, STATED
from sitegen.model.messages import Number, Small, joined, ntr, tr
from sitegen.model.views import Link, Page
from sitegen.plan.entries import LABELS, actor_link, basis_of, place_link, source_link, span_label
from sitegen.plan.happenings import reports_of, told_by_day
from sitegen.plan.library import Library

_LISTED = 12
_RUNS_LISTED = 30
_USUAL_FROM = 4
"""A source with fewer dated articles has no usual interval."""
_TIMES_USUAL = 4
_SILENT_FROM = 14
_FIELDS = ("date", "source", "authors", "language")


def gaps_pages(library: Library) -> Iterator[Page]:
    """One page, `/gaps/`."""
    sections = (
        _days(library),
        _sources(library),
        *(_field(library, field) for field in _FIELDS),
        _review(library),
        _names(library),
        _unnamed(library),
        _quotations(library),
        _events(library),
    )
    view = GapsView(tr("What is missing"), span_label(*library.span()), len(library.articles), sections)
    yield Page("/gaps/", view)


def _section(id: str, title: str, meaning: str, *groups: GapGroup, summary: str = "") -> GapSection:
    """`summary` is put together of the groups where none is given."""
    found = tuple(group for group in groups if group.count)
    if not found:
        return GapSection(id, title, meaning, tr("nothing"), found)
    counted = joined(
        ", ", (tr("{count} {what}", count=Number(group.count), what=Small(group.title)) for group in found)
    )
    return GapSection(id, title, meaning, summary or counted, found)


def _group(
    title: str, unit: str, items: list[GapItem], *, where: Link | None = None, at_most: int = _LISTED, count: int = -1
) -> GapGroup:
    """The first items of a list; `count` where it counts something else than items."""
    shown = tuple(items[:at_most])
    more = len(items) - len(shown)
    return GapGroup(title, len(items) if count < 0 else count, unit, shown, more, where if more else None)


def _article(card: Card, note: str = "", paragraph: str = "") -> GapItem:
    address = card.face.address + (f"#{paragraph}" if paragraph else "")
    return GapItem(Link(card.face.title, address, card.face.language), "", note)


def _days(library: Library) -> GapSection:
    """Runs of days without an article, the longest where they are many."""
    held = sorted(library.by_day)
    runs = [
        (shifted(before, 1), shifted(after, -1))
        for before, after in itertools.pairwise(held)
        if days_apart(before, after) > 1
    ]
    longest = sorted(runs, key=lambda run: (-days_apart(*run), run))[:_RUNS_LISTED]
    items = tuple(GapItem(None, span_label(*run), _long(days_apart(*run) + 1)) for run in sorted(longest))
    total = sum(days_apart(*run) + 1 for run in runs)
    return _section(
        "days",
        tr("Days without an article"),
        tr(
            "Between its first and its last day the archive holds nothing that was published on these. That says "
            "nothing about what happened on them, or about what was written elsewhere."
        ),
        GapGroup("", total, "day", items, len(runs) - len(longest), None),
        summary=ntr("{days} in {count} stretch", "{days} in {count} stretches", len(runs), days=_long(total)),
    )


def _long(days: int) -> str:
    return ntr("{count} day", "{count} days", days)


def _every(days: float) -> str:
    """How often a source has an article otherwise."""
    if days <= 1:
        return tr("otherwise an article a day")
    if days != int(days):
        return tr("otherwise an article every {days} days", days=Number(days, decimals=1))
    return ntr("otherwise an article every {count} day", "otherwise an article every {count} days", int(days))


def _sources(library: Library) -> GapSection:
    """Silences of a source that are long beside its own usual interval, those at the ends of the span too."""
    held = sorted(library.by_day)
    items: list[tuple[int, str, GapItem]] = []
    for id, cards in sorted(library.by_source.items()):
        days = sorted({date.day for card in cards if (date := library.date(card)) and date.day})
        link = source_link(library, id)
        if len(days) < _USUAL_FROM or link is None:
            continue
        apart = [days_apart(one, other) for one, other in itertools.pairwise(days)]
        usual = statistics.median(apart)
        ends = [(held[0], days[0], 0, -1), (days[-1], held[-1], 1, 0)]
        inner = [(one, other, 1, -1) for one, other in itertools.pairwise(days)]
        for start, end, after, before in (*inner, *ends):
            silent = days_apart(start, end) - (1 if after and before else 0)
            if silent >= _SILENT_FROM and silent > _TIMES_USUAL * usual:
                first, last = shifted(start, after), shifted(end, before)
                parts: list[str] = [tr("{span}: {days}", span=span_label(first, last), days=_long(silent))]
                parts += [] if after else [tr("before its first article")]
                parts += [] if before else [tr("after its last article")]
                note = joined("; ", (joined(", ", parts), _every(usual)))
                items.append((-silent, first, GapItem(link, "", note)))
    items.sort(key=lambda item: (item[0], item[1], item[2].link.text if item[2].link else ""))
    return _section(
        "sources",
        tr("Silent sources"),
        tr(
            "The archive holds no article of the source from a time more than four times as long as between two of its "
            "articles otherwise. The source may have written all the same. Sources with articles from fewer than four "
            "days are not judged."
        ),
        _group("", "silence", [item for _, _, item in items], at_most=_RUNS_LISTED),
        summary=ntr("{count} silence", "{count} silences", len(items)),
    )


_MEANINGS = {
    "date": tr(
        "Without a day an article has no certain place on the timeline; an inferred one puts it where a rule says."
    ),
    "source": tr(
        "Who published the copy is not printed in it, or can only be inferred. Counts by source leave such out."
    ),
    "authors": tr("No author is recorded. Agency reports and editorials often name none."),
    "language": tr("What language a text is in decides how it is searched and read aloud."),
}
_WHERE = {
    "date": Link(tr("articles without a month, on the timeline"), "/timeline/#undated"),
    "source": Link(tr("articles whose source is not known"), "/sources/"),
}


def _field(library: Library, field: str) -> GapSection:
    """Articles of which a field is not known, only inferred, or only probable."""
    unknown: list[GapItem] = []
    probable: list[GapItem] = []
    inferred: list[GapItem] = []
    for card in library.articles:
        basis = basis_of(card, field)
        if not getattr(card.record, field):
            unknown.append(_article(card))
        elif basis and basis.certainty:
            probable.append(_article(card, _how(basis.basis, basis.rule)))
        elif basis and basis.basis == INFERRED:
            inferred.append(_article(card, basis.rule))
    label = LABELS[field]
    undated = field == "date" and any(not library.date(card) for card in library.articles)
    where = _WHERE.get(field) if field != "date" or undated else None
    return _section(
        f"field-{field}",
        tr("{field}: not known or not certain", field=label),
        _MEANINGS[field],
        _group(tr("Not known"), "article", unknown, where=where),
        _group(tr("Only probable"), "article", probable),
        _group(tr("Worked out by a rule"), "article", inferred),
    )


def _how(basis: str, rule: str) -> str:
    known = {CURATOR: tr("entered by the curator"), INFERRED: tr("worked out by a rule"), STATED: tr("printed")}
    words = known.get(basis, basis)
    return joined(", ", (words, rule)) if rule else words


def _review(library: Library) -> GapSection:
    fields: dict[str, list[GapItem]] = defaultdict(list)
    for card in library.articles:
        for field in card.record.review:
            fields[field].append(_article(card))
    groups = [
        _group(LABELS.get(field, field.replace("_", " ").capitalize()), "article", fields[field])
        for field in sorted(fields, key=lambda field: (-len(fields[field]), field))
    ]
    return _section(
        "review",
        tr("Still to be looked at by a person"),
        tr("These fields were filled by rule or left empty, and nobody has confirmed them yet."),
        *groups,
        summary=ntr("{count} field", "{count} fields", sum(len(items) for items in fields.values())),
    )


def _names(library: Library) -> GapSection:
    """Names that could be several records. One whose records are not all public is left out: it could give away whom
    the archive protects."""
    found: dict[tuple[str, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    for card in library.articles:
        for name in card.findings.names:
            if not name.id and len(name.choices) > 1 and all(_record_link(library, id) for id in name.choices):
                found[(name.form, tuple(sorted(name.choices)))][card.face.slug] += 1
    groups = []
    for form, choices in sorted(found, key=lambda key: (-sum(found[key].values()), key)):
        who, *others = (link.text for id in choices if (link := _record_link(library, id)))
        for other in others:
            who = tr("{first} or {second}", first=who, second=other)
        where = found[(form, choices)]
        items = [_article(library.by_slug[slug], _times(count)) for slug, count in _in_order(library, where)]
        groups.append(_group(tr("“{form}”: {who}", form=form, who=who), "article", items))
    return _section(
        "names",
        tr("Names that could be several people"),
        tr("Nothing in these texts decides who is meant, so the name leads to nobody and is counted for nobody."),
        *groups[:_RUNS_LISTED],
        summary=ntr("{count} name", "{count} names", len(groups)),
    )


def _record_link(library: Library, id: str) -> Link | None:
    kind, _, name = id.partition("/")
    return actor_link(library, name) if kind == "actors" else place_link(library, name)


def _in_order(library: Library, counts: Counter[str]) -> list[tuple[str, int]]:
    return [(card.face.slug, counts[card.face.slug]) for card in library.articles if card.face.slug in counts]


def _times(count: int) -> str:
    return {1: tr("once"), 2: tr("twice")}.get(count) or ntr("{count} time", "{count} times", count)


def _unnamed(library: Library) -> GapSection:
    """Actors that a record lists and its text and headline never name."""
    items: list[tuple[int, GapItem]] = []
    by_actor: dict[str, list[Card]] = defaultdict(list)
    for card in library.articles:
        if card.publish != "full":
            continue
        named = {mention.id for mention in card.mentions}
        for id in card.record.actors:
            if id in library.actors and f"actors/{id}" not in named and not _in_title(library, id, card):
                by_actor[id].append(card)
    for id in sorted(by_actor):
        link = actor_link(library, id)
        cards = by_actor[id]
        items.append((-len(cards), GapItem(link, "", _where(cards[0].face.title, len(cards) - 1))))
    return _section(
        "unnamed",
        tr("Listed, but not named in the text"),
        tr(
            "Records list these actors, and no form of their names stands in the text: a form may be missing from the "
            "actor’s record, or the text may mean them without a name."
        ),
        _group("", "actor", [item for _, item in sorted(items, key=lambda pair: pair[0])]),
        summary=ntr("{count} actor", "{count} actors", len(items)),
    )


def _where(title: str, more: int) -> str:
    """In which article, and in how many others."""
    if not more:
        return tr("in “{title}”", title=title)
    return ntr(
        "in “{title}” and {count} further article", "in “{title}” and {count} further articles", more, title=title
    )


def _in_title(library: Library, id: str, card: Card) -> bool:
    return any(form in card.face.title for form in library.actors[id].forms)


def _names_somebody(one: Quotation) -> bool:
    """Whether words beside a quotation tell its speaker; a pronoun that is left open tells nobody."""
    return bool(one.speaker_text) and one.rule != OPEN_PRONOUN


def _quotations(library: Library) -> GapSection:
    """Quotations for which nobody is named, and such whose speaker has no record."""
    unattributed: list[tuple[Card, int, str]] = []
    described: list[tuple[Card, int, str]] = []
    for card in library.articles:
        for into, wanted in ((unattributed, False), (described, True)):
            found = [
                one
                for one in card.findings.quotations
                if not one.speaker and not one.continues and _names_somebody(one) == wanted
            ]
            if found:
                into.append((card, len(found), found[0].passage))
    return _section(
        "quotations",
        tr("Quotations without a speaker on record"),
        tr("Nobody is named beside the words, or somebody of whom the archive keeps no record."),
        _quoted(tr("Nobody is named"), unattributed),
        _quoted(tr("Somebody without a record"), described),
        summary=_quotation_count(sum(count for _, count, _ in (*unattributed, *described))),
    )


def _quoted(title: str, found: list[tuple[Card, int, str]]) -> GapGroup:
    items = [_article(card, _quotation_count(count), passage) for card, count, passage in found]
    return _group(title, "quotation", items, count=sum(count for _, count, _ in found))


def _quotation_count(number: int) -> str:
    return ntr("{count} quotation", "{count} quotations", number)


def _events(library: Library) -> GapSection:
    days = told_by_day(library)
    without: list[GapItem] = []
    inferred: list[GapItem] = []
    for event in library.events:
        if any(slug in library.by_slug for slug in event.articles):
            continue
        item = GapItem(Link(event.title, event.address), "", event.date.label)
        (inferred if reports_of(library, event, days) else without).append(item)
    return _section(
        "events",
        tr("Events without an article"),
        tr("The archive records these events and holds no article that its curators found to report them."),
        _group(tr("No article at all"), "event", without, where=Link(tr("all events"), "/events/")),
        _group(
            tr("Only sentences dated to the day by rule"), "event", inferred, where=Link(tr("all events"), "/events/")
        ),
    )
