"""Saved pages: body, headline, fields, date; nothing hidden, nothing twice, no script, and never an exception."""

import json
import re

import pytest
from clean.pages import (
    BODY,
    FIRST,
    FOURTH,
    RUSSIAN,
    RUSSIAN_TITLE,
    SECOND,
    THIRD,
    TITLE,
    cleaned_page,
    draft_of,
    page,
    paragraphs,
    raw_page,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.clean import clean, record_text
from sitegen.clean.hints import hints_of
from sitegen.clean.markup import parse_page
from sitegen.clean.page import read_page
from sitegen.model.draft import ROLES, Lore, SourceLore
from sitegen.read.body import parse_blocks

MENU = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li><li><a href="/sea">Sea</a></li></ul></nav>'
)
FOOT = "<footer><p>© The Lindwick Post. <a href='/terms'>Terms</a> <a href='/privacy'>Privacy</a></p></footer>"
LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2021-05-08T09:30:00+02:00",
    "dateModified": "2021-05-10T08:00:00+02:00",
    "author": {"@type": "Person", "name": "Odile Marsh"},
    "publisher": {"@type": "Organization", "name": "The Lindwick Post"},
}


def ld(**changed: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(LD | changed)}</script>'


WORDPRESS = page(
    f"""{MENU}<main><article class="post type-post has-sidebar"><header class="entry-header">
    <h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><span class="posted-on"><time datetime="2021-05-08">
    May 8, 2021</time></span> <span class="byline">by <a href="/author/om">Odile Marsh</a></span></div></header>
    <div class="entry-content"><figure class="wp-caption"><img src="b.jpg" alt="">
    <figcaption class="wp-caption-text">The new bridge seen from the quay</figcaption></figure>
    {paragraphs(FIRST, SECOND)}<h2>What happens to the ferries</h2>{paragraphs(THIRD)}
    <p><strong>Read also: <a href="/old-bridge">The long story of the first bridge and its keeper</a></strong></p>
    {paragraphs(FOURTH)}</div>
    <div class="sharedaddy"><h3>Share this:</h3>
    <ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div>
    <div class="jp-relatedposts"><h3>Related</h3>
    <a href="/x">A harbour master looks back on forty years of fog</a></div>
    </article></main><aside class="widget-area"><h2>Recent Posts</h2>
    <a href="/y">Herring prices fall again in the spring</a>
    </aside>{FOOT}""",
    head=f'<title>{TITLE} | The Lindwick Post</title><link rel="canonical" href="https://post.example/2021/05/08/bridge/">',
)
SOUP = page(
    f"""<div id="top"><div><a href="/">Home</a></div><div><a href="/n">News</a></div></div>
    <div class="wrap"><div class="h1">{TITLE}</div><div>8 May 2021</div>
    <div class="txt">{FIRST}<br><br>{SECOND}<br><br>{THIRD}<br><br>{FOURTH}</div>
    <div class="foot"><a href="/a">About</a> | <a href="/c">Contact</a></div></div>""",
    head=f'<meta property="og:title" content="{TITLE}">',
)
TABLES = page(
    f"""<table width="760"><tr><td colspan="2"><a href="/">Home</a></td></tr><tr><td><a href="/1">One</a><br>
    <a href="/2">Two</a></td><td><h1>{TITLE}</h1>{paragraphs(*BODY)}
    <table><tr><th>Year</th><th>Crossings</th></tr><tr><td>2019</td><td>1200</td></tr><tr><td>2020</td><td>900</td></tr>
    </table></td></tr></table>"""
)
GRAPH = page(
    f"{MENU}<article><h1>{TITLE}</h1>{paragraphs(*BODY)}</article>{FOOT}",
    head='<script type="application/ld+json">'
    + json.dumps(
        {
            "@graph": [
                {"@type": "WebSite", "name": "The Lindwick Post"},
                {"@type": "Person", "@id": "#om", "name": "Odile Marsh"},
                LD | {"author": [{"@id": "#om"}]},
            ]
        }
    )
    + "</script>",
)
AMP = page(
    f"""<amp-sidebar><ul><li><a href="/">Home</a></li></ul></amp-sidebar><article><h1>{TITLE}</h1>
    <amp-img src="x.jpg" alt="A bridge in the morning"></amp-img><p class="caption">A bridge in the morning</p>
    {paragraphs(*BODY)}<amp-ad>Buy now</amp-ad></article>"""
).replace(b"<html ", b"<html amp ")
URL = "https://post.example/2021/05/08/bridge/"
SAVED = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Mon Jun 7 2021\n-->"
SINGLEFILE = page(
    f"<main><h1>{TITLE}</h1>{paragraphs(*BODY)}<div style='display:none'>Never seen by anyone</div></main>"
).replace(b"<!doctype html>", f"<!DOCTYPE html>{SAVED}".encode())
KINDS = {"wordpress": WORDPRESS, "soup": SOUP, "tables": TABLES, "graph": GRAPH, "amp": AMP, "singlefile": SINGLEFILE}


