"""A whole site in other languages: every word of the interface is a catalogue's, every word of the content its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.render import LOCALE

CONTENT = Path(__file__).parents[1] / "golden" / "content"
OPEN, SHUT = "⟦", "⟧"
_WORDS = re.compile(r"[^\W\d_]{2,}")
_MESSAGE = re.compile(r'^(msgid|msgid_plural) "(.+)"$\n(?:msgid_plural "(.+)"\n)?(?:msgstr.*\n)+', re.MULTILINE)
# What has the words of others: formats, names of files and rules, what a record or a saved file has.
FOREIGN = {"code", "pre", "q", "blockquote", "cite", "script", "style"}
FORMATS = "BibTeX RIS CSL JSON Lines CSV TEI FollowTheMoney xml array boolean integer number object string Method"
"""Names of formats, types of data, and a page without a title of its own, which has that of its file."""
SPOKEN = {"aria-label", "placeholder", "alt", "data-label"}
VOID = {"br", "hr", "img", "input", "link", "meta", "circle", "line", "path", "rect"}


class Reader(HTMLParser):
    """What a page says in the interface's language: texts, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[bool] = []
        """For each open element whether the words in it are another's."""
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # A citation has the form of a manual of style.
        foreign = tag in FOREIGN or "cite" in (given.get("class") or "").split() or any(self.elements)
        foreign = foreign or given.get("lang", "xx") != "xx"
        if tag in ("html", "body"):
            foreign = False
        if not foreign:
            self.said += [str(value) for name, value in attrs if name in SPOKEN]
        if tag not in VOID:
            self.elements.append(foreign)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element of SVG."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.elements:
            self.elements.pop()

    def handle_data(self, data: str) -> None:
        self.said.append(data if not any(self.elements) else "")


def build(folder: Path, language: str) -> Path:
    """The golden archive in a language; in the folder `themes` may lie a theme `mine` with words of its own."""
    shutil.copytree(CONTENT, folder / "content")
    site = folder / "content" / "site.yaml"
    theme = "\ntheme: mine\n" if (folder / "themes").exists() else "\n"
    site.write_text(site.read_text("utf-8").replace("language: en\n", f"language: {language}{theme}"), "utf-8")
    options = [f"--content={folder / 'content'}", f"--out={folder / 'site'}", f"--themes={folder / 'themes'}"]
    assert main(["build", "--no-search", "--jobs", "1", "--quiet", *options]) == 0
    return folder / "site"


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text("utf-8")


def untranslated(html: str, content: str) -> list[str]:
    """Runs of words that stand in no bracket of the catalogue and not in the archive's own files either."""
    reader = Reader()
    reader.feed(html)
    text = re.sub(r"\b[a-z]+://\S+|\b[\w-]+\.(?:csv|jsonl?|jsonld|xml)\b", "\n", "\n".join(reader.said))
    while OPEN in text:
        shorter = re.sub(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}", "\n", text)
        if shorter == text:
            break
        text = shorter
    parts = [part.strip(" \t.,:;·()–—") for part in re.split(r"[\n·;:,()]| – ", text)]
    # Rules of the cleaner are called by their names.
    parts = [part for part in parts if not re.fullmatch(r"[a-z]+(?:-[a-z]+)+", part)]
    return [part for part in parts if _WORDS.search(part) and part not in content]


@pytest.fixture(scope="module")
def bracketed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose catalogue puts every message into brackets; dates are written as in English."""
    folder = tmp_path_factory.mktemp("bracketed")
    locale = folder / "themes" / "mine" / "locale"
    locale.mkdir(parents=True)
    (folder / "themes" / "mine" / "theme.yaml").write_text("extends: default\n", "utf-8")

    def put(found: re.Match[str]) -> str:
        one, many = found[2], found[3]
        if not many:
            return f'msgid "{one}"\nmsgstr "{OPEN}{one}{SHUT}"\n'
        forms = f'msgstr[0] "{OPEN}{one}{SHUT}"\nmsgstr[1] "{OPEN}{many}{SHUT}"\n'
        return f'msgid "{one}"\nmsgid_plural "{many}"\n{forms}'

    source = (LOCALE / "sitegen.pot").read_text("utf-8")
    head = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"MIME-Version'
    (locale / "xx.po").write_text(_MESSAGE.sub(put, source).replace('"MIME-Version', head, 1), "utf-8")
    return build(folder, "xx")


def test_no_word_of_the_interface_escapes_the_catalogue(bracketed: Path) -> None:
    files = (path for path in CONTENT.rglob("*") if path.is_file())
    content = re.sub(r"\s+", " ", " ".join(path.read_text("utf-8") for path in files))
    months = "January February March April May June July August September October November December"
    content += f" {months} Sunday Monday Tuesday Wednesday Thursday Friday Saturday Fri Sat Sun Mon Mar {FORMATS}"
    found = {
        part: name
        for name, html in pages(bracketed)
        for part in untranslated(html, content)
        if not set(_WORDS.findall(part)) <= set(_WORDS.findall(content))
    }
    assert found == {}


def test_control_a_word_outside_is_seen() -> None:
    html = (
        f'<html><body lang="xx"><p>{OPEN}Fine{SHUT} of the <q>old</q> <b lang="ru">мост</b> harbour</p></body></html>'
    )
    assert untranslated(html, "harbour") == ["of the"]


@pytest.fixture(scope="module")
def russian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("russian"), "ru")


def test_a_russian_site_has_russian_words_dates_and_counts(russian: Path) -> None:
    articles = (russian / "articles" / "index.html").read_text("utf-8")
    assert '<html lang="ru">' in articles
    assert "<title>Статьи · The last ferry of Torvik</title>" in articles
    assert '<p class="head-facts">5&nbsp;статей</p>' in articles
    assert ">Март 2021</a>" in articles and "1&nbsp;статья</span>" in articles
    assert "14\u00a0марта 2021</time>" in articles


def test_every_passage_says_its_language(russian: Path) -> None:
    english = (russian / "articles" / "2021-03-14-harbour-council-sells-its-last-ferry" / "index.html").read_text(
        "utf-8"
    )
    assert '<html lang="en">' in english and '<body lang="ru"' in english
    assert '<h1 lang="en" data-pagefind-meta="title">Harbour Council sells its last ferry</h1>' in english
    assert '<div class="text" lang="en">' in english
    own = (russian / "articles" / "2021-03-15-bednyi-parom" / "index.html").read_text("utf-8")
    assert '<html lang="ru">' in own and "<body class=" in own
    assert '<h1 data-pagefind-meta="title">Бедный паром</h1>' in own
    listed = (russian / "articles" / "index.html").read_text("utf-8")
    assert ' lang="en">Harbour Council sells its last ferry</a>' in listed


def test_a_site_in_a_language_nobody_has_translated_says_that_its_words_are_english(tmp_path: Path) -> None:
    page = (build(tmp_path, "sv") / "articles" / "index.html").read_text("utf-8")
    assert '<html lang="en">' in page and ">Timeline</a>" in page
