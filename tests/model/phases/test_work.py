"""work: hours become finished requests; nobody does more than there is, and who is absent does nothing."""

import numpy as np
import pytest

from sim.model.phases.work import work
from sim.model.records import World
from sim.model.states import DONE, DROPPED, NOBODY, QUEUED
from tests.model.phases.moments import act, chain, desks, order_changes_nothing
from tests.model.phases.moments import before as moment_before


def before(phase) -> World:
    """A busy market in which no customer takes back what lies on a desk."""
    w = moment_before(phase)
    lay = desks(w)
    w.requests["state"][lay] = np.where(w.requests["state"][lay] == DROPPED, QUEUED, w.requests["state"][lay])
    return w


def test_requests_are_finished_or_stay_on_the_desk():
    w = before(work)
    lay = desks(w)
    act(w, work)
    done = [row for row in lay if w.requests["state"][row] == DONE]
    assert sorted(done + desks(w)) == sorted(lay)
    assert done
    assert (w.requests["left"][done] == 0.0).all()
    assert (w.requests["left"] >= 0.0).all()


def test_who_is_absent_does_nothing():
    w = before(work)
    w.employees["absent"] = 1
    lay, left = desks(w), w.requests["left"].copy()
    hours = w.employees["busy_hours"].copy()
    act(w, work)
    assert desks(w) == lay
    np.testing.assert_array_equal(w.requests["left"], left)
    np.testing.assert_array_equal(w.employees["busy_hours"], hours)


def test_an_empty_desk_is_no_work_and_no_overtime():
    w = before(work)
    w.employees["desk"] = NOBODY
    hours = w.employees[["busy_hours", "overtime_hours"]].copy()
    act(w, work)
    assert (w.employees[["busy_hours", "overtime_hours"]] == hours).all()


@pytest.mark.parametrize(
    ("kind", "name", "slow", "fast"),
    [
        ("employees", "skill", 0.3, 1.0),
        ("firms", "capability", 0.5, 2.0),
        ("firms", "work_friction", 1.0, 0.0),
    ],
)
def test_what_speeds_work_up_gets_more_of_it_done(kind, name, slow, fast):
    done = []
    for value in (slow, fast):
        w = before(work)
        w.market["error_share"] = 0.0
        getattr(w, kind)[name] = value
        left = w.requests["left"][desks(w)].sum()
        act(w, work)
        done.append(left - w.requests["left"][desks(w)].sum())
    assert done[0] < done[1]


def test_with_clarity_one_works_on_what_is_due_first():
    w = before(work)
    w.employees["clarity"] = 1.0
    w.employees["absent"] = 0
    due = {seat: w.requests["due"][rows] for seat, rows in of_desks(w).items()}
    act(w, work)
    for seat, rows in of_desks(w).items():
        finished = len(due[seat]) - len(rows)
        np.testing.assert_array_equal(np.sort(w.requests["due"][rows]), np.sort(due[seat])[finished:])


def of_desks(w) -> dict[int, list[int]]:
    """Everybody's requests, by seat."""
    return {seat: chain(w, first) for seat, first in enumerate(w.employees["desk"])}


def test_nobody_errs_where_errors_are_impossible():
    w = before(work)
    w.market["error_share"] = 0.0
    lay = desks(w)
    act(w, work)
    done = [row for row in lay if w.requests["state"][row] == DONE]
    assert w.requests["correct"][done].all()


def test_the_order_of_employees_changes_nothing():
    assert order_changes_nothing(work)