def plain(markdown: str) -> str:
    return "\n".join(block.text for block in parse_blocks(markdown))


@pytest.mark.parametrize("kind", KINDS)
def test_headline_and_every_paragraph_of_each_kind(kind: str) -> None:
    draft = draft_of(KINDS[kind])
    assert draft.title == TITLE
    text = plain(draft.body)
    for paragraph in BODY:
        assert text.count(paragraph) == 1
    for foreign in ("Home", "Share this", "Recent Posts", "Herring", "Terms", "Buy now", "Never seen", "looks back"):
        assert foreign not in text


def test_a_page_of_wordpress_in_full() -> None:
    draft = draft_of(WORDPRESS)
    assert draft.body.split("\n\n") == [FIRST, SECOND, "## What happens to the ferries", THIRD, FOURTH]
    assert (draft.date, draft.url) == ("2021-05-08", "https://post.example/2021/05/08/bridge/")
    assert draft.authors == ("Odile Marsh",)
    assert [caption.text for caption in draft.captions] == ["The new bridge seen from the quay"]
    assert ("The long story of the first bridge and its keeper", "https://post.example/old-bridge") in [
        (related.text, related.url) for related in draft.related
    ]
    assert draft.language == "en"


def test_statements_for_machines_are_told_with_their_words() -> None:
    draft = draft_of(GRAPH)
    known = dict(draft.known)
    assert draft.date == "2021-05-08"
    assert (known["date"].basis, known["date"].rule) == ("stated", "json-ld")
    assert known["date"].text == "datePublished: 2021-05-08T09:30:00+02:00"
    assert draft.authors == ("Odile Marsh",) and known["authors"].rule == "json-ld"
    assert draft.source == "the-lindwick-post" and known["source"].certainty == "probable"


def test_tables_lists_quotations_links_and_emphasis_are_kept() -> None:
    inner = (
        f'<p>{FIRST}</p><p>See <a href="/map">the <b>map</b></a> or <a href="mailto:a@post.example">write</a>, '
        "says <em>the</em> council in its <i>Bulletin</i>.</p>"
        f"<ul><li>{SECOND}</li><li>{THIRD}<ol><li>First on the list of the town</li>"
        "<li>Second on it</li></ol></li></ul>"
        f"<blockquote><p>{FOURTH}</p><p>And so it was, they said.</p></blockquote>"
        "<table><tr><th>Year</th><th>Crossings</th></tr><tr><td>2019</td><td>1200</td></tr></table>"
        f"<p>{FOURTH.upper()}</p>"
    )
    head = ld() + '<link rel="canonical" href="https://post.example/a/">'
    body = draft_of(page(f"<article><h1>{TITLE}</h1>{inner}</article>", head)).body
    assert "[the **map**](https://post.example/map)" in body or "[the ](https://post.example/map)" in body
    assert "[write](mailto:a@post.example)" in body
    assert "says *the* council in its *Bulletin*." in body
    assert f"- {SECOND}\n- {THIRD}\n" in body
    assert f"> {FOURTH}\n>\n> And so it was, they said." in body
    kinds = [block.kind for block in parse_blocks(body)]
    assert {"bullet_list", "blockquote", "table"} <= set(kinds)


