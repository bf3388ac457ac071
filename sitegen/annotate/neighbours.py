"""The words beside a name: whether they leave it what it is, or make it part of a longer name or another person's.

Decided by the text and the language's words alone, never by what other records there are: so that finding a record
depends on no record that shares no word with it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sitegen.annotate.lexicon import Lexicon
from sitegen.annotate.patterns import WORD
from sitegen.base.text import fold

UPPER = "".join(
    chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if unicodedata.category(chr(code)) == "Lu"
)
CAPITAL = re.compile(rf"[{UPPER}](?<!\w.)\w*(?:['’‘ʼ`]\w+)*")
_INITIALS_AFTER = re.compile(rf"[ \u00a0]([{UPPER}][\w]?)\.(?:[ \u00a0]?([{UPPER}]\w?)\.)?")
_REACH = 40
_RUN = 4
_SPACES = " \u00a0\t\n"
_HYPHENS = "-‐‑"
_OPENING, _CLOSING = '«„“"‘', '»“”"’'
_STOPS = re.compile(r"[.,!?…:;«»„“”‘]")
_BEHIND_SPEECH = re.compile(r",?\s[—–-]\s")
_TITLE, _TITLE_WORDS = 40, 5
_BEFORE_SPEAKER = tuple(',—–-»”"')
_VERB = 4
_BETWEEN = 3
"""So many small words may stand between a subject and its verb."""
_BREAKS = '.!?…:;\n\r«»„“”"–—(['

NOTHING, FINE, TITLE, INITIAL, GIVEN, STRANGE = "", "fine", "title", "initial", "given", "strange"


@dataclass(frozen=True, slots=True)
class Before:
    """The word directly before a name."""

    kind: str = NOTHING
    """What it is: nothing, a word that a capital begins anyway, a title, an initial, a given name, or unknown."""
    word: str = ""
    """Folded."""
    start: int = 0


def before(text: str, start: int, words: Lexicon) -> Before:
    """What stands before the name that begins at an offset."""
    end = start
    while end and text[end - 1] in _SPACES:
        end -= 1
    if end == start or not end:
        return Before()
    begin = _word_start(text, end)
    raw = text[begin:end]
    word = fold(raw.strip(".'’-"))
    if not word or (word in words.bodies_before and _is_idiom(text, begin, word, words)):
        return Before()
    if raw.endswith("."):
        return _abbreviated(text, begin, raw, word, words)
    if not raw[0].isupper():
        kind = STRANGE if word in words.bodies_before else TITLE if _part_of(word, words.titles, words) else NOTHING
        return Before(kind, word, begin)
    return Before(_capitalised(text, begin, raw, word, words), word, begin)


def _is_idiom(text: str, begin: int, word: str, words: Lexicon) -> bool:
    """ "On behalf of", whose noun elsewhere makes a street or a school of the name behind it."""
    end = begin
    while end and text[end - 1] in _SPACES:
        end -= 1
    return end != begin and f"{fold(text[_word_start(text, end) : end])} {word}" in words.idioms


def _word_start(text: str, end: int) -> int:
    begin = end
    least = max(0, end - _REACH)
    parts = text[least:end].rsplit(None, 1)
    if len(parts) == 2 and parts[1].isalpha():
        return end - len(parts[1])
    while begin > least and (text[begin - 1].isalnum() or text[begin - 1] in ".'’-"):
        begin -= 1
    return begin


def _abbreviated(text: str, begin: int, raw: str, word: str, words: Lexicon) -> Before:
    """A word with a full stop: a title, initials, or the end of a sentence."""
    if _part_of(word, words.titles, words):
        return Before(TITLE, word, begin)
    parts = raw.strip(".").split(".")
    if all(part[:1].isupper() and part.isalpha() and len(part) <= 2 for part in parts):
        first, start = fold(parts[0]), begin
        further = begin
        while further and text[further - 1] in " \u00a0":
            further -= 1
        is_second = len(parts) == 1 and further >= 2 and text[further - 1] == "." and text[further - 2].isupper()
        if is_second and (further < 3 or not text[further - 3].isalnum()):
            first, start = fold(text[further - 2]), further - 2
        return Before(INITIAL, first, start)
    return Before()


def _capitalised(text: str, begin: int, raw: str, word: str, words: Lexicon) -> str:
    if raw.endswith(("'s", "’s", "s'", "s’")):
        return FINE
    if _part_of(word, words.titles, words):
        return TITLE
    if word in words.bodies_before:
        return STRANGE
    if word in words.given and word not in words.others:
        return GIVEN
    if _part_of(word, words.others, words) or word in words.before_names or word in words.relations:
        return FINE
    if word in words.oblique_before:
        return FINE
    # "Moscow-backed"; and at the beginning of a sentence a participle.
    if raw.rpartition("-")[2][:1].islower() and "-" in raw:
        return FINE
    if words.participles and len(word) > 4 and word.endswith(words.participles) and starts_sentence(text, begin):
        return FINE
    return FINE if _is_place_behind_preposition(text, begin, words) else STRANGE


def _part_of(word: str, among: frozenset[str], words: Lexicon) -> bool:
    return word in among or ("-" in word and any(part in among for part in word.split("-")))


def _is_place_behind_preposition(text: str, begin: int, words: Lexicon) -> bool:
    """ "In Minsk Lukashenko said": the capitalised word is no given name."""
    end = begin
    while end and text[end - 1] in _SPACES:
        end -= 1
    return end != begin and fold(text[_word_start(text, end) : end]) in words.locatives


def starts_sentence(text: str, start: int) -> bool:
    end = start
    while end and (text[end - 1] in _SPACES or text[end - 1] in "'’‘"):
        end -= 1
    return not end or text[end - 1] in _BREAKS


def run_after(text: str, end: int) -> tuple[str, ...]:
    """The capitalised words that follow directly, folded, at most four; none behind a possessive."""
    out: list[str] = []
    while len(out) < _RUN and text[end : end + 1] in (" ", "\u00a0"):
        match = WORD.match(text, end + 1)
        if not match or not match.group()[0].isupper():
            break
        out.append(fold(match.group()))
        end = match.end()
    return tuple(out)


def word_after(text: str, end: int) -> re.Match[str] | None:
    """The word behind one space."""
    return WORD.match(text, end + 1) if text[end : end + 1] in (" ", "\u00a0") else None


def is_in_marks(text: str, start: int, end: int) -> bool:
    """Whether quotation marks enclose just these words: the name of a body, a ship, a work."""
    return text[start - 1 : start] in _OPENING and bool(text[start - 1 : start]) and text[end : end + 1] in _CLOSING


def is_in_title(text: str, start: int, end: int) -> bool:
    """Whether quotation marks enclose the words and few more, as the name of a work or a body, and no speech.

    Such a name begins with a capital, has no stop or comma in it, and a noun in small letters before it.
    """
    opens = max(text.rfind(mark, max(0, start - _TITLE), start) for mark in _OPENING)
    ends = [at for mark in _CLOSING if (at := text.find(mark, end, end + _TITLE)) >= 0]
    if opens < 1 or not ends or not text[opens + 1].isupper():
        return False
    inside = text[opens + 1 : min(ends)]
    if len(inside) == end - start or len(inside.split()) > _TITLE_WORDS or _STOPS.search(inside):
        return False
    is_speech = _BEHIND_SPEECH.match(text, min(ends) + 1) is not None
    return text[opens - 1] in _SPACES and text[opens - 2 : opens - 1].islower() and not is_speech


def verb_sex(text: str, end: int, words: Lexicon) -> str:
    """The sex (`m`, `f`) with which the verb behind a name agrees, or nothing."""
    following = word_after(text, end)
    for _ in range(_BETWEEN):
        if following is None or fold(following.group()) not in words.negations:
            break
        following = word_after(text, following.end())
    return _sex_of_verb(following.group(), words) if following is not None else ""


def _sex_of_verb(word: str, words: Lexicon) -> str:
    if len(word) < _VERB or not word.islower():
        return ""
    return "f" if word.endswith(words.verbs_f) else "m" if word.endswith(words.verbs_m) else ""


def sex_beside(text: str, start: int, end: int, previous: Before, words: Lexicon) -> str:
    """The sex (`m`, `f`) that the words beside a name say: "himself", or a verb of which it is surely the subject."""
    if previous.word in words.selves_m or previous.word in words.selves_f:
        return "m" if previous.word in words.selves_m else "f"
    if not words.verbs_f:
        return ""
    sex = _apposed_sex(text, end, words)
    if sex:
        return sex
    before_verb = text[max(0, previous.start - 2) : previous.start - 1] if previous.start else ""
    if previous.word and (before_verb in _BEFORE_SPEAKER or starts_sentence(text, previous.start)):
        sex = _sex_of_verb(text[previous.start : start].strip().lower(), words)
        if sex:
            return sex
    return verb_sex(text, end, words) if _begins_clause(text, start, previous, words) else ""


def _apposed_sex(text: str, end: int, words: Lexicon) -> str:
    """The sex of a participle or relative pronoun behind a comma: "Вега, которая", "Вега, задержанная"."""
    following = WORD.match(text, end + 2) if text[end : end + 2] == ", " else None
    word = following.group() if following is not None else ""
    if len(word) < _VERB - 1 or not word.islower():
        return ""
    return "f" if word.endswith(words.apposed_f) else "m" if word.endswith(words.apposed_m) else ""


def _begins_clause(text: str, start: int, previous: Before, words: Lexicon) -> bool:
    if starts_sentence(text, start) or text[max(0, start - 2) : start - 1] == ",":
        return True
    return previous.word in words.others and previous.word not in words.oblique_before


def is_attribute(text: str, end: int, word: str, literal: str, words: Lexicon) -> bool:
    """Whether a name that may be an adjective is one here: "Лесной улице", "Белый дом", "Ясной Поляне"."""
    if not words.adjective_ends or not literal.endswith(words.adjective_ends):
        return False
    following = word_after(text, end)
    if following is None:
        return False
    noun = fold(following.group())
    if following.group()[0].isupper():
        return noun not in words.given and noun not in words.others and noun not in words.titles
    return noun in words.bodies if word == literal else noun in words.bodies_before


def makes_longer(run: tuple[str, ...], words: Lexicon) -> bool:
    """Whether the words behind a name make it the name of a body, a street, or a namesake."""
    return any(word in words.bodies for word in run) or (bool(run) and run[0] in words.suffixes)


def is_harmless(run: tuple[str, ...], words: Lexicon) -> bool:
    """Whether the first capitalised word behind a name belongs to something else anyway."""
    return not run or run[0] in words.others or run[0] in words.titles or run[0] in words.verbs


def joined_to_name(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether a hyphen joins the name to another name: a double surname, a town of two parts, a model's number."""
    if start >= 2 and text[start - 1] in _HYPHENS and text[start - 2].isalnum():
        begin = start - 1
        while begin and start - begin < _REACH and text[begin - 1].isalnum():
            begin -= 1
        part = text[begin : start - 1]
        if part[0].isdigit() or (part[0].isupper() and not part.isupper() and fold(part) not in words.prefixes):
            return True
    if text[end : end + 1] in tuple(_HYPHENS) and end + 1 < len(text) and text[end + 1].isalnum():
        match = WORD.match(text, end + 1)
        part = match.group() if match else ""
        return bool(part) and (part[0].isdigit() or (part[0].isupper() and not (part.isupper() and len(part) > 1)))
    return False


def initials_after(text: str, end: int) -> tuple[str, int]:
    """The first of the initials behind a name, folded, and where they end; empty where there are none."""
    match = _INITIALS_AFTER.match(text, end)
    return (fold(match.group(1)), match.end()) if match else ("", end)


def is_title_case(text: str) -> bool:
    """Whether most longer words of a headline begin with a capital, or all of it is in capitals."""
    longer = [word for word in WORD.findall(text)[1:] if len(word) > 3]
    return sum(1 for word in longer if word[0].isupper()) * 2 > len(longer)
