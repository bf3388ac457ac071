#!/usr/bin/env python3
"""Renders the articles of `texts/` as web pages and takes their text as people do.

    python benchmarks/sets/make.py [--only ID…] [--html DIR]

Writes `select/`, `browser/` and `lynx/` (one text per article and way), `bad/`, `compilations/` and their `truth.json`.
Needs Chromium or Chrome (through Playwright) and lynx. With `--html DIR` the pages are written there and nothing else
is done. Everything is made from `texts/*.yaml`, `words.yaml`, `around.yaml`, `bad.yaml`, `compilations.yaml`,
`skeletons/*.html` and, for pages that are each written as a whole, `pages/*.html`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

import jinja2
import yaml
from markupsafe import Markup, escape

HERE = Path(__file__).resolve().parent
MANNERS = ("select", "browser", "lynx")

# Where a reader starts and stops dragging in each house style. The stop is the end of the article's area: tags, share
# words and the author's box are inside in some styles and outside in others.
DRAG = {
    "agency": (".stamp, .wire h1", ".wire-end"),
    "amp": ("h1", ".amp-article-end"),
    "blog": ("h1", ".post-nav"),
    "cards": ("h1", ".card-tags"),
    "cms": (".news-detail h1", ".news-detail__tools"),
    "drupal": ("h1", ".field--name-field-tags"),
    "magazine": (".kicker", ".bio"),
    "mailing": ("h1", "pre"),
    "semantic": ("article header", "article footer"),
    "tables": ("td.text > font, td.text > h1", "td.text"),
    "utility": ("h1", ".end-of-story"),
    "wordpress": (".entry-title", ".entry-footer"),
}
# Kinds of items that are the article's own text; the others are captions, boxes and notes.
BODY = {"p", "h", "q", "quote", "ul", "ol", "table", "verse", "tweet"}
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_EM = re.compile(r"\*([^*\s][^*]*)\*")


@dataclass
class Item:
    """One piece of an article: its kind and its text, list entries, rows or credit."""

    kind: str
    text: str = ""
    rest: list[str] = field(default_factory=list)

    @property
    def html(self) -> Markup:
        return inline(self.text)

    @property
    def entries(self) -> list[Markup]:
        return [inline(entry) for entry in self.rest]

    @property
    def rows(self) -> list[list[str]]:
        return [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in self.rest]

    def body_lines(self) -> list[str]:
        """What of it is body, as a reader sees it, one line each."""
        if self.kind not in BODY:
            return []
        if self.kind == "table":
            return [" ".join(row) for row in self.rows]
        if self.kind == "tweet":
            return [plain(self.text), f"— {plain(self.rest[0])}"]
        if self.kind in ("ul", "ol", "verse", "quote"):
            return [plain(entry) for entry in self.rest]
        return [plain(self.text)]


def plain(text: str) -> str:
    return _EM.sub(r"\1", _LINK.sub(r"\1", text))


def inline(text: str) -> Markup:
    safe = str(escape(text))
    safe = _LINK.sub(r'<a href="\2">\1</a>', safe)
    return Markup(_EM.sub(r"<em>\1</em>", safe))


def parse(text: str) -> list[Item]:
    """An article's text in the notation that the README describes → its items."""
    out: list[Item] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in chunk.strip().split("\n")]
        first = lines[0]
        if first.startswith("!"):
            word, _, rest = " ".join(lines).partition(" ")
            pieces = [piece.strip() for piece in re.split(r"\s(?:\|\||::)\s", f" {rest} ")]
            out.append(Item(word[1:], pieces[0], [piece for piece in pieces[1:] if piece]))
        elif first.startswith("## "):
            out.append(Item("h", " ".join(lines)[3:]))
        elif first.startswith("? "):
            out.append(Item("q", " ".join(lines)[2:]))
        elif first.startswith("|"):
            out.append(Item("table", "", lines))
        elif first.startswith(("- ", "> ", "~ ")):
            kind = {"-": "ul", ">": "quote", "~": "verse"}[first[0]]
            out.append(Item(kind, "", _entries(lines, re.compile(r"[->~] "))))
        elif re.match(r"1\. ", first):
            out.append(Item("ol", "", _entries(lines, re.compile(r"\d+\. "))))
        else:
            out.append(Item("p", " ".join(lines)))
    return out


