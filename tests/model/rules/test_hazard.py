"""hazard: a year of weeks has the rate that was asked for."""

import math

import pytest
from hypothesis import given

from sim.model.rules.hazard import daily_probability, weekly_probability
from tests.model.rules.ranges import NEARLY, between, ordered


@given(ordered(0.0, 50.0))
def test_the_probability_rises_with_the_rate_and_is_one(rates):
    low, high = map(weekly_probability, rates)
    assert 0.0 <= low <= high * NEARLY <= NEARLY


def test_nothing_happens_at_rate_zero():
    assert weekly_probability(0.0) == 0.0


@given(between(0.0, 26.0))
def test_a_year_of_weeks_has_the_rate_that_was_asked_for(rate):
    assert (1.0 - weekly_probability(rate)) ** 52 == pytest.approx(math.exp(-rate))


@given(ordered(0.0, 50.0))
def test_a_week_of_days_is_a_week_at_five_times_the_rate(rates):
    low, high = map(daily_probability, rates)
    assert 0.0 <= low <= high * NEARLY <= NEARLY
    assert (1.0 - low) ** 5 == pytest.approx(1.0 - weekly_probability(5 * 52 * rates[0]), abs=1e-12)