@pytest.mark.parametrize(
    "planted",
    [
        '<p onclick="steal()">The council met <a href="javascript:steal()">again</a> on Monday in the old hall.</p>',
        '<p>The council met <a href="jAvA&#10;script:steal()">again</a> on Monday in the old hall.</p>',
        '<p>The council met <a href="data:text/html,<script>steal()</script>">again</a> on Monday in the old hall.</p>',
        "<p>The council &lt;script&gt;steal()&lt;/script&gt; met again on Monday in the old hall.</p>",
        "<p>The council met again on Monday in the old hall.<script>steal()</script></p>",
        '<p>The council met again <img src=x onerror="steal()"> on Monday in the old hall.</p>',
        "<svg><script>steal()</script><text>steal()</text></svg>",
    ],
)
def test_planted_scripts_reach_no_record(planted: str) -> None:
    data = page(f"<article><h1>{TITLE}</h1>{paragraphs(FIRST, SECOND)}{planted}{paragraphs(THIRD)}</article>", ld())
    raw = raw_page(data)
    for draft in clean(raw).drafts:
        text = record_text(draft, raw, "test")
        assert not re.search(r"(?<!\\)<script|javascript:|data:text|onclick|onerror", text, re.IGNORECASE)
        assert not re.search(r"]\((?!https?:|mailto:)", text)


def test_what_is_hidden_is_no_text_of_the_page() -> None:
    hidden = (
        '<p hidden>Hidden one is here.</p><p style="color:red; display : none">Hidden two is here.</p>'
        '<div style="visibility:hidden"><p>Hidden three is here.</p></div><noscript>Hidden four is here.</noscript>'
        "<template><p>Hidden five is here.</p></template><span class='screen-reader-text'>Hidden six is here.</span>"
        "<dialog>Hidden seven is here.</dialog><textarea>Hidden eight is here.</textarea>"
    )
    cleaned = cleaned_page(page(f"<article><h1>{TITLE}</h1>{paragraphs(*BODY)}{hidden}</article>", ld()))
    assert not [line for line in cleaned.lines if "Hidden" in line.text]
    assert len(cleaned.drafts) == 1


def test_a_page_that_shows_itself_by_script_is_read_all_the_same() -> None:
    data = page(f'<div style="visibility:hidden"><h1>{TITLE}</h1>{paragraphs(*BODY, *BODY[::-1])}</div>', ld())
    assert FIRST in draft_of(data).body


# Headline ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE} - Lindwick Post</title>",
        f"<title>Lindwick Post | {TITLE}</title>",
        f"<title>Lindwick Post: {TITLE}</title>",
        '<title>Lindwick Post</title><meta property="og:title" content="Lindwick harbour: second bridge now opens">',
        "",
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"' + TITLE + '", broken</script>',
    ],
)
def test_the_headline_is_the_one_that_a_reader_sees(head: str) -> None:
    body = (
        f"<header><h1><a href='/'>The Lindwick Post</a></h1></header><main><h1>{TITLE}</h1>{paragraphs(*BODY)}</main>"
    )
    assert draft_of(page(body, head)).title == TITLE


def test_a_headline_that_no_block_shows_is_told_from_the_statement() -> None:
    draft = draft_of(page(f"<main>{paragraphs(*BODY)}</main>", ld()))
    assert draft.title == TITLE
    assert dict(draft.known)["title"].rule == "json-ld" and "title" in draft.review


# Dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "shown", "date"),
    [
        (ld(), "", "2021-05-08"),
        (ld(datePublished="2021-05-08T23:30:00-05:00"), "", "2021-05-08"),
        (ld(datePublished="2021-05-09T03:30:00Z"), "<p>May 8, 2021</p>", "2021-05-08/2021-05-09"),
        (ld(datePublished="2021-05-09T03:30:00Z"), "<p>Published: 9 May 2021</p>", "2021-05-09"),
        (ld(), "<p>Updated: May 10, 2021</p>", "2021-05-08"),
        ('<meta property="article:published_time" content="2021-05-08T10:00:00+00:00">', "", "2021-05-08"),
        ('<meta name="citation_publication_date" content="2021/05/08">', "", "2021-05-08"),
        ('<meta name="DC.date.issued" content="2021-05-08">', "", "2021-05-08"),
        ("", '<time itemprop="datePublished" datetime="2021-05-08T08:00">yesterday</time>', "2021-05-08"),
        ("", "<p>Published on 8 May 2021</p>", "2021-05-08"),
        ("", '<div><time datetime="2021-05-08T10:00+03:00">8 مايو</time></div>', "2021-05-08"),
        ("", '<div><time datetime="2021-05-08">i</time> <time datetime="2021-05-19">ii</time></div>', ""),
        ("", '<div>Updated: <time datetime="2021-05-19">today</time></div>', ""),
        ('<link rel="canonical" href="https://post.example/2021/05/08/bridge">', "", "2021-05-08"),
        ('<meta property="article:modified_time" content="2021-05-10T10:00:00+00:00">', "", ""),
        (ld(datePublished="2019-01-01T00:00:00+02:00"), "<p>Published on 8 May 2021</p>", ""),
        (ld(datePublished="not a date"), "", ""),
        (ld(datePublished="2021-13-45"), "", ""),
    ],
)
def test_the_day_of_publication(head: str, shown: str, date: str) -> None:
    body = f"<main><h1>{TITLE}</h1>{shown}{paragraphs(*BODY)}</main>"
    draft = draft_of(page(body, head))
    assert draft.date == date
    assert ("date" in draft.review) == (len(date) != 10)


# Fields ------------------------------------------------------------------------------------------------------------


def test_the_archive_knows_the_outlet_by_host_or_by_name() -> None:
    lore = Lore(
        (
            SourceLore("lindwick-post", "The Lindwick Post", hosts=("post.example",)),
            SourceLore("wire", "Saltwire", "agency"),
        )
    )
    by_host = draft_of(WORDPRESS, lore)
    assert by_host.source == "lindwick-post" and "source" not in by_host.review
    by_name = draft_of(GRAPH, lore)
    assert by_name.source == "lindwick-post" and dict(by_name.known)["source"].rule == "json-ld"
    wire = draft_of(
        page(f"<article><h1>{TITLE}</h1>{paragraphs(*BODY)}</article>", ld(author={"name": "Saltwire"})), lore
    )
    assert wire.agency == ("wire",) and wire.authors == ()


def test_language_of_text_before_language_of_template() -> None:
    body = f"<main><h1>{RUSSIAN_TITLE}</h1>{paragraphs(*RUSSIAN)}</main>"
    assert draft_of(page(body, lang="en")).language == "ru"
    draft = draft_of(page(body, lang="ru-RU"))
    assert draft.language == "ru" and dict(draft.known)["language"].basis == "stated"
    assert draft.title == RUSSIAN_TITLE and all(text in draft.body for text in RUSSIAN)


def test_the_address_that_the_browser_wrote_down() -> None:
    draft = draft_of(SINGLEFILE)
    assert draft.url == "https://post.example/2021/05/08/bridge/" and draft.date == "2021-05-08"
    marked = b"<!-- saved from url=(0034)https://post.example/a/second-bridge -->" + page(
        f"<h1>{TITLE}</h1>{paragraphs(*BODY)}"
    )
    assert draft_of(marked).url == "https://post.example/a/second-bridge"


