"""Passages that two texts share, found by digests of their words and then compared word by word.

`shingle_digests` is what is kept of each text: two texts with a common run of twelve words have a digest in common.
`shared_passages` says exactly what they share, `word_changes` what each changed. It holds no texts and knows no
archive; which pairs are worth comparing is for others to find out from the digests.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import heapq
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.annotate.remembered import Remembered
from sitegen.base.text import fold

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+[\"'”’»“)\]]*|\n+|\Z)\s*")
_SPACED = re.compile(r"\s*\S+\s*|\s+")
_GRAM = 5
LEAST_WORDS = 12
# Multiply-add hashing of vectors (Dietzfelbinger 1996): the upper half of 64 bits.
_ODD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
_UPPER = 0xFFFFFFFF00000000
_CLOSED, _NEITHER = 2**29, 2**30
# Every window of so many grams keeps one digest: twelve words have eight grams (Schleimer, Wilkerson, Aiken: t = 12).
_WINDOW = LEAST_WORDS - _GRAM + 1
# Of a gram that stands in a text more often than this (a refrain, a table) only the first places are compared,
# and a run is followed through it only so many words..
_MOST_PLACES = 16
_MOST_EXTENDED = 64
# A sentence pair with more words than this is shown as replaced as a whole: difflib is quadratic at worst.
_MOST_COMPARED = 400
_MOST_SENTENCES = 2000

KEPT, REMOVED, ADDED = "kept", "removed", "added"


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A run of words that stands in both texts; punctuation and case aside."""

    start_a: int
    """In characters, as the other three."""
    end_a: int
    start_b: int
    end_b: int
    words: int


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the first text that stands in the second (`kept`), does not (`removed`), or is new there (`added`)."""

    kind: str
    text: str
    """As printed, white space and all: the kept and removed pieces make the first text, in their order."""


def shingle_digests(text: str) -> tuple[int, ...]:
    """A sample of the hashes of a text's five-word runs, 32 bits each, sorted, every one once.

    Method: winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003). Of every eight neighbouring runs the lowest in rank
    is kept, so that any twelve words in common leave a digest in common. Runs whose own lowest word is in their middle
    come first in rank (the idea of open-closed minimizers): about one digest for 5.7 words, where rank by hash alone
    gives one for 4.5. A text of fewer than twelve words keeps one digest; one of fewer than five has none. Of 32 bits,
    because whoever pairs texts asks for two digests in common: by chance two of a million texts have them.
    """
    words = list(itertools.chain.from_iterable(map(_WORD_DIGESTS.__getitem__, text.split())))
    p, q, r, s, t = _ODD
    kept = [words[index : index + _GRAM] for index in _winnowed(_ranks(words))]
    return tuple(sorted({(a * p + b * q + c * r + d * s + e * t & _UPPER) >> 32 for a, b, c, d, e in kept}))


@functools.lru_cache(maxsize=4)
def _words(text: str) -> tuple[list[str], list[int], list[int]]:
    """The folded words of a text and where each begins and ends; of the last few texts kept, for what is asked next."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        words.append(fold(match.group()))
        starts.append(match.start())
        ends.append(match.end())
    return words, starts, ends


def _digests(printed: str) -> tuple[int, ...]:
    """A hash of each word in what stands between two spaces, the same in every run of the program, unlike Python's own.

    Of 29 bits, because Python calculates with small numbers faster.
    """
    folded = (fold(word).encode("utf-8", "surrogatepass") for word in _WORD.findall(printed))
    digests = (hashlib.blake2b(word, digest_size=4).digest() for word in folded)
    return tuple(int.from_bytes(digest, "big") >> 3 for digest in digests)


_WORD_DIGESTS = Remembered(_digests)


def _ranks(words: Sequence[int]) -> list[int]:
    """The rank of every run of five words: where its lowest word stands, then that word (or the middle one)."""
    return [
        c if b > c <= d and a > c <= e else a + _CLOSED if b > a <= c and a <= d and a <= e else c + _NEITHER
        for a, b, c, d, e in zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    ]


