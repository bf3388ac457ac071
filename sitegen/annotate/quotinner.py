"""What quoted words are like: how many they are, whether a person speaks in them, how much of a sentence is shown.

It looks at the words alone; whose they are is decided elsewhere.
"""

from __future__ import annotations

import re

from sitegen.annotate.quotlanguage import QuotationWords
from sitegen.annotate.quotmarks import Span

_LONGEST_SHOWN = 600
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def is_personal(text: str, span: Span, words: QuotationWords) -> bool:
    """Whether the words have an "I" or "we" in them, as speech has and titles seldom."""
    if words_in(text, span) < 4:
        return False
    known = words.sets["first_person"]
    return any(
        match.group().lower() in known for match in _WORD.finditer(text, span.start, min(span.end, span.start + 400))
    )


def words_in(text: str, span: Span) -> int:
    """How many words are quoted; counted no farther than is needed to tell a phrase from a word."""
    return sum(any(map(str.isalnum, word)) for word in text[span.start : min(span.end, span.start + 120)].split())


def shown(text: str, start: int, end: int) -> str:
    if end - start <= _LONGEST_SHOWN:
        return text[start:end]
    return text[start : start + _LONGEST_SHOWN].rpartition(" ")[0] + " …"
