"""Pages of articles, and who of them is shown where."""

from plan.archive import archive, article, shown_on

from sitegen.model.views import ArticleView, Attachment, Link, MovedView

BRIDGE = """
=== site.yaml
title: The harbour papers
base_url: https://harbour.example/
publisher: A library
rights: {publish: full, statement: Ask first., holder: The authors}
=== actors/ada-berg.yaml
name: Ada Berg
type: person
description: Mayor of Orsk
names: [Berg, {text: Ада Берг, language: ru}]
search_only: [А. Берг]
=== actors/town-council.yaml
name: Town Council
type: public-body
=== sources/the-daily.yaml
name: The Daily
type: outlet
rights: {statement: By permission of The Daily.}
=== sources/wire.yaml
name: Wire
type: agency
=== places/orsk.yaml
name: Orsk
country: Exampleland
=== events/bridge-opens.yaml
title: The bridge opens
date: 2020-05-02
articles: [2020-05-03-bridge]
=== articles/2020/2020-05-03-bridge.md
---
title: A second bridge
date: 2020-05-03
source: the-daily
agency: wire
authors: [Mira Holt]
language: en
url: https://daily.example/bridge
actors: [ada-berg, town-council]
places: [orsk]
subjects: [bridges]
kind: analysis
captions: [{text: The bridge, credit: Ann Lee}]
related: [Old ships!, Nowhere]
raw: {file: raw/b.txt, lines: 1-9, sha256: abc}
provenance:
  date: {basis: stated, line: 3, text: May 3}
  source: {basis: inferred, rule: host-of-url, certainty: probable}
review: [source]
aliases: [bridge, 2020-05-04-ships]
---
The Town Council opened it. Ada Berg spoke in Orsk, and Berg left.
=== notes/2020-05-03-bridge.yaml
- quote: {exact: opened it}
  body: On the second day.
  created: 2020-11-01
  links: [{article: 2020-05-04-ships, relation: contradicts}, {article: nowhere}]
=== articles/2020/2020-05-04-ships.md
---
title: Old Ships
date: 2020-05-04
source: the-daily
---
Ships.
=== articles/2020/undated-letter.md
---
title: A letter
---
No date.
"""
FILES = archive(BRIDGE)
PAGES = FILES.pages()


def view_of(slug: str) -> ArticleView:
    view = PAGES[f"/articles/{slug}/"].view
    assert isinstance(view, ArticleView)
    return view


def test_the_sample_is_read_without_a_problem() -> None:
    assert FILES.problems == ()


def test_an_article_shows_what_its_record_says() -> None:
    view = view_of("2020-05-03-bridge")
    assert (view.title, view.slug, view.language, view.kind) == (
        "A second bridge",
        "2020-05-03-bridge",
        "en",
        "analysis",
    )
    assert (view.date.label, view.date.day, view.date.weekday, view.date.basis) == (
        "3 May 2020",
        "2020-05-03",
        "Sunday",
        "stated",
    )
    # Where a source is only inferred as probable, the word for print says so, and a citation has it in brackets.
    assert (view.source, view.source_name) == (Link("probably The Daily", "/sources/the-daily/"), "[The Daily?]")
    assert view.agencies == (Link("Wire", "/sources/wire/"),)
    assert (view.authors, view.url, view.subjects) == (("Mira Holt",), "https://daily.example/bridge", ("bridges",))
    assert (view.day, view.place) == (Link("3 May 2020", "/timeline/2020-05-03/"), Link("Orsk", "/places/orsk/"))
    assert view.captions == (("The bridge", "Ann Lee"),)
    assert (view.raw_file, view.raw_lines, view.raw_sha256) == ("raw/b.txt", "1–9", "abc")
    assert [event.title for event in view.events] == ["The bridge opens"]
    assert (view.draft, view.withdrawn, view.publish) == (False, False, "full")


def test_people_bodies_and_places_stand_apart_the_most_often_named_first() -> None:
    view = view_of("2020-05-03-bridge")
    assert [(named.name, named.form, named.count, named.paragraph) for named in view.people] == [
        ("Ada Berg", "Ada Berg", 2, "p1")
    ]
    assert [(named.name, named.type) for named in view.bodies] == [("Town Council", "public-body")]
    assert [(named.name, named.address) for named in view.places] == [("Orsk", "/places/orsk/")]


