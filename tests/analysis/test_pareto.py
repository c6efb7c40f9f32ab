"""Fronts that can be drawn by hand, and how often other worlds would redraw them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from sim.analysis.pareto import non_dominated, pareto
from sim.errors import InputError

NAN = np.nan


def test_hand_made_front():
    goodness = np.array([[1, 5], [2, 4], [3, 3], [2, 3], [0, 5], [3, 3], [NAN, 9]], float)
    assert non_dominated(goodness).tolist() == [True, True, True, False, False, True, False]
    assert non_dominated(np.zeros((0, 2))).tolist() == []


@given(arrays(float, st.tuples(st.integers(1, 12), st.integers(1, 3)), elements=st.integers(0, 4).map(float)))
def test_front_is_what_the_definition_says(goodness):
    dominated = [any((other >= one).all() and (other > one).any() for other in goodness) for one in goodness]
    assert (~non_dominated(goodness)).tolist() == dominated


def runs_of(turnover, profit) -> dict[str, np.ndarray]:
    """Outcomes by point and world."""
    points, worlds = np.shape(turnover)
    return {
        "point_number": np.repeat(np.arange(points), worlds),
        "replication": np.tile(np.arange(worlds), points),
        "policy": np.repeat([f"p{number}" for number in range(points)], worlds),
        "contrast": np.full(points * worlds, "as_managed"),
        "scenario": np.full(points * worlds, "city"),
        "turnover": np.ravel(turnover).astype(float),
        "profit": np.ravel(profit).astype(float),
    }


WORLD = np.random.default_rng(1).normal(size=40)


def test_directions_come_from_the_outcomes():
    found = pareto(
        runs_of(np.add.outer([0.2, 0.4, 0.6], WORLD), np.add.outer([1, 3, 2], WORLD)), ["turnover", "profit"]
    )
    assert found.directions == {"turnover": -1, "profit": 1}
    assert [point.on_front for point in found.points] == [True, True, False]
    assert [point.setting["policy"] for point in found.points] == ["p0", "p1", "p2"]
    e = found.points[1].means["profit"]
    assert_allclose(e.mean, 3 + WORLD.mean())
    assert e.low < e.mean < e.high
    assert found.rows()[2]["on front"] is False


def test_luck_that_all_points_share_redraws_nothing():
    found = pareto(
        runs_of(np.add.outer([0.2, 0.4, 0.6], WORLD), np.add.outer([1, 3, 2], WORLD)), ["turnover", "profit"]
    )
    assert [point.dominated for point in found.points] == [0.0, 0.0, 1.0]


def test_a_close_call_is_told_as_one():
    rng = np.random.default_rng(2)
    turnover = np.vstack([0.2 * np.ones(40), 0.2 + 0.05 * (rng.normal(size=40))])
    found = pareto(runs_of(turnover, np.ones((2, 40))), ["turnover", "profit"])
    assert 0.02 < found.points[1].dominated < 0.98
    assert_allclose(found.points[0].dominated + found.points[1].dominated, 1.0)
    assert found == pareto(runs_of(turnover, np.ones((2, 40))), ["turnover", "profit"])


def test_undefined_worlds_and_points():
    turnover = np.array([[0.2, NAN, 0.4], [NAN, NAN, NAN], [0.5, 0.5, 0.5]])
    first, second, third = pareto(runs_of(turnover, np.ones((3, 3))), ["turnover", "profit"]).points
    assert first.on_front
    assert not second.on_front
    assert np.isnan(second.dominated)
    assert third.dominated > 0.9  # not where a resample leaves the first without a world
    assert_allclose(first.means["turnover"].mean, 0.3)


def test_an_outcome_that_depends_needs_a_direction():
    runs = runs_of(np.ones((2, 3)), np.ones((2, 3))) | {"headcount": np.ones(6)}
    with pytest.raises(InputError, match=r"directions\.headcount must be 1 .*, got 0"):
        pareto(runs, ["turnover", "headcount"])
    assert pareto(runs, ["turnover", "headcount"], directions={"headcount": -1}).directions["headcount"] == -1
