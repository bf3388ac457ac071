"""What rules found in one article, for the page that tells how everything is known.

Only what the article's own page shows: findings hold no more, and names are told only where the text is shown whole.
"""

from __future__ import annotations

from sitegen.base.text import squeeze
from sitegen.model.annotations import CountedClaim, Naming, Quotation, TimeExpression
from sitegen.model.article import Card, FormCount, MentionCount
from sitegen.model.authority import Actor, Place
from sitegen.model.dates import parse_edtf
from sitegen.model.messages import Small, joined, tr
from sitegen.model.rules import CLAIMS, NAMES, QUOTATIONS, TIMES, in_words
from sitegen.model.views import Finding, Link
from sitegen.plan.entries import actor_link
from sitegen.plan.figures import subject_addresses
from sitegen.plan.library import Library
from sitegen.plan.subjects import reading, subject_words


def names_found(library: Library, card: Card) -> tuple[Finding, ...]:
    """The records that the text names, with every form printed, a row for each rule; then names that could be of
    several."""
    if card.publish != "full":
        return ()
    told = [finding for mention in card.mentions for finding in _mentions(library, card, mention)]
    unclear = [_unclear(library, card, naming) for naming in card.findings.names]
    return tuple(finding for finding in (*told, *unclear) if finding)


def _record(library: Library, id: str) -> Actor | Place | None:
    kind, _, name = id.partition("/")
    return library.actors.get(name) if kind == "actors" else library.places.get(name)


def _mentions(library: Library, card: Card, mention: MentionCount) -> list[Finding]:
    record = _record(library, mention.id)
    if record is None:
        return []
    groups: dict[tuple[str, str], list[FormCount]] = {}
    for one in mention.known:
        groups.setdefault((one.rule, one.certainty), []).append(one)
    out = []
    for (rule, certainty), members in groups.items():
        count = sum(one.count for one in members)
        out.append(
            Finding(
                words=" · ".join(dict.fromkeys(one.form for one in members)),
                values=(Link(record.name, record.address),),
                note=f"{count}×" if count > 1 else "",
                how=in_words(NAMES, rule),
                probable=bool(certainty),
                place=f"{card.face.address}#{mention.paragraph}",
            )
        )
    return out


def _unclear(library: Library, card: Card, naming: Naming) -> Finding | None:
    records = [record for id in naming.choices if (record := _record(library, id))]
    # One whom the library does not know may be somebody whose name must not be said.
    if not records or len(records) < len(naming.choices):
        return None
    return Finding(
        words=squeeze(naming.form),
        values=tuple(Link(record.name, record.address) for record in records),
        note="" if len(records) == 1 else tr("one of these; which is not clear"),
        how=in_words(NAMES, naming.rule),
        probable=bool(naming.certainty),
        place=f"{card.face.address}#{naming.passage}",
    )


def times_found(card: Card) -> tuple[Finding, ...]:
    """Words that say when, with what they resolve to."""
    return tuple(_time(card, when) for when in card.findings.times)


def _time(card: Card, when: TimeExpression) -> Finding:
    return Finding(
        words=squeeze(when.text),
        values=(Link(parse_edtf(when.edtf).label, ""),) if when.edtf else (),
        note="" if when.edtf else tr("left open"),
        how=in_words(TIMES, when.rule),
        probable=bool(when.certainty),
        place=f"{card.face.address}#{when.passage}",
    )


def quotations_found(library: Library, card: Card) -> tuple[Finding, ...]:
    """Quoted words with who speaks."""
    return tuple(_quotation(library, card, quotation) for quotation in card.findings.quotations)


def _quotation(library: Library, card: Card, quotation: Quotation) -> Finding:
    id = quotation.speaker.removeprefix("actors/")
    speaker = actor_link(library, id) if quotation.speaker else None
    printed = squeeze(quotation.speaker_text)
    values = (speaker,) if speaker else (Link(printed, "", card.face.language),) if printed else ()
    notes: list[str] = []
    if speaker and printed and printed != speaker.text:
        notes.append(tr("printed as “{words}”", words=printed))
    notes += [tr("verb “{words}”", words=quotation.verb)] if quotation.verb else []
    notes += [] if values else [tr("nobody is named")]
    return Finding(
        words=squeeze(quotation.text),
        values=values,
        note=joined(", ", notes) if notes else "",
        how=in_words(QUOTATIONS, quotation.rule),
        probable=bool(quotation.certainty),
        place=f"{card.face.address}#{quotation.passage}",
    )


def figures_found(library: Library, card: Card) -> tuple[Finding, ...]:
    """Statements that count something."""
    addresses = subject_addresses(library)
    return tuple(_figure(library, card, claim, addresses) for claim in card.findings.claims)


def _figure(library: Library, card: Card, claim: CountedClaim, addresses: dict[tuple[bool, str], str]) -> Finding:
    is_money = claim.unit not in ("", "people")
    key = claim.unit if is_money else claim.subject
    what = claim.unit if is_money else Small(subject_words(key)[0]) if key else tr("people")
    said_by = actor_link(library, claim.said_by.removeprefix("actors/"))
    who = said_by.text if said_by else squeeze(claim.said_by_text)
    notes: list[str] = [tr("said by {name}", name=who) if who else tr("said by the article itself")]
    notes += [parse_edtf(claim.edtf).label] if claim.edtf else []
    return Finding(
        words=squeeze(claim.text),
        values=(
            Link(
                joined(", ", (reading(claim.low, claim.high, claim.hedge) or tr("no number"), what)),
                addresses.get((is_money, key), ""),
            ),
        ),
        note=joined("; ", notes),
        how=in_words(CLAIMS, claim.rule),
        probable=bool(claim.certainty),
        place=f"{card.face.address}#{claim.passage}",
    )
