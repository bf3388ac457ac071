"""Lists: cut by period, in one order, complete; and the pages of what articles name."""

from plan.archive import Files, archive, article, changed

from sitegen.model.views import ActorMonthView, ActorView, Link, NameForm, SourceView


def many(count: int, *, actor: str = "ada") -> Files:
    """Articles on days of five months of 2020, all naming one actor."""
    files = {
        f"articles/2020/a{n:03}.md": article(f"A{n:03}", date=f"2020-0{5 + n % 5}-{1 + n % 28:02}", actors=f"[{actor}]")
        for n in range(count)
    }
    return {**files, "actors/ada.yaml": "name: Ada Berg\ntype: person\n", "actors/bo.yaml": "name: Bo\ntype: group\n"}


def test_articles_are_listed_by_month_the_undated_last() -> None:
    view = archive(
        {
            "articles/a.md": article("A", date="2020-08-02"),
            "articles/b.md": article("B", date="2020-08-01"),
            "articles/c.md": article("C", date="2019-12-31"),
            "articles/d.md": article("D"),
            "articles/e.md": article("E", date="2020-08"),
            "articles/f.md": article("F", date="2020"),
            "articles/g.md": article("G", date="2020-08-01"),
        }
    ).views()["/articles/"]
    listed = [(month.label, [entry.title for entry in month.entries]) for month in view.months]
    assert listed == [
        ("December 2019", ["C"]),
        ("August 2020", ["B", "G", "E", "A"]),
        ("No certain month", ["F", "D"]),
    ]
    assert view.count == 7 and [month.address for month in view.months][-1] == ""


def test_an_entry_shows_the_face_and_no_more() -> None:
    views = archive(
        {
            "articles/a.md": article(
                "A", "The beginning.\n\nThe end.\n", date="2020-08-02", source="paper", kind="wire"
            ),
            "sources/paper.yaml": "name: Paper\n",
        }
    ).views()
    (entry,) = views["/articles/"].months[0].entries
    assert (entry.title, entry.address, entry.kind, entry.excerpt) == ("A", "/articles/a/", "wire", "The beginning.")
    assert entry.source == Link("Paper", "/sources/paper/") and entry.language == "en"


def test_an_actor_in_few_articles_has_them_on_its_page_by_month() -> None:
    view = archive(many(12)).views()["/actors/ada/"]
    assert isinstance(view, ActorView)
    assert [month.id for month in view.months] == ["2020-05", "2020-06", "2020-07", "2020-08", "2020-09"]
    assert sum(len(month.entries) for month in view.months) == view.count == 12
    assert view.months[0].address == "/timeline/2020-05/"


def test_an_actor_in_very_many_articles_has_a_page_for_each_month() -> None:
    views = archive(many(201)).views()
    view = views["/actors/ada/"]
    assert view.count == 201 and all(month.entries == () for month in view.months)
    pages = [views[month.address] for month in view.months]
    assert all(isinstance(page, ActorMonthView) for page in pages)
    assert sum(len(page.entries) for page in pages) == 201
    assert pages[0].title == "Ada Berg: May 2020" and pages[0].parent == Link("Ada Berg", "/actors/ada/")
    assert not any(address.startswith("/actors/bo/2") for address in views)


def test_one_more_article_shifts_no_list_but_that_of_its_own_period() -> None:
    # House rule 2: lists are cut by period, never by offset.
    before = archive(many(240)).pages()
    more = {**many(240), "articles/2020/new.md": article("New", date="2020-05-01", actors="[ada]")}
    after = archive(more).pages()
    periods = {
        address.rpartition("/")[0] + "/"
        for address in changed(before, after)
        if address.startswith(("/actors/ada/2020-", "/timeline/2020-"))
    }
    assert periods == {"/actors/ada/2020-05/", "/timeline/2020-05/", "/timeline/2020-05-01/"}


def test_a_source_lists_what_it_published_and_an_agency_what_others_took_from_it() -> None:
    views = archive(
        {
            "articles/a.md": article("A", date="2020-08-01", source="paper", agency="wire"),
            "articles/b.md": article("B", date="2020-08-02", source="wire", agency="wire"),
            "sources/wire.yaml": "name: Wire\ntype: agency\ncountry: Exampleland\n",
        }
    ).views()
    paper, wire = views["/sources/paper/"], views["/sources/wire/"]
    assert isinstance(paper, SourceView) and isinstance(wire, SourceView)
    assert (paper.count, paper.carried, wire.count) == (1, (), 1)
    assert [entry.title for entry in wire.carried] == ["A"]


def test_a_source_without_a_record_has_a_page_that_says_so() -> None:
    views = archive({"articles/a.md": article("A", source="the-moon-times", agency="x-press")}).views()
    view = views["/sources/the-moon-times/"]
    assert (view.title, view.has_record, view.count) == ("The Moon Times", False, 1)
    assert views["/articles/a/"].source == Link("The Moon Times", "/sources/the-moon-times/")
    groups = {group.title: [item.link.text for item in group.items] for group in views["/sources/"].groups}
    assert groups == {"Outlets": ["The Moon Times"], "Agencies": ["X Press"]}


