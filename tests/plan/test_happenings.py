"""Events that several articles tell of and no record describes are proposed, and nothing more is done about them."""

import pytest
from plan.archive import Files, article
from plan.findings import told_archive

from sitegen.plan.happenings import EventProposal, propose_events
from sitegen.read.authority import read_event

STORM = {
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "actors/otto.yaml": "name: Otto Lund\ntype: person\n",
    "places/orsk.yaml": "name: Orsk\n",
    "articles/a.md": article(
        "A", "Ada Berg spoke on [Sunday|2021-03-07|weekday-before].\n", date="2021-03-08", actors="[ada]"
    ),
    "articles/b.md": article(
        "B",
        'On [7 March|2021-03-07|date] Ada Berg: "spoke" in Orsk.\n',
        date="2021-03-12",
        actors="[ada, otto]",
        places="[orsk]",
    ),
    "articles/c.md": article(
        "C", "Otto Lund slept on [7 March|2021-03-07|date].\n", date="2021-03-13", actors="[otto]"
    ),
}


def proposals(files: Files) -> tuple[EventProposal, ...]:
    return propose_events(told_archive(files).library())


def test_articles_that_date_sentences_to_one_day_and_name_the_same_actor_make_a_proposal() -> None:
    [one] = proposals(STORM)
    assert (one.day, one.actors, one.places, one.beside) == ("2021-03-07", ("ada",), (), ())
    assert [(article.slug, article.probable) for article in one.articles] == [("a", False), ("b", False)]
    assert one.articles[0].sentences == ("Ada Berg spoke on Sunday.",)
    assert one.path == "events/2021-03-07-ada.yaml"


def test_the_record_of_a_proposal_can_be_pasted_as_it_is() -> None:
    [one] = proposals(STORM)
    event, problems = read_event(one.record, one.path, "2021-03-07-ada")
    assert problems == () and event is not None
    assert (event.date.day, event.actors, event.articles) == ("2021-03-07", ("ada",), ("a", "b"))
    assert event.title == "Ada Berg: 7 March 2021"
    assert '    # On 7 March Ada Berg: "spoke" in Orsk.\n' in one.record


@pytest.mark.parametrize("name", ['"Ada": #1 \\ Berg', "Ада Берг", "Ada\u2028Berg", "- Ada: [Berg"])
def test_no_name_or_sentence_breaks_the_record(name: str) -> None:
    files = STORM | {"actors/ada.yaml": f"name: {name!r}\ntype: person\nnames: [Ada Berg]\n"}
    [one] = proposals(files)
    event, problems = read_event(one.record, one.path, "e")
    assert problems == () and event is not None and event.actors == ("ada",)


def test_a_day_that_a_recorded_event_covers_with_the_same_actors_is_not_proposed() -> None:
    assert proposals(STORM | {"events/e.yaml": "title: E\ndate: 2021-03-07\nactors: [ada]\n"}) == ()
    assert proposals(STORM | {"events/e.yaml": "title: E\ndate: 2021-03-06/2021-03-08\nactors: [ada]\n"}) == ()
    [one] = proposals(STORM | {"events/e.yaml": "title: E\ndate: 2021-03-07\nactors: [otto]\n"})
    assert one.beside == ("e",) and "Recorded for this day already: e" in one.record
    assert len(proposals(STORM | {"events/e.yaml": "title: E\ndate: 2021-03\nactors: [ada]\n"})) == 1, "no day"


def test_one_article_alone_proposes_nothing_and_neither_does_naming_different_people() -> None:
    assert proposals({path: text for path, text in STORM.items() if path != "articles/b.md"}) == ()


def test_where_all_is_only_probable_nothing_is_proposed() -> None:
    files = {path: text.replace("before]", "before?]").replace("date]", "date?]") for path, text in STORM.items()}
    assert proposals(files) == ()
    half = STORM | {"articles/a.md": STORM["articles/a.md"].replace("before]", "before?]")}
    assert [article.probable for article in proposals(half)[0].articles] == [True, False]


def test_a_shared_place_ties_articles_together_unless_most_of_the_archive_is_about_it() -> None:
    def storm(others: str) -> Files:
        return {
            "places/orsk.yaml": "name: Orsk\n",
            "articles/a.md": article("A", "A storm hit Orsk on [Sunday|2021-03-07|date].\n", places="[orsk]"),
            "articles/b.md": article("B", "Orsk was dark on [7 March|2021-03-07|date].\n", places="[orsk]"),
            **{f"articles/o{n}.md": article(f"O{n}", places=others) for n in range(5)},
        }

    [one] = proposals(storm("[]"))
    assert (one.actors, one.places, one.path) == ((), ("orsk",), "events/2021-03-07-orsk.yaml")
    assert "\nplace: orsk\n" in one.record
    assert proposals(storm("[orsk]")) == ()


def test_proposals_have_one_order_and_paths_of_their_own() -> None:
    files: Files = {"events/2021-03-07-ada.yaml": "title: Other\ndate: 2020\n"}
    for person in ("ada", "bo"):
        files[f"actors/{person}.yaml"] = f"name: {person.capitalize()} Berg\ntype: person\n"
        for n in range(3 if person == "bo" else 2):
            body = f"{person.capitalize()} Berg spoke on [7 March|2021-03-07|date].\n"
            files[f"articles/{person}{n}.md"] = article("A", body, actors=f"[{person}]", date=f"2021-03-1{n}")
    assert [one.path for one in proposals(files)] == ["events/2021-03-07-bo.yaml", "events/2021-03-07-ada-2.yaml"]
    assert len(propose_events(told_archive(files).library(), at_most=1)) == 1
    assert proposals(dict(reversed(files.items()))) == proposals(files)


def test_an_archive_without_findings_proposes_nothing() -> None:
    assert proposals({"articles/a.md": article("A")}) == () == proposals({})