def test_what_search_finds_beside_the_text_are_all_names() -> None:
    assert view_of("2020-05-03-bridge").search_names == (
        "Ada Berg",
        "Berg",
        "Ада Берг",
        "А. Берг",
        "Town Council",
        "Orsk",
    )
    assert dict(view_of("2020-05-03-bridge").facets)["month"] == "2020-05"
    assert view_of("undated-letter").facets == (
        ("source", "not known"),
        ("month", "undated"),
        ("kind", "news"),
        ("language", "en"),
    )


def test_rights_are_said_by_the_nearest_level_that_says_something() -> None:
    assert view_of("2020-05-03-bridge").statement == "By permission of The Daily."
    assert view_of("2020-05-03-bridge").holder == "The authors"
    assert view_of("undated-letter").statement == "Ask first."


def test_every_field_says_how_it_is_known_and_the_doubtful_say_that_they_are_not() -> None:
    known = {field.field: field for field in view_of("2020-05-03-bridge").known}
    assert (known["date"].value, known["date"].basis, known["date"].line) == ("3 May 2020", "stated", 3)
    assert (known["source"].value, known["source"].rule, known["source"].certainty) == (
        "The Daily",
        "host-of-url",
        "probable",
    )
    unknown = {field.field: field for field in view_of("undated-letter").known}
    assert {name: (field.value, field.basis) for name, field in unknown.items()} == {
        name: ("", "") for name in ("date", "source", "agency", "url")
    }


def test_pointers_of_the_saved_text_lead_to_the_article_where_the_archive_has_it() -> None:
    assert view_of("2020-05-03-bridge").saved_related == (
        ("Old ships!", "/articles/2020-05-04-ships/"),
        ("Nowhere", ""),
    )


def test_neighbours_are_those_in_time_and_undated_articles_have_none() -> None:
    bridge, ships, letter = (view_of(slug) for slug in ("2020-05-03-bridge", "2020-05-04-ships", "undated-letter"))
    assert bridge.earlier is None and bridge.later is not None and bridge.later.title == "Old Ships"
    assert ships.earlier is not None and ships.earlier.title == "A second bridge" and ships.later is None
    assert bridge.later_source == bridge.later and ships.earlier_source == ships.earlier
    assert (letter.earlier, letter.later, letter.earlier_source) == (None, None, None)


def test_neighbours_of_a_source_skip_the_others() -> None:
    found = archive(
        {
            f"articles/2020/a{number}.md": article(f"A{number}", date=f"2020-05-0{number}", source=source)
            for number, source in enumerate(("one", "other", "one"), 1)
        }
    ).views()
    view = found["/articles/a1/"]
    assert (view.later.title, view.later_source.title) == ("A2", "A3")


def test_notes_stand_with_their_links_where_those_lead_somewhere() -> None:
    (note,) = view_of("2020-05-03-bridge").notes
    assert (note.id, note.exact, note.created) == ("n1", "opened it", "1 November 2020")
    assert note.address == "/articles/2020-05-03-bridge/#n1"
    assert note.links == (("contradicts", Link("Old Ships", "/articles/2020-05-04-ships/")),)
    ((entry, notes),) = PAGES["/notes/"].view.groups
    assert entry.title == "A second bridge" and notes == (note,) and PAGES["/notes/"].view.count == 1


def test_the_body_itself_is_attached_and_its_digest_stands_in_the_view() -> None:
    page = PAGES["/articles/2020-05-03-bridge/"]
    assert page.attachments == (Attachment("article", "2020-05-03-bridge"),)
    assert page.view.body_digest == FILES.cards[0].body_digest


def test_an_alias_leads_to_the_article_and_never_covers_another() -> None:
    assert PAGES["/articles/bridge/"].view == MovedView("A second bridge", "/articles/2020-05-03-bridge/")
    assert isinstance(PAGES["/articles/2020-05-04-ships/"].view, ArticleView)


def test_provenance_has_a_page_and_shows_lines_only_where_the_original_is_at_hand() -> None:
    view = PAGES["/articles/2020-05-03-bridge/provenance/"].view
    assert view.article == Link("A second bridge", "/articles/2020-05-03-bridge/")
    assert (view.review, view.raw_file, view.shows_lines, view.lines_digest) == (("source",), "raw/b.txt", False, "")
    assert PAGES["/articles/2020-05-03-bridge/provenance/"].attachments == ()


