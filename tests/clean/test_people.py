"""Names in bylines: whom a line names as an author, and what only looks like a name."""

import pytest

from sitegen.clean.captions import credit_tail
from sitegen.clean.language import vocabulary
from sitegen.clean.outlets import press
from sitegen.clean.people import authors_in

NAMED = {
    "By Anna Reed and J. P. Holt in Marburg": ["Anna Reed", "J. P. Holt"],
    "By ANNA REED, MARY JANE HOLT and ERIC VAN DER MEER": ["Anna Reed", "Mary Jane Holt", "Eric Van Der Meer"],
    "By Joan Pettit Updated Nov 13, 2019, 10:28am EST": ["Joan Pettit"],
    "March 16, 2021 By Joan Pettit 3 responses": ["Joan Pettit"],
    "Owen Hale, business editor": ["Owen Hale"],
    "Sabine Krug So., 12.05.2019 - 16:22": ["Sabine Krug"],
    "18.07.2020 • Тэкст: Марына Лазоўская • Чытаць 1 хв.": ["Марына Лазоўская"],
    "Автор: И. Иванов": ["И. Иванов"],
    "Записала Ірина Мазур": ["Ірина Мазур"],
    "Par Claire de la Tour · Publié le 22 juin 2021 à 17h35": ["Claire de la Tour"],
    "Un reportaje de Rocío Manzano": ["Rocío Manzano"],
    "Ольга Петрова, Павел Белов": ["Ольга Петрова", "Павел Белов"],
}
UNNAMED = [
    "By the newsroom",
    "By Staff Reporter",
    "Von unserer Redaktion",
    "Автор: Редакция",
    "By The Associated Press",
    "New York, 12 May 2019",
    "Harbour Gazette, 12 May 2019",
    "New Delhi, News Bureau | Updated : 19 November 2019",
    "Нижний Новгород, 4 мая 2019",
    "By Thomas Hill School students",
    "What the Flood Left Behind",
]


@pytest.mark.parametrize("line", NAMED)
def test_authors(line: str) -> None:
    assert list(authors_in(line, vocabulary(), press())) == NAMED[line]


@pytest.mark.parametrize("line", UNNAMED)
def test_no_person_is_claimed(line: str) -> None:
    assert authors_in(line, vocabulary(), press()) == ()


CREDITS = {
    "The wheel of the mill after the repair Photo A. Reed": "Photo A. Reed",
    "Кола млына пасля рамонту Фота Аляксея Рыбы": "Фота Аляксея Рыбы",
    "Вокзал із боку перону. Фото автора": "Фото автора",
    "Interior del mercado durante las obras. Imagen cedida por el Ayuntamiento": "Imagen cedida por el Ayuntamiento",
    "The lane at low water © 2019 Mary Hale": "© 2019 Mary Hale",
    "The lane at low water. Anna Reed / AFP": "Anna Reed / AFP",
    "They looked at every photo that Mary Hale had kept": "",
    "The council wants a new picture of the town": "",
}


@pytest.mark.parametrize("line", CREDITS)
def test_credits(line: str) -> None:
    assert credit_tail(line, press(), vocabulary()) == CREDITS[line]
