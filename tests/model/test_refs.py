"""A mention of something elsewhere knows where it stands."""

from sitegen.base.problems import WARNING
from sitegen.model.refs import Ref


def test_a_problem_at_a_mention_shows_its_line() -> None:
    ref = Ref("actor", "adda", "content/events/e.yaml", 3, 11, "actors: [adda]")
    assert ref.problem("unknown-actor", "there is no actor `adda`", "did you mean `ada`?", WARNING).render() == (
        "content/events/e.yaml:3:11: warning: there is no actor `adda` [unknown-actor]\n"
        "    actors: [adda]\n"
        "              ^\n"
        "    hint: did you mean `ada`?"
    )
