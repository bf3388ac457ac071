"""actors/, sources/, places/ and events/ → authority records."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from sitegen.base.problems import WARNING, Problem
from sitegen.base.signs import disguise_in
from sitegen.base.yamlfile import Fields, YamlFile, parse_yaml
from sitegen.model.authority import ACTOR_TYPES, RISKS, SOURCE_TYPES, Actor, Event, Name, Place, Position, Source
from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.refs import Ref
from sitegen.read.addresses import is_web_address
from sitegen.read.site import ID, LANGUAGE, id_hint, read_rights

T = TypeVar("T")
_NAME_LIMIT = 500


def read_actor(text: str, path: str, id: str) -> tuple[Actor | None, tuple[Problem, ...]]:
    """actors/<id>.yaml."""
    return _record(text, path, id, _actor)


def read_source(text: str, path: str, id: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """sources/<id>.yaml."""
    return _record(text, path, id, _source)


def read_place(text: str, path: str, id: str) -> tuple[Place | None, tuple[Problem, ...]]:
    """places/<id>.yaml."""
    return _record(text, path, id, _place)


def read_event(text: str, path: str, id: str) -> tuple[Event | None, tuple[Problem, ...]]:
    """events/<id>.yaml."""
    return _record(text, path, id, _event)


def _record(
    text: str, path: str, id: str, build: Callable[[Fields, str], T | None]
) -> tuple[T | None, tuple[Problem, ...]]:
    file = parse_yaml(text, path)
    if not ID.match(id):
        file.report(
            "id",
            f"{id!r} is not a good name for a record",
            hint=id_hint(id, "ids are file names: lower-case ASCII letters, digits, hyphens"),
        )
        return None, tuple(file.problems)
    if not isinstance(file.value, dict):
        if not file.problems:
            file.report(
                "yaml", "the file is empty or not a mapping", hint="write `name: …` and further `key: value` lines"
            )
        return None, tuple(file.problems)
    return build(Fields(file), id), tuple(file.problems)


def read_names(fields: Fields, key: str) -> tuple[Name, ...]:
    """`names:` a list of texts or of {text, language, scheme}."""
    out: list[Name] = []
    for index, value in fields.items(key, "a list of names"):
        if isinstance(value, dict):
            entry = Fields(fields.file, (*fields.keys, key, index))
            text = entry.required("text", "the name")
            name = Name(text, _language(entry), entry.text("scheme"))
            entry.unknown()
        elif isinstance(value, str):
            name = Name(value.strip())
        else:
            fields.file.report(
                "field-type", "a name is not a text", (*fields.keys, key, index), hint="put it in quotation marks"
            )
            continue
        if (name.text or isinstance(value, str)) and _is_usable(name.text, fields.file, (*fields.keys, key, index)):
            out.append(name)
    return tuple(out)


def _is_usable(text: str, file: YamlFile, keys: tuple[str | int, ...]) -> bool:
    if len(re.findall(r"\w", text)) < 2:
        file.report(
            "name-short",
            f"the name {text!r} is too short to be found in a text",
            keys,
            hint="a name has at least two letters",
        )
        return False
    _tell_disguise(text, file, keys)
    if len(text) > _NAME_LIMIT:
        file.report("name-long", f"a name of {len(text)} characters", keys, hint=f"names have at most {_NAME_LIMIT}")
        return False
    return True


def _tell_disguise(text: str, file: YamlFile, keys: tuple[str | int, ...]) -> None:
    odd = disguise_in(text)
    if odd:
        hint = "type the name anew; if it is meant so, nothing more needs to be done"
        file.report("name-disguised", f"{text!r} is not what it looks like: {odd}", keys, hint=hint, severity=WARNING)


def refs_to(fields: Fields, key: str, kind: str) -> list[Ref]:
    """Where the texts of one field stand."""
    value = fields.mapping.get(key)
    if isinstance(value, str):
        places: list[tuple[str, tuple[str | int, ...]]] = [(value, (key,))]
    elif isinstance(value, list):
        places = [(item, (key, index)) for index, item in enumerate(value) if isinstance(item, str)]
        places += [
            (item["text"], (key, index, "text"))
            for index, item in enumerate(value)
            if isinstance(item, dict) and isinstance(item.get("text"), str)
        ]
    else:
        places = []
    out: list[Ref] = []
    for text, keys in places:
        line, column = fields.file.place(*fields.keys, *keys)
        out.append(Ref(kind, text.strip(), fields.file.path, line, column, fields.file.line(line)))
    return out


def _edtf(fields: Fields, key: str) -> str:
    value = fields.text(key)
    if not value:
        return ""
    try:
        return parse_edtf(value).text
    except DateError as error:
        fields.file.report("date", f"`{key}` is {value!r}", (*fields.keys, key), hint=str(error))
        return ""


def _ids(fields: Fields) -> tuple[tuple[str, str], ...]:
    if not fields.has("ids"):
        fields.raw("ids")
        return ()
    inner = fields.inner("ids")
    return tuple((key, inner.text(key)) for key in inner.mapping if inner.text(key))


def _actor(fields: Fields, id: str) -> Actor | None:
    name = fields.required("name", "the form that the site prints")
    type_ = fields.choice("type", ACTOR_TYPES, "")
    if not fields.has("type"):
        fields.required("type", f"one of {', '.join(ACTOR_TYPES)}")
    positions: list[Position] = []
    for index, value in fields.items("positions"):
        if not isinstance(value, dict):
            fields.file.report(
                "field-type", "a position must be a mapping", ("positions", index), hint="{title: …, from: 1994-07-20}"
            )
            continue
        entry = Fields(fields.file, ("positions", index))
        positions.append(
            Position(entry.required("title", "the office or role"), _edtf(entry, "from"), _edtf(entry, "to"))
        )
        entry.unknown()
    # A word that is not understood protects: a typing error must not publish the name it meant to hide.
    risk = fields.choice("risk", RISKS, "pseudonymise" if fields.has("risk") else "none")
    actor = Actor(
        id,
        name,
        type_ or "person",
        read_names(fields, "names"),
        fields.texts("search_only"),
        tuple(positions),
        _ids(fields),
        fields.text("description"),
        risk,
        fields.file.path,
        tuple(refs_to(fields, "name", "name") + refs_to(fields, "names", "name")),
    )
    fields.unknown()
    return actor if name and _is_usable(name, fields.file, ("name",)) else None


def _language(fields: Fields) -> str:
    language = fields.text("language")
    if language and not LANGUAGE.match(language):
        fields.wrong("language", "a language tag (BCP 47) such as be")
        return ""
    return language


def _source(fields: Fields, id: str) -> Source | None:
    name = fields.required("name", "the outlet's or agency's name as the site prints it")
    url = fields.text("url")
    if url and not is_web_address(url):
        fields.wrong("url", "an address that begins with http:// or https://", code="address")
        url = ""
    source = Source(
        id,
        name,
        fields.choice("type", SOURCE_TYPES, "outlet"),
        read_names(fields, "names"),
        fields.text("country"),
        _language(fields),
        url,
        fields.texts("hosts"),
        fields.text("description"),
        read_rights(fields, "rights"),
        fields.texts("furniture"),
        fields.file.path,
    )
    fields.raw("ids")
    fields.unknown()
    _tell_disguise(name, fields.file, ("name",))
    return source if name else None


def _place(fields: Fields, id: str) -> Place | None:
    name = fields.required("name", "the place's name as the site prints it")
    latitude = longitude = None
    pair = fields.raw("coordinates")
    if pair is not None:
        good = (
            isinstance(pair, list)
            and len(pair) == 2
            and all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in pair)
        )
        if good and abs(pair[0]) <= 90 and abs(pair[1]) <= 180:
            latitude, longitude = float(pair[0]), float(pair[1])
        else:
            fields.wrong("coordinates", "[latitude, longitude] in degrees, for example [53.9, 27.567]")
    place = Place(
        id,
        name,
        read_names(fields, "names"),
        fields.text("country"),
        latitude,
        longitude,
        fields.text("description"),
        fields.file.path,
        tuple(refs_to(fields, "name", "name") + refs_to(fields, "names", "name")),
    )
    fields.raw("ids")
    fields.unknown()
    return place if name and _is_usable(name, fields.file, ("name",)) else None


def _event(fields: Fields, id: str) -> Event | None:
    title = fields.required("title", "what happened, in a few words")
    text = fields.required("date", "when it happened, EDTF such as 2020-08-16 or 2020-08-27/2020-08-28")
    date = None
    if text:
        try:
            date = parse_edtf(text)
        except DateError as error:
            fields.file.report("date", f"`date` is {text!r}", ("date",), hint=str(error))
    event = (
        Event(
            id,
            title,
            date,
            fields.text("place"),
            fields.texts("actors"),
            fields.texts("articles"),
            fields.text("part_of"),
            fields.text("summary"),
            fields.file.path,
            tuple(
                refs_to(fields, "place", "place")
                + refs_to(fields, "actors", "actor")
                + refs_to(fields, "articles", "article")
                + refs_to(fields, "part_of", "event")
            ),
        )
        if date
        else None
    )
    for key in ("place", "actors", "articles", "part_of", "summary", "ids"):
        fields.raw(key)
    fields.unknown()
    return event if title else None
