"""site.yaml → `Config`."""

from __future__ import annotations

import re

from sitegen.base.problems import ERROR, WARNING, Problem
from sitegen.base.text import is_device
from sitegen.base.yamlfile import Fields, parse_yaml
from sitegen.model.config import PUBLISH, RESERVED, Config, Known, Rights
from sitegen.model.dates import DateError, parse_edtf
from sitegen.read.addresses import is_web_address

KNOWN_FIELDS = ("kind", "date", "source", "agency", "language", "url", "authors")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
ID = re.compile(r"(?!(?:con|prn|aux|nul|com[1-9]|lpt[1-9])\Z)[a-z0-9]+(-[a-z0-9]+)*\Z")
"""A name for a file and a step of an address on every system: Windows keeps some for devices."""


def id_hint(id: str, words: str) -> str:
    """What to say of an id that is none; `words` say what ids are made of."""
    return "Windows keeps this name for a device: choose another" if is_device(id) else words


def read_site(text: str, path: str) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration, with defaults where the file is silent."""
    file = parse_yaml(text, path)
    if file.value is not None and not isinstance(file.value, dict):
        file.report("yaml", "the file is not a mapping", hint="write `key: value` lines, at least `title: …`")
        file.value = {}
    if file.problems and not file.value:
        # What the file says about rights is not known while it cannot be read.
        return Config(rights=Rights("none")), tuple(file.problems)
    fields = Fields(file)
    base_url = _base_url(fields)
    language = _language(fields, "language") or "en"
    theme, options = _theme(fields)
    config = Config(
        title=fields.text("title") or "Untitled archive",
        description=fields.text("description"),
        base_url=base_url,
        language=language,
        theme=theme,
        theme_options=options,
        rights=read_rights(fields, "rights", default="full"),
        known=tuple(_known(fields)),
        pages=_pages(fields),
        languages=fields.texts("languages"),
        publisher=fields.text("publisher"),
    )
    if not fields.has("title") and not file.problems:
        file.report(
            "field-missing", "`title` is missing", severity=WARNING, hint="add `title: …`, the name of the archive"
        )
    fields.raw("search")
    fields.unknown()
    return config, tuple(file.problems)


def read_rights(fields: Fields, key: str, default: str = "") -> Rights:
    """`rights: {publish, statement, holder}`; a bare word stands for `publish`."""
    value = fields.raw(key)
    if value is None:
        return Rights(default)
    if isinstance(value, str):
        return Rights(fields.choice(key, PUBLISH, "none"))
    if not isinstance(value, dict):
        fields.wrong(key, f"one of {', '.join(PUBLISH)}, or `key: value` lines such as publish: full")
        return Rights("none")
    inner = fields.inner(key)
    # Where the word is wrong the text is withheld: a typing error must not publish what it meant to hold back.
    publish = inner.choice("publish", PUBLISH, "none")
    statement, holder = inner.text("statement"), inner.text("holder")
    if inner.unknown() and not inner.has("publish"):
        return Rights("none", statement, holder)
    return Rights(publish if inner.has("publish") else default, statement, holder)


def _base_url(fields: Fields) -> str:
    url = fields.text("base_url")
    if not url:
        return ""
    if not is_web_address(url) or "?" in url or "#" in url:
        fields.wrong("base_url", "an absolute address such as https://archive.example/")
        return ""
    return url.rstrip("/") + "/"


def _language(fields: Fields, key: str) -> str:
    value = fields.text(key)
    if value and not LANGUAGE.match(value):
        fields.wrong(key, "a language tag (BCP 47) such as en, be or sr-Latn")
        return ""
    return value


def _theme(fields: Fields) -> tuple[str, tuple[tuple[str, str], ...]]:
    value = fields.raw("theme")
    if value is None or isinstance(value, str):
        return (value or "default"), ()
    inner = fields.inner("theme")
    name = inner.text("name") or "default"
    options = inner.inner("options") if inner.has("options") else None
    pairs = tuple((key, _word(value)) for key, value in sorted(options.mapping.items())) if options else ()
    inner.raw("options")
    inner.unknown()
    return name, pairs


def _word(value: object) -> str:
    """An option as it is written in YAML."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _pages(fields: Fields) -> tuple[str, ...]:
    if not fields.has("pages"):
        fields.raw("pages")
        return Config().pages
    names = fields.texts("pages")
    good = tuple(name for name in names if ID.match(name) and name not in RESERVED)
    if len(good) != len(names):
        fields.wrong("pages", "names of files in pages/, such as about, that the site does not use itself")
    return good


def _known(fields: Fields) -> list[Known]:
    out: list[Known] = []
    for index, value in fields.items("known"):
        if not isinstance(value, dict):
            fields.file.report(
                "field-type",
                "an entry of `known` must be a mapping",
                ("known", index),
                hint="{files: raw/*.txt, kind: …}",
            )
            continue
        entry = Fields(fields.file, ("known", index))
        pairs: list[tuple[str, str]] = []
        for name in KNOWN_FIELDS:
            if not entry.has(name):
                entry.raw(name)
                continue
            value_text = ", ".join(entry.texts(name)) if name in ("agency", "authors") else entry.text(name)
            if name == "date":
                try:
                    parse_edtf(value_text)
                except DateError as error:
                    fields.file.report(
                        "date", f"`date` is {value_text!r}", ("known", index, "date"), hint=str(error), severity=ERROR
                    )
                    continue
            pairs.append((name, value_text))
        files = entry.required("files", "which raw files this is about, for example raw/*.txt")
        line = fields.file.place("known", index)[0]
        certainty = entry.choice("certainty", ("probable",), "")
        known = Known(files, entry.text("title"), tuple(pairs), certainty, entry.text("why"), line)
        entry.unknown()
        if files:
            out.append(known)
    return out
