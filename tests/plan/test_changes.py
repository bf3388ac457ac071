"""Editions: what the archive said is kept, and what became different since is told, field by field."""

from typing import Any

from plan.archive import Files, archive, article

from sitegen.export.editions import edition_file
from sitegen.model.editions import Edition, applied, edition_name, final_state, state_digest
from sitegen.model.views import GoneView
from sitegen.plan import changes_since, check_library, plan
from sitegen.plan.differences import passages
from sitegen.read.editions import in_order, read_edition

BRIDGE = article("The bridge opens", "It opened.\n\nMany came.\n\nIt rained.\n", date="2020-05-03", actors="[ada]")
FILES: Files = {
    "articles/bridge.md": BRIDGE,
    "articles/ferry.md": article("The last ferry", "It left.\n", date="2020-05-04", source="post"),
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "actors/bo.yaml": "name: Bo Lund\ntype: person\n",
}


def kept(*archives: Files) -> tuple[Edition, ...]:
    """An edition of each of the archives, one after the other, each read again from its file."""
    editions: list[Edition] = []
    for number, files in enumerate(archives, 1):
        state = final_state(editions)
        changes = changes_since(archive(files).library(editions=tuple(editions)), state)
        digest, date = state_digest(applied(state, changes)), f"2026-01-{number:02}"
        made = Edition(edition_name(date, digest), number, date, digest, f"Note {number}", changes)
        read, problems = read_edition(edition_file(made).decode(), "x.json", made.name)
        assert read == made and not problems
        editions.append(read)
    return tuple(editions)


def views(files: Files, *before: Files) -> dict[str, Any]:
    library = archive(files).library(editions=kept(*before))
    return {page.address: page.view for page in plan(library)}


def since(files: Files, *before: Files) -> dict[str, Any]:
    """Items of `/changes/` by what happened to them and their id."""
    groups = views(files, *before)["/changes/"].groups
    return {f"{group.what} {item.id}": item for group in groups for item in group.items}


def test_without_an_edition_nothing_is_said_of_changes() -> None:
    view = views(FILES)["/changes/"]
    assert (view.since, view.groups, view.editions) == (None, (), ())
    assert len(views({**FILES, "pages/about.md": "About."})["/about/"].edition) == 12


def test_an_archive_that_is_its_last_edition_is_called_by_it() -> None:
    files = {**FILES, "pages/about.md": "About."}
    (edition,) = kept(files)
    found = views(files, files)
    assert found["/changes/"].since is None and [one.number for one in found["/changes/"].editions] == [1]
    assert found["/about/"].edition == edition.name
    assert found[edition.address].head.counts == (("added", 4),)


def test_a_corrected_field_is_told_with_what_it_said_before() -> None:
    edited = {**FILES, "articles/bridge.md": BRIDGE.replace("2020-05-03", "2020-05-05").replace("[ada]", "[bo]")}
    item = since(edited, FILES)["corrected articles/bridge"]
    assert [(one.field, one.before, one.after) for one in item.fields] == [
        ("date", "2020-05-03", "2020-05-05"),
        ("actors", "", ""),
    ]
    assert (item.fields[1].removed, item.fields[1].added) == (("Ada Berg",), ("Bo Lund",))
    assert item.link.address == "/articles/bridge/" and item.history == "/changes/articles/bridge/"


def test_an_entry_of_a_list_is_told_alone() -> None:
    edited = {**FILES, "articles/bridge.md": BRIDGE.replace("[ada]", "[ada, bo]")}
    (field,) = since(edited, FILES)["corrected articles/bridge"].fields
    assert (field.how, field.added, field.removed) == ("list", ("Bo Lund",), ())


def test_of_a_text_the_paragraphs_are_told_that_read_otherwise() -> None:
    edited = {**FILES, "articles/bridge.md": BRIDGE.replace("Many came.", "Few came.") + "\nIt closed.\n"}
    (field,) = since(edited, FILES)["corrected articles/bridge"].fields
    assert [(one.kind, one.count, one.address) for one in field.passages] == [
        ("changed", 1, "/articles/bridge/#p2"),
        ("added", 1, "/articles/bridge/#p4"),
    ]


def test_what_rules_and_notes_add_to_a_text_is_no_correction_of_it() -> None:
    named = {**FILES, "actors/many.yaml": "name: Many\ntype: group\n"}
    note = "- quote: {exact: Many came}\n  body: About forty.\n  type: context\n"
    found = since({**named, "notes/bridge.yaml": note}, named)
    assert set(found) == {"added notes/bridge"}
    found = since({**FILES, "notes/bridge.yaml": note.replace("forty", "fifty")}, {**FILES, "notes/bridge.yaml": note})
    (field,) = found["corrected notes/bridge"].fields
    assert (field.field, field.how) == ("context: Many came", "changed")


def test_passages_are_counted_as_the_page_counts_them() -> None:
    found = passages(("paa", "sbb", "pcc", "pdd"), ("paa", "sbb", "pdd", "sxx"))
    assert [(one.kind, one.count, one.place) for one in found] == [("removed", 1, "p2"), ("added", 1, "s2")]
    assert passages(("paa", "pbb"), ("paa",))[0].place == ""


