"""Levels: a panel a factor, a line a policy."""

from sim.analysis.effects import profiles
from sim.view.figures.levels import small_multiples
from tests.view.figures.made_up import LOAD, RUNS, VOICE


def of_turnover():
    return small_multiples(profiles(RUNS, "turnover", [LOAD, VOICE]), "turnover")


EXAMPLES = {
    of_turnover: "Turnover moves most over need rate under customer first: by 4",
}
"""Each figure made here, and what its title says."""


def test_every_level_of_every_factor_is_a_row():
    rows = of_turnover().layout.meta["table"]
    assert {row["level"] for row in rows if row["factor"] == LOAD} == {0.3, 0.4, 0.5}
    assert {row["level"] for row in rows if row["factor"] == VOICE} == {0.2, 0.8}
