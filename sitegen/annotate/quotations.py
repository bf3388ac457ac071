"""Quotations in a text and who speaks them.

What stands in quotation marks is speech where words of saying govern it, or where it is a sentence of its own; titles,
irony and single words are none. The speaker is the subject of the word of saying: a record where the subject's head is
one, else the words as printed; where two readings are possible, nobody. Nothing is looked up and nothing guessed from
what is known about the world.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sitegen.annotate.quotattribution import trailing
from sitegen.annotate.quotblocks import Block, block_of
from sitegen.annotate.quotdialogue import (
    add_later,
    dialogue_quotations,
    later_dialogue,
    signature_of,
)
from sitegen.annotate.quotfronted import fronted
from sitegen.annotate.quotgestures import Attribution, set_apart
from sitegen.annotate.quotinner import is_personal, words_in
from sitegen.annotate.quotinterviews import interview_quotations
from sitegen.annotate.quotlanguage import QuotationWords, quotation_words
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.quotnested import nested_quotations
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quotspeech import Speech
from sitegen.annotate.quottokens import QUOTE, Token
from sitegen.annotate.quotwhole import is_speech, is_whole
from sitegen.model.annotations import Naming, Passage, Quotation

_SIGNS = re.compile(r"[“”\"„«»‘‚]|(?<!\w)'|^[—–-]|[.!?…][ \u00a0][—–]|^[^:\n]{1,41}:|\?\s*$")
_SILENT = frozenset(("heading", "table", "code"))


def find_quotations(
    passages: Sequence[Passage],
    names: Sequence[Naming],
    language: str,
    speaker_of_text: str = "",
    types: Mapping[str, str] | None = None,
) -> tuple[Quotation, ...]:
    """The quotations of one text in its order.

    `names`: the namings of records in the passages; `speaker_of_text`: the record (`actors/<id>`) that the text says it
    is an interview with; `types`: of the records, by id, where they are known. Method: the quotation sieves of Muzny
    et al., "A Two-stage Sieve Approach for Quote Attribution" (EACL 2017), with subjects found by word classes instead
    of a parser.
    """
    if not any(_may_hold(passage) for passage in passages) and not speaker_of_text:
        return ()
    words = quotation_words(language)
    by_passage: dict[str, list[Naming]] = {}
    for naming in names:
        by_passage.setdefault(naming.passage, []).append(naming)
    blocks = _blocks(passages, by_passage, words)
    speech = Speech(blocks, People(words, names, [passage.text for passage in passages], types))
    interview = interview_quotations(blocks, speech, speaker_of_text)
    for index, block in enumerate(blocks):
        if index in interview:
            speech.found += interview[index]
        elif block.passage.kind == "heading" and _is_all_quoted(block):
            speech.unattributed(index, 0, [], block.spans[0], alone=False)
        elif block.passage.kind in _SILENT or (words.dialogue and dialogue_quotations(index, speech)):
            continue
        elif words.dialogue and (later := later_dialogue(block, speech)) is not None:
            _in_block(index, speech, later.start)
            add_later(index, later, speech)
        elif block.spans:
            _in_block(index, speech)
        elif block.passage.kind == "blockquote":
            _block_quotation(index, speech)
    return tuple(_with_nested(blocks, speech))


def _with_nested(blocks: Sequence[Block], speech: Speech) -> Iterator[Quotation]:
    """What was found, and behind each quotation those inside it."""
    by_id = {block.passage.id: block for block in blocks}
    for quotation in speech.found:
        yield quotation
        yield from nested_quotations(quotation, by_id[quotation.passage], speech.people)


def _blocks(passages: Sequence[Passage], namings: dict[str, list[Naming]], words: QuotationWords) -> list[Block]:
    blocks: list[Block] = []
    opened = False
    for index, passage in enumerate(passages):
        following = passages[index + 1].text[:1] if index + 1 < len(passages) else ""
        blocks.append(block_of(passage, namings.get(passage.id, ()), words, following, opened=opened))
        opened = bool(blocks[-1].spans) and blocks[-1].spans[-1].open
    return blocks


def _may_hold(passage: Passage) -> bool:
    """Whether a passage has a mark, dash or label of speech at all, asks, or is set off as a quotation."""
    return passage.kind == "blockquote" or _SIGNS.search(passage.text) is not None


def _in_block(index: int, speech: Speech, until: int = -1) -> None:
    block = speech.blocks[index]
    if not block.spans:
        return
    sentences, spans = block.sentences, block.spans
    at = place = 0
    while at < len(sentences) and not 0 <= until <= sentences[at][0]:
        start, end = sentences[at]
        while place < len(spans) and spans[place].outer < start:
            place += 1
        if place == len(spans):
            return
        if spans[place].outer >= end:
            at += 1
            continue
        tokens = block.tokens(at)
        quotes = [i for i, token in enumerate(tokens) if token.kind == QUOTE]
        if quotes:
            if quotes[-1] == len(tokens) - 1 and _goes_on(block, at, tokens, speech):
                block.join(at)
                at += 1
                tokens = block.tokens(at)
                quotes = [i for i, token in enumerate(tokens) if token.kind == QUOTE]
            _in_sentence(index, at, tokens, quotes, speech)
        at += 1


def _is_all_quoted(block: Block) -> bool:
    """Whether a subhead is nothing but words in marks that are a sentence, and no title."""
    text = block.passage.text.strip()
    if len(block.spans) != 1 or block.spans[0].outer > 0 or block.spans[0].outer_end < len(text):
        return False
    inner = text[block.spans[0].start : block.spans[0].end]
    long = [word for word in inner.split() if len(word) > 3]
    return len(inner.split()) > 2 and not all(word[0].isupper() for word in long)


def _goes_on(block: Block, at: int, tokens: Sequence[Token], speech: Speech) -> bool:
    """Whether the next sentence is the attribution of a quotation that ends in ! or ? ("…!” X said.)"""
    span = tokens[-1].span
    if span is None or at + 1 >= len(block.sentences) or block.passage.text[span.end - 1] not in "!?…":
        return False
    led = tokens[-2].key == ":" if len(tokens) > 2 else False
    if led and fronted(tokens, len(tokens) - 1, speech.people) is not None:
        # "They chanted: “…!” The coach thanked them": said already, by whoever stands before the colon.
        return False
    both = block.tokens_between(block.sentences[at][0], block.sentences[at + 1][1])
    found = trailing(both, len(tokens) - 1, speech.people, comma=True, whole=False)
    return found is not None and found.subject is not None


def _in_sentence(index: int, at: int, tokens: list[Token], quotes: list[int], speech: Speech) -> None:
    """Attributes the quotations of one sentence, those behind after those before them."""
    block = speech.blocks[index]
    text = block.passage.text
    found: list[Attribution | None] = []
    for quote in quotes:
        span = _span(tokens[quote])
        whole = is_whole(text, span, tokens, quote)
        comma = _is_left_open(text, span)
        whole = whole and (comma or words_in(text, span) > 3)
        found.append(trailing(tokens, quote, speech.people, comma=comma, whole=whole))
    shared = list(found)
    for place in range(len(quotes) - 2, -1, -1):
        later = shared[place + 1]
        if shared[place] is None and later is not None and fronted(tokens, quotes[place], speech.people) is None:
            gap = tokens[quotes[place] + 1 : quotes[place + 1]]
            if not any(token.key in speech.words.verbs or token.key in ";:" for token in gap if token.key):
                shared[place] = later
    for place, quote in enumerate(quotes):
        attribution = shared[place]
        span = _span(tokens[quote])
        before = found[place - 1] if place else None
        continues = False
        if attribution is None:
            attribution = fronted(tokens, quote, speech.people)
            if before is not None and (attribution is None or attribution.verb[0] <= before.verb[0]):
                whole = is_whole(text, span, tokens, quote)
                continues = whole or tokens[quote - 1].key in (",", "—", ":")
                attribution = before if continues or attribution is not None else None
        _record(index, at, tokens, quote, attribution, continues, speech)


def _is_left_open(text: str, span: Span) -> bool:
    """Whether the quoted words end so that an attribution may follow; marks that close inside them do not count."""
    end = span.end
    while end > span.start and text[end - 1] in "'’”\"»“":
        end -= 1
    return text[end - 1] in ",!?…—–" or "," in text[end : span.outer_end]


def _span(token: Token) -> Span:
    assert token.span is not None
    return token.span


def _record(
    index: int,
    at: int,
    tokens: list[Token],
    quote: int,
    attribution: Attribution | None,
    continues: bool,
    speech: Speech,
) -> None:
    block = speech.blocks[index]
    text = block.passage.text
    span = _span(tokens[quote])
    whole = is_whole(text, span, tokens, quote)
    if attribution is not None:
        if _is_name(block, span) or not is_speech(text, span, tokens, quote, attribution, whole, speech.words):
            return
        speech.attribute(index, at, tokens, span, attribution, continues)
        return
    first = all(token.kind == QUOTE or token.key == "—" for token in tokens[:quote])
    alone = first and all(token.kind == QUOTE or token.key in (".", "!", "?", "…", "—") for token in tokens[quote:])
    led = quote > 0 and tokens[quote - 1].key == ":"
    if whole and first and not alone and is_personal(text, span, speech.words):
        apart = set_apart(tokens, quote, speech.people)
        if apart is not None:
            speech.attribute(index, at, tokens, span, apart, False)
            return
    if not whole and text[span.start].islower():
        speech.own_words(index, at, tokens, quote)
    if whole and (alone or led):
        speech.unattributed(index, at, tokens, span, alone=not led)


def _is_name(block: Block, span: Span) -> bool:
    """Whether the words in marks are nothing but a record's name («Наша Ніва»)."""
    if block.passage.text[span.start].islower():
        return False
    return any(
        naming.start <= span.start and span.end <= naming.end for naming in block.quoted_between(span.start, span.end)
    )


def _block_quotation(index: int, speech: Speech) -> None:
    """A paragraph set off as a quotation, without marks: attributed by its last line or what stands before it."""
    block = speech.blocks[index]
    text = block.passage.text
    end, person = signature_of(index, speech)
    span = Span(0, 0, end, end, False)
    if len(text[:end].split()) < 4:
        return
    if person is None:
        speech.unattributed(index, 0, [], span, alone=True)
        return
    speech.add(index, span, person, "signature", (0, len(text)))
