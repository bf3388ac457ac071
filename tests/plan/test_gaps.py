"""The page of what is missing speaks of the archive and of nothing else."""

from plan.archive import Archive, Files, article, links_in, shown_on
from plan.findings import told_archive, with_findings

from sitegen.model.annotations import OPEN_PRONOUN, Naming, Quotation
from sitegen.model.clock_views import GapGroup, GapSection, GapsView


def sections(found: Archive | Files) -> dict[str, GapSection]:
    found = found if isinstance(found, Archive) else told_archive(found)
    view = found.views()["/gaps/"]
    assert isinstance(view, GapsView)
    return {section.id: section for section in view.sections}


def said(group: GapGroup) -> list[str]:
    return [f"{item.link.text if item.link else item.text}: {item.note}".rstrip(": ") for item in group.items]


def paper(*days: str, source: str = "paper") -> Files:
    return {f"articles/{source}-{day}.md": article(f"Of {day}", date=day, source=source) for day in days}


def test_days_without_an_article_stand_as_runs_within_the_span() -> None:
    [group] = sections(paper("2021-03-01", "2021-03-02", "2021-03-04", "2021-03-10"))["days"].groups
    assert said(group) == ["3 March 2021: 1 day", "5–9 March 2021: 5 days"]
    assert (group.count, group.more) == (6, 0)
    assert sections(paper("2021-03-01", "2021-03-02"))["days"].groups == ()


def test_of_very_many_runs_the_longest_are_listed_in_the_order_of_time() -> None:
    days = [f"2021-{month:02}-{day:02}" for month in range(1, 4) for day in range(1, 28, 2)] + ["2021-05-01"]
    [group] = sections(paper(*days))["days"].groups
    assert len(group.items) == 30 and group.more == 12
    assert said(group)[-1] == "28 March – 30 April 2021: 34 days"
    assert group.count == sum(int(item.note.split()[0]) for item in group.items) + group.more, (
        "the rest are single days"
    )


def test_a_source_is_silent_where_it_pauses_four_times_longer_than_usual_and_two_weeks_at_least() -> None:
    days = ["2021-03-01", "2021-03-03", "2021-03-05", "2021-03-07", "2021-04-01", "2021-04-03"]
    [group] = sections(paper(*days) | paper("2021-02-01", "2021-05-01", source="wire"))["sources"].groups
    assert said(group) == [
        "Paper: 1–28 February 2021: 28 days, before its first article; otherwise an article every 2 days",
        "Paper: 4 April – 1 May 2021: 28 days, after its last article; otherwise an article every 2 days",
        "Paper: 8–31 March 2021: 24 days; otherwise an article every 2 days",
    ]
    monthly = [f"2021-{month:02}-01" for month in range(1, 7)] + ["2021-08-20"]
    assert sections(paper(*monthly))["sources"].groups == (), "longer than usual, but not four times"
    assert sections(paper("2021-03-01", "2021-09-01"))["sources"].groups == (), "no usual interval"


def test_fields_not_known_only_probable_or_worked_out_stand_apart() -> None:
    files = {
        "articles/none.md": article("None"),
        "articles/probable.md": article(
            "Probable", date="2021-03-01", provenance="{date: {basis: curator, certainty: probable}}"
        ),
        "articles/rule.md": article(
            "Rule", date="2021-03-02", provenance="{date: {basis: inferred, rule: dateline}}", language="en"
        ),
        "articles/stated.md": article("Stated", date="2021-03-03", provenance="{date: {basis: stated}}"),
    }
    found = sections(files)
    assert [(group.title, said(group)) for group in found["field-date"].groups] == [
        ("Not known", ["None"]),
        ("Only probable", ["Probable: entered by the curator"]),
        ("Worked out by a rule", ["Rule: dateline"]),
    ]
    assert found["field-date"].summary == "1 not known, 1 only probable, 1 worked out by a rule"
    assert [group.count for group in found["field-language"].groups] == [3]
    assert [group.count for group in found["field-authors"].groups] == [4]


def test_long_lists_are_cut_and_say_where_the_rest_stands() -> None:
    [group] = sections({f"articles/a{n:02}.md": article(f"A{n:02}") for n in range(20)})["field-date"].groups
    assert (group.count, len(group.items), group.more) == (20, 12, 8)
    assert group.where is not None and group.where.address == "/timeline/#undated"


