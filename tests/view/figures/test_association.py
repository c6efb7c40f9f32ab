"""Regression bars: with which factor an outcome goes most."""

from sim.analysis.association import associations
from sim.view.figures.association import association_bars
from tests.analysis.test_association import NAMES, question, sampled


def three_factors():
    (found,) = associations(sampled(lambda a, b, c: 2.0 * b - a), question(), ["turnover"])
    return association_bars(found)


def none():
    (found,) = associations(sampled(lambda a, b, c: 0.0 * a), question(), ["turnover"])
    return association_bars(found)


EXAMPLES = {
    three_factors: "Turnover goes most with pay: +0.",
    none: "Turnover goes clearly with none of 3 factors",
}
"""Each figure made here, and what its title says."""


def test_every_factor_has_a_line_the_largest_first():
    rows = three_factors().layout.meta["table"]
    assert {row["factor"] for row in rows} == set(NAMES)
    sizes = [abs(row["regression"]) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
