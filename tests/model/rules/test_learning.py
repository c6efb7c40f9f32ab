"""learning: full skill is approached by a closed form; training costs the team."""

import math

import pytest
from hypothesis import given

from sim.model.rules.learning import personal_ability, skill_after, trainer_capacity
from tests.model.rules.ranges import between, inner_share, ordered, share, time, time_constant


@given(share, time, time_constant)
def test_learning_follows_its_closed_form(start, weeks, learning_time):
    expected = 1.0 - (1.0 - start) * math.exp(-weeks / learning_time)
    assert skill_after(start, weeks, learning_time) == pytest.approx(expected)


@given(share, time_constant)
def test_week_by_week_comes_to_the_same_as_all_at_once(start, learning_time):
    skill = start
    for _ in range(26):
        skill = skill_after(skill, 1.0, learning_time)
    assert skill == pytest.approx(skill_after(start, 26.0, learning_time))


@given(share, ordered(0.0, 520.0), time_constant)
def test_skill_rises_with_time_up_to_the_full(start, weeks, learning_time):
    soon, late = (skill_after(start, t, learning_time) for t in weeks)
    assert start - 1e-12 <= soon <= late + 1e-12 <= 1.0 + 1e-12


@given(inner_share, between(1.0, 520.0), ordered(1.0, 260.0))
def test_a_longer_learning_time_is_slower(start, weeks, times):
    assert skill_after(start, weeks, times[1]) <= skill_after(start, weeks, times[0]) + 1e-12


@given(ordered(0.0, 50.0), between(1.0, 50.0), share)
def test_newcomers_take_capacity_but_never_more_than_half(newcomers, team, load):
    few, many = (trainer_capacity(n, team, load) for n in newcomers)
    assert 0.5 <= many <= few <= 1.0


@given(between(1.0, 50.0), share)
def test_without_newcomers_or_load_nobody_loses_time(team, load):
    assert trainer_capacity(0.0, team, load) == trainer_capacity(team, team, 0.0) == 1.0


@given(ordered(-4.0, 4.0), between(0.0, 0.6))
def test_ability_rises_with_luck_and_is_one_for_all_without_spread(luck, spread):
    less, more = (personal_ability(z, spread) for z in luck)
    assert 0.0 < less <= more
    assert personal_ability(luck[0], 0.0) == 1.0