def test_fields_under_review_stand_by_field() -> None:
    files = {f"articles/{n}.md": article(n, review="[source, date]" if n == "a" else "[source]") for n in "ab"}
    found = sections(files)["review"]
    assert [(group.title, group.count) for group in found.groups] == [("Source", 2), ("Date", 1)]
    assert found.summary == "3 fields"


PEOPLE = {
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "actors/otto.yaml": "name: Otto Berg\ntype: person\n",
    "articles/a.md": article("A", "Berg came.\n", actors="[ada]"),
}


def test_a_name_that_could_be_several_people_is_said_with_all_of_them() -> None:
    name = Naming("p1", 0, 4, "", "Berg", "surname", "", ("actors/otto", "actors/ada"))
    found = sections(with_findings(told_archive(PEOPLE), "a", names=(name, name)))["names"]
    assert [(group.title, said(group)) for group in found.groups] == [("“Berg”: Ada Berg or Otto Berg", ["A: twice"])]


def test_a_name_that_could_be_somebody_whom_the_archive_protects_is_not_said() -> None:
    name = Naming("p1", 0, 4, "", "Zzberg", "surname", "", ("actors/ada", "actors/hidden"))
    archive = with_findings(told_archive(PEOPLE), "a", names=(name,))
    assert sections(archive)["names"].groups == ()
    assert shown_on(archive.pages(), "Zzberg") == []


def test_actors_listed_and_never_named_are_said_unless_the_headline_names_them() -> None:
    [group] = sections(told_archive(PEOPLE))["unnamed"].groups
    assert said(group) == ["Ada Berg: in “A”"]
    titled = PEOPLE | {"articles/a.md": article("Ada Berg comes", "She came.\n", actors="[ada]")}
    assert sections(told_archive(titled))["unnamed"].groups == ()
    hidden = PEOPLE | {"articles/a.md": article("A", "She came.\n", actors="[ada]", rights="{publish: metadata}")}
    assert sections(told_archive(hidden))["unnamed"].groups == (), "nothing is said of a text that may not be shown"


def test_quotations_without_a_speaker_are_counted_and_led_to() -> None:
    quotations = (
        Quotation("p1", 0, 4, "Berg"),
        Quotation("p1", 0, 4, "Berg", continues=True),
        Quotation("p1", 0, 4, "Berg", speaker_text="a doctor"),
        Quotation("p1", 0, 4, "Berg", speaker="actors/ada", speaker_text="she"),
        Quotation("p2", 0, 4, "Berg", speaker_text="he", rule=OPEN_PRONOUN),
    )
    found = sections(with_findings(told_archive(PEOPLE), "a", quotations=quotations))["quotations"]
    assert [(group.title, group.count, said(group)) for group in found.groups] == [
        ("Nobody is named", 2, ["A: 2 quotations"]),
        ("Somebody without a record", 1, ["A: 1 quotation"]),
    ]
    assert found.groups[0].items[0].link is not None
    assert found.groups[0].items[0].link.address == "/articles/a/#p1"


def test_events_without_an_article_tell_apart_those_that_sentences_are_dated_to() -> None:
    files = {
        "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
        "articles/a.md": article("A", "Ada Berg left on [Sunday|2021-03-07|date].\n", actors="[ada]"),
        "events/told.yaml": "title: Told\ndate: 2021-03-07\nactors: [ada]\n",
        "events/bare.yaml": "title: Bare\ndate: 2021-03-08\narticles: [nowhere]\n",
        "events/full.yaml": "title: Full\ndate: 2021-03-09\narticles: [a]\n",
    }
    found = sections(files)["events"]
    assert [(group.title, said(group)) for group in found.groups] == [
        ("No article at all", ["Bare: 8 March 2021"]),
        ("Only sentences dated to the day by rule", ["Told: 7 March 2021"]),
    ]


def test_an_empty_archive_lacks_nothing_that_could_be_named() -> None:
    assert all(section.groups == () and section.summary == "nothing" for section in sections({}).values())


def test_every_section_says_what_it_means_and_every_link_leads_somewhere() -> None:
    pages = told_archive(PEOPLE | paper("2021-03-01", "2021-05-01")).pages()
    assert all(section.meaning.endswith(".") for section in pages["/gaps/"].view.sections)
    assert [pair for pair in links_in(pages) if pair[1].split("#")[0] not in pages] == []


def test_the_page_never_says_that_nothing_happened() -> None:
    words = " ".join(section.meaning for section in sections({}).values()).lower()
    assert "nothing happened" not in words and "did not happen" not in words