# Drafts and tombstones ---------------------------------------------------------------------------------------------

STATUSES = {
    "articles/2020/plain.md": article("Plain", date="2020-05-01", source="paper"),
    "articles/2020/draft.md": article("Draft", "Unready words.\n", date="2020-05-02", source="paper", status="draft"),
    "articles/2020/gone.md": article(
        "Gone title",
        "Zzbody words.\n",
        date="2020-05-03",
        source="paper",
        status="withdrawn",
        summary="Zzsummary",
        captions="[{text: Zzcaption, credit: Zzcredit}]",
        authors="[Zzauthor]",
        subjects="[zzsubject]",
        url="https://zzurl.example/x",
        actors="[ada]",
        aliases="[was-gone]",
        related="[Zzrelated]",
        raw="{file: raw/zzraw.txt, lines: 1-2, sha256: zz}",
        provenance="{date: {basis: stated, line: 1, text: zzevidence}}",
    ),
    "notes/gone.yaml": "- quote: {exact: Zzbody}\n  body: Zznote\n",
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "events/e.yaml": "title: E\ndate: 2020-05-03\narticles: [gone, draft]\n",
}


def test_a_draft_is_nowhere_unless_it_is_asked_for() -> None:
    found = archive(STATUSES)
    assert shown_on(found.pages(), "Draft") == shown_on(found.pages(), "Unready") == []
    assert "/articles/draft/" not in found.pages()
    with_drafts = found.pages(drafts=True)
    assert with_drafts["/articles/draft/"].view.draft and not with_drafts["/articles/plain/"].view.draft
    assert "/articles/" in shown_on(with_drafts, "Draft") and "/timeline/2020-05-02/" in with_drafts


def test_a_withdrawn_article_leaves_a_tombstone_at_its_address_and_nothing_anywhere_else() -> None:
    found = archive(STATUSES)
    assert [problem.code for problem in found.problems] == []
    pages = found.pages()
    assert shown_on(pages, "Gone title") == ["/articles/gone/", "/articles/was-gone/"]
    tombstone = pages["/articles/gone/"]
    assert tombstone.view.withdrawn and tombstone.attachments == ()
    assert "/articles/gone/provenance/" not in pages
    assert pages["/articles/was-gone/"].view.target == "/articles/gone/"
    assert pages["/"].view.articles == 1


def test_a_tombstone_says_that_it_was_here_and_nothing_of_what_it_said() -> None:
    pages = archive(STATUSES).pages()
    for words in ("Zzbody", "Zzsummary", "Zzcaption", "Zzcredit", "Zznote", "Zzrelated", "zzsubject", "zzevidence"):
        assert shown_on(pages, words) == [], words


def test_a_tombstone_leads_to_no_copy_and_names_nobody() -> None:
    # What was withdrawn must not be one click away, and its author may be whom it was withdrawn for.
    pages = archive(STATUSES).pages()
    for words in ("zzurl", "Zzauthor", "zzraw", "Ada Berg"):
        assert "/articles/gone/" not in shown_on(pages, words), words


# Rights ------------------------------------------------------------------------------------------------------------


def withheld(publish: str, level: str = "article") -> dict[str, str]:
    """An article whose every text has a word of its own."""
    fields = {
        "date": "2020-05-03",
        "source": "paper",
        "actors": "[ada]",
        "captions": "[{text: zzcaption, credit: zzcredit}]",
        "raw": "{file: raw/x.txt, lines: 1-9, sha256: abc}",
    }
    if level == "article":
        fields["rights"] = publish
    body = "Zzfirst " + "word " * 60 + "zzlate in the first.\n\nZzsecond with Ada Berg.\n\n## Zzhead\n\nZzlast.\n"
    return {
        "articles/2020/held.md": article("Held", body, **fields),
        "articles/2020/other.md": article("Other", body, date="2020-05-04", actors="[ada]", rights="full"),
        "notes/held.yaml": "- quote: {exact: Zzsecond with}\n  body: Zznote\n",
        "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
        "sources/paper.yaml": "name: Paper\n" + (f"rights: {publish}\n" if level == "source" else ""),
        "site.yaml": "title: T\n" + (f"rights: {publish}\n" if level == "archive" else ""),
    }


SECRETS = ("zzlate", "Zzsecond", "Zzhead", "Zzlast", "Zznote", "zzcaption", "zzcredit")


