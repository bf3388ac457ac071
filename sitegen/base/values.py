"""Frozen dataclasses as data: one canonical form that is hashed, stored and read again. The one door to msgspec.

What is hashed and what is stored are the same bytes: JSON, a dataclass being an object of its fields in order. There
is no pickle: an archive that somebody hands over may bring its cache along, and a cache must not be able to run code.
`repr` and `pickle` were the alternatives: the one has no way back, the other none that is safe.
"""

from __future__ import annotations

import functools
import hashlib
import json
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_ESCAPED = b"\0"
"""Before bytes of a text with half a surrogate pair, which UTF-8 has no bytes for: its JSON is all ASCII."""


def encode(value: Any) -> bytes:
    """Canonical bytes of a value: the same for equal values in every run and on every machine.

    Raises:
        TypeError: something in it is not a value.
    """
    try:
        return msgspec.json.encode(value, enc_hook=_told, order="deterministic")
    except UnicodeEncodeError:
        return _ESCAPED + json.dumps(msgspec.to_builtins(value, enc_hook=_told, order="deterministic")).encode()


def digest(value: Any) -> str:
    """Digest of a value's canonical bytes, 32 hexadecimal digits; the type's name is part of it."""
    state = hashlib.blake2b(type(value).__name__.encode() + b"\0", digest_size=16)
    state.update(encode(value))
    return state.hexdigest()


def decode(kind: type[T], data: bytes) -> T:
    """The value of the given type from its canonical bytes.

    Raises:
        ValueError: the bytes are not of this type (a damaged cache, or one of another version).
    """
    try:
        if data.startswith(_ESCAPED):
            return msgspec.convert(json.loads(data[1:]), kind)
        decoder: Any = _decoder  # a type is hashable, which mypy does not know of every `type[T]`
        found: T = decoder(kind).decode(data)
        return found
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"not a {getattr(kind, '__name__', kind)}: {error}") from error


@functools.cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def _told(value: Any) -> Any:
    """A text that knows more of itself (how it is said in other languages) is that text and all it knows."""
    if isinstance(value, str):
        return [str.__str__(value), *value.__reduce__()[1]]
    raise TypeError(f"{type(value).__name__} is not a value")
