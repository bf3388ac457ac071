"""Random edits of an archive, as people make them: to texts, records, pages, configuration, themes; seeded."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import yaml
from archives import (
    BODIES,
    LINKS,
    PEOPLE,
    PLACES,
    SOURCES,
    WORDS,
    Archive,
    article,
    paragraph,
    raw_text,
    read_record,
    sentence,
    write_record,
    write_yaml,
)

Edit = Callable[[Archive, random.Random], str]
"""Changes the archive and says what it did."""

MOST, LEAST = 16, 9
BROKEN = "2021-01-01-broken"


def some_words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choices(WORDS, k=count))


def one_of(rng: random.Random, archive: Archive, folder: str) -> Path:
    return rng.choice(sorted((archive.content / folder).rglob("*.*")))


def an_article(archive: Archive, rng: random.Random) -> Path:
    """One whose front matter can be read."""
    return rng.choice([path for path in archive.articles() if path.stem != BROKEN])


def ids(archive: Archive, folder: str) -> list[str]:
    return sorted(path.stem for path in (archive.content / folder).glob("*.yaml"))


def change_yaml(path: Path, **values: object) -> None:
    record = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    write_yaml(path, {name: value for name, value in (record | values).items() if value is not None})


# Articles.


def body_paragraph(archive: Archive, rng: random.Random) -> str:
    path = an_article(archive, rng)
    front, body = read_record(path)
    parts = body.strip("\n").split("\n\n")
    parts[rng.randrange(len(parts))] = paragraph(rng)
    write_record(path, front, "\n\n".join(parts) + "\n")
    return f"another paragraph in {path.stem}"


def body_words_swapped(archive: Archive, rng: random.Random) -> str:
    """The text changes, but neither its length nor its names, its beginning or the words that it is made of."""
    paths = [path for path in archive.articles() if path.stem != BROKEN]
    for path in rng.sample(paths, len(paths)):
        front, body = read_record(path)
        parts = body.strip("\n").split("\n\n")
        words = parts[-1].split(" ")
        plain = [i for i, word in enumerate(words) if word.isalpha() and word.islower()]
        pairs = [(i, i + 1) for i in plain if i + 1 in plain and words[i] != words[i + 1]]
        if pairs and len(parts) > 3 and "raw" not in front and "rights" not in front and front["language"] == "en":
            one, other = rng.choice(pairs)
            words[one], words[other] = words[other], words[one]
            write_record(path, front, "\n\n".join([*parts[:-1], " ".join(words)]) + "\n")
            return path.stem
    raise AssertionError("no article to edit")


def new_title(archive: Archive, rng: random.Random) -> str:
    path = an_article(archive, rng)
    front, body = read_record(path)
    write_record(path, front | {"title": some_words(rng, 5).capitalize()}, body)
    return path.stem


def body_longer(archive: Archive, rng: random.Random) -> str:
    path = an_article(archive, rng)
    front, body = read_record(path)
    write_record(path, front, body.rstrip("\n") + f"\n\n{paragraph(rng)}\n")
    return f"one paragraph more in {path.stem}"


def body_markdown(archive: Archive, rng: random.Random) -> str:
    path = an_article(archive, rng)
    front, body = read_record(path)
    more = rng.choice(
        (
            f"> {sentence(rng)}",
            f"- {sentence(rng)}\n- {sentence(rng)}",
            f"## {some_words(rng, 3)}",
            f"A [link](https://river.example/{rng.randrange(99)}) and <b>HTML</b>, {{{{ title }}}}.",
        )
    )
    write_record(path, front, body.rstrip("\n") + f"\n\n{more}\n")
    return f"Markdown in {path.stem}"


def body_shorter(archive: Archive, rng: random.Random) -> str:
    path = an_article(archive, rng)
    front, body = read_record(path)
    parts = body.strip("\n").split("\n\n")
    if len(parts) > 3:
        del parts[rng.randrange(len(parts))]
    write_record(path, front, "\n\n".join(parts) + "\n")
    return f"a paragraph less in {path.stem}"


def front_matter(archive: Archive, rng: random.Random) -> str:
    path = an_article(archive, rng)
    front, body = read_record(path)
    dates = ["2021-03-11", "2021-04-02~", "2021-03", "2021-05-30", None, "2021-03-20/2021-03-22", "soon"]
    changes: dict[str, object] = {
        "title": some_words(rng, 5).capitalize(),
        "date": rng.choice(dates),
        "source": rng.choice([*SOURCES, "no-record-yet", None]),
        "actors": sorted(rng.sample([*PEOPLE, *BODIES, "nobody"], rng.randint(0, 4))),
        "places": rng.sample([*PLACES], rng.randint(0, 2)),
        "kind": rng.choice(["news", "analysis", "opinion", "digest"]),
        "summary": rng.choice([sentence(rng), None]),
        "status": rng.choice(["published", "published", "draft", "withdrawn"]),
        "rights": rng.choice([None, "full", "excerpt", {"publish": "metadata", "holder": some_words(rng, 2)}, "none"]),
        "language": rng.choice(["en", "en", "be", "de", None]),
        "captions": [{"text": sentence(rng), "credit": "Somebody"}],
        "aliases": [f"old-{rng.randrange(5)}"],
        "agency": rng.choice(["wire-one", None]),
        "authors": rng.choice([[some_words(rng, 2).title()], None]),
        "subjects": rng.choice([[some_words(rng, 1)], None]),
        "url": rng.choice([f"https://river.example/{rng.randrange(99)}", None]),
        "review": rng.choice([["date"], None]),
        "unheard_of": rng.choice(["x", None]),
    }
    name = rng.choice(sorted(changes))
    front = {key: value for key, value in (front | {name: changes[name]}).items() if value is not None}
    write_record(path, front, body)
    return f"{name}: {changes[name]} in {path.stem}"


def new_article(archive: Archive, rng: random.Random) -> str:
    if len(archive.articles()) >= MOST:
        return delete_article(archive, rng)
    front, body = article(rng, rng.randrange(80))
    slug = f"{front['date']}-{front['title'].lower().replace(' ', '-')}"
    write_record(archive.content / f"articles/2021/{slug}.md", front, body)
    return f"new article {slug}"


def delete_article(archive: Archive, rng: random.Random) -> str:
    if len(archive.articles()) <= LEAST:
        return new_article(archive, rng)
    path = rng.choice(archive.articles())
    path.unlink()
    if rng.random() < 0.5:  # otherwise its notes are orphans, and an original is cleaned again
        (archive.content / f"notes/{path.stem}.yaml").unlink(missing_ok=True)
    return f"deleted {path.stem}"


def rename_article(archive: Archive, rng: random.Random) -> str:
    path = an_article(archive, rng)
    slug = f"2021-06-{rng.randint(10, 28)}-{some_words(rng, 2).replace(' ', '-')}"
    front, body = read_record(path)
    if rng.random() < 0.5:
        front["aliases"] = [path.stem]
    path.unlink()
    write_record(path.with_name(f"{slug}.md"), front, body)
    notes = archive.content / f"notes/{path.stem}.yaml"
    if notes.exists() and rng.random() < 0.7:
        notes.rename(notes.with_stem(slug))
    return f"renamed {path.stem} to {slug}"


def broken_article(archive: Archive, rng: random.Random) -> str:
    path = archive.content / f"articles/2021/{BROKEN}.md"
    text = rng.choice(("no front matter\n", "---\ntitle: [\n---\nText.\n", "---\ndate: 2021\n---\nText.\n", None))
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(text, encoding="utf-8")
    return f"a broken article: {text!r}"


def new_original(archive: Archive, rng: random.Random) -> str:
    raw = archive.content / "raw"
    path = raw / f"more-{rng.randrange(4)}.txt"
    path.write_text(raw_text(rng, rng.randint(1, 28)), encoding="utf-8")
    return f"an original: {path.name}"


def changed_original(archive: Archive, rng: random.Random) -> str:
    path = one_of(rng, archive, "raw")
    path.write_text(path.read_text(encoding="utf-8") + "\n" + sentence(rng) + "\n", encoding="utf-8")
    return f"{path.name} is not what it was"


# Authority records, events, notes, pages.


def actor_names(archive: Archive, rng: random.Random) -> str:
    path = one_of(rng, archive, "actors")
    other = one_of(rng, archive, "actors")
    first = yaml.safe_load(other.read_text(encoding="utf-8"))["name"]
    change: dict[str, object] = rng.choice(
        (
            {"names": [rng.choice(WORDS), f"{some_words(rng, 1)} {rng.choice(WORDS)}"]},
            {"names": [{"text": "Ада Мілер", "language": "be"}, rng.choice(WORDS)]},
            {"names": [f"{first} {rng.choice(WORDS)}"]},
            {"names": [first]},
            {"name": some_words(rng, 2).title()},
            {"search_only": [some_words(rng, 2)]},
            {"positions": [{"title": some_words(rng, 2), "from": "2020"}]},
            {"description": sentence(rng)},
            {"type": rng.choice(["person", "state", "group"])},
            {"ids": {"wikidata": f"Q{rng.randrange(9999)}"}},
        )
    )
    change_yaml(path, **change)
    return f"{path.stem}: {change}"


def protected_actor(archive: Archive, rng: random.Random) -> str:
    path = archive.content / "actors/protected-one.yaml"
    if path.exists():
        path.unlink()
        return "nobody is protected any more"
    write_yaml(path, {"name": rng.choice(["Zoe Quiet", "Dora Nowak"]), "type": "person", "risk": "pseudonymise"})
    return "an actor is protected"


def new_actor(archive: Archive, rng: random.Random) -> str:
    known = ids(archive, "actors")
    if len(known) > 9:
        id = rng.choice(known)
        (archive.content / f"actors/{id}.yaml").unlink()
        return f"actor {id} is gone"
    other = yaml.safe_load((archive.content / f"actors/{rng.choice(known)}.yaml").read_text(encoding="utf-8"))["name"]
    name = rng.choice((some_words(rng, 2).title(), f"New {other}", f"{other} {rng.choice(WORDS)}", rng.choice(WORDS)))
    write_yaml(archive.content / f"actors/new-{rng.randrange(20)}.yaml", {"name": name, "type": "person"})
    return f"new actor {name}"


def source_record(archive: Archive, rng: random.Random) -> str:
    id = rng.choice([*SOURCES, "no-record-yet"])
    path = archive.content / f"sources/{id}.yaml"
    if id == "no-record-yet" and path.exists():
        path.unlink()
        return "the source has no record again"
    change: dict[str, object] = rng.choice(
        (
            {"name": some_words(rng, 2).title()},
            {"rights": rng.choice([{"publish": "excerpt"}, {"publish": "metadata", "statement": sentence(rng)}, None])},
            {"country": some_words(rng, 1).title()},
            {"furniture": [some_words(rng, 4)]},
            {"hosts": [rng.choice(["morning.example", "river.example"])]},
            {"description": sentence(rng)},
        )
    )
    if not path.exists():
        write_yaml(path, {"name": id.title()})
    change_yaml(path, **change)
    return f"{id}: {change}"


def place_record(archive: Archive, rng: random.Random) -> str:
    id = rng.choice([*PLACES, "new-place"])
    path = archive.content / f"places/{id}.yaml"
    if id == "new-place" and path.exists():
        path.unlink()
        return "a place is gone"
    if not path.exists():
        write_yaml(path, {"name": rng.choice(WORDS).title()})
    change: dict[str, object] = rng.choice(
        (
            {"name": rng.choice(WORDS).title()},
            {"names": [rng.choice(WORDS)]},
            {"coordinates": [rng.randrange(90), 5.5]},
            {"description": sentence(rng)},
        )
    )
    change_yaml(path, **change)
    return f"{id}: {change}"


def event_record(archive: Archive, rng: random.Random) -> str:
    known = ids(archive, "events")
    if len(known) > 6 or rng.random() < 0.15:
        id = rng.choice(known)
        (archive.content / f"events/{id}.yaml").unlink()
        return f"event {id} is gone"
    id = rng.choice([*known, f"event-{rng.randrange(9)}"])
    slugs = [path.stem for path in archive.articles()]
    event = {
        "title": some_words(rng, 3),
        "date": rng.choice(["2021-03-05", "2021-03-01/2021-03-09", "2021-04", "2021?", "2021-03-11~"]),
        "place": rng.choice([*PLACES]),
        "actors": rng.sample([*PEOPLE, *BODIES], 2),
        "articles": rng.sample(slugs, min(len(slugs), rng.randint(0, 3))),
        "summary": sentence(rng),
    }
    if rng.random() < 0.3:
        event["part_of"] = rng.choice(known)
    write_yaml(archive.content / f"events/{id}.yaml", event)
    return f"event {id}"


def notes(archive: Archive, rng: random.Random) -> str:
    path = an_article(archive, rng)
    _, body = read_record(path)
    where = archive.content / f"notes/{path.stem}.yaml"
    if where.exists() and rng.random() < 0.3:
        where.unlink()
        return f"no notes in {path.stem}"
    made = []
    for _ in range(rng.randint(1, 2)):
        words = rng.choice(body.strip().split("\n\n")).split()
        start = rng.randrange(max(1, len(words) - 5))
        other = rng.choice(archive.articles()).stem
        note = {
            "quote": {"exact": " ".join(words[start : start + rng.randint(1, 5)])},
            "type": rng.choice(["context", "correction", "definition", "disputed"]),
            "body": sentence(rng) + " *More.*",
            "links": [{"article": other, "relation": rng.choice(LINKS)}],
        }
        made.append(note)
    write_yaml(where, made)
    return f"notes in {path.stem}"


def note_words(archive: Archive, rng: random.Random) -> str:
    """Another wording of a note that stays where it is; a new note where there is none."""
    paths = sorted((archive.content / "notes").glob("*.yaml"))
    if not paths:
        return notes(archive, rng)
    path = rng.choice(paths)
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    rng.choice(written)["body"] = sentence(rng) + " *Other words.*"
    write_yaml(path, written)
    return f"words of a note in {path.stem}"


def page(archive: Archive, rng: random.Random) -> str:
    name = rng.choice(["about", "method", "extra-page"])
    path = archive.content / f"pages/{name}.md"
    if name == "extra-page" and path.exists():
        path.unlink()
        return "a page is gone"
    path.write_text(f"---\ntitle: {some_words(rng, 2)}\n---\n{paragraph(rng)}\n\n## More\n", encoding="utf-8")
    return f"page {name}"


# Configuration and theme.


def configuration(archive: Archive, rng: random.Random) -> str:
    change: dict[str, object] = rng.choice(
        (
            {"title": some_words(rng, 3).capitalize()},
            {"description": rng.choice([sentence(rng), None])},
            {"theme": {"name": "mine", "options": {"accent": rng.choice(["red", "green", "blue"])}}},
            {"theme": rng.choice(["mine", "default"])},
            {"base_url": rng.choice(["https://river.example/papers/", "https://other.example/", None])},
            {"rights": {"publish": rng.choice(["full", "full", "excerpt", "metadata"]), "statement": sentence(rng)}},
            {"publisher": some_words(rng, 2)},
            {"pages": rng.choice([["about"], ["about", "method", "extra-page"], ["method", "about"]])},
            {"language": rng.choice(["en", "en", "be"])},
            {"known": [{"files": "raw/*.txt", "kind": rng.choice(["news", "wire"]), "why": "known"}]},
        )
    )
    change_yaml(archive.content / "site.yaml", **change)
    return f"site.yaml: {change}"


def theme_template(archive: Archive, rng: random.Random) -> str:
    templates = archive.themes / "mine/templates"
    mark = f"<p>{some_words(rng, 3)}</p>\n"
    wrap = '{{% extends "default:{name}" %}}\n{{% block main %}}\n{{{{ super() }}}}\n{mark}{{% endblock %}}\n'
    name = rng.choice(["parts/foot-extra.html", "parts/link.html", "article.html", "home.html", "source.html"])
    path = templates / name
    if path.exists() and name != "parts/foot-extra.html" and rng.random() < 0.4:
        path.unlink()
        return f"{name} is the default's again"
    if name == "parts/foot-extra.html":
        text = mark
    elif name == "parts/link.html":
        text = (archive.themes.parent / "default-link.html").read_text(encoding="utf-8")
        text = text.replace("<a ", f'<a data-test="{rng.randrange(99)}" ')
    else:
        text = wrap.format(name=name, mark=mark)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return f"template {name}"


def static_file(archive: Archive, rng: random.Random) -> str:
    name = rng.choice(["yours.css", "site.css", "deep/picture.svg", "other.txt"])
    path = archive.themes / "mine/static" / name
    if path.exists() and rng.random() < 0.4:
        path.unlink()
        return f"no static/{name}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"/* {some_words(rng, 3)} */\n", encoding="utf-8")
    return f"static/{name}"


# What happens to the site and the cache, which may be deleted at any time.


def site_by_hand(archive: Archive, rng: random.Random) -> str:
    files = sorted(path for path in archive.site.rglob("*.*") if path.is_file() and "pagefind" not in path.parts)
    path = rng.choice(files)
    if rng.random() < 0.5:
        path.unlink()
        return f"removed {path.name} from the site by hand"
    path.write_bytes(path.read_bytes() + b"<!-- by hand -->")
    return f"changed {path.name} in the site by hand"


def cache_gone(archive: Archive, rng: random.Random) -> str:
    shutil.rmtree(archive.cache, ignore_errors=True)
    return "the cache is gone"


ARTICLES: tuple[Edit, ...] = (
    body_paragraph, body_paragraph, body_longer, body_markdown, body_shorter, front_matter, front_matter, front_matter,
    front_matter, new_article, delete_article, rename_article, broken_article, new_original, changed_original, notes,
    notes,
)  # fmt: skip
RECORDS: tuple[Edit, ...] = (
    actor_names, actor_names, actor_names, new_actor, protected_actor, source_record, place_record, event_record,
    event_record, page,
)  # fmt: skip
FRAME: tuple[Edit, ...] = (configuration, configuration, theme_template, theme_template, static_file)
DISK: tuple[Edit, ...] = (site_by_hand, cache_gone)
ALL = (*ARTICLES, *RECORDS, *FRAME, *DISK)
