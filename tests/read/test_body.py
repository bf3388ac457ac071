"""Markdown of a body: its blocks and their ids, its plain text, and what is set at places of that text."""

import re

import pytest
from read.visible import Text, squeezed

from sitegen.read.body import Mark, TextBlock, parse_blocks, plain_text, render_block, render_page_text, render_text

BODY = """\
First paragraph with *emphasis*, **weight** and `code`.

## A subhead

Second paragraph
over two lines\\
and three.

- one
- two with a [link](https://example.org/a)

> Quoted words.
>
> More of them.

1. first

| a | b |
|---|---|
| c | d |

    code block

```
fence
```

### Another
"""


def html_of(markdown: str, *marks: Mark) -> str:
    """The one block of a text, without its own permalink."""
    (block,) = parse_blocks(markdown)
    return render_block(block, marks, permalink=False)


# Blocks and text ---------------------------------------------------------------------------------------------------


def test_paragraphs_and_the_like_are_counted_and_subheads_apart() -> None:
    assert [(block.id, block.kind) for block in parse_blocks(BODY)] == [
        ("p1", "paragraph"),
        ("s1", "heading"),
        ("p2", "paragraph"),
        ("p3", "bullet_list"),
        ("p4", "blockquote"),
        ("p5", "ordered_list"),
        ("p6", "table"),
        ("p7", "code_block"),
        ("p8", "fence"),
        ("s2", "heading"),
    ]


def test_the_plain_text_is_what_one_reads() -> None:
    assert plain_text(parse_blocks(BODY)).split("\n\n")[:5] == [
        "First paragraph with emphasis, weight and code.",
        "A subhead",
        "Second paragraph over two lines and three.",
        "one\ntwo with a link",
        "Quoted words.\nMore of them.",
    ]


@pytest.mark.parametrize("block", parse_blocks(BODY), ids=lambda block: block.kind)
def test_the_visible_text_of_a_block_is_its_plain_text(block: TextBlock) -> None:
    assert squeezed(Text(render_block(block)).text) == squeezed(block.text)


@pytest.mark.parametrize("block", parse_blocks(BODY + "\n\n---\n"), ids=lambda block: block.kind)
def test_every_block_carries_its_id_so_that_it_can_be_led_to(block: TextBlock) -> None:
    assert [attrs["id"] for _, attrs in Text(render_block(block, permalink=False)).tags if "id" in attrs] == [block.id]


def test_the_ids_of_a_text_are_different() -> None:
    ids = [block.id for block in parse_blocks(BODY * 5)]
    assert len(set(ids)) == len(ids)


def test_an_empty_body_has_no_blocks() -> None:
    assert parse_blocks("") == parse_blocks("\n  \n") == [] and plain_text([]) == ""


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a **b** `c`*", '<p id="p1"><em>a <strong>b</strong> <code>c</code></em></p>'),
        ("# One", '<h2 id="s1">One</h2>'),
        ("###### Six", '<h6 id="s1">Six</h6>'),
        ("5. five", '<ol start="5" id="p1">\n<li>five</li>\n</ol>'),
        ("a\\\nb", '<p id="p1">a<br>\nb</p>'),
        ("[a](../x/)", '<p id="p1"><a href="../x/">a</a></p>'),
        ("[a](https://x.y)", '<p id="p1"><a href="https://x.y" rel="external noopener noreferrer">a</a></p>'),
        ("1 \\* 2 \\_ 3 \\# 4", '<p id="p1">1 * 2 _ 3 # 4</p>'),
        ("R&amp;D &lt;x&gt; &euro;", '<p id="p1">R&amp;D &lt;x&gt; €</p>'),
        ('it\'s "quoted" -- so...', '<p id="p1">it\'s "quoted" -- so...</p>'),
    ],
)
def test_markdown_becomes_plain_html(markdown: str, html: str) -> None:
    assert html_of(markdown) == html


def test_a_block_leads_to_itself_for_those_who_cite_it() -> None:
    (block,) = parse_blocks("- one\n- two")
    html = render_block(block)
    assert html.count('class="permalink"') == 1 and html.index("two") < html.index("permalink")
    assert 'href="#p1" aria-label="Paragraph 1" data-pagefind-ignore' in html
    (head,) = parse_blocks("## Words")
    assert 'href="#s1" aria-label="Section 1"' in render_block(head)


def test_rendering_changes_nothing_and_twice_gives_the_same() -> None:
    blocks = parse_blocks(BODY)
    marks = [Mark(0, 5, address="../x/"), Mark(2, 12, note="n1")]
    once = [render_block(block, marks) for block in blocks]
    assert [render_block(block, marks) for block in blocks] == once
    assert [block.text for block in blocks] == [block.text for block in parse_blocks(BODY)]


def test_a_note_has_no_ids_and_a_page_of_its_own_only_those_of_its_subheads() -> None:
    assert render_text("One.\n\n- two") == "<p>One.</p>\n<ul>\n<li>two</li>\n</ul>"
    html = render_page_text("One.\n\n## Two")
    assert '<h2 id="s1">' in html and 'href="#s1"' in html
    assert html.count("permalink") == 1


# Mentions ----------------------------------------------------------------------------------------------------------


def mention(start: int, end: int) -> Mark:
    return Mark(start, end, address="../../actors/ada/")


LINK = '<a class="mention" href="../../actors/ada/">'


