"""supply: failures that partnering makes rarer and shorter."""

import math

import pytest
from hypothesis import given

from sim.model.rules.supply import fails_this_week, failure_rate
from tests.model.rules.ranges import NEARLY, between, ordered, share, shares

rate = between(0.0, 26.0)


@given(rate, shares, share)
def test_partners_fail_less(rate, partnering, effect):
    alone, partners = (failure_rate(rate, p, effect) for p in partnering)
    assert 0.0 <= partners <= alone <= rate
    assert failure_rate(rate, 0.0, effect) == failure_rate(rate, partnering[0], 0.0) == rate


@given(ordered(0.0, 26.0))
def test_the_weekly_probability_rises_with_the_rate(rates):
    low, high = map(fails_this_week, rates)
    assert 0.0 <= low <= high * NEARLY
    assert high < 1.0


@given(rate)
def test_a_year_of_weeks_without_failure_is_as_likely_as_the_rate_says(rate):
    assert (1.0 - fails_this_week(rate)) ** 52 == pytest.approx(math.exp(-rate))
