"""Tipping maps: where the line of one half runs."""

import numpy as np

from sim.analysis.tipping_map import TippingMap
from sim.view.figures.tipping_map import heatmap
from tests.view.figures.made_up import LOAD, VOICE


def a_map(share, x, y):
    worlds = np.full(share.shape, 20)
    return TippingMap("city", "as_managed", "neutral", "clarity <= 0.5", LOAD, VOICE, x, y, share, worlds)


def one_that_turns():
    x, y = np.array([0.3, 0.4, 0.5, 0.6, 0.8]), np.array([0.0, 0.5, 1.0])
    share = 1.0 / (1.0 + np.exp(-20.0 * (x - 0.4 - 0.15 * y[:, None])))
    share[0, 4] = np.nan  # not run
    return heatmap(a_map(share, x, y))


EXAMPLES = {
    one_that_turns: "Half of worlds tip between need rate 0.4 and 0.55 under neutral, depending on employee voice",
}
"""Each figure made here, and what its title says."""


def test_a_map_without_a_line_says_so():
    cold = heatmap(a_map(np.zeros((2, 1)), np.array([1.0]), np.array([1.0, 2.0])))
    assert cold.layout.title.text == "Nowhere under neutral does the share of worlds that tip cross a half"
