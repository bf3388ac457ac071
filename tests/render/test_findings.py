"""Pages of findings as HTML: languages, what differs in words, charts that are linked, what a table stays."""

from __future__ import annotations

import re

from plan.archive import Archive
from plan.given import with_findings
from plan.test_figures import FILES as FIGURE_FILES
from plan.test_figures import FOUND as CLAIMS
from plan.test_quotations import FILES as QUOTE_FILES
from plan.test_quotations import FOUND as QUOTED

from sitegen.model.config import Site
from sitegen.render import Theme, render_page


def html_of(made: Archive, address: str, theme: Theme, site: Site) -> str:
    return render_page(theme, made.pages()[address], site, {"lines": ()}).decode()


def test_quoted_words_are_in_the_language_of_their_article(theme: Theme, site: Site) -> None:
    html = html_of(with_findings(QUOTE_FILES, QUOTED), "/quotes/others/", theme, site)
    assert re.search(r'<blockquote class="quote-words" lang="ru">\s*<p><q>Nobody asked us</q></p>', html)
    assert '<a href="../../articles/b/#p5" lang="ru">The second</a>' in html
    assert html.count('static/findings.css"') == 1


def test_what_differs_is_told_in_words_for_who_does_not_see_lines(theme: Theme, site: Site) -> None:
    html = html_of(with_findings(QUOTE_FILES, QUOTED), "/quotes/ada/", theme, site)
    assert re.search(r'<del><span class="quiet" lang="en">\[not here: </span>Sunday', html)
    assert re.search(r'<ins><span class="quiet" lang="en">\[only here: </span>Monday', html)
    assert "; nobody is named." in html and "Probably: a pronoun" in html


def test_a_chart_leads_to_its_rows_and_is_no_image(theme: Theme, site: Site) -> None:
    html = html_of(with_findings(FIGURE_FILES, CLAIMS), "/figures/detained/", theme, site)
    assert 'role="img"' not in html and '<svg role="group" aria-label="Detained: quantities stated"' in html
    targets = re.findall(r'<a class="plot-link" href="#([^"]+)"', html)
    assert targets and all(f'id="{target}"' in html for target in targets)
    assert html.count('tabindex="-1"') == len(targets)  # the page's <main> and all marks but the first
    assert "a logarithmic scale" in html and "Curator’s reading" in html
    assert len(re.findall(r"<tr id=", html)) == 8


def test_other_pages_do_not_load_the_stylesheet(theme: Theme, site: Site) -> None:
    made = with_findings(QUOTE_FILES, QUOTED)
    assert "findings.css" in html_of(made, "/actors/ada/", theme, site)
    for address in ("/actors/mute/", "/actors/", "/notes/", "/"):
        assert "findings.css" not in html_of(made, address, theme, site), address


def test_ids_stand_once_on_a_page(theme: Theme, site: Site) -> None:
    quotes, figures = with_findings(QUOTE_FILES, QUOTED), with_findings(FIGURE_FILES, CLAIMS)
    for made in (quotes, figures):
        for address in made.pages():
            if address.startswith(("/quotes", "/figures", "/actors/ada")) and address.endswith("/"):
                ids = re.findall(r' id="([^"]*)"', html_of(made, address, theme, site))
                assert len(ids) == len(set(ids)), address


def test_the_stylesheet_is_small_and_knows_only_the_themes_own_colours(theme: Theme) -> None:
    (css,) = [data.decode() for address, data in theme.assets() if address == "/static/findings.css"]
    assert len(css.encode()) <= 9 * 1024
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", css)
    site_css = next(data.decode() for address, data in theme.assets() if address == "/static/site.css")
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+):", site_css))
