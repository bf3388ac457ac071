"""Pages of quotations: who stands where, what is joined, what is never shown."""

from typing import Any

from plan.archive import article, changed, links_in, shown_on
from plan.given import claims, counted, quoted, said, with_findings

from sitegen.model.finding_views import QuotesView, SpeakerMonthView, SpeakerView
from sitegen.model.views import ActorView, Link

FILES = {
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "actors/town.yaml": "name: Town Council\ntype: public-body\n",
    "actors/mute.yaml": "name: Max Mute\ntype: person\n",
    "sources/daily.yaml": "name: The Daily\n",
    "articles/a.md": article("The first", date="2020-08-01", source="daily", actors="[ada]", language="en"),
    "articles/b.md": article("The second", date="2020-08-03", actors="[ada]", language="ru"),
    "articles/c.md": article("The third", date="2020-09-10"),
    "articles/d.md": article("Undated"),
}
WORDS = "The bridge will be open to everybody from Sunday on"
FOUND = {
    "a": quoted(
        said(WORDS, "ada", "p2", 7, speaker_text="Mayor Berg", rule="pronoun", certainty="probable"),
        said("and to cyclists", "ada", "p2", 80, continues=True),
        said("That is all", "", "p3", continues=True, rule="continued"),
        said("I never saw it", "a man on the quay", "p4"),
    ),
    "b": quoted(said(WORDS.replace("Sunday", "Monday"), "", "p1"), said("Nobody asked us", "A man on the quay", "p5")),
    "c": quoted(said("No comment", "town"), said("Shame on them", "")),
    "d": quoted(said("It is late", "ada")),
}
ARCHIVE = with_findings(FILES, FOUND)
PAGES = ARCHIVE.pages()


def view(address: str) -> Any:
    return PAGES[address].view


def test_the_index_lists_speakers_with_a_record_by_the_number_of_their_quotations() -> None:
    index = view("/quotes/")
    assert isinstance(index, QuotesView)
    assert [(item.link, item.quotations, item.articles, item.span) for item in index.speakers] == [
        (Link("Ada Berg", "/quotes/ada/"), 2, 3, "1–3 August 2020"),
        (Link("Town Council", "/quotes/town/"), 1, 1, "10 September 2020"),
    ]
    assert index.speakers[0].latest == f"{WORDS} and to cyclists That …"
    assert index.quotations == 6 and index.articles == 4


def test_speakers_without_a_record_stand_together_by_their_printed_words_and_apart_by_article() -> None:
    (item,) = view("/quotes/").others
    assert (item.words, item.quotations) == ("a man on the quay", 2)
    assert [link.address for link in item.articles] == ["/articles/a/#p4", "/articles/b/#p5"]
    listed = view("/quotes/others/")
    assert [entry.words for entry in listed.months[0].entries] == [(("I never saw it",),), (("Nobody asked us",),)]


def test_words_of_nobody_are_counted_by_month() -> None:
    index = view("/quotes/")
    assert [(month.label, month.count, month.address) for month in index.unattributed] == [
        ("September 2020", 1, "/quotes/unattributed/#m-2020-09")
    ]
    assert view("/quotes/unattributed/").months[0].entries[0].how == ""


def test_pieces_that_go_on_are_one_quotation() -> None:
    listed = view("/quotes/ada/")
    assert isinstance(listed, SpeakerView)
    entry = listed.months[0].entries[0]
    assert entry.words == ((WORDS, "and to cyclists"), ("That is all",))
    assert entry.article == Link("The first", "/articles/a/#p2", "en")
    assert entry.probable and entry.speaker_text == "Mayor Berg" and entry.verb == "said"
    assert entry.how == "a pronoun beside the quoted words, read as the one named before"
    assert len(entry.sentences) == 3 and entry.source == Link("The Daily", "/sources/daily/")


def test_the_same_words_in_another_article_are_listed_with_what_differs() -> None:
    entry = view("/quotes/ada/").months[0].entries[0]
    (other,) = entry.also
    assert other.article == Link("The second", "/articles/b/#p1", "ru") and other.language == "ru"
    assert (other.kind, other.said_by, entry.more) == ("other", "nobody", 0)
    assert {run.change for run in other.runs} == {"", "first", "here"}
    assert view("/quotes/ada/").joined == 1


