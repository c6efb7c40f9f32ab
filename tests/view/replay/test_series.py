"""Curves of a recording: scales that show what they are to show."""

from dataclasses import replace

import numpy as np
import pytest

from sim.view.replay.series import CLOSE, charts
from tests.view.synthetic import pair

NAME = "customer_satisfaction"


@pytest.fixture(scope="module")
def runs():
    return pair(teams=1, seats=3, dots=9, weeks=60)


def chart(runs, *curves):
    """The chart of satisfaction that is so in each run, week by week."""
    drawn = charts(
        [
            replace(run, series=run.series | {NAME: np.asarray(curve, float)})
            for run, curve in zip(runs, curves, strict=True)
        ]
    )
    return next(one for one in drawn if one.name == NAME)


@pytest.mark.parametrize("top", [1, 100])
def test_curves_that_would_coincide_are_zoomed_in_on(runs, top):
    level = top * np.linspace(0.6, 0.7, 60)
    found = chart(runs, level, level + 0.5 * CLOSE * top)
    low, high = found.zoomed
    assert 0 < low < level.min()
    assert level.max() + 0.5 * CLOSE * top < high <= top
    assert found.top == top


def test_curves_apart_have_the_whole_scale(runs):
    level = np.linspace(0.6, 0.7, 60)
    assert chart(runs, level, level - 2 * CLOSE).zoomed is None


def test_a_curve_that_is_not_known_zooms_nothing(runs):
    assert chart(runs, np.full(60, np.nan), np.full(60, np.nan)).zoomed is None
