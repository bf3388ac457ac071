"""A folder of files as an RO-Crate (1.2): `ro-crate-metadata.json`, the description that goes along."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from sitegen.model.deposit import Deposit, Held

METADATA = "ro-crate-metadata.json"
_PROFILE = "https://w3id.org/ro/crate/1.2"
_FOLDERS = {
    "content/": ("The archive as it is edited", "Records, notes and originals, as far as rights allow."),
    "data/": ("The archive as data", "Tables with their description, annotations, entities and citations."),
    "tei/": ("The articles as TEI P5", "One file for each article, with as much of its text as rights allow."),
}
_MEDIA = {
    "csv": "text/csv", "jsonl": "application/x-ndjson", "json": "application/json", "jsonld": "application/ld+json",
    "xml": "application/tei+xml", "md": "text/markdown", "yaml": "application/yaml", "yml": "application/yaml",
    "txt": "text/plain", "bib": "application/x-bibtex", "ris": "application/x-research-info-systems",
    "html": "text/html", "htm": "text/html", "warc": "application/warc", "gz": "application/gzip",
}  # fmt: skip


def crate_metadata(files: Iterable[Held], about: Deposit) -> bytes:
    """The graph: the crate, its folders, each file with its size and digest, the licence and the publisher."""
    held = sorted(files, key=lambda one: one.name)
    parts: dict[str, list[str]] = {}
    for one in held:
        parts.setdefault(_folder(one.name), []).append(quote(one.name))
    graph = [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _PROFILE},
            "about": {"@id": "./"},
        },
        _root(about, parts),
        *(_dataset(folder, names) for folder, names in parts.items() if folder),
        *(_file(one) for one in held),
        _licence(about),
        *([{"@id": "#publisher", "@type": "Organization", "name": about.publisher}] if about.publisher else []),
    ]
    document = {"@context": f"{_PROFILE}/context", "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _folder(name: str) -> str:
    top = name.partition("/")[0] + "/"
    return top if top in _FOLDERS else ""


def _root(about: Deposit, parts: dict[str, list[str]]) -> dict[str, Any]:
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title,
        "description": about.description or about.title,
        "datePublished": about.day,
        "license": {"@id": _licence(about)["@id"]},
        "version": about.edition,
        "inLanguage": about.language,
        "hasPart": [{"@id": name} for name in [*(folder for folder in parts if folder), *parts.get("", [])]],
    }
    if about.address:
        root["url"] = about.address
    if about.publisher:
        root["publisher"] = {"@id": "#publisher"}
    return root


def _dataset(folder: str, names: list[str]) -> dict[str, Any]:
    name, description = _FOLDERS[folder]
    return {
        "@id": folder,
        "@type": "Dataset",
        "name": name,
        "description": description,
        "hasPart": [{"@id": one} for one in names],
    }


def _file(one: Held) -> dict[str, Any]:
    media = _MEDIA.get(one.name.rpartition(".")[2].lower(), "application/octet-stream")
    return {
        "@id": quote(one.name),
        "@type": "File",
        "name": one.name.rpartition("/")[2],
        "encodingFormat": media,
        "contentSize": str(one.size),
        "sha256": one.sha256,
    }


def _licence(about: Deposit) -> dict[str, Any]:
    name, address = about.licence
    words = about.statement or "No statement of rights was given."
    return {
        "@id": address or "#rights",
        "@type": "CreativeWork",
        "name": name or "Rights",
        "description": words,
    }