@pytest.mark.parametrize(
    ("markdown", "start", "end", "html"),
    [
        ("Ada said", 0, 3, f"{LINK}Ada</a> said"),
        ("said Ada", 5, 8, f"said {LINK}Ada</a>"),
        ("*Ada* said", 0, 3, f"<em>{LINK}Ada</a></em> said"),
        ("**x *y Ada* z**", 4, 7, f"<strong>x <em>y {LINK}Ada</a></em> z</strong>"),
        ("a & b <c> Ada", 10, 13, f"a &amp; b &lt;c&gt; {LINK}Ada</a>"),
        ("`x` Ada", 2, 5, f"<code>x</code> {LINK}Ada</a>"),
        ("[a link](../x/) Ada", 7, 10, f'<a href="../x/">a link</a> {LINK}Ada</a>'),
        ("a\\\nAda", 2, 5, f"a<br>\n{LINK}Ada</a>"),
    ],
)
def test_a_mention_is_linked_where_it_stands(markdown: str, start: int, end: int, html: str) -> None:
    assert html_of(markdown, mention(start, end)) == f'<p id="p1">{html}</p>'


def test_several_mentions_of_a_block_are_linked_and_lists_count_their_text_through() -> None:
    (block,) = parse_blocks("- Ada and Ada\n- *Ada*")
    places = [match.start() for match in re.finditer("Ada", block.text)]
    html = render_block(block, [mention(start, start + 3) for start in places], permalink=False)
    assert html.count(f"{LINK}Ada</a>") == 3


@pytest.mark.parametrize("markdown", ["[so Ada](https://x.y)", "`so Ada`", "<https://x.y/Ada>"])
def test_no_link_stands_in_a_link_or_in_code(markdown: str) -> None:
    start = parse_blocks(markdown)[0].text.index("Ada")
    assert "mention" not in html_of(markdown, mention(start, start + 3))


def test_a_name_over_the_end_of_a_line_is_one_name() -> None:
    html = html_of("Then Ada\nBerg said", mention(5, 13))
    assert re.fullmatch(rf'<p id="p1">Then {LINK}Ada\sBerg</a> said</p>', html)


# Notes -------------------------------------------------------------------------------------------------------------

REF = '<a class="note-ref" id="ref-n1" href="#n1" aria-label="Note 1" data-pagefind-ignore="">1</a>'


def noted(text: str) -> str:
    return f'<span class="noted">{text}</span>'


@pytest.mark.parametrize(
    ("markdown", "words", "html"),
    [
        ("One two three", "two", f"One {noted('two')}{REF} three"),
        ("One two", "One two", noted("One two") + REF),
        ("a *b c* d", "a b", f"{noted('a ')}<em>{noted('b')}{REF} c</em> d"),
        ("a *b c* d", "c d", f"a <em>b {noted('c')}</em>{noted(' d')}{REF}"),
        ("a [b c](../x/) d", "b", f'a <a href="../x/">{noted("b")} c</a>{REF} d'),
        ("a [b c](../x/) d", "a b c d", f'{noted("a ")}<a href="../x/">{noted("b c")}</a>{noted(" d")}{REF}'),
        ("a `b` c", "a b", f"{noted('a ')}<code>b</code>{REF} c"),
        ("a\nb c", "a b", f"{noted('a')}\n{noted('b')}{REF} c"),
        ("a & <b> c", "& <b>", f"a {noted('&amp; &lt;b&gt;')}{REF} c"),
    ],
)
def test_a_note_marks_its_passage_and_has_its_reference_right_behind_it(markdown: str, words: str, html: str) -> None:
    start = parse_blocks(markdown)[0].text.index(words)
    assert html_of(markdown, Mark(start, start + len(words), note="n1")) == f'<p id="p1">{html}</p>'


def test_a_reference_never_stands_inside_a_link() -> None:
    for markdown in ("[a b](../x/) c", "Ada said", "[*a* `b` c](../x/)"):
        marks = [Mark(0, 1, note="n1"), Mark(0, 3, note="n2"), mention(0, 3)]
        html = html_of(markdown, *marks)
        assert re.search(r"<a[^>]*>(?:(?!</a>).)*<a", html, re.DOTALL) is None, html
        assert html.count("note-ref") == 2


def test_notes_and_mentions_may_cross() -> None:
    html = html_of("When Ada Berg spoke", mention(5, 13), Mark(0, 8, note="n1"), Mark(9, 19, note="n2"))
    assert html == (
        f'<p id="p1">{noted("When ")}{LINK}{noted("Ada")} {noted("Berg")}</a>{REF}{noted(" spoke")}'
        f"{REF.replace('n1', 'n2').replace('Note 1', 'Note 2').replace('>1<', '>2<')}</p>"
    )


def test_notes_that_end_together_stand_in_their_order() -> None:
    html = html_of("one two three", Mark(4, 7, note="n2"), Mark(0, 7, note="n1"))
    assert html.index("ref-n1") < html.index("ref-n2") < html.index(" three")


def test_every_reference_is_there_once_wherever_the_passage_ends() -> None:
    markdown = "a *b* **c `d` [e `f`](../x/) g**\nh\\\ni"
    text = parse_blocks(markdown)[0].text
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            html = html_of(markdown, Mark(start, end, note="n1"))
            assert html.count('id="ref-n1"') == 1, (start, end, html)
            assert squeezed(Text(html).text) == squeezed(text)
