"""What can be exported, and what a deposit package says of itself."""

from __future__ import annotations

from dataclasses import dataclass

DOCUMENTS = ("json", "bibtex", "ris", "csl-json", "ftm", "annotations")
"""Formats that are one file."""
PACKAGES = ("csv", "jsonl", "datapackage", "tei", "ro-crate", "bagit")
"""Formats of several files: they need a folder, or a ZIP file."""
FORMATS = (*DOCUMENTS, *PACKAGES)


@dataclass(frozen=True, slots=True)
class Deposit:
    """The archive as a repository's catalogue would describe it."""

    title: str
    description: str
    address: str
    """Of the published site; may be empty."""
    language: str
    publisher: str
    statement: str
    """Of rights; may be empty."""
    licence: tuple[str, str]
    """Identifier (SPDX) and address, or two empty texts."""
    edition: str
    day: str
    """ISO day of the deposit."""
    agent: str
    """The program that made it: `sitegen 0.1.0`."""
    articles: int
    withheld: int
    """How many files of the archive are not in it, because of rights or protected names."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file of a package, without its bytes."""

    name: str
    """Path in the package, with slashes."""
    size: int
    sha256: str
