"""Signs that are not seen but act: they are shown, not obeyed.

A bidirectional override can make `exe.png` of `gnp.exe`, and one that is left open turns everything behind it (Boucher
and Anderson, "Trojan Source", 2021; Unicode Standard Annex 9). What people write from right to left needs the milder
signs: an embedding or isolate stays where it is closed in the same stretch of text and letters of such a script stand
there. Everything else is written out, `[U+202E]`, wherever people read it; data for programs keeps the letters.
"""

from __future__ import annotations

import re

_BIDI = "\u202a-\u202e\u2066-\u2069"
# Tags (U+E0000 …) spell words that nobody sees; behind a black flag they are flags of regions.
_TAGS = "\U000e0000-\U000e007f"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_SIGNS = re.compile(f"[{_CONTROLS}{_BIDI}{_TAGS}\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]")
_TURNING = re.compile(f"[{_BIDI}]")
_RUN = re.compile(r"[^<>\"\n]+")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{2,8}\U000e007f")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_UNSEEN = re.compile(f"[{_BIDI}{_TAGS}\u00ad\u200b\u2060-\u2064\ufeff]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (re.compile("[A-Za-z\u00c0-\u024f]"), re.compile("[\u0400-\u052f]"), re.compile("[\u0370-\u03ff]"))
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}


def show_signs(text: str) -> str:
    """The text, or page of HTML, with every such sign written out; most texts have none and come back as they are."""
    if not _SIGNS.search(text):
        return text
    # Mark-up parts stretches of text: what one opens, another must not close.
    return _RUN.sub(lambda found: _shown(found.group()), text)


def show_bidi(text: str) -> str:
    """The text with every bidirectional control written out, for a terminal."""
    return _TURNING.sub(lambda found: _written(found.group()), text)


def disguise_in(name: str) -> str:
    """What makes a name another than it seems, in words; empty for nearly all.

    Letters of two scripts in one word are equal to a reader's eye and different in every search.
    """
    hidden = _UNSEEN.search(name)
    if hidden:
        return f"it holds U+{ord(hidden.group()):04X}, which nobody sees"
    for word in _WORD.findall(name):
        if sum(1 for script in _SCRIPTS if script.search(word)) > 1:
            return f"the word {word!r} has letters of two scripts that look alike"
    return ""


def _shown(run: str) -> str:
    if not _SIGNS.search(run):
        return run
    kept = _balanced(run) if _RIGHT_TO_LEFT.search(run) else set()
    for flag in _FLAG.finditer(run):
        kept.update(range(*flag.span()))
    return _SIGNS.sub(lambda found: found.group() if found.start() in kept else _written(found.group()), run)


def _written(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


def _balanced(run: str) -> set[int]:
    """Places of embeddings and isolates that are closed in the run, each with its end."""
    kept: set[int] = set()
    waiting: list[tuple[int, str]] = []
    for place, character in enumerate(run):
        if character in _OPENS:
            waiting.append((place, _OPENS[character]))
        elif waiting and character == waiting[-1][1]:
            kept |= {waiting.pop()[0], place}
    return kept
