"""The timeline has two clocks: when something was published, and when it happened."""

from plan.archive import archive, article

from sitegen.model.clock_views import DayView, EventView
from sitegen.model.views import MonthView, TimelineView

PRESS = {
    "articles/2020/vote.md": article("On the vote", date="2020-08-10", source="paper"),
    "articles/2020/march.md": article("On the march", date="2020-08-17", source="paper"),
    "articles/2020/march-again.md": article("On the march again", date="2020-09-02", source="wire"),
    "articles/2020/sometime.md": article("Sometime in August", date="2020-08"),
    "articles/2020/about.md": article("About the tenth", date="2020-08-10~"),
    "articles/2020/year.md": article("In that year", date="2020"),
    "articles/2020/week.md": article("That week", date="2020-08-10/2020-08-16"),
    "articles/undated/letter.md": article("A letter"),
    "sources/paper.yaml": "name: Paper\n",
    "sources/wire.yaml": "name: Wire\n",
    "places/orsk.yaml": "name: Orsk\n",
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "events/vote.yaml": "title: The vote\ndate: 2020-08-09\nplace: orsk\nactors: [ada, no]\n"
    "articles: [vote, vote, nowhere]\n",
    "events/march.yaml": "title: The march\ndate: 2020-08-16\narticles: [march, march-again]\npart_of: unrest\n",
    "events/talks.yaml": "title: The talks\ndate: 2020-08-30/2020-09-01\n",
    "events/unrest.yaml": "title: The unrest\ndate: 2020-08-09/..\nsummary: All of it.\n",
    "events/summer.yaml": "title: A dry summer\ndate: 2020-06/2020-08\n",
    "events/arrest.yaml": "title: An arrest\ndate: 2020-08-16?\n",
    "events/before.yaml": "title: Before it\ndate: ../2020-08-08\n",
}
VIEWS = archive(PRESS).views()


def timeline() -> TimelineView:
    view = VIEWS["/timeline/"]
    assert isinstance(view, TimelineView)
    return view


def day(iso: str) -> DayView:
    view = VIEWS[f"/timeline/{iso}/"]
    assert isinstance(view, DayView)
    return view


def event(id: str) -> EventView:
    view = VIEWS[f"/events/{id}/"]
    assert isinstance(view, EventView)
    return view


def titles(entries: tuple) -> list[str]:  # type: ignore[type-arg]
    return [entry.title for entry in entries]


def test_a_day_has_what_was_published_and_what_happened_on_it_and_not_what_it_was_about() -> None:
    sunday = day("2020-08-16")
    assert titles(sunday.day.events) == ["An arrest", "The march"] and sunday.day.entries == ()
    monday = day("2020-08-17")
    assert monday.day.events == () and titles(monday.day.entries) == ["On the march"]
    assert sunday.title == "Sunday, 16 August 2020"


def test_a_day_is_told_of_events_that_lasted_over_it() -> None:
    assert titles(day("2020-08-31").about) == ["A dry summer", "The talks"]
    assert titles(day("2020-08-10").about) == ["A dry summer"]
    assert day("2020-08-31").day.events == ()


def test_days_lead_to_one_another_and_to_their_month() -> None:
    days = sorted(address for address in VIEWS if address.count("-") == 2 and address.startswith("/timeline/"))
    assert days == [
        f"/timeline/2020-{rest}/" for rest in ("08-09", "08-10", "08-16", "08-17", "08-30", "08-31", "09-01", "09-02")
    ]
    assert (day("2020-08-09").earlier, day("2020-09-02").later) == (None, None)
    assert day("2020-08-16").later is not None and day("2020-08-16").later.address == "/timeline/2020-08-17/"
    assert day("2020-08-16").month.address == "/timeline/2020-08/"


def test_a_date_that_is_about_a_day_stands_at_the_day_and_says_so() -> None:
    entry = next(entry for entry in day("2020-08-10").day.entries if entry.title == "About the tenth")
    assert (entry.date.label, entry.date.certain, entry.date.day) == ("about 10 August 2020", False, "2020-08-10")


def test_months_hold_their_days_and_apart_from_them_what_names_no_day() -> None:
    months = {month.id: month for month in timeline().months}
    august = months["2020-08"]
    assert [day.id for day in august.days] == ["2020-08-09", "2020-08-10", "2020-08-16", "2020-08-17"]
    assert titles(august.vague) == ["Sometime in August", "That week"]
    assert "The talks" in titles(august.vague_events) and "The unrest" in titles(august.vague_events)
    assert august.articles == 5
    assert (august.label, august.address) == ("August 2020", "/timeline/2020-08/")


