"""Related articles: few, with the reason, in one order."""

import random

import pytest
from plan.archive import Files, archive, article

from sitegen.plan.related import AT_MOST, related_articles

ACTORS = {f"actors/{id}.yaml": f"name: {id.title()} Berg\ntype: person\n" for id in ("ada", "bo", "cy")}
PLACES = {"places/orsk.yaml": "name: Orsk\n"}


def related(files: Files, slug: str) -> list[tuple[str, str]]:
    view = archive(files).views()[f"/articles/{slug}/"]
    return [(other.entry.title, other.reason) for other in view.related]


def padding(count: int = 20) -> Files:
    """Articles that have nothing to do with anything."""
    return {
        f"articles/1990/p{n}.md": article(f"P{n}", f"word{chr(97 + n)}aaa word{chr(97 + n)}bbb", date=f"19{70 + n}")
        for n in range(count)
    }


TENTH = {"date": "2020-08-10", "actors": "[ada]"}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (TENTH, TENTH, "also about Ada Berg, the same day"),
        (TENTH, {**TENTH, "date": "2020-08-11"}, "also about Ada Berg, 1 day later"),
        (TENTH, {**TENTH, "date": "2020-08-08"}, "also about Ada Berg, 2 days before"),
        (TENTH, {**TENTH, "date": "2020-08-20"}, "also about Ada Berg"),
        (TENTH, {**TENTH, "date": "2020-08"}, "also about Ada Berg"),
        ({"actors": "[ada, bo]"}, {"actors": "[bo, ada]"}, "also about Ada Berg and Bo Berg"),
        ({"places": "[orsk]"}, {"places": "[orsk]"}, "also about Orsk"),
    ],
)
def test_the_reason_is_said_in_words(one: dict[str, str], other: dict[str, str], reason: str) -> None:
    files = {
        **ACTORS,
        **PLACES,
        **padding(),
        "articles/one.md": article("One", "alpha", **one),
        "articles/other.md": article("Other", "beta", **other),
    }
    assert related(files, "one") == [("Other", reason)]


def test_the_same_words_are_a_reason_too() -> None:
    text = "Fishermen counted herring barrels before the winter storms arrived there.\n"
    files = {**padding(), "articles/a.md": article("A", text), "articles/b.md": article("B", text + "More.\n")}
    assert related(files, "a") == [("B", "in much the same words")]


def test_what_nearly_all_articles_name_does_not_say_first_why_two_belong_together() -> None:
    files = {**ACTORS, **padding()}
    files = {name: text.replace("---\nword", "actors: [ada]\n---\nword") for name, text in files.items()}
    for name, body in (("y", "alpha"), ("z", "beta")):
        files[f"articles/{name}.md"] = article(name.upper(), body, actors="[ada, bo]", date="2020-08-10")
    assert related(files, "y")[0] == ("Z", "also about Bo Berg and Ada Berg, the same day")


def test_there_are_at_most_five_however_many_there_might_be() -> None:
    files = {**ACTORS, **{f"articles/a{n}.md": article(f"A{n}", actors="[ada]", date="2020-08-10") for n in range(30)}}
    views = archive(files).views()
    assert AT_MOST == 5
    assert {len(views[f"/articles/a{n}/"].related) for n in range(30)} == {5}


def test_strangers_are_not_related_and_nobody_is_to_itself() -> None:
    assert related(padding(), "p3") == []
    files = {**ACTORS, "articles/a.md": article("A", actors="[ada]")}
    assert related(files, "a") == []


def test_the_order_and_the_scores_do_not_depend_on_the_order_of_the_cards() -> None:
    rng = random.Random(1)
    words = ["herring", "barrel", "winter", "storm", "council", "bridge", "letter", "harbour"]
    files = {**ACTORS, **PLACES}
    for n in range(40):
        actors = ", ".join(rng.sample(["ada", "bo", "cy"], rng.randint(0, 3)))
        body = " ".join(rng.choices(words, k=30))
        files[f"articles/a{n:02}.md"] = article(
            f"A{n}", body, date=f"2020-08-{rng.randint(1, 28):02}", actors=f"[{actors}]"
        )
    found = archive(files)
    cards = list(found.cards)
    expected = related_articles(found.library())
    for seed in range(3):
        random.Random(seed).shuffle(cards)
        library = type(found)(found.config, found.authority, tuple(cards), (), {}, ()).library()
        assert related_articles(library) == expected


def test_withheld_and_withdrawn_articles_are_related_to_nobody() -> None:
    files = {
        **ACTORS,
        "articles/a.md": article("A", actors="[ada]", date="2020-08-10"),
        "articles/b.md": article("B", actors="[ada]", date="2020-08-10", rights="none"),
        "articles/c.md": article("C", actors="[ada]", date="2020-08-10", status="withdrawn"),
        "articles/d.md": article("D", actors="[ada]", date="2020-08-10", status="draft"),
    }
    assert related(files, "a") == []
