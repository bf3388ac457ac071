"""Cases of the cleaner as documents: a raw text, a line of five `=`, and what a careful reader expects of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.base.files import sha256_hex
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.draft import RawFile

FOLDER = Path(__file__).resolve().parent / "cases"


@dataclass(frozen=True)
class Case:
    name: str
    raw: RawFile
    expected: dict[str, Any]


def raw_file(data: bytes, path: str = "raw/x.txt") -> RawFile:
    return RawFile(path, data, sha256_hex(data))


def read_cases() -> list[Case]:
    out = []
    for path in sorted(FOLDER.glob("*.txt")):
        text, _, expected = path.read_text(encoding="utf-8").partition("\n=====\n")
        file = parse_yaml(expected, path.name)
        assert not file.problems, file.problems
        out.append(Case(path.stem, raw_file(text.encode("utf-8"), f"raw/{path.name}"), file.value))
    return out
