"""What is found in a text by rule at build time: names, times, quotations, counted claims, each with how it is known.

The values pass between rooms that do not know each other: `read` gives `Passage`s, `annotate` gives `Findings` for
them, `read` marks the findings in the HTML, `plan` makes pages of them. Offsets are in characters of the passage's
text. Whatever is not certain says so; a rule that cannot decide leaves the field empty and never picks.
"""

from __future__ import annotations

from dataclasses import dataclass

PROBABLE = "probable"
OPEN_PRONOUN = "open-pronoun"
"""Rule of a quotation whose speaker is a printed pronoun that can stand for several people."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The plain text of one block of an article."""

    id: str
    """`p7` for paragraphs and the like, `s2` for subheads."""
    kind: str
    """`paragraph`, `heading`, `bullet_list`, `ordered_list`, `blockquote`, `table`, …"""
    text: str


@dataclass(frozen=True, slots=True)
class Naming:
    """One place in a text where a record is named."""

    passage: str
    start: int
    end: int
    id: str
    """`actors/<id>` or `places/<id>`; empty where the name could be one of several (see `choices`)."""
    form: str
    """As printed."""
    rule: str = "form"
    """`form` (a form of the record, to the letter), `inflected`, `surname` (part of a name after the whole of it),
    `position` (an office that the record says was held on that day) …"""
    certainty: str = ""
    """Empty or `probable`."""
    choices: tuple[str, ...] = ()
    """The records it could be, where it is not clear which."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, resolved against the article's date.

    Sources: the categories follow TimeML's TIMEX3 (ISO 24617-1); values are EDTF (ISO 8601-2).
    """

    passage: str
    start: int
    end: int
    text: str
    """As printed."""
    edtf: str
    """A day, month, year or interval; empty where the words cannot be resolved (the article has no date, or several
    readings are left)."""
    rule: str
    """`date`, `weekday-before`, `yesterday`, `month-of-year`, `nth-night` …: a word that the site can explain."""
    certainty: str = ""
    """Empty or `probable`."""
    sentence: str = ""
    """The sentence that it stands in, for showing."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech. One of several paragraphs is one value for each paragraph, joined by `continues`."""

    passage: str
    start: int
    """Of the quoted words, without the quotation marks."""
    end: int
    text: str
    """The quoted words as printed, without the marks around them."""
    speaker: str = ""
    """`actors/<id>`; empty where the speaker has no record or is not known."""
    speaker_text: str = ""
    """Who speaks, as printed ("a doctor at the hospital", "Ms Hrybava"); empty where nobody is named."""
    verb: str = ""
    """The word of saying as printed; empty where there is none."""
    sentence: str = ""
    """The whole sentence or sentences with the attribution, for showing."""
    rule: str = ""
    """`trailing`, `fronted`, `according-to`, `pronoun`, `open-pronoun`, `continued`, `colon` …; empty where it is
    unattributed."""
    certainty: str = ""
    continues: bool = False
    """Whether it goes on the quotation before it: the second and further paragraphs of one, or the part behind the
    attribution."""


@dataclass(frozen=True, slots=True)
class CountedClaim:
    """A statement that counts people or money."""

    passage: str
    start: int
    """Of the words that state the quantity with its hedge and unit ("nearly 7,000 people")."""
    end: int
    text: str
    low: float | None
    """The least that it states; nothing where open ("up to 50")."""
    high: float | None
    """The most; nothing where open ("more than 100,000", "at least two"). A plain or approximate number has both
    alike."""
    hedge: str = ""
    """`about`, `at-least`, `more-than`, `at-most`, `less-than`, `nearly`, `range`, `indefinite` ("dozens",
    "thousands"); empty for a plain number."""
    unit: str = ""
    """What is counted, in English: `people`, or a currency (ISO 4217): `USD`."""
    subject: str = ""
    """Of what happened to them, a key of the data files: `detained`, `killed`, `injured`, `protested`, `dismissed`,
    `infected`, `fined` …; for money: `paid`, `fined`, `aid` …; empty where no verb or noun tells."""
    printed: str = ""
    """The words for the subject as printed."""
    said_by: str = ""
    """`actors/<id>` or empty."""
    said_by_text: str = ""
    """Who says so, as printed; empty where the outlet itself says so."""
    edtf: str = ""
    """When: the time expression of the same sentence, resolved; empty where there is none."""
    sentence: str = ""
    rule: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one text, each kind in the order of the text."""

    names: tuple[Naming, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    claims: tuple[CountedClaim, ...] = ()
    shingles: tuple[int, ...] = ()
    """Digests of some of the text's runs of words: texts that share a passage share one (see `annotate.passages`)."""
