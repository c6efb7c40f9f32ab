"""Pareto fronts: which points are on them, and what is weighed where nobody says."""

import pytest

from sim.analysis.pareto import pareto
from sim.design.factors import Factor
from sim.view.figures.pareto import pareto_front, said_of_front, traded_off
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


def test_a_front_at_an_end_of_what_was_asked_says_so():
    found = pareto(RUNS, ["turnover", "profit"], [LOAD, VOICE])
    asked = [Factor(name=LOAD, values=(0.3, 0.4, 0.5)), Factor(name=VOICE, values=(0.0, 0.2, 0.8))]
    assert said_of_front(asked, found) == (
        "A part of the front lies at an end of what was asked, need rate 0.3 (the lowest) and employee voice 0.8 (the"
        " highest): better may lie beyond."
    )
    assert said_of_front([Factor(name=LOAD, low=0.1, high=0.9)], found) == ""
