"""Hostile input is inert: every kind of attack in every place where a text enters, and nothing of it acts.

By default each place meets a third of the kinds and each kind a third of the places (over 10,000 vectors);
`./run test -m long tests/hostile` puts every kind into every place and opens every page in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nh3
import pytest
from hostile import scan as scanner
from hostile.hostile_archives import Laid, lay_originals, lay_records, lay_sites
from hostile.kinds import MARK, PLAIN, PRODUCT, kinds, mark, vector
from hostile.scan import scan
from lxml import html as lxml_html

from sitegen.base.signs import show_signs
from sitegen.read import body

LEAST = 400
"""Vectors that the smallest run must have."""


def part(number: int, of: int = 3) -> list[str]:
    """The harmless kind and every third of the others."""
    return [PLAIN, *[name for place, name in enumerate(kinds()) if place % of == number and name != PLAIN]]


EVERY = pytest.param(True, marks=pytest.mark.long, id="every-kind")
SOME = pytest.param(False, id="a-third")


@pytest.fixture(scope="module", params=[SOME, EVERY])
def every(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def records(every: bool, tmp_path_factory: pytest.TempPathFactory) -> Laid:
    laid = lay_records(tmp_path_factory.mktemp("records"), kinds() if every else part(0))
    laid.build()
    return laid


@pytest.fixture(scope="module")
def originals(every: bool, tmp_path_factory: pytest.TempPathFactory) -> Laid:
    laid = lay_originals(tmp_path_factory.mktemp("originals"), kinds() if every else part(1))
    laid.build()
    return laid


@pytest.fixture(scope="module")
def sites(every: bool, tmp_path_factory: pytest.TempPathFactory) -> list[Laid]:
    made = []
    for laid in lay_sites(tmp_path_factory.mktemp("sites"), kinds() if every else part(2)):
        laid.build()
        made.append(laid)
    return made


@pytest.fixture(scope="module")
def archives(records: Laid, originals: Laid, sites: list[Laid]) -> list[Laid]:
    return [records, originals, *sites]


def test_nothing_that_came_from_a_text_acts(archives: list[Laid]) -> None:
    faults = [fault for laid in archives for fault in scan(laid.site)]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:40])


def test_there_are_as_many_vectors_as_are_claimed(archives: list[Laid], every: bool) -> None:
    texts = {pair for laid in archives for pair in laid.texts}
    places, used = {place for place, _ in texts}, {kind for _, kind in texts}
    assert used == set(kinds()), "each kind is somewhere"
    assert len(texts) >= (len(places) * len(kinds()) if every else LEAST)
    print(f"\n{len(places)} places, {len(used)} kinds, {len(texts)} vectors")


def test_no_file_is_written_but_into_the_site_the_records_and_the_cache(archives: list[Laid]) -> None:
    for laid in archives:
        root = laid.archive.root
        own = (laid.archive.content, laid.site, laid.archive.cache)
        strays = [path for path in root.rglob("*") if path.is_file() and not any(map(path.is_relative_to, own))]
        assert [path for path in strays if path.name != "export.json"] == []
        assert [path for path in root.parent.iterdir() if MARK.search(path.name)] == []


def test_what_is_printed_commands_no_terminal(archives: list[Laid]) -> None:
    for laid in archives:
        assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", laid.said) == []


# Places whose text is not shown, each with the reason.
UNSHOWN = {
    "an id, a word of a list, a number or a date: what is none is refused":
        "actor.names.language actor.positions.from actor.positions.to actor.risk actor.type article.actors "
        "article.agency article.aliases article.date article.kind article.language article.places article.source "
        "article.status event.actors event.articles event.date event.part_of event.place note.claim.event "
        "note.claim.quantity note.claim.subject note.created note.links.article note.links.relation note.type "
        "place.coordinates source.language source.type site.language site.pages site.known.source site.known.kind "
        "site.known.certainty site.known.date site.known.language",
    "an address: what is none is refused":
        "article.related.url article.url article.url_archived source.url site.base_url site.known.url",
    "kept in the archive and not published":
        "article.cleaned.by article.raw.member article.section article.unknown-key note.id note.tags hypothesis.id "
        "hypothesis.tags source.furniture source.rights.holder source.rights.statement suggestions.names "
        "suggestions.id suggestions.variants site.unknown-key site.search site.known.agency site.known.why "
        "site.known.authors site.known.title site.known.files site.languages site.theme.options "
        "site.rights.holder pages.language",
    "what a fence says of its language": "body.info",
    "a quotation that is not in the text: the note is left out and told":
        "note.quote.exact note.quote.prefix note.quote.suffix",
}  # fmt: skip


def reached(laid: Laid) -> set[str]:
    found: set[str] = set()
    for path in laid.site.rglob("*"):
        if path.is_file() and path.suffix != ".pf_meta":
            found |= set(MARK.findall(path.read_bytes().decode("utf-8", "replace")))
    return found


def test_every_place_of_a_record_is_reached(records: Laid) -> None:
    """Where a text is not shown, its attacks prove little: each such place has its reason."""
    unshown = {place for places in UNSHOWN.values() for place in places.split()}
    found = reached(records)
    places = {place for place, kind in records.texts if kind == PLAIN}
    assert {place for place in places if mark(place, PLAIN) not in found} == unshown & places


def words(text: str) -> str:
    return " ".join(text.split())


def page_words(path: Path) -> str:
    """What a reader of the page reads."""
    document = lxml_html.document_fromstring(path.read_bytes())
    for element in document.xpath("//script"):
        element.getparent().remove(element)
    return words(document.text_content())


VERBATIM = {
    "articles/{slug}/index.html": "article.title article.subjects article.captions.text body.fence",
    "actors/a-{slug}/index.html": "actor.name actor.description actor.positions.title",
    "sources/s-{slug}/index.html": "source.name source.description",
    "places/p-{slug}/index.html": "place.name place.description",
    "events/e-{slug}/index.html": "event.title event.summary",
}


def test_what_merely_looks_dangerous_survives_to_the_letter(records: Laid) -> None:
    wrong = []
    for kind in sorted({kind for _, kind in records.texts}):
        for page, places in VERBATIM.items():
            shown = page_words(records.site / page.format(slug=f"k-{kind}"))
            for place in places.split():
                text = vector(place, kind).replace("\r", " ")
                # Of white space, old control characters among it, a title keeps one space.
                # A NUL is U+FFFD in Markdown (CommonMark, 2.3).
                forms = {words(show_signs(form)) for form in (text, words(text), text.replace("\0", "\ufffd"))}
                wrong += [(place, kind)] if not any(form in shown for form in forms) else []
    assert wrong == []


def test_a_report_that_quotes_a_script_is_read_as_it_was_pasted(tmp_path: Path) -> None:
    quoted = 'The page held <script>alert("gone")</script>, {{ 7391*13 }} and <img src=x onerror=alert(1)>, she said'
    laid = lay_originals(tmp_path, [PLAIN])
    text = (laid.archive.content / "raw/text-k-plain.txt").read_text(encoding="utf-8")
    text = text.replace(vector("text.body", PLAIN), f"{quoted}.")
    (laid.archive.content / "raw/text-k-plain.txt").write_text(text, encoding="utf-8")
    laid.build()
    shown = [page_words(path) for path in (laid.site / "articles").glob("*/index.html")]
    assert any(quoted in page for page in shown)
    assert scan(laid.site) == []


# Controls: each wall taken down, the tests see what it held back. --------------------------------------------


def small(tmp_path: Path, *chosen: str) -> Laid:
    laid = lay_records(tmp_path / "control", [PLAIN, *chosen])
    laid.run("build", *laid.archive.places(), "--jobs", "1", "--no-search")
    return laid


@pytest.fixture
def open_markdown(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Markdown reads HTML, as most programs let it; only the sanitiser stands."""
    md = body._markdown.__wrapped__()
    md.options["html"] = True
    md.enable(["html_block", "html_inline"])
    md.validateLink = lambda url: True
    monkeypatch.setattr(body, "_markdown", lambda: md)
    yield


