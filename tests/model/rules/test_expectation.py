"""expectation: promises raise it, shortfalls weigh more than surpluses, satisfaction returns to its set point."""

import pytest
from hypothesis import given

from sim.model.rules.adaptation import approach
from sim.model.rules.expectation import disconfirmation, promised, satisfaction_after
from tests.model.rules.ranges import between, ordered, share, shares

gain = between(0.0, 3.0)
shortfall_weight = between(1.0, 4.0)


@given(share, share, share)
def test_a_promise_lifts_an_expectation_towards_perfection(expectation, promise, weight):
    assert expectation - 1e-12 <= promised(expectation, promise, weight) <= 1.0 + 1e-12


@given(share, share)
def test_without_a_promise_or_belief_in_it_the_expectation_stays(expectation, share):
    assert promised(expectation, 0.0, share) == promised(expectation, share, 0.0) == expectation


@given(share)
def test_a_full_promise_fully_believed_is_perfection(expectation):
    assert promised(expectation, 1.0, 1.0) == pytest.approx(1.0)


@given(share, shares, share)
def test_expectation_rises_with_the_promise(expectation, promises, weight):
    assert promised(expectation, promises[0], weight) <= promised(expectation, promises[1], weight) + 1e-12


@given(shares, share, shortfall_weight)
def test_what_is_felt_rises_with_experience_and_falls_with_expectation(values, other, weight):
    assert disconfirmation(values[0], other, weight) <= disconfirmation(values[1], other, weight)
    assert disconfirmation(other, values[1], weight) <= disconfirmation(other, values[0], weight)


@given(share, between(0.01, 0.5), shortfall_weight)
def test_a_shortfall_weighs_more_than_as_large_a_surplus(expectation, gap, weight):
    surplus = disconfirmation(expectation + gap, expectation, weight)
    shortfall = disconfirmation(expectation - gap, expectation, weight)
    assert -shortfall == pytest.approx(weight * surplus)


@given(share, shortfall_weight)
def test_what_was_expected_is_not_felt(expectation, weight):
    assert disconfirmation(expectation, expectation, weight) == 0.0


@given(share, between(-4.0, 1.0), share, gain, share)
def test_satisfaction_stays_a_share(satisfaction, felt, set_point, gain, memory):
    assert -1e-12 <= satisfaction_after(satisfaction, felt, set_point, gain, memory) <= 1.0 + 1e-12


@given(share, ordered(-4.0, 1.0), share, gain, share)
def test_satisfaction_rises_with_what_is_felt(satisfaction, felt, set_point, gain, memory):
    low, high = (satisfaction_after(satisfaction, x, set_point, gain, memory) for x in felt)
    assert low <= high + 1e-12


@given(share, between(-4.0, 1.0), share, gain)
def test_without_memory_for_the_latest_service_nothing_changes(satisfaction, felt, set_point, gain):
    assert satisfaction_after(satisfaction, felt, set_point, gain, 0.0) == satisfaction


@given(share, share, share, gain, shortfall_weight, between(0.05, 1.0))
def test_at_constant_quality_satisfaction_returns_to_its_set_point(
    quality, expectation, set_point, gain, weight, memory
):
    satisfaction = 1.0 - set_point
    for _ in range(600):
        felt = disconfirmation(quality, expectation, weight)
        satisfaction = satisfaction_after(satisfaction, felt, set_point, gain, memory)
        expectation = approach(expectation, quality, 4.0, 52.0)
    assert satisfaction == pytest.approx(set_point, abs=1e-6)
