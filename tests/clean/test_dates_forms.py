"""Forms of printed dates, and what is no date; weekdays; addresses; spans of days; labels; relations to events."""

import time

import pytest
from clean.cases import raw_file

from sitegen.clean import clean
from sitegen.clean.dates import find_dates, find_weekdays
from sitegen.clean.dayroles import PUBLISHED, SAVED, UPDATED, is_quoted, label_of
from sitegen.clean.days import NO_DAY, Span, month_of, plus
from sitegen.clean.eventdays import same_word
from sitegen.clean.urldays import day_of_url, month_of_url, original_address
from sitegen.model.draft import EventLore, Lore

FORMS = [
    ("30 October 2020", "2020-10-30"),
    ("October 30, 2020", "2020-10-30"),
    ("Oct. 30 2020", "2020-10-30"),
    ("Friday, the 30th of October, 2020", "2020-10-30"),
    ("30-Oct-2020", "2020-10-30"),
    ("2020-10-30T18:00:00Z", "2020-10-30"),
    ("30.10.2020", "2020-10-30"),
    ("30. 10. 2020", "2020-10-30"),
    ("10/30/2020", "2020-10-30"),
    ("30/10/20", "2020-10-30"),
    ("Friday, 03/04/2020", "2020-04-03"),
    ("Wednesday, 03/04/2020", "2020-03-04"),
    ("2020年10月30日", "2020-10-30"),
    ("2020년 10월 30일", "2020-10-30"),
    ("30 октября 2020 года", "2020-10-30"),
    ("30 окт. 2020", "2020-10-30"),
    ("30 кастрычніка 2020", "2020-10-30"),
    ("30 жовтня 2020 року", "2020-10-30"),
    ("30 października 2020 r.", "2020-10-30"),
    ("Freitag, den 30. Oktober 2020", "2020-10-30"),
    ("1er novembre 2020", "2020-11-01"),
    ("30 de octubre de 2020", "2020-10-30"),
    ("30 ottobre 2020", "2020-10-30"),
    ("1º de outubro de 2020", "2020-10-01"),
    ("30 oktober 2020", "2020-10-30"),
    ("30. října 2020", "2020-10-30"),
    ("30 Ekim 2020 Cuma", "2020-10-30"),
    ("30. lokakuuta 2020", "2020-10-30"),
    ("2020. október 30.", "2020-10-30"),
    ("30 Οκτωβρίου 2020", "2020-10-30"),
    ("30 أكتوبر 2020", "2020-10-30"),
    ("EditorOctober 30, 2020", "2020-10-30"),
    ("October 30, 20201 minute read", "2020-10-30"),
    ("2020/10/30", "2020-10-30"),
    ("30 listopada 2020", "2020-11-30"),
    ("30. kolovoza 2020.", "2020-08-30"),
]
NO_DATES = [
    "the score was 3 to 2",
    "call 030.10.20.30.40",
    "version 1.2.2020.5",
    "31 February 2021",
    "32.13.2020",
    "12 minutes ago",
    "3 days ago 12 people may come",
    "5 may be enough",
    "it may 5 times",
    "from 10:30.20",
    "30. listopada 2020 may be October",
]


@pytest.mark.parametrize(("text", "day"), FORMS)
def test_printed_forms(text: str, day: str) -> None:
    mentions = find_dates(f"(x) {text} |")
    assert [mention.iso for mention in mentions] == [day]
    assert mentions[0].text in text or mentions[0].text == text


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert not [mention for mention in find_dates(text) if mention.iso or not mention.year]


def test_two_readings_stay_two() -> None:
    (mention,) = find_dates("03/04/2020")
    assert (mention.iso, mention.readings) == ("", ["2020-04-03", "2020-03-04"])
    (same,) = find_dates("04/04/2020")
    assert same.iso == "2020-04-04"
    (stops,) = find_dates("03.04.2020")
    assert (stops.iso, len(stops.readings)) == ("2020-04-03", 2)
    assert not find_dates("Monday, 03/04/2020")[0].readings


def test_a_year_from_elsewhere_must_agree_with_the_weekday() -> None:
    (mention,) = find_dates("Sunday, Dec 24")
    assert (mention.year, mention.weekday) == (0, 6)
    assert mention.in_year(2023) == "2023-12-24" and mention.in_year(2022) == ""


