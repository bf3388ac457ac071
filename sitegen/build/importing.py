"""`sitegen notes import FILE`: annotations made elsewhere → notes of the archive.

Only what will be found is written: an annotation whose address is no article's, or whose words do not stand in the
article's text once, is reported. A file of notes is added to at its end or made anew; nothing in it changes.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.base.files import is_link_out, write_new, write_over
from sitegen.base.problems import ERROR, WARNING, Problem, SitegenError
from sitegen.base.values import lasting_digest
from sitegen.base.yamlfile import Flow, FlowList, Plain, dump_yaml, parse_yaml
from sitegen.build.cache import Cache
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.planning import Options, plan_site
from sitegen.build.reading import load_article
from sitegen.build.scan import load_text
from sitegen.export.hypothesis import CODE, Imported, read_hypothesis, same_page
from sitegen.model.article import Card
from sitegen.read.notes import read_notes

_LOOPBACK = re.compile(r"(?:localhost|127\.0\.0\.1|\[?::1\]?)(?::\d+)?/articles/([^/]+)(?:/index\.html)?\Z")
_ITEM = re.compile(r"^( *)-(?= |$)", re.MULTILINE)


@dataclass(slots=True)
class Report:
    """What an import did."""

    written: dict[str, int] = field(default_factory=dict)
    """New notes by file."""
    known: int = 0
    """Annotations that stand in the archive already."""
    problems: list[Problem] = field(default_factory=list)


def import_notes(folders: Folders, file: Path, *, dry_run: bool = False) -> Report:
    """Adds the annotations of an export to the notes of the articles that they belong to.

    Raises:
        SitegenError: there is no such file, or no archive.
    """
    folders.check()
    out = Report()
    problems: list[Problem] = []
    if not file.is_file():
        raise SitegenError(Problem("unreadable", f"there is no file {file}", hint="name the export of the annotations"))
    text = load_text(file, str(file), problems)
    if text is None:
        out.problems = problems
        return out
    found, out.problems = _listed(read_hypothesis(text, str(file)))
    if not found:
        return out
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        planned = plan_site(folders, Options(), cache, None, with_theme=False)
        places = _addresses(planned.reading.cards, planned.found.config.base_url)
        entries: dict[str, list[dict[str, Any]]] = {}
        for one in found:
            near = [card for card in places.get(_page(one.uri), []) if card.face.slug in planned.reading.article_keys]
            entry, slug, why = None, "", f"no article of the archive has the address {one.uri}"
            for card in near:
                article = load_article(planned.reading.article_keys[card.face.slug], cache)
                entry, why = _entry(one, article.text)
                slug = card.face.slug
                if entry is not None:
                    break
            if entry is None:
                what = f"annotation {one.number} is left out: {why}"
                out.problems.append(Problem(CODE, what, str(file), severity=WARNING))
            else:
                entries.setdefault(slug, []).append(entry)
        for slug, new in sorted(entries.items()):
            _add(folders, planned.found.notes.get(slug, folders.content / "notes" / f"{slug}.yaml"), new, dry_run, out)
        cache.save()
    return out


def _listed(read: tuple[tuple[Imported, ...], tuple[Problem, ...]]) -> tuple[tuple[Imported, ...], list[Problem]]:
    return read[0], list(read[1])


def _page(uri: str) -> str:
    """The address by which an article is looked up; a site shown on loopback is the archive's own."""
    page = same_page(uri)
    local = _LOOPBACK.match(page)
    return f"/articles/{local.group(1)}" if local else page.removesuffix("/index.html")


def _addresses(cards: list[Card], base_url: str) -> dict[str, list[Card]]:
    """Articles by every address that stands for them: the original's, the preserved copy's, the site's own."""
    out: dict[str, list[Card]] = {}
    for card in cards:
        record = card.record
        slugs = (card.face.slug, *record.aliases)
        own = [f"/articles/{slug}" for slug in slugs]
        own += [same_page(f"{base_url.rstrip('/')}/articles/{slug}/") for slug in slugs] if base_url else []
        for page in dict.fromkeys([same_page(record.url), same_page(record.url_archived), *own]):
            if page:
                out.setdefault(page, []).append(card)
    return out


