"""Who is named together with whom: counted in the actor's own articles, drawn the same every time."""

from __future__ import annotations

import random
import re

import pytest
from plan.archive import Archive, Files, archive, article, changed

from sitegen.model.network_views import Network
from sitegen.plan import plan
from sitegen.plan.network import ARCS, NODES


def people(*ids: str) -> Files:
    return {f"actors/{id}.yaml": f"name: {id.upper()} Berg\ntype: person\n" for id in ids}


def party(articles: dict[str, str], *ids: str) -> Files:
    """Articles by their day, each with the actors that it lists."""
    files = people(*ids)
    for number, (day, actors) in enumerate(articles.items()):
        files[f"articles/a{number}.md"] = article(f"A{number}", date=day, actors=f"[{actors}]")
    return files


DAYS = {"2020-08-01": "a, b, c, d", "2020-08-03~": "a, b, c", "2020-08-05": "a, b", "2020-08-09": "b, c, d, e"}


def network_of(files: Files, id: str = "a") -> Network:
    drawn = archive(files).views()[f"/actors/{id}/"].network
    assert isinstance(drawn, Network)
    return drawn


def test_companions_come_with_their_first_and_last_article() -> None:
    view = archive(party(DAYS, *"abcde")).views()["/actors/a/"]
    assert [(one.link.text, one.count, one.first.text, one.last.text) for one in view.companions] == [
        ("B Berg", 3, "1 August 2020", "5 August 2020"),
        ("C Berg", 2, "1 August 2020", "about 3 August 2020"),
        ("D Berg", 1, "1 August 2020", "1 August 2020"),
    ]
    assert view.companions[0].last.address == "/articles/a2/"
    assert view.companion_count == 3


def test_an_undated_article_has_no_first_and_no_last() -> None:
    files = {**people("a", "b"), "articles/x.md": article("X", actors="[a, b]")}
    (one,) = archive(files).views()["/actors/a/"].companions
    assert (one.first.text, one.first.address, one.last.address) == ("undated", "", "")


def test_only_the_actors_own_articles_count() -> None:
    """The fourth article names B, C and D without A: it must not change A's page."""
    before = archive(party(dict(list(DAYS.items())[:3]), *"abcde")).pages()
    after = archive(party(DAYS, *"abcde")).pages()
    assert "/actors/a/" not in changed(before, after) and "/actors/b/" in changed(before, after)
    drawn = network_of(party(DAYS, *"abcde"))
    assert {(arc.first.text, arc.second.text, arc.count) for arc in drawn.arcs} == {
        ("B Berg", "C Berg", 2),
        ("B Berg", "D Berg", 1),
        ("C Berg", "D Berg", 1),
    }


def test_two_companions_are_no_network() -> None:
    assert archive(party({"2020": "a, b, c"}, *"abc")).views()["/actors/a/"].network is None
    assert archive(party({"2020": "a"}, *"abc")).views()["/actors/a/"].companions == ()


@pytest.mark.parametrize("seed", range(5))
def test_a_drawing_of_any_archive_stays_in_its_frame(seed: int) -> None:
    rng = random.Random(seed)
    ids = [f"p{n:02}" for n in range(30)]
    files = people(*ids)
    for n in range(60):
        named = ", ".join(["p00", *rng.sample(ids[1:], rng.randint(0, 9))])
        files[f"articles/a{n:02}.md"] = article(f"A{n}", date=f"2020-08-{n % 28 + 1:02}", actors=f"[{named}]")
    found = archive(files)
    drawn = network_of(files, "p00")
    assert len(drawn.nodes) == NODES and len(drawn.arcs) <= ARCS <= drawn.pairs
    assert drawn.height == drawn.row * NODES
    rows = [node.y for node in drawn.nodes]
    assert rows == [drawn.row * (n + 0.5) for n in range(NODES)]
    assert all(2 * node.radius < drawn.row for node in drawn.nodes)
    for arc in drawn.arcs:
        numbers = re.fullmatch(r"M([\d.]+) ([\d.]+)A([\d.]+) ([\d.]+) 0 0 0 ([\d.]+) ([\d.]+)", arc.path)
        assert numbers is not None, arc.path
        x, top, reach, half, end, bottom = map(float, numbers.groups())
        assert x == end == drawn.spine and reach < drawn.spine
        assert (top in rows and bottom in rows) and bottom - top == 2 * half > 0
    # Whoever is bound to another has a curve.
    assert {link.text for arc in drawn.arcs for link in (arc.first, arc.second)} == {n.link.text for n in drawn.nodes}
    cards = list(found.cards)
    rng.shuffle(cards)
    again = Archive(found.config, found.authority, tuple(cards), found.texts, found.articles, found.problems)
    assert plan(again.library()) == plan(found.library())


def test_those_most_often_together_stand_near_each_other() -> None:
    days = {f"2020-08-{n:02}": "a, b" for n in range(1, 9)}
    days |= {"2020-09-01": "a, c, e", "2020-09-02": "a, c, e", "2020-09-03": "a, d", "2020-09-04": "a, d"}
    days |= {"2020-09-05": "a, d, b", "2020-09-06": "a, c"}
    names = [node.link.text[0] for node in network_of(party(days, *"abcde")).nodes]
    assert names == ["B", "D", "C", "E"]