def _winnowed(ranks: Sequence[int]) -> list[int]:
    """The index of the lowest rank of each window (the last of equal ones)."""
    if not ranks:
        return []
    last, end, out = _lowest(ranks, 0, _WINDOW), len(ranks), []
    while True:
        out.append(last)
        rank = ranks[last]
        following = last + 1
        for other in ranks[following : last + _WINDOW]:
            if other <= rank:
                last = following
                break
            following += 1
        else:
            if last + _WINDOW >= end:
                return out
            last = _lowest(ranks, last + 1, last + 1 + _WINDOW)


def _lowest(ranks: Sequence[int], start: int, stop: int) -> int:
    window = ranks[start:stop]
    return start + len(window) - 1 - window[::-1].index(min(window))


@functools.lru_cache(maxsize=2)
def shared_passages(a: str, b: str, least_words: int = LEAST_WORDS) -> tuple[SharedPassage, ...]:
    """The runs of at least so many words that stand in both texts, in the order of the first.

    Each run is as long as it can be; none overlaps another in either text, the longest are taken first. Words are
    compared folded, what stands between them is not. The time is linear in the texts but for a bounded factor.
    """
    words_a, starts_a, ends_a = _words(a)
    words_b, starts_b, ends_b = _words(b)
    least = max(1, least_words)
    runs = _disjoint(_common_runs(words_a, words_b, least), len(words_a), len(words_b), least)
    return tuple(
        SharedPassage(starts_a[i], ends_a[i + n - 1], starts_b[j], ends_b[j + n - 1], n) for i, j, n in sorted(runs)
    )


def common_share(a: str, b: str) -> float:
    """The share of the shorter text's words that stand in passages shared with the other; 0 where it has none."""
    shorter = min(len(_words(a)[0]), len(_words(b)[0]))
    return sum(passage.words for passage in shared_passages(a, b)) / shorter if shorter else 0.0


def _places(words: Sequence[str], size: int) -> dict[tuple[str, ...], list[int]]:
    """Where each run of so many words stands; of a frequent one its first places."""
    out: dict[tuple[str, ...], list[int]] = {}
    for index in range(len(words) - size + 1):
        places = out.setdefault(tuple(words[index : index + size]), [])
        if len(places) < _MOST_PLACES:
            places.append(index)
    return out


def _common_runs(a: Sequence[str], b: Sequence[str], least: int) -> list[tuple[int, int, int]]:
    """Maximal runs in both: first word in each, number of words.

    From the end of the first text backwards; on each diagonal (difference of places) the run that was met last is
    known, so that a run grows by one word without being compared again.
    """
    size = min(_GRAM, least)
    places = _places(b, size)
    last: dict[int, tuple[int, int]] = {}
    out: list[tuple[int, int, int]] = []
    for i in range(len(a) - size, -1, -1):
        for j in places.get(tuple(a[i : i + size]), ()):
            start, end = last.get(j - i, (-1, -1))
            if start != i + 1:
                if end >= least + start >= least:
                    out.append((start, start + j - i, end - start))
                end = _run_end(a, b, i + size, j + size, start, end)
            last[j - i] = (i, end)
    out += [(start, start + shift, end - start) for shift, (start, end) in last.items() if end - start >= least]
    return out


def _run_end(a: Sequence[str], b: Sequence[str], i: int, j: int, start: int, end: int) -> int:
    """Where a run ends whose next gram was not among the places: at once, but for grams that are too frequent."""
    most = min(len(a), len(b) - j + i, i + _MOST_EXTENDED)
    while i < most and a[i] == b[j]:
        i, j = i + 1, j + 1
    return end if start >= 0 and start <= i <= end else i


def _disjoint(runs: list[tuple[int, int, int]], length_a: int, length_b: int, least: int) -> list[tuple[int, int, int]]:
    """The longest runs first, each without the words that a longer one has taken."""
    taken_a, taken_b = bytearray(length_a), bytearray(length_b)
    heap = [(-length, i, j) for i, j, length in runs]
    heapq.heapify(heap)
    out: list[tuple[int, int, int]] = []
    while heap:
        negative, i, j = heapq.heappop(heap)
        free_i, free_j, length = _free(taken_a, taken_b, i, j, -negative)
        if length < least:
            continue
        if length < -negative:
            heapq.heappush(heap, (-length, free_i, free_j))
            continue
        taken_a[i : i + length] = b"\1" * length
        taken_b[j : j + length] = b"\1" * length
        out.append((i, j, length))
    return out