def test_an_event_without_a_day_stands_under_the_month_in_which_it_began() -> None:
    months = {month.id: month for month in timeline().months}
    assert titles(months["2020-06"].vague_events) == ["A dry summer"]
    assert isinstance(VIEWS["/timeline/2020-06/"], MonthView)


def test_every_event_that_is_known_to_have_begun_is_on_the_timeline() -> None:
    shown = [title for month in timeline().months for day in month.days for title in titles(day.events)]
    shown += [title for month in timeline().months for title in titles(month.vague_events)]
    begun = [view.title for view in VIEWS.values() if isinstance(view, EventView) and view.title != "Before it"]
    assert sorted(shown) == sorted(begun)


def test_what_has_no_month_is_listed_as_such() -> None:
    assert titles(timeline().undated) == ["In that year", "A letter"]
    assert [entry.date.label for entry in timeline().undated] == ["2020", "undated"]


def test_no_article_is_lost_and_none_stands_twice() -> None:
    listed = [entry.title for month in timeline().months for day in month.days for entry in day.entries]
    listed += [entry.title for month in timeline().months for entry in month.vague]
    listed += titles(timeline().undated)
    assert sorted(listed) == sorted(entry.title for month in VIEWS["/articles/"].months for entry in month.entries)
    assert len(listed) == len(set(listed)) == 8


def test_months_have_pages_that_lead_to_one_another() -> None:
    view = VIEWS["/timeline/2020-08/"]
    assert isinstance(view, MonthView) and view.later is not None and view.later.address == "/timeline/2020-09/"
    assert view.month == next(month for month in timeline().months if month.id == "2020-08")


def test_an_event_tells_who_reported_it_when_and_who_did_not() -> None:
    march, vote = event("march"), event("vote")
    assert titles(march.entries) == ["On the march", "On the march again"] and march.silent == ()
    assert titles(vote.entries) == ["On the vote"] and [link.text for link in vote.silent] == ["Wire"]
    assert event("talks").entries == () and event("talks").silent == (), "where nobody reported, nobody is silent"


def test_an_event_counts_each_article_once_and_only_those_there_are() -> None:
    entry = next(entry for entry in VIEWS["/events/"].events if entry.title == "The vote")
    assert entry.articles == 1


def test_an_event_has_its_place_its_actors_its_whole_and_its_parts() -> None:
    assert event("vote").place is not None and event("vote").place.text == "Orsk"
    assert [link.text for link in event("vote").actors] == ["Ada Berg"]
    assert event("march").part_of is not None and event("march").part_of.text == "The unrest"
    assert titles(event("unrest").parts) == ["The march"]
    assert titles(VIEWS["/actors/ada/"].events) == ["The vote"] and titles(VIEWS["/places/orsk/"].events) == [
        "The vote"
    ]


def test_an_event_leads_to_its_days_where_they_have_pages() -> None:
    assert [link.address for link in event("talks").days] == [
        "/timeline/2020-08-30/",
        "/timeline/2020-08-31/",
        "/timeline/2020-09-01/",
    ]
    assert event("unrest").days == () and event("summer").days == ()
    for view in VIEWS.values():
        if isinstance(view, EventView):
            assert all(link.address in VIEWS for link in view.days)


def test_events_are_ordered_by_when_they_began() -> None:
    assert titles(VIEWS["/events/"].events) == [
        "A dry summer",
        "Before it",
        "The vote",
        "The unrest",
        "An arrest",
        "The march",
        "The talks",
    ]
    assert event("vote").earlier is not None and event("vote").earlier.text == "Before it"


def test_an_event_is_no_part_of_itself_even_where_it_says_so() -> None:
    views = archive({"events/a.yaml": "title: A\ndate: 2020\npart_of: a\n"}).views()
    assert views["/events/a/"].parts == ()


def test_above_a_thousand_articles_the_overview_only_leads_to_the_months() -> None:
    many = {f"articles/a{n}.md": article(f"A{n}", date=f"2020-0{1 + n % 9}-11") for n in range(1001)}
    views = archive(many).views()
    assert views["/timeline/"].months[0].days == () and views["/timeline/"].months[0].articles == 112
    assert len(views["/timeline/2020-01/"].month.days[0].entries) == 112
    assert sum(month.articles for month in views["/timeline/"].months) == 1001
