"""The answer that a sweep prints, of runs that are made up."""

import numpy as np
import pyarrow as pa
import pytest

from sim.analysis.answer import answer, pairs
from sim.design.designs import points
from sim.design.question import Question

ASKED = {
    "format_version": 1,
    "title": "t",
    "question": "q?",
    "scenarios": ("corner_shop",),
    "policies": ("neutral", "people_only"),
    "outcomes": ("turnover", "profit"),
    "factors": ({"name": "practices.pay", "values": (0.9, 1.1)}, {"name": "rivals", "values": (0, 2)}),
}
WORLDS = 20


def told(turnover, profit=lambda point, luck: luck, **asked) -> tuple[str, list]:
    """The answer where turnover and profit are functions of the point and of the world's luck."""
    question = Question.model_validate(ASKED | asked)
    found = points(question)
    luck = np.random.default_rng(1).normal(size=WORLDS)
    rows = [
        {
            "point_number": p.number,
            "replication": w,
            "turnover": turnover(p, luck[w]),
            "profit": profit(p, luck[w]),
        }
        for p in found
        for w in range(WORLDS)
    ]
    return answer(question, found, pa.Table.from_pylist(rows)), found


def line(text: str, label: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(label))


COMPARE = {"compare": ({"policy": "people_only", "against": "neutral"},)}


def people_save(point, luck):
    saved = 0.1 * point.factors["practices.pay"] * (point.policy.name == "people_only")
    return 0.5 - saved + 0.01 * luck * (1 + saved)


def test_a_comparison_tells_the_lowest_and_the_highest_difference_and_where():
    text, _ = told(people_save, **COMPARE)
    row = line(text, "turnover")
    assert row.split()[:4] == ["turnover", "points", "a", "year"]
    assert "−11" in row
    assert "1.1, 0" in row or "1.1, 2" in row
    assert row.endswith("4 of 4")
    assert line(text, "profit").endswith("0 of 4"), "the same luck, no difference"
    assert "Holm's correction for 8 comparisons" in text
    assert "people_only less neutral, as managed, in corner_shop, over practices.pay, rivals:" in text


@pytest.mark.parametrize(("smallest", "counts"), [(0.01, "4  0  0"), (0.3, "0  4  0")])
def test_the_smallest_effect_of_interest_is_told(smallest, counts):
    text, _ = told(people_save, smallest={"turnover": smallest}, **COMPARE)
    assert " ".join(line(text, "turnover").split()[-3:]) == " ".join(counts.split())
    assert line(text, "profit").endswith("0 of 4"), "no smallest effect was given for profit"


def test_an_effect_is_the_difference_between_values_of_a_factor():
    text, _ = told(people_save, effects=({"factor": "practices.pay", "value": 1.1, "against": 0.9},))
    blocks = text.split("\n\n")
    assert blocks[0].startswith(
        "practices.pay at 1.1 less at 0.9, neutral, as managed, in corner_shop, over rivals:"
    )
    assert line(blocks[0], "turnover").endswith("0 of 2")
    assert line(blocks[1], "turnover").endswith("2 of 2")
    assert "−2.0" in line(blocks[1], "turnover")


def test_without_a_difference_of_interest_levels_are_told():
    text, _ = told(people_save)
    assert text.startswith("neutral, as managed, in corner_shop")
    assert "clear" not in text


def test_one_point_has_no_lowest_and_highest():
    text, _ = told(lambda point, luck: 0.5 + 0.1 * luck, factors=())
    assert "lowest" not in text
    assert line(text, "turnover").count("[") == 1


def test_missing_and_undefined_runs_are_left_out():
    text, _ = told(lambda point, luck: np.nan, **COMPARE)
    assert "not defined" in line(text, "turnover")
    half, _ = told(lambda point, luck: people_save(point, luck) if luck > 0 else np.nan, **COMPARE)
    assert line(half, "turnover").endswith("4 of 4")


def test_pairs_agree_in_everything_but_the_policy():
    found = points(Question.model_validate(ASKED))
    both = pairs(found, "people_only", "neutral", "as_managed")
    assert len(both) == 4
    assert all(a.row == b.row and a.factors == b.factors and a.policy != b.policy for a, b in both)
