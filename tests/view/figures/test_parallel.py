"""Parallel coordinates: the points that lead into a region stand out."""

import numpy as np
import pytest

from sim.view.figures.parallel import parallel_coordinates
from tests.view.figures.made_up import LOAD, VOICE


def half_of_them():
    rng = np.random.default_rng(1)
    load, voice = rng.uniform(size=(2, 90))
    way = np.where(rng.uniform(size=90) < 0.5, "one", "other")
    share = np.where(load > 0.7, 1.0, 0.1)
    return parallel_coordinates({LOAD: load, VOICE: voice, "policy": way}, share, "turnover >= 1")


EXAMPLES = {
    half_of_them: "points lead into turnover >= 1; they lie high on need rate above all",
}
"""Each figure made here, and what its title says."""


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "No point has most of its worlds in it"), (1.0, "Every point has")]
)
def test_lines_of_which_none_or_all_stand_out_say_so(share, said):
    figure = parallel_coordinates({LOAD: np.arange(5.0)}, np.full(5, share), "it")
    assert said in figure.layout.title.text


def test_a_point_of_which_nothing_is_known_is_no_line():
    figure = parallel_coordinates(
        {LOAD: np.arange(3.0), VOICE: np.arange(3.0)}, np.array([0, 1, np.nan]), "it"
    )
    others, there = figure.data[:2]
    assert (others.name, there.name) == ("other points (1)", "most worlds in it (1)")
    assert list(there.y) == [1.0, 1.0, None]