def test_weekdays() -> None:
    def found(text: str) -> list[tuple[int, bool, bool]]:
        return [(word.weekday, word.turned, word.late) for word in find_weekdays(text)]

    assert found("on Monday, and last Tuesday, and late on Friday") == [
        (0, False, False), (1, True, False), (4, False, True)
    ]  # fmt: skip
    assert found("Sunday's vote") == [(6, False, False)]
    assert found("am Dienstagabend") == [(1, False, True)]
    assert found("el martes por la noche") == [(1, False, True)]
    assert found("в среду вечером") == [(2, False, True)]
    assert found("у п’ятницю") == [(4, False, False)]
    assert found("on Monday, 5 October 2020, and Fri") == []


def test_addresses() -> None:
    assert day_of_url("https://a.example/2020/10/30/x")[0] == "2020-10-30"
    assert day_of_url("https://a.example/2020/oct/30/x")[0] == "2020-10-30"
    assert day_of_url("https://a.example/2020-10-30/x") == ("2020-10-30", "2020-10-30")
    assert day_of_url("https://a.example/x-2020-10-30/")[0] == "2020-10-30"
    assert day_of_url("https://a.example/20201030/x.html")[0] == "2020-10-30"
    assert day_of_url("https://a.example/flood-of-2020-10-30-has-left")[0] == ""
    assert day_of_url("https://a.example/x-20209930")[0] == ""
    copy = "https://web.archive.org/web/20210301120000/https://a.example/x"
    assert (original_address(copy), day_of_url(copy)[0]) == ("https://a.example/x", "")
    assert month_of_url("https://a.example/2020/02/x") == (Span("2020-02-01", "2020-02-29"), "2020/02")
    assert month_of_url("https://a.example/2020/x") == (Span(), "")


def test_spans() -> None:
    early, late = Span("2020-08-09", "2020-08-12"), Span(first="2020-08-11")
    assert early.meet(late) == Span("2020-08-11", "2020-08-12")
    assert (early.length, late.length, early.edtf, late.edtf) == (4, 0, "2020-08-09/2020-08-12", "")
    assert early.meet(Span(last="2020-08-01")).is_empty and early.meet(NO_DAY).is_empty
    assert Span("2020-08-09", "2020-08-09").edtf == "2020-08-09"
    assert month_of("2020-12-09", 1) == Span("2021-01-01", "2021-01-31")
    assert (plus("2020-02-28", 2), plus("0001-01-01", -5)) == ("2020-03-01", "0001-01-01")


def test_labels() -> None:
    def labels(text: str) -> list[str]:
        mentions = find_dates(text)
        return [label_of(text, mentions, number) for number in range(len(mentions))]

    assert labels("Published 3 May 2020, updated 5 May 2020") == [PUBLISHED, UPDATED]
    assert labels("Mis à jour le 5 mai 2020 - publié le 3 mai 2020") == [UPDATED, PUBLISHED]
    assert labels("입력 2021.11.10 수정 2021.11.12") == [PUBLISHED, UPDATED]
    assert labels("홍길동 기자 수정 2021.11.12") == [UPDATED]
    assert labels("Retrieved on 5 May 2020") == [SAVED]
    assert labels("5 May 2020") == [""]
    assert labels("Urteil vom 5. Mai 2020") == [""]


def test_quotations() -> None:
    text = "He said “on 5 May 2020” and left on 6 May 2020."
    first, second = find_dates(text)
    assert is_quoted(text, 0, first.start) and not is_quoted(text, 0, second.start)


def test_same_word() -> None:
    assert same_word("выборы", "выборов") and same_word("vote", "votes") and same_word("тарне", "тарна")
    assert not same_word("president", "presidential")
    assert not same_word("march", "market") and not same_word("dam", "damage") and not same_word("vote", "voice")


@pytest.mark.parametrize(
    "piece", ["1 ", "12.", "3 May ", "1/2/", "2020-", "May ", "a-", "’s ", "(1 x", "– 3 ", "“", "a. A "]
)
def test_long_lines_cost_little(piece: str) -> None:
    line = piece * (40_000 // len(piece))
    started = time.process_time()
    find_dates(line)
    find_weekdays(line)
    label_of(line, find_dates(line), 0) if find_dates(line) else None
    assert time.process_time() - started < 1.5


ARTICLES = ["On 3 May 2020 it broke ", "yesterday's vote ", "last Sunday’s vote, ", "will be 3 May 2020 "]


@pytest.mark.parametrize("piece", ARTICLES)
def test_an_article_of_one_long_line_costs_little(piece: str) -> None:
    text = "Vote on the dam\n\n" + piece * (60_000 // len(piece))
    lore = Lore(events=(EventLore("vote", "Vote on the dam", "2020-05-03"),))
    started = time.process_time()
    clean(raw_file(text.encode("utf-8")), lore)
    assert time.process_time() - started < 3
