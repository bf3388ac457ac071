"""EDTF: every form that is read, with its days, words and order; everything else is refused with a reason."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.dates import (
    DateError,
    days_apart,
    days_between,
    month_label,
    months_between,
    parse_edtf,
    weekday,
)

# text, earliest, latest, words
FORMS = [
    ("2020-10-30", "2020-10-30", "2020-10-30", "30 October 2020"),
    ("2020-02-29", "2020-02-29", "2020-02-29", "29 February 2020"),
    ("0001-01-01", "0001-01-01", "0001-01-01", "1 January 0001"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "31 December 9999"),
    ("2020-08", "2020-08-01", "2020-08-31", "August 2020"),
    ("2020-02", "2020-02-01", "2020-02-29", "February 2020"),
    ("1900-02", "1900-02-01", "1900-02-28", "February 1900"),
    ("2020", "2020-01-01", "2020-12-31", "2020"),
    ("2020-08-15?", "2020-08-15", "2020-08-15", "perhaps 15 August 2020"),
    ("2020-08-15~", "2020-08-15", "2020-08-15", "about 15 August 2020"),
    ("2020-08-15%", "2020-08-15", "2020-08-15", "perhaps about 15 August 2020"),
    ("2020-08~", "2020-08-01", "2020-08-31", "about August 2020"),
    ("1994?", "1994-01-01", "1994-12-31", "perhaps 1994"),
    ("2020-08-XX", "2020-08-01", "2020-08-31", "August 2020"),
    ("2020-XX-XX", "2020-01-01", "2020-12-31", "2020"),
    ("2020-XX", "2020-01-01", "2020-12-31", "2020"),
    ("199X", "1990-01-01", "1999-12-31", "1990s"),
    ("19XX", "1900-01-01", "1999-12-31", "1900s"),
    ("199X~", "1990-01-01", "1999-12-31", "about 1990s"),
    ("2020-08-09/2020-08-16", "2020-08-09", "2020-08-16", "9–16 August 2020"),
    ("2020-08-27/2020-09-02", "2020-08-27", "2020-09-02", "27 August – 2 September 2020"),
    ("2019-12-31/2020-01-01", "2019-12-31", "2020-01-01", "31 December 2019 – 1 January 2020"),
    ("2020-08/2020-10", "2020-08-01", "2020-10-31", "August 2020 – October 2020"),
    ("2019/2020", "2019-01-01", "2020-12-31", "2019 – 2020"),
    ("2020-08-09~/2020-08-16", "2020-08-09", "2020-08-16", "about 9 August 2020 – 16 August 2020"),
    ("2020-08-09/2020-08?", "2020-08-09", "2020-08-31", "9 August 2020 – perhaps August 2020"),
    ("2020-08-16/2020-08-16", "2020-08-16", "2020-08-16", "16 August 2020"),
    ("2020-08-09/..", "2020-08-09", "", "from 9 August 2020"),
    ("../2020-08-09", "", "2020-08-09", "until 9 August 2020"),
    ("2020-08-09/", "2020-08-09", "", "9 August 2020 or later"),
    ("/2020-08-09", "", "2020-08-09", "9 August 2020 or earlier"),
    ("1994/..", "1994-01-01", "", "from 1994"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "label"), FORMS, ids=[form[0] for form in FORMS])
def test_a_date_has_its_days_and_its_words(text: str, earliest: str, latest: str, label: str) -> None:
    date = parse_edtf(text)
    assert (date.text, date.earliest, date.latest, date.label) == (text, earliest, latest, label)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "is_certain"),
    [
        ("2020-08-15", False, False, True),
        ("2020-08", False, False, True),
        ("2020-08-15?", True, False, False),
        ("2020-08-15~", False, True, False),
        ("2020-08-15%", True, True, False),
        ("2020-08-XX", False, False, False),
        ("2020-08-09/2020-08-16", False, False, False),
        ("2020-08-09?/2020-08-16~", True, True, False),
        ("../2020-08-16~", False, True, False),
    ],
)
def test_marks_of_doubt_are_kept(text: str, uncertain: bool, approximate: bool, is_certain: bool) -> None:
    date = parse_edtf(text)
    assert (date.uncertain, date.approximate, date.is_certain) == (uncertain, approximate, is_certain)


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("2020-08-15", "2020-08-15", "2020-08"),
        ("2020-08-15~", "2020-08-15", "2020-08"),
        ("2020-08", "", "2020-08"),
        ("2020-08-XX", "", "2020-08"),
        ("2020-08-09/2020-08-16", "", "2020-08"),
        ("2020-08-27/2020-09-02", "", ""),
        ("2020", "", ""),
        ("2020-08-09/..", "", ""),
        ("../2020-08-09", "", ""),
        ("199X", "", ""),
    ],
)
def test_a_day_or_a_month_is_named_only_where_there_is_one(text: str, day: str, month: str) -> None:
    date = parse_edtf(text)
    assert (date.day, date.month, date.is_day) == (day, month, bool(day))


@pytest.mark.parametrize("text", [" 2020-10-30 ", "2020-10-30\n", "2020\u221210\u221230"])
def test_spaces_around_and_the_minus_of_typesetters_are_forgiven(text: str) -> None:
    assert parse_edtf(text).text == "2020-10-30"


@pytest.mark.parametrize("text", ["2020-10-30T10:00", "2020-10-30T23:59:59Z", "2020-10-30T10:00:00+03:00"])
def test_of_a_time_the_day_is_kept(text: str) -> None:
    assert parse_edtf(text).text == "2020-10-30"


EXPECTED = "expected a date such as 2020-10-30, 2020-10, 2020, 2020-10-30?, 2020-10-XX or 2020-08-09/2020-08-16"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2020-02-30", "February 2020 has no day 30"),
        ("2021-02-29", "February 2021 has no day 29"),
        ("2020-08-00", "August 2020 has no day 00"),
        ("2020-13-01", "there is no month 13"),
        ("2020-00", "there is no month 00"),
        ("2020-21", "there is no month 21"),
        ("0000", "years begin with 0001"),
        ("00XX", "years begin with 0001"),
        ("202X-05", "a year with unknown digits cannot have a known month"),
        ("2020-XX-05", "an unknown month cannot have a known day"),
        ("2020-08-16/2020-08-09", "the interval ends (2020-08-09) before it begins (2020-08-16)"),
        ("2020-09/2020-08-31", "the interval ends (2020-08-31) before it begins (2020-09)"),
        ("2020/2021/2022", "an interval has one `/` between its two ends, for example 2020-08-09/2020-08-16"),
        ("../..", "an interval needs at least one known end"),
        ("/", "an interval needs at least one known end"),
        ("../", "an interval needs at least one known end"),
        ("2020-02-30/2020-03-01", "February 2020 has no day 30"),
        ("2020-02-30T10:00", "February 2020 has no day 30"),
        *(
            (text, EXPECTED)
            for text in (
                "",
                "..",
                "yesterday",
                "30 October 2020",
                "30.10.2020",
                "2020-8-9",
                "20-08-09",
                "20200809",
                "2020-08-09 2020",
                "2020-08-9X",
                "2020-0X",
                "2XXX",
                "-0500",
                "Y17000",
                "2020-08-15?~",
                "?2020-08-15",
                "2020-08-15T10",
                "2020-08-15T99:99",
                "2020-08-15T24:30",
                "２０２０-08-15",
                "2020-٠٨",
            )
        ),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert str(caught.value) == why
    with pytest.raises(DateError):  # a refusal is not remembered as anything else
        parse_edtf(text)


def test_dates_are_ordered_by_their_first_day_and_the_exact_before_the_vague() -> None:
    ordered = [
        "../2019",
        "2020",
        "202X",
        "2020-08-01",
        "2020-08-01/2020-08-02",
        "2020-08",
        "2020-08-01/..",
        "2020-08-02",
        "2020-12-31",
        "2021",
    ]
    keys = [parse_edtf(text).sort_key for text in ordered]
    assert keys == sorted(keys) and len(set(keys)) == len(keys)


DAYS = st.dates(min_value=datetime.date(1, 1, 1))
SINGLES = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: day.isoformat()[:8] + "XX"),
    DAYS.map(lambda day: day.isoformat()[:5] + "XX-XX"),
    st.integers(1, 999).map(lambda decade: f"{decade:03}X"),
    st.integers(1, 99).map(lambda century: f"{century:02}XX"),
)
MARKED = st.tuples(SINGLES, st.sampled_from(["", "?", "~", "%"])).map("".join)
ENDS = MARKED | st.sampled_from(["", ".."])
DATES = MARKED | st.tuples(ENDS, ENDS).map("/".join)


@settings(deadline=None)
@given(DATES)
def test_every_date_that_can_be_written_is_read_or_refused_and_keeps_its_promises(text: str) -> None:
    try:
        date = parse_edtf(text)
    except DateError as error:
        assert "/" in text and "interval" in str(error)
        return
    assert parse_edtf(date.text) == date
    for end in (date.earliest, date.latest):
        assert not end or datetime.date.fromisoformat(end).isoformat() == end
    assert date.earliest or date.latest
    assert not (date.earliest and date.latest) or date.earliest <= date.latest
    assert date.label and "X" not in date.label
    assert not date.day or (date.earliest == date.day == date.latest)
    assert not date.month or date.earliest.startswith(date.month)


@settings(deadline=None)
@given(MARKED, MARKED)
def test_an_interval_reaches_from_the_first_day_of_the_one_to_the_last_of_the_other(one: str, other: str) -> None:
    first, last = parse_edtf(one), parse_edtf(other)
    if first.earliest > last.latest:
        with pytest.raises(DateError):
            parse_edtf(f"{one}/{other}")
        return
    both = parse_edtf(f"{one}/{other}")
    assert (both.earliest, both.latest) == (first.earliest, last.latest)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=24)
    | st.text("0123456789-/X?~%.T: \u2212２٣", max_size=24)
    | st.tuples(DATES, st.text(max_size=3)).map("".join)
)
def test_no_text_does_more_than_a_date_error(text: str) -> None:
    try:
        date = parse_edtf(text)
    except DateError as error:
        assert str(error)
    else:
        assert date.text.isascii() and date.sort_key and date.label
        for end in filter(None, (date.earliest, date.latest)):
            datetime.date.fromisoformat(end)


@settings(deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=6))
def test_days_are_ordered_as_in_the_calendar(days: list[datetime.date]) -> None:
    by_key = sorted(days, key=lambda day: parse_edtf(day.isoformat()).sort_key)
    assert by_key == sorted(days)


def test_the_days_and_months_of_a_span_are_all_there() -> None:
    assert days_between("2020-02-28", "2020-03-01") == ["2020-02-28", "2020-02-29", "2020-03-01"]
    assert days_between("2020-03-01", "2020-03-01") == ["2020-03-01"] and days_between("2020-03-02", "2020-03-01") == []
    assert months_between("2019-11-30", "2020-02-01") == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert months_between("2020-02", "2020-01") == []
    assert (days_apart("2020-02-28", "2020-03-01"), days_apart("2020-03-01", "2020-02-28")) == (2, -2)


def test_weekdays_and_months_have_their_names() -> None:
    assert weekday("2020-08-16") == "Sunday" and weekday("2020-08-17") == "Monday"
    assert [month_label(f"2020-{month:02}") for month in (1, 12)] == ["January 2020", "December 2020"]
