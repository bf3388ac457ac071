"""Encodings told by evidence: languages, long and short texts, with and without marks; declarations that lie."""

import pytest
from clean.cases import raw_file
from clean.pages import BODY, RUSSIAN, RUSSIAN_TITLE, TITLE, cleaned_page, paragraphs

from sitegen.clean import clean, record_text
from sitegen.clean.decode import BINARY, declared_in, decode, same_encoding

TEXTS = {
    "ru": "Вчера в городе открыли новый мост через реку. Мэр сказал, что это был день, которого все ждали.",
    "uk": "Учора в місті відкрили новий міст через річку. Мер сказав, що це був день, якого всі чекали.",
    "be": "Учора ў горадзе адкрылі новы мост праз раку. Мэр сказаў, што гэта быў дзень, якога ўсе чакалі.",
    "pl": "Wczoraj w mieście otwarto nowy most przez rzekę. Burmistrz powiedział, że to był dzień, na który czekali.",
    "fr": "Hier, la ville a inauguré un nouveau pont. Le maire a déclaré que c'était un jour très attendu, même ici.",
    "de": "Gestern wurde in der Stadt eine neue Brücke über den Fluss eröffnet. Es sei ein großer Tag für alle Bürger.",
    "es": "Ayer se inauguró en la ciudad un nuevo puente sobre el río. El alcalde dijo que era el día más esperado.",
    "pt": "Ontem a cidade inaugurou uma nova ponte sobre o rio. O prefeito não disse que a população esperava há anos.",
    "cs": "Včera byl ve městě otevřen nový most přes řeku. Starosta řekl, že to byl den, na který všichni čekali.",
    "hu": "Tegnap új hidat nyitottak a városban a folyó fölött. A polgármester szerint őszintén örült, és nem csak ő.",
    "fr-oe": "La sœur du maire a cœur à l'ouvrage : elle a payé 40 € pour une œuvre de la ville, près du chœur.",
}
WRITTEN = {
    "ru": ("windows-1251", "koi8-r", "cp866", "utf-8", "utf-16-le", "utf-16-be"),
    "uk": ("windows-1251", "koi8-u", "utf-16-le"),
    "be": ("windows-1251", "utf-16-be"),
    "pl": ("windows-1250", "iso-8859-2", "utf-16-le"),
    "fr": ("windows-1252", "utf-16-be"),
    "de": ("windows-1252",),
    "es": ("windows-1252",),
    "pt": ("windows-1252",),
    "cs": ("windows-1250", "iso-8859-2"),
    "hu": ("windows-1250", "iso-8859-2"),
    "fr-oe": ("iso-8859-15", "windows-1252"),
}
CASES = [(language, encoding) for language, encodings in WRITTEN.items() for encoding in encodings]


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_texts_are_read_as_they_were_written(language: str, encoding: str) -> None:
    text = TEXTS[language]
    found, name = decode(text.encode(encoding))
    assert found == text
    # Where two encodings write a text in the same bytes, the commoner one is named.
    assert name == encoding or text.encode(name) == text.encode(encoding)


@pytest.mark.parametrize(("language", "encoding"), CASES)
@pytest.mark.parametrize("length", [60, 34])
def test_short_texts_too(language: str, encoding: str, length: int) -> None:
    text = TEXTS[language][:length]
    assert decode(text.encode(encoding))[0] == text


def test_marks_win() -> None:
    for encoding, name in (("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le")):
        assert decode(TEXTS["ru"].encode(encoding)) == (TEXTS["ru"], name)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        b"%PDF-1.4\n" + bytes(range(256)) * 20,
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" * 30,
        bytes(range(1, 32)) * 40,
        b"\x00" * 500,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decode(data) == ("", BINARY)
    assert [problem.code for problem in clean(raw_file(data)).problems] in (["raw-binary"], ["raw-empty"])


def test_ascii_and_plain_utf_8_are_utf_8() -> None:
    assert decode(b"The council met on Monday.")[1] == "utf-8"
    assert decode("Größe".encode())[1] == "utf-8"


def saved(encoding: str, declared: str, texts: tuple[str, ...] = RUSSIAN, title: str = RUSSIAN_TITLE) -> bytes:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{head}</head><body><main><h1>{title}</h1>{paragraphs(*texts)}</main></body></html>".encode(
        encoding
    )


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("windows-1251", "windows-1251"),
        ("koi8-r", "KOI8-R"),
        ("windows-1251", "utf-8"),
        ("utf-8", "windows-1251"),
        ("koi8-r", "windows-1251"),
        ("windows-1251", "iso-8859-1"),
        ("windows-1251", "no-such-thing"),
        ("windows-1251", "rot13"),
        ("cp866", ""),
    ],
)
def test_a_declaration_counts_only_where_it_explains_the_bytes(encoding: str, declared: str) -> None:
    cleaned = cleaned_page(saved(encoding, declared))
    assert cleaned.drafts[0].title == RUSSIAN_TITLE and RUSSIAN[0] in cleaned.drafts[0].body
    doubtful = encoding != "utf-8" and not same_encoding(declared, encoding)
    assert [problem.code for problem in cleaned.problems] == (["raw-encoding"] if doubtful else [])


def test_a_declared_encoding_that_we_know_nothing_of() -> None:
    turkish = tuple(text.replace("i", "ı").replace("s", "ş").replace("g", "ğ") for text in BODY)
    cleaned = cleaned_page(saved("windows-1254", "windows-1254", turkish, TITLE))
    assert turkish[0] in cleaned.drafts[0].body and cleaned.problems == ()
    japanese = "港の町で土曜日に二本目の橋が開通した。町長は、誰も信じていなかった日だと語った。" * 6
    assert decode(japanese.encode("shift_jis"), "Shift_JIS")[0] == japanese
    assert decode(japanese.encode("euc_jp"), "euc-jp")[0] == japanese


def test_the_record_tells_an_encoding_that_is_not_utf_8() -> None:
    raw = raw_file("\n\n".join((RUSSIAN_TITLE, *RUSSIAN)).encode("koi8-r"))
    cleaned = clean(raw)
    assert cleaned.encoding == "koi8-r"
    assert "encoding: koi8-r" in record_text(cleaned.drafts[0], raw, "test", cleaned.encoding)
    assert "encoding" not in record_text(cleaned.drafts[0], raw, "test")


def test_labels() -> None:
    assert declared_in(b'<html><meta charset="koi8-r">') == "koi8-r"
    assert declared_in(b'<?xml version="1.0" encoding="windows-1250"?><html>') == "windows-1250"
    assert declared_in(b"<html>") == ""
    assert same_encoding("latin1", "windows-1252") and not same_encoding("", "utf-8")