def test_articles_without_a_source_are_listed_as_such() -> None:
    view = archive({"articles/a.md": article("A"), "articles/b.md": article("B", source="p")}).views()["/sources/"]
    assert [entry.title for entry in view.unknown] == ["A"]


def test_indexes_put_first_who_is_in_most_articles() -> None:
    files = {
        "actors/ada.yaml": "name: Ada\ntype: person\ndescription: Writer\nnames: [{text: Ада, language: ru}, Adda]\n",
        "actors/bo.yaml": "name: Bo Berg\ntype: person\n",
        "actors/al.yaml": "name: Al Berg\ntype: person\n",
        "actors/union.yaml": "name: Union\ntype: group\n",
        "places/orsk.yaml": "name: Orsk\ncountry: Exampleland\n",
        "places/sea.yaml": "name: The Sea\n",
        "articles/a.md": article("A", date="2020-08-01", actors="[bo, union]", places="[sea]"),
        "articles/b.md": article("B", date="2020-09-01", actors="[bo]"),
    }
    views = archive(files).views()
    groups = views["/actors/"].groups
    assert [group.title for group in groups] == ["People", "Groups"]
    assert [(item.link.text, item.count, item.span) for item in groups[0].items] == [
        ("Bo Berg", 2, "1 August – 1 September 2020"),
        ("Ada", 0, ""),
        ("Al Berg", 0, ""),
    ]
    assert groups[0].items[1].other_names == (Link("Ада", "/actors/ada/", "ru"),)
    assert [(group.title, [item.link.text for item in group.items]) for group in views["/places/"].groups] == [
        ("Elsewhere", ["The Sea"]),
        ("Exampleland", ["Orsk"]),
    ]
    assert views["/"].prominent == ((Link("Bo Berg", "/actors/bo/"), 2), (Link("Union", "/actors/union/"), 1))


def test_actors_named_together_are_counted() -> None:
    files = {f"actors/{id}.yaml": f"name: {id.title()} Berg\ntype: person\n" for id in ("ada", "bo", "cy")}
    files |= {
        "articles/a.md": article("A", actors="[ada, bo, cy]"),
        "articles/b.md": article("B", actors="[cy, ada, x]"),
    }
    view = archive(files).views()["/actors/ada/"]
    assert [(other.link.text, other.count) for other in view.companions] == [("Cy Berg", 2), ("Bo Berg", 1)]


def test_positions_names_and_identifiers_are_printed_in_words() -> None:
    files = {
        "actors/ada.yaml": "name: Ada Berg\ntype: person\nids: {wikidata: Q1, other: x}\n"
        "names: [{text: Ада, language: ru, scheme: s}]\npositions: [{title: Mayor, from: 1994-07, to: 2001},"
        " {title: Writer, from: 2002}, {title: Clerk, to: 1993}, {title: Citizen}]\n",
        "places/orsk.yaml": "name: Orsk\ncoordinates: [-53.9, 27.567]\n",
        "places/null.yaml": "name: Null\ncoordinates: [0, 0]\n",
    }
    views = archive(files).views()
    view = views["/actors/ada/"]
    assert tuple((bar.title, bar.time) for bar in view.held.bars) == (
        ("Mayor", "July 1994 – 2001"),
        ("Writer", "since 2002"),
        ("Clerk", "until 1993"),
        ("Citizen", ""),
    )
    assert view.ids == (("wikidata", "Q1", "https://www.wikidata.org/wiki/Q1"), ("other", "x", ""))
    assert [(group.script, [row.form for row in group.rows]) for group in view.scripts] == [
        ("Cyrillic", [NameForm("Ада", "ru", "s")])
    ]
    assert views["/places/orsk/"].coordinates == "53.9° S, 27.567° E"
    assert views["/places/null/"].coordinates == "0° N, 0° E"


def test_the_pages_of_the_archives_own_are_there_and_the_foot_never_leads_nowhere() -> None:
    files = {
        "site.yaml": "title: T\npages: [about, credits]\n",
        "pages/about.md": "---\ntitle: On us\n---\n## Why\n\n*Because.*\n",
        "pages/extra.md": "More.",
    }
    views = archive(files).views()
    assert views["/about/"].title == "On us" and "<em>Because.</em>" in views["/about/"].body
    assert views["/credits/"].title == "Credits" and views["/extra/"].body.startswith("<p")
    assert views["/about/"].edition and not views["/extra/"].edition


def test_no_page_of_the_archives_own_takes_the_place_of_one_of_the_sites() -> None:
    whole = archive({"articles/a.md": article("A")}).views()
    for name in ("events", "search", "articles", "timeline", "notes", "sources"):
        views = archive({"articles/a.md": article("A"), "site.yaml": f"title: T\npages: [{name}]\n"}).views()
        assert type(views[f"/{name}/"]) is type(whole[f"/{name}/"]), name


def test_an_empty_archive_has_its_pages() -> None:
    pages = archive({}).pages()
    assert {"/", "/articles/", "/timeline/", "/actors/", "/search/", "/404.html", "/feed.xml"} <= set(pages)
    home = pages["/"].view
    assert (home.articles, home.span, home.chart) == (0, "", None)
