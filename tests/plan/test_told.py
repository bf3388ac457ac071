"""What articles tell of a day, a month or a year, on the page of that time."""

from plan.archive import Archive, article, links_in
from plan.findings import told_archive

from sitegen.model.clock_views import DayView, HistoryView, HistoryYearView
from sitegen.model.rules import TIMES
from sitegen.model.views import MonthView, TimelineView

FERRY = {
    "articles/a.md": article(
        "The sale",
        "It was sold on [Sunday|2021-03-07|weekday-before]. Nobody came.\n\n"
        "On [Sunday|2021-03-07|same-day] the mayor wept, and on [Monday|2021-03-08|weekday-after?] too.\n",
        date="2021-03-09",
        language="en",
    ),
    "articles/b.md": article(
        "Bells", "Es läutete am [siebten März|2021-03-07|date].\n", date="2021-03-20", language="de"
    ),
    "articles/c.md": article(
        "A year", "It was built in [1931|1931|year], on [4 May 1931|1931-05-04|date].\n", date="2021-04-01"
    ),
    "articles/d.md": article("Again", "The keel was laid on [4 May 1931|1931-05-04|date].\n", date="2021-04-02"),
    "articles/e.md": article("Once", "A storm came on [2 June 1931|1931-06-02|date].\n", date="2021-04-03"),
}


def day(found: Archive, iso: str) -> DayView:
    view = found.views()[f"/timeline/{iso}/"]
    assert isinstance(view, DayView)
    return view


def test_a_day_shows_the_sentences_dated_to_it_by_article_in_the_order_of_publication() -> None:
    view = day(told_archive(FERRY), "2021-03-07")
    assert [(one.entry.title, one.lag, len(one.sentences)) for one in view.told] == [
        ("The sale", "2 days later", 2),
        ("Bells", "13 days later", 1),
    ]
    first = view.told[0].sentences[0]
    assert (first.before, first.words, first.after) == ("It was sold on ", "Sunday", ".")
    assert (first.how, first.probable, first.language, first.address) == (
        TIMES["weekday-before"],
        False,
        "en",
        "/articles/a/#p1",
    )
    assert view.told[1].sentences[0].language == "de"
    assert view.day.told == 2 and view.day.entries == ()


def test_what_is_probable_says_so() -> None:
    [telling] = day(told_archive(FERRY), "2021-03-08").told
    assert [one.probable for one in telling.sentences] == [True]


def test_words_that_stand_twice_are_marked_where_each_is_an_expression_and_else_nowhere() -> None:
    def marked(body: str) -> list[tuple[str, str]]:
        view = day(told_archive({"articles/a.md": article("A", body, date="2021-03-09")}), "2021-03-07")
        return [(one.before, one.words) for one in view.told[0].sentences]

    twice = "From [Sunday|2021-03-06|date] to [Sunday|2021-03-07|date] it rained.\n"
    assert marked(twice) == [("From Sunday to ", "Sunday")]
    assert marked("A Sunday paper came on [Sunday|2021-03-07|date].\n") == [("A Sunday paper came on Sunday.", "")]


def test_a_day_only_told_of_has_a_page_within_the_archives_time_and_else_if_two_articles_tell_of_it() -> None:
    views = told_archive(FERRY).views()
    days = {address for address in views if address.startswith("/timeline/") and address.count("-") == 2}
    assert "/timeline/2021-03-07/" in days, "within the time"
    assert "/timeline/1931-05-04/" in days, "told of twice"
    assert "/timeline/1931-06-02/" not in days, "told of once, long ago"
    assert "/timeline/1931-05/" not in views, "no month is made for it"
    assert views["/timeline/1931-05-04/"].month.address == "/timeline/history/#y1931"


def test_history_holds_by_year_what_is_told_of_other_times_and_leads_to_days_of_their_own() -> None:
    view = told_archive(FERRY).views()["/timeline/history/"]
    assert isinstance(view, HistoryView)
    [year] = view.years
    assert (year.id, year.count) == ("1931", 3)
    assert [(time.label, time.address, time.count, len(time.told)) for time in year.times] == [
        ("No closer than the year", "", 1, 1),
        ("4 May 1931", "/timeline/1931-05-04/", 2, 0),
        ("2 June 1931", "", 1, 1),
    ]


