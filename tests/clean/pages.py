"""Pages for tests, written for them: the same little article in the clothes of several kinds of site."""

from sitegen.base.files import sha256_hex
from sitegen.clean import clean
from sitegen.model.draft import NO_LORE, Cleaned, Draft, Lore, RawFile

FIRST = "The harbour of Lindwick opened its second bridge on Saturday, four years after the first stone was laid."
SECOND = "The mayor, Berta Quill, called it a day that nobody had quite believed in while the river ran high."
THIRD = "Ferries go on running until the end of the month, the council said, and after that only on market days."
FOURTH = "Residents on the north bank had asked for a crossing since the old ferry landing was closed by a flood."
TITLE = "Second bridge opens in Lindwick harbour"
BODY = (FIRST, SECOND, THIRD, FOURTH)

RUSSIAN_TITLE = "В порту Линдвика открыли второй мост"
RUSSIAN = (
    "В порту Линдвика в субботу открыли второй мост, через четыре года после того, как был заложен первый камень.",
    "Глава города Берта Квилл сказала, что в этот день никто не верил, пока вода в реке стояла высоко.",
    "Паромы будут ходить до конца месяца, сообщили в совете, а потом только по базарным дням.",
    "Жители северного берега просили о переправе с тех пор, как паводок разрушил старую пристань.",
)


def page(body: str, head: str = "", lang: str = "en") -> bytes:
    """A whole page around some HTML."""
    head = f'<head><meta charset="utf-8">{head}</head>'
    return f'<!doctype html><html lang="{lang}">{head}<body>{body}</body></html>'.encode()


def raw_page(data: bytes, path: str = "raw/page.html", url: str = "") -> RawFile:
    return RawFile(path, data, sha256_hex(data), url)


def cleaned_page(data: bytes, lore: Lore = NO_LORE, url: str = "") -> Cleaned:
    return clean(raw_page(data, url=url), lore)


def draft_of(data: bytes, lore: Lore = NO_LORE, url: str = "") -> Draft:
    """The one draft of a page."""
    cleaned = cleaned_page(data, lore, url)
    assert len(cleaned.drafts) == 1, [problem.message for problem in cleaned.problems]
    return cleaned.drafts[0]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)
