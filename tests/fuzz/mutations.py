"""Files made wrong in every way that bytes can be wrong, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Callable

TOKENS = [
    b"---\n", b"\n...\n", b": ", b"- ", b"- - - ", b"? ", b"| ", b">\n", b"&a ", b"*a", b"<<: *a\n",
    b"!!python/object:os.system ", b"{", b"}", b"[", b"]", b"[[[[[[", b"{a: {b: ", b"'", b'"', b"`", b"```\n", b"~~~",
    b"**", b"__", b"#", b"## ", b"> > > ", b"\\", b"no", b"yes", b"null", b"~", b"true", b"12:30", b"0o17", b"0x1f",
    b"1e999", b"-0", b".inf", b"99999999999999999999", b"2020-02-30", b"2020-XX", b"../..", b"2020-05-04/..",
    b"-9999", b"Y170000002", b"2020-05~", b"16th century", b"\t", b"\r", b"\r\n", b"\x00", b"\x0b", b"\x0c",
    b"\x1b[31m", b"\x7f", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xef\xbf\xbe",
    b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\xff\xfe", b"\xfe\xff", "\u202e".encode(),
    "\u2066".encode(), "\u200b".encode(), "\u0301".encode() * 9, "ﷺ".encode(), "İ".encode(), "ß".encode(),
    "🇧🇾".encode(), "\u00ad".encode(), "\u3000".encode(), "“".encode(), "«".encode(), "—".encode(), "…".encode(),
    "№".encode(), b"<script>", b"</script>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<p>", b"</p>", b"<table><tr>",
    b"<svg>", b"<template>", b"&#0;", b"&#xD800;", b"&#1114112;", b"&amp;amp;", b"&lt", b"<a href='javascript:1'>",
    b"<base href=x>", b"<plaintext>", b"{{ 7*7 }}", b"{% raw %}", b"../../x", b"/etc/passwd", b"CON", b"a.",
    b"http://[", b"https://a.example:99999/", b"http://\xd0\xb0", b"[a](", b"![", b"[a]: b\n", b"|a|b|\n|-|-|\n",
    b"1) ", b"999999999. ", b"* * *\n", b"Ada Berg", b"2020-05-04-sound-0", b"By ", b"(Reuters) - ", b"Photo: ",
    b"Share this article\n", b"Leave a Reply\n", b"at least 12 people", b"$1.5 billion", b"5 percent", b"on Monday",
    b"May 4, 2020", b"four of them", b"he said", b"title: ", b"date: ", b"rights: none\n", b"risk: pseudonymise\n",
    b"quote: {exact: x}\n", b"\xd0\x9c\xd0\xb0\xd0\xb9 ", b'boundary="B1"', b"--B1--\n", b"Content-Length: -1\r\n",
    b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b'"@type":', b"\\u0000", b"\\ud800",
]  # fmt: skip


def flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 3, 20))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def noise(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) + 1)
    data[at : at + rng.randrange(20)] = rng.randbytes(rng.randrange(1, 30))


def splice(data: bytearray, rng: random.Random) -> None:
    a, b = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    at = rng.randrange(len(data) + 1)
    data[at:at] = data[a:b]


def cut(data: bytearray, rng: random.Random) -> None:
    a, b = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    del data[a : b if rng.random() < 0.7 else len(data)]


def repeat(data: bytearray, rng: random.Random) -> None:
    a = rng.randrange(len(data) + 1)
    piece = bytes(data[a : a + rng.randrange(1, 40)])
    data[a:a] = piece * min(rng.choice((3, 50, 600)), 20_000 // max(1, len(piece)))


def token(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 2, 6))):
        at = rng.randrange(len(data) + 1)
        data[at:at] = rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 40))


def instead(data: bytearray, rng: random.Random) -> None:
    """A token in the place of a word: wrong values where right ones stood."""
    words = [part for part in bytes(data).split() if part]
    if words:
        word = rng.choice(words)
        at = bytes(data).find(word)
        data[at : at + len(word)] = rng.choice(TOKENS)


def lines(data: bytearray, rng: random.Random) -> None:
    rows = bytes(data).split(b"\n")
    kind = rng.randrange(4)
    a, b = rng.randrange(len(rows)), rng.randrange(len(rows))
    if kind == 0:
        rows[a], rows[b] = rows[b], rows[a]
    elif kind == 1:
        rows.insert(b, rows[a])
    elif kind == 2:
        rows[a] = b" " * rng.randrange(1, 9) + rows[a]
    else:
        rng.shuffle(rows)
    data[:] = b"\n".join(rows)


def coded(data: bytearray, rng: random.Random) -> None:
    """Another encoding, of all or of a part only."""
    text = bytes(data).decode("utf-8", "replace")
    name = rng.choice(["utf-16", "utf-16-be", "utf-32", "cp1251", "koi8-r", "latin-1", "cp866", "utf-7", "shift_jis"])
    half = len(text) // 2 if rng.random() < 0.5 else 0
    data[:] = text[:half].encode() + text[half:].encode(name, "replace")


KINDS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip, noise, splice, cut, repeat, token, token, instead, instead, lines, coded,
)  # fmt: skip


def mutated(seeds: list[bytes], rng: random.Random) -> bytes:
    """One of the seeds after one to five changes; at times two of them joined."""
    data = bytearray(rng.choice(seeds))
    if rng.random() < 0.1:
        other = rng.choice(seeds)
        data[rng.randrange(len(data) + 1) :] = other[rng.randrange(len(other) + 1) :]
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        if not data:
            data += rng.choice(TOKENS)
        rng.choice(KINDS)(data, rng)
        del data[200_000:]
    return bytes(data)
