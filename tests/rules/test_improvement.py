"""improvement: friction settles where work on it and its growing back balance."""

import math

import pytest
from hypothesis import given

from sim.rules.improvement import friction_after
from tests.rules.ranges import between, ordered, share

effort = between(0.0, 0.2)
growth = between(0.0, 5.0)
yield_ = between(0.0, 500.0)
years = between(0.0, 10.0)


@given(share, share, effort, growth, yield_, years)
def test_two_half_steps_equal_one_whole(friction, unimproved, effort, growth, yield_, years):
    halfway = friction_after(friction, unimproved, effort, growth, yield_, years / 2.0)
    whole = friction_after(friction, unimproved, effort, growth, yield_, years)
    twice = friction_after(halfway, unimproved, effort, growth, yield_, years / 2.0)
    assert twice == pytest.approx(whole, abs=1e-9)


@given(share, share, effort, between(0.1, 5.0), yield_)
def test_small_steps_of_the_equation_come_to_the_same(friction, unimproved, effort, growth, yield_):
    step, f = 1e-5, friction
    for _ in range(1000):
        f += step * (growth * (unimproved - f) - yield_ * effort * f)
    assert friction_after(friction, unimproved, effort, growth, yield_, 0.01) == pytest.approx(f, abs=1e-3)


@given(share, share, effort, growth, yield_, years)
def test_friction_stays_a_share(friction, unimproved, effort, growth, yield_, years):
    assert -1e-12 <= friction_after(friction, unimproved, effort, growth, yield_, years) <= 1.0 + 1e-12


@given(share, share, growth, yield_, effort)
def test_no_time_changes_nothing(friction, unimproved, growth, yield_, effort):
    assert friction_after(friction, unimproved, effort, growth, yield_, 0.0) == pytest.approx(
        friction, abs=1e-12
    )


@given(share, share, years)
def test_what_neither_grows_nor_is_worked_on_stays(friction, unimproved, years):
    assert friction_after(friction, unimproved, 0.0, 0.0, 30.0, years) == friction


@given(share, ordered(0.0, 0.2), between(0.01, 5.0), yield_, years)
def test_friction_falls_with_effort(friction, efforts, growth, yield_, years):
    little, much = (friction_after(friction, friction, e, growth, yield_, years) for e in efforts)
    assert much <= little + 1e-12


@given(share, share, between(0.01, 5.0), years)
def test_without_effort_it_grows_back_by_a_closed_form(friction, unimproved, growth, years):
    grown = friction_after(friction, unimproved, 0.0, growth, 30.0, years)
    assert grown == pytest.approx(unimproved + (friction - unimproved) * math.exp(-growth * years), abs=1e-12)


@given(share, share, effort, between(0.01, 5.0), yield_)
def test_it_settles_where_growth_and_effort_balance(friction, unimproved, effort, growth, yield_):
    settled = friction_after(friction, unimproved, effort, growth, yield_, 1e5)
    assert settled == pytest.approx(growth * unimproved / (growth + yield_ * effort), abs=1e-9)
