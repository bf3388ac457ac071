"""Archives to build in tests: a small invented one, copies of the shipped one, and a call of the command line on each.

Everything goes through `sitegen.cli.main` or a process of its own, so that tests see what a person sees.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml

from sitegen.cli import main
from sitegen.search import bundle_content

REPO = Path(__file__).resolve().parents[2]
SEARCH = "pagefind"
MANIFEST = ".sitegen-files"


@dataclass(frozen=True)
class Result:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def codes(self) -> set[str]:
        """Codes of the problems in its JSON document."""
        return {problem["code"] for problem in self.json["problems"]}


def sitegen(*arguments: str | Path) -> Result:
    """Runs the command line in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    texts = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
    return Result(code, *texts)


def environment(**more: str) -> dict[str, str]:
    """For processes of their own: the sitegen that is tested, and nothing that changes how it speaks."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "FORCE_COLOR")}
    path = os.pathsep.join(filter(None, (str(REPO), os.environ.get("PYTHONPATH", ""))))
    return {**kept, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **more}


def command(*arguments: str | Path) -> list[str]:
    """The command line as a process."""
    return [sys.executable, "-m", "sitegen", *map(str, arguments)]


def run_process(*arguments: str | Path, cwd: Path | None = None, timeout: float = 120, **more: str) -> Result:
    """Runs the command line in a process of its own."""
    run = subprocess.run(
        command(*arguments), cwd=cwd, env=environment(**more), capture_output=True, timeout=timeout, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Result(run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8"))


@dataclass(frozen=True)
class Archive:
    """Folders of one archive: content/, themes/, site/ and the cache, all below one root."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def themes(self) -> Path:
        return self.root / "themes"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def cache(self) -> Path:
        return self.root / ".sitegen"

    def places(self, site: bool = True) -> list[str | Path]:
        more = ["--themes", self.themes, "--out", self.site] if site else []
        return ["--content", self.content, *more]

    def run(self, name: str, *arguments: str | Path) -> Result:
        """A command on this archive, in this process."""
        return sitegen(name, *self.places(name in ("build", "check", "why", "export", "edition")), *arguments)

    def build(self, *arguments: str, search: bool = False) -> dict[str, Any]:
        """Builds in this process and gives the report; problems in the content do not stop a build."""
        result = self.run("build", "--json", "--jobs", "1", *([] if search else ["--no-search"]), *arguments)
        assert result.code in (0, 1), result
        assert not result.err, result.err
        return dict(result.json)

    def copy(self, root: Path) -> Archive:
        """Another archive of the same content, without site and cache."""
        other = Archive(root)
        shutil.copytree(self.content, other.content, symlinks=True)
        if self.themes.is_dir():
            shutil.copytree(self.themes, other.themes, symlinks=True)
        return other

    def ledger(self) -> Path:
        (path,) = self.cache.glob("ledger-*.json")
        return path

    def articles(self) -> list[Path]:
        return sorted((self.content / "articles").rglob("*.md"))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a site but the search bundles, which vary; the manifest without its mention of them."""
    out = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(f"{SEARCH}/"):
            out[name] = path.read_bytes()
    if MANIFEST in out:
        out[MANIFEST] = out[MANIFEST].replace(f"\n{SEARCH}/\n".encode(), b"\n")
    return out


def bundles(folder: Path) -> dict[str, Any]:
    """What can be searched for, by language."""
    places = sorted((folder / SEARCH).iterdir()) if (folder / SEARCH).is_dir() else []
    return {place.name: bundle_content(place) for place in places}


def stats(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, size and time of each file."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        for path, stat in ((path, path.stat()) for path in files)
    }


def difference(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Names of files that only one tree has or that differ."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def file_of(address: str) -> str:
    """`/articles/x/` → `articles/x/index.html`."""
    return address.lstrip("/") + ("index.html" if address.endswith("/") else "")


def compiled_once() -> dict[str, Callable[..., Any]]:
    """Methods for `jinja2.Environment` that keep what they made of a template's text.

    Jinja's parser and compiler give the same for the same text and name; what sitegen does with templates stays.
    """
    return {name: _kept(getattr(jinja2.Environment, name)) for name in ("parse", "compile")}


def _kept(real: Callable[..., Any]) -> Callable[..., Any]:
    made: dict[tuple[Any, ...], Any] = {}

    def kept(self: jinja2.Environment, source: Any, *rest: Any, **named: Any) -> Any:
        if not isinstance(source, str):
            return real(self, source, *rest, **named)
        key = (source, rest, tuple(sorted(named.items())))
        if key not in made:
            made[key] = real(self, source, *rest, **named)
        return made[key]

    return kept


# Reading and writing content as a person does, in an editor.


def read_record(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def write_record(path: Path, front: Mapping[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{dump(front)}---\n{body}", encoding="utf-8")


def dump(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def write_yaml(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump(value), encoding="utf-8")


# A small archive of nothing that ever happened.

PEOPLE = {
    "ada-miller": ("Ada Miller", ["Ada J. Miller", {"text": "Ада Мілер", "language": "be"}]),
    "bruno-castel": ("Bruno Castel", ["Mr Castel"]),
    "carla-dumont": ("Carla Dumont", ["Dumont"]),
    "dora-nowak": ("Dora Nowak", []),
}
BODIES = {
    "harbour-board": ("Harbour Board", ["the Board of the Harbour"], "public-body"),
    "ferry-union": ("Ferry Union", ["Union of Ferrymen"], "organisation"),
}
PLACES = {"riverton": "Riverton", "seagate": "Seagate", "old-mill": "Old Mill"}
SOURCES = {"morning-post": "The Morning Post", "river-news": "River News", "wire-one": "Wire One"}
WORDS = (
    "harbour", "bridge", "ferry", "council", "budget", "winter", "summer", "market", "lamp", "garden", "engine",
    "tower", "signal", "window", "letter", "captain", "island", "meadow", "lantern", "anchor", "barrel", "ticket",
    "station", "railway", "canal", "festival", "orchestra", "bakery", "teacher", "school", "river", "cloud",
    "thunder", "repair", "vote", "promise", "report", "number", "answer", "question", "morning", "evening",
    "autumn", "spring", "copper", "silver", "stone", "timber", "paper", "ink", "press", "editor", "printer",
    "reader", "column", "page", "weather", "storm", "quay", "warehouse", "crane", "pilot", "rope", "sail", "mast",
)  # fmt: skip
LINKS = ("supports", "contradicts", "repeats", "corrects")


def sentence(rng: random.Random, *names: str) -> str:
    words = rng.choices(WORDS, k=rng.randint(7, 14))
    for name in names:
        words.insert(rng.randrange(1, len(words)), name)
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def paragraph(rng: random.Random) -> str:
    names = [name for name, *_ in (*PEOPLE.values(), *BODIES.values())] + list(PLACES.values())
    return " ".join(sentence(rng, *rng.sample(names, rng.randint(0, 2))) for _ in range(rng.randint(1, 3)))


def article(rng: random.Random, day: int) -> tuple[dict[str, Any], str]:
    front = {
        "title": " ".join(rng.choices(WORDS, k=5)).capitalize(),
        "date": f"2021-{3 + day // 28:02}-{1 + day % 28:02}",
        "source": rng.choice(list(SOURCES)),
        "language": "en",
        "actors": sorted(rng.sample([*PEOPLE, *BODIES], 3)),
        "places": sorted(rng.sample(list(PLACES), 1)),
        "kind": rng.choice(["news", "analysis", "wire"]),
        "status": "published",
    }
    paragraphs = [paragraph(rng) for _ in range(rng.randint(4, 6))]
    paragraphs.insert(2, "## " + " ".join(rng.choices(WORDS, k=3)).capitalize())
    return front, "\n\n".join(paragraphs) + "\n"


RAW = """{title}

