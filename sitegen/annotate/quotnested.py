"""Quotations inside a quotation: "My manager said: ‘We do curtains,’ so I left."

Only those that words of saying or a colon announce, so that titles and single words in marks stay what they are. The
speaker is who is printed beside them, a pronoun too, since whom it stands for inside somebody's speech stays open; what
follows an "I said" is said by whoever speaks around it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sitegen.annotate.quotattribution import trailing
from sitegen.annotate.quotblocks import Block, block_of
from sitegen.annotate.quotfronted import fronted
from sitegen.annotate.quotgestures import Attribution
from sitegen.annotate.quotlanguage import SAYS
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import QUOTE, Token
from sitegen.model.annotations import OPEN_PRONOUN, PROBABLE, Passage, Quotation

_OPENS = re.compile(r"[\s(][“\"„«‘‚'][ \u00a0\u202f]?\w|^[“\"„«‘‚]")
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
            if token.kind == QUOTE and token.span is not None and (not token.span.open or _shares_mark(tokens, place)):
                one = _nested(quotation, tokens, place, people)
                if one is not None:
                    found.append(one)
    return found


def _shares_mark(tokens: list[Token], place: int) -> bool:
    """Whether the mark that closes the outer quotation closes this one too: words of saying and a colon lead to it."""
    return place == len(tokens) - 1 and place > 1 and tokens[place - 1].key == ":"


def _nested(quotation: Quotation, tokens: list[Token], place: int, people: People) -> Quotation | None:
    span = tokens[place].span
    assert span is not None
    text = quotation.text
    comma = text[span.end - 1] in ",!?…" or "," in text[span.end : span.outer_end + 1]
    told = trailing(tokens, place, people, comma=comma, whole=comma) or fronted(tokens, place, people)
    before = tokens[place - 1].key if place else ""
    if before != ":" and (told is None or not (comma or told.rule == "colon" or _is_sentence(text, span, before))):
        beside = told is not None and told.kind == SAYS and told.rule == "fronted" and told.verb[1] == place
        if not beside:
            return None
    speaker, printed = _who(quotation, tokens, told, people)
    first, beyond = told.verb if told is not None else (0, 0)
    return replace(
        quotation,
        start=quotation.start + span.start,
        end=quotation.start + span.end,
        text=text[span.start : span.end],
        speaker=speaker,
        speaker_text=printed,
        verb=text[tokens[first].start : tokens[beyond - 1].end] if beyond > first else "",
        rule=_rule(told, printed),
        certainty=PROBABLE if speaker or printed else "",
        continues=False,
    )


def _rule(told: Attribution | None, printed: str) -> str:
    if told is None:
        return ""
    pronoun = told.subject.pronoun if told.subject is not None else ""
    return OPEN_PRONOUN if printed and pronoun not in ("", _FIRST_PERSON) else told.rule


def _is_sentence(text: str, span: Span, before: str) -> bool:
    """Whether what a comma leads to is a sentence of its own (and told me, “Wait.”), not a title or single word."""
    return before == "," and text[span.start].isupper() and text[span.end - 1] in ".!?…" and span.end - span.start > 1


def _who(quotation: Quotation, tokens: list[Token], told: Attribution | None, people: People) -> tuple[str, str]:
    """Record and printed words of who speaks: a pronoun as it stands, and for "I" whoever speaks around it."""
    subject = told.subject if told is not None else None
    if subject is None:
        return "", ""
    first, last = tokens[subject.start], tokens[subject.end - 1]
    printed = " ".join(quotation.text[first.start : last.end].split())
    if subject.pronoun != _FIRST_PERSON:
        return subject.speaker, people.words.printed_pronoun(printed) if subject.pronoun else printed
    if first.key in people.words.sets["first_singular"] or first.key in people.words.verbs:
        return quotation.speaker, quotation.speaker_text
    return "", "" if first.key in people.words.sets["first_person"] else printed
