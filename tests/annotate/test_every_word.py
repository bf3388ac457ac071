"""Every word and phrase that the data of a language knows stands once beside names, times, speech and counts: whatever
is found, nothing goes wrong, and what is found lies in the text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.annotate import annotate_text
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import Passage
from sitegen.model.names import NameForms

DATA = Path(__file__).parents[2] / "sitegen" / "annotate" / "data"
RECORDS = (NameForms("actors/jan-nowak", ("Jan Nowak", "Ян Новак"), "person"),)
AROUND = {
    "be": "Ян Новак быў у горадзе. {}, загінулі 10 чалавек. «Гэта так, {}», — сказаў ён у нядзелю {}.",
    "de": "Jan Nowak war dort. {}, 10 Menschen starben. „Das ist so, {}“, sagte er am Sonntag {}.",
    "en": "Jan Nowak was there. {}, 10 people were killed. “It is so, {}”, he said on Sunday {}.",
    "es": "Jan Nowak estaba allí. {}, murieron 10 personas. «Es así, {}», dijo el domingo {}.",
    "fr": "Jan Nowak était là. {}, 10 personnes ont été tuées. « C’est ainsi, {} », a-t-il dit dimanche {}.",
    "pl": "Jan Nowak był w mieście. {}, zginęło 10 osób. „Tak jest, {}”, powiedział w niedzielę {}.",
    "ru": "Ян Новак был в городе. {}, погибли 10 человек. «Это так, {}», — сказал он в воскресенье {}.",
    "uk": "Ян Новак був у місті. {}, загинули 10 осіб. «Це так, {}», — сказав він у неділю {}.",
}


def phrases(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from phrases(item)
    elif isinstance(value, list):
        for item in value:
            yield from phrases(item)


@pytest.mark.parametrize("language", sorted(AROUND))
def test_every_phrase_of_the_data_may_stand_anywhere(language: str) -> None:
    found: set[str] = set()
    for path in sorted(DATA.glob(f"*/{language}.yaml")):
        found |= set(phrases(parse_yaml(path.read_text("utf-8"), path.name).value))
    assert len(found) > 300
    texts = [
        AROUND[language].replace("{}", phrase[:1].upper() + phrase[1:], 1).replace("{}", phrase)
        for phrase in sorted(found)
    ]
    for first in range(0, len(texts), 25):
        passages = tuple(Passage(f"p{at}", "paragraph", text) for at, text in enumerate(texts[first : first + 25]))
        listed = frozenset(record.id for record in RECORDS)
        findings = annotate_text(passages, RECORDS, listed, "2020-08-17", language)
        lengths = {passage.id: len(passage.text) for passage in passages}
        for item in (*findings.names, *findings.times, *findings.claims):
            assert 0 <= item.start < item.end <= lengths[item.passage]
