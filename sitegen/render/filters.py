"""What templates may do with a value beside printing it: small, pure, and always escaped.

Everything that a filter marks as safe is built here from escaped parts, or was sanitised by the room that read it
(`sanitised`).
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.messages import DateWords, Message, ntr, tr
from sitegen.render.interface import Interface

# Scripts written from right to left, by primary language subtag.
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
# What could end the element, end a line of a script, or turn the text around it.
_ACTIVE = "<>&\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x7f" + "".join(
    map(chr, range(0x80, 0xA0))
)
_JSON_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in _ACTIVE})
_SENTENCE_END = re.compile(r"(?<=\w{3}[.!?])\s+(?=[^\W\d_a-z])")


# What the reading room writes for its own links and times: a kind and a number, a date of EDTF.
_LABEL = re.compile(r'(<a [^<>]*\baria-label=")(Note|Paragraph|Section) (\d+)(?=")')
_TIME_TITLE = re.compile(r'(<time [^<>]*\btitle=")(probably )?([^<>" ]+)(?=")')
# HTML's <time> without `datetime` must itself read as a machine's date; said in words it is a plain span.
_TIME_ALONE = re.compile(r'<time( class="when" title="[^<>"]*")>(.*?)</time>', re.DOTALL)
_UNBROKEN = Markup("&nbsp;")


def json_ld(value: Any) -> Markup:
    """Data for a `<script type="application/ld+json">`: empty values left out, nothing in it can end the element."""
    text = json.dumps(_without_empty(value), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_JSON_ESCAPES))


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        cleaned = {str(key): _without_empty(item) for key, item in value.items()}
        kept = {key: item for key, item in cleaned.items() if item not in ("", None, [], {})}
        # A thing of which nothing but its type is known says nothing.
        return {} if set(kept) <= {"@type"} else kept
    if isinstance(value, (list, tuple)):
        return [item for item in map(_without_empty, value) if item not in ("", None, [], {})]
    return value


def web(address: str) -> str:
    """An address of the web as it is, or an empty text: only http and https may become links."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def host(address: str) -> str:
    """The host of an address as people write it: `theguardian.com`; with letters beyond ASCII, which may only look like
    those of another, also as machines do."""
    try:
        name = (urlsplit(address).hostname or "").removeprefix("www.")
        return name if name.isascii() else f"{name} ({name.encode('idna').decode()})"
    except ValueError:
        return ""


def lang(language: str, around: str = "") -> Markup:
    """The attributes ` lang="ru"` (and `dir` where it changes); nothing where the text around is in that language."""
    if not language or language == around or not _LANGUAGE.match(language):
        return Markup("")
    turned = _is_right_to_left(language) != _is_right_to_left(around)
    direction = (' dir="rtl"' if _is_right_to_left(language) else ' dir="ltr"') if turned else ""
    return Markup(' lang="{}"{}').format(language, Markup(direction))


def _is_right_to_left(language: str) -> bool:
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT


def percent(value: float, whole: float) -> str:
    """A share for SVG, short and the same on every machine: `12.5%`."""
    share = f"{100 * value / whole:.3f}" if whole else "0"
    return (share.rstrip("0").rstrip(".") if "." in share else share) + "%"


def authors_ld(names: tuple[str, ...], creators: tuple[str, ...]) -> list[dict[str, str]]:
    """Authors for JSON-LD: a person where the name has a family name (`creators` have it first), else an
    organisation."""
    pairs = zip(names, creators, strict=True)
    return [{"@type": "Organization" if creator == name else "Person", "name": name} for name, creator in pairs]


def opening(text: str) -> str:
    """The first sentence of a description, for narrow places."""
    return _SENTENCE_END.split(text, maxsplit=1)[0]


def safe_id(text: str) -> Markup:
    """A text as the value of an `id`: without white space."""
    return escape(re.sub(r"\s+", "-", text))


