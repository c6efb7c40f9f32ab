"""Targets: nothing misses within, misses grow outside, what is undefined is far off."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.calibration.targets import UNDEFINED, Target, scaled_misses, scales

numbers = st.floats(-100.0, 100.0)


@given(numbers, st.floats(0.0, 10.0), st.floats(0.0, 1.0))
def test_within_its_interval_nothing_misses(low, width, share):
    target = Target("x", low, low + width)
    inside = min(max(low + share * width, low), low + width)
    assert target.misses(np.array([inside]))[0] == 0.0


@given(numbers, st.floats(0.0, 10.0), st.floats(1e-3, 10.0))
def test_outside_it_misses_by_the_distance_with_its_sign(low, width, off):
    target = Target("x", low, low + width)
    below, above = target.misses(np.array([low - off, low + width + off]))
    assert np.isclose(below, -off)
    assert np.isclose(above, off)


def test_luck_makes_a_target_count_less():
    target = Target("x", 1.0, 3.0)
    assert scales([target], {"x": 0.0})[0] == target.half == 1.0
    assert scales([target], {"x": 2.0})[0] == np.hypot(1.0, 2.0)


def test_what_is_not_defined_is_far_off():
    found = scaled_misses(
        np.array([[np.nan, 5.0]]), [Target("a", 0, 1), Target("b", 0, 1)], np.array([1.0, 2.0])
    )
    assert found.tolist() == [[UNDEFINED, 2.0]]