def test_a_version_stays_until_something_public_of_the_article_changes() -> None:
    first, second = kept(FILES, {**FILES, "actors/cy.yaml": "name: Cy\ntype: person\n"})
    view = views({**FILES, "actors/cy.yaml": "name: Cy\ntype: person\n"}, FILES)["/articles/bridge/"]
    assert view.edition.address == first.address != second.address and view.history == ""
    edited = {**FILES, "articles/bridge.md": BRIDGE.replace("opens", "opened")}
    other = views(edited, FILES)["/articles/bridge/"]
    assert other.version != view.version and other.edition is None and other.history == "/changes/articles/bridge/"
    assert views(edited, FILES)["/articles/ferry/"] != other


def test_a_history_has_every_version_the_newest_first() -> None:
    second = {**FILES, "articles/bridge.md": BRIDGE.replace("opens", "opened")}
    third = {**second, "articles/bridge.md": BRIDGE.replace("opens", "opened again")}
    view = views(third, FILES, second)["/changes/articles/bridge/"]
    assert [step.edition.number for step in view.steps] == [0, 2, 1]
    assert [step.items[0].fields[0].after for step in view.steps[:2]] == [
        "The bridge opened again",
        "The bridge opened",
    ]
    assert len({step.items[0].version for step in view.steps}) == 3
    assert "/changes/articles/ferry/" not in views(third, FILES, second)


def test_a_withdrawn_article_is_named_and_its_page_leads_to_its_history() -> None:
    gone = {**FILES, "articles/bridge.md": BRIDGE.replace("---\ntitle", "---\nstatus: withdrawn\ntitle", 1)}
    item = since(gone, FILES)["withdrawn articles/bridge"]
    assert (item.link.text, item.link.address, item.version) == ("The bridge opens", "/articles/bridge/", "")
    assert views(gone, FILES)["/articles/bridge/"].history == "/changes/articles/bridge/"


def test_a_vanished_article_keeps_its_address() -> None:
    files = {path: text for path, text in FILES.items() if path != "articles/bridge.md"}
    assert since(files, FILES)["withdrawn articles/bridge"].link.text == "The bridge opens"
    assert isinstance(views(files, FILES)["/articles/bridge/"], GoneView)
    # In every later edition too.
    assert isinstance(views(files, FILES, files)["/articles/bridge/"], GoneView)


def test_a_moved_article_is_no_withdrawn_one() -> None:
    files = {path: text for path, text in FILES.items() if path != "articles/bridge.md"}
    files["articles/new-bridge.md"] = BRIDGE.replace("---\ntitle", "---\naliases: [bridge]\ntitle", 1)
    found = since(files, FILES)
    assert found["moved articles/bridge"].moved_to.address == "/articles/new-bridge/"
    assert {"added articles/new-bridge", "moved articles/bridge"} == set(found)


def test_check_tells_of_an_article_that_vanished_unless_an_alias_or_a_tombstone_is_left() -> None:
    def codes(files: Files) -> list[str]:
        found = archive(files)
        library = found.library(editions=kept(FILES))
        problems = check_library(library, found.authority, found.cards)
        return [one.code for one in problems if one.code not in ("unknown-source", "page-missing")]

    rest = {path: text for path, text in FILES.items() if path != "articles/bridge.md"}
    assert codes(FILES) == [] and codes(rest) == ["article-vanished"]
    alias = BRIDGE.replace("---\ntitle", "---\naliases: [bridge]\ntitle", 1)
    assert codes({**rest, "articles/other.md": alias}) == []
    stone = BRIDGE.replace("---\ntitle", "---\nstatus: withdrawn\ntitle", 1)
    assert codes({**rest, "articles/bridge.md": stone}) == []


def test_an_edition_says_nothing_of_a_text_that_is_not_shown() -> None:
    files = {**FILES, "articles/bridge.md": BRIDGE.replace("---\ntitle", "---\nrights: metadata\ntitle", 1)}
    (edition,) = kept(files)
    item = next(change.item for change in edition.changes if change.id == "articles/bridge")
    assert item and item.value("text") is None and item.value("publish").texts == ("metadata",)  # type: ignore[union-attr]
    files = {**FILES, "articles/bridge.md": BRIDGE.replace("---\ntitle", "---\nrights: none\ntitle", 1)}
    assert "articles/bridge" not in {change.id for change in kept(files)[0].changes}


def test_editions_that_do_not_come_to_what_they_state_are_told() -> None:
    first, second = kept(FILES, {**FILES, "actors/cy.yaml": "name: Cy\ntype: person\n"})
    assert in_order([(second, "b"), (first, "a")]) == ((first, second), ())
    _, problems = in_order([(second, "b")])
    assert [(one.code, one.path) for one in problems] == [("edition", "b")]


def test_the_data_say_the_same() -> None:
    second = {**FILES, "articles/bridge.md": BRIDGE.replace("2020-05-03", "2020-05-05")}
    found = views(second, FILES, second)
    edition = found["/changes/"].editions[0]
    (row,) = [dict(row) for row in found[edition.data].rows]
    assert (row["item"], row["change"]) == ("articles/bridge", "corrected")
    assert dict(row["fields"][0])["before"] == "2020-05-03"
    assert [dict(row)["number"] for row in found["/data/editions.json"].rows] == [1, 2]
