"""Authority records: actors, sources, places, and the curated events of the timeline."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.config import Rights
from sitegen.model.dates import Edtf
from sitegen.model.refs import Ref

ACTOR_TYPES = ("person", "organisation", "public-body", "state", "group")
SOURCE_TYPES = ("outlet", "agency")
RISKS = ("none", "pseudonymise")


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a name."""

    text: str
    language: str = ""
    """BCP 47, or empty."""
    scheme: str = ""
    """How it was romanised: ``be-2007``, ``bgn-pcgn`` …"""


@dataclass(frozen=True, slots=True)
class Position:
    """An office or role with the time it was held."""

    title: str
    start: str = ""
    """EDTF, or empty where it is not known."""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, public body, state or group."""

    id: str
    name: str
    type: str
    names: tuple[Name, ...] = ()
    """Other names: found in texts and by search."""
    search_only: tuple[str, ...] = ()
    """Found by search, never used to find mentions."""
    positions: tuple[Position, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    description: str = ""
    risk: str = "none"
    path: str = ""
    refs: tuple[Ref, ...] = ()

    @property
    def address(self) -> str:
        return f"/actors/{self.id}/"

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that stands for the actor in a text."""
        return (self.name, *(name.text for name in self.names))


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or agency."""

    id: str
    name: str
    type: str = "outlet"
    names: tuple[Name, ...] = ()
    country: str = ""
    language: str = ""
    url: str = ""
    hosts: tuple[str, ...] = ()
    description: str = ""
    rights: Rights = Rights()
    furniture: tuple[str, ...] = ()
    path: str = ""
    refs: tuple[Ref, ...] = ()

    @property
    def address(self) -> str:
        return f"/sources/{self.id}/"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its names."""

    id: str
    name: str
    names: tuple[Name, ...] = ()
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    description: str = ""
    path: str = ""
    refs: tuple[Ref, ...] = ()

    @property
    def address(self) -> str:
        return f"/places/{self.id}/"

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *(name.text for name in self.names))


@dataclass(frozen=True, slots=True)
class Event:
    """A curated event of the timeline: what happened, as distinct from what was published."""

    id: str
    title: str
    date: Edtf
    place: str = ""
    actors: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    """Slugs."""
    part_of: str = ""
    summary: str = ""
    path: str = ""
    refs: tuple[Ref, ...] = ()

    @property
    def address(self) -> str:
        return f"/events/{self.id}/"


@dataclass(frozen=True, slots=True)
class Authority:
    """All records of an archive, each kind in the order of its ids."""

    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
