"""adaptation: exact first-order approach, whatever the step."""

import math

import pytest
from hypothesis import given

from sim.model.rules.adaptation import approach, clipped
from tests.model.rules.ranges import between, ordered, time, time_constant

level = between(-10.0, 10.0)


@given(level, level, time, time_constant)
def test_two_half_steps_equal_one_whole(value, target, elapsed, constant):
    halfway = approach(value, target, elapsed / 2.0, constant)
    whole = approach(value, target, elapsed, constant)
    assert approach(halfway, target, elapsed / 2.0, constant) == pytest.approx(whole, rel=1e-12, abs=1e-12)


@given(level, level, time_constant)
def test_no_time_changes_nothing(value, target, constant):
    assert approach(value, target, 0.0, constant) == pytest.approx(value, abs=1e-14)


@given(level, time, time_constant)
def test_the_target_is_where_it_rests(target, elapsed, constant):
    assert approach(target, target, elapsed, constant) == target


@given(level, level)
def test_a_time_constant_leaves_a_third_of_the_gap(value, target):
    left = target - approach(value, target, 12.0, 12.0)
    assert left == pytest.approx((target - value) / math.e, abs=1e-12)


@given(level, level, time_constant)
def test_in_the_end_it_gets_there(value, target, constant):
    assert approach(value, target, 50.0 * constant, constant) == pytest.approx(target, abs=1e-12)


@given(level, level, time, time_constant)
def test_it_never_overshoots(value, target, elapsed, constant):
    low, high = sorted((value, target))
    assert low - 1e-12 <= approach(value, target, elapsed, constant) <= high + 1e-12


@given(level, level, ordered(0.0, 520.0), time_constant)
def test_the_gap_shrinks_with_time(value, target, times, constant):
    soon, late = (abs(target - approach(value, target, t, constant)) for t in times)
    assert late <= soon + 1e-12


@given(level, level, time, time_constant, between(0.1, 10.0))
def test_only_the_ratio_of_times_matters(value, target, elapsed, constant, unit):
    same = approach(value, target, elapsed * unit, constant * unit)
    assert same == pytest.approx(approach(value, target, elapsed, constant), abs=1e-11)


@given(level, ordered(-10.0, 10.0))
def test_clipping_holds_within_bounds_and_leaves_the_rest_alone(value, bounds):
    low, high = bounds
    assert low <= clipped(value, low, high) <= high
    assert clipped(value, low, high) == value or not low <= value <= high
