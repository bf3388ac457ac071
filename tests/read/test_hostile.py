"""Texts that mean harm: they come out as the text they are, to the letter, and as nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read.visible import Text, squeezed

from sitegen.read.body import Mark, parse_blocks, plain_text, render_block, render_page_text, render_text
from sitegen.read.sanitise import ATTRIBUTES, CLASSES, TAGS, sanitise

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><circle/></svg>",
    '<a href="javascript:alert(1)">x</a>',
    "<b onclick=alert(1)>b</b>",
    "<iframe src=https://evil.example></iframe>",
    "<style>body{display:none}</style>",
    "<form action=https://evil.example><input name=q></form>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<textarea></p><script>alert(1)</script>",
    "<!-- a comment --> and <![CDATA[ data ]]> and <?php echo 1 ?> and <!DOCTYPE html>",
    "</p></div></body></html>",
    '<p id="content" class="mention" style="position:fixed">',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7 * 7 }} {% raise %} {# gone #} {{ site.title|safe }}",
    "${7*7} #{7*7} <%= 7*7 %> @{7*7} `${x}`",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1) 'title')",
    "[x](java&#115;cript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "[x](https://user@evil.example)",
    "[x](<javascript:alert(1)>)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '<https://evil.example/" onmouseover="alert(1)>',
    "![x](https://evil.example/pixel.gif)",
    '![x" onerror="alert(1)](x)',
    "[a](https://x.y/ 'b\" onmouseover=\"alert(1)')",
    "`<script>alert(1)</script>`",
    "```<script>\nalert(1)\n```",
    "    <script>alert(1)</script>",
    '~~~ html onload="alert(1)"\nx\n~~~',
    "| <script>a</script> | {{ b }} |\n|---|---|\n| <img src=x> | d |",
    "> <script>\n> alert(1)\n> </script>",
    "- <details open ontoggle=alert(1)>",
    "# <h1 onclick=x> {#id .class}",
    "\x00\x08\x1b[31m\x7f",
    "\u202egnp.exe \u2066hidden\u2069 \ufeff",
    "a\u2028b\u2029c\x85d",
    "<" * 500,
    "[" * 500,
    "*" * 500 + "a" + "*" * 500,
    "> " * 200 + "deep",
    "- " * 200 + "deep",
    "`" * 300 + "a" + "`" * 299,
    "<a" * 300,
    "![" * 300,
    "&" * 300 + "amp;" * 300,
]

GENERIC = {"lang", "title"}
"""Attributes that the sanitiser leaves on every tag: they hold words, and nothing that acts."""
OWN_IDS = re.compile(r"[ps]\d+\Z|ref-n\d+\Z")


def check_inert(html: str) -> None:
    """No tag and no attribute outside the allow-list, no address but of the web, of mail or relative."""
    for tag, attrs in Text(html).tags:
        assert tag in TAGS, html
        allowed = {*ATTRIBUTES.get(tag, set()), *GENERIC, *(["class"] if tag in CLASSES else [])}
        assert set(attrs) <= allowed, (tag, attrs)
        assert attrs.get("class", next(iter(CLASSES.get(tag, {""})))) in CLASSES.get(tag, {""})
        assert OWN_IDS.match(attrs.get("id") or "p1")
        href = attrs.get("href") or ""
        assert re.match(r"(https?://|mailto:)", href, re.I) or ":" not in href.split("/")[0], href
        assert not href.startswith("//") and not re.search(r"[\x00-\x20\\]", href), href
    assert "<!--" not in html and "<!" not in html and "<?" not in html


@pytest.mark.parametrize("markdown", HOSTILE, ids=lambda text: ascii(text[:40]))
def test_a_hostile_text_is_inert_and_survives_to_the_letter(markdown: str) -> None:
    blocks = parse_blocks(markdown)
    for block in blocks:
        html = render_block(block)
        check_inert(html)
        assert squeezed(visible(Text(html).text)) == squeezed(visible(block.text))
    check_inert(render_text(markdown))
    check_inert(render_page_text(markdown))


def visible(text: str) -> str:
    """Without control characters, which HTML has no way to write."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)


@pytest.mark.parametrize(
    "markdown",
    [text for text in HOSTILE if not re.search(r"[\[`~|#>&\\*!\x00-\x1f\x7f-\x9f]|^ |^- ", text.replace("->", ""))]
    + ["<script>alert(1)</script> & more", "<img src=x onerror=alert(1)>", "{{ 7 * 7 }} {% raise %} a {# gone #}"],
    ids=lambda text: ascii(text[:40]),
)
def test_html_and_template_syntax_in_a_text_are_words_like_others(markdown: str) -> None:
    assert plain_text(parse_blocks(markdown)) == markdown


def test_a_picture_is_not_loaded_and_its_words_stay() -> None:
    (block,) = parse_blocks("![A bridge in Orsk](https://evil.example/pixel.gif)")
    assert "A bridge in Orsk" in block.text
    assert not [tag for tag, _ in Text(render_block(block)).tags if tag == "img"]


PIECES = ["<script>", "</script>", "<img src=x onerror=a>", "<a href='x'>", "<!--", "-->", "{{ x }}", "{% y %}", "&lt;"]
PIECES += [
    "[a](",
    "javascript:x)",
    "https://x.y)",
    "![",
    "](x)",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "# ",
    "- ",
]
PIECES += [
    "> ",
    "| a | b |\n|---|---|\n",
    "    ",
    "\\",
    "<https://x.y>",
    "&#106;",
    "Ada",
    " Berg",
    "\t",
    "~~~\n",
    "[a]: x\n",
]
MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=4), max_size=30).map(
    "".join
)


@settings(max_examples=400, deadline=None)
@given(MARKDOWN, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=4))
def test_no_text_and_no_mark_makes_a_tag_that_is_not_allowed_or_loses_a_word(
    markdown: str, places: list[tuple[int, int]]
) -> None:
    for block in parse_blocks(markdown):
        notes = [Mark(start, start + length, note=f"n{n}") for n, (start, length) in enumerate(places, 1)]
        mentions = [Mark(start, start + length, address="../../actors/ada/") for start, length in places[:1]]
        html = render_block(block, [*notes, *mentions])
        check_inert(html)
        assert squeezed(visible(Text(html).text)) == squeezed(visible(block.text))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*HOSTILE, *PIECES]) | st.text(max_size=5), max_size=8).map("".join))
def test_the_second_wall_stands_alone_too(html: str) -> None:
    # Whatever HTML might one day come past the first wall (Markdown with HTML off), the sanitiser lets nothing by.
    for tag, attrs in Text(sanitise(html)).tags:
        assert tag in TAGS
        assert not any(name.startswith("on") or name in ("style", "src", "srcset", "formaction") for name in attrs)
        assert not re.match(r"\s*(javascript|data|vbscript):", attrs.get("href") or "", re.I)


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "object", "template", "svg", "math"])
def test_what_is_no_text_goes_with_what_is_inside_it(tag: str) -> None:
    assert sanitise(f"<p>a<{tag}>alert(1)</{tag}>b</p>") == "<p>ab</p>"


def test_control_the_check_sees_what_it_is_made_for() -> None:
    for html in ("<script>1</script>", "<p onclick='x'>", '<a href="javascript:x">', '<a href="//x">', "<img src=x>"):
        with pytest.raises(AssertionError):
            check_inert(html)
    check_inert('<p id="p1"><a class="mention" href="../../actors/ada/">Ada</a></p>')
