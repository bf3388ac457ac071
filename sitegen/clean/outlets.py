"""Which outlet an address belongs to, and which agencies a credit names: the archive's own records first, then the
packaged list."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sitegen.base.text import fold, slugify
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.draft import SourceLore

_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//([^/?#\s@]+@)?([^/?#:\s]+)", re.IGNORECASE)
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "in"})


@dataclass(frozen=True, slots=True)
class Press:
    """All outlets and agencies known to one run."""

    by_host: dict[str, SourceLore]
    by_name: dict[str, SourceLore]
    """Outlets by folded name."""
    agencies: dict[str, SourceLore]
    """Agencies by name as printed: case counts, since their short names are words."""
    folded_agencies: frozenset[str]
    pictures: frozenset[str]
    agency_pattern: re.Pattern[str]

    def outlet_of_host(self, url: str) -> SourceLore | None:
        """The outlet that owns an address; a sub-domain belongs to its domain."""
        host = host_of(url)
        while host:
            if host in self.by_host:
                return self.by_host[host]
            _, dot, host = host.partition(".")
            if not dot or "." not in host:
                return None
        return None

    def outlet_of_name(self, name: str) -> SourceLore | None:
        return self.by_name.get(fold(name.strip(" .,;:()")))

    def agencies_in(self, text: str) -> tuple[str, ...]:
        """Ids of the agencies named in a text, in order, each once."""
        found = [self.agencies[match.group(0)].id for match in self.agency_pattern.finditer(text)]
        return tuple(dict.fromkeys(found))

    def is_picture_name(self, name: str) -> bool:
        return name in self.pictures or name in self.agencies or (name.isupper() and fold(name) in self.folded_agencies)


def host_of(url: str) -> str:
    """The host of an address, lower case, without `www.`; "" where there is none."""
    match = _HOST.match(url.strip())
    host = match.group(2).lower().rstrip(".") if match else ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def id_of_host(host: str) -> str:
    """An id for an outlet nobody has a record of: the name part of its domain."""
    parts = [part for part in host.split(".") if part]
    if len(parts) > 2 and parts[-2] in _SECOND_LEVEL:
        parts = parts[:-1]
    return slugify(parts[-2] if len(parts) > 1 else "".join(parts))


@functools.cache
def _packaged() -> tuple[tuple[SourceLore, ...], tuple[str, ...]]:
    text = resources.files("sitegen.clean").joinpath("data").joinpath("outlets.yaml").read_text(encoding="utf-8")
    value: dict[str, Any] = parse_yaml(text, "outlets.yaml").value
    out = [_lore(entry, kind) for key, kind in (("outlets", "outlet"), ("agencies", "agency")) for entry in value[key]]
    return tuple(out), tuple(str(name) for name in value["pictures"])


def _lore(entry: dict[str, Any], kind: str) -> SourceLore:
    return SourceLore(
        str(entry["id"]), str(entry["name"]), kind, tuple(str(name) for name in entry["names"]),
        tuple(str(host) for host in entry["hosts"]), str(entry["language"]),
    )  # fmt: skip


@functools.lru_cache(maxsize=8)
def press(lore: tuple[SourceLore, ...] = ()) -> Press:
    """The press as an archive knows it: its own records replace the packaged entries of the same host or name."""
    packaged, pictures = _packaged()
    known: Iterable[SourceLore] = (*packaged, *lore)
    by_host: dict[str, SourceLore] = {}
    by_name: dict[str, SourceLore] = {}
    agencies: dict[str, SourceLore] = {}
    for source in known:
        names = {source.name, *source.names}
        by_host.update({host.lower().removeprefix("www."): source for host in source.hosts})
        if source.type == "agency":
            agencies.update({name: source for name in names})
        else:
            by_name.update({fold(name): source for name in names})
    longest = sorted(agencies, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<![\w/-])(?:" + "|".join(re.escape(name) for name in longest) + r")(?![\w-])")
    return Press(by_host, by_name, agencies, frozenset(map(fold, agencies)), frozenset(pictures), pattern)
