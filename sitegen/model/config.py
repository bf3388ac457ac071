"""The archive's configuration, as values. Stages get the slice that they need: what you pass, you depend on."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.model.messages import tr

_RESERVED = (
    "404 actors articles changes data events feed figures gaps lineage notes pagefind places quotes robots search"
    " reading-list sitemap sources static timeline"
)
RESERVED = frozenset(_RESERVED.split(" "))
"""First steps of the site's own addresses: no page of the archive's own can have such a name."""

PUBLISH = ("full", "excerpt", "metadata", "none")


@dataclass(frozen=True, slots=True)
class Rights:
    """What may be shown of a text, and whose it is."""

    publish: str = ""
    """`full`, `excerpt`, `metadata` or `none`; empty where the next wider level (source, archive) decides."""
    statement: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a curator knows about saved files beyond what is printed in them (``known:`` of site.yaml)."""

    files: str
    """Glob over paths relative to the content folder: ``raw/*.txt``."""
    title: str = ""
    """The headline of one article in a compilation; empty for every article of the files."""
    fields: tuple[tuple[str, str], ...] = ()
    """Record fields and their values as text: kind, date, source, agency, language, url, …"""
    certainty: str = ""
    why: str = ""
    line: int = 0
    """Where it stands in site.yaml."""


@dataclass(frozen=True, slots=True)
class Config:
    """site.yaml."""

    title: str = "Untitled archive"
    description: str = ""
    base_url: str = ""
    """Absolute address of the published site, with a slash at its end; empty where it is not known."""
    language: str = "en"
    theme: str = "default"
    theme_options: tuple[tuple[str, str], ...] = ()
    rights: Rights = field(default_factory=lambda: Rights("full"))
    known: tuple[Known, ...] = ()
    pages: tuple[str, ...] = ("about", "method")
    """Pages linked from the foot of every page, in this order."""
    languages: tuple[str, ...] = ()
    publisher: str = ""
    """Who keeps the archive; stands in citations and feeds."""


@dataclass(frozen=True, slots=True)
class Site:
    """What stands on every page: from configuration, never from content (house rule 1)."""

    title: str
    description: str
    base_url: str
    language: str
    menu: tuple[tuple[str, str], ...]
    """Pairs of words and address: ``(tr("Timeline"), "/timeline/")``."""
    foot: tuple[tuple[str, str], ...]
    statement: str
    publisher: str
    options: tuple[tuple[str, str], ...]
    """The theme's options from site.yaml."""


MENU = (
    (tr("Timeline"), "/timeline/"),
    (tr("Articles"), "/articles/"),
    (tr("Events"), "/events/"),
    (tr("Actors"), "/actors/"),
    (tr("Places"), "/places/"),
    (tr("Sources"), "/sources/"),
    (tr("Quotations"), "/quotes/"),
    (tr("Figures"), "/figures/"),
    (tr("Notes"), "/notes/"),
    (tr("Search"), "/search/"),
)

_FOOT = {"about": tr("About"), "method": tr("Method")}
"""Pages that most archives have; others are called by their names."""


def site_of(config: Config) -> Site:
    """The slice of the configuration that every page shows."""
    return Site(
        config.title,
        config.description,
        config.base_url,
        config.language,
        MENU,
        tuple((_FOOT.get(name) or name.replace("-", " ").capitalize(), f"/{name}/") for name in config.pages),
        config.rights.statement,
        config.publisher,
        config.theme_options,
    )