def _entry(one: Imported, text: str) -> tuple[dict[str, Any] | None, str]:
    """A note that the article's text has once, with as little around its words as that takes; or why there is none."""
    why = ""
    for around in ({}, {"prefix": one.prefix, "suffix": one.suffix}, {"prefix": one.prefix}, {"suffix": one.suffix}):
        if around and not any(around.values()):
            continue
        entry = _as_yaml(one, {key: value for key, value in around.items() if value})
        found, _, problems = read_notes(dump_yaml([entry]), "", text)
        if found:
            return entry, ""
        # Without anything around it, the passage says best what is wrong.
        why = why or next((problem.message for problem in problems if problem.severity == ERROR), "it cannot be read")
    return None, why


def _as_yaml(one: Imported, around: dict[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "quote": Flow({"exact": one.exact, **around}),
        "type": one.type,
        "body": one.body,
        "by": one.by,
        "created": Plain(one.created),
        "tags": FlowList(one.tags),
        # An annotation without an id of its own is known again by what it says.
        "id": one.id or lasting_digest((one.exact, one.body))[:16],
    }
    return {key: value for key, value in entry.items() if value}


def _add(folders: Folders, path: Path, entries: list[dict[str, Any]], dry_run: bool, out: Report) -> None:
    """New entries at the end of a file of notes."""
    shown = folders.shown(path)
    problems: list[Problem] = []
    old = ""
    if path.exists() or path.is_symlink():
        if is_link_out(path, folders.content):
            what = "the file of notes leads out of the archive: nothing is added to it"
            out.problems.append(Problem(CODE, what, shown, hint="put the file itself in its place"))
            return
        text = load_text(path, shown, problems)
        if text is None:
            out.problems += problems
            return
        old = text
    standing = parse_yaml(old, shown)
    values = standing.value if standing.value is not None else []
    if any(problem.severity == ERROR for problem in standing.problems) or not isinstance(values, list):
        what = "nothing is added to this file: it is not a list of notes"
        out.problems.append(Problem(CODE, what, shown, hint="`sitegen check` says what is wrong with it"))
        return
    known = {_identity(value) for value in values if isinstance(value, dict)}
    ids = {str(value.get("id")) for value in values if isinstance(value, dict)}
    fresh = []
    for entry in entries:
        if entry["id"] not in ids and _identity(entry) not in known:
            fresh.append(entry)
            ids.add(entry["id"])
            known.add(_identity(entry))
    out.known += len(entries) - len(fresh)
    if not fresh:
        return
    new = _joined(old, fresh)
    # What stands in the file must be read as before, and what is new as it was meant.
    again = parse_yaml(new, shown)
    if again.value != values + parse_yaml(dump_yaml(fresh), shown).value or len(again.problems) > len(
        standing.problems
    ):
        what = "notes cannot be added at the end of this file"
        hint = "write its list with one `- ` for each note and nothing behind the last"
        out.problems.append(Problem(CODE, what, shown, hint=hint))
        return
    out.written[shown] = len(fresh)
    if not dry_run:
        try:
            kept = _append(path, old, new, folders.parts)
        except OSError as error:
            what = f"notes cannot be written: {error.strerror or error}"
            raise SitegenError(Problem("unwritable", what, shown, hint="see to free space and rights")) from error
        if not kept:
            del out.written[shown]
            what = "nothing is added to this file: somebody else has just written it"
            out.problems.append(Problem(CODE, what, shown, hint="import again"))


def _identity(value: dict[str, Any]) -> tuple[str, str]:
    quote = value.get("quote")
    exact = quote.get("exact") if isinstance(quote, dict) else ""
    return str(exact), str(value.get("body", "")).strip()


def _joined(old: str, entries: list[dict[str, Any]]) -> str:
    """The file's text with entries at its end, indented as its own are."""
    item = _ITEM.search(old)
    indent = item.group(1) if item else ""
    added = "\n".join(dump_yaml([entry]) for entry in entries)
    added = "".join(indent + line if line.strip() else line for line in added.splitlines(keepends=True))
    if not old.strip():
        return old + added
    return old + ("\n" if old.endswith("\n") else "\n\n") + added


def _append(path: Path, old: str, new: str, through: Path) -> bool:
    """The file's bytes as they are, whatever ends its lines, the new ones behind them; False where they changed."""
    data = path.read_bytes() if path.exists() else b""
    if data.decode("utf-8-sig").replace("\r\n", "\n") != old:
        return False
    added = new[len(old) :].encode("utf-8")
    if b"\r\n" in data:
        added = added.replace(b"\n", b"\r\n")
    if not data and not path.exists():
        write_new(path, added, through)
        return True
    return write_over(path, data + added, data, through)