By Ada Example
March {day}, 2021

Share this article

{one}

{two}

{three}

Original url:
https://morning.example/2021/03/{day:02}/{address}

Leave a Reply
"""


def raw_text(rng: random.Random, day: int) -> str:
    title = " ".join(rng.choices(WORDS, k=6)).capitalize()
    texts = [f"{paragraph(rng)} {sentence(rng, 'the', 'of', 'and')}" for _ in range(3)]
    address = title.lower().replace(" ", "-")
    return RAW.format(title=title, day=day, address=address, one=texts[0], two=texts[1], three=texts[2])


def small_archive(root: Path, seed: int = 1) -> Archive:
    """Twelve articles, nine of them records and three still to be cleaned, with everything that an archive can hold."""
    rng = random.Random(seed)
    made = Archive(root)
    content = made.content
    write_yaml(
        content / "site.yaml",
        {
            "title": "River papers",
            "description": "An archive for tests.",
            "base_url": "https://river.example/papers/",
            "language": "en",
            "theme": {"name": "mine", "options": {"accent": "blue"}},
            "rights": {"publish": "full", "statement": "Written for tests."},
            "known": [{"files": "raw/*.txt", "kind": "news", "why": "all of it is news"}],
        },
    )
    for id, (name, names) in PEOPLE.items():
        record = {"name": name, "type": "person", "names": names, "search_only": [f"{name.split()[-1]} X."]}
        write_yaml(content / f"actors/{id}.yaml", record)
    for id, (name, names, kind) in BODIES.items():
        body = {"name": name, "type": kind, "names": names, "description": "A body."}
        write_yaml(content / f"actors/{id}.yaml", body)
    for id, name in PLACES.items():
        write_yaml(content / f"places/{id}.yaml", {"name": name, "country": "Nowhere", "coordinates": [50.5, 20.25]})
    for id, name in SOURCES.items():
        kind = "agency" if id == "wire-one" else "outlet"
        hosts = {"hosts": ["morning.example"]} if id == "morning-post" else {}
        write_yaml(content / f"sources/{id}.yaml", {"name": name, "type": kind, **hosts})
    slugs = []
    for number in range(9):
        front, body = article(rng, number * 4)
        if number == 3:
            front |= {"agency": "wire-one", "authors": ["Ada Example"], "url": "https://river.example/3"}
        if number == 5:
            front |= {"language": "be"}
            body = "Ада Мілер была ў горадзе. Рака цячэ пад мостам.\n\n" + body
        if number == 7:
            front |= {"rights": {"publish": "excerpt"}}
        slug = f"{front['date']}-{front['title'].lower().replace(' ', '-')}"
        slugs.append(slug)
        write_record(content / f"articles/2021/{slug}.md", front, body)
        if number < 4:
            exact = " ".join(body.split("\n\n")[1].split()[1:5])
            link = {"article": slugs[0], "relation": "supports"}
            note = {"quote": {"exact": exact}, "type": "context", "body": "A note.", "links": [link] if number else []}
            write_yaml(content / f"notes/{slug}.yaml", [note])
    for number, day in enumerate((5, 12, 20)):
        (content / "raw").mkdir(exist_ok=True)
        (content / f"raw/saved-{number}.txt").write_text(raw_text(rng, day), encoding="utf-8")
    for number, date in enumerate(("2021-03-05", "2021-03-20/2021-03-24", "2021-04")):
        event = {"title": f"Event {number}", "date": date, "place": "riverton", "actors": ["ada-miller"]}
        write_yaml(content / f"events/event-{number}.yaml", event | {"articles": slugs[number : number + 2]})
    for name in ("about", "method"):
        (content / "pages").mkdir(exist_ok=True)
        (content / f"pages/{name}.md").write_text(f"---\ntitle: {name.title()}\n---\nA page.\n", encoding="utf-8")
    mine = made.themes / "mine"
    write_yaml(mine / "theme.yaml", {"extends": "default"})
    (mine / "templates/parts").mkdir(parents=True)
    (mine / "templates/parts/foot-extra.html").write_text("<p>Foot 0</p>\n", encoding="utf-8")
    (mine / "static").mkdir()
    (mine / "static/yours.css").write_text("/* 0 */\n", encoding="utf-8")
    return made


def shipped_archive(root: Path) -> Archive:
    """A copy of the archive in this repository, as in a fresh clone: without records, which are cleaned anew."""
    made = Archive(root)
    shutil.copytree(REPO / "content", made.content, ignore=shutil.ignore_patterns("articles"))
    shutil.copytree(REPO / "themes", made.themes)
    return made


@contextlib.contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Asserts that no file of a folder is written over or removed; new ones may come."""
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    yield
    for path, data in before.items():
        assert path.is_file(), f"{path} is gone"
        assert path.read_bytes() == data, f"{path} was changed"
