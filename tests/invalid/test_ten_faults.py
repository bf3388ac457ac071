"""An archive with ten planted faults of different kinds: each is named, and everything else is built."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from plan.archive import files_of

SOUND = """
=== content/site.yaml
title: The harbour papers
pages: [about]
=== content/pages/about.md
About.
=== content/actors/ada-berg.yaml
name: Ada Berg
type: person
=== content/sources/the-daily.yaml
name: The Daily
=== content/places/orsk.yaml
name: Orsk
=== content/events/bridge-opens.yaml
title: The bridge opens
date: 2020-05-03
articles: [2020-05-03-bridge]
=== content/articles/2020/2020-05-03-bridge.md
---
title: A second bridge
date: 2020-05-03
source: the-daily
language: en
actors: [ada-berg]
places: [orsk]
---
Ada Berg opened a second bridge in Orsk.
=== content/notes/2020-05-03-bridge.yaml
- quote: {exact: a second bridge}
  body: The first is older.
=== content/articles/2020/2020-05-04-ferry.md
---
title: The last ferry
date: 2020-05-04
source: the-daily
language: en
---
The ferry went for the last time.
"""

FAULTY = """
=== content/actors/bo.yaml
name: Bo Holt
type: persn
=== content/actors/cy.yaml
name: Cy Holt
type: person
names:
- {text: Ada Berg, language: en}
- Cyrus Holt
=== content/places/lund.yaml
name: Lund
coordinates: [123.4, 27.5]
=== content/places/hull.yaml (latin-1)
name: Hüll
=== content/events/vote.yaml
title: The vote
date: 2020-02-30
=== content/events/march.yaml
title: The march
date: 2020-05-10
articles: [2020-05-03-brigde]
=== content/articles/2020/2020-05-05-market.md
---
title: Market: open again
---
The market is open.
=== content/articles/2020/2020-05-06-school.md
---
titel: The school
title: The school
date: 2020-05-06
url: www.daily.example/school
---
The school is open.
=== content/notes/2020-05-04-ferry.yaml
- quote: {exact: It went for the first time}
  body: Not for the first time.
"""

FAULTS = {
    ("content/actors/bo.yaml", 2, 7, "field-choice"): "did you mean `person`?",
    ("content/actors/cy.yaml", 4, 10, "name-shared"): "also in content/actors/ada-berg.yaml:1",
    ("content/places/lund.yaml", 2, 14, "field-type"): "[latitude, longitude]",
    ("content/places/hull.yaml", 1, 8, "not-utf-8"): "save the file as UTF-8",
    ("content/events/vote.yaml", 2, 7, "date"): "February 2020 has no day 30",
    ("content/events/march.yaml", 3, 12, "unknown-article"): "did you mean `2020-05-03-bridge`?",
    ("content/articles/2020/2020-05-05-market.md", 2, 14, "yaml"): "quotation marks",
    ("content/articles/2020/2020-05-06-school.md", 2, 8, "unknown-key"): "did you mean `title`?",
    ("content/articles/2020/2020-05-06-school.md", 5, 6, "address"): "http:// or https://",
    ("content/notes/2020-05-04-ferry.yaml", 1, 18, "note-lost"): "nearest in the text",
}

Run = Callable[[str], str]


def lay(document: str, folder: Path) -> None:
    for heading, text in files_of(document).items():
        name, _, encoding = heading.partition(" ")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding=encoding.strip("()") or "utf-8")


def test_check_names_each_of_ten_faults_with_file_line_column_and_hint_and_nothing_else(
    run: Run, tmp_path: Path
) -> None:
    lay(SOUND + FAULTY, tmp_path)
    said = run("sitegen check")
    problems = re.findall(
        r"^(\S+?):(\d+):(\d+): (?:error|warning): .* \[([a-z0-9-]+)\]\n((?:    .*\n)*)", said, re.MULTILINE
    )
    told = {(path, int(line), int(column), code): rest for path, line, column, code, rest in problems}
    assert set(told) == set(FAULTS)
    for place, hint in FAULTS.items():
        assert "    hint: " in told[place] and hint in told[place].partition("hint: ")[2], place
    assert len(told) == len(problems) == 10 and len({code for *_, code in told}) == 10
    assert said.endswith("9 errors, 1 warning, 0 things to look at\nexit 1\n")


def test_a_program_is_told_the_same_as_a_person(run: Run, tmp_path: Path) -> None:
    lay(SOUND + FAULTY, tmp_path)
    said, _, code = run("sitegen check --json").rpartition("exit ")
    problems = json.loads(said)["problems"]
    assert {(one["path"], one["line"], one["column"], one["code"]) for one in problems} == set(FAULTS)
    assert code == "1\n" and all(one["hint"] and one["message"] for one in problems)


def test_the_control_without_the_faults_has_nothing_to_tell(run: Run, tmp_path: Path) -> None:
    lay(SOUND, tmp_path)
    assert run("sitegen check --strict") == "0 errors, 0 warnings, 0 things to look at\nexit 0\n"


def site_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_else_is_built(run: Run, tmp_path: Path) -> None:
    lay(SOUND, tmp_path)
    assert run("sitegen build --no-search --jobs 1 --quiet") == "exit 0\n"
    sound = site_of(tmp_path / "site")
    lay(FAULTY, tmp_path)
    assert run("sitegen build --no-search --jobs 1 --quiet").endswith("exit 1\n")
    faulty = site_of(tmp_path / "site")
    assert set(sound) <= set(faulty)
    # What cannot be read is left out; of what can be used, only the wrong field is.
    assert "articles/2020-05-05-market/index.html" not in faulty and "events/vote/index.html" not in faulty
    assert "articles/2020-05-06-school/index.html" in faulty and "actors/bo/index.html" in faulty
    article = faulty["articles/2020-05-03-bridge/index.html"].decode()
    assert "The first is older." in article and "a second bridge" in article
    assert "Not for the first time." not in faulty["articles/2020-05-04-ferry/index.html"].decode()


def test_a_warning_does_not_vanish_on_the_second_run(run: Run, tmp_path: Path) -> None:
    lay(SOUND + FAULTY, tmp_path)
    assert run("sitegen check") == run("sitegen check")
    first = run("sitegen build --no-search --jobs 1 --quiet")
    assert first == run("sitegen build --no-search --jobs 1 --quiet") and "[note-lost]" in first
