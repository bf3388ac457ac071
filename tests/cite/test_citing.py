"""Citations of newspaper articles are what the manuals prescribe: each expected text is written by their rules.

APA 7: 10.1 (example 16), 9.8 (initials), 9.17 (n.d.). Chicago 17: 14.191-14.200 and 15.49 (newspapers; no "The" before
an English name, 14.193; an unsigned article stands under its paper, 14.199), 14.76 (et al.), 14.145 (dates that are not
certain). MLA 9: 5.5-5.9 (authors), 5.31 (containers), 6.56 (marks within quotation marks).
"""

from __future__ import annotations

import dataclasses

import pytest

from sitegen.cite import STYLES, Reference, formatted
from sitegen.cite.citing import initials

SIGNED = Reference(
    title="Ferry runs again",
    authors=(("Holt", "Mira J."),),
    source="The Harbour Daily",
    date=(2020, 9, 3),
    url="https://daily.example/ferry",
)


def text(style: str, reference: Reference) -> str:
    """With asterisks around what is italic."""
    return "".join(f"*{words}*" if italic else words for words, italic in formatted(style, reference))


def all_styles(reference: Reference) -> list[str]:
    return [text(style, reference) for style, _ in STYLES]


def test_one_author() -> None:
    assert all_styles(SIGNED) == [
        "Holt, M. J. (2020, September 3). Ferry runs again. *The Harbour Daily*. https://daily.example/ferry",
        "Holt, Mira J. “Ferry runs again.” *Harbour Daily*, September 3, 2020. https://daily.example/ferry.",
        "Mira J. Holt, “Ferry runs again,” *Harbour Daily*, September 3, 2020, https://daily.example/ferry.",
        "Holt, Mira J. 2020. “Ferry runs again.” *Harbour Daily*, September 3, 2020. https://daily.example/ferry.",
        "Holt, Mira J. “Ferry runs again.” *The Harbour Daily*, 3 Sept. 2020, https://daily.example/ferry.",
    ]


def test_two_authors_in_cyrillic() -> None:
    reference = Reference(
        "Паром вернулся",
        (("Иваненко", "Мария"), ("Дудка", "Пётр Ильич")),
        "Причал",
        (2021, 5),
        url="https://p.example/1",
    )
    assert all_styles(reference) == [
        "Иваненко, М., & Дудка, П. И. (2021, May). Паром вернулся. *Причал*. https://p.example/1",
        "Иваненко, Мария, and Пётр Ильич Дудка. “Паром вернулся.” *Причал*, May 2021. https://p.example/1.",
        "Мария Иваненко and Пётр Ильич Дудка, “Паром вернулся,” *Причал*, May 2021, https://p.example/1.",
        "Иваненко, Мария, and Пётр Ильич Дудка. 2021. “Паром вернулся.” *Причал*, May 2021. https://p.example/1.",
        "Иваненко, Мария, and Пётр Ильич Дудка. “Паром вернулся.” *Причал*, May 2021, https://p.example/1.",
    ]


def test_many_authors_and_a_body_among_them() -> None:
    authors = (("Holt", "Mira"), ("Wire desk", ""), ("Anders", "Paul"), ("Dudka", "Vera"))
    reference = dataclasses.replace(SIGNED, authors=authors, url="")
    assert all_styles(reference) == [
        "Holt, M., Wire desk, Anders, P., & Dudka, V. (2020, September 3). Ferry runs again. *The Harbour Daily*.",
        "Holt, Mira, Wire desk, Paul Anders, and Vera Dudka. “Ferry runs again.” *Harbour Daily*, September 3, 2020.",
        "Mira Holt et al., “Ferry runs again,” *Harbour Daily*, September 3, 2020.",
        "Holt, Mira, Wire desk, Paul Anders, and Vera Dudka. 2020. “Ferry runs again.” *Harbour Daily*, "
        "September 3, 2020.",
        "Holt, Mira, et al. “Ferry runs again.” *The Harbour Daily*, 3 Sept. 2020.",
    ]
    crowd = dataclasses.replace(SIGNED, authors=tuple((f"N{letter}", "A") for letter in "abcdefghijkl"))
    assert text("chicago-bibliography", crowd).startswith("Na, A, A Nb, A Nc, A Nd, A Ne, A Nf, A Ng, et al. “Ferry")


