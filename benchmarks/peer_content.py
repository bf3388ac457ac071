"""The same archive in the form of each static site generator: articles with their front matter, and data beside them.

Templates and settings of each stand in `peers/`; they are copied as they are. Nothing is worked out beforehand that the
others work out for themselves, with one exception: Hugo and Zola know lists of what is named in the front matter only,
so each article says in which months of which long lists it stands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from sitegen.plan.periods import OWN_PAGES_ABOVE

FORMS = Path(__file__).resolve().parent / "peers"
"""A folder for each generator."""
SITE = "https://made.example"
ADDED_WORDS, ADDED_TITLE = "One more sentence was added to the end of it.", "Corrected"
Files = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Article:
    slug: str
    title: str
    day: str
    source: str
    language: str
    actors: tuple[str, ...]
    url: str
    body: str
    path: str
    """Of its file in sitegen's archive."""
    head: str
    """Its front matter there."""


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: str
    names: tuple[object, ...]
    """Other names: text, or text with its language."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What the pages are made of."""

    articles: tuple[Article, ...]
    """By day, then by id."""
    actors: Mapping[str, Actor]
    sources: Mapping[str, str]
    """The name of each."""
    other: Mapping[str, str]
    """Files of sitegen's archive that have no equal elsewhere: places, events, notes, pages."""


def read(content: Path) -> Archive:
    """An archive as `made_archive.py` writes it."""
    articles, actors, sources, other = [], {}, {}, {}
    for path in sorted(content.rglob("*")):
        if path.is_dir():
            continue
        name, text = path.relative_to(content).as_posix(), path.read_text(encoding="utf-8")
        if name.startswith("articles/"):
            articles.append(_article(name, text))
        elif name.startswith("actors/"):
            found = _loaded(text)
            actors[path.stem] = Actor(path.stem, found["name"], tuple(found["names"]))
        else:
            other[name] = text
            if name.startswith("sources/"):
                sources[path.stem] = _loaded(text)["name"]
    return Archive(tuple(sorted(articles, key=lambda one: (one.day, one.slug))), actors, sources, other)


def _loaded(text: str) -> dict:
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _article(name: str, text: str) -> Article:
    _, head, body = text.split("---\n", 2)
    found = _loaded(head)
    return Article(
        Path(name).stem, found["title"], found["date"], found["source"], found["language"], tuple(found["actors"]),
        found["url"], body, name, head,
    )  # fmt: skip


# --- what is changed between two builds ---


def without_alias(archive: Archive) -> Archive:
    """The archive as it stands at first: one actor lacks the name that `alias_added` gives."""
    id = edited_actor(archive)
    actor = archive.actors[id]
    return replace(archive, actors={**archive.actors, id: replace(actor, names=actor.names[1:])})


def alias_added(archive: Archive, whole: Archive) -> Archive:
    """The name that was left out is there again; articles print it."""
    id = edited_actor(archive)
    return replace(archive, actors={**archive.actors, id: whole.actors[id]})