def test_months_come_in_their_order_and_the_undated_last() -> None:
    assert [month.id for month in view("/quotes/ada/").months] == ["2020-08", "undated"]


def test_an_actors_page_shows_the_newest_and_leads_to_all() -> None:
    many = FILES | {f"articles/n{n}.md": article(f"N{n}", date=f"2020-10-0{n}") for n in range(1, 9)}
    found = FOUND | {f"n{n}": quoted(said(f"Number {n}", "ada")) for n in range(1, 9)}
    page = with_findings(many, found).views()["/actors/ada/"]
    assert isinstance(page, ActorView)
    assert [entry.words[0][0] for entry in page.quotations] == [f"Number {n}" for n in (8, 7, 6, 5, 4)]
    assert page.quotations_count == 10 and page.quotations_address == "/quotes/ada/"
    mute = view("/actors/mute/")
    assert (mute.quotations, mute.quotations_count, mute.quotations_address) == ((), 0, "")


def test_where_only_another_article_names_the_speaker_it_says_so() -> None:
    found = {"a": quoted(said(WORDS, "")), "b": quoted(said(WORDS, "ada"))}
    entry = with_findings(FILES, found).views()["/quotes/ada/"].months[0].entries[0]
    assert entry.probable and entry.article.address == "/articles/a/#p1"
    assert entry.how.startswith("not named in the article first listed; in another that prints the same words: named")


def test_a_rule_without_words_is_shown_as_it_is() -> None:
    found = {"a": quoted(said("Hm", "ada", rule="sixth-sense"))}
    assert with_findings(FILES, found).views()["/quotes/ada/"].months[0].entries[0].how == "sixth-sense"


def test_very_many_quotations_stand_on_pages_of_months_and_of_days() -> None:
    dates = ["2020-08-01"] * 3 + ["2020-08-02"] * 2 + ["2020-08"] + ["2020-09-01"]
    files = FILES | {f"articles/m{n}.md": article(f"M{n}", date=date) for n, date in enumerate(dates)}
    found = {
        f"m{n}": quoted(*(said(f"word{n} w{k} v{k} u{n}", "ada", start=k) for k in range(50)))
        for n in range(len(dates))
    }
    made = with_findings(files, found)
    pages = made.views()
    whole = pages["/quotes/ada/"]
    assert [(month.id, month.count, month.entries) for month in whole.months] == [
        ("2020-08", 300, ()),
        ("2020-09", 50, ()),
    ]
    august = pages["/quotes/ada/2020-08/"]
    assert isinstance(august, SpeakerMonthView)
    assert [(day.id, day.count) for day in august.months] == [
        ("2020-08-01", 150),
        ("2020-08-02", 100),
        ("2020-08-xx", 50),
    ]
    for day in august.months:
        assert sum(len(month.entries) for month in pages[day.address].months) == day.count
    assert pages["/quotes/ada/2020-08-02/"].earlier.address == "/quotes/ada/2020-08-01/"
    assert len(pages["/quotes/ada/2020-09/"].months[0].entries) == 50
    assert [pair for pair in links_in(made.pages()) if pair[1].split("#")[0] not in pages] == []


def test_one_quotation_more_changes_one_page_of_a_long_list_and_its_index() -> None:
    files = FILES | {f"articles/m{n}.md": article(f"M{n}", date=f"2020-0{n}-01") for n in (1, 2, 3)}
    found = {f"m{n}": quoted(*(said(f"word{n} w{k} v{k} u{n}", "ada", start=k) for k in range(90))) for n in (1, 2, 3)}
    before = with_findings(files, found).pages()
    found["m2"] = quoted(*found["m2"].quotations, said("And one thing more", "ada", start=999))
    touched = {address for address in changed(before, with_findings(files, found).pages()) if "quotes" in address}
    assert touched == {"/quotes/", "/quotes/ada/", "/quotes/ada/2020-02/"}


