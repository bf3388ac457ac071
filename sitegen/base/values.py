"""Frozen dataclasses as data: one canonical form that is hashed, stored and read again.

What is hashed and what is stored are the same bytes: JSON of nested lists, a dataclass being the list of its fields
in order. There is no pickle: an archive that somebody hands over may bring its cache along, and a cache must not be
able to run code. `repr` and `pickle` were the alternatives: the one has no way back, the other none that is safe.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Nested lists, dicts with string keys and scalars; tuples become lists, dataclasses lists of their fields."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None or kind is float:
        return value
    if kind is tuple or kind is list:
        return [to_plain(item) for item in value]
    if kind is dict:
        return {str(key): to_plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind):
        return [to_plain(getattr(value, name)) for name in _field_names(kind)]
    if kind is frozenset or kind is set:
        return sorted(to_plain(item) for item in value)
    if isinstance(value, str):
        # A text that knows more of itself (how it is said in other languages) is that text and all it knows.
        return [str.__str__(value), *to_plain(value.__reduce__()[1])]
    raise TypeError(f"{kind.__name__} is not a value")


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def encode(value: Any) -> bytes:
    """Canonical bytes of a value: the same for equal values in every run and on every machine."""
    plain = to_plain(value)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "surrogatepass")


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
        return typing.cast(T, _reader(typing.cast(Any, kind))(json.loads(data)))
    except (TypeError, KeyError, IndexError, AttributeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"not a {getattr(kind, '__name__', kind)}: {error}") from error


@functools.cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """A function from plain data to the type; made once for each type."""
    if kind in (str, int, bool, float):
        return functools.partial(_scalar, kind)
    if kind is Any:
        return lambda plain: plain
    if kind is type(None):
        return _none
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            item = _reader(arguments[0])
            return lambda plain: tuple(item(entry) for entry in _list(plain))
        items = [_reader(argument) for argument in arguments]
        return lambda plain: tuple(read(entry) for read, entry in zip(items, _list(plain), strict=True))
    if origin is dict:
        item = _reader(arguments[1])
        return lambda plain: {key: item(entry) for key, entry in plain.items()}
    if origin is frozenset:
        item = _reader(arguments[0])
        return lambda plain: frozenset(item(entry) for entry in _list(plain))
    if origin in (typing.Union, types.UnionType):
        others = [_reader(argument) for argument in arguments if argument is not type(None)]
        if len(others) != 1:
            raise TypeError(f"a union of several types cannot be stored: {kind}")
        return lambda plain: None if plain is None else others[0](plain)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        readers = [_reader(hints[name]) for name in _field_names(typing.cast(type, kind))]

        def read_fields(plain: Any) -> Any:
            return typing.cast(Callable[..., Any], kind)(
                *[read(entry) for read, entry in zip(readers, _list(plain), strict=True)]
            )

        return read_fields
    raise TypeError(f"no way to read a {kind}")


def _scalar(kind: type, plain: Any) -> Any:
    if type(plain) is not kind and not (kind is float and type(plain) is int):
        raise TypeError(f"{plain!r} is not a {kind.__name__}")
    return plain


def _none(plain: Any) -> None:
    if plain is not None:
        raise TypeError(f"{plain!r} is not null")


def _list(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError("a list was expected")
    return plain
