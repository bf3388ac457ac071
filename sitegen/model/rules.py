"""The rules by which things are found in texts, each in words for a reader.

The room that finds things names a rule with every finding, and the pages explain it: both have the rules from here, so
that no finding has a rule without words. Nothing is decided here.
"""

from __future__ import annotations

NAMES = {
    "form": "printed as in the record",
    "inflected": "a form of the record, in another case or number",
    "surname": "part of a name that stands in full before it",
    "initials": "initials with the surname of the record",
    "abbreviation": "letters that stand in brackets behind the whole name",
    "patronymic": "given name and patronymic of a person named in full before",
    "variant": "the name in another transcription",
    "title": "a title that fits one person of this surname alone",
    "given": "a given name alone, of the one person here who bears it and is named in full before",
    "context": "a surname of several people: what stands beside it fits one of them alone",
    "head": "a short word for a body that is named in full before",
    "position": "an office that the record says was held on that day",
}

TIMES = {
    "date": "the day, month and year are printed",
    "date-nearest-year": "a day without a year: the year that brings it nearest to the day of publication",
    "date-of-text": "a day without a year or month: taken from the date named before it in the text",
    "date-said-year": "a day or month with “last”, “this” or “next”: counted from the day of publication",
    "night-before": "a night named by the day on which it ends: both days",
    "month": "the month and year are printed",
    "month-of-year": "a month without a year: the nearest one to the day of publication that the tense allows",
    "year": "the year is printed",
    "decade": "the decade is printed",
    "century": "the century is named",
    "season": "the season and year are printed: its three months in the northern hemisphere",
    "season-of-year": "a season without a year: the nearest one to the day of publication that the words allow",
    "quarter": "a quarter of a year: its three months",
    "weekday-before": "a weekday: the last such day before the day of publication",
    "weekday-same-day": "the weekday of publication itself, as agencies write",
    "weekday-after": "a weekday, told of as still to come: the next such day after the day of publication",
    "weekday-last": "“last” with a weekday: the last such day before the day of publication",
    "weekday-this": "“this” with a weekday: that day of the week of publication, or the one that the tense allows",
    "weekday-next": "“next” with a weekday: the next such day after the day of publication",
    "today": "the day of publication",
    "yesterday": "the day before publication",
    "tomorrow": "the day after publication",
    "days-before": "so many days before publication",
    "days-after": "so many days after publication",
    "overnight": "the night before publication: both days",
    "ago": "counted back from the day of publication, as finely as the words count",
    "ahead": "counted on from the day of publication, as finely as the words count",
    "period-before": "the week, weekend, month or year before that of publication",
    "period-this": "the week, weekend, month or year of publication",
    "period-after": "the week, weekend, month or year after that of publication",
    "span-before": "a stretch of time that ends with the day of publication",
    "span-after": "a stretch of time that begins with the day of publication",
    "same-day": "the same day, month or year as the one named last in the text",
    "day-after": "the day, month or year after the one named last in the text",
    "day-before": "the day, month or year before the one named last in the text",
    "later": "counted on from the day named last in the text",
    "earlier": "counted back from the day named last in the text",
    "after-event": "counted from an event whose day is known",
    "nth-night": "a numbered day or night of an event whose first day is known",
    "contradiction": "the weekday and the date do not agree",
    "ambiguous": "more than one day fits and nothing decides",
    "narrated": "part of an account of an earlier time: not counted from the day of publication",
    "quoted": "said by somebody, perhaps on another day: not counted from the day of publication",
    "unanchored": "counted from something whose day is not known",
    "undated": "counted from the day of publication, which is not known well enough",
}

QUOTATIONS = {
    "trailing": "named behind the quoted words or between them",
    "fronted": "named before the quoted words",
    "according-to": "named with “according to” or the like",
    "pronoun": "a pronoun beside the quoted words, read as the one named before",
    "continued": "the quotation goes on from the one before it",
    "colon": "named before a colon that leads to the quoted words",
    "dash": "a dash at the beginning of the line marks speech",
    "label": "the name stands before the speech, as in a transcript",
    "interview": "an answer in an interview with this person",
    "blockquote": "set off as a quotation, the speaker named beside it",
}

CLAIMS = {
    "noun": "a number before a word for people",
    "event-noun": "a number before a word that says what happened (“200 arrests”)",
    "elliptical": "a number with a verb, the word for people left out",
    "toll": "a number behind a word for a toll (“the death toll”)",
    "crowd": "a number behind a word for a crowd",
    "population": "a number behind a word for a population",
    "strong": "a number with “-strong”",
    "inverted": "the word for people before the number, which makes it approximate",
    "money": "a number beside the sign or name of a currency",
    "fronted": "a word for what happened to people, then a dash or colon and the number",
    "again": "another number for those counted just before, by another source",
    "part": "a part of a number of people named before (“of them”)",
    "curator": "read by a curator",
}


def in_words(rules: dict[str, str], rule: str) -> str:
    """What a rule does; a rule without words is shown as it is."""
    return rules.get(rule, rule)