def test_very_many_speakers_without_a_record_are_cut_and_said_to_be() -> None:
    found = {"a": quoted(*(said(f"This is number {n}", f"witness number {n}", start=n) for n in range(130)))}
    index = with_findings(FILES, found).views()["/quotes/"]
    assert (len(index.others), index.others_left_out, index.others_count) == (100, 30, 130)


def test_an_actor_whose_id_is_one_of_the_sites_own_words_keeps_a_page() -> None:
    files = FILES | {"actors/others.yaml": "name: The Others\ntype: group\n"}
    found = {"a": quoted(said("We are many", "others"), said("I am one", "a lone man"))}
    views = with_findings(files, found).views()
    assert views["/quotes/others-/"].actor == Link("The Others", "/actors/others/")
    assert (
        views["/quotes/others/"].kind == "others" and views["/actors/others/"].quotations_address == "/quotes/others-/"
    )


# What is never shown -------------------------------------------------------------------------------------------------


def test_a_speaker_whose_record_may_not_be_shown_has_none() -> None:
    """A protected record is not in the authority that planning gets; its id must not come in by a finding."""
    found = {
        "a": quoted(said(WORDS, "zoe-quill"), said("No words", "zoe-quill", speaker_text="a nurse", start=99)),
        "b": claims(counted("two", 2, 2, said_by="actors/zoe-quill")),
    }
    made = with_findings(FILES, found)
    pages = made.pages()
    assert shown_on(pages, "zoe") == []
    assert [item.words for item in pages["/quotes/"].view.others] == ["a nurse"]


def test_withheld_articles_and_withdrawn_ones_give_nothing() -> None:
    files = dict(FILES)
    for slug, more in (("a", {"rights": "none"}), ("b", {"status": "withdrawn"}), ("c", {"status": "draft"})):
        files[f"articles/{slug}.md"] = article("Held", date="2020-08-01", actors="[ada]", **more)
    secret = {slug: quoted(said("Zzsecret words that nobody may read", "ada")) for slug in "abc"}
    pages = with_findings(files, secret).pages()
    assert shown_on(pages, "Zzsecret") == []
    assert pages["/quotes/"].view.quotations == 0


def test_an_empty_archive_has_an_empty_index() -> None:
    pages = with_findings({}, {}).pages()
    assert pages["/quotes/"].view.quotations == 0 and pages["/quotes/"].view.others_address == ""
    assert not [address for address in pages if address.startswith("/quotes/") and address != "/quotes/"]


def test_the_data_have_every_quotation_as_found() -> None:
    rows = [dict(row) for row in view("/data/quotations.json").rows]
    assert [row["article"] for row in rows] == ["a", "a", "b", "b", "c", "c", "d"]
    assert rows[0]["words"] == (WORDS, "and to cyclists", "That is all") and rows[0]["speaker"] == "ada"
    assert rows[2]["same_as"] == rows[0]["id"] == "a-p2-7" and rows[2]["speaker"] == ""


def test_a_quotation_inside_another_is_listed_once_and_does_not_part_it() -> None:
    whole = "My aunt told me: ‘Never lend anybody a boat,’ and she was right"
    inner = "Never lend anybody a boat"
    found = {
        "a": quoted(
            said(whole, "ada", "p2", 1),
            said(inner, "My aunt", "p2", 1 + whole.index(inner)),
            said("I lent one all the same", "ada", "p2", 90, continues=True),
        )
    }
    pages = with_findings(FILES, found).views()
    (entry,) = pages["/quotes/ada/"].months[0].entries
    assert entry.words == ((whole, "I lent one all the same"),)
    (other,) = pages["/quotes/others/"].months[0].entries
    assert (other.words, other.speaker_text) == (((inner,),), "My aunt")


def test_a_pronoun_that_is_left_open_names_no_speaker() -> None:
    found = {"a": quoted(said("It rained all night", rule="open-pronoun", speaker_text="she"))}
    made = with_findings(FILES, found)
    index = made.views()["/quotes/"]
    assert index.others == () and [month.count for month in index.unattributed] == [1]
    (entry,) = made.views()["/quotes/unattributed/"].months[0].entries
    assert entry.words == (("It rained all night",),)
