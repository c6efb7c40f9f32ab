"""The grid: every value has one step, steps touch and do not overlap, and better is better by what matters."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.outcomes import OUTCOMES
from sim.patterns.grid import AXES, PROFIT, SATISFACTION, TURNOVER, cell, cells, gains, off_middle

axes = st.sampled_from(AXES)
values = st.floats(-3.0, 3.0)


@given(axes, values)
def test_a_value_lies_in_its_step_or_below_the_grid(axis, value):
    place = axis.place(value)
    if place is None:
        assert value < axis.low
        assert not axis.below
        return
    low, high = axis.borders[place : place + 2]
    assert low - 1e-9 <= value < high


@given(axes, st.integers(0, 100))
def test_the_middle_of_a_step_lies_in_it(axis, number):
    place = number % axis.steps
    assert axis.place(axis.middle(place)) == place


@pytest.mark.parametrize("axis", AXES)
def test_a_border_belongs_to_the_step_above_it(axis):
    for nth, border in enumerate(axis.borders[:-1]):
        if math.isfinite(border):
            assert axis.place(border) == nth


@pytest.mark.parametrize("axis", AXES)
def test_steps_are_no_narrower_than_what_matters(axis):
    assert axis.step >= 2.0 * axis.smallest
    assert axis.better == OUTCOMES[axis.outcome].better != 0


def test_a_firm_in_ruins_is_no_pattern():
    assert cell(np.array([0.3, 0.7, -0.6])) is None
    assert cell(np.array([0.3, 0.7, np.nan])) is None
    assert cell(np.array([0.3, 0.7, -0.5])) == (3, 16, 0)
    assert cell(np.array([2.5, 0.1, 0.9])) == (10, 0, 20)


def test_cells_are_counted():
    assert cells() == 11 * 22 * 21
    assert off_middle(np.array([0.35, 0.71, 0.025]), (3, 16, 10)) == pytest.approx(0.0, abs=1e-9)


@given(st.tuples(values, values, values), st.tuples(values, values, values))
def test_nobody_is_better_than_somebody_who_is_better(one, other):
    one, other = np.array(one), np.array(other)
    assert gains(one, other) + gains(other, one) <= len(AXES)
    assert gains(one, one) == 0


def test_less_turnover_is_a_gain_where_it_is_enough():
    here = np.array([0.3, 0.7, 0.1])
    assert gains(here - [0.031, 0.0, 0.0], here) == 1
    assert gains(here - [0.029, 0.0, 0.0], here) == 0
    assert gains(here - [0.1, -0.1, -0.1], here) == 3


@pytest.mark.parametrize(
    ("axis", "place", "words"),
    [
        (TURNOVER, 0, "0 to 10%"),
        (TURNOVER, 10, "100% or more"),
        (SATISFACTION, 0, "below 40%"),
        (SATISFACTION, 16, "70 to 72%"),
        (PROFIT, 9, "−5 to 0%"),
    ],
)
def test_steps_in_words(axis, place, words):
    assert axis.told(place) == words


def test_values_in_words():
    assert [PROFIT.told_value(value) for value in (-0.123, 0.1, 0.0)] == ["−12%", "10%", "0%"]
