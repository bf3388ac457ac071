"""The rules by which things are found in texts, each in words for a reader.

The room that finds things names a rule with every finding, and the pages explain it: both have the rules from here, so
that no finding has a rule without words. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model.messages import tr

NAMES = {
    "form": tr("printed as in the record"),
    "inflected": tr("a form of the record, in another case or number"),
    "surname": tr("part of a name that stands in full before it"),
    "initials": tr("initials with the surname of the record"),
    "abbreviation": tr("letters that stand in brackets behind the whole name"),
    "patronymic": tr("given name and patronymic of a person named in full before"),
    "variant": tr("the name in another transcription"),
    "title": tr("a title that fits one person of this surname alone"),
    "given": tr("a given name alone, of the one person here who bears it and is named in full before"),
    "context": tr("a surname of several people: what stands beside it fits one of them alone"),
    "head": tr("a short word for a body that is named in full before"),
    "position": tr("an office that the record says was held on that day"),
}

TIMES = {
    "date": tr("the day, month and year are printed"),
    "date-nearest-year": tr("a day without a year: the year that brings it nearest to the day of publication"),
    "date-of-text": tr("a day without a year or month: taken from the date named before it in the text"),
    "date-said-year": tr("a day or month with “last”, “this” or “next”: counted from the day of publication"),
    "night-before": tr("a night named by the day on which it ends: both days"),
    "month": tr("the month and year are printed"),
    "month-of-year": tr("a month without a year: the nearest one to the day of publication that the tense allows"),
    "year": tr("the year is printed"),
    "decade": tr("the decade is printed"),
    "century": tr("the century is named"),
    "season": tr("the season and year are printed: its three months in the northern hemisphere"),
    "season-of-year": tr("a season without a year: the nearest one to the day of publication that the words allow"),
    "quarter": tr("a quarter of a year: its three months"),
    "weekday-before": tr("a weekday: the last such day before the day of publication"),
    "weekday-same-day": tr("the weekday of publication itself, as agencies write"),
    "weekday-after": tr("a weekday, told of as still to come: the next such day after the day of publication"),
    "weekday-last": tr("“last” with a weekday: the last such day before the day of publication"),
    "weekday-this": tr("“this” with a weekday: that day of the week of publication, or the one that the tense allows"),
    "weekday-next": tr("“next” with a weekday: the next such day after the day of publication"),
    "today": tr("the day of publication"),
    "yesterday": tr("the day before publication"),
    "tomorrow": tr("the day after publication"),
    "days-before": tr("so many days before publication"),
    "days-after": tr("so many days after publication"),
    "overnight": tr("the night before publication: both days"),
    "ago": tr("counted back from the day of publication, as finely as the words count"),
    "ahead": tr("counted on from the day of publication, as finely as the words count"),
    "period-before": tr("the week, weekend, month or year before that of publication"),
    "period-this": tr("the week, weekend, month or year of publication"),
    "period-after": tr("the week, weekend, month or year after that of publication"),
    "span-before": tr("a stretch of time that ends with the day of publication"),
    "span-after": tr("a stretch of time that begins with the day of publication"),
    "same-day": tr("the same day, month or year as the one named last in the text"),
    "day-after": tr("the day, month or year after the one named last in the text"),
    "day-before": tr("the day, month or year before the one named last in the text"),
    "later": tr("counted on from the day named last in the text"),
    "earlier": tr("counted back from the day named last in the text"),
    "after-event": tr("counted from an event whose day is known"),
    "nth-night": tr("a numbered day or night of an event whose first day is known"),
    "contradiction": tr("the weekday and the date do not agree"),
    "ambiguous": tr("more than one day fits and nothing decides"),
    "narrated": tr("part of an account of an earlier time: not counted from the day of publication"),
    "quoted": tr("said by somebody, perhaps on another day: not counted from the day of publication"),
    "unanchored": tr("counted from something whose day is not known"),
    "undated": tr("counted from the day of publication, which is not known well enough"),
}

QUOTATIONS = {
    "trailing": tr("named behind the quoted words or between them"),
    "fronted": tr("named before the quoted words"),
    "according-to": tr("named with “according to” or the like"),
    "pronoun": tr("a pronoun beside the quoted words, read as the one named before"),
    "open-pronoun": tr("a pronoun beside the quoted words; whom it means is left open"),
    "continued": tr("the quotation goes on from the one before it"),
    "colon": tr("named before a colon that leads to the quoted words"),
    "dash": tr("a dash at the beginning of the line marks speech"),
    "label": tr("the name stands before the speech, as in a transcript"),
    "interview": tr("an answer in an interview with this person"),
    "blockquote": tr("set off as a quotation, the speaker named beside it"),
}

CLAIMS = {
    "noun": tr("a number before a word for people"),
    "event-noun": tr("a number before a word that says what happened (“200 arrests”)"),
    "elliptical": tr("a number with a verb, the word for people left out"),
    "toll": tr("a number behind a word for a toll (“the death toll”)"),
    "crowd": tr("a number behind a word for a crowd"),
    "population": tr("a number behind a word for a population"),
    "strong": tr("a number with “-strong”"),
    "inverted": tr("the word for people before the number, which makes it approximate"),
    "money": tr("a number beside the sign or name of a currency"),
    "fronted": tr("a word for what happened to people, then a dash or colon and the number"),
    "again": tr("another number for those counted just before, by another source"),
    "part": tr("a part of a number of people named before (“of them”)"),
    "curator": tr("read by a curator"),
}


def in_words(rules: Mapping[str, str], rule: str) -> str:
    """What a rule does; a rule without words is shown as it is."""
    return rules.get(rule, rule)
