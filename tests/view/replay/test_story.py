"""The rules that put a replay into words, each on data made for it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.model.states import NOBODY
from sim.view.replay.recording import PersonState
from sim.view.replay.story import (
    APART,
    KINDS,
    LEVEL,
    lead_changes,
    leader,
    leavers,
    onsets,
    overloaded_teams,
    spreads,
    story_of,
)
from tests.view.synthetic import pair, several

WEEKS = 60


@pytest.fixture
def calm():
    """Two runs in which nothing happens: everybody copes, nobody leaves, profit is level."""
    quiet = {
        "people_lost": np.zeros(WEEKS, np.int32),
        "profit": np.zeros(WEEKS),
        "clarity": np.full((WEEKS, 4), 90, np.uint8),
        "employee_person": np.tile(np.arange(4, 44, dtype=np.int32), (WEEKS, 1)),
    }
    return [
        replace(run, employees=np.full_like(run.employees, PersonState.COPING), **quiet)
        for run in pair(teams=4, seats=40, dots=40, weeks=WEEKS)
    ]


def stepping(week, *, to):
    """Nothing until a week (from 0), and `to` from then on."""
    return np.where(np.arange(WEEKS) >= week, to, 0)


def texts(runs):
    return [moment.text for moment in story_of(runs).moments]


def test_leader_is_the_one_side_with_most():
    assert leader([np.array([2, 1, 1]), np.array([1, 2, 1])]).tolist() == [0, 1, LEVEL]
    assert leader([np.array([2, 3]), np.array([1, 3]), np.array([3, 1])]).tolist() == [2, LEVEL]


def test_a_lead_changes_when_it_passes_and_lasts():
    lead = np.array([LEVEL, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1])
    assert lead_changes(lead) == [(8, 1)]


def test_the_first_lead_is_no_change():
    assert lead_changes(np.zeros(20)) == []


def test_something_begins_only_after_a_quarter_without_it():
    on = np.zeros(40, bool)
    on[[0, 5, 20, 21, 25, 39]] = True
    assert onsets(on) == [20, 39]


def test_a_team_is_overloaded_when_half_of_those_present_are(calm):
    employees = calm[0].employees.copy()
    first_team = np.flatnonzero(calm[0].employee_team == 0)
    employees[10, first_team[:4]] = PersonState.OVERLOADED
    employees[10, first_team[4:6]] = PersonState.GONE
    employees[11, first_team[:4]] = PersonState.OVERLOADED
    employees[12, first_team] = PersonState.GONE
    overloaded = overloaded_teams(replace(calm[0], employees=employees))
    assert overloaded[10].tolist() == [True, False, False, False]
    assert not overloaded[11:].any()


def test_calm_has_no_moments_and_is_level(calm):
    story = story_of(calm)
    assert story.moments == ()
    assert (
        story.sentences[0]
        == "Week 1: Customer first and People first are level on profit and on people lost."
    )
    assert set(story.ahead) == {LEVEL}


def test_people_leaving_in_a_bunch_are_told_once(calm):
    calm[1] = replace(calm[1], people_lost=stepping(20, to=5).astype(np.int32))
    assert texts(calm) == ["Week 21: five people leave People first within four weeks."]


def test_a_few_people_leaving_are_not_told(calm):
    calm[1] = replace(calm[1], people_lost=np.arange(WEEKS, dtype=np.int32) // 15)
    assert texts(calm) == []


def test_overload_is_told_as_it_spreads(calm):
    employees = calm[0].employees.copy()
    employees[10:, calm[0].employee_team == 2] = PersonState.OVERLOADED
    employees[30:, calm[0].employee_team != 1] = PersonState.OVERLOADED
    calm[0] = replace(calm[0], employees=employees)
    story = story_of(calm)
    assert [moment.text for moment in story.moments] == [
        "Week 11: the Station team turns overloaded under Customer first.",
        "Week 31: 3 of 4 teams are now overloaded under Customer first.",
    ]
    assert [(moment.side, moment.teams) for moment in story.moments] == [(0, (2,)), (0, (0, 3))]


def test_clarity_lost_is_told_with_who_leaves_then(calm):
    clarity, people = calm[1].clarity.copy(), calm[1].employee_person.copy()
    clarity[20:, 1] = 40
    seats = np.flatnonzero(calm[1].employee_team == 1)
    people[22:, seats[0]] = NOBODY
    people[23:, seats[1]] = 99
    people[30:, seats[2]] = NOBODY
    calm[1] = replace(calm[1], clarity=clarity, employee_person=people)
    assert texts(calm) == [
        "Week 21: the Market team’s clarity falls under a half under People first; two leave within a month."
    ]


def test_a_change_of_manager_is_told_and_a_promotion_is_no_leaving(calm):
    managers, people = calm[0].manager_person.copy(), calm[0].employee_person.copy()
    seat = int(np.flatnonzero(calm[0].employee_team == 2)[0])
    managers[12:, 2] = people[0, seat]
    people[12:, seat] = NOBODY
    calm[0] = replace(calm[0], manager_person=managers, employee_person=people)
    assert texts(calm) == ["Week 13: the Station team’s manager leaves Customer first."]
    assert not leavers(calm[0]).any()


def test_staff_that_drains_away_is_told_at_half_at_all_and_at_twice(calm):
    calm[0] = replace(calm[0], people_lost=np.arange(WEEKS, dtype=np.int32))
    assert texts(calm)[1:] == [
        "Week 23: half as many people have now left Customer first as were there at the start.",
        "Week 45: as many people have now left Customer first as were there at the start.",
    ]


@given(arrays(bool, st.tuples(st.integers(1, 60), st.integers(1, 12))))
def test_what_spreads_is_told_of_teams_that_it_is_new_to_and_not_all_the_time(on):
    told = list(spreads(on))
    assert all(on[week, new].all() and not on[week - 1, new].any() for week, new in told)
    assert len(told) <= 5 * (1 + len(on) // APART)


def test_overtaking_on_profit_is_told_with_what_follows(calm):
    calm[0] = replace(calm[0], profit=np.full(WEEKS, 10.0))
    calm[1] = replace(calm[1], profit=stepping(30, to=20.0), people_lost=np.ones(WEEKS, np.int32))
    story = story_of(calm)
    assert [moment.text for moment in story.moments] == ["Week 31: People first overtakes on profit so far."]
    says = {week: story.sentences[week - 1] for week in (2, 30, 31, 50)}
    assert says == {
        2: "Week 2: Customer first is ahead on profit and has lost 1 fewer person.",
        30: "Week 30: Customer first has led on profit from the start and has lost 1 fewer person.",
        31: "Week 31: People first is ahead on profit, but has lost 1 more person.",
        50: "Week 50: People first has led on profit since week 31, but has lost 1 more person.",
    }


def test_sides_are_told_alike():
    one, other = pair()
    there, back = story_of([one, other]), story_of([other, one])
    assert {m.text for m in there.moments} == {m.text for m in back.moments}
    assert there.sentences[100:] == back.sentences[100:]


@pytest.mark.parametrize("count", [3, 4])
def test_more_than_two_sides_are_told_alike(count):
    runs = several(count, teams=4, seats=40, dots=40, weeks=104)
    there, back = story_of(runs), story_of(runs[::-1])
    assert {m.text for m in there.moments} == {m.text for m in back.moments}
    assert there.sentences[60:] == back.sentences[60:]
    assert all(
        "lost the fewest people (" in told or "people lost so far: " in told for told in there.sentences
    )


def test_every_week_has_a_sentence_and_moments_are_in_order():
    story = story_of(pair())
    assert len(story.sentences) == len(story.ahead) == 260
    weeks = [moment.week for moment in story.moments]
    assert weeks == sorted(weeks)
    assert 5 <= len(weeks) <= 30
    assert {moment.kind for moment in story.moments} <= set(KINDS)
