"""Every place where a text enters an archive, filled with one kind of attack.

Each function writes the files of one door and asks `put("door.place")` for the text of each place: the list of places
is what they ask for. `test_places.py` holds it against the keys that the readers of sitegen know.
"""

# Texts and pages that stand here as they are written into a file.
# ruff: noqa: E501

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import yaml
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Put = Callable[[str], str]
_SYLLABLES = ("tor", "vik", "len", "mar", "ost", "hal", "rin", "bek", "sund", "lor", "gan", "fje", "dal", "mo", "nes")


def front(**fields: Any) -> str:
    return yaml.safe_dump(fields, sort_keys=False, width=10_000)


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def town(number: int) -> str:
    """A name that no other number has: texts that share their sentences are taken for furniture."""
    count = len(_SYLLABLES)
    first, second, third = number % count, number // count % count, number // count**2
    return (_SYLLABLES[first] + _SYLLABLES[second] + _SYLLABLES[third]).capitalize()


def sentence(number: int) -> str:
    return f"The council of {town(number)} met on Monday."


# Records of articles, with their notes -----------------------------------------------------------------------


def article(content: Path, slug: str, number: int, put: Put) -> None:
    """An article record; every field that is refused leaves the record as it is."""
    fields = front(
        title=put("article.title"), date=f"2021-03-{number % 28 + 1:02}", authors=[put("article.authors")],
        language=put("article.language"), url=put("article.url"), url_archived=put("article.url_archived"),
        source=f"s-{slug}", agency=[put("article.agency")], actors=[f"a-{slug}", put("article.actors")],
        places=[f"p-{slug}", put("article.places")], subjects=[put("article.subjects")], kind=put("article.kind"),
        summary=put("article.summary"), section=put("article.section"), aliases=[put("article.aliases")],
        rights={"publish": "full", "statement": put("article.rights.statement"),
                "holder": put("article.rights.holder")},
        captions=[{"text": put("article.captions.text"), "credit": put("article.captions.credit"), "line": 1}],
        related=[{"text": put("article.related.text"), "url": put("article.related.url")}],
        raw={"file": put("article.raw.file"), "lines": "1-2", "member": put("article.raw.member"), "sha256": "0"},
        provenance={"title": {"basis": "stated", "line": 1, "text": put("article.provenance.text"),
                              "rule": put("article.provenance.rule")},
                    put("article.provenance.key"): {"basis": "curator", "text": "x"}},
        review=[put("article.review")], cleaned={"by": put("article.cleaned.by"), "digest": "0"},
        **{put("article.unknown-key"): "x"},
    )  # fmt: skip
    write(content / f"articles/2021/{slug}.md", f"---\n{fields}---\n{body(number, put)}")


def hidden(content: Path, slug: str, put: Put) -> None:
    """Records that a wrong field hides or leaves without it."""
    for field in ("date", "status", "source"):
        broken = front(**{"title": f"Field {field}", "date": "2021-03-04", field: put(f"article.{field}")})
        write(content / f"articles/2021/{slug}-{field}.md", f"---\n{broken}---\nShort.\n")


def body(number: int, put: Put) -> str:
    """Markdown with the text wherever CommonMark has a place for one."""
    return f"""
{sentence(number)}

{put("body.paragraph")}

## {put("body.heading")}

- {put("body.list")}

> {put("body.quotation")}

| {put("body.cell")} | b |
|---|---|
| c | {put("body.cell")} |

A sentence with `{put("body.code")}` in it and *{put("body.emphasis")}*.

[{put("body.link.text")}](https://example.invalid/x)
[x](<{put("body.link.target")}>)
[x]({put("body.link.bare")})
[x](https://example.invalid/ "{put("body.link.title")}")

![{put("body.image.alt")}](https://example.invalid/p.png)
![x]({put("body.image.target")})

<{put("body.autolink")}>

[x{number}]

[x{number}]: <{put("body.reference")}> 'x'

<div {put("body.html")}>

“We saw {put("body.quoted")} there,” said the mayor of {town(number)}. She said 120 people were detained on 3 March 2021.

    {put("body.indented")}

~~~ {put("body.info").partition(chr(10))[0]}
{put("body.fence")}
~~~
"""


