"""Quotations inside a quotation: "My manager said: ‘We do curtains,’ so I left."

Only those that words of saying or a colon announce, so that titles and single words in marks stay what they are. The
speaker is who is printed beside them; whom a pronoun stands for inside somebody's speech stays open.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sitegen.annotate.quotattribution import trailing
from sitegen.annotate.quotblocks import Block, block_of
from sitegen.annotate.quotfronted import fronted
from sitegen.annotate.quotgestures import Attribution
from sitegen.annotate.quottokens import QUOTE, Token
from sitegen.annotate.speakers import People
from sitegen.model.annotations import PROBABLE, Passage, Quotation

_OPENS = re.compile(r"[\s(][“\"„«‘']\w|^[“\"„«‘]")
_SHORTEST = 30
"""Characters of a quotation that can hold another with its speaker."""
_FIRST_PERSON = "x"


def nested_quotations(quotation: Quotation, block: Block, people: People) -> list[Quotation]:
    """The quotations inside one, in the order of the text."""
    text = quotation.text
    if len(text) < _SHORTEST or _OPENS.search(text) is None:
        return []
    names = [
        replace(naming, start=naming.start - quotation.start, end=naming.end - quotation.start)
        for naming in (*block.names, *block.quoted_names)
        if quotation.start <= naming.start and naming.end <= quotation.end
    ]
    inner = block_of(Passage(quotation.passage, "paragraph", text), names, people.words)
    found: list[Quotation] = []
    for at in range(len(inner.sentences) if inner.spans else 0):
        tokens = inner.tokens(at)
        for place, token in enumerate(tokens):
            if token.kind == QUOTE and token.span is not None and not token.span.open:
                one = _nested(quotation, tokens, place, people)
                if one is not None:
                    found.append(one)
    return found


def _nested(quotation: Quotation, tokens: list[Token], place: int, people: People) -> Quotation | None:
    span = tokens[place].span
    assert span is not None
    text = quotation.text
    comma = text[span.end - 1] in ",!?…" or "," in text[span.end : span.outer_end + 1]
    told = trailing(tokens, place, people, comma=comma, whole=comma) or fronted(tokens, place, people)
    led = place > 0 and tokens[place - 1].key == ":"
    if not led and (told is None or not (comma or told.rule == "colon")):
        return None
    subject = told.subject if told is not None else None
    if subject is not None and subject.pronoun == _FIRST_PERSON:
        return None
    known = subject is not None and not subject.pronoun
    first, beyond = told.verb if told is not None else (0, 0)
    return replace(
        quotation,
        start=quotation.start + span.start,
        end=quotation.start + span.end,
        text=text[span.start : span.end],
        speaker=subject.speaker if subject is not None and known else "",
        speaker_text=_printed(text, tokens, told) if known else "",
        verb=text[tokens[first].start : tokens[beyond - 1].end] if beyond > first else "",
        rule=told.rule if told is not None else "",
        certainty=PROBABLE if known else "",
        continues=False,
    )


def _printed(text: str, tokens: list[Token], told: Attribution | None) -> str:
    if told is None or told.subject is None:
        return ""
    return " ".join(text[tokens[told.subject.start].start : tokens[told.subject.end - 1].end].split())
