"""culture: helping spreads among those who see it, and promotion selects."""

import numpy as np
import pytest
from hypothesis import given

from sim.model.rules.culture import (
    helping_target,
    led_pace,
    newcomer_disposition,
    promotion_score,
    seen_helping,
    shown_ability,
)
from tests.model.rules.ranges import NEARLY, between, inner_share, ordered, share, shares

mean = between(0.0, 0.5)
drawing = between(0.0, 5.0)


@given(share, shares)
def test_people_help_more_the_more_help_they_see(disposition, seen):
    little, much = (helping_target(disposition, s) for s in seen)
    assert disposition <= little * NEARLY
    assert little <= much * NEARLY
    assert much <= 1.0 + 1e-12


@given(shares, share)
def test_givers_help_more_whatever_they_see(dispositions, seen):
    taker, giver = (helping_target(d, seen) for d in dispositions)
    assert taker <= giver * NEARLY + 1e-12


@given(share)
def test_who_sees_nobody_help_is_as_disposed_and_among_saints_everybody_helps(disposition):
    assert helping_target(disposition, 0.0) == disposition
    assert helping_target(disposition, 1.0) == pytest.approx(1.0)


@given(share, share, share)
def test_what_is_seen_lies_between_team_and_leader(team, leader, weight):
    low, high = sorted((team, leader))
    assert low / NEARLY - 1e-12 <= seen_helping(team, leader, weight) <= high * NEARLY + 1e-12
    assert seen_helping(team, leader, 0.0) == team
    assert seen_helping(team, leader, 1.0) == leader


@given(share, share)
def test_neutral_promotion_looks_at_skill_alone_and_that_of_givers_at_help_alone(skill, helping):
    assert promotion_score(skill, helping, 0.0) == skill
    assert promotion_score(skill, helping, 1.0) == helping


@given(shares, shares, share)
def test_promotion_rises_with_skill_and_with_helping(skills, helpings, givers):
    low = promotion_score(skills[0], helpings[0], givers)
    assert low <= promotion_score(skills[1], helpings[0], givers) * NEARLY + 1e-12
    assert low <= promotion_score(skills[0], helpings[1], givers) * NEARLY + 1e-12


@given(inner_share, mean, shares, drawing)
def test_where_givers_are_promoted_more_givers_come(luck, mean, givers, draws):
    few, many = (newcomer_disposition(luck, mean, g, draws) for g in givers)
    assert 0.0 <= few <= many * NEARLY
    assert many <= 2.0 * mean


@given(mean, drawing, share)
def test_dispositions_are_uniform_around_the_mean_where_givers_are_not_promoted(mean, draws, luck):
    assert newcomer_disposition(luck, mean, 0.0, draws) == pytest.approx(2.0 * mean * luck)


@given(mean, share, drawing)
def test_their_mean_is_that_of_the_closed_form(mean, givers, draws):
    """E[u ** (1 / a)] = a / (1 + a), with a = 1 + draws * givers."""
    lucks = (np.arange(2000) + 0.5) / 2000
    found = np.mean([newcomer_disposition(luck, mean, givers, draws) for luck in lucks])
    a = 1.0 + draws * givers
    assert found == pytest.approx(2.0 * mean * a / (1.0 + a), abs=1e-3)


talents = ordered(-5.0, 5.0)


@given(shares, talents)
def test_ability_shows_in_what_is_learned_and_in_talent(skills, talents):
    assert 0.0 <= shown_ability(skills[0], talents[0]) <= shown_ability(skills[1], talents[0]) <= 1.0
    assert shown_ability(skills[0], talents[0]) <= shown_ability(skills[0], talents[1])


@given(talents, between(-3.0, 3.0), between(0.0, 0.3))
def test_a_team_is_the_faster_the_more_talented_its_manager(talents, ordinary, spread):
    slow, fast = (led_pace(talent, ordinary, spread) for talent in talents)
    assert 0.0 < slow <= fast * NEARLY
    assert led_pace(ordinary, ordinary, spread) == led_pace(talents[0], ordinary, 0.0) == 1.0
