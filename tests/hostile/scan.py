"""Reads every file of a site as those read it who are attacked: what could run, load, lead astray or break out.

    faults = scan(site)
    assert not faults, "\\n".join(faults)

Pages are read with two parsers of different descent (Python's and libxml2's); the browser test asks a third, the one
that counts. Nothing of the program is used here.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from xml.parsers import expat

import lxml.html
from hostile.kinds import MARK, PRODUCT

_TAGS = """
a abbr article aside b bdi blockquote body br button caption cite code col colgroup dd del desc details dfn div dl dt em
fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i input ins kbd label legend li line link
main mark meta nav ol optgroup option output p path pre q rect circle s search script section select small span strong
sub summary sup svg table tbody td text textarea tfoot th thead time title tr tspan u ul noscript defs polyline polygon
template
"""
TAGS = frozenset(_TAGS.split())
"""What the theme and Markdown make; anything else came from a text."""
LOADING = frozenset({"src", "srcset", "poster", "background", "data", "ping", "formaction", "xlink:href", "manifest"})
ADDRESSES = LOADING | {"href", "action", "cite"}
OWN_SCRIPTS = re.compile(r"(?:(?:\.\.?/)*|/a/|/)static/[a-z-]+\.js\Z")
BIDI = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]")
_DANGEROUS = re.compile(r"[\s\x00-\x20]*(javascript|data|vbscript|file):", re.IGNORECASE)
_FILE_NAME = re.compile(r"[a-z0-9_][a-z0-9._-]*\Z|\.sitegen-files\Z")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)


def scan(site: Path) -> list[str]:
    """What is wrong with a built site, a line for each fault."""
    return list(_scan(site))


def _scan(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name.startswith(("static/", "pagefind/")):
            continue
        if path.is_symlink():
            yield f"{name}: a link"
        for part in PurePosixPath(name).parts:
            if not _FILE_NAME.match(part) or _DEVICE.match(part) or part.endswith("."):
                yield f"{name}: the name is not safe on every system"
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8")
        if PRODUCT in text:
            yield f"{name}: a template was reckoned"
        if "root:x:0" in text or "uid=0" in text:
            yield f"{name}: a file of the machine is in it"
        yield from (f"{name}: {fault}" for fault in _file(path, name, text))


def _file(path: Path, name: str, text: str) -> Iterable[str]:
    if path.suffix == ".html":
        return page_faults(text)
    if path.suffix == ".xml":
        return xml_faults(text)
    if path.suffix in (".json", ".jsonld", ".geojson"):
        return json_faults(text)
    if path.suffix == ".jsonl":
        return [fault for line in text.split("\n") if line for fault in json_faults(line)]
    if path.suffix == ".csv":
        return csv_faults(text)
    if path.suffix == ".bib":
        return bibtex_faults(text)
    if path.suffix == ".ris":
        return ris_faults(text)
    if re.fullmatch(r"search/titles\d*\.js", name):
        return json_faults(f"[{text.removeprefix('sitegenTitles.push(').removesuffix(f');{chr(10)}')}]")
    if name == "_headers":
        return ["it is not what sitegen writes"] if MARK.search(text) or text.count("/*") != 1 else []
    if name == "_redirects":
        lines = [line for line in text.split("\n") if line]
        return [f"no redirect: {line!r}" for line in lines if not re.fullmatch(r"/[\w./-]* /[\w./-]* 301!", line)]
    if name == "robots.txt":
        return ["a text is in it"] if MARK.search(text) else []
    return []


# HTML ---------------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.inside: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.inside.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.inside[-1:] == ["script"]:
            self.scripts[-1] += data
        elif BIDI.search(data) and "bdi" not in self.inside:
            self.faults.append(f"a sign that turns the text is obeyed: {_short(data)}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {_short(data)}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {_short(data)}")

    handle_pi = unknown_decl


def page_faults(text: str) -> Iterator[str]:
    page = _Page()
    page.feed(text)
    page.close()
    yield from page.faults
    for tag, attributes in page.elements:
        yield from element_faults(tag, attributes)
    for script in page.scripts:
        if script.strip():
            yield from json_faults(script)
    if any(re.search(r"</?script|<!--", script, re.IGNORECASE) for script in page.scripts):
        yield "what could end or turn a script stands in one"
    # libxml2 drops what HTML does not know in other places than Python: what it sees must be as harmless.
    document = lxml.html.document_fromstring(text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in document.iter():
        if isinstance(element.tag, str):
            yield from element_faults(element.tag, {str(k): str(v) for k, v in element.attrib.items()})
    if not re.search(r'<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;', text):
        yield "no security policy in the page"


def element_faults(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag not in TAGS:
        yield f"<{_short(tag)}>"
    is_data = attributes.get("type") == "application/ld+json"
    if tag == "script" and not is_data and not OWN_SCRIPTS.match(attributes.get("src", "")):
        yield f"a script that is not ours: {attributes}"
    refresh = tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh"
    if refresh and re.fullmatch(r"0; url=(\.\./)+[a-z0-9/-]+", attributes.get("content", "")) is None:
        yield f"<meta refresh {attributes}>"
    for name, value in attributes.items():
        if name.startswith("on") or name in ("style", "srcdoc", "is", "slot", "part", "contenteditable"):
            yield f"<{tag} {name}={_short(value)}>"
        if not re.fullmatch(r"[a-zA-Z][a-zA-Z:_-]*\d?", name):
            yield f"<{tag}> with the attribute {_short(name)}"
        if BIDI.search(value):
            yield f"a sign that turns the text is obeyed in <{tag} {name}={_short(value)}>"
        if name in ADDRESSES:
            yield from address_faults(tag, name, value, attributes)


def address_faults(tag: str, name: str, value: str, attributes: dict[str, str]) -> Iterator[str]:
    bare = _HIDDEN.sub("", value)
    try:
        parts = urlsplit(bare)
    except ValueError:
        yield f"<{tag} {name}={_short(value)}> is no address"
        return
    scheme = parts.scheme.lower()
    leaves = bool(scheme or parts.netloc or bare.startswith(("//", "\\")) or "\\" in bare)
    if scheme and (scheme not in ("http", "https", "mailto") or (scheme != "mailto" and not parts.hostname)):
        yield f"<{tag} {name}={_short(value)}> is dangerous"
    elif leaves and not scheme:
        yield f"<{tag} {name}={_short(value)}> leads off the site"
    if leaves and (name in LOADING or tag in ("form", "base")):
        yield f"<{tag} {name}={_short(value)}> loads from elsewhere"
    if leaves and tag == "link" and attributes.get("rel") not in ("canonical", "license"):
        yield f"<link {attributes}> loads from elsewhere"
    if leaves and tag == "a" and scheme != "mailto" and "external" not in attributes.get("rel", "").split():
        yield f"<a href={_short(value)}> leaves and does not say so"
    if "@" in parts.netloc or _HIDDEN.search(value):
        yield f"<{tag} {name}={_short(value)}> hides where it leads"


def _short(text: str) -> str:
    return ascii(text if len(text) <= 120 else text[:119] + "…")


# Other forms -------------------------------------------------------------------------------------------------


def xml_faults(text: str) -> Iterator[str]:
    faults: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def element(name: str, attributes: dict[str, str]) -> None:
        if MARK.search(name) or any(MARK.search(key) for key in attributes):
            faults.append(f"an element or attribute named by a text: {name}")
        for key, value in attributes.items():
            if key in ("href", "target", "ref", "url") and re.match(
                r"\s*(javascript|data|vbscript|file):", value, re.I
            ):
                faults.append(f"{key}={_short(value)} is dangerous")

    def declared(*rest: object) -> None:
        faults.append(f"a declaration: {rest}")

    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.ProcessingInstructionHandler = declared
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        faults.append(f"no XML: {error}")
    yield from faults


def json_faults(text: str) -> Iterator[str]:
    try:
        value = json.loads(text)
    except ValueError as error:
        yield f"no JSON: {error}"
        return
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            for key, inner in one.items():
                is_address = key in ("address", "URL", "url", "@id", "sameAs", "id", "license")
                if is_address and isinstance(inner, str) and _DANGEROUS.match(inner):
                    yield f"{key}: {_short(inner)} is dangerous"
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def csv_faults(text: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        if len(row) != len(rows[0]):
            yield f"a row of {len(row)} cells in a table of {len(rows[0])}: {_short(str(row))}"
        for cell in row:
            if cell[:1] in "=+-@\t\r\n＝＋－＠" and cell and not re.fullmatch(r"-?\d+(\.\d+)?", cell):
                yield f"a cell that a spreadsheet runs: {_short(cell)}"


def bibtex_faults(text: str) -> Iterator[str]:
    """Each entry begins at a margin and its braces are balanced; nothing else stands at a margin."""
    depth = entries = 0
    for line in text.split("\n"):
        if depth == 0 and line:
            if not re.fullmatch(r"@[a-z]+\{[A-Za-z0-9:_-]+,", line):
                yield f"no entry: {_short(line)}"
                return
            entries += 1
        bare = re.sub(r"\\[{}]", "", line)
        depth += bare.count("{") - bare.count("}")
        if depth < 0 or (depth == 0 and line and line != "}"):
            yield f"braces that do not match: {_short(line)}"
            return
        if re.search(r"(?<!\\)(?:\\\\)*\\(input|write18|include|immediate)", line):
            yield f"a command of TeX: {_short(line)}"
    if entries == 0 or depth:
        yield "no whole entry"


def ris_faults(text: str) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    inside = False
    for line in lines:
        if not re.match(r"[A-Z][A-Z0-9]  - ?", line):
            yield f"no field: {_short(line)}"
        begins, ends = line.startswith("TY  -"), line.startswith("ER  -")
        if begins == inside and (begins or ends):
            yield f"a record inside another: {_short(line)}"
        inside = (inside or begins) and not ends
        if line == "TI  - injected":
            yield f"a field that a text made: {_short(line)}"
