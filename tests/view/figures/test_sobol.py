"""Sobol bars: whose share of the variance is largest."""

from sim.analysis.sobol import SobolIndex, SobolIndices
from sim.analysis.statistics import Interval
from sim.view.figures.sobol import said_of_beyond, sobol_bars
from tests.view.figures.made_up import LOAD, VOICE


def indices(*totals):
    """Indices of some factors, each with half of its total alone."""
    found = tuple(
        SobolIndex(name, t / 2, Interval(t / 2 - 0.1, t / 2 + 0.1), t, Interval(t - 0.1, t + 0.1))
        for name, t in zip((LOAD, VOICE, "practices.pay"), totals, strict=True)
    )
    return SobolIndices("city", "as_managed", "neutral", "turnover", found, 0.3, 0.06, 64, 0, 4)


def three_factors():
    return sobol_bars(indices(0.7, 0.4, 0.05))


EXAMPLES = {
    three_factors: "Need rate has a part in 70% of the variance of turnover [60%, 80%]; luck is 30% of a single run's",
}
"""Each figure made here, and what its title says."""


def test_alone_a_factor_never_has_more_than_with_others():
    for row in three_factors().layout.meta["table"]:
        assert row["first"] <= row["total"]


def test_a_share_above_all_is_remarked():
    remark = said_of_beyond(indices(1.12, 0.4, 0.05))
    assert remark.startswith("turnover: the share of need rate is estimated above 100%, which none can be")
    assert "64 base points" in remark
    assert said_of_beyond(indices(1.0, 0.4, 0.05)) == ""