def test_decks_captions_contact_lines_and_lists_of_links_are_no_body() -> None:
    body = (
        f"<main><h1>{TITLE}</h1><h2>Four years of work come to an end on the river</h2>"
        "<p class='byline'>By Odile Marsh</p>"
        f"<p>8 May 2021</p>{paragraphs(FIRST)}<div><img src='a.jpg' alt=''><br><em>The north pier at dawn.</em></div>"
        f"{paragraphs(SECOND, THIRD, FOURTH)}<ul><li><a href='/1'>Ten bridges of the north in pictures</a></li>"
        "<li><a href='/2'>How a ferry is moored in a storm</a></li></ul>"
        "<p>Write to Odile Marsh at <a href='mailto:om@post.example'>om@post.example</a></p></main>"
    )
    draft = draft_of(page(body, ld()))
    assert draft.body == "\n\n".join(BODY)
    assert [caption.text for caption in draft.captions] == ["The north pier at dawn."]
    assert len(draft.related) == 2


def test_paragraphs_that_the_extractor_loses_are_found_by_their_place() -> None:
    more = [text.replace("the", "this").replace("The", "This") for text in BODY]
    body = (
        f'<main><h1>{TITLE}</h1><article><div class="chunk">{paragraphs(*BODY)}</div>'
        '<div class="ad">Advertisement</div>'
        f'<div class="chunk">{paragraphs(*more)}</div></article></main>'
    )
    text = draft_of(page(body, ld())).body
    assert all(paragraph in text for paragraph in (*BODY, *more)) and "Advertisement" not in text


# No article, half an article ---------------------------------------------------------------------------------------

_CARD = '<div class="card"><h2><a href="/{n}">{title} {n}</a></h2><p>{text}</p></div>'
FRONT = page(
    MENU + "".join(_CARD.format(n=n, title=TITLE, text=BODY[n % 4]) for n in range(9)),
    head='<title>The Lindwick Post</title><meta property="og:type" content="website">'
    '<link rel="canonical" href="https://post.example/">',
)


@pytest.mark.parametrize(
    "data",
    [
        FRONT,
        page(
            f"{MENU}<h1>Page not found</h1><p>We looked everywhere on this site, and the page that you asked for is "
            "not here. It may have moved, or its address may have been typed wrongly. Please go back.</p>"
        ),
        page(
            "<div><h1>Before you continue</h1><p>We and our partners use cookies and store data on your device. You "
            "can accept all cookies or choose which cookies to allow for this site.</p><p>Your consent applies to this "
            "site, and you can change your cookie settings whenever you like at the foot of any page.</p></div>"
        ),
        page(MENU),
        page(""),
        b"<html>",
        b"<",
        b"<!doctype html><!-- nothing -->",
    ],
    ids=["front", "404", "consent", "menu", "empty", "tag", "stroke", "comment"],
)
def test_pages_without_an_article(data: bytes) -> None:
    cleaned = cleaned_page(data)
    assert cleaned.drafts == ()
    assert [problem.code for problem in cleaned.problems] in (["raw-no-article"], ["raw-empty"])
    assert not [line for line in cleaned.lines if line.role in ("body", "title", "subhead")]


def test_an_article_among_many_headlines_is_one_all_the_same() -> None:
    cards = "".join(_CARD.format(n=n, title=TITLE[7:], text="Read on") for n in range(9))
    home = '<link rel="canonical" href="https://post.example/">'
    draft = draft_of(page(f"<main><h1>{TITLE}</h1>{paragraphs(*BODY, *BODY[::-1])}</main><div>{cards}</div>", home))
    assert draft.title == TITLE and draft.body.count("\n\n") >= 3


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("", "<div class='paywall'><h3>Subscribe to continue reading</h3><p>Already a subscriber? Log in.</p></div>"),
        ("", "<p>Чтобы читать дальше, оформите подписку.</p>"),
        ("", "<p>La suite est réservée aux abonnés.</p>"),
        (ld(isAccessibleForFree="False", wordCount=900), ""),
    ],
)
def test_half_an_article_is_kept_and_told(head: str, tail: str) -> None:
    cleaned = cleaned_page(page(f"<main><h1>{TITLE}</h1><article>{paragraphs(*BODY)}</article>{tail}</main>", head))
    assert [problem.code for problem in cleaned.problems] == ["raw-partial"]
    assert "body" in cleaned.drafts[0].review
    assert cleaned.drafts[0].body == "\n\n".join(BODY)


