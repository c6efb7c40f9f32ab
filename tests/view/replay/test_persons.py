"""Whom a replay offers and shows first: persons who are there on both sides, by a rule that is the same for both."""

from dataclasses import replace

import numpy as np
import pytest

from sim.model.states import NOBODY
from sim.view.replay.persons import persons_of
from sim.view.replay.replay import write_replay
from tests.view.browsing import count_pixels
from tests.view.synthetic import pair, several

SIZE = {"teams": 2, "seats": 8, "dots": 20, "weeks": 60}
FIRST = 2  # the number of the person in seat 0


def steady(run):
    """The run with everybody staying, at a strain of 20%."""
    return replace(
        run,
        employee_person=np.tile(np.arange(FIRST, FIRST + 8, dtype=np.int32), (run.weeks, 1)),
        employee_strain=np.full((run.weeks, 8), 20, np.uint8),
        manager_strain=np.full((run.weeks, 2), 20, np.uint8),
    )


def leaving(run, seat, week):
    """The run with whoever sits in a seat leaving in a week (from 0)."""
    people = run.employee_person.copy()
    people[week:, seat] = NOBODY
    return replace(run, employee_person=people)


def strained(run, seat, percent):
    strain = run.employee_strain.copy()
    strain[:, seat] = percent
    return replace(run, employee_strain=strain)


@pytest.fixture
def runs():
    return [steady(run) for run in pair(**SIZE)]


def test_offered_are_those_there_on_both_sides_at_the_start(runs):
    runs[0] = leaving(runs[0], 3, 0)
    assert persons_of(runs).offered == (0, 1, 2, 3, 4, 6, 7, 8, 9)


def test_nobody_hired_under_a_policy_is_offered_though_numbers_agree(runs):
    for side, run in enumerate(runs):
        people = run.employee_person.copy()
        people[:, 0] = 77
        runs[side] = replace(run, employee_person=people)
    assert 77 not in persons_of(runs).offered


def test_who_leaves_on_one_side_only_comes_before_who_is_strained(runs):
    runs[0] = strained(leaving(leaving(runs[0], 4, 30), 6, 20), 1, 90)
    runs[1] = strained(leaving(runs[1], 6, 50), 4, 30)
    told = persons_of(runs)
    assert told.telling == FIRST + 4
    assert told.fates == ("quits in week 31; strain 20%", "stays to the end; strain 30%")
    assert told.among == (
        "10 people there at the start; stayed on every side: 8; left on every side: 1; "
        "left Customer first only: 1; left People first only: 0."
    )


def test_among_those_who_part_the_strain_decides_and_then_the_first_hired(runs):
    runs[0] = strained(leaving(leaving(runs[0], 4, 30), 5, 30), 5, 60)
    assert persons_of(runs).telling == FIRST + 5
    runs[0] = strained(runs[0], 5, 20)
    assert persons_of(runs).telling == FIRST + 4


def test_where_nobody_leaves_the_strain_decides(runs):
    runs[1] = strained(runs[1], 2, 70)
    assert persons_of(runs).telling == FIRST + 2


def test_who_was_removed_did_not_quit(runs):
    removed = runs[0].removed.copy()
    removed[30] = 1
    runs[0] = replace(leaving(runs[0], 4, 30), removed=removed)
    assert persons_of(runs).fates[0].startswith("leaves in week 31")


def test_the_choice_does_not_depend_on_the_order_of_sides():
    for runs in (pair(**SIZE), several(4, **SIZE)):
        there, back = persons_of(runs), persons_of(runs[::-1])
        assert (there.offered, there.telling, there.fates) == (back.offered, back.telling, back.fates[::-1])


def test_where_nobody_is_on_both_sides_nobody_is_shown(runs):
    runs[1] = replace(
        runs[1], employee_person=runs[1].employee_person + 500, manager_person=runs[1].manager_person + 500
    )
    assert persons_of(runs).telling is None


@pytest.mark.browser
def test_the_one_whose_ways_part_most_is_shown_on_opening(runs, tmp_path, open_replay):
    runs[0] = leaving(runs[0], 4, 30)
    page = open_replay(write_replay(tmp_path / "replay.html", runs), "#week=5")
    card = page.locator("#telling")
    assert card.is_visible()
    assert card.locator("h2").text_content() == f"Employee {FIRST + 4}, ringed"
    assert card.locator("p:not(.note)").all_text_contents() == [
        "Customer first: quits in week 31; strain 20%",
        "People first: stays to the end; strain 20%",
    ]
    ring = "r === 29 && g === 99 && b === 176"
    assert min(count_pixels(page, ring)) > 20
    page.click("#more")
    assert not card.is_visible()
    assert page.locator("#person-name").text_content().startswith(f"Employee {FIRST + 4}, ")
    page.keyboard.press("Escape")
    assert card.is_visible()


@pytest.mark.browser
def test_who_was_hired_later_has_a_story_on_one_side_only(runs, tmp_path, open_replay):
    for side, run in enumerate(runs):
        people = run.employee_person.copy()
        people[10:, 0] = 77
        runs[side] = replace(run, employee_person=people)
    page = open_replay(write_replay(tmp_path / "replay.html", runs), "#week=20&agent=e77s2")
    now = page.locator("#life p").all_text_contents()
    assert now[0] == "Now: is not on this side"
    assert "strain 20%" in now[1]
    assert "e77s2" in page.evaluate("location.hash")
    assert "77" not in page.locator("#who option").all_text_contents()
