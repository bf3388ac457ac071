"""What articles tell of a time, as views: their sentences with the time words marked, article by article; and the pages
of times before and after the archive's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sitegen.base.text import squeeze
from sitegen.model.clock_views import (
    DayMonthView,
    HistoryTime,
    HistoryView,
    HistoryYear,
    HistoryYearView,
    Telling,
    ToldSentence,
)
from sitegen.model.dates import Edtf, days_apart, month_label, parse_edtf, shifted
from sitegen.model.messages import tr
from sitegen.model.rules import TIMES, in_words
from sitegen.model.views import Link, Page
from sitegen.plan.entries import card_date, date_view, entry, span_label
from sitegen.plan.happenings import Dated, by_article, told_days
from sitegen.plan.lags import lag_words
from sitegen.plan.library import UNDATED, Library

TOLD_AT_MOST = 40
"""Articles on a day's page; above that months of publication have pages of their own."""
SENTENCES_AT_MOST = 4
"""Sentences of one article."""
MARGIN = 60
"""Days before and after the archive's span that still belong to its time."""
HISTORY = "/timeline/history/"
HISTORY_TITLE = tr("Before and after the archive’s time")
_TOLD_OF_A_TIME = 12
_A_YEAR = 366
_ONE_HISTORY_UP_TO = 150
"""With more articles that tell of other times every year has a page of its own."""


def own_time(library: Library) -> tuple[str, str]:
    """The archive's span with the margin at both ends, as ISO days; two empty texts where nothing is dated."""
    first, last = library.span()
    return (shifted(first, -MARGIN), shifted(last, MARGIN)) if first else ("", "")


def days_with_pages(library: Library, days: dict[str, list[Dated]]) -> dict[str, int]:
    """Days that are told of and so have a page, with the number of articles: those of the archive's time, and others
    that two articles tell of."""
    first, last = own_time(library)
    counts = {day: len({one.card.face.slug for one in found}) for day, found in days.items()}
    return {day: count for day, count in sorted(counts.items()) if first <= day <= last or count > 1}


def _telling(library: Library, found: list[Dated], since: Edtf | None = None) -> Telling:
    """The expressions of one article, each sentence once, with the lag counted from `since`."""
    card = found[0].card
    sentences, more = told_sentences(library, found, SENTENCES_AT_MOST)
    lag = lag_words(library.date(card), since, probable=not card_date(card).certain) if since else ""
    return Telling(entry(library, card), lag, sentences, more)


def told_sentences(library: Library, found: list[Dated], at_most: int) -> tuple[tuple[ToldSentence, ...], int]:
    """Sentences of one article in the order of its text, each once, and how many more there are."""
    once: dict[tuple[str, str], Dated] = {}
    for one in found:
        once.setdefault((one.time.passage, one.time.sentence), one)
    shown = tuple(_sentence(library, one) for one in list(once.values())[:at_most])
    return shown, len(once) - len(shown)


def _sentence(library: Library, one: Dated) -> ToldSentence:
    face, time = one.card.face, one.time
    sentence, printed = squeeze(time.sentence), squeeze(time.text)
    words = printed
    before, after = sentence, ""
    place = _place_of(one, sentence, words)
    if place < 0:
        words = ""
    else:
        before, after = sentence[:place], sentence[place + len(words) :]
    return ToldSentence(
        before,
        words,
        after,
        printed,
        date_view(one.date),
        face.language or library.config.language,
        f"{face.address}#{time.passage}",
        in_words(TIMES, time.rule),
        bool(time.certainty),
    )


def _place_of(one: Dated, sentence: str, words: str) -> int:
    """Where the words stand in the sentence. Where they stand in it several times, each must be an expression of its
    own; else it is not clear which of them is meant, and none is marked."""
    times = sentence.count(words) if words else 0
    if times < 2:
        return sentence.find(words) if times else -1
    same = sorted(
        other.start
        for other in one.card.findings.times
        if (other.passage, other.sentence, other.text) == (one.time.passage, one.time.sentence, one.time.text)
    )
    if len(same) != times:
        return -1
    place = -1
    for _ in range(same.index(one.time.start) + 1):
        place = sentence.find(words, place + 1)
    return place


