"""The text that a sweep prints, of runs that are made up."""

import numpy as np
import pyarrow as pa
import pytest

from sim.analysis.statements import WIDTH
from sim.analysis.sweep_text import sweep_text
from sim.design.designs import points
from sim.design.question import Question
from sim.sweeps.sweep import judged

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


def text_of(turnover, profit=lambda point, luck: luck, *, worlds=WORLDS, **asked) -> str:
    """The text where turnover and profit are functions of the point and of the world's luck."""
    question = Question.model_validate(ASKED | asked)
    found = points(question)
    luck = np.random.default_rng(1).normal(size=WORLDS)
    rows = [
        {
            "point_number": p.number,
            "replication": w,
            "scenario": p.scenario.name,
            "policy": p.policy.name,
            "contrast": p.contrast,
            **p.factors,
            "turnover": turnover(p, luck[w]),
            "profit": profit(p, luck[w]),
        }
        for p in found
        for w in range(worlds)
    ]
    table = pa.Table.from_pylist(rows)
    compared = judged(question, found, table) if question.asks_differences else []
    return sweep_text(question, table, compared, "EUR")


def line(text: str, label: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(label))


COMPARE = {"compare": ({"policy": "people_only", "against": "neutral"},)}


def people_save(point, luck):
    saved = 0.1 * point.factors["practices.pay"] * (point.policy.name == "people_only")
    return 0.5 - saved + 0.01 * luck * (1 + saved)


def test_a_comparison_shows_the_lowest_and_the_highest_difference_and_where():
    text = text_of(people_save, **COMPARE)
    row = line(text, "turnover")
    assert row.startswith("turnover (points a year) ")
    assert "−11" in row
    assert row.endswith("clear at 4 of 4")
    assert "at pay 1.1, rivals" in text
    assert "clear at 0 of 4" in line(text, "profit"), "the same luck, no difference"
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "corrected (Holm) for 8 comparisons" in text
    assert "People only minus neutral, as managed, in corner_shop, over pay and rivals:" in text


@pytest.mark.parametrize(("smallest", "clear", "too_small"), [(0.01, 4, 0), (0.3, 0, 4)])
def test_what_is_too_small_to_matter_is_counted(smallest, clear, too_small):
    text = text_of(people_save, smallest={"turnover": smallest}, **COMPARE)
    assert line(text, "turnover").endswith(f"clear at {clear} of 4")
    assert text.count(f"too small at {too_small}\n") == 1, "no smallest is given for profit"


def test_an_effect_is_the_difference_between_values_of_a_factor():
    text = text_of(people_save, effects=({"factor": "practices.pay", "value": 1.1, "against": 0.9},))
    block, *_ = text.split("\n\n")
    assert block.startswith("Pay 1.1 minus pay 0.9, as managed, in corner_shop, over rivals and policy:")
    assert line(block, "turnover").endswith("clear at 2 of 4")
    assert "−2.0" in line(block, "turnover")
    assert "at rivals 0, under people" in block


def test_at_a_single_place_stars_and_a_sentence_say_what_is_clear():
    text = text_of(
        lambda p, luck: 0.5 + 0.01 * luck - 0.1 * (p.policy.name == "people_only"), factors=(), **COMPARE
    )
    assert line(text, "turnover").endswith(" *")
    assert "People only does clearly better in turnover" in text


def test_one_world_has_no_verdicts():
    text = text_of(people_save, worlds=1, **COMPARE)
    assert "One world says nothing of others" in text
    assert "nan" not in text.lower()


def test_without_a_difference_of_interest_what_factors_do_comes_first_and_levels_are_shown():
    text = text_of(people_save)
    assert text.startswith("Of 2 factors, pay moves turnover most, ")
    assert "What each factor does, all else equal and averaged:" in text
    assert "Neutral, as managed, in corner_shop" in text
    assert "Rivals does not bind: from 0 to 2 nothing that was looked at differs in any world." in text


def test_of_a_sample_it_says_with_what_outcomes_go():
    factors = ({"name": "practices.pay", "low": 0.9, "high": 1.1},)
    text = text_of(people_save, factors=factors, sampling={"kind": "latin_hypercube", "points": 16})
    assert text.startswith("Over the sampled points, turnover (neutral) goes clearly with none; ")
    assert "turnover (people only) goes most with pay (−1" in " ".join(text.split())


def test_of_a_fifth_factor_places_are_numbered():
    names = ("pay", "layoffs", "employee_voice", "exhortation")
    factors = [{"name": f"practices.{name}", "values": (0.6, 0.9)} for name in names]
    assert "at point" not in text_of(people_save, factors=factors[:1])
    assert "point 0" in text_of(people_save, factors=factors)


def test_one_point_has_no_lowest_and_highest():
    text = text_of(lambda point, luck: 0.5 + 0.1 * luck, factors=())
    assert "lowest" not in text
    assert line(text, "turnover").count("[") == 1


def test_missing_and_undefined_runs_are_left_out():
    text = text_of(lambda point, luck: np.nan, **COMPARE)
    assert "not defined" in line(text, "turnover")
    half = text_of(lambda point, luck: people_save(point, luck) if luck > 0 else np.nan, **COMPARE)
    assert "4 of 4" in line(half, "turnover")


def test_what_has_one_value_has_no_effect_to_lead_with():
    text = text_of(people_save, policies=("neutral",), factors=({"name": "practices.pay", "values": (1.1,)},))
    assert text.startswith("Neutral, as managed, in corner_shop")
