"""What factors do, in words and as a table."""

import numpy as np

from sim.analysis.association import associations
from sim.analysis.effects import effects
from sim.analysis.effects_text import effects_table, largest, strongest
from sim.analysis.statements import WIDTH
from tests.analysis.test_association import question, sampled
from tests.view.figures.made_up import LOAD, RUNS, VOICE

ONE_POLICY = {name: values[RUNS["policy"] == "customer_first"] for name, values in RUNS.items()}
FOUND = effects(ONE_POLICY, ["turnover", "profit"], [LOAD, VOICE])


def test_the_factor_that_moves_an_outcome_most_is_named_with_its_size():
    text = largest(FOUND, [LOAD, VOICE], "EUR").sentence
    assert text.startswith("Of 2 factors, need rate moves turnover most, +4")
    assert " points a year from 0.3 to 0.5; need rate moves profit most, −" in text


def test_what_nothing_moves_is_said():
    still = ONE_POLICY | {"profit": np.zeros(len(ONE_POLICY["profit"]))}
    text = largest(effects(still, ["turnover", "profit"], [LOAD, VOICE]), [LOAD, VOICE], "EUR").sentence
    assert text.endswith("; none clearly moves profit.")


def test_the_table_has_a_line_a_factor_and_keeps_to_its_width():
    text = effects_table(FOUND, [LOAD, VOICE], "EUR")
    (line,) = [line for line in text.splitlines() if line.startswith("need rate from 0.3 to 0.5")]
    assert line.count("*") == 2
    assert "corrected (Holm) for 4 comparisons" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_of_a_sample_it_says_with_what_an_outcome_goes():
    found = associations(sampled(lambda a, b, c: 2.0 * b - a), question(), ["turnover", "profit"])
    text = strongest(found).sentence
    assert text.startswith("Over the sampled points, turnover goes most with pay (+0.")
    assert " and need rate (−0." in text
    assert text.endswith("profit goes clearly with none.")
