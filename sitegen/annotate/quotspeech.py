"""What is known while a text is read from its beginning: who spoke last, who is meant by "the French president".

Gives quotations their speaker and keeps them. It does not look for the words of attribution inside a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.annotate.quotbeside import body_of, only_one
from sitegen.annotate.quotblocks import Block
from sitegen.annotate.quotcandidates import ANYBODY, Person
from sitegen.annotate.quotcarried import carried, leading
from sitegen.annotate.quotdescriptions import Descriptions
from sitegen.annotate.quotgestures import Attribution
from sitegen.annotate.quotinner import is_personal, shown, words_in
from sitegen.annotate.quotlanguage import SAYS, Verb
from sitegen.annotate.quotmain import main_subject
from sitegen.annotate.quotmaincase import main_case_subject
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.quotnominatives import agrees
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quotpronouns import OPEN, Spoken, antecedent
from sitegen.annotate.quottokens import MARK, QUOTE, WORD, Token
from sitegen.annotate.speakers import Subject
from sitegen.model.annotations import OPEN_PRONOUN, PROBABLE, Naming, Quotation

_NOBODY = Person("", "", "")


class Speech:
    """The quotations of one text so far, and what the next ones depend on."""

    __slots__ = (
        "blocks",
        "descriptions",
        "found",
        "last",
        "last_sentence",
        "open_in",
        "open_question",
        "people",
        "spoken",
        "turn_taker",
        "waiting",
        "words",
    )

    def __init__(self, blocks: Sequence[Block], people: People) -> None:
        self.blocks = blocks
        self.people = people
        self.words = people.words
        self.found: list[Quotation] = []
        self.last: Spoken | None = None
        self.last_sentence = -1
        self.spoken: list[Spoken] = []
        """All speakers so far."""
        self.open_in = -2
        """The block whose last quotation has no closing mark."""
        self.waiting: list[int] = []
        """Places in `found` of parts of an open quotation whose speaker is named only behind its last part."""
        self.open_question = -2
        """The block that ends with a question in a talk told by dashes."""
        self.turn_taker: tuple[Person | None] | None = None
        """Who alone speaks behind dashes, once it is known (see `quotdialogue`)."""
        self.descriptions = Descriptions(blocks, people)

    def attribute(
        self, index: int, at: int, tokens: Sequence[Token], span: Span, attribution: Attribution, continues: bool
    ) -> None:
        """Adds a quotation with its attribution."""
        block = self.blocks[index]
        text = block.passage.text
        subject = attribution.subject
        person = self.person(index, tokens, subject) if subject else self._unsaid(index, at, tokens, attribution)
        rule = self.pronoun_rule(person) if subject and subject.pronoun else attribution.rule
        first, beyond = attribution.verb
        verb = text[tokens[first].start : tokens[beyond - 1].end] if beyond > first else ""
        end = tokens[min(attribution.end, len(tokens)) - 1].end
        continues = continues or (self.open_in == index - 1 and span.outer == 0)
        self.add(index, span, person, rule, block.sentences[at], verb=verb, continues=continues, end=end, at=at)

    def pronoun_rule(self, person: Person) -> str:
        """The name of the rule where a pronoun stands beside a quotation: whether it is known whom it means."""
        sets = self.words.sets
        told = sets["possessives_m"] | sets["possessives_f"] | sets["oblique_pronouns"] | frozenset(self.words.pronouns)
        return OPEN_PRONOUN if not person.speaker and person.text.lower() in told else "pronoun"

    def _unsaid(self, index: int, at: int, tokens: Sequence[Token], attribution: Attribution) -> Person:
        """Who speaks where the verb has no subject ("And adds: “…”"): the last speaker, if just before; else "he"."""
        last = self.last
        if attribution.rule == "according-to":
            return _NOBODY
        first, beyond = attribution.verb
        before = tokens[:first]
        sets = self.words.sets
        begins = len(before) <= 2 and all(t.key in sets["conjunctions"] or t.key in sets["light"] for t in before)
        if begins and last is not None and last.block == index and self.last_sentence == self.blocks[index].before(at):
            return last.person._replace(probable=True)
        if not (begins or before[-1].kind == QUOTE or before[-1].key in ("—", ",")) or beyond == first:
            return _NOBODY
        return self.elided(index, tokens, first)

    def elided(self, index: int, tokens: Sequence[Token], at: int) -> Person:
        """Whom a verb without a subject stands for, where the language leaves out pronouns."""
        verb = self.words.verbs.get(tokens[at].key)
        if verb is None or verb.gender not in ("", "m", "f") or not self.words.drops or verb.kind != SAYS:
            return _NOBODY
        if not _is_bare(tokens, at + 1, self):
            return _NOBODY
        found = antecedent(verb.gender or ANYBODY, self.blocks, index, tokens[0].start, self.people, self.spoken)
        return found._replace(probable=True) if found else _NOBODY

    def add(
        self,
        index: int,
        span: Span,
        person: Person,
        rule: str,
        sentence: tuple[int, int],
        *,
        verb: str = "",
        continues: bool = False,
        end: int = 0,
        at: int = -1,
    ) -> None:
        """Adds a quotation of this person; those that wait for a speaker get him too."""
        block = self.blocks[index]
        text = block.passage.text
        quotation = Quotation(
            passage=block.passage.id,
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            speaker=person.speaker if person.speaker.startswith("actors/") else "",
            speaker_text=person.text,
            verb=verb,
            sentence=shown(text, *sentence),
            rule=rule,
            certainty=PROBABLE if person.probable and (person.speaker or person.text) else "",
            continues=continues,
        )
        if continues and self.waiting and self.open_in == index - 1:
            for place in self.waiting:
                self.found[place] = replace(
                    self.found[place],
                    speaker=quotation.speaker,
                    speaker_text=quotation.speaker_text,
                    rule="continued",
                    certainty=quotation.certainty,
                )
        if not span.open:
            self.waiting = []
        self.open_in = index if span.open else -2
        self.found.append(quotation)
        self.last = Spoken(person, index, max(end, span.outer_end))
        if not self.spoken or self.spoken[-1].block != index or self.spoken[-1].offset < self.last.offset:
            self.spoken.append(self.last)
        self.last_sentence = at

    def unattributed(self, index: int, at: int, tokens: Sequence[Token], span: Span, *, alone: bool) -> None:
        """Adds a quotation without words of attribution in its sentence: it may go on an earlier one."""
        block = self.blocks[index]
        opened = self.open_in == index - 1 and span.outer == 0 and index > 0
        known = carried(self, index, at, span, opened=opened) if alone else None
        if known is None:
            if words_in(block.passage.text, span) < 3 and not opened:
                return
            waiting = self.waiting if opened else []
            self.add(index, span, _NOBODY, "", block.sentences[at], continues=opened, at=at)
            self.last = None
            self.waiting = [*waiting, len(self.found) - 1] if span.open else []
            return
        person, rule, continues = known
        self.add(index, span, person, rule, block.sentences[at], continues=continues, at=at)

    def own_words(self, index: int, at: int, tokens: Sequence[Token], quote: int) -> None:
        """Adds a part of a sentence that is speech without words of saying.

        Where somebody says "I" in it, it is the subject's of the sentence; in reported speech ("er habe „…“") that of
        whoever spoke just before.
        """
        sets = self.words.sets
        before = tokens[:quote]
        span = tokens[quote].span
        text = self.blocks[index].passage.text
        if span is not None and any(token.key in sets["reported"] for token in before) and words_in(text, span) > 2:
            self._reported(index, at, span)
            return
        if span is None or not is_personal(text, span, self.words):
            return
        if any(token.key in sets["placards"] for token in before):
            return
        if any(token.key in sets[name] for token in before[-2:] for name in ("titled", "scare_quotes")):
            return
        if self.words.cases:
            subject = main_case_subject(tokens, 0, quote, Verb(SAYS), self.people)
        else:
            subject = main_subject(tokens, 0, quote, self.people)
        person = _NOBODY
        if subject is not None and subject.gender != "o" and (subject.speaker or subject.pronoun in ("m", "f")):
            person = self.person(index, tokens, subject)._replace(probable=True)
        self.add(index, span, person, "fronted" if person.speaker else "", self.blocks[index].sentences[at], at=at)

    def _reported(self, index: int, at: int, span: Span) -> None:
        block = self.blocks[index]
        sentence = block.before(at)
        last = self.last
        if last is not None and last.block == index and self.last_sentence == sentence:
            person: Person | None = last.person
        else:
            found = leading(self, index, sentence) if sentence >= 0 else None
            person = found[0] if found else None
        if person is not None and (person.speaker or person.text):
            self.add(index, span, person._replace(probable=True), "continued", block.sentences[at], at=at)

    def person(self, index: int, tokens: Sequence[Token], subject: Subject) -> Person:
        """Whom a subject stands for."""
        text = self.blocks[index].passage.text
        if subject.pronoun:
            found = antecedent(
                subject.pronoun, self.blocks, index, tokens[subject.start].start, self.people, self.spoken
            )
            if found is None:
                found = only_one(self, index, subject.pronoun)
            return found if found is not None and found != OPEN else self._as_printed(index, tokens, subject)
        printed = " ".join(text[tokens[subject.start].start : tokens[subject.end - 1].end].split())
        if subject.speaker:
            self.people.learn(subject.speaker, subject.gender)
            return Person(subject.speaker, printed, subject.gender, subject.probable)
        described = self._chosen(index, tokens[subject.end - 1].naming, subject.gender)
        described = described or self.descriptions.record(index, tokens, subject, self.spoken)
        described = described or body_of(self, tokens, subject)
        if described is not None:
            return Person(described, printed, self.people.gender(described) or subject.gender, True)
        return Person("", printed, subject.gender)

    def _as_printed(self, index: int, tokens: Sequence[Token], subject: Subject) -> Person:
        """A third person's pronoun as it stands there, where it is open whom it means."""
        if subject.pronoun not in ("m", "f", "p"):
            return _NOBODY
        text = self.blocks[index].passage.text
        told = (self.words.printed_pronoun(text[t.start : t.end]) for t in tokens[subject.start : subject.end])
        known = [word for word in told if word.lower() in self.words.pronouns]
        sets = self.words.sets
        if not known and subject.end - subject.start > 1:
            # "in her words", "по его словам"
            others = sets["possessives_m"] | sets["possessives_f"] | sets["oblique_pronouns"]
            known = [t.key for t in tokens[subject.start : subject.end] if t.key in others]
        return Person("", known[0], subject.pronoun) if len(known) == 1 else _NOBODY

    def _chosen(self, index: int, naming: Naming | None, gender: str) -> str | None:
        """Which of several records a surname stands for: the only one that the gender allows."""
        if naming is None or naming.id:
            return None
        people = self.people
        fitting = [id for id in naming.choices if id.startswith("actors/") and agrees(people.gender(id), gender)]
        if len(fitting) == 1 and gender in ("m", "f") and all(people.gender(id) for id in naming.choices):
            return fitting[0]
        return None


def _is_bare(tokens: Sequence[Token], at: int, speech: Speech) -> bool:
    """Whether nothing that could be the subject stands behind a verb, only circumstances and to whom it is said."""
    sets = speech.words.sets
    while at < len(tokens) and tokens[at].kind == WORD and tokens[at].key in sets["light"] | sets["follows"]:
        at += 1
    if at >= len(tokens) or tokens[at].kind in (MARK, QUOTE):
        return True
    if tokens[at].key not in sets["prepositions"]:
        return False
    while at + 1 < len(tokens) and tokens[at].kind not in (MARK, QUOTE):
        at += 1
        before = tokens[at - 1]
        if tokens[at].capital and not (before.capital or before.key in sets["prepositions"]):
            return speech.words.cases is False
    return True
