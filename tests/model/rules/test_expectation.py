"""expectation: promises raise it, shortfalls weigh more than surpluses, satisfaction remembers quality."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.rules.adaptation import approach
from sim.model.rules.expectation import (
    disconfirmation,
    followed,
    liking,
    promised,
    remembered,
    satisfaction_after,
    satisfaction_target,
)
from tests.model.rules.ranges import between, inner_share, share, shares

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


@given(share, share, share)
def test_an_expectation_follows_something_between_own_experience_and_what_is_usual(experience, usual, weight):
    low, high = sorted((experience, usual))
    assert low - 1e-12 <= followed(experience, usual, weight) <= high + 1e-12
    assert followed(experience, usual, 0.0) == experience
    assert followed(experience, usual, 1.0) == pytest.approx(usual)


@given(share, share, share)
def test_perceived_quality_lies_between_what_it_was_and_the_latest_service(quality, experience, memory):
    low, high = sorted((quality, experience))
    assert low - 1e-12 <= remembered(quality, experience, memory) <= high + 1e-12
    assert remembered(quality, experience, 0.0) == quality


TARGETS = (share, between(-0.5, 0.5), between(-1.0, 1.0), between(-4.0, 1.0), gain, gain)


@given(*TARGETS)
def test_what_satisfaction_goes_to_is_a_share(set_point, likes, better, surprise, g_q, g_d):
    assert 0.0 <= satisfaction_target(set_point, likes, better, surprise, g_q, g_d) <= 1.0


@given(*TARGETS, between(0.0, 0.5))
def test_it_rises_with_liking_with_quality_and_with_surprise(
    set_point, likes, better, surprise, g_q, g_d, more
):
    base = satisfaction_target(set_point, likes, better, surprise, g_q, g_d)
    for place in range(3):
        raised = [likes, better, surprise]
        raised[place] += more
        assert satisfaction_target(set_point, *raised, g_q, g_d) >= base - 1e-12


@given(share, gain, gain)
def test_ordinary_quality_as_expected_is_the_set_point(set_point, g_q, g_d):
    assert satisfaction_target(set_point, 0.0, 0.0, 0.0, g_q, g_d) == set_point


@given(share, shares, share)
def test_satisfaction_goes_towards_its_target(satisfaction, targets, memory):
    low, high = (satisfaction_after(satisfaction, target, memory) for target in targets)
    assert -1e-12 <= low <= high + 1e-12 <= 1.0 + 2e-12
    assert satisfaction_after(satisfaction, targets[0], 0.0) == satisfaction
    assert satisfaction_after(satisfaction, targets[0], 1.0) == pytest.approx(targets[0])


@given(share, share, inner_share, gain, gain, shortfall_weight, between(0.05, 1.0))
def test_at_constant_quality_surprise_fades_and_quality_stays(
    quality, expectation, set_point, g_q, g_d, weight, memory
):
    satisfaction, perceived = 1.0 - set_point, 0.5
    for _ in range(600):
        perceived = remembered(perceived, quality, memory)
        surprise = disconfirmation(quality, expectation, weight)
        target = satisfaction_target(set_point, 0.0, perceived - 0.7, surprise, g_q, g_d)
        satisfaction = satisfaction_after(satisfaction, target, memory)
        expectation = approach(expectation, quality, 4.0, 52.0)
    lasting = min(1.0, max(0.0, set_point + g_q * (quality - 0.7)))
    assert satisfaction == pytest.approx(lasting, abs=1e-6)


@given(inner_share, between(0.0, 0.3), st.integers(1, 8))
def test_liking_rises_with_luck_and_more_firms_to_choose_from_lower_it(luck, spread, firms):
    assert liking(luck, spread, firms) <= liking(min(0.999, luck + 0.001), spread, firms)
    assert liking(luck, spread, firms + 1) <= liking(luck, spread, firms)
    assert liking(luck, 0.0, firms) == 0.0


@pytest.mark.parametrize("firms", [1, 2, 5])
def test_customers_who_are_with_the_firm_they_like_best_like_it_by_nothing_on_average(firms):
    lucks = np.random.default_rng(0).random((4000, firms))
    best = [max(liking(luck, 0.1, firms) for luck in row) for row in lucks]
    assert np.mean(best) == pytest.approx(0.0, abs=4 * np.std(best) / np.sqrt(len(best)))
