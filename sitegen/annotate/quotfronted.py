"""What stands before a quotation in its sentence and attributes it: X said: "…", X called it "…", adding: "…".

The nearest word of saying to the left that governs the quotation; what is denied, asked or said of nobody attributes
nothing. What stands behind a quotation is the work of `quotattribution`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotannounced import announced, in_words_of, others
from sitegen.annotate.quotattribution import according, cited, quoted_person
from sitegen.annotate.quotbodies import inside
from sitegen.annotate.quotcases import case_subject, genitive_phrase
from sitegen.annotate.quotgestures import Attribution, impersonal, on_placard
from sitegen.annotate.quotlanguage import CHANT, GERUND, PARTLY, QUOTES, SAYS, Verb
from sitegen.annotate.quotmain import chanting, main_subject
from sitegen.annotate.quotmaincase import main_case_subject
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quotsubjects import left_subject, right_subject
from sitegen.annotate.quottokens import MARK, NAME, QUOTE, WORD, Token
from sitegen.annotate.quotverbs import phrase_at, previous_verb, verb_at
from sitegen.annotate.speakers import Subject, phrase

_FARTHEST_LEFT = 90


def fronted(tokens: Sequence[Token], quote: int, people: People) -> Attribution | None:
    """What stands before the quotation in its sentence: the nearest word of saying that governs it."""
    words = people.words
    elliptical = others(tokens, quote, people)
    if elliptical is not None:
        return Attribution("fronted", elliptical, (quote, quote), quote)
    first = max(0, quote - _FARTHEST_LEFT)
    yielding: Attribution | None = None
    for at in range(quote - 1, first - 1, -1):
        token = tokens[at]
        if token.kind == MARK and token.key in ";":
            break
        if token.kind != WORD:
            continue
        if token.key in words.sets["chant_nouns"] and yielding is None and _leads_to(tokens, at, quote, people):
            return Attribution("fronted", chanting(tokens, at, people), (at, at + 1), at + 1, CHANT)
        verb = verb_at(tokens, at, people) if token.key in words.verbs else None
        if verb is not None and _governs(tokens, at, quote, people):
            if at and verb.kind == GERUND and tokens[at - 1].key in words.sets["placards"]:
                return None
            found_verb = _of_verb(tokens, at, verb, quote, people)
            if _is_open(tokens, found_verb, people) or on_placard(tokens, found_verb.subject, people):
                return None
            if found_verb.subject is None and found_verb.rule == "colon" and verb.kind != QUOTES:
                if words.cases and verb.gender == "p":
                    # "They shouted at her: “…”": the plural without a subject says that it is open who.
                    return found_verb
                return announced(tokens, quote, people) or found_verb
            if token.key not in words.sets["yielding"]:
                return found_verb
            yielding = yielding or found_verb
            continue
        if verb is None and token.key in words.verbs and _blocks(tokens, at, people):
            if tokens[quote - 1].key == ":":
                # "She will not say much: “…”"
                break
            return None
        if token.key in words.phrases:
            length, gender = phrase_at(tokens, at, people)
            if length and at + length < quote:
                found = according(tokens, at, length, gender, people)
                return found if found.end <= quote else None
    if yielding is None and quote > 1 and tokens[quote - 1].key == ":":
        return announced(tokens, quote, people)
    return yielding or in_words_of(tokens, quote, people)


def _is_open(tokens: Sequence[Token], found: Attribution, people: People) -> bool:
    """Whether it is asked, not told, that somebody said so ("declined to say whether he had called it …")."""
    start = found.subject.start if found.subject is not None else found.verb[0]
    for at in range(max(0, start - 1), found.verb[0]):
        if at > start and tokens[at].key == ",":
            # A clause about the subject ("the board, which met on Monday, said").
            break
        if tokens[at].kind == WORD and tokens[at].key in people.words.sets["unsaid"]:
            return True
    return False


def _leads_to(tokens: Sequence[Token], at: int, quote: int, people: People) -> bool:
    """Whether only "of", "such as" and other quotations stand between a word and the quotation."""
    words = people.words
    return all(
        token.kind in (MARK, QUOTE)
        or token.key in words.sets["prepositions"]
        or token.key in words.sets["conjunctions"]
        or token.key in words.sets["follows"]
        or token.key in words.sets["determiners"]
        for token in tokens[at + 1 : quote]
    )


def _blocks(tokens: Sequence[Token], at: int, people: People) -> bool:
    """Whether a negated or passive word of saying governs what follows: then nobody says it."""
    words = people.words
    return any(
        tokens[i].kind == WORD and (tokens[i].key in words.sets["negations"] or tokens[i].key in words.sets["passives"])
        for i in range(max(0, at - 3), at)
    )


def _governs(tokens: Sequence[Token], verb: int, quote: int, people: People) -> bool:
    """Whether no new clause begins between the verb and the quotation that would take it out of what is said."""
    if tokens[verb + 1].key == ":":
        # "She assures: all was finished, but lorries have “broken it”": what stands behind the colon is hers.
        return True
    breaks = people.words.sets["breaks"]
    commas = 0
    for at in range(quote - 1, verb, -1):
        token = tokens[at]
        if token.kind == MARK and token.key in (",", "—"):
            if people.words.verbs[tokens[verb].key].kind == PARTLY and not people.words.cases:
                # What such a verb governs follows in its own clause ("who called for a vote, had “…” put in").
                return False
            commas += 1
        elif token.kind == WORD and token.key in breaks and tokens[at - 1].key in (",", "—") and commas == 0:
            return False
    return True


def _of_verb(tokens: Sequence[Token], at: int, verb: Verb, quote: int, people: People) -> Attribution:
    rule = "colon" if tokens[quote - 1].key == ":" else "fronted"
    found = _attributed(tokens, at, verb, quote, rule, people)
    subject = found.subject
    if (
        subject is not None
        and subject.speaker
        and not subject.hidden
        and previous_verb(tokens, subject.start, people) > 0
    ):
        # "A said that B had called it …": what B says is known from A.
        return found._replace(subject=subject._replace(probable=True))
    return found


def _attributed(tokens: Sequence[Token], at: int, verb: Verb, quote: int, rule: str, people: People) -> Attribution:
    words = people.words
    if at >= 1 and tokens[at - 1].key in words.sets["quoting_particles"] and verb.kind == GERUND:
        quoter = next(
            (
                i
                for i in range(at - 1, max(-1, at - 20), -1)
                if tokens[i].kind == WORD and (known := words.verbs.get(tokens[i].key)) and known.kind == QUOTES
            ),
            -1,
        )
        if quoter >= 0:
            return Attribution(rule, quoted_person(tokens, quoter, people), (at, at + 1), at + 1, SAYS)
    if rule == "colon" and words.cases and verb.kind != GERUND:
        other = _repeated(tokens, at, quote, people)
        if other is not None:
            return Attribution(rule, other, (at, at + 1), at + 1, SAYS)
    if verb.kind == QUOTES:
        return Attribution(
            rule,
            cited(tokens, at, quote, people) if words.cases else quoted_person(tokens, at, people),
            (at, at + 1),
            at + 1,
            SAYS,
        )
    if verb.kind == GERUND and not words.cases:
        subject = _gerund_subject(tokens, at, people)
    elif words.cases:
        subject = (
            case_subject(tokens, at, verb, people)
            if verb.kind != GERUND
            else _gerund_case_subject(tokens, at, verb, people)
        )
    else:
        subject = impersonal(tokens, at, people) or left_subject(tokens, at, people)
        if words.inverts and (subject is None or subject.hidden):
            # "In Orsk sagte X": where something else begins the sentence, the subject stands behind the verb.
            subject = right_subject(tokens, at, people) or subject
        if verb.chant and (subject is None or subject.hidden or not subject.speaker):
            subject = chanting(tokens, at, people) or subject
    if words.cases and (subject is None or subject.hidden) and verb.gender not in ("m", "f"):
        subject = _document(tokens, quote, people) or subject
    return Attribution(rule, subject, (at, at + 1), at + 1, CHANT if verb.chant else verb.kind)


def _document(tokens: Sequence[Token], quote: int, people: People) -> Subject | None:
    """ "In the document …, it was written: “…”": what the sentence begins with."""
    if len(tokens) < 2 or tokens[0].key not in people.words.sets["inside"]:
        return None
    found = inside(tokens, 0, quote, Verb(SAYS), people)
    noun = tokens[found.start] if found is not None else None
    return found if noun is not None and noun.key in people.words.sets["documents"] else None


def _repeated(tokens: Sequence[Token], at: int, quote: int, people: People) -> Subject | None:
    """ "She remembers the words of her father: “…”": his."""
    for place in range(at + 1, min(at + 4, quote - 2)):
        if tokens[place].kind == WORD and tokens[place].key in people.words.sets["others_words"]:
            return genitive_phrase(tokens, place + 1, people)
    return None


def _gerund_subject(tokens: Sequence[Token], at: int, people: People) -> Subject | None:
    """ "X left, saying …": the subject of the clause before; of "by saying" too. "with a diplomat saying": the noun."""
    words = people.words
    before = tokens[at - 1] if at else None
    if before is not None and (
        before.kind == NAME or (before.kind == WORD and before.key not in words.sets["conjunctions"])
    ):
        start = at
        while (
            start
            and tokens[start - 1].kind != MARK
            and tokens[start - 1].kind != QUOTE
            and tokens[start - 1].key not in words.sets["accompanying"]
        ):
            start -= 1
        if start and tokens[start - 1].key in words.sets["accompanying"]:
            return phrase(tokens, start, at, people)
    verb = people.words.verbs[tokens[at].key]
    if verb.chant:
        return chanting(tokens, at, people) or main_subject(tokens, 0, at, people)
    spoken = _previous_attribution(tokens, at, people)
    return spoken if spoken is not None else main_subject(tokens, 0, at, people)


def _previous_attribution(tokens: Sequence[Token], at: int, people: People) -> Subject | None:
    """The subject of the nearest finite verb of saying before ("…," X told Y, adding …)."""
    back = previous_verb(tokens, at, people)
    if back < 0:
        return None
    subject = left_subject(tokens, back, people)
    if subject is None and back and tokens[back - 1].kind in (QUOTE, MARK):
        subject = right_subject(tokens, back, people)
    return subject._replace(hidden=True) if subject else None


def _gerund_case_subject(tokens: Sequence[Token], at: int, verb: Verb, people: People) -> Subject | None:
    back = previous_verb(tokens, at, people)
    if back >= 0:
        return case_subject(tokens, back, people.words.verbs[tokens[back].key], people)
    found = main_case_subject(tokens, 0, at, Verb(SAYS), people)
    return found or inside(tokens, 0, at, Verb(SAYS, "p"), people)
