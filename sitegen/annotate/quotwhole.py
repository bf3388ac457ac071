"""What in quotation marks is speech, and not a title, a nickname or a single word.

It looks at the words between the marks and at what leads to them; whose they are is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotgestures import Attribution
from sitegen.annotate.quotinner import words_in
from sitegen.annotate.quotlanguage import CHANT, SAYS, QuotationWords
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.quottokens import QUOTE, Token

_CHARGE = 4
"""Words; what somebody is accused of is no longer than that."""


def is_whole(text: str, span: Span, tokens: Sequence[Token], quote: int) -> bool:
    """Whether the quoted words are a sentence or more: they begin like one, where one can begin."""
    first = text[span.start]
    if not (first.isupper() or first.isdigit() or first in "…[(.—“«‘"):
        return False
    if quote == 0:
        return True
    before = tokens[quote - 1]
    return (
        before.key in (":", ",", "—", ".", "!", "?", "…")
        or before.kind == QUOTE
        or (text[span.end - 1] in ".!?,…" and words_in(text, span) >= 3)
    )


def is_speech(
    text: str,
    span: Span,
    tokens: Sequence[Token],
    quote: int,
    attribution: Attribution,
    whole: bool,
    words: QuotationWords,
) -> bool:
    """Whether what an attribution stands beside is speech, and not a title, a nickname or a single word."""
    inner = text[span.start : span.end]
    count = words_in(text, span)
    before = tokens[quote - 1] if quote else None
    chant = attribution.kind == CHANT or (whole and inner[-1] in "!?")
    named = before is not None and before.key in words.sets["titled"] and (count < 3 or not inner[0].islower())
    if before is not None and (named or before.key in words.sets["scare_quotes"]):
        return False
    if (
        count < 2
        and not (whole and (chant or attribution.rule == "trailing" or attribution.rule == "colon"))
        and attribution.kind != CHANT
    ):
        return False
    if attribution.rule == "colon" and before is not None and before.key == ":":
        return True
    if before is not None and before.key in words.sets["charges"] and attribution.kind == SAYS and count <= _CHARGE:
        # "Forty were tried for “taking part in unrest”": the law's words for what somebody is accused of.
        return not inner[0].islower()
    if not whole and _is_title(inner, tokens, quote, attribution, words):
        return False
    if whole and attribution.rule == "fronted" and words.title_case and _has_capitals(inner):
        return False
    return not (whole and count < 2 and before is not None and not chant)


def _is_title(inner: str, tokens: Sequence[Token], quote: int, attribution: Attribution, words: QuotationWords) -> bool:
    """Whether the words in marks look like a name: capitals where the sentence asks for none."""
    if not inner[0].isupper() or inner[-1] in "!?":
        return False
    if not words.title_case:
        return attribution.kind != CHANT
    long = [word for word in inner.split() if len(word) > 3]
    return all(word[0].isupper() or not word[0].isalpha() for word in long)


def _has_capitals(inner: str) -> bool:
    """Whether all longer words begin with a capital, as in titles; shouted words have no other letters."""
    long = [word for word in inner.split() if len(word) > 3]
    return len(long) > 1 and not inner.isupper() and all(word[0].isupper() for word in long)
