"""Files that hold pages of the web → those pages, one at a time: MHTML, WARC, WACZ. The one door to warcio.

MHTML is RFC 2557 (a MIME message; browsers add `Snapshot-Content-Location`), WARC is ISO 28500 (WARC/1.0 and 1.1), WACZ
is a zip with WARCs in `archive/` (Webrecorder's specification 1.1.1). They are read from an open file, record after
record, so that memory does not grow with the size of the file.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from sitegen.base.problems import WARNING, Problem
from sitegen.model.draft import RawFile

SUFFIXES = (".mhtml", ".mht", ".warc", ".warc.gz", ".wacz")
LARGEST_PAGE = 32_000_000
_LARGEST_MESSAGE = 128_000_000
_MOST_MEMBERS = 200_000
_FRONT = re.compile(r"https?://[^/]+/?(?:index\.\w{2,5}|home|default\.\w{2,5})?(?:[?#].*)?\Z", re.IGNORECASE)
_RECORD_END = 4
"""A record's two line ends, which no length counts."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def is_container(name: str) -> bool:
    """Whether a file of this name holds pages rather than being one."""
    return name.lower().endswith(SUFFIXES)


def members(name: str, stream: IO[bytes], size: int, sha256: str) -> Iterator[RawFile | Problem]:
    """The pages of a container in its order, and what is wrong with it; it never raises for what the bytes are.

    Args:
        name: the container's path, as records name it.
        stream: the file, open for reading at its beginning; a WACZ needs one that can seek.
        size: its length in bytes.
        sha256: its digest: the fixity of every page in it.

    Raises:
        OSError: the file cannot be read.
    """
    lower = name.lower()
    if not size:
        yield Problem("raw-empty", "this file is empty", name, hint="save the page again, or remove the file")
        return
    try:
        if lower.endswith((".mhtml", ".mht")):
            yield from _message(name, stream, size, sha256)
        elif lower.endswith(".wacz"):
            yield from _zipped(name, stream, sha256)
        else:
            yield from _warc(name, "", stream, size, sha256)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        yield _damaged(name, f"the file cannot be read: {error}")


def is_front(url: str) -> bool:
    """Whether an address is a site's front page: it shows many articles and is none."""
    return bool(_FRONT.match(url))


def _damaged(name: str, what: str) -> Problem:
    hint = "the pages before this place are cleaned; save or download the file again"
    return Problem("raw-damaged", what, name, severity=WARNING, hint=hint)


# MHTML -------------------------------------------------------------------------------------------------------------


def _message(name: str, stream: IO[bytes], size: int, sha256: str) -> Iterator[RawFile | Problem]:
    # Loaded when the first such file is cleaned.
    import email
    from email.policy import compat32
    from email.utils import parsedate_to_datetime

    if size > _LARGEST_MESSAGE:
        yield Problem("raw-large", f"this file is too large to be a page ({size // 1_000_000} MB)", name,
                      hint="save the page without its pictures and films")  # fmt: skip
        return
    message = email.message_from_binary_file(stream, policy=compat32)
    parts = [part for part in message.walk() if part.get_content_type() in _PAGE_TYPES]
    root = message.get_param("start")
    chosen = next((part for part in parts if root and part.get("Content-ID") == root), parts[0] if parts else None)
    data = chosen.get_payload(decode=True) if chosen is not None else None
    if chosen is None or not isinstance(data, bytes):
        yield _damaged(name, "no page was found in this file")
        return
    address = message.get("Snapshot-Content-Location") or chosen.get("Content-Location") or ""
    address = "".join(str(address).split())
    saved = ""
    with contextlib.suppress(TypeError, ValueError, IndexError):
        saved = parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    charset = str(chosen.get_param("charset") or "")
    yield RawFile(name, data, sha256, address if address.startswith("http") else "", charset, "", saved)


# WARC and WACZ -----------------------------------------------------------------------------------------------------


def _zipped(name: str, stream: IO[bytes], sha256: str) -> Iterator[RawFile | Problem]:
    with zipfile.ZipFile(stream) as archive:
        found = [info for info in archive.infolist() if info.filename.lower().endswith((".warc", ".warc.gz"))]
        if not found:
            yield _damaged(name, "there is no WARC in this file")
        for info in found:
            with archive.open(info) as inner:
                yield from _warc(name, info.filename, inner, info.file_size, sha256)


def _warc(name: str, inner: str, stream: IO[bytes], size: int, sha256: str) -> Iterator[RawFile | Problem]:
    # Loaded when the first WARC is cleaned.
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    where = f"{inner}: " if inner else ""
    seen: set[str] = set()
    end = count = 0
    records = ArchiveIterator(stream)
    while count < _MOST_MEMBERS:
        try:
            with _silence():
                record = next(records, None)
            if record is None:
                break
            if record.format != "warc":
                yield _damaged(name, f"{where}the record at byte {end} cannot be read: it is no WARC record")
                return
            if record.length is None or not record.rec_type:
                # Headers without sense; where the next record begins, the reader finds by itself.
                with _silence():
                    place = int(records.get_record_offset())
                yield _damaged(name, f"{where}the record at byte {place} cannot be read")
                end = size
                continue
            page = _page(record, seen)
            # Asked only now: what tells the place reads the record to its end.
            with _silence():
                offset, length = int(records.get_record_offset()), int(records.get_record_length() or 0)
            if getattr(record.raw_stream, "limit", 0):
                end = offset
                break
            end = offset + length
            if page is not None:
                url, data, charset = page
                headers = record.rec_headers
                ident = (headers.get_header("WARC-Record-ID") or f"offset {offset}").strip("<>")
                day = _DAY.match(headers.get_header("WARC-Date") or "")
                member = f"{inner}#{ident}" if inner else ident
                count += 1
                yield RawFile(name, data, sha256, url, charset, member, day.group() if day else "")
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, KeyError, AttributeError, TypeError) as error:
            yield _damaged(name, f"{where}the record at byte {end} cannot be read: {str(error)[:80]}")
            return
    if end < size - _RECORD_END:
        yield _damaged(name, f"{where}the file is cut in the record at byte {end}")


def _silence() -> contextlib.redirect_stderr[io.StringIO]:
    """Around what reads on: what it thinks of damage it prints; here the place is told."""
    return contextlib.redirect_stderr(io.StringIO())


def _page(record: object, seen: set[str]) -> tuple[str, bytes, str] | None:
    """Address, bytes and charset of a record that may hold an article; None for pictures, redirects, front pages."""
    kind = getattr(record, "rec_type", "")
    headers = getattr(record, "rec_headers", None)
    answer = getattr(record, "http_headers", None)
    if kind not in ("response", "resource") or headers is None:
        return None
    url = headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<> ")
    media = ""
    if kind == "response":
        if answer is None or answer.get_statuscode() != "200":
            return None
        media = answer.get_header("Content-Type") or ""
    else:
        media = headers.get_header("Content-Type") or ""
    if not media.lower().startswith(_PAGE_TYPES) or not url.startswith("http") or is_front(url):
        return None
    key = url.partition("#")[0]
    if key in seen:
        return None
    seen.add(key)
    stream = record.content_stream()  # type: ignore[attr-defined]
    pieces: list[bytes] = []
    room = LARGEST_PAGE
    # A read gives what is in the buffer, not all that was asked for.
    while room > 0 and (piece := stream.read(min(room, 1 << 16))):
        pieces.append(piece)
        room -= len(piece)
    data = b"".join(pieces)
    charset = _CHARSET.search(media)
    return url, data, charset.group(1) if charset else ""
