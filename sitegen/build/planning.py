"""The archive on the disk → every page as a value, and what each page's key is made of."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from sitegen.base.problems import NOTICE, Problem
from sitegen.base.values import digest
from sitegen.build.cache import Cache, code_digest
from sitegen.build.cleaning import lore_of
from sitegen.build.editions import shown_editions
from sitegen.build.folders import Folders
from sitegen.build.ledger import Parts, key_parts
from sitegen.build.lineage import shared_texts
from sitegen.build.neighbours import Neighbours, learn
from sitegen.build.originals import Original
from sitegen.build.reading import Reading, read_all
from sitegen.build.records import Records, raw_of
from sitegen.build.scan import Scan, scan
from sitegen.build.working import Crew, Progress
from sitegen.clean import unmatched
from sitegen.export import is_export
from sitegen.model.config import site_of
from sitegen.model.editions import FOLDER
from sitegen.model.views import DataView, Page
from sitegen.plan import Library, TextPage, build_library, check_library, name_forms, plan
from sitegen.render import Theme, load_theme
from sitegen.search import name_rows

RENDER_CODE = ("base", "model", "render", ":Jinja2", ":MarkupSafe")
DEFAULT_THEME = "default"
EXPORT_CODE = ("base", "model", "export")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about a build."""

    drafts: bool = False
    frozen: bool = False
    search: bool = True
    base_url: str = ""
    jobs: int = 0
    """Processes; 0 for one for each core."""


@dataclass(slots=True)
class Planned:
    """A build up to the point where pages are known and none is rendered."""

    found: Scan
    reading: Reading
    library: Library
    pages: list[Page]
    theme: Theme
    problems: list[Problem]

    def parts(self, page: Page) -> Parts:
        """The parts of a page's key."""
        if is_export(page):
            return key_parts(page, code_digest(*EXPORT_CODE), "", digest(site_of(self.library.config)))
        return key_parts(
            page, code_digest(*RENDER_CODE), self.theme.fingerprint(page.template), digest(site_of(self.library.config))
        )


def silent(what: str, done: int, of: int) -> None:
    """Progress for nobody."""


def existing_records(folders: Folders, found: Scan) -> Records:
    """Records by the original and the lines they were made from."""
    out = Records()
    for path in found.articles:
        ref = raw_of(path, folders.shown(path))
        if ref is not None:
            out.add(ref, path)
    return out


def originals_of(folders: Folders, found: Scan) -> list[Original]:
    """The originals of the archive, with the names by which records and problems call them."""
    return [Original(path, folders.name(path), folders.shown(path)) for path in found.raw]


def plan_site(
    folders: Folders,
    options: Options,
    cache: Cache,
    pool: Crew | None,
    progress: Progress = silent,
    pending: frozenset[str] = frozenset(),
    pending_texts: tuple[tuple[str, str], ...] = (),
    *,
    with_theme: bool = True,
    neighbours: Neighbours | None = None,
) -> Planned:
    """Everything up to the pages as values.

    Args:
        pending: slugs of records that originals will become; without a record yet, they may be named already.
        pending_texts: address and title of each of these.
        neighbours: what the originals have in common, where that is known already.
        with_theme: whether the pages are to be compared or rendered; what only looks at texts needs none.
    """
    progress("reading", 0, 0)
    found = scan(folders)
    if options.base_url:
        found.config = dataclasses.replace(found.config, base_url=options.base_url.rstrip("/") + "/")
    if neighbours is None:
        neighbours = learn(originals_of(folders, found), cache, options.jobs, progress)
    names = name_forms(found.authority)
    reading = read_all(folders, found, names, lore_of(found.authority), neighbours, cache, pool)
    progress("planning", 0, 0)
    cards = tuple(reading.cards)
    texts = tuple(TextPage(*page) for page in found.pages)
    shared = shared_texts(cards, reading.article_keys, cache, progress)
    editions = shown_editions(found, cards, drafts=options.drafts)
    library = build_library(
        found.config, found.authority, cards, texts, drafts=options.drafts, shared=shared, editions=editions
    )
    pages = plan(library)
    rows = name_rows(found.authority.actors, found.authority.places)
    pages.append(Page("/data/names.json", DataView(rows)))
    theme = load_theme(folders.themes, found.config.theme if with_theme else DEFAULT_THEME, found.config.language)
    named = (folders.shown(folders.content / "site.yaml"), folders.shown(folders.content / FOLDER))
    problems = [
        *found.problems,
        *reading.problems,
        *neighbours.problems,
        *check_library(library, found.authority, cards, pending, *named),
    ]
    problems += _untranslated(theme, found.config.language, folders)
    texts_of_archive = [(card.record.url, card.record.title) for card in cards]
    problems += unmatched(found.items, [*texts_of_archive, *pending_texts])
    slugs = {path.stem for path in found.articles} | pending
    problems += [orphan_problem(folders.shown(path)) for slug, path in sorted(found.notes.items()) if slug not in slugs]
    return Planned(found, reading, library, pages, theme, problems)


def _untranslated(theme: Theme, language: str, folders: Folders) -> list[Problem]:
    """What is said of a site whose language the interface does not speak."""
    words = theme.interface.language
    if words.partition("-")[0] == language.partition("-")[0].lower():
        return []
    hint = f"begin a catalogue with `sitegen messages {language} --theme NAME`, NAME being a theme of your own"
    message = f"the interface has no words in `{language}`: they are printed in English"
    path = folders.shown(folders.content / "site.yaml")
    return [Problem("interface-language", message, path, severity=NOTICE, hint=hint)]


def orphan_problem(path: str) -> Problem:
    """Notes whose article is not there."""
    hint = "name the file after the article's slug"
    return Problem("notes-orphan", f"there is no article `{Path(path).stem}` for these notes", path, 1, hint=hint)
