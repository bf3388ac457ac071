"""Pages for programs: what they hold."""

from plan.archive import archive, article
from plan.test_articles import BRIDGE, STATUSES

from sitegen.model.views import DataView, FeedView, RobotsView, SitemapView
from sitegen.plan.data import FEED_ENTRIES


def test_the_feed_has_the_newest_articles_of_a_known_day() -> None:
    files = {f"articles/a{n:02}.md": article(f"A{n}", date=f"2020-0{1 + n // 28}-{1 + n % 28:02}") for n in range(60)}
    files |= {"articles/vague.md": article("Vague", date="2020-12"), "articles/none.md": article("None")}
    view = archive(files).views()["/feed.xml"]
    assert isinstance(view, FeedView) and len(view.entries) == FEED_ENTRIES == 50
    assert [entry.title for entry in view.entries[:2]] == ["A59", "A58"]
    assert view.updated == view.entries[0].date == "2020-03-04"


def test_every_article_that_is_shown_is_in_the_data_and_no_other() -> None:
    view = archive({**STATUSES, "articles/none.md": article("Held", rights="none")}).views()["/data/articles.json"]
    assert isinstance(view, DataView)
    assert [dict(row)["title"] for row in view.rows] == ["Plain"]


def test_a_row_says_what_is_known_and_how() -> None:
    view = archive(BRIDGE).views()["/data/articles.json"]
    row = dict(view.rows[0])
    assert row["slug"] == "2020-05-03-bridge" and row["source_name"] == "The Daily"
    assert row["actors"] == ("ada-berg", "town-council") and row["publish"] == "full"
    assert row["known"] == (("date", "stated"), ("source", "inferred, probable"))
    assert view.about == "The harbour papers"


def test_the_sitemap_lists_pages_for_people_and_no_moved_ones() -> None:
    pages = archive(BRIDGE).pages()
    view = pages["/sitemap.xml"].view
    assert isinstance(view, SitemapView)
    listed = dict(view.addresses)
    # When a page changed nobody knows: the day of publication is that of the paper.
    assert set(listed.values()) == {""} and "/articles/2020-05-03-bridge/" in listed and "/data/" in listed
    assert "/articles/bridge/" not in listed and "/feed.xml" not in listed and "/404.html" not in listed
    assert set(listed) <= set(pages)


def test_robots_name_the_sitemap_only_where_the_address_is_known() -> None:
    assert archive(BRIDGE).views()["/robots.txt"] == RobotsView(True)
    assert archive({}).views()["/robots.txt"] == RobotsView(False)