ACTIVE = ("handler-image", "script", "svg-foreign", "link-javascript", "remote-frame", "base")


def test_control_without_the_sanitiser_and_with_html_in_markdown_the_scan_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_markdown: None
) -> None:
    monkeypatch.setattr(body, "sanitise", lambda html: html)
    faults = "\n".join(scan(small(tmp_path, *ACTIVE).site))
    for sign in ("onerror=", "a script that is not ours", "foreignobject", "is dangerous", "iframe", "<base "):
        assert sign in faults, sign


def test_the_sanitiser_holds_alone_where_markdown_lets_html_through(tmp_path: Path, open_markdown: None) -> None:
    faults = scan(small(tmp_path, *ACTIVE, "svg-style", "mathml", "noscript", "template", "textarea").site)
    # A link that only the first wall marks as leaving is not what the second is for.
    assert [fault for fault in faults if "does not say so" not in fault] == []


def test_control_without_escaping_in_templates_the_scan_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import jinja2

    made = jinja2.Environment.__init__

    def bare(self: jinja2.Environment, *rest: object, **options: object) -> None:
        made(self, *rest, **{**options, "autoescape": False})  # type: ignore[arg-type]

    monkeypatch.setattr(jinja2.Environment, "__init__", bare)
    assert any("onerror=" in fault for fault in scan(small(tmp_path, "handler-image").site))


