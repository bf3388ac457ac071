"""Frozen dataclasses as data: one canonical form that is hashed, stored and read again. The one door to msgspec.

What is hashed and what is stored are the same bytes: JSON, a dataclass being an object of its fields in order. There
is no pickle: an archive that somebody hands over may bring its cache along, and a cache must not be able to run code.
`repr` and `pickle` were the alternatives: the one has no way back, the other none that is safe.
"""

from __future__ import annotations

import dataclasses
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


def lasting_digest(value: Any) -> str:
    """Digest of a value that people keep (in citations, editions, addresses): 32 hexadecimal digits.

    Of a form of its own, which no faster way of storing values may ever change: JSON of nested lists, a dataclass being
    the list of its fields in order, before it the type's name.
    """
    plain = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    data = type(value).__name__.encode() + b"\0" + plain.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _plain(value: Any) -> Any:
    """Nested lists, dicts with string keys and scalars; tuples become lists, dataclasses lists of their fields."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None or kind is float:
        return value
    if kind is tuple or kind is list:
        return [_plain(item) for item in value]
    if kind is dict:
        return {str(key): _plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(kind)]
    if kind is frozenset or kind is set:
        return sorted(_plain(item) for item in value)
    return _plain(_told(value))


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
