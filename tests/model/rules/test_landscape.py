"""landscape: practices that hang together, a product that fits or misses a need."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from sim.model.rules.landscape import (
    NEIGHBOURS,
    configured,
    contribution,
    fit,
    landscape_productivity,
    spoiled,
)
from tests.model.rules.ranges import NEARLY, between, inner_share, ordered, share, shares

PATTERNS = 2 ** (NEIGHBOURS + 1)

seed = st.integers(0, 2**40)
practice = st.integers(0, 8)
pattern = st.integers(0, PATTERNS - 1)


@given(seed, practice, pattern, between(0.0, 200.0))
def test_a_contribution_is_a_share_and_the_same_whenever_it_is_asked_for(seed, practice, pattern, drawn):
    given_ = contribution(seed, practice, pattern, drawn)
    assert 0.0 <= given_ <= 1.0
    assert contribution(seed, practice, pattern, drawn) == given_


def test_contributions_are_uniform_and_every_pattern_has_its_own():
    drawn = [contribution(7, p, q, float(k)) for p in range(9) for q in range(PATTERNS) for k in range(30)]
    assert len(set(drawn)) == len(drawn)
    assert kstest(drawn, "uniform").pvalue > 0.01


@given(seed, practice, pattern, st.integers(0, 100), inner_share)
def test_between_two_drawings_it_moves_evenly(seed, practice, pattern, drawing, part):
    now, then = (contribution(seed, practice, pattern, float(drawing + k)) for k in (0, 1))
    between_them = contribution(seed, practice, pattern, drawing + part)
    assert between_them == pytest.approx(now + (then - now) * part, abs=1e-9)


@given(ordered(-1.0, 2.0), between(-0.9, 0.9))
def test_a_practice_comes_to_its_other_configuration_step_by_step(values, ordinary):
    low, high = (configured(value, ordinary, 1.0) for value in values)
    assert 0.0 <= low <= high <= 1.0
    assert configured(ordinary, ordinary, 1.0) == 0.0
    assert configured(1.0, ordinary, 1.0) == 1.0


@given(shares, between(0.0, 5.0))
def test_productivity_rises_with_what_practices_contribute(means, complexity):
    low, high = (landscape_productivity(mean, complexity) for mean in means)
    assert 0.0 < low <= high * NEARLY


@given(share, between(0.0, 5.0))
def test_where_practices_do_not_interact_or_are_middling_productivity_is_ordinary(mean, complexity):
    assert landscape_productivity(mean, 0.0) == 1.0
    assert landscape_productivity(0.5, complexity) == 1.0


def test_over_all_landscapes_productivity_is_about_ordinary():
    """The mean of the logarithm is 0: complexity spreads firms and favours none."""
    means = [np.mean([contribution(s, p, 3, 0.0) for p in range(9)]) for s in range(400)]
    logs = [math.log(landscape_productivity(mean, 1.0)) for mean in means]
    assert abs(np.mean(logs)) < 4.0 * np.std(logs) / math.sqrt(len(logs))


@given(between(-10.0, 10.0), between(-10.0, 10.0), between(0.1, 10.0))
def test_fit_is_a_share_and_the_same_on_either_side(product, need, width):
    assert 0.0 <= fit(product, need, width) <= 1.0
    assert fit(product, need, width) == pytest.approx(fit(need, product, width))
    assert fit(need, need, width) == 1.0


@given(ordered(0.0, 10.0), between(0.1, 10.0))
def test_fit_falls_with_the_distance_and_is_what_the_unit_says_at_the_width(apart, width):
    near, far = (fit(x, 0.0, width) for x in apart)
    assert far <= near
    assert fit(width, 0.0, width) == pytest.approx(math.exp(-0.5))


@given(share, shares, share)
def test_a_product_that_misses_the_need_spoils_the_experience(experience, misfits, weight):
    little, much = (spoiled(experience, misfit, weight) for misfit in misfits)
    assert 0.0 <= much <= little <= experience
    assert spoiled(experience, 0.0, weight) == spoiled(experience, misfits[0], 0.0) == experience
