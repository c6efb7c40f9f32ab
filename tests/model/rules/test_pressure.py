"""pressure: zero at balance, held in its range; what people do about it has the published slopes."""

import math

import pytest
from hypothesis import given

from sim.model.rules.pressure import (
    intensity,
    practised_pace,
    standard_target,
    thoroughness,
    tired_productivity,
    work_pressure,
)
from tests.model.rules.ranges import between, inner_share, ordered, share, shares

pressure = between(-0.2, 0.5)
pressures = ordered(-0.2, 0.5)
slope = between(0.0, 2.0)
pace = between(0.05, 2.0)
day_hours = between(1.0, 24.0)
backlog_days = between(0.05, 60.0)


@given(between(0.0, 1000.0), pace, day_hours, backlog_days)
def test_pressure_is_held_in_the_range_that_is_acted_on(backlog, pace, hours, days):
    assert -0.2 <= work_pressure(backlog, pace, hours, days, -0.2, 0.5) <= 0.5


@given(pace, day_hours, backlog_days)
def test_pressure_is_zero_at_balance(pace, hours, days):
    balance = pace * hours * days
    assert work_pressure(balance, pace, hours, days, -0.2, 0.5) == pytest.approx(0.0, abs=1e-12)


@given(ordered(0.0, 100.0), pace, day_hours, backlog_days)
def test_pressure_rises_with_the_backlog(backlogs, pace, hours, days):
    low, high = (work_pressure(b, pace, hours, days, -1.0, 2.0) for b in backlogs)
    assert low <= high


@given(between(0.0, 100.0), ordered(0.05, 2.0), day_hours, backlog_days)
def test_pressure_falls_with_pace(backlog, paces, hours, days):
    slow, fast = (work_pressure(backlog, p, hours, days, -1.0, 2.0) for p in paces)
    assert fast <= slow


@given(ordered(0.05, 1.0), ordered(0.5, 1.0), ordered(0.6, 1.0), ordered(1.0, 2.0))
def test_pace_rises_with_skill_and_falls_with_training_given_standard_and_friction(
    skills, free, standards, longer
):
    def pace_of(skill=skills[0], training=free[0], standard=standards[0], longer=longer[0]):
        return practised_pace(skill, training, standard, longer)

    assert pace_of() <= pace_of(skill=skills[1])
    assert pace_of() <= pace_of(training=free[1])
    assert pace_of(standard=standards[1]) <= pace_of()
    assert pace_of(longer=longer[1]) <= pace_of()
    assert practised_pace(1.0, 1.0, 1.0, 1.0) == 1.0


@given(pressures, slope)
def test_under_pressure_people_work_longer_and_give_each_request_less_time(pressures, slope):
    low, high = pressures
    assert intensity(low, slope) <= intensity(high, slope)
    assert thoroughness(high, slope) <= thoroughness(low, slope)


@given(slope)
def test_at_balance_hours_and_time_per_request_are_normal(slope):
    assert intensity(0.0, slope) == thoroughness(0.0, slope) == 1.0


def test_the_slopes_are_those_of_oliva_and_sterman():
    assert math.log(thoroughness(0.25, 0.64)) == pytest.approx(-0.64 * 0.25)
    assert math.log(intensity(0.25, 0.37)) == pytest.approx(0.37 * 0.25)


@given(inner_share, between(0.5, 1.5), inner_share)
def test_a_standard_erodes_to_what_is_done_within_its_bounds(standard, time_given, floor):
    target = standard_target(standard, time_given, floor)
    assert floor <= target <= 1.0
    assert target == standard * time_given or target in (floor, 1.0)


@given(inner_share, between(0.1, 0.99))
def test_at_balance_a_standard_above_the_floor_stays(standard, floor):
    assert standard_target(max(standard, floor), 1.0, floor) == max(standard, floor)


@given(ordered(0.0, 2.0), between(0.0, 3.0))
def test_the_tired_get_less_done(fatigue, slope):
    fresh, tired = (tired_productivity(f, slope) for f in fatigue)
    assert 0.0 < tired <= fresh <= 1.0


@given(share, between(0.0, 3.0))
def test_short_hours_do_not_add_productivity(fatigue, slope):
    assert tired_productivity(fatigue, slope) == tired_productivity(1.0, slope) == 1.0


@given(shares, between(0.1, 1.0))
def test_the_standard_that_is_aimed_at_rises_with_the_time_given(standards, floor):
    assert standard_target(standards[0], 1.0, floor) <= standard_target(standards[1], 1.0, floor)
