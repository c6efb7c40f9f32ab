"""Exponents, and the number of worlds that an answer needs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import linregress

from benchmarks.answers import half_width, needed, variance
from benchmarks.fits import exponent

SIZES = [10.0, 100.0, 1e3, 1e4, 1e5]


@given(st.floats(-1.0, 3.0), st.floats(1e-6, 1e6))
def test_a_power_law_is_found_without_error(power, scale):
    slope, error = exponent(SIZES, [scale * size**power for size in SIZES])
    assert slope == pytest.approx(power, abs=1e-9)
    assert error == pytest.approx(0.0, abs=1e-7)


def test_the_standard_error_is_that_of_a_regression():
    noisy = [1.0, 14.0, 90.0, 1300.0, 7000.0]
    expected = linregress(np.log(SIZES), np.log(noisy))
    assert exponent(SIZES, noisy) == pytest.approx((expected.slope, expected.stderr))


def test_two_sizes_have_a_slope_without_an_error():
    slope, error = exponent([1.0, 10.0], [1.0, 100.0])
    assert slope == pytest.approx(2.0)
    assert math.isnan(error)


@given(st.floats(1e-4, 1.0), st.floats(0.01, 0.5))
def test_the_fewest_worlds_that_suffice_are_found(spread, wanted):
    count = needed(spread * spread, wanted)
    assert half_width(spread * spread, count) <= wanted
    assert count == 2 or half_width(spread * spread, count - 1) > wanted


def test_a_narrower_answer_needs_about_the_square_of_worlds():
    assert needed(1.0, 0.05) / needed(1.0, 0.1) == pytest.approx(4.0, rel=0.02)


def test_variance_is_that_of_a_sample():
    values = [1.0, 4.0, 2.5]
    assert variance(values) == pytest.approx(np.var(values, ddof=1))