def test_unsigned_and_undated() -> None:
    reference = dataclasses.replace(SIGNED, authors=(), date=())
    assert all_styles(reference) == [
        "Ferry runs again. (n.d.). *The Harbour Daily*. https://daily.example/ferry",
        "*Harbour Daily*. “Ferry runs again.” n.d. https://daily.example/ferry.",
        "“Ferry runs again,” *Harbour Daily*, n.d., https://daily.example/ferry.",
        "*Harbour Daily*. n.d. “Ferry runs again.” https://daily.example/ferry.",
        "“Ferry runs again.” *The Harbour Daily*, https://daily.example/ferry.",
    ]


def test_a_date_that_is_not_certain_says_so() -> None:
    reference = dataclasses.replace(SIGNED, circa=True, url="")
    assert all_styles(reference) == [
        "Holt, M. J. (ca. 2020, September 3). Ferry runs again. *The Harbour Daily*.",
        "Holt, Mira J. “Ferry runs again.” *Harbour Daily*, [September 3, 2020?].",
        "Mira J. Holt, “Ferry runs again,” *Harbour Daily*, [September 3, 2020?].",
        "Holt, Mira J. [2020?]. “Ferry runs again.” *Harbour Daily*, [September 3, 2020?].",
        "Holt, Mira J. “Ferry runs again.” *The Harbour Daily*, circa 3 Sept. 2020.",
    ]
    year = dataclasses.replace(SIGNED, date=(2020,), circa=True, url="")
    assert text("chicago-author-date", year) == "Holt, Mira J. [2020?]. “Ferry runs again.” *Harbour Daily*."


def test_the_copy_that_was_cited() -> None:
    copy = "The pier papers, version 0123456789ab, https://pier.example/articles/x/"
    ends = [
        one.partition("https://daily.example/ferry")[2] for one in all_styles(dataclasses.replace(SIGNED, archive=copy))
    ]
    assert ends == [f" ({copy})", f". {copy}.", f", {copy}.", f". {copy}.", f". {copy}."]


def test_nothing_but_a_headline() -> None:
    assert all_styles(Reference("Ferry runs again")) == [
        "Ferry runs again. (n.d.).",
        "“Ferry runs again.” n.d.",
        "“Ferry runs again,” n.d.",
        "“Ferry runs again.” n.d.",
        "“Ferry runs again.”",
    ]


@pytest.mark.parametrize(
    ("title", "apa", "mla"),
    [
        ("Who pays?", "(2020). Who pays? *", "“Who pays?” *"),
        ("“No ferry,” says mayor", "(2020). “No ferry,” says mayor. *", "“‘No ferry,’ says mayor.” *"),
        ('Mayor: "No."', '(2020). Mayor: "No." *', "“Mayor: ‘No.’” *"),
        ("«Паром» стоит", "(2020). «Паром» стоит. *", "“«Паром» стоит.” *"),
        ("28 boats in 8888 days", "(2020). 28 boats in 8888 days. *", "“28 boats in 8888 days.” *"),
    ],
)
def test_headlines_stay_as_printed(title: str, apa: str, mla: str) -> None:
    reference = Reference(title, (("Holt", "Mira"),), "Pier", (2020,))
    assert apa in text("apa", reference) and mla in text("mla", reference)


def test_initials() -> None:
    assert [initials(names) for names in ("Jean-Paul", "J.P.", "А. П.", "Пётр Ильич", "J.-P.")] == [
        "J.-P.", "J. P.", "А. П.", "П. И.", "J.-P.",
    ]  # fmt: skip