def _free(taken_a: bytearray, taken_b: bytearray, i: int, j: int, length: int) -> tuple[int, int, int]:
    """What is left of a run when words at its ends are taken; what is taken is longer and so never lies inside."""
    for taken, start in ((taken_a, i), (taken_b, j)):
        skip = taken.find(0, start, start + length) - start
        if skip < 0:
            return i, j, 0
        i, j, length = i + skip, j + skip, length - skip
    for taken, start in ((taken_a, i), (taken_b, j)):
        stop = taken.find(1, start, start + length)
        length = stop - start if stop >= 0 else length
    return i, j, length


def word_changes(a: str, b: str) -> tuple[Change, ...]:
    """What the second text keeps of the first, leaves out and adds, in the order of reading.

    Sentences are compared first, then the words of those that differ (Ratcliff, Obershelp, as in Python's difflib). A
    piece too long to be compared in a bounded time counts as replaced. Kept and removed pieces joined are the first
    text; kept and added ones are the second but for white space.
    """
    pieces_a, pieces_b = _sentences(a), _sentences(b)
    out: list[Change] = []
    for kind, i1, i2, j1, j2 in _steps(_numbered(pieces_a), _numbered(pieces_b), _MOST_SENTENCES):
        if kind == "equal":
            _add(out, KEPT, "".join(pieces_a[i1:i2]))
        else:
            _add_words(out, "".join(pieces_a[i1:i2]), "".join(pieces_b[j1:j2]))
    return tuple(out)


def _sentences(text: str) -> list[str]:
    return [match.group() for match in _SENTENCE.finditer(text) if match.group()]


def _numbered(pieces: Sequence[str]) -> list[tuple[str, int]]:
    """Each piece with how often it stood before: no two are equal, which keeps difflib linear on refrains."""
    seen: dict[str, int] = {}
    out: list[tuple[str, int]] = []
    for piece in pieces:
        key = piece.strip()
        out.append((key, seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return out


def _steps(a: Sequence[object], b: Sequence[object], most: int) -> list[tuple[str, int, int, int, int]]:
    """The steps from one sequence to the other; equal ends are set aside first."""
    head, short = 0, min(len(a), len(b))
    while head < short and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < short - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    end_a, end_b = len(a) - tail, len(b) - tail
    steps = [("equal", 0, head, 0, head)] if head else []
    if end_a - head <= most and end_b - head <= most:
        matcher = difflib.SequenceMatcher(None, a[head:end_a], b[head:end_b], autojunk=False)
        steps += [(kind, i1 + head, i2 + head, j1 + head, j2 + head) for kind, i1, i2, j1, j2 in matcher.get_opcodes()]
    else:
        steps.append(("replace", head, end_a, head, end_b))
    return [*steps, ("equal", end_a, len(a), end_b, len(b))] if tail else steps


def _add_words(out: list[Change], a: str, b: str) -> None:
    words_a, words_b = _SPACED.findall(a), _SPACED.findall(b)
    keys_a, keys_b = [word.strip() for word in words_a], [word.strip() for word in words_b]
    for kind, i1, i2, j1, j2 in _steps(keys_a, keys_b, _MOST_COMPARED):
        if kind == "equal":
            _add(out, KEPT, "".join(words_a[i1:i2]))
        else:
            _add(out, REMOVED, "".join(words_a[i1:i2]))
            added = "".join(words_b[j1:j2])
            # The last word of the first text has no space behind it.
            gap = " " if added and out and not out[-1].text[-1].isspace() and not added[0].isspace() else ""
            _add(out, ADDED, gap + added)


def _add(out: list[Change], kind: str, text: str) -> None:
    """A piece; joined to the one before it where they are of one kind."""
    if out and out[-1].kind == kind:
        out[-1] = Change(kind, out[-1].text + text)
    elif text:
        out.append(Change(kind, text))
