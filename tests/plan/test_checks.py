"""What can only be seen across files (the messages themselves are among the invalid sites)."""

from plan.archive import archive, article
from plan.test_articles import BRIDGE
from plan.test_timeline import PRESS

from sitegen.plan import check_library, name_forms


def codes(files: dict[str, str]) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.path) for problem in archive(files).checks())


def test_a_name_that_leads_nowhere_is_told_wherever_it_stands() -> None:
    problems = archive(
        {
            "site.yaml": "title: T\npages: []\n",
            "articles/a.md": article("A", actors="[adda]", places="[orsk]", source="s", agency="w"),
            "notes/a.yaml": "- {quote: {exact: Some words}, body: x, links: [{article: b}], claim: {event: e}}\n",
            "events/v.yaml": "title: V\ndate: 2020\nplace: p\nactors: [x]\narticles: [c]\npart_of: w\n",
            "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
        }
    ).checks()
    found = sorted((problem.code, problem.path, problem.line, problem.column, problem.severity) for problem in problems)
    assert found == [
        ("unknown-actor", "articles/a.md", 3, 10, "error"),
        ("unknown-actor", "events/v.yaml", 4, 10, "error"),
        ("unknown-article", "events/v.yaml", 5, 12, "error"),
        ("unknown-article", "notes/a.yaml", 1, 59, "error"),
        ("unknown-event", "events/v.yaml", 6, 10, "error"),
        ("unknown-event", "notes/a.yaml", 1, 79, "error"),
        ("unknown-place", "articles/a.md", 4, 10, "error"),
        ("unknown-place", "events/v.yaml", 3, 8, "error"),
        ("unknown-source", "articles/a.md", 5, 9, "warning"),
        ("unknown-source", "articles/a.md", 6, 9, "warning"),
    ]
    assert next(problem for problem in problems if problem.code == "unknown-actor").hint == "did you mean `ada`?"


def test_a_whole_archive_has_nothing_to_tell_but_what_was_left_out() -> None:
    assert codes({}) == [("page-missing", "site.yaml")] * 2
    assert {code for code, _ in codes(PRESS)} == {"page-missing", "unknown-actor", "unknown-article"}
    found = archive(BRIDGE)
    assert {problem.code for problem in found.checks()} == {"page-missing", "review", "alias-taken", "unknown-article"}


def test_what_names_a_record_that_is_still_to_be_made_is_not_at_fault() -> None:
    found = archive({"events/v.yaml": "title: V\ndate: 2020\narticles: [c]\n"})
    problems = check_library(found.library(), found.authority, found.cards, frozenset({"c"}))
    assert "unknown-article" not in {problem.code for problem in problems}


def test_a_name_that_two_records_claim_is_told_once_with_both_places() -> None:
    found = archive(
        {
            "site.yaml": "title: T\npages: []\n",
            "actors/a.yaml": "name: Ann Berg\ntype: person\nnames: [O’Neill]\n",
            "actors/b.yaml": "name: Bo Berg\ntype: person\nnames: [Bo, {text: O'Neill}]\n",
            "places/c.yaml": "name: Bo\n",
        }
    )
    told = {problem.message: (problem.path, problem.line, problem.column) for problem in found.checks()}
    assert told == {
        "the name “O'Neill” is claimed by 2 records: actors/a.yaml:3, actors/b.yaml:3": ("actors/b.yaml", 3, 20),
        "the name “Bo” is claimed by 2 records: actors/b.yaml:3, places/c.yaml:1": ("places/c.yaml", 1, 7),
    }
    assert [problem.hint.split(";")[0] for problem in found.checks()] == [
        "also in actors/b.yaml:3",
        "also in actors/a.yaml:3",
    ]


def test_circles_are_found_and_what_leads_into_one_is_not_blamed() -> None:
    found = archive(
        {
            "site.yaml": "title: T\npages: []\n",
            "events/a.yaml": "title: A\ndate: 2020\npart_of: b\n",
            "events/b.yaml": "title: B\ndate: 2020\npart_of: c\n",
            "events/c.yaml": "title: C\ndate: 2020\npart_of: a\n",
            "events/d.yaml": "title: D\ndate: 2020\npart_of: a\n",
            "events/e.yaml": "title: E\ndate: 2020\npart_of: e\n",
        }
    )
    told = {problem.path: problem.message.partition(": ")[2] for problem in found.checks()}
    assert told == {
        "events/a.yaml": "a → b → c → a",
        "events/b.yaml": "b → c → a → b",
        "events/c.yaml": "c → a → b → c",
        "events/e.yaml": "e → e",
    }


def test_an_alias_that_two_articles_claim_is_told() -> None:
    files = {
        "site.yaml": "title: T\npages: []\n",
        "articles/a.md": article("A", aliases="[old]"),
        "articles/b.md": article("B", aliases="[old]"),
    }
    assert "alias-taken" in {code for code, _ in codes(files)}


def test_the_forms_of_names_come_in_the_order_of_ids_actors_first() -> None:
    authority = archive(BRIDGE).authority
    assert [record.id for record in name_forms(authority)] == [
        "actors/ada-berg",
        "actors/town-council",
        "places/orsk",
    ]
    assert name_forms(authority)[0].forms == ("Ada Berg", "Berg", "Ада Берг"), "never those for search only"
