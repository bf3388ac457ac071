"""The rules under which "a page is a value" is true, as properties of whole archives."""

import random
from typing import Any

import pytest
from plan.archive import Archive, Files, archive, article, changed, files_of, links_in, values_in
from plan.test_articles import BRIDGE
from plan.test_timeline import PRESS

from sitegen.base.values import digest
from sitegen.model.config import site_of
from sitegen.plan import plan

WORDS = ["herring", "barrel", "winter", "storm", "council", "bridge", "letter", "harbour", "minister", "market"]


def press(seed: int = 1, count: int = 30) -> Files:
    """An archive of some size, the same for the same seed."""
    rng = random.Random(seed)
    files: Files = {
        "site.yaml": "title: The harbour papers\nbase_url: https://harbour.example/\n",
        "pages/about.md": "About.",
        "pages/method.md": "Method.",
        **{f"actors/p{n}.yaml": f"name: Person {chr(65 + n)}\ntype: person\n" for n in range(6)},
        **{f"places/q{n}.yaml": f"name: Place {chr(65 + n)}\n" for n in range(3)},
        "sources/s0.yaml": "name: The Daily\n",
    }
    for n in range(count):
        first = " ".join(f"word{rng.randint(10, 99)}{chr(97 + n % 26)}" for _ in range(70))
        body = f"{first}\n\n" + "\n\n".join(" ".join(rng.choices(WORDS, k=40)) for _ in range(3))
        date = rng.choice(
            ["", "2020", "2020-08", f"2020-08-{rng.randint(1, 28):02}", f"2020-09-{rng.randint(1, 28):02}~"]
        )
        actors = ", ".join(f"p{k}" for k in rng.sample(range(6), rng.randint(0, 3)))
        fields = {"actors": f"[{actors}]", "places": f"[q{rng.randint(0, 2)}]", "source": f"s{rng.randint(0, 2)}"}
        files[f"articles/2020/a{n:02}.md"] = article(f"Title {n}", body, **fields, **({"date": date} if date else {}))
    for n in range(5):
        files[f"events/e{n}.yaml"] = f"title: Event {n}\ndate: 2020-08-{10 + n}\narticles: [a0{n}, a1{n}]\nplace: q0\n"
    return files


# Rule 1: what stands on every page comes from configuration ---------------------------------------------------------


def test_what_stands_on_every_page_does_not_change_with_the_content() -> None:
    few, more = archive(press(count=3)), archive(press(count=30))
    assert site_of(few.config) == site_of(more.config)


def test_pages_that_show_nothing_of_an_article_do_not_change_with_it() -> None:
    before = archive(press()).pages()
    files = press() | {
        "articles/2020/new.md": article("New", "One zzz.", date="2020-08-11", source="s0", actors="[p0]")
    }
    after = archive(files).pages()
    for address in ("/404.html", "/method/", "/actors/p1/", "/sources/s1/", "/places/q1/", "/timeline/2020-09/"):
        assert before[address] == after[address], address
    assert before["/events/"] == after["/events/"] and before["/notes/"] == after["/notes/"]


# Rule 3: another page shows of an article only its face -------------------------------------------------------------


def later_words_turned_round(text: str) -> str:
    """The record with the words of its last paragraph in another order: the same words, another body."""
    head, _, last = text.rpartition("\n\n")
    words = last.split()
    return head + "\n\n" + " ".join(reversed(words))


@pytest.mark.parametrize("slug", ["a00", "a07", "a29"])
def test_a_change_deep_in_a_body_changes_the_articles_own_page_and_no_other(slug: str) -> None:
    files = press()
    name = f"articles/2020/{slug}.md"
    edited = {**files, name: later_words_turned_round(files[name])}
    assert edited[name] != files[name] and edited[name][:400] == files[name][:400]
    # The page about the archive carries its edition, a digest of all it holds: that is what it is for.
    assert changed(archive(files).pages(), archive(edited).pages()) == {
        f"/articles/{slug}/",
        f"/articles/{slug}/article.tei.xml",
        *(f"/articles/{slug}/{slug}.{ending}" for ending in ("bib", "ris", "csl.json")),
        "/about/",
        "/data/datapackage.json",
    }


