"""Trials: evidence moves belief towards itself, the more precise the faster; noise and ignorance hold it back."""

import math

import pytest
from hypothesis import given

from sim.model.rules.trials import drawn_effect, effect_doubt, effect_mean, effect_spread, is_sure, swing
from tests.model.rules.ranges import NEARLY, between, ordered, weight

positive = between(0.01, 5.0)
effect = between(-5.0, 5.0)


@given(ordered(0.0, 10.0), positive)
def test_who_hears_badly_expects_to_see_little(blurs, hope):
    clear, blurred = blurs
    assert 0.0 < effect_spread(hope, blurred) <= effect_spread(hope, clear) <= hope * hope * NEARLY


@given(effect, ordered(0.01, 50.0), positive)
def test_belief_lies_between_nothing_and_what_was_seen_and_nearer_the_more_was_seen(seen, weights, spread):
    few, many = (effect_mean(seen * weight, weight, spread) for weight in weights)
    assert abs(few) <= abs(many) * NEARLY <= abs(seen) * NEARLY * NEARLY
    assert few * seen >= 0.0


@given(ordered(0.0, 50.0), positive)
def test_doubt_shrinks_with_evidence_from_all_there_was(weights, spread):
    few, many = (effect_doubt(weight, spread) for weight in weights)
    assert many <= few <= spread * NEARLY


def test_without_evidence_nothing_is_believed():
    assert effect_mean(0.0, 0.0, 2.0) == 0.0


@given(effect, positive, effect)
def test_a_drawn_effect_strays_from_its_mean_as_far_as_it_is_doubtful(mean, doubt, luck):
    assert drawn_effect(mean, doubt, 0.0) == mean
    assert drawn_effect(mean, doubt, luck) - mean == pytest.approx(luck * math.sqrt(doubt), abs=1e-9)


@given(effect, positive, weight)
def test_what_lies_far_from_zero_is_sure(mean, doubt, sure):
    assert is_sure(mean, doubt, 0.0)
    assert is_sure(2.0 * sure * math.sqrt(doubt), doubt, sure)
    assert is_sure(mean, doubt, sure) == is_sure(-mean, doubt, sure)


def test_a_swing_is_the_plain_mean_of_the_first_squares_and_fades_then():
    known = 0.0
    for quarter, change in enumerate((1.0, -2.0, 3.0), start=1):
        known = swing(known, change, float(quarter), 8.0)
    assert known == pytest.approx((1 + 4 + 9) / 3)
    assert swing(known, 0.0, 100.0, 8.0) == pytest.approx(known * 7 / 8)
