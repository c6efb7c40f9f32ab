"""Morris scatter: which factor moves an outcome most."""

import pytest

from sim.analysis.morris import MorrisEffects, Screening
from sim.analysis.statistics import Interval
from sim.view.figures.morris import morris_scatter
from tests.view.figures.made_up import LOAD, VOICE


def two_factors():
    screened = tuple(
        Screening(name, mu, mu, Interval(mu - 0.1, mu + 0.1), mu / 2, Interval(mu / 3, mu))
        for name, mu in ((LOAD, 0.7), (VOICE, 0.3))
    )
    return morris_scatter(MorrisEffects("city", "as_managed", "neutral", "turnover", screened, 20, 0, 4))


EXAMPLES = {
    two_factors: "Need rate moves turnover most, by 70 [60, 80] points a year over its range",
}
"""Each figure made here, and what its title says."""


def test_values_are_in_the_unit_shown():
    rows = two_factors().layout.meta["table"]
    assert [row["mu*"] for row in rows] == pytest.approx([70, 30])
