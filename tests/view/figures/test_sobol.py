"""Sobol bars: whose share of the variance is largest."""

from sim.analysis.sobol import SobolIndex, SobolIndices
from sim.analysis.statistics import Interval
from sim.view.figures.sobol import sobol_bars
from tests.view.figures.made_up import LOAD, VOICE


def three_factors():
    indices = tuple(
        SobolIndex(name, t / 2, Interval(t / 2 - 0.1, t / 2 + 0.1), t, Interval(t - 0.1, t + 0.1))
        for name, t in ((LOAD, 0.7), (VOICE, 0.4), ("practices.pay", 0.05))
    )
    return sobol_bars(SobolIndices("city", "as_managed", "neutral", "turnover", indices, 0.3, 0.06, 64, 0, 4))


EXAMPLES = {
    three_factors: "Need rate has a part in 70% of the variance of turnover [60%, 80%]; luck is 30% of a single run's",
}
"""Each figure made here, and what its title says."""


def test_alone_a_factor_never_has_more_than_with_others():
    for row in three_factors().layout.meta["table"]:
        assert row["first"] <= row["total"]