def test_where_nothing_is_told_of_other_times_there_is_no_page_of_them() -> None:
    views = told_archive({"articles/a.md": FERRY["articles/a.md"]}).views()
    assert "/timeline/history/" not in views
    timeline = views["/timeline/"]
    assert isinstance(timeline, TimelineView) and timeline.history == 0


def test_months_count_what_is_told_and_list_apart_the_days_only_told_of() -> None:
    views = told_archive(FERRY).views()
    march = views["/timeline/2021-03/"]
    assert isinstance(march, MonthView)
    assert [(link.text, number) for link, number in march.month.told] == [("7 March", 2), ("8 March", 1)]
    assert [day.id for day in march.month.days] == ["2021-03-09", "2021-03-20"]
    assert views["/timeline/"].history == 3


def test_an_expression_of_a_few_days_stands_under_each_and_a_longer_one_under_none() -> None:
    body = (
        "It rained on [Saturday and Sunday|2021-03-06/2021-03-07|date], and all of"
        " [last week|2021-03-01/2021-03-07|period-before].\n"
    )
    views = told_archive({"articles/a.md": article("A", body, date="2021-03-09")}).views()
    assert [address for address in sorted(views) if address.startswith("/timeline/2021-03-")] == [
        "/timeline/2021-03-06/",
        "/timeline/2021-03-07/",
        "/timeline/2021-03-09/",
    ]
    assert views["/timeline/2021-03-06/"].told[0].sentences[0].date.label == "6–7 March 2021"


def test_a_day_that_very_many_tell_of_shows_the_first_forty_and_all_by_month_of_publication() -> None:
    files = {
        f"articles/a{n:02}.md": article(
            f"A{n:02}", "It began on [9 August|2020-08-09|date].\n", date=f"2020-{9 + n % 3:02}-{1 + n // 3:02}"
        )
        for n in range(60)
    }
    pages = told_archive(files).pages()
    view = pages["/timeline/2020-08-09/"].view
    assert (len(view.told), view.day.told) == (40, 60)
    assert [(link.text, count) for link, count in view.told_rest] == [
        ("September 2020", 20),
        ("October 2020", 20),
        ("November 2020", 20),
    ]
    assert len(pages["/timeline/2020-08-09/2020-10/"].view.told) == 20
    assert [pair for pair in links_in(pages) if pair[1].split("#")[0] not in pages] == []


def test_where_very_many_tell_of_other_times_every_year_has_a_page() -> None:
    files = {
        f"articles/a{n:03}.md": article(
            f"A{n:03}", f"It was built in [{1900 + n % 2}|{1900 + n % 2}|year].\n", date="2020-08-10"
        )
        for n in range(160)
    }
    views = told_archive(files).views()
    assert [(year.address, year.times) for year in views["/timeline/history/"].years] == [
        ("/timeline/history/1900/", ()),
        ("/timeline/history/1901/", ()),
    ]
    year = views["/timeline/history/1901/"]
    assert isinstance(year, HistoryYearView)
    assert (year.year.times[0].count, len(year.year.times[0].told)) == (80, 12)
    assert year.earlier is not None and year.earlier.address == "/timeline/history/1900/"


def test_an_article_shows_at_most_four_sentences_of_a_day_and_counts_the_rest() -> None:
    body = " ".join(f"Bell {n} rang on [Sunday|2021-03-07|weekday-before]." for n in range(6))
    [telling] = day(told_archive({"articles/a.md": article("A", body, date="2021-03-09")}), "2021-03-07").told
    assert (len(telling.sentences), telling.more) == (4, 2)


def test_open_vague_and_broken_expressions_put_nothing_on_a_day() -> None:
    body = (
        "It rained [since|2021-03-01/..|date], [then|2021-03-XX|date], [there||ambiguous], [about|2021-03~|date] and"
        " [ever|9999-12-31|date].\n"
    )
    views = told_archive({"articles/a.md": article("A", body, date="2021-03-09")}).views()
    assert [address for address in views if address.startswith("/timeline/2021-03-")] == ["/timeline/2021-03-09/"]
    assert [year.id for year in views["/timeline/history/"].years] == ["9999"]


def test_an_archive_without_dates_has_no_time_of_its_own() -> None:
    body = "It rained on [4 May 1931|1931-05-04|date].\n"
    views = told_archive({"articles/a.md": article("A", body)}).views()
    assert not [address for address in views if address.startswith("/timeline/1")]
