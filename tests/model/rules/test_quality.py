"""quality: in time, right, easy, cared for, fairly priced; each promise of sign and limit."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.rules.quality import (
    Grades,
    care,
    ease,
    error_probability,
    experience,
    fairness,
    slips,
    timeliness,
    workmanship,
)
from tests.model.rules.ranges import between, inner_share, ordered, share, shares

exponent = between(0.0, 5.0)
effort = between(0.05, 1.5)
grade = between(0.5, 1.0)
weights = st.tuples(*[between(0.01, 1.0)] * 5)


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


@given(ordered(-100.0, 100.0), between(0.1, 260.0), grade)
def test_timeliness_falls_with_lateness(days, patience, ordinary):
    soon, late = (timeliness(d, patience, ordinary) for d in days)
    assert 0.0 <= late <= soon <= 1.0


@given(between(0.1, 260.0), grade)
def test_just_in_time_is_ordinary_and_earlier_is_better(patience, ordinary):
    assert timeliness(0.0, patience, ordinary) == pytest.approx(ordinary)
    assert timeliness(-1e9, patience, ordinary) == 1.0
    assert timeliness(patience, patience, ordinary) == pytest.approx(ordinary * math.exp(-1.0))


@given(st.lists(share, min_size=2, max_size=2).map(sorted), grade)
def test_right_work_is_graded_around_the_ordinary_and_wrong_work_is_worth_nothing(lucks, ordinary):
    good, less = (workmanship(1.0, luck, ordinary) for luck in lucks)
    assert 0.0 <= less <= good <= 1.0
    assert workmanship(1.0, 0.5, ordinary) == pytest.approx(ordinary)
    assert workmanship(0.0, lucks[0], ordinary) == 0.0


@given(ordered(0.0, 1.0), between(0.02, 2.0))
def test_ease_falls_with_friction(frictions, feeling):
    smooth, rough = (ease(friction, feeling) for friction in frictions)
    assert 0.0 <= rough <= smooth <= 1.0
    assert ease(0.0, feeling) == 1.0


@given(ordered(-2.0, 2.0), between(0.0, 5.0), grade)
def test_a_price_is_the_less_fair_the_dearer(dears, feeling, ordinary):
    cheap, dear = (fairness(x, feeling, ordinary) for x in dears)
    assert 0.0 <= dear <= cheap <= 1.0
    assert fairness(0.0, feeling, ordinary) == ordinary


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


@given(st.tuples(*[share] * 5), weights)
def test_experience_lies_between_the_worst_and_the_best_of_its_parts(grades, w):
    assert min(grades) - 1e-12 <= experience(Grades(*grades), Grades(*w)) <= max(grades) + 1e-12


@given(share, weights)
def test_experience_of_even_quality_is_that_quality(quality, w):
    assert experience(Grades(*[quality] * 5), Grades(*w)) == pytest.approx(quality)


@given(shares, st.tuples(*[share] * 4), weights)
def test_experience_rises_with_each_part(values, others, w):
    for place in range(5):
        low, high = (experience(Grades(*others[:place], x, *others[place:]), Grades(*w)) for x in values)
        assert low <= high + 1e-12


@given(shares, inner_share, between(0.0, 3.0))
def test_the_strained_err_more_and_at_ordinary_strain_nobody_does(strains, reference, slope):
    rested, worn = (slips(s, reference, slope) for s in strains)
    assert rested <= worn
    assert slips(reference, reference, slope) == 1.0


@given(share, between(0.05, 1.0), between(0.2, 2.0), ordered(0.2, 3.0))
def test_more_slips_are_more_errors(base, skill, thoroughness, factors):
    few, many = (error_probability(base, skill, thoroughness, factor, 1.0, 2.0) for factor in factors)
    assert few <= many <= 0.9
