"""Forests: a line a difference, and what they say together."""

from sim.view.figures import forest as forest_plot
from tests.analysis.compared import differences_of
from tests.view.figures.made_up import LOAD, PAIR, RUNS, VOICE


def a_difference():
    return forest_plot.forest(differences_of(RUNS, PAIR, ["turnover"], [LOAD, VOICE], averaged=True))


def two_outcomes():
    return forest_plot.forest(
        differences_of(RUNS, PAIR, ["turnover", "profit"], [LOAD, VOICE]), currency="EUR"
    )


EXAMPLES = {
    a_difference: "Customer first against people and customer: turnover +",
    two_outcomes: "Customer first against people and customer: turnover higher; profit lower",
}
"""Each figure made here, and what its title says."""
