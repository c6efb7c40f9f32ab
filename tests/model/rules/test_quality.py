"""quality: in time, right, easy, cared for; each promise of sign and limit."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.rules.quality import care, error_probability, experience, slips, timeliness
from tests.model.rules.ranges import between, inner_share, ordered, share, shares

exponent = between(0.0, 5.0)
effort = between(0.05, 1.5)
weights = st.tuples(*[between(0.01, 1.0)] * 4)


@given(share, between(0.05, 1.0), effort, exponent, exponent)
def test_an_error_has_a_probability_of_nine_tenths_at_most(base, skill, thoroughness, a, b):
    assert 0.0 <= error_probability(base, skill, thoroughness, 1.0, a, b) <= 0.9


@given(share, ordered(0.05, 1.0), effort, exponent, exponent)
def test_errors_fall_with_skill(base, skills, thoroughness, a, b):
    novice, expert = (error_probability(base, s, thoroughness, 1.0, a, b) for s in skills)
    assert expert <= novice


@given(share, between(0.05, 1.0), ordered(0.05, 1.5), exponent, exponent)
def test_errors_fall_with_the_time_given(base, skill, efforts, a, b):
    hurried, careful = (error_probability(base, skill, t, 1.0, a, b) for t in efforts)
    assert careful <= hurried


@given(between(0.0, 0.9), exponent, exponent)
def test_skilled_and_unhurried_errors_are_the_base_and_more_time_does_not_help(base, a, b):
    assert error_probability(base, 1.0, 1.0, 1.0, a, b) == base
    assert error_probability(base, 1.0, 1.5, 1.0, a, b) == base


@given(ordered(-10.0, 100.0), between(0.1, 260.0))
def test_timeliness_falls_with_lateness(days, patience):
    soon, late = (timeliness(d, patience) for d in days)
    assert 0.0 <= late <= soon <= 1.0


@given(between(-10.0, 0.0), between(0.1, 260.0))
def test_in_time_is_in_time(early, patience):
    assert timeliness(early, patience) == 1.0
    assert timeliness(patience, patience) == pytest.approx(math.exp(-1.0))


@given(shares, inner_share, share, share, share)
def test_care_falls_with_strain(strains, reference, discretion, a, b):
    rested, worn = (care(s, reference, discretion, a, b) for s in strains)
    assert 0.0 <= worn <= rested <= 1.0


@given(share, inner_share, shares, share, share)
def test_care_rises_with_discretion(strain, reference, discretions, a, b):
    bound, free = (care(strain, reference, d, a, b) for d in discretions)
    assert bound <= free


@given(share, inner_share, share, share)
def test_ordinary_strain_and_full_discretion_leave_care_whole(strain, reference, a, b):
    assert care(min(strain, reference), reference, 1.0, a, b) == 1.0


@given(share, share, share, share, weights)
def test_experience_lies_between_the_worst_and_the_best_of_its_parts(t, c, e, d, w):
    assert min(t, c, e, d) - 1e-12 <= experience(t, c, e, d, *w) <= max(t, c, e, d) + 1e-12


@given(share, weights)
def test_experience_of_even_quality_is_that_quality(quality, w):
    assert experience(quality, quality, quality, quality, *w) == pytest.approx(quality)


@given(shares, share, share, share, weights)
def test_experience_rises_with_each_part(values, a, b, c, w):
    for place in range(4):
        low, high = (experience(*[a, b, c][:place], x, *[a, b, c][place:], *w) for x in values)
        assert low <= high + 1e-12


@given(share, share, share, share, between(0.1, 10.0))
def test_only_the_ratios_of_weights_matter(t, c, e, d, scale):
    plain = experience(t, c, e, d, 0.35, 0.35, 0.15, 0.15)
    assert experience(t, c, e, d, *(scale * w for w in (0.35, 0.35, 0.15, 0.15))) == pytest.approx(plain)


@given(shares, inner_share, between(0.0, 3.0))
def test_the_strained_err_more_and_at_ordinary_strain_nobody_does(strains, reference, slope):
    rested, worn = (slips(s, reference, slope) for s in strains)
    assert rested <= worn
    assert slips(reference, reference, slope) == 1.0


@given(share, between(0.05, 1.0), between(0.2, 2.0), ordered(0.2, 3.0))
def test_more_slips_are_more_errors(base, skill, thoroughness, factors):
    few, many = (error_probability(base, skill, thoroughness, factor, 1.0, 2.0) for factor in factors)
    assert few <= many <= 0.9