def told_on(
    library: Library, day: str, found: list[Dated]
) -> tuple[tuple[Telling, ...], tuple[tuple[Link, int], ...], list[Page]]:
    """What a day's page shows of what is told of it: the first articles, every month of publication where there are
    more, and the pages of these months."""
    since = parse_edtf(day)
    made = [(group[0].card, _telling(library, group, since)) for group in by_article(found).values()]
    shown = tuple(telling for _, telling in made[:TOLD_AT_MOST])
    if len(made) <= TOLD_AT_MOST:
        return shown, (), []
    months: dict[str, list[Telling]] = defaultdict(list)
    for card, telling in made:
        date = library.date(card)
        months[(date.month if date else "") or UNDATED].append(telling)
    parent = Link(since.label, f"/timeline/{day}/")
    ids = sorted(months, key=lambda id: (id == UNDATED, id))
    links = [Link(_month(id), f"{parent.address}{id}/") for id in ids]
    pages = [
        Page(
            link.address,
            DayMonthView(
                tr("{day}: told of in {month}", day=since.label, month=link.text),
                parent,
                link.text,
                tuple(months[id]),
                links[index - 1] if index else None,
                links[index + 1] if index + 1 < len(links) else None,
            ),
        )
        for index, (id, link) in enumerate(zip(ids, links, strict=True))
    ]
    rest = tuple((link, len(months[id])) for id, link in zip(ids, links, strict=True))
    return shown, rest, pages


def _month(id: str) -> str:
    return tr("no certain month") if id == UNDATED else month_label(id)


def history(library: Library, found: list[Dated], pages: dict[str, int]) -> tuple[int, list[Page], dict[str, str]]:
    """Pages of what is told of times outside the archive's own, how many articles tell of them, and where each year
    stands.

    Args:
        pages: days that have pages of their own, with their number of articles; they are only named here.
    """
    outside = _outside(library, found)
    if not outside:
        return 0, [], {}
    years: dict[str, list[Dated]] = defaultdict(list)
    for one in outside:
        years[one.date.earliest[:4]].append(one)
    count = len(by_article(outside))
    whole = count <= _ONE_HISTORY_UP_TO
    made = []
    for year in sorted(years):
        address = "" if whole else f"{HISTORY}{year}/"
        made.append(HistoryYear(year, address, len(by_article(years[year])), _times(library, years[year], pages)))
    first, last = library.span()
    shown = [year if whole else HistoryYear(year.id, year.address, year.count, ()) for year in made]
    view = HistoryView(HISTORY_TITLE, span_label(first, last), tuple(shown))
    places = {year.id: year.address or f"{HISTORY}#y{year.id}" for year in made}
    return count, [Page(HISTORY, view), *([] if whole else _year_pages(made))], places


def _outside(library: Library, found: list[Dated]) -> list[Dated]:
    """What is dated wholly before or after the archive's time, to a year or closer."""
    first, last = own_time(library)
    return [
        one
        for one in found
        if first
        and one.date.earliest
        and one.date.latest
        and (one.date.latest < first or one.date.earliest > last)
        and days_apart(one.date.earliest, one.date.latest) <= _A_YEAR
    ]


def _times(library: Library, found: list[Dated], pages: dict[str, int]) -> tuple[HistoryTime, ...]:
    """A year's times: whole years first, then by their beginning."""
    times: dict[str, list[Dated]] = defaultdict(list)
    for one in found:
        times[one.date.text].append(one)
    out = []
    for text in sorted(times, key=lambda text: (parse_edtf(text).earliest, len(text), text)):
        group = times[text]
        day = parse_edtf(text).day
        own = f"/timeline/{day}/" if day in pages and told_days(parse_edtf(text)) else ""
        articles = list(by_article(group).values())
        told = () if own else tuple(_telling(library, of_one) for of_one in articles[:_TOLD_OF_A_TIME])
        label = parse_edtf(text).label if text[4:] else tr("No closer than the year")
        out.append(HistoryTime(label, own, len(articles), told))
    return tuple(out)


def _year_pages(years: list[HistoryYear]) -> Iterator[Page]:
    links = [Link(year.id, year.address) for year in years]
    for index, year in enumerate(years):
        before = links[index - 1] if index else None
        after = links[index + 1] if index + 1 < len(links) else None
        yield Page(year.address, HistoryYearView(tr("What is told of {year}", year=year.id), year, before, after))
