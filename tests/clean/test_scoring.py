"""The scorer of our own sets can fail, each of its figures for its own reason; and the sets are what they say."""

import json
from typing import Any

import pytest

from benchmarks import cleaner, scoring
from benchmarks.cleaner import SETS, in_half, own_files
from benchmarks.sets import make
from sitegen.model.draft import Caption, Cleaned, Draft

TRUTH: dict[str, Any] = {
    "titles": ["The “old” mill – sold"],
    "body": ["The mill was sold on Friday for nine pounds.", "What now?", "Nobody knew, and nobody asked the miller."],
    "optional": ["Corrected on Sunday."],
    "captions": [{"text": "The mill before the flood", "credit": "Photo: A. B."}],
    "published": "2020-05-01",
    "date_printed": "1 May 2020",
    "authors": ["Ann Bell"],
    "language": "en",
}
BODY = "The mill was sold on Friday for nine pounds.\n\n## What now?\n\nNobody knew, and nobody asked the miller.\n"


def draft(**changes: Any) -> Draft:
    caption = Caption("The mill before the flood", "Photo: A. B.")
    values: dict[str, Any] = {
        "title": 'The "old" mill - sold', "body": BODY, "first_line": 1, "last_line": 9, "date": "2020-05-01",
        "authors": ("Ann Bell",), "language": "en", "captions": (caption,),
    }  # fmt: skip
    return Draft(**{**values, **changes})


def test_what_is_right_scores_full_marks() -> None:
    score = scoring.score_page(TRUTH, [draft()])
    assert (score.body.f1, score.exact, score.title, score.date, score.authors, score.language) == (
        1.0, True, True, "right", True, True,
    )  # fmt: skip
    assert (score.leaked, score.kept, score.residue, score.lost, score.drafts) == ([], 1, [], [], 1)


def test_marks_of_markdown_are_no_text() -> None:
    body = BODY.replace("nine pounds", r"nine *\[pounds\]* or [less](https://a.example/x_y)")
    assert scoring.plain_paragraphs(body)[0] == "The mill was sold on Friday for nine *[pounds]* or less."


def test_numbers_of_list_entries_do_not_count() -> None:
    truth = TRUTH | {"body": ["1. First you lift the lid.", "Then you look into the box."]}
    for body in (
        "First you lift the lid.\n\n2. Then you look into the box.",
        r"1\. First you lift the lid.\n\nThen ...",
    ):
        score = scoring.score_page(
            truth, [draft(body=body.replace(r"\n", "\n").replace("...", "you look into the box."))]
        )
        assert score.exact


def test_a_lost_paragraph_costs_recall() -> None:
    score = scoring.score_page(TRUTH, [draft(body=BODY.split("\n\n")[0])])
    assert score.body.precision == 1 and score.body.recall < 0.7
    assert score.lost == TRUTH["body"][1:] and not score.exact


def test_residue_costs_precision() -> None:
    score = scoring.score_page(TRUTH, [draft(body=BODY + "\nSubscribe to the paper of the hills\n")])
    assert score.body.recall == 1 and score.body.precision < 0.9
    assert score.residue == ["Subscribe to the paper of the hills"] and not score.lost


def test_a_caption_in_the_body_is_a_leak_and_not_residue() -> None:
    score = scoring.score_page(TRUTH, [draft(body=BODY + "\nThe mill before the flood Photo: A. B.\n", captions=())])
    assert (len(score.leaked), score.kept, score.residue) == (1, 0, [])


def test_what_is_optional_costs_nothing() -> None:
    assert scoring.score_page(TRUTH, [draft(body=BODY + "\nCorrected on Sunday.\n")]).exact


def test_order_and_words_matter() -> None:
    swapped = "\n\n".join(reversed(BODY.strip().split("\n\n")))
    score = scoring.score_page(TRUTH, [draft(body=swapped)])
    assert not score.exact and score.body.f1 < 1 and not score.lost
    assert scoring.match("a b c d e", "a b x d e").f1 == 0


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("2020-05-01", "right"), ("2020-05-02", "wrong"), ("2020-05", "wide"), ("2020-04", "wrong"), ("", "blank"),
     ("2020-04-28/2020-05-03", "wide"), ("../2020-04-30", "wrong"), ("May", "wrong"), ("2020-05-02~", "wrong")],
)  # fmt: skip
def test_dates(claim: str, verdict: str) -> None:
    assert scoring.judge_date(claim, "2020-05-01") == verdict


def test_title_author_and_language_can_be_wrong() -> None:
    score = scoring.score_page(TRUTH, [draft(title="Mill sold", authors=(), language="de")])
    assert (score.title, score.authors, score.language) == (False, False, False)


def test_no_draft_at_all() -> None:
    score = scoring.score_page(TRUTH, [])
    assert (score.body.f1, score.title, score.date, score.drafts) == (0.0, False, "blank", 0)
    figures = scoring.page_figures([score, scoring.score_page(TRUTH, [draft(), draft()])])
    # Precision is the mean over what was predicted, recall over all: an empty answer costs recall alone.
    assert (figures["nothing"], figures["split"], figures["recall"]) == (1, 1, 0.5)


def test_overall_is_the_harmonic_mean_of_means() -> None:
    both = [scoring.Match(1, 0, 0), scoring.Match(0, 0, 1)]
    assert scoring.overall(both) == (1.0, 0.5, pytest.approx(2 / 3))