def test_what_may_not_be_shown_is_on_no_page_whichever_level_says_so() -> None:
    for publish in ("none", "metadata", "excerpt"):
        for level in ("article", "source", "archive"):
            found = archive(withheld(publish, level))
            assert found.problems == ()
            pages = found.pages()
            own = {address for address in pages if address.startswith("/articles/other/")}
            for words in SECRETS:
                assert set(shown_on(pages, words)) <= own, (publish, level, words)
            first = set(shown_on(pages, "Zzfirst")) - own - set(shown_on(pages, "Other"))
            assert bool(first) == (publish == "excerpt"), (publish, level)


def test_an_article_that_is_shown_nowhere_has_no_page_and_leaves_no_trace() -> None:
    pages = archive(withheld("none")).pages()
    assert shown_on(pages, "Held") == [] and "/articles/held/" not in pages
    assert "/timeline/2020-05-03/" not in pages


def test_of_an_article_whose_text_is_withheld_the_data_are_there() -> None:
    pages = archive(withheld("metadata")).pages()
    view = pages["/articles/held/"].view
    assert (view.publish, view.excerpt, view.captions, view.notes) == ("metadata", "", (), ())
    assert [named.paragraph for named in view.people] == [""], "no link to a paragraph that is not there"
    assert not pages["/articles/held/provenance/"].view.shows_lines
    assert "/articles/" in shown_on(pages, "Held")


def test_control_a_text_that_may_be_shown_is_found() -> None:
    pages = archive(withheld("full")).pages()
    assert "/articles/held/" in shown_on(pages, "Zznote") and "/notes/" in shown_on(pages, "Zznote")
    assert "/articles/held/" in shown_on(pages, "zzcaption")
    assert len(shown_on(pages, "Zzfirst")) > 3


def test_an_article_leads_to_others_of_its_day_and_along_the_actor_whom_it_names_most() -> None:
    files = {
        "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
        "actors/otto.yaml": "name: Otto Lund\ntype: person\n",
        "articles/before.md": article("Before", "Otto Lund sat.\n", date="2020-01-01", actors="[otto]"),
        "articles/here.md": article(
            "Here", "Otto Lund ran. Ada Berg saw it. Otto Lund fell.\n", date="2020-01-03", actors="[ada, otto]"
        ),
        "articles/after.md": article("After", "Otto Lund stood.\n", date="2020-02-01", actors="[otto]"),
        **{f"articles/same{n}.md": article(f"Same {n}", date="2020-01-03") for n in range(7)},
        "articles/alone.md": article("Alone", "Nobody.\n", actors="[ada]"),
    }
    views = archive(files).views()
    here = views["/articles/here/"]
    assert here.about is not None and here.about.text == "Otto Lund"
    assert (here.earlier_about.title, here.later_about.title) == ("Before", "After")
    assert [entry.title for entry in here.same_day] == [f"Same {n}" for n in range(5)] and here.same_day_more == 2
    alone = views["/articles/alone/"]
    assert (alone.about, alone.earlier_about, alone.later_about, alone.same_day) == (None, None, None, ())


def test_of_a_withdrawn_article_of_which_nothing_may_be_shown_only_that_it_is_gone_is_left() -> None:
    files = {"articles/2020/old.md": article("Hidden words", status="withdrawn", rights="none", aliases="[older]")}
    views = archive(files).views()
    assert type(views["/articles/old/"]).__name__ == "GoneView"
    assert views["/articles/older/"] == MovedView("", "/articles/old/")
    assert "Hidden" not in repr(list(views.values()))


def test_what_stands_around_a_withheld_text_is_withheld_too() -> None:
    fields = {
        "captions": "[{text: Two boats}]",
        "related": "[{text: Elsewhere in the paper}]",
        "provenance": (
            "{agency: {basis: inferred, line: 3, text: a reporter of the wire at the pier, rule: agency-reporter},"
            " date: {basis: stated, line: 2, text: May 3}}"
        ),
    }
    for publish in ("excerpt", "metadata"):
        view = archive({"articles/2020/a.md": article("A", **fields, rights=publish)}).views()["/articles/a/"]
        assert isinstance(view, ArticleView)
        assert (view.captions, view.saved_related) == ((), ())
        assert {known.field: known.text for known in view.known if known.basis} == {"agency": "", "date": "May 3"}
