"""Interpolation between points: exact where it must be, right for straight lines, and honest about what it misses."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import RBFInterpolator

from sim.analysis.interpolation import SMOOTHINGS, Grid, Scattered, gap, predict, quality

slopes = st.lists(st.floats(-5, 5), min_size=3, max_size=3)
somewhere = st.lists(st.floats(0, 1), min_size=2, max_size=2)
UNEVEN = [[0.0, 0.1, 0.6, 1.0], [0.0, 0.5, 1.0]]


def grid(levels=UNEVEN):
    return Grid(np.array(list(product(*levels))))


def scattered(count=40, factors=2, seed=3):
    return Scattered(np.random.default_rng(seed).random((count, factors)))


def straight(slopes, places):
    return slopes[0] + np.asarray(places) @ np.array(slopes[1:])


# ------------------------------------------------------------------------------ what is interpolated


@given(st.lists(st.floats(-1e3, 1e3), min_size=12, max_size=12))
def test_a_grid_is_exact_at_its_points(values):
    over = grid()
    coefficients, _ = over.fit(np.array(values))
    assert [predict(over, coefficients, place) for place in over.places] == pytest.approx(values, abs=1e-9)


@given(st.lists(st.floats(-1e3, 1e3), min_size=12, max_size=12), somewhere)
def test_a_grid_stays_within_its_points(values, at):
    over = grid()
    assert min(values) - 1e-9 <= predict(over, over.fit(np.array(values))[0], at) <= max(values) + 1e-9


@pytest.mark.parametrize("over", [grid(), scattered()], ids=["grid", "scattered"])
@given(slopes, somewhere)
def test_what_is_straight_is_reproduced_and_foretold(over, slopes, at):
    values = straight(slopes, over.places)
    coefficients, errors = over.fit(values)
    assert predict(over, coefficients, at) == pytest.approx(straight(slopes, at), abs=1e-6)
    assert np.nanmax(np.abs(errors)) < 1e-6


def test_a_product_is_reproduced_between_the_points_of_a_grid():
    over = grid()
    coefficients, _ = over.fit(over.places.prod(axis=1))
    assert predict(over, coefficients, [0.3, 0.7]) == pytest.approx(0.21)


@given(somewhere)
def test_without_luck_it_is_the_thin_plate_spline_that_scipy_knows(at):
    over = scattered()
    values = np.sin(5 * over.places[:, 0]) * over.places[:, 1]
    theirs = RBFInterpolator(over.places, values, kernel="thin_plate_spline", smoothing=0.0)
    assert SMOOTHINGS[0] == 0.0
    assert predict(over, over.fit(values)[0], at) == pytest.approx(theirs([at])[0], abs=1e-6)


# ------------------------------------------------------------------------------ how well


def test_errors_are_those_of_leaving_points_out_one_by_one():
    over = scattered(15)
    values = np.exp(over.places[:, 0]) + over.places[:, 1] ** 2
    _, errors = over.fit(values)
    for nth in range(len(values)):
        others = np.arange(len(values)) != nth
        theirs = RBFInterpolator(over.places[others], values[others], kernel="thin_plate_spline")
        assert errors[nth] == pytest.approx(values[nth] - theirs(over.places[[nth]])[0], abs=1e-6)


def test_a_point_of_a_grid_is_foretold_by_its_neighbours_and_a_corner_by_nobody():
    over = grid()
    values = np.zeros(12)
    values[4] = 1.0  # at (0.1, 0.5), inside along both factors
    _, errors = over.fit(values)
    assert errors[4] == pytest.approx(1.0)
    corners = [0, 2, 9, 11]
    assert np.flatnonzero(np.isnan(errors)).tolist() == corners
    assert errors[7] == pytest.approx(-4 / 9 / 2), (
        "at (0.6, 0.5): four ninths along one, nothing along the other"
    )


@pytest.mark.parametrize("over", [grid([np.linspace(0, 1, 8)] * 2), scattered(64)], ids=["grid", "scattered"])
def test_noise_is_told_from_a_curve(over):
    luck = np.random.default_rng(5)
    curve = np.sin(3 * over.places[:, 0]) + over.places[:, 1] ** 2
    noise = luck.normal(size=len(curve))
    assert quality(curve, over.fit(curve)[1]).explained > 0.95
    assert quality(noise, over.fit(noise)[1]).explained < 0.5


def test_luck_at_scattered_points_is_smoothed_away():
    over = scattered(64)
    truth = np.sin(3 * over.places[:, 0])
    coefficients, _ = over.fit(truth + 0.2 * np.random.default_rng(5).normal(size=64))
    error = [predict(over, coefficients, place) for place in over.places] - truth
    assert np.mean(np.abs(error)) < 0.1


def test_quality_is_in_the_unit_of_the_outcome():
    over = scattered()
    values = np.sin(6 * over.places[:, 0])
    one, thousand = (quality(times * values, over.fit(times * values)[1]) for times in (1, 1000))
    assert thousand.error == pytest.approx(1000 * one.error)
    assert thousand.explained == pytest.approx(one.explained)


# ------------------------------------------------------------------------------ what is missing


def test_a_missing_point_is_not_known_in_its_own_cells_only():
    over = grid()
    values = np.ones(12)
    values[0] = np.nan
    coefficients, _ = over.fit(values)
    assert np.isnan(predict(over, coefficients, [0.05, 0.2]))
    assert predict(over, coefficients, [0.1, 0.5]) == predict(over, coefficients, [0.8, 0.8]) == 1.0


def test_scattered_points_do_without_one_that_is_missing():
    over = scattered()
    values = straight([1, 2, 3], over.places)
    values[7] = np.nan
    coefficients, errors = over.fit(values)
    assert predict(over, coefficients, [0.5, 0.5]) == pytest.approx(3.5)
    assert np.flatnonzero(np.isnan(errors)).tolist() == [7]


def test_too_few_points_tell_nothing():
    over = scattered(3)
    coefficients, errors = over.fit(np.arange(3.0))
    assert np.isnan(predict(over, coefficients, [0.5, 0.5]))
    assert quality(np.arange(3.0), errors).tested == 0


def test_gap():
    assert gap(np.array([[0.0, 0.0], [0.0, 0.1], [1.0, 0.1]])) == pytest.approx(1.0)
    assert gap(np.zeros((1, 2))) == 0.0