@pytest.mark.parametrize("head", ["", ld(isAccessibleForFree=False), ld(wordCount=70)])
def test_a_whole_article_is_not_called_half(head: str) -> None:
    offers = "<p>Subscribe to our newsletter</p><p>Already a subscriber? Log in.</p>"
    body = f"<main><h1>{TITLE}</h1>{paragraphs(*BODY)}{offers}</main>"
    cleaned = cleaned_page(page(body, head))
    assert cleaned.problems == () and "body" not in cleaned.drafts[0].review


# Properties --------------------------------------------------------------------------------------------------------


def test_hints_are_words_of_class_names() -> None:
    assert hints_of("article-body__related-links") == {"related"}
    assert hints_of("wp-caption-text") == {"caption"}
    assert hints_of("ShareButtons") == {"share"}
    assert hints_of("shareholder-news x1 story") <= {"related"}
    assert hints_of("entry-content post-42") == frozenset()


_TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S")), min_size=1, max_size=60)
_TAGS = st.sampled_from(
    [
        *(
            "p",
            "div",
            "h2",
            "li",
            "ul",
            "blockquote",
            "td",
            "span",
            "b",
            "em",
            "a",
            "article",
            "aside",
            "nav",
            "figure",
        ),
        *("figcaption", "section", "pre", "code", "header", "footer", "label"),
    ]
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _trees() -> st.SearchStrategy[str]:
    leaves = _TEXTS.map(_escaped)
    return st.recursive(
        leaves,
        lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=4)).map(
            lambda pair: f"<{pair[0]}>{'<br>'.join(pair[1])}</{pair[0]}>"
        ),
        max_leaves=12,
    )


def _letters(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(_trees(), max_size=6))
def test_every_visible_text_stands_in_exactly_one_block(parts: list[str]) -> None:
    data = page(f"<main><h1>{TITLE}</h1>{paragraphs(*BODY)}{''.join(parts)}</main>")
    root = parse_page(data.decode())
    assert root is not None
    seen = "".join(text for element in root.iter("body") for text in element.itertext())
    cleaned = cleaned_page(data)
    assert _letters("".join(line.text for line in cleaned.lines)) == _letters(
        re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", seen)
    )
    assert {line.role for line in cleaned.lines} <= set(ROLES)
    assert [line.number for line in cleaned.lines] == list(range(1, len(cleaned.lines) + 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(_trees(), max_size=5))
def test_markdown_is_read_back_as_the_words_of_the_page(parts: list[str]) -> None:
    inner = f"{paragraphs(FIRST, SECOND)}<div>{''.join(parts)}</div>{paragraphs(THIRD, FOURTH)}"
    data = page(f"<article><h1>{TITLE}</h1>{inner}</article>")
    cleaned = cleaned_page(data)
    for draft in cleaned.drafts:
        kept = [line.text for line in cleaned.lines if line.role in ("body", "subhead")]
        back = _letters(plain(draft.body))
        for text in kept:
            bare = _letters(text.strip(" –—-\"'“”‘’«»„‚‹›"))
            assert bare in back or cleaned.lines[kept.index(text)].rule == "deck"


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(list(KINDS)), st.integers(0, 4000), st.binary(max_size=12), st.booleans())
def test_cut_and_mutilated_pages_are_no_exception(kind: str, place: int, noise: bytes, cut: bool) -> None:
    data = KINDS[kind]
    place %= len(data)
    data = data[:place] + noise + (b"" if cut else data[place + len(noise) :])
    raw = raw_page(data)
    for draft in clean(raw).drafts:
        record = record_text(draft, raw, "test")
        assert "javascript:" not in record.lower() and "<script" not in record.lower().replace("\\<script", "")


def test_a_page_nested_without_end() -> None:
    data = page("<div>" * 5000 + paragraphs(*BODY) + "<b><i>" * 3000 + "deep")
    assert isinstance(cleaned_page(data).lines, tuple)
    root = parse_page("<b>" * 200 + "x")
    assert root is not None and read_page(root).texts