SEGMENTS = [
    {
        "title": "One",
        "start_line": 1,
        "first_body_line": 2,
        "body_lines": [2],
        "caption_lines": [3],
        "residue_lines": [],
    },
    {
        "title": "Two",
        "start_line": 5,
        "first_body_line": 7,
        "body_lines": [7],
        "caption_lines": [],
        "residue_lines": [6],
    },
]
LINES = [
    "One",
    "The first text is about a bridge.",
    "A bridge, pictured",
    "",
    "Two",
    "By Ann Bell",
    "The second is not.",
]


def at(line: int, title: str, body: str) -> Draft:
    return Draft(title, body, line, line + 2)


def test_a_right_split() -> None:
    score = scoring.score_split(SEGMENTS, LINES, [at(1, "One", LINES[1]), at(5, "Two", LINES[6])])
    assert (score.hit, score.extra, score.missed, score.titles, score.bodies) == (1, 0, 0, 2, [1.0, 1.0])
    assert (score.captions, score.leaked, score.residue) == (1, 0, 0)


def test_a_missed_a_late_and_a_needless_cut() -> None:
    whole = scoring.score_split(SEGMENTS, LINES, [at(1, "One", "\n\n".join(LINES[1:]))])
    assert (whole.hit, whole.missed, whole.leaked, whole.bodies[1]) == (0, 1, 1, 0.0)
    late = scoring.score_split(SEGMENTS, LINES, [at(1, "One", LINES[1]), at(6, "By Ann Bell", "\n\n".join(LINES[5:]))])
    assert (late.hit, late.extra, late.missed, late.loose_hit, late.titles, late.residue) == (0, 1, 1, 1, 1, 1)
    decoy = scoring.score_split(SEGMENTS[:1], LINES[:3], [at(1, "One", LINES[1]), at(3, LINES[2], LINES[2])])
    figures = scoring.split_figures([decoy])
    assert (figures["decoys_split"], figures["exact"], figures["precision"]) == (1, 0.0, 0.0)


def test_an_answer_without_doubt_is_no_flag() -> None:
    assert not scoring.is_flagged(Cleaned("raw/x.txt", "utf-8", (), (draft(),)))
    assert scoring.is_flagged(Cleaned("raw/x.txt", "utf-8", (), ()))
    assert scoring.score_cleaned(TRUTH, Cleaned("raw/x.txt", "utf-8", (), ())).flagged
    assert scoring.is_flagged(Cleaned("raw/x.txt", "utf-8", (), (draft(review=("body",)),)))


def test_halves_part_the_ids() -> None:
    names = [f"D{number:03}" for number in range(50)]
    halves = [{name for name in names if in_half(name, half)} for half in ("dev", "held")]
    assert halves[0] and halves[1] and halves[0] | halves[1] == set(names) and not halves[0] & halves[1]


def test_neighbours_reach_the_cleaner(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def fake(*arguments: Any) -> Cleaned:
        seen.append(arguments[2:])
        return Cleaned(arguments[0].path, "utf-8", (), ())

    monkeypatch.setattr(cleaner, "repeated_lines", lambda files: sorted(file.path for file in files))
    monkeypatch.setattr(cleaner, "clean", fake)
    files = [cleaner.raw_file(f"raw/{name}.txt", b"") for name in "ab"]
    told, alone = cleaner.Cleaner(neighbours=True), cleaner.Cleaner()
    for one in (told, alone):
        one.learn({"outlet": files})
        one(files[0])
    assert seen == [(["raw/a.txt", "raw/b.txt"],), (cleaner.NO_REPEATS,)]


# --- The sets -------------------------------------------------------------------------------------------------------


def test_every_text_of_the_sets_holds_its_article() -> None:
    """Whoever edits an article renders it again."""
    for manner in make.MANNERS:
        for name, raw in own_files(manner).items():
            text = raw.data.decode()
            missing = [line for line in make.articles()[name].body() if not scoring.is_in(line, text)]
            assert not missing, f"{manner}/{name}: run benchmarks/sets/make.py; not in the text: {missing}"


def test_the_truth_is_that_of_the_texts() -> None:
    written = json.loads((SETS / "truth.json").read_text(encoding="utf-8"))
    assert written == {name: article.truth() for name, article in make.articles().items()}
    for spec in make.load(SETS / "compilations.yaml"):
        text = (SETS / "compilations" / f"{spec['id']}.txt").read_text(encoding="utf-8")
        assert text == make.compilation(spec)[0], spec["id"]


def test_every_page_can_be_rendered() -> None:
    for article in make.articles().values():
        html = make.page(article)
        assert "None" not in html and "Undefined" not in html and str(make.escape(article.data["title"])) in html


def test_the_sets_are_as_broad_as_they_should_be() -> None:
    articles = make.articles()
    assert len(articles) >= 44 and len({a.outlet["skeleton"] for a in articles.values()}) >= 10
    outlets: dict[str, dict[str, int]] = {}
    for article in articles.values():
        by_outlet = outlets.setdefault(article.outlet["language"], {})
        by_outlet[article.outlet["id"]] = by_outlet.get(article.outlet["id"], 0) + 1
    assert len(outlets) >= 8 and all(count >= 2 for found in outlets.values() for count in found.values())
    assert sum(len(found) >= 2 for found in outlets.values()) >= 5
