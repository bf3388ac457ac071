"""A folder of files as a bag (BagIt 1.0, RFC 8493): its tag files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sitegen.base.text import squeeze
from sitegen.model.deposit import Deposit, Held

PAYLOAD = "data/"


def tag_files(payload: Iterable[Held], about: Deposit) -> dict[str, bytes]:
    """The declaration, the description and the manifests (SHA-256) of a payload.

    Args:
        payload: the files with their names in the payload, that is without `data/`.
    """
    held = sorted(payload, key=lambda one: one.name)
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _info(held, about),
        "manifest-sha256.txt": "".join(f"{one.sha256}  {_encoded(PAYLOAD + one.name)}\n" for one in held),
    }
    files = {name: words.encode("utf-8") for name, words in tags.items()}
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())]
    return {**files, "tagmanifest-sha256.txt": "".join(lines).encode("utf-8")}


def _info(held: list[Held], about: Deposit) -> str:
    fields = [
        ("Source-Organization", about.publisher),
        ("External-Description", about.description or about.title),
        ("External-Identifier", about.address),
        ("Internal-Sender-Identifier", about.edition),
        ("Internal-Sender-Description", about.title),
        ("Bagging-Date", about.day),
        ("Bag-Software-Agent", about.agent),
        ("Payload-Oxum", f"{sum(one.size for one in held)}.{len(held)}"),
    ]
    return "".join(f"{name}: {squeeze(value)}\n" for name, value in fields if value)


def _encoded(name: str) -> str:
    """A path as manifests write it (RFC 8493, 2.1.3): line ends and the sign that encodes them are encoded."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