def notes(content: Path, slug: str, number: int, put: Put) -> None:
    def quote() -> dict[str, str]:
        return {"exact": sentence(number)}

    entries = [
        {"quote": quote(), "type": "context", "body": put("note.body"), "by": put("note.by"), "created": "2021-03-05",
         "tags": [put("note.tags")], "id": put("note.id"),
         "links": [{"article": put("note.links.article"), "relation": put("note.links.relation")}]},
        {"quote": quote(), "type": "claim", "body": "A claim.",
         "claim": {"quantity": 12, "unit": put("note.claim.unit"), "subject": put("note.claim.subject"),
                   "event": put("note.claim.event"), "said_by": put("note.claim.said_by")}},
        {"quote": {"exact": put("note.quote.exact"), "prefix": put("note.quote.prefix"),
                   "suffix": put("note.quote.suffix")}, "type": put("note.type"), "body": "x",
         "created": put("note.created"), "claim": {"quantity": put("note.claim.quantity")}},
    ]  # fmt: skip
    write(content / f"notes/{slug}.yaml", yaml.safe_dump(entries, sort_keys=False, width=10_000))


def hypothesis(slug: str, number: int, put: Put) -> dict[str, Any]:
    """One annotation of an export, at the article of that slug."""
    uri = f"http://127.0.0.1/articles/{slug}/"
    selector = {"type": "TextQuoteSelector", "exact": f"The council of {town(number)}", "prefix": "", "suffix": ""}
    return {"id": put("hypothesis.id"), "uri": uri, "text": put("hypothesis.text"), "tags": [put("hypothesis.tags")],
            "user": "acct:x@h.invalid", "user_info": {"display_name": put("hypothesis.user")},
            "created": "2021-03-05T00:00:00Z", "target": [{"source": uri, "selector": [selector]}]}  # fmt: skip


# Authority ---------------------------------------------------------------------------------------------------


def authority(content: Path, slug: str, number: int, put: Put) -> None:
    def save(folder: str, id: str, **fields: Any) -> None:
        write(content / folder / f"{id}.yaml", front(**fields))

    names = [{"text": put("actor.names.text"), "language": put("actor.names.language"),
              "scheme": put("actor.names.scheme")}]  # fmt: skip
    save("actors", f"a-{slug}", name=put("actor.name"), type="person", names=names,
         search_only=[put("actor.search_only")], description=put("actor.description"),
         positions=[{"title": put("actor.positions.title"), "from": "2001"}],
         ids={"wikidata": put("actor.ids.wikidata"), put("actor.ids.key"): put("actor.ids.value")})  # fmt: skip
    save("actors", f"b-{slug}", name=f"Bo {town(number + 2800)} Holt", type=put("actor.type"), risk=put("actor.risk"),
         positions=[{"title": "x", "from": put("actor.positions.from"), "to": put("actor.positions.to")}])  # fmt: skip
    save("sources", f"s-{slug}", name=put("source.name"), type="outlet", country=put("source.country"),
         names=[put("source.names")], language=put("source.language"), url=put("source.url"),
         hosts=[put("source.hosts")], description=put("source.description"), furniture=[put("source.furniture")],
         rights={"publish": "full", "statement": put("source.rights.statement"),
                 "holder": put("source.rights.holder")})  # fmt: skip
    save("sources", f"t-{slug}", name="x", type=put("source.type"))
    save("places", f"p-{slug}", name=put("place.name"), names=[put("place.names")], country=put("place.country"),
         coordinates=[50.0 + number / 100, 20.0], description=put("place.description"))  # fmt: skip
    save("places", f"q-{slug}", name=town(number), coordinates=put("place.coordinates"))
    save("events", f"e-{slug}", title=put("event.title"), date="2021-03-02", place=f"p-{slug}", actors=[f"a-{slug}"],
         articles=[slug], summary=put("event.summary"))  # fmt: skip
    save("events", f"f-{slug}", title="An event", date=put("event.date"), place=put("event.place"),
         actors=[put("event.actors")], articles=[put("event.articles")], part_of=put("event.part_of"))  # fmt: skip


