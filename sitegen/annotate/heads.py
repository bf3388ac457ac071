"""A body's short word after its whole name: "the Alliance" for the "Civic Alliance".

Only with an article and a capital, where exactly one listed body ends (or begins) with that word, its whole name has
stood, and the text has named no other body by it. Languages without articles have none of this.
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


def body_by_head(text: str, match: Match, words: Lexicon, memory: Memory, listed: frozenset[str]) -> str:
    """The one body that a short word means here, or nothing."""
    ids = [id for id in match.heads if id in listed]
    if len(ids) != 1 or ids[0] not in memory.bodies or ids[0] in memory.other_heads:
        return ""
    end = match.start + len(match.word)
    previous = beside.before(text, match.start, words)
    is_elided = text[max(0, match.start - 1) : match.start] in ("'", "’")
    if not (is_elided or previous.word in words.body_articles) or beside.run_after(text, end):
        return ""
    following = beside.word_after(text, end)
    if words.head_first and following is not None and fold(following.group()) not in words.others:
        # "Le Front national": what follows may be the rest of another name.
        return ""
    return "" if beside.joined_to_name(text, match.start, end, words) else ids[0]