def test_control_the_scan_sees_each_thing_that_it_is_made_for(tmp_path: Path) -> None:
    head = '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;">'
    assert list(scanner.page_faults(f"<html><head>{head}</head><body><p>x</p></body></html>")) == []
    for text in (
        "<script>alert(1)</script>", "<p onclick=x>", '<a href="javascript:x">x</a>', '<a href="//x.invalid">x</a>',
        '<img src="https://evil.invalid/x">', "<p style='x:y'>", "<iframe></iframe>", "<base href='https://x.invalid/'>",
        '<a href="https://x.invalid/">x</a>', "<p>\u202ex</p>", "<p title='\u202e'>x</p>", "<!-- x -->",
        "<object></object>",
        "<meta http-equiv=refresh content='0;url=https://x.invalid'>", '<script type="application/ld+json">{]</script>',
        '<a href="java\tscript:x">x</a>', '<a href="https://a@evil.invalid/" rel=external>x</a>', "<svg><use/></svg>",
    ):  # fmt: skip
        assert list(scanner.page_faults(f"<html><head>{head}</head><body>{text}</body></html>")), text
    assert list(scanner.page_faults("<html><body><p>x</p></body></html>")), "a page without its policy"
    assert list(scanner.csv_faults("a,b\r\n=1,2\r\n")) and list(scanner.csv_faults("a,b\r\n1\r\n"))
    assert list(scanner.xml_faults("<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>")) and list(scanner.xml_faults("<x>"))
    assert list(scanner.bibtex_faults("@a{x,\n  t = {}}\n}\n@b{y,\n}")) and list(
        scanner.bibtex_faults("@a{x,\n t = {\\input{y}}\n}\n")
    )
    assert list(scanner.ris_faults("TY  - NEWS\nTI  - x\nTY  - NEWS\n"))
    (tmp_path / "con").mkdir()
    (tmp_path / "x.txt").write_text(PRODUCT, encoding="utf-8")
    assert len(scan(tmp_path)) == 2


def test_the_sanitiser_is_the_maintained_one() -> None:
    """A list of our own around somebody's regular expressions would be no wall."""
    assert nh3.clean("<p><script>x</script>y</p>") == "<p>y</p>"