# Originals ---------------------------------------------------------------------------------------------------


def pasted(content: Path, slug: str, number: int, put: Put) -> None:
    """A pasted text."""
    here = town(number + 200)
    write(content / f"raw/text-{slug}.txt", f"""{put("text.title")}

By {put("text.byline")}
7 May 2021

The council of {here} opened a market on Thursday, and {number + 40} people came to see it in the rain that day.

It cost more than the bridge of {here}. {put("text.body")} That is what the mayor of {here} wrote to a paper later on.

“A market is a market in {here},” said the baker, who had walked down from the hill with {put("text.quoted")} and a cart.

{put("text.subhead")}

Rain fell on {here} until the evening, and the last cart left the square of {here} at nine, said the baker's brother.

People walk in the rain in {here} on May 6, 2021. {put("text.caption")} (Photo by {put("text.credit")} / AFP)

https://daily.invalid/{put("text.address").partition(chr(10))[0]}
""")  # fmt: skip


def saved_page(number: int, put: Put) -> str:
    """A page as a browser saved it: the text as mark-up, and the text escaped."""
    here = town(number + 400)

    def said(place: str) -> str:
        return html.escape(put(place))

    data = {"@type": "NewsArticle", "headline": put("page.json.headline"), "datePublished": "2021-05-08",
            "author": {"name": put("page.json.author")}, "publisher": {"name": put("page.json.publisher")},
            "url": put("page.json.url"), "description": put("page.json.description")}  # fmt: skip
    loose = json.dumps(data).replace("<", "\\u003c")
    return f"""<!doctype html>
<html lang="{said("page.lang")}"><head><meta charset="utf-8"><title>{said("page.title")}</title>
<meta property="og:title" content="{said("page.og.title")}"><meta name="author" content="{said("page.meta.author")}">
<meta property="og:site_name" content="{said("page.og.site")}"><link rel="canonical" href="{said("page.canonical")}">
<script type="application/ld+json">{loose}</script></head><body>
<main><article><h1>{said("page.heading")}</h1><p class="byline">By {said("page.byline")}</p><time>8 May 2021</time>
<p>The council of {here} closed a school on Friday, and {number + 50} pupils of {here} came to see it for the last time.</p>
<p>It was older than the bridge of {here}. {said("page.text")} That is what the mayor of {here} wrote to a paper then.</p>
<figure><img src="https://evil.invalid/p.png" alt="{said("page.alt")}"><figcaption>{said("page.caption")}</figcaption></figure>
<p>The pupils of {here} walked to the hill with <a href="{said("page.link.target")}">{said("page.link.text")}</a> at noon.</p>
<p>Nobody in {here} knew what would become of the house {put("page.markup")} and the garden behind it, said a teacher.</p>
<table><tr><td>{said("page.cell")}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>
<p>In the evening rain fell on {here}, and the teachers of {here} carried the chairs into the hall of the new school.</p>
<pre>{said("page.pre")}</pre></article></main><!-- {put("page.comment").replace("-->", "")} --></body></html>"""


def mhtml(content: Path, slug: str, number: int, put: Put) -> None:
    message = EmailMessage()
    message["Subject"] = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", put("mhtml.subject"))
    one_line = re.sub(r"[^\x20-\x7e]", "", put("mhtml.location"))
    message["Snapshot-Content-Location"] = one_line
    message["Date"] = "Mon, 10 May 2021 10:00:00 +0000"
    page = saved_page(number + 600, lambda place: put(place.replace("page", "mhtml")))
    message.set_content(page, subtype="html", cte="base64")
    write(content / f"raw/mhtml-{slug}.mhtml", message.as_bytes())


