"""Tipping curves: where half of the worlds tip, and where none does."""

import numpy as np

from sim.analysis.tipping import tipping_point
from sim.view.figures.tipping import tipping_curves
from tests.view.figures.made_up import LOAD, POLICIES


def one_that_tips():
    own = np.sort(np.random.default_rng(2).normal(0.06, 0.005, size=60))
    runs = {POLICIES[0]: lambda value: own <= value, POLICIES[1]: lambda value: own <= value - 0.1}
    return tipping_curves(
        [
            tipping_point(run, np.linspace(0.0, 0.1, 5), tolerance=0.001, policy=name)
            for name, run in runs.items()
        ],
        LOAD,
    )


EXAMPLES = {
    one_that_tips: "people and customer has no tipping point in this range",
}
"""Each figure made here, and what its title says."""


def test_a_policy_that_never_tips_says_so():
    never = tipping_point(lambda value: np.zeros(9), [0.0, 1.0], tolerance=0.1, policy="neutral")
    title = tipping_curves([never], LOAD).layout.title.text
    assert title == "Neutral has no tipping point in this range"
