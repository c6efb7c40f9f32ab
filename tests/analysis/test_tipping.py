"""The tipping point of a logistic curve is found, bracketed, within budget; none is made up where there is none."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.analysis.tipping import share_of, tipping_among, tipping_point

WORLDS = 200


def steps(low: float, high: float) -> np.ndarray:
    return np.linspace(low, high, 5)


def logistic(at: float, width: float = 0.01, worlds: int = WORLDS, seed: int = 1):
    """Worlds that tip with logistic probability; each tips at a value of its own, the same at every evaluation."""
    u = np.random.default_rng(seed).uniform(size=worlds)
    own = at + width * np.log(u / (1.0 - u))
    calls = []

    def evaluate(value: float) -> np.ndarray:
        calls.append(value)
        return own <= value

    evaluate.calls = calls
    evaluate.median = float(np.median(own))
    return evaluate


def test_known_tipping_point_is_found():
    run = logistic(0.055)
    found = tipping_point(run, steps(0.0, 0.1), tolerance=0.0005, policy="neutral")
    assert_allclose(found.value, run.median, atol=0.0005)  # of the worlds that were run
    assert found.low < 0.055 < found.high
    assert found.high - found.low < 0.01
    assert found.note == ""
    assert [share.value for share in found.shares] == sorted(run.calls)
    assert found.rows()[0]["policy"] == "neutral"


def test_intervals_hold_the_truth_as_often_as_they_say():
    found = [
        tipping_point(logistic(0.055, seed=seed, worlds=60), steps(0.0, 0.1), tolerance=0.001)
        for seed in range(200)
    ]
    held = np.mean([one.low <= 0.055 <= one.high for one in found])
    assert held > 0.95 - 4 * np.sqrt(0.95 * 0.05 / 200)


def test_a_share_that_falls_is_found_too():
    run = logistic(0.3, 0.05)
    found = tipping_point(lambda value: ~run(value), steps(0.0, 1.0), tolerance=0.01)
    assert_allclose(found.value, run.median, atol=0.01)
    assert found.low < 0.3 < found.high
    assert found.shares[0].share == 1.0


def test_a_sharp_edge_is_bracketed_to_the_tolerance():
    found = tipping_point(lambda value: np.full(20, value >= 0.7), steps(0.0, 1.0), tolerance=0.01)
    assert found.high - found.low <= 0.01
    assert found.low < 0.7 <= found.high


def test_budget_is_kept():
    run = logistic(0.055)
    found = tipping_point(run, steps(0.0, 0.1), tolerance=1e-9, budget=7)
    assert len(run.calls) == len(found.shares) == 7
    assert "budget ended" in found.note


@pytest.mark.parametrize(
    ("at", "note"),
    [
        (9.0, "at most 0% of worlds tip at any value from 0 to 1; what lies beyond was not run"),
        (-9.0, "at least 100% of worlds tip at any"),
    ],
)
def test_nowhere_in_range(at, note):
    found = tipping_point(logistic(at), steps(0.0, 1.0), tolerance=0.01)
    assert np.isnan([found.value, found.low, found.high]).all()
    assert note in found.note
    assert len(found.shares) == 5  # nothing to refine


def test_interval_may_reach_beyond_the_range():
    found = tipping_point(lambda value: np.arange(10) < 4 + 2 * value, steps(0.0, 1.0), tolerance=0.1)
    assert 0.0 < found.value <= 1.0
    assert np.isnan([found.low, found.high]).all()
    assert "beyond the range" in found.note


def test_more_than_one_crossing_is_said():
    found = tipping_point(lambda value: np.full(9, 0.3 < value < 0.8), steps(0.0, 1.0), tolerance=0.01)
    assert_allclose(found.value, 0.3, atol=0.01)
    assert "crosses a half 2 times" in found.note


def test_a_range_may_begin_at_the_tipping_point():
    found = tipping_point(lambda value: np.arange(10) >= 5 + 5 * value, steps(0.0, 1.0), tolerance=0.1)
    assert (found.value, found.note) == (0.0, "the interval reaches beyond the range")


def test_undefined_everywhere():
    found = tipping_point(lambda value: np.full(3, np.nan), steps(0.0, 1.0), tolerance=0.1)
    assert np.isnan(found.value)
    assert "undefined" in found.note


def test_points_that_were_run_give_a_tipping_point_too():
    run = logistic(0.055)
    found = tipping_among("neutral", [share_of(value, run(value)) for value in (0.0, 0.05, 0.06, 0.1)])
    assert 0.05 < found.value < 0.06
    assert (found.low, found.high, found.note) == (0.05, 0.06, "")
    assert found.value == pytest.approx(run.median, abs=0.005)


def test_senseless_ranges_are_refused():
    with pytest.raises(ValueError, match="must have two or more ascending values"):
        tipping_point(logistic(0.5), steps(1.0, 0.0), tolerance=0.1)