FILTERS: dict[str, Callable[..., Any]] = {
    "authors_ld": authors_ld, "host": host, "json_ld": json_ld, "lang": lang,
    "opening": opening, "percent": percent, "safe_id": safe_id, "web": web,
}  # fmt: skip

_COUNTED = {
    message.id.partition(" ")[2]: message
    for message in (
        ntr("{count} actor", "{count} actors", 1),
        ntr("{count} article", "{count} articles", 1),
        ntr("{count} day", "{count} days", 1),
        ntr("{count} event", "{count} events", 1),
        ntr("{count} field", "{count} fields", 1),
        ntr("{count} further article", "{count} further articles", 1),
        ntr("{count} further sentence", "{count} further sentences", 1),
        ntr("{count} further source", "{count} further sources", 1),
        ntr("{count} name", "{count} names", 1),
        ntr("{count} note", "{count} notes", 1),
        ntr("{count} other article", "{count} other articles", 1),
        ntr("{count} other", "{count} others", 1),
        ntr("{count} place", "{count} places", 1),
        ntr("{count} quotation", "{count} quotations", 1),
        ntr("{count} row", "{count} rows", 1),
        ntr("{count} silence", "{count} silences", 1),
        ntr("{count} source", "{count} sources", 1),
        ntr("{count} statement", "{count} statements", 1),
        ntr("{count} stretch", "{count} stretches", 1),
        ntr("{count} word", "{count} words", 1),
    )
}
"""What `counted` can count in other languages, by the English form for one."""


def interface_filters(interface: Interface) -> dict[str, Callable[..., Any]]:
    """Filters that print words or numbers of the site's language."""

    def counted(number: int, one: str, many: str = "") -> Markup:
        """`1 article`, `1,240 articles`; number and word are not parted at the end of a line."""
        known = _COUNTED.get(one)
        if known:
            text = escape(interface.words(Message(known.id, known.many, number, (("count", f"{number:,}"),))))
        else:
            text = Markup("{} {}").format(interface.number(number), one if number == 1 else many or f"{one}s")
        shown = escape(interface.number(number))
        return text.replace(f"{shown} ", shown + _UNBROKEN, 1)

    def lag(day: str, since: str) -> str:
        """How long after an event an article came out: `3 days later`; empty where a day is not known."""
        try:
            days = (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(since)).days
        except ValueError:
            return ""
        if days == 0:
            return str(interface.words(tr("the same day")))
        later = ntr("{count} day later", "{count} days later", days)
        before = ntr("{count} day before", "{count} days before", -days)
        return str(interface.words(later if days > 0 else before))

    def sentence(text: str) -> str:
        """A text with its first letter as a capital."""
        words = str(interface.words(text))
        return words[:1].upper() + words[1:]

    def written(day: str, pattern: str) -> str:
        """An ISO day by a pattern of the CLDR: `{{ "2020-08-16" | written("d MMMM") }}`."""
        return str(interface.words(DateWords(day, pattern)))

    def sanitised(html: str) -> Markup:
        """HTML that the reading room has put through the allow-list; its own labels are said in words."""
        timed = _TIME_TITLE.sub(time_title, _LABEL.sub(label, html))
        return Markup(_TIME_ALONE.sub(r"<span\1>\2</span>", timed))

    def label(found: re.Match[str]) -> str:
        words = {
            "Note": tr("Note {number}", number=found[3]),
            "Paragraph": tr("Paragraph {number}", number=found[3]),
            "Section": tr("Section {number}", number=found[3]),
        }
        return found[1] + str(escape(interface.words(words[found[2]])))

    def time_title(found: re.Match[str]) -> str:
        try:
            date = parse_edtf(found[3]).label
        except DateError:
            return found[0]
        words = tr("probably {date}", date=date) if found[2] else date
        return found[1] + str(escape(interface.words(words)))

    return {
        "counted": counted, "lag": lag, "sanitised": sanitised, "sentence": sentence, "thousands": interface.number,
        "written": written,
    }  # fmt: skip