def _entries(lines: list[str], mark: re.Pattern[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        match = mark.match(line)
        if match:
            out.append(line[match.end() :])
        else:
            out[-1] += " " + line
    return out


@dataclass
class Article:
    """One article with its outlet and the words of its language."""

    id: str
    data: dict[str, Any]
    outlet: dict[str, Any]
    items: list[Item]

    @property
    def language(self) -> str:
        return str(self.data.get("language", self.outlet["language"]))

    @property
    def url(self) -> str:
        return f"https://{self.outlet['host']}/{self.data['section_path']}/{self.id.split('-', 1)[1]}.html"

    def body(self) -> list[str]:
        return [line for item in self.items for line in item.body_lines()]

    def truth(self) -> dict[str, Any]:
        captions = [
            {"text": plain(item.text), "credit": item.rest[0] if item.rest else ""}
            for item in self.items
            if item.kind in ("photo", "twice", "gallery")
        ]
        return {
            "url": self.url,
            "outlet": self.outlet["id"],
            "language": self.language,
            "forms": self.data.get("forms", []),
            "titles": [self.data["title"]],
            "body": self.body(),
            "optional": [plain(item.text) for item in self.items if item.kind in ("correction", "time")],
            "captions": captions,
            "published": str(self.data["date"]),
            "date_printed": None if self.data.get("date_relative") else self.data.get("date_shown"),
            "authors": self.data.get("authors", []),
            "source": self.outlet["name"],
        }


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def words() -> dict[str, Any]:
    out: dict[str, Any] = load(HERE / "words.yaml")
    for language, prose in load(HERE / "around.yaml").items():
        out[language] |= prose
    return out


@cache
def articles() -> dict[str, Article]:
    """Every article by its id, in the order of the outlets' files."""
    out: dict[str, Article] = {}
    for path in sorted((HERE / "texts").glob("*.yaml")):
        data = load(path)
        outlet = {"id": path.stem, **data["outlet"]}
        for number, entry in enumerate(data["articles"], 1):
            entry.setdefault("section_path", "news")
            name = f"{path.stem}-{number:02}"
            out[name] = Article(name, entry, outlet, parse(entry["text"]))
    return out


@cache
def environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(HERE / "skeletons")
    env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.filters["wrapped"] = lambda text, width=72: "\n".join(wrap(plain(str(text)), width, break_on_hyphens=False))
    env.filters["inline"] = inline
    return env


def page(article: Article) -> str:
    """The web page of an article in its outlet's house style."""
    template = environment().get_template(f"{article.outlet['skeleton']}.html")
    others = [other for other in articles().values() if other.outlet is article.outlet and other.id != article.id]
    return template.render(
        a=article.data, id=article.id, url=article.url, items=article.items, o=article.outlet,
        w={**words()[article.outlet["language"]], **article.outlet.get("words", {})},
        others=[other.data["title"] for other in others], minutes=max(1, len(" ".join(article.body()).split()) // 180),
    )  # fmt: skip


def bad_pages() -> dict[str, dict[str, Any]]:
    """Pages that hold no article, or half of one: id → truth and the HTML."""
    out: dict[str, dict[str, Any]] = {}
    outlets = {article.outlet["id"]: article.outlet for article in articles().values()}
    for entry in load(HERE / "bad.yaml"):
        outlet = outlets[entry["outlet"]]
        titles = [article.data["title"] for article in articles().values() if article.outlet is outlet]
        html = environment().get_template("bad.html").render(
            b=entry, o=outlet, w={**words()[outlet["language"]], **outlet.get("words", {})}, titles=titles,
            items=parse(entry.get("text", "")),
        )  # fmt: skip
        out[entry["id"]] = {
            "kind": entry["kind"],
            "truth": entry["truth"],
            "language": outlet["language"],
            "html": html,
        }
    return out


# --- Compilations ---------------------------------------------------------------------------------------------------


def compilation(spec: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """The text of a file of several articles, and where each piece of it stands."""
    lines: list[str] = []
    segments: list[dict[str, Any]] = []

    def put(text: str) -> int:
        lines.append(text)
        return len(lines)

    gaps = spec.get("gaps", [2])
    inner = spec.get("inner", 1)
    for place, name in enumerate(spec["articles"]):
        article = articles()[name]
        if place:
            for _ in range(gaps[(place - 1) % len(gaps)]):
                put("")
        title = str(article.data["title"])
        seg: dict[str, Any] = {"id": name, "title": title, "published": str(article.data["date"]), "residue_lines": []}
        seg["start_line"] = put(title)
        seg["title_lines"] = [seg["start_line"]]
        if "doubled" in spec.get("with", []):
            seg["title_lines"].append(put(title))
        seg["body_lines"], seg["caption_lines"] = [], []
        has = spec.get("with", [])

        def gap(count: int = inner) -> None:
            for _ in range(count):
                put("")

        if "deck" in has and article.data.get("deck"):
            gap()
            seg["residue_lines"].append(put(article.data["deck"]))
        if "byline" in has and (article.data.get("byline") or article.data.get("date_shown")):
            gap()
            shown = [article.data.get("byline"), article.data.get("date_shown")]
            seg["residue_lines"].append(put(" | ".join(text for text in shown if text)))
        for item in article.items:
            body = item.body_lines()
            if body:
                gap()
                seg["body_lines"] += [put(line) for line in body]
            elif item.kind in ("photo", "twice", "gallery") and "captions" in has:
                gap()
                credit = f" {item.rest[0]}" if item.rest else ""
                seg["caption_lines"].append(put(plain(item.text) + credit))
            elif item.kind == "related" and "related" in has:
                gap()
                seg["residue_lines"] += [put(f"{item.text}: {entry}") for entry in item.rest]
            elif item.kind == "time":
                gap()
                seg["residue_lines"].append(put(item.text))
        if "url" in has:
            gap()
            seg["residue_lines"].append(put(article.url))
        if "share" in has:
            gap()
            seg["residue_lines"] += [put(word) for word in words()[article.language]["share"]]
        if "copyright" in has:
            gap()
            seg["residue_lines"].append(put(words()[article.language]["copyright"].format(article.outlet["name"])))
        seg["first_body_line"], seg["end_line"] = seg["body_lines"][0], len(lines)
        segments.append(seg)
    return "\n".join(lines) + "\n", segments


# --- Taking the text ------------------------------------------------------------------------------------------------

_DRAG_SCRIPT = """([from, to]) => {
  const range = document.createRange(), selection = window.getSelection();
  range.setStartBefore(document.querySelector(from));
  range.setEndAfter([...document.querySelectorAll(to)].at(-1));
  selection.removeAllRanges(); selection.addRange(range);
  return selection.toString();
}"""


def chromium() -> str:
    """An installed Chromium or Chrome."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in ("chromium", "google-chrome", "chromium-browser")]
    for path in found:
        if path:
            return path
    raise SystemExit("no Chromium or Chrome found; name it in CHROMIUM")


def tidy(text: str) -> str:
    """No white space at the ends of lines and one line end at the end, so that an editor does not change the file."""
    return "\n".join(line.rstrip() for line in text.replace("\u00a0", " ").split("\n")).strip("\n") + "\n"


def take(pages: dict[str, tuple[str, str]], out: Path, manners: tuple[str, ...] = MANNERS) -> None:
    """Writes the texts of pages (id → HTML and house style) as each manner gives them."""
    from playwright.sync_api import sync_playwright

    for manner in manners:
        (out / manner).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium())
        tab = browser.new_page()
        for name, (html, skeleton) in pages.items():
            path = Path(folder) / f"{name}.html"
            path.write_text(html, encoding="utf-8")
            tab.goto(path.as_uri())
            if "browser" in manners:
                _write(out / "browser" / f"{name}.txt", tidy(tab.evaluate("document.body.innerText")))
            if "select" in manners and skeleton:
                drag = DRAG.get(skeleton, ("[data-from]", "[data-to]"))
                _write(out / "select" / f"{name}.txt", tidy(tab.evaluate(_DRAG_SCRIPT, list(drag))))
            if "lynx" in manners:
                command = [
                    "lynx",
                    "-dump",
                    "-width",
                    "80",
                    "-nolist",
                    "-assume_charset=utf-8",
                    "-display_charset=utf-8",
                ]
                done = subprocess.run([*command, str(path)], capture_output=True, check=True)
                _write(out / "lynx" / f"{name}.txt", tidy(done.stdout.decode("utf-8", "replace")))
        browser.close()


_MARKED = """() => ({
  body: [...document.querySelectorAll('[data-b]')].map(element => element.innerText),
  titles: [...document.querySelectorAll('[data-t]')].map(element => element.innerText.trim()),
  language: document.documentElement.lang,
})"""


def whole_pages() -> dict[str, str]:
    """Pages written as a whole: id → HTML, with `data-b` (body), `data-t` (headline), `data-from`, `data-to`."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "pages").glob("*.html"))}


def without_marks(html: str) -> str:
    """The page as a reader would save it."""
    return re.sub(r' data-(?:b|t|from|to)(?:="")?(?=[\s>])', "", html)


def marked_truth(pages: dict[str, str]) -> dict[str, dict[str, Any]]:
    """What is body and headline on the pages, as their marks say."""
    from playwright.sync_api import sync_playwright

    out = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium())
        tab = browser.new_page()
        for name, html in pages.items():
            path = Path(folder) / f"{name}.html"
            path.write_text(html, encoding="utf-8")
            tab.goto(path.as_uri())
            found = tab.evaluate(_MARKED)
            lines = [line.strip() for text in found["body"] for line in text.split("\n")]
            out[name] = {
                "language": found["language"] or "en",
                "outlet": name,
                "titles": found["titles"][:1],
                "body": [line for line in lines if line],
            }
        browser.close()
    return out


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=None, help="render only these ids")
    parser.add_argument("--html", type=Path, help="write the pages into this folder and stop")
    args = parser.parse_args()
    chosen = {name: article for name, article in articles().items() if args.only is None or name in args.only}
    if args.html:
        args.html.mkdir(parents=True, exist_ok=True)
        for name, article in chosen.items():
            _write(args.html / f"{name}.html", page(article))
        for name, bad in bad_pages().items():
            _write(args.html / f"{name}.html", bad["html"])
        return
    if args.only is None:
        for folder in (*MANNERS, "bad", "compilations"):
            shutil.rmtree(HERE / folder, ignore_errors=True)
    take({name: (page(article), article.outlet["skeleton"]) for name, article in chosen.items()}, HERE)
    _write_json(HERE / "truth.json", {name: article.truth() for name, article in articles().items()})
    whole = whole_pages()
    for manner in MANNERS:
        shutil.rmtree(HERE / "pages" / manner, ignore_errors=True)
    take({name: (html, "whole") for name, html in whole.items()}, HERE / "pages")
    _write_json(HERE / "pages" / "truth.json", marked_truth(whole))
    bad = bad_pages()
    take({name: (entry["html"], "") for name, entry in bad.items()}, HERE / "bad", ("browser", "lynx"))
    truth = {name: {key: entry[key] for key in ("kind", "truth", "language")} for name, entry in bad.items()}
    _write_json(HERE / "bad" / "truth.json", truth)
    (HERE / "compilations").mkdir(exist_ok=True)
    specs = load(HERE / "compilations.yaml")
    entries = []
    for spec in specs:
        text, segments = compilation(spec)
        _write(HERE / "compilations" / f"{spec['id']}.txt", text)
        entries.append({"file": f"{spec['id']}.txt", "kind": spec["kind"], "n": len(segments), "segments": segments})
    _write_json(HERE / "compilations" / "truth.json", entries)
    print(f"{len(articles())} articles, {len(whole)} whole pages, {len(bad)} bad pages, {len(specs)} compilations")


if __name__ == "__main__":
    main()
