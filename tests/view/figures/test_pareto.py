"""Pareto fronts: which points are on them, and what is weighed where nobody says."""

import pytest

from sim.analysis.pareto import pareto
from sim.view.figures.pareto import pareto_front, traded_off
from tests.view.figures.made_up import LOAD, RUNS, VOICE


def two_outcomes():
    return pareto_front(
        pareto(RUNS, ["turnover", "profit"], [LOAD, VOICE]), "turnover", "profit", currency="EUR"
    )


EXAMPLES = {
    two_outcomes: "1 of 12 points is on the front (people and customer): no other is as good in everything",
}
"""Each figure made here, and what its title says."""


@pytest.mark.parametrize(
    ("asked", "weighed"),
    [
        (("turnover", "strain", "profit"), ("turnover", "profit")),
        (("strain", "headcount", "clarity", "lead_time", "profit"), ("strain", "clarity", "lead_time")),
        (("headcount",), ()),
    ],
)
def test_the_usual_trade_off_comes_first(asked, weighed):
    assert traded_off(asked) == weighed
