"""A passage made ready for the search of quotations: its quoted stretches, sentences, names, and tokens on demand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.annotate.quotinserted import without_insertions
from sitegen.annotate.quotlanguage import QuotationWords
from sitegen.annotate.quotmarks import Span, closed_later, quoted_spans
from sitegen.annotate.quottokens import NAME, WORD, Token, tokens_of
from sitegen.annotate.sentences import abbreviations, sentence_spans
from sitegen.model.annotations import Naming, Passage

_LONGEST_SENTENCE = 20_000
"""Characters; a longer one is no sentence, and nothing is looked for in it."""


@dataclass(slots=True)
class Block:
    """One passage. Sentences are cut so that a quotation belongs to the sentence that holds its opening mark."""

    passage: Passage
    words: QuotationWords
    spans: tuple[Span, ...]
    names: list[Naming]
    """Those outside quotations."""
    quoted_names: list[Naming]
    _sentences: list[tuple[int, int]] | None = None
    _tokens: dict[int, list[Token]] = field(default_factory=dict)

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """(start, end) of each sentence in the text."""
        if self._sentences is None:
            text = _masked(self.passage.text, self.spans)
            self._sentences = list(sentence_spans(text, self.words.language))
        return self._sentences

    def tokens(self, index: int) -> list[Token]:
        """The tokens of one sentence."""
        known = self._tokens.get(index)
        if known is None:
            start, end = self.sentences[index]
            known = self.tokens_between(start, end) if end - start <= _LONGEST_SENTENCE else []
            self._tokens[index] = known
        return known

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """The tokens of a stretch that begins and ends with sentences."""
        names = self.names[_first(self.names, start) : _first(self.names, end)]
        left = bisect_left(self.spans, start, key=_outer)
        right = bisect_left(self.spans, end, key=_outer)
        tokens = tokens_of(self.passage.text, start, end, names, self.spans[left:right])
        if self.passage.text.find(".", start, end - 1) < 0:
            return tokens
        return _without_abbreviations(tokens, abbreviations(self.words.language))

    def quoted_between(self, start: int, end: int) -> list[Naming]:
        """The names inside quotation marks that begin in a stretch, or at the mark before it."""
        return self.quoted_names[_first(self.quoted_names, start - 1) : _first(self.quoted_names, end)]

    def join(self, index: int) -> None:
        """Makes one sentence of this and the next: the next holds both, and nothing is left of this."""
        sentences = self.sentences
        start = sentences[index][0]
        sentences[index : index + 2] = [(start, start), (start, sentences[index + 1][1])]
        self._tokens.pop(index, None)
        self._tokens.pop(index + 1, None)

    def before(self, index: int) -> int:
        """The sentence before this one; -1 where there is none."""
        index -= 1
        while index >= 0 and self.sentences[index][0] == self.sentences[index][1]:
            index -= 1
        return index

    def sentence_at(self, offset: int) -> int:
        """The last sentence that begins before an offset; -1 where none does."""
        return bisect_left(self.sentences, offset, key=_sentence_start) - 1


def _without_abbreviations(tokens: list[Token], known: frozenset[str]) -> list[Token]:
    """Without full stops that end an abbreviation or initial and no sentence ("Dr. Berg", "A. Berg")."""
    return [
        token
        for at, token in enumerate(tokens)
        if not (
            token.key == "."
            and 0 < at < len(tokens) - 1
            and tokens[at - 1].kind == WORD
            and (tokens[at - 1].key in known or (len(tokens[at - 1].key) == 1 and tokens[at - 1].capital))
            and tokens[at + 1].kind in (WORD, NAME)
        )
    ]


def _sentence_start(sentence: tuple[int, int]) -> int:
    return sentence[0]


def _outer(span: Span) -> int:
    return span.outer


def _naming_start(naming: Naming) -> int:
    return naming.start


def _first(names: Sequence[Naming], offset: int) -> int:
    return bisect_left(names, offset, key=_naming_start)


def block_of(
    passage: Passage, namings: Sequence[Naming], words: QuotationWords, goes_on: str = "", *, opened: bool = False
) -> Block:
    """The passage with its own namings, in the order of the text and without overlaps.

    `goes_on`: the mark with which the next passage begins; `opened`: the one before has left a quotation open.
    """
    ordered = sorted(namings, key=_naming_start)
    spans = quoted_spans(passage.text, goes_on)
    if opened and not (spans and spans[0].outer == 0):
        spans = closed_later(passage.text) or spans
    if spans and ordered:
        spans = _without_names(spans, ordered)
    if words.dialogue and spans:
        spans = tuple(part for span in spans for part in without_insertions(passage.text, span, words))
    outside: list[Naming] = []
    inside: list[Naming] = []
    reached = 0
    index = 0
    for naming in ordered:
        if naming.start < reached or naming.end <= naming.start or naming.end > len(passage.text):
            continue
        reached = naming.end
        while index < len(spans) and spans[index].outer_end <= naming.start:
            index += 1
        within = index < len(spans) and spans[index].outer < naming.end
        (inside if within else outside).append(naming)
    return Block(passage, words, spans, outside, inside)


def _without_names(spans: tuple[Span, ...], namings: Sequence[Naming]) -> tuple[Span, ...]:
    """Without marks that are a part of a name (the centre “Light”): there the name counts, not the marks."""
    kept: list[Span] = []
    index = 0
    for span in spans:
        while index < len(namings) and namings[index].end < span.outer_end:
            index += 1
        if index == len(namings) or namings[index].start >= span.outer:
            kept.append(span)
    return tuple(kept)


def _masked(text: str, spans: Sequence[Span]) -> str:
    """The text with every quoted stretch filled, but for its last character, so that no sentence ends inside it."""
    if not spans:
        return text
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces.append(text[at : span.start])
        length = span.end - span.start
        if length:
            pieces.append(
                ("A" if text[span.start].isupper() or not text[span.start].islower() else "a") + "a" * (length - 2)
                if length > 1
                else ""
            )
            pieces.append(text[span.end - 1])
        at = span.end
    pieces.append(text[at:])
    return "".join(pieces)
