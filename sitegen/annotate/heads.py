"""A body's short word after its whole name: "the Alliance" for the "Civic Alliance".

Only with an article and a capital, where exactly one listed body ends (or begins) with that word, its whole name has
stood, and the text has named no other body by it. In languages without articles only within a sentence.
"""

from __future__ import annotations

from sitegen.annotate import neighbours as beside
from sitegen.annotate.index import Index
from sitegen.annotate.lexicon import Lexicon
from sitegen.annotate.matching import Match
from sitegen.annotate.patterns import WHOLE, WORD
from sitegen.annotate.people import Memory
from sitegen.base.text import fold


def note_bodies(text: str, match: Match, index: Index, words: Lexicon, memory: Memory, listed: frozenset[str]) -> None:
    """Remembers bodies whose short word stands in a name that is not theirs, or is not known to be."""
    ids = [id for id in match.heads if id in listed and id not in memory.other_heads]
    if not ids or any(pattern.kind == WHOLE and pattern.id in ids for pattern in match.patterns):
        return
    end = match.start + len(match.word)
    previous = beside.before(text, match.start, words)
    following = beside.word_after(text, end)
    after = following.group() if following else ""
    for id in ids:
        own = {fold(word) for form in index.records[id].forms for word in WORD.findall(form)}
        is_after_other = text[previous.start : previous.start + 1].isupper() and not _is_common(previous.word, words)
        is_before_other = after[:1].isupper() and not _is_common(fold(after), words) and fold(after) not in own
        if (is_after_other and previous.word not in own) or is_before_other or fold(after) in words.office_of:
            memory.other_heads.add(id)


def _is_common(word: str, words: Lexicon) -> bool:
    return word in words.others or word in words.body_articles or not word


def _is_said_of_body(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether a noun with a capital within a sentence stands alone: nothing behind it may be the rest of a name."""
    if beside.starts_sentence(text, start) or beside.before(text, start, words).kind not in ("", beside.FINE):
        return False
    following = beside.word_after(text, end)
    if following is None:
        return not beside.joined_to_name(text, start, end, words)
    word = fold(following.group())
    known = word in words.others or word in words.verbs or word in words.negations
    is_verb = word.endswith(words.verbs_many) or bool(beside.verb_sex(text, end, words))
    return following.group().islower() and (known or is_verb)


def body_by_head(text: str, match: Match, words: Lexicon, memory: Memory, listed: frozenset[str]) -> str:
    """The one body that a short word means here, or nothing."""
    ids = [id for id in match.heads if id in listed]
    if len(ids) != 1 or ids[0] not in memory.bodies or ids[0] in memory.other_heads:
        return ""
    end = match.start + len(match.word)
    previous = beside.before(text, match.start, words)
    if words.free_order:
        return ids[0] if _is_said_of_body(text, match.start, end, words) else ""
    is_elided = text[max(0, match.start - 1) : match.start] in ("'", "’")
    if not (is_elided or previous.word in words.body_articles) or beside.run_after(text, end):
        return ""
    following = beside.word_after(text, end)
    if words.head_first and following is not None and fold(following.group()) not in words.others:
        # "Le Front national": what follows may be the rest of another name.
        return ""
    return "" if beside.joined_to_name(text, match.start, end, words) else ids[0]
