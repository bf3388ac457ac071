"""How time grows with size: each reader over inputs that double, kind by kind; the ratio of neighbours tells.

    python benchmarks/linear.py [--from KB] [--to MB] [--limit SECONDS] [KIND ...]

Measured is CPU time of a forked child, so that neighbours on the machine count little. A line says the seconds for
each size and the largest ratio of two neighbours: 2 is linear, 4 is quadratic. Where a documented limit refuses an
input, `refused` with its problem's code stands in the place of a time (see "Limits" in README.md).
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

MOST = 2.3
"""A doubling may take so many times as long."""
NOISE = 0.05
"""Seconds below which a time says nothing."""

WORDS = re.findall(
    r"\w+",
    "harbour bridge ferry council budget winter market lamp garden engine tower signal window letter captain island "
    "meadow lantern anchor barrel ticket station railway canal festival bakery teacher school river cloud thunder "
    "repair vote promise report number answer question morning evening autumn spring copper silver stone timber",
)
NAMES = ("Ada Miller", "Bruno Castel", "Mr Castel", "the Harbour Board", "Dora Nowak", "Riverton", "Seagate")


def sentence(rng: random.Random) -> str:
    words = rng.choices(WORDS, k=rng.randint(8, 16))
    words.insert(rng.randrange(1, len(words)), rng.choice(NAMES))
    kind = rng.random()
    text = " ".join(words)
    if kind < 0.15:
        text = f"“The {text},” {rng.choice(NAMES)} said on {rng.randint(1, 28)} May 2021"
    elif kind < 0.3:
        text = f"at least {rng.randint(2, 900)} people were detained near the {text}"
    return text[:1].upper() + text[1:] + "."


def prose(size: int, rng: random.Random) -> str:
    """Paragraphs of invented news, at least so many characters long, cut to the size."""
    out: list[str] = []
    held = 0
    while held < size:
        out.append(" ".join(sentence(rng) for _ in range(rng.randint(2, 6))))
        held += len(out[-1]) + 2
    return "\n\n".join(out)[:size]


def blown(unit: str) -> Callable[[int, random.Random], str]:
    """Text that is one unit over and over."""
    return lambda size, rng: (unit * (size // len(unit) + 1))[:size]


def one_line(size: int, rng: random.Random) -> str:
    return prose(size, rng).replace("\n\n", " ")


def capitals(size: int, rng: random.Random) -> str:
    return " ".join(rng.choice(NAMES).split()[-1] for _ in range(size // 6))[:size]


TEXTS: dict[str, Callable[[int, random.Random], str]] = {
    "prose": prose,
    "one-line": one_line,
    "capitals": capitals,
    "digits": blown("1234567890"),
    "numbers": blown("1,000 and 2.5 "),
    "quotes": blown('"'),
    "curly": blown("“a” "),
    "opened": blown("“"),
    "dashes": blown("—"),
    "hyphens": blown("a-"),
    "brackets": blown("["),
    "parens": blown("(a "),
    "stars": blown("*a "),
    "starred": blown("*a** "),
    "ticks": blown("`a"),
    "ticked": blown("` `` "),
    "quoted": blown("> "),
    "links": blown("[a](b) "),
    "halflinks": blown("[a]("),
    "definitions": blown("[a]: b\n"),
    "table": blown("|a|b|\n|-|-|\n"),
    "list": blown("- a\n"),
    "nested": blown("- "),
    "heads": blown("## A head\n\n"),
    "entities": blown("&amp;"),
    "angles": blown("<"),
    "dates": blown("12 May 2021, Monday\n"),
    "times": blown("on Monday at 12:30, "),
    "letters": blown("a"),
    "upper": blown("A"),
    "initials": blown("A. B. "),
    "cyrillic": blown("Абв Где жзи. "),
    "commas": blown(","),
    "dots": blown(". "),
    "stops": blown("."),
    "spaces": blown(" "),
    "tabs": blown("\t"),
    "breaks": blown("\n"),
    "returns": blown("\r"),
    "urls": blown("https://a.example/b "),
    "controls": blown("\x01"),
    "marks": blown("e\u0301"),
    "said": blown("he said, she said "),
    "percent": blown("5 percent of "),
    "credits": blown("(Photo: AP) "),
    "saidquotes": blown("“a,” he said. "),
}

MARKUP: dict[str, Callable[[int, random.Random], str]] = {
    "prose": lambda size, rng: "<article>" + "".join(f"<p>{one}</p>\n" for one in prose(size, rng).split("\n\n")),
    "text": prose,
    "divs": blown("<div>"),
    "spans": blown("<span>a"),
    "bold": blown("<b><p>a"),
    "tables": blown("<table><tr><td>"),
    "flat-table": blown("<tr><td>a</td></tr>"),
    "lists": blown("<ul><li>a"),
    "breaks": blown("a<br>"),
    "links": blown('<a href="/a">A long enough link to an article</a> '),
    "attributes": lambda size, rng: "<p " + "".join(f"a{i}=b " for i in range(size // 9)) + ">a",
    "entities": blown("&amp;"),
    "comment": blown("<!-- a "),
    "unclosed": blown("<p>a words "),
    "angles": blown("<"),
    "script": lambda size, rng: "<script>" + "a<b;" * (size // 4),
    "json": lambda size, rng: (
        '<script type="application/ld+json">' + "[" * (size // 2) + "]" * (size // 2) + "</script>"
    ),
    "jsonlist": lambda size, rng: (
        '<script type="application/ld+json">[' + ",".join(['{"@type":"NewsArticle"}'] * (size // 24)) + "]</script>"
    ),
    "metas": blown('<meta property="og:title" content="A title">'),
    "heads": blown("<h2>A head</h2>"),
    "captions": blown("<figure><img alt=a><figcaption>Words (Photo: AP)</figcaption></figure>"),
    "inputs": blown("<form><input>"),
    "svg": blown("<svg><g>"),
}

PAGE = (
    "<!DOCTYPE html><html><head><title>The bridge</title></head><body><h1>The bridge is open</h1>"
    "<p>The council opened a second bridge on Thursday, and many people came to see it in the rain.</p>"
)
HEAD = "The bridge is open\n\n7 May 2020\n\nThe council opened a bridge on Thursday, and many came to see it then.\n\n"
RECORD = "---\ntitle: The bridge\ndate: 2020-05-07\nlanguage: en\nactors: [ada-miller]\n---\n"


def listed(row: str, head: str = "") -> Callable[[int, random.Random], str]:
    """Rows with numbers in them."""

    def make(size: int, rng: random.Random) -> str:
        wide = len(row.format(n=10_000)) + 1
        return head + "\n".join(row.format(n=number) for number in range(max(1, size // wide))) + "\n"

    return make


def front(value: Callable[[int, random.Random], str]) -> Callable[[int, random.Random], str]:
    return lambda size, rng: f"---\ntitle: T\n{value(size, rng)}---\nBody.\n"


FRONTS: dict[str, Callable[[int, random.Random], str]] = {
    "title": lambda size, rng: f"---\ntitle: {'long ' * (size // 5)}\n---\nBody.\n",
    "actors": front(listed("- actor-{n}", "actors:\n")),
    "subjects": front(listed("- subject {n}", "subjects:\n")),
    "captions": front(listed("- {{text: a caption {n}}}", "captions:\n")),
    "keys": front(listed("key{n}: a")),
    "related": front(listed("- {{text: Words {n}, url: 'https://a.example/{n}'}}", "related:\n")),
    "nested": front(blown("[")),
    "mappings": front(blown("{a: ")),
    "provenance": front(listed("  k{n}: {{basis: stated, line: {n}}}", "provenance:\n")),
    "unended": lambda size, rng: "---\n" + "a: b\n" * (size // 5),
    "aliases": front(listed("- &a{n} x", "subjects:\n")),
    "summary": lambda size, rng: "---\ntitle: T\nsummary: >\n" + "  words and words\n" * (size // 18) + "---\nBody.\n",
}
YAMLS: dict[str, tuple[str, Callable[[int, random.Random], str]]] = {
    "actor-names": ("actor", listed("- Name Number{n}", "name: N\ntype: person\nnames:\n")),
    "actor-mappings": ("actor", listed("- {{text: Name N{n}, language: en}}", "name: N\ntype: person\nnames:\n")),
    "actor-name": ("actor", lambda size, rng: f"name: {'N' * size}\ntype: person\n"),
    "actor-deep": ("actor", blown("a: [")),
    "source-furniture": ("source", listed("- Read more {n}", "name: N\nfurniture:\n")),
    "place-names": ("place", listed("- Town {n}", "name: N\nnames:\n")),
    "event-articles": ("event", listed("- 2020-01-01-a-{n}", "title: T\ndate: 2020\narticles:\n")),
    "site-known": ("site", listed("- {{files: raw/{n}.txt, kind: news, why: w}}", "title: T\nknown:\n")),
    "site-keys": ("site", listed("key{n}: 1", "title: T\n")),
    "suggestions": ("suggestions", listed("  - Name {n}", "refused:\n  names:\n")),
    "notes": ("notes", listed("- {{quote: {{exact: word{n} is}}, body: B}}")),
    "notes-lost": ("notes", listed("- {{quote: {{exact: not there {n}}}, body: B}}")),
    "note-body": ("notes", lambda size, rng: "- quote: {exact: word7 is}\n  body: '" + "*a " * (size // 3) + "'\n"),
    "note-quote": ("notes", lambda size, rng: "- quote: {exact: '" + "word " * (size // 5) + "'}\n  body: B\n"),
}


@dataclass(frozen=True)
class Kind:
    name: str
    make: Callable[[int, random.Random], object]
    read: Callable[[object], list[str]]
    """Reads it and gives the codes of its problems."""


def kinds() -> list[Kind]:
    out = [Kind(f"raw-{name}", _raw(make, HEAD, "raw/x.txt"), _clean) for name, make in TEXTS.items()]
    out += [Kind(f"html-{name}", _raw(make, PAGE, "raw/x.html"), _clean) for name, make in MARKUP.items()]
    out += [Kind(f"body-{name}", _with(make, RECORD), _record) for name, make in TEXTS.items()]
    out += [Kind(f"page-{name}", make, _page) for name, make in TEXTS.items()]
    out += [Kind(f"front-{name}", make, _record) for name, make in FRONTS.items()]
    out += [Kind(f"yaml-{name}", make, _yaml(what)) for name, (what, make) in YAMLS.items()]
    out += [
        Kind("mhtml", _message, _container("raw/x.mhtml")),
        Kind("mhtml-parts", lambda size, rng: _message(size, rng, 2_000), _container("raw/x.mhtml")),
        Kind("warc", lambda size, rng: _warc(size, rng, 20_000), _container("raw/x.warc")),
        Kind("warc-small", lambda size, rng: _warc(size, rng, 600), _container("raw/x.warc")),
        Kind("csl", listed('{{"title": "A title of number {n}", "URL": "https://a.example/{n}"}},', "[") , _csl),
        Kind("csl-deep", lambda size, rng: "[" * size, _csl),
        Kind("hypothesis", _annotations, _hypothesis),
        Kind("edition", listed('"{n}": "a",', "{"), _edition),
    ]  # fmt: skip
    return out


def _with(make: Callable[[int, random.Random], str], head: str) -> Callable[[int, random.Random], str]:
    return lambda size, rng: head + make(size, rng)


def _raw(make: Callable[[int, random.Random], str], head: str, name: str) -> Callable[[int, random.Random], object]:
    return lambda size, rng: (name, (head + make(size, rng)).encode())


def _message(size: int, rng: random.Random, each: int = 0) -> str:
    each = each or size
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n'
    part = "--B\nContent-Type: text/html\n\n" + PAGE
    return head + "\n".join(part + prose(each, rng) for _ in range(max(1, size // each))) + "\n--B--\n"


def _warc(size: int, rng: random.Random, each: int) -> bytes:
    out: list[bytes] = []
    for number in range(max(1, size // each)):
        page = (PAGE + "<p>" + prose(each, rng)).encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        out.append(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
            b"WARC-Target-URI: https://a.example/%d\r\nWARC-Date: 2020-05-07T00:00:00Z\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
            % (number, number, len(answer))
            + answer
            + b"\r\n\r\n"
        )
    return b"".join(out)


def _annotations(size: int, rng: random.Random) -> str:
    row = {
        "id": "a",
        "uri": "https://a.example/b",
        "text": "words",
        "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "words"}]}],
    }
    return json.dumps({"rows": [row] * (size // len(json.dumps(row)))})


def _clean(value: object) -> list[str]:
    from sitegen.base.files import sha256_hex
    from sitegen.build.cleaning import propose
    from sitegen.model.config import Config
    from sitegen.model.draft import NO_LORE, RawFile
    from sitegen.model.names import NameFinder

    name, data = value  # type: ignore[misc]
    raw = RawFile(name, data, sha256_hex(data))
    _, cleaned = propose(raw, Config(), NO_LORE, NameFinder(_names()), name)
    return [problem.code for problem in cleaned.problems]


def _container(name: str) -> Callable[[object], list[str]]:
    def read(value: object) -> list[str]:
        import io

        from sitegen.base.problems import Problem
        from sitegen.clean import members

        data = value.encode() if isinstance(value, str) else value
        assert isinstance(data, bytes)
        codes: list[str] = []
        for one in members(name, io.BytesIO(data), len(data), ""):
            codes += [one.code] if isinstance(one, Problem) else _clean((one.path, one.data))
        return codes

    return read


def _names() -> tuple[object, ...]:
    from sitegen.model.authority import Authority
    from sitegen.plan import name_forms
    from sitegen.read.authority import read_actor

    actors = [
        read_actor(f"name: {name}\ntype: person\n", f"actors/{name}.yaml", name.lower().replace(" ", "-"))[0]
        for name in NAMES
    ]
    return name_forms(Authority(tuple(actor for actor in actors if actor), (), (), ()))


def _record(value: object) -> list[str]:
    from sitegen.annotate import annotate_text
    from sitegen.model.config import Rights
    from sitegen.read.article import RightsLevels, read_article

    assert isinstance(value, str)
    names = _names()
    _, problems = read_article(value, "a.md", "a", names, RightsLevels(Rights("full")), None, annotate_text)
    return [problem.code for problem in problems]


def _page(value: object) -> list[str]:
    from sitegen.read.article import read_page
    from sitegen.read.body import render_page_text

    assert isinstance(value, str)
    _, markdown, problems = read_page(value, "pages/a.md", "a")
    render_page_text(markdown)
    return [problem.code for problem in problems]


def _yaml(what: str) -> Callable[[object], list[str]]:
    def read(value: object) -> list[str]:
        from sitegen.model.authority import Authority
        from sitegen.plan import name_forms
        from sitegen.read import authority
        from sitegen.read.notes import read_notes
        from sitegen.read.site import read_site
        from sitegen.read.suggestions import read_suggestions

        assert isinstance(value, str)
        if what == "notes":
            text = " ".join(f"word{n} is here" for n in range(20_000))
            problems = read_notes(value, "notes/a.yaml", text)[2]
        elif what == "site":
            problems = tuple(read_site(value, "site.yaml")[1])
        elif what == "suggestions":
            problems = tuple(read_suggestions(value, "suggestions.yaml")[1])
        else:
            record, problems = getattr(authority, f"read_{what}")(value, f"{what}s/a.yaml", "a")
            if record is not None and what in ("actor", "place"):
                args = ((record,), (), ()) if what == "actor" else ((), (), (record,))
                name_forms(Authority(*args, ()))
        return [problem.code for problem in problems]

    return read


def _csl(value: object) -> list[str]:
    from sitegen.clean import read_items, unmatched

    text = str(value).rstrip().rstrip(",") + ("]" if not str(value).startswith("[[") else "")
    items, problems = read_items(text, "raw/a.json")
    return [problem.code for problem in (*problems, *unmatched(items, [("https://a.example/7", "A title")]))]


def _hypothesis(value: object) -> list[str]:
    from sitegen.export.hypothesis import read_hypothesis

    return [problem.code for problem in read_hypothesis(str(value), "a.json")[1]]


def _edition(value: object) -> list[str]:
    from sitegen.read.editions import read_edition

    return [problem.code for problem in read_edition(str(value).rstrip().rstrip(",") + "}", "e.json", "e")[1]]


def measured(kind: Kind, size: int, limit: float) -> float | str:
    """CPU seconds of a child that reads one input; a word where it did not end well."""
    value = kind.make(size, random.Random(7))
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        said = "died"
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))
            start = time.process_time()
            codes = kind.read(value)
            spent = time.process_time() - start
            refusing = {"raw-large", "too-long", "too-large", "raw-line", "too-deep", "yaml", "too-many"} & set(codes)
            said = json.dumps(f"refused: {sorted(refusing)[0]}" if refusing else spent)
        except BaseException as error:
            said = json.dumps(f"{type(error).__name__}: {error}"[:60])
        finally:
            os.write(writer, said.encode())
            os._exit(0)
    os.close(writer)
    told = b""
    while more := os.read(reader, 4096):
        told += more
    os.close(reader)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return f"over {limit:.0f} s"
    try:
        return json.loads(told)  # type: ignore[no-any-return]
    except ValueError:
        return "died"


def row_of(kind: Kind, sizes: list[int], limit: float) -> tuple[list[float | str], float]:
    """Times for each size and the largest ratio of neighbours."""
    times: list[float | str] = []
    for size in sizes:
        times.append(measured(kind, size, limit))
        if isinstance(times[-1], str) and not times[-1].startswith("refused"):
            break
    pairs = itertools.pairwise(times)
    ratios = [b / a for a, b in pairs if isinstance(a, float) and isinstance(b, float) and a > NOISE]
    return times, max(ratios, default=0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="only kinds whose name begins so")
    parser.add_argument("--from", dest="first", type=float, default=1024, metavar="KB")
    parser.add_argument("--to", dest="last", type=float, default=16, metavar="MB")
    parser.add_argument("--limit", type=float, default=300, metavar="SECONDS", help="of CPU for one input")
    options = parser.parse_args()
    sizes = []
    size = options.first * 1024
    while size <= options.last * 1024 * 1024:
        sizes.append(int(size))
        size *= 2
    wrong = 0
    # What is loaded once is not part of any time.
    for kind in kinds():
        if kind.name in ("raw-prose", "html-prose", "body-prose", "page-prose", "yaml-notes", "csl", "mhtml", "warc"):
            kind.read(kind.make(3000, random.Random(1)))
    print(f"{'':18}" + "".join(f"{size / 1024:>9.0f}k" for size in sizes) + "   ratio")
    for kind in kinds():
        if options.kinds and not any(kind.name.startswith(name) for name in options.kinds):
            continue
        times, worst = row_of(kind, sizes, options.limit)
        cells = "".join(f"{one:>10.2f}" if isinstance(one, float) else f"  {one}" for one in times)
        bad = worst > MOST or any(isinstance(one, str) and not one.startswith("refused") for one in times)
        wrong += bad
        print(f"{kind.name:18}{cells}   {worst:.2f}{'  <--' if bad else ''}", flush=True)
    print(f"{wrong} kinds grow faster than {MOST} times for a doubling, or did not end")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
