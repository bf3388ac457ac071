"""Every page of the built archives is well-formed and no link leads nowhere; the checker that says so sees faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from archives import Archive, sitegen
from site_check import HOST, check_page, check_site, read_page, read_site, target

WORD = re.compile(r"[^\W\d_]+")


def test_every_page_of_the_shipped_archive_is_well_formed_and_every_link_leads_somewhere(shipped: Archive) -> None:
    report = shipped.build()
    assert not [problem for problem in report["problems"] if problem["severity"] in ("error", "warning")]
    faults = check_site(shipped.site, "https://belarus-2020.example/")
    assert not faults, "\n".join(faults)


def test_every_page_of_the_small_archive_is_well_formed_and_every_link_leads_somewhere(small: Archive) -> None:
    small.build()
    faults = check_site(small.site, "https://river.example/papers/")
    assert not faults, "\n".join(faults)


def test_every_page_of_a_new_archive_is_well_formed_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    assert sitegen("new", tmp_path / "a").code == 0
    archive = Archive(tmp_path / "a")
    assert archive.build()["problems"] == []
    faults = check_site(archive.site)
    assert not faults, "\n".join(faults)


def test_an_empty_archive_is_a_site_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.content.mkdir()
    (archive.content / "site.yaml").write_text("title: Empty\ndescription: Nothing yet.\n", encoding="utf-8")
    archive.build(search=True)
    faults = check_site(archive.site)
    assert not faults, "\n".join(faults)


def test_every_article_of_the_shipped_archive_shows_its_whole_text(shipped: Archive) -> None:
    shipped.build()
    pages = read_site(shipped.site)
    assert len(shipped.articles()) == 16
    for path in shipped.articles():
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        # Notes and their numbers stand between: every word of the text is there, in its order.
        shown = iter(WORD.findall(pages[f"articles/{path.stem}/index.html"].words))
        missing = next((word for word in WORD.findall(body) if word not in shown), None)
        assert missing is None, (path.stem, missing)


# The checker itself.

PAGE = """<!doctype html>
<html lang="en"><head><title>t</title><meta name="description" content="d"></head>
<body><main><h1>h</h1>{}</main></body></html>
"""


@pytest.mark.parametrize(
    ("mark_up", "fault"),
    [
        ("<p>fine</p>", ""),
        ("<p>open", "</main> where <p> is open"),
        ("<b><i>x</b></i>", "</b> where <i> is open"),
        ("</div>", "</div> where <main> is open"),
        ("<div/>", "closes nothing"),
        ("<h1>again</h1>", "2 × h1"),
        ("<h2>two</h2><h4>four</h4>", "an h4 follows an h2"),
        ('<i id="x"></i><b id="x"></b>', "'x' stands 2 times"),
        ('<section aria-labelledby="gone"></section>', "nothing has the id 'gone'"),
        ('<i class="a" class="b"></i>', "has class twice"),
        ("<p><ul></ul></p>", "<ul> ends the <p>"),
        ('<a href="#"><a href="#"></a></a>', "<a> inside <a>"),
        ('<img src="x">', "without alt"),
        ("<script>run()</script>", "an inline script"),
        ('<script type="application/ld+json">{oops</script>', "not JSON"),
        ('<p style="color: red">x</p>', "an inline style"),
        ('<p onclick="x()">x</p>', "the handler onclick"),
        ('<a href="javascript:x()">x</a>', "a javascript: address"),
    ],
)
def test_the_checker_of_pages_sees_faults(tmp_path: Path, mark_up: str, fault: str) -> None:
    (tmp_path / "index.html").write_text(PAGE.format(mark_up), encoding="utf-8")
    faults = check_page("index.html", read_page(tmp_path / "index.html"))
    assert (not fault and not faults) or any(fault in said for said in faults if fault), faults


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ('<a href="nowhere/">x</a>', "leads nowhere"),
        ('<a href="timeline/#gone">x</a>', "leads to no place"),
        ('<a href="/timeline/">x</a>', "works on one host only"),
        ('<img src="https://elsewhere.example/x.png" alt="">', "from elsewhere"),
        ('<a href="../../outside/">x</a>', "leads nowhere"),
    ],
)
def test_the_checker_of_links_sees_faults(small: Archive, link: str, fault: str) -> None:
    small.build()
    home = small.site / "index.html"
    home.write_text(home.read_text(encoding="utf-8").replace("</main>", link + "</main>"), encoding="utf-8")
    faults = check_site(small.site, "https://river.example/papers/")
    assert len(faults) == 1 and fault in faults[0], faults


def test_the_checker_of_links_sees_a_page_that_nothing_leads_to(small: Archive) -> None:
    small.build()
    (small.site / "island").mkdir()
    (small.site / "island/index.html").write_text(PAGE.format(""), encoding="utf-8")
    assert "island/index.html: no link leads there" in check_site(small.site, "https://river.example/papers/")


def test_addresses_are_followed_as_a_browser_does(tmp_path: Path) -> None:
    here = f"{HOST}/articles/x/"
    assert target(tmp_path, here, "../../#top") == ("index.html", "top")
    assert target(tmp_path, here, "") == ("articles/x/index.html", "")
    assert target(tmp_path, here, "?q=1#a%20b") == ("articles/x/index.html", "a b")
    assert target(tmp_path, here, "https://other.example/") is None
    assert target(tmp_path, here, "mailto:a@b.example") is None