def test_a_change_of_the_first_words_changes_those_pages_that_show_them() -> None:
    files = press()
    edited = {**files, "articles/2020/a05.md": files["articles/2020/a05.md"].replace("---\nword", "---\nZzfirst word")}
    before, after = archive(files).pages(), archive(edited).pages()
    shown = {
        address for address, page in after.items() if any("Zzfirst" in str(value) for value in values_in(page.view))
    }
    assert changed(before, after) >= shown > {"/articles/a05/", "/articles/"}


def test_a_change_of_a_note_changes_its_article_and_the_list_of_notes() -> None:
    files = files_of(BRIDGE)
    edited = {
        **files,
        "notes/2020-05-03-bridge.yaml": files["notes/2020-05-03-bridge.yaml"].replace("second day", "third"),
    }
    assert changed(archive(files).pages(), archive(edited).pages()) == {
        "/articles/2020-05-03-bridge/",
        "/notes/",
        "/articles/2020-05-03-bridge/article.tei.xml",
        "/data/annotations.jsonld",
        "/data/datapackage.json",
        "/data/notes.csv",
        "/data/notes.jsonl",
        "/about/",
    }


# Rule 4: one order --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_the_same_files_give_the_same_pages_in_whatever_order_they_are_read(seed: int) -> None:
    found = archive(press(seed))
    cards = list(found.cards)
    random.Random(seed).shuffle(cards)
    shuffled = Archive(found.config, found.authority, tuple(cards), found.texts, found.articles, found.problems)
    assert plan(shuffled.library()) == plan(found.library())


def test_addresses_are_different_and_come_in_their_order() -> None:
    for files in (press(), BRIDGE, PRESS, {}):
        pages = plan(archive(files).library())
        addresses = [page.address for page in pages]
        assert addresses == sorted(set(addresses))
        assert len({page.file for page in pages}) == len(pages)


# Values -------------------------------------------------------------------------------------------------------------


def test_every_page_is_a_value_that_can_be_hashed() -> None:
    for page in archive(press()).pages().values():
        assert digest(page) == digest(page)
        assert all(value is None or isinstance(value, (str, int, float)) for value in values_in(page.view))


def test_every_link_of_every_view_leads_to_a_page() -> None:
    gap = {f"articles/a{month}.md": article("A", date=f"2020-0{month}-01") for month in (5, 8)}
    for files in (press(), BRIDGE, PRESS, press(count=210), gap):
        pages = archive(files).pages()
        assert [pair for pair in links_in(pages) if pair[1].split("#")[0] not in pages] == []


def test_control_a_link_to_nothing_is_seen() -> None:
    pages = archive(BRIDGE).pages()
    del pages["/places/orsk/"]
    assert ("/articles/2020-05-03-bridge/", "/places/orsk/") in set(links_in(pages))


@pytest.mark.parametrize(
    "dates",
    [
        ("2020-08-01/..", "../2019-12-31"),
        ("../2019", "2021/.."),
        ("2020/..",),
        ("../2020",),
        ("0001-01-01", "9999-12-31"),
        ("19XX", "2020-08-15~"),
        ("2020-08-01/..", "2020-08-02"),
    ],
)
def test_an_archive_of_any_dates_is_planned(dates: tuple[str, ...]) -> None:
    files: dict[str, Any] = {
        f"articles/a{n}.md": article(f"A{n}", date=date, actors="[ada]") for n, date in enumerate(dates)
    }
    files["actors/ada.yaml"] = "name: Ada Berg\ntype: person\n"
    files["events/e.yaml"] = f"title: E\ndate: {dates[0]}\nactors: [ada]\narticles: [a0]\n"
    files["sources/s.yaml"] = "name: S\n"
    pages = archive(files).pages()
    assert pages["/"].view.articles == len(dates)
