"""Where sentences end: short texts as documents, `|` standing where a sentence ends inside them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate.sentences import abbreviations, clause_starts, is_abbreviation, sentence_spans

_CASES = [
    # Titles never end a sentence, whatever follows.
    ("en", "Gen. Holt met Mr. He in Orsk.| They talked."),
    ("ru", "Памятник стоит на ул. Новой.| Рядом парк."),
    ("be", "Мітынг быў на вул. Кастрычніцкай.| Прыйшлі людзі."),
    ("uk", "Мітинг був на вул. Весняній.| Прийшли люди."),
    ("pl", "Biuro jest przy ul. Nowej.| Jest tam prof. Zaleska."),
    ("de", "Dr. Holm kam mit Prof. Bern.| Beide schwiegen."),
    ("es", "La Sra. El Fassi habló con el Dr. Ruiz.| Nadie respondió."),
    ("fr", "Mme Rey a vu M. Le Goff.| Elle a parlé."),
    # Other abbreviations end one before a word that begins sentences.
    ("en", "It is known in the U.S.| The court agreed.| The U.S. Army did not."),
    ("ru", "Закон приняли в 2019 г.| Он действует.| В 2019 г. Борисов ушел."),
    ("be", "Закон прынялі ў 2019 г.| Ён дзейнічае.| У 2019 г. Барысаў сышоў."),
    ("uk", "Закон ухвалили 2019 р.| Він діє.| У 2019 р. Борисів дістав парк."),
    ("pl", "Ustawę przyjęto w 2019 r.| Ona działa.| W 2019 r. Kowalska odeszła."),
    ("de", "Es kamen ca. Zwanzig, u. a. Studenten bzw. Lehrer."),
    ("es", "Vive en EE. UU.| El juez lo sabe.| La embajada de EE. UU. Madrid calla."),
    ("fr", "Il habite av. Foch.| Il y reste env. Trois mois."),
    # Closing ones end it before any capital, not before a digit.
    ("en", "They brought tents, stoves, etc.| Police watched.| It is 3 km.| Nobody ran."),
    ("ru", "Штраф составил 500 руб.| Суд закончился.| Чай стоит 5 руб. 50 коп.| Борисов заплатил."),
    ("be", "Штраф склаў 500 руб.| Суд скончыўся.| Чай каштуе 5 руб. 50 кап."),
    ("uk", "Штраф склав 500 грн.| Суд закінчився.| Чай коштує 5 грн. 50 коп."),
    ("pl", "Kara to 500 zł.| Sąd skończył.| Były namioty, kuchnie itd.| Policja patrzyła."),
    ("de", "Sie brachten Zelte, Herde usw.| Polizisten sahen zu."),
    ("es", "Trajeron tiendas, cocinas, etc.| Nadie corrió."),
    ("fr", "Ils ont des tentes, etc.| Personne ne court."),
    # Numbered ones are abbreviations only before a digit.
    ("en", "She said no.| Police left room no. 5 on Sept. 3, 2019.| 20 stayed."),
    ("ru", "Осужден по ст. 342 и гл. 15, ч. 1 и гл. 130.| 20 человек ждали."),
    ("be", "Асуджаны па арт. 342.| Чакалі людзі."),
    ("uk", "Засуджений за арт. 342, див. 5 розділ.| Чекали люди."),
    ("pl", "Skazany z art. 342 ust. 1.| Czekali ludzie."),
    ("de", "Nach Art. 8 ist es von dieser Art.| Niemand weiß es."),
    ("es", "Según el art. 8 ven el mar.| Nadie lo sabe."),
    ("fr", "Selon l'art. 8, ils étaient sept.| Personne ne sait."),
    # Initials; capitals that are none.
    ("en", "J. R. Holt spoke to the BBC.| Nobody else did.| That was plan B.| The end came."),
    ("ru", "А. И. Борисов дал интервью МВД.| Все ушли.| В. И. Борисова осталась."),
    ("be", "Спектакль «Я».| Гл. рэжысёр — А. Ў. Барыс."),
    ("fr", "J.-P. Rey est venu.| Une foule aussi."),
    # Numbers with a full stop.
    ("de", "Am 3. Mai begann es.| Am 17.| Die Polizei kam 2019.| Niemand blieb unter Wilhelm II.| Er ging."),
    ("en", "It began in 2019.| Police came.| On 3. 12. 2019 it ended."),
    # Marks that close and open; dashes; other signs.
    ("en", "“We stay!”| “Why?” he asked.| (They left.)| $5 was gone… he said."),
    ("de", "„Wir bleiben.“| »Warum?«, fragte er.| »Geht!«| »Nein.«"),
    ("fr", "« On reste. »| Puis un silence.| « Pourquoi ? » a-t-il dit."),
    ("es", "—¿Quién?| ¿El alcalde?"),
    ("pl", "To był on.| – „Nie wiem” – odparł."),
    ("en", "WASHINGTON, D.C. — The house burned.| She got 5 stars.| ★★"),
    # A language without a file.
    ("hu", "A. Nagy vs. Kiss.| Eddig."),
]


@pytest.mark.parametrize(("language", "marked"), _CASES)
def test_where_sentences_end(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[start:end] for start, end in sentence_spans(text, language)]
    assert found == [part.strip() for part in marked.split("|")]


def test_a_line_ends_a_sentence_and_white_space_is_in_none() -> None:
    assert sentence_spans("  One\n\n two. \nthree  ", "en") == ((2, 5), (8, 12), (14, 19))
    assert sentence_spans(" \n ", "en") == ()


def test_what_stands_behind_a_semicolon_is_a_part() -> None:
    text = "Some came; others left. All slept."
    assert [text[start : start + 4] for start in clause_starts(text, "en")] == ["Some", "othe", "All "]


def test_tags_of_languages_and_their_variants_have_one_file() -> None:
    assert abbreviations("be-tarask") == abbreviations("be") != frozenset()
    assert abbreviations("xx") == abbreviations("") == frozenset()


@pytest.mark.parametrize(("word", "language"), [("тыс", "be"), ("млн", "ru"), ("no", "en"), ("tys", "pl")])
def test_words_of_which_a_stop_can_be_a_part(word: str, language: str) -> None:
    assert is_abbreviation(word, language)


@pytest.mark.parametrize("word", ["dozen", "thousand", "a", "BBC"])
def test_words_of_which_it_cannot(word: str) -> None:
    assert not is_abbreviation(word, "en")


@given(st.text(alphabet="aA1.!? \n“”«»;—(", max_size=60), st.sampled_from(["en", "de", "fr", ""]))
def test_sentences_hold_all_but_white_space(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