def warc(content: Path, pages: list[tuple[str, int, Put]]) -> None:
    """One web archive with a page for each kind."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for slug, number, put in pages:

        def at(place: str, put: Put = put) -> str:
            return put(place.replace("page", "warc"))

        data = saved_page(number + 1200, at).encode("utf-8", "replace")
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        address = f"https://post.invalid/{slug}/" + re.sub(r"[^\x21-\x7e]", "", put("warc.address"))
        named = {"WARC-Record-ID": f"<urn:{slug}:{re.sub(r'[^ -~]', '', put('warc.id'))}>",
                 "WARC-Date": "2021-06-07T10:00:00Z"}  # fmt: skip
        writer.write_record(writer.create_warc_record(
            address, "response", payload=io.BytesIO(data), http_headers=headers, warc_headers_dict=named))  # fmt: skip
    write(content / "raw/pages.warc", out.getvalue())


def csl_item(put: Put) -> dict[str, Any]:
    """An item of a bibliography, which is matched to the pasted text by its title."""
    return {"id": put("csl.id"), "type": "article-newspaper", "title": put("text.title"),
            "author": [{"family": put("csl.family"), "given": put("csl.given")}, {"literal": put("csl.literal")}],
            "container-title": put("csl.container"), "URL": put("csl.url"), "language": put("csl.language"),
            "issued": {"raw": put("csl.issued")}}  # fmt: skip


# The archive itself ------------------------------------------------------------------------------------------


def site(content: Path, put: Put) -> None:
    """site.yaml, with what it says of originals."""
    write(content / "site.yaml", front(
        title=put("site.title"), description=put("site.description"), publisher=put("site.publisher"),
        base_url=put("site.base_url"), language=put("site.language"), languages=[put("site.languages")],
        pages=["about", put("site.pages")], theme={"name": "default", "options": {"x": put("site.theme.options")}},
        rights={"publish": "full", "statement": put("site.rights.statement"), "holder": put("site.rights.holder")},
        known=[{"files": "raw/*.txt", "title": put("site.known.title"), "why": put("site.known.why"),
                "authors": [put("site.known.authors")], "source": put("site.known.source"),
                "url": put("site.known.url"), "language": put("site.known.language"),
                "kind": put("site.known.kind"), "agency": [put("site.known.agency")],
                "certainty": put("site.known.certainty"), "date": put("site.known.date")},
               {"files": put("site.known.files")}],
        search={"x": put("site.search")}, **{put("site.unknown-key"): "x"},
    ))  # fmt: skip
    write(content / "pages/about.md", f"---\n{front(title=put('pages.title'), language=put('pages.language'))}---\n"
          f"# {put('pages.heading')}\n\n{put('pages.body')}\n\n[x](<{put('pages.link')}>)\n")  # fmt: skip
    write(content / "suggestions.yaml", front(refused={"names": [put("suggestions.names")],
          "variants": {put("suggestions.id"): [put("suggestions.variants")]}}))  # fmt: skip


def file_names(content: Path, number: int, put: Put) -> None:
    """Files and folders whose names are the text, as far as a file system takes it."""
    here = town(number + 2400)

    def name(place: str) -> str:
        kept = re.sub(r"[/\0]", "", put(place)).encode("utf-8")[:120].decode("utf-8", "ignore")
        return kept.strip(".") or "x"

    text = (
        f"A fair in {here}\n\n9 May 2021\n\nA fair began in {here} on Sunday, and it will end when {here} is tired.\n"
    )
    text += f"\nNobody in {here} had asked for it, but the mayor of {here} said that a fair needs no asking at all.\n"
    write(content / "raw" / f"{name('file.raw')}.txt", text)
    write(content / "raw" / name("folder.raw") / f"in-{number}.txt", text.replace(here, here + "o"))
    for folder, ending in (("articles", "md"), ("actors", "yaml"), ("sources", "yaml"), ("places", "yaml"),
                           ("events", "yaml"), ("notes", "yaml"), ("pages", "md")):  # fmt: skip
        write(content / folder / f"{name(f'file.{folder}')}.{ending}", "---\ntitle: x\nname: x\n---\nx\n")
    write(content / name("file.content"), "x")