def edited_actor(archive: Archive) -> str:
    """The actor in the middle, by how many articles name them."""
    named = Counter(id for one in archive.articles for id in one.actors)
    ranks = sorted(named, key=lambda id: (named[id], id))
    return ranks[len(ranks) // 2]


def body_edited(archive: Archive, number: int) -> Archive:
    """A sentence more in an article; which one it is depends on the number."""
    return _edited(archive, 3 * number, lambda one: replace(one, body=f"{one.body.rstrip()} {ADDED_WORDS}\n"))


def title_edited(archive: Archive, number: int) -> Archive:
    """A word more in the title of another article."""

    def edit(one: Article) -> Article:
        title = f"{one.title} {ADDED_TITLE}"
        return replace(one, title=title, head=one.head.replace(_data(one.title), _data(title), 1))

    return _edited(archive, 3 * number + 1, edit)


def _edited(archive: Archive, number: int, edit: Callable[[Article], Article]) -> Archive:
    articles = list(archive.articles)
    place = (len(articles) // 2 + number) % len(articles)
    articles[place] = edit(articles[place])
    return replace(archive, articles=tuple(articles))


# --- forms ---


def sitegen(archive: Archive) -> Files:
    """The archive itself."""
    for name, text in archive.other.items():
        yield f"content/{name}", text
    for actor in archive.actors.values():
        yield f"content/actors/{actor.id}.yaml", f"name: {actor.name}\ntype: person\nnames: {_data(actor.names)}\n"
    for one in archive.articles:
        yield f"content/{one.path}", f"---\n{one.head}---\n{one.body}"


def hugo(archive: Archive) -> Files:
    """Actors, sources and months are taxonomies; a name stands in the file of its term."""
    yield from _copied("hugo", {"hugo.toml": f"\n[params]\nownPagesAbove = {OWN_PAGES_ABOVE}\n"})
    for kind in ("actor_months", "source_months"):
        yield f"content/{kind}/_index.md", "---\nbuild:\n  render: never\n---\n"
    for actor in _named(archive):
        names = [_text(name) for name in actor.names]
        yield f"content/actors/{actor.id}/_index.md", _front({"title": actor.name, "names": names})
    for id, name in archive.sources.items():
        yield f"content/sources/{id}/_index.md", _front({"title": name})
    for kind, title in (("actors", "Actors"), ("sources", "Sources"), ("timeline", "Timeline")):
        yield f"content/{kind}/_index.md", _front({"title": title})
    cut = _long_lists(archive)
    for one in archive.articles:
        front = {"title": one.title, "date": one.day, **_lists(one, cut), "language": one.language, "original": one.url}
        yield f"content/articles/{one.slug}.md", _front(front) + one.body


def zola(archive: Archive) -> Files:
    """Actors, sources and months are taxonomies; names are data."""
    yield from _copied("zola", {"config.toml": f"\n[extra]\nown_pages_above = {OWN_PAGES_ABOVE}\n"})
    yield "data/actors.json", _data(_people(archive)) + "\n"
    yield "data/sources.json", _data(archive.sources) + "\n"
    yield "content/_index.md", "+++\n+++\n"
    yield "content/articles/_index.md", '+++\nsort_by = "date"\nrender = false\n+++\n'
    cut = _long_lists(archive)
    for one in archive.articles:
        front = [
            f"title = {_data(one.title)}", f"date = {one.day}", f"slug = {_data(one.slug)}", "[taxonomies]",
            *(f"{kind} = {_data(terms)}" for kind, terms in _lists(one, cut).items()),
            "[extra]", f"language = {_data(one.language)}", f"original = {_data(one.url)}",
        ]  # fmt: skip
        yield f"content/articles/{one.slug}.md", "\n".join(["+++", *front, "+++", one.body])


def eleventy(archive: Archive) -> Files:
    """Lists are collections, cut into pages by its own pagination; names are global data."""
    yield from _copied("eleventy", {})
    yield "settings.json", _data({"own_pages_above": OWN_PAGES_ABOVE}) + "\n"
    yield "_data/people.json", _data(_people(archive)) + "\n"
    yield "_data/sources.json", _data(archive.sources) + "\n"
    for one in archive.articles:
        # A file's name loses its leading date there: the address is said.
        front = {
            "title": one.title, "day": one.day, "permalink": f"/articles/{one.slug}/", "source": one.source,
            "actors": one.actors, "language": one.language, "original": one.url,
        }  # fmt: skip
        yield f"articles/{one.slug}.md", _front(front) + one.body


def pelican(archive: Archive) -> Files:
    """Actors are tags, sources categories; months of long lists come from a plugin of ours."""
    yield from _copied("pelican", {})
    yield "data.json", _shared(archive)
    for one in archive.articles:
        front = {
            "Title": one.title, "Date": one.day, "Slug": one.slug, "Category": one.source,
            "Tags": ", ".join(one.actors), "Language": one.language, "Original": one.url, "Month_id": one.day[:7],
        }  # fmt: skip
        head = "".join(f"{name}: {value}\n" for name, value in front.items())
        yield f"content/articles/{one.slug}.md", f"{head}\n{one.body}"


def mkdocs(archive: Archive) -> Files:
    """Articles are its pages; all lists come from a hook of ours."""
    yield from _copied("mkdocs", {})
    yield "data.json", _shared(archive)
    yield "docs/index.md", _front({"title": "A made archive"})
    for one in archive.articles:
        lines = [f"date: {one.day}", f"language: {one.language}", f"original: {one.url}", f"source: {one.source}"]
        head = "\n".join(["---", f"title: {_data(one.title)}", *lines, f"actors: {_data(one.actors)}", "---", ""])
        yield f"docs/articles/{one.slug}.md", head + one.body


def write(folder: Path, files: Files) -> int:
    """Write those that are not there as they should be; how many there were."""
    written = 0
    for name, text in files:
        path, data = folder / name, text.encode("utf-8")
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += 1
    return written


def _copied(name: str, added: Mapping[str, str]) -> Files:
    """The templates and settings, with what is added to the end of some."""
    folder = FORMS / name
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if path.is_file() and "__pycache__" not in inside:
            yield inside, path.read_text(encoding="utf-8") + added.get(inside, "")


def _named(archive: Archive) -> list[Actor]:
    """Actors of some article: the others have no page outside sitegen."""
    named = {id for one in archive.articles for id in one.actors}
    return [actor for id, actor in archive.actors.items() if id in named]


def _people(archive: Archive) -> dict[str, object]:
    return {actor.id: {"name": actor.name, "names": [_text(name) for name in actor.names]} for actor in _named(archive)}


def _shared(archive: Archive) -> str:
    values = {"people": _people(archive), "sources": archive.sources, "own_pages_above": OWN_PAGES_ABOVE}
    return _data(values) + "\n"


def _text(name: object) -> str:
    return name["text"] if isinstance(name, dict) else str(name)


def _long_lists(archive: Archive) -> set[str]:
    """Actors and sources whose lists are cut into pages of months."""
    count = Counter(id for one in archive.articles for id in (*one.actors, one.source))
    return {id for id, entries in count.items() if entries > OWN_PAGES_ABOVE}


def _lists(one: Article, cut: set[str]) -> dict[str, list[str]]:
    month = one.day[:7]
    lists = {
        "actors": list(one.actors),
        "sources": [one.source],
        "timeline": [month],
        "actor_months": [f"{id}-{month}" for id in one.actors if id in cut],
        "source_months": [f"{one.source}-{month}"] if one.source in cut else [],
    }
    return {kind: terms for kind, terms in lists.items() if terms}


def _front(values: Mapping[str, object]) -> str:
    return "---\n" + "".join(f"{name}: {_data(value)}\n" for name, value in values.items()) + "---\n"


def _data(value: object) -> str:
    """JSON, which is YAML too, and a list or text of TOML."""
    return json.dumps(value, ensure_ascii=False)


FORM: dict[str, Callable[[Archive], Files]] = {
    "sitegen": sitegen, "hugo": hugo, "zola": zola, "eleventy": eleventy, "pelican": pelican, "mkdocs": mkdocs,
}  # fmt: skip
