"""work: hours become finished requests; nobody does more than there is, and who is absent does nothing."""

import numpy as np
import pytest

from sim.model.phases.work import work
from sim.model.states import CLEAR, DONE, GUESSED, NOBODY, PENDING, RAISED
from tests.model.phases.moments import FRIDAY, act, before, chain, desks, order_changes_nothing


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
        ("firms", "exhortation", 0.0, 1.0),
        ("managers", "talent", -3.0, 3.0),
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


def asking(**values: float):
    """A market before work in which every request raises a question that nobody keeps quiet about."""
    w = before(work)
    w.employees["absent"] = 0
    w.requests["spent"][desks(w)], w.requests["question"][desks(w)] = 0.0, CLEAR
    for name, value in ({"question_share": 1.0, "speak_base": 1.0} | values).items():
        w.market[name] = value
    return w


def test_who_does_not_know_asks_and_the_request_waits():
    w = asking()
    lay = desks(w)
    act(w, work)
    assert desks(w) == lay
    assert (w.requests["question"][lay] == RAISED).all()
    assert w.employees["to_ask"].sum() == len(lay)


def test_who_says_nothing_does_it_without_knowing_slower_and_worse():
    left = []
    for effort in (0.0, 2.0):
        w = asking(speak_base=0.0, guess_effort=effort)
        w.firms["employee_voice"] = 0.0
        lay = desks(w)
        act(w, work)
        begun = [row for row in lay if w.requests["spent"][row] > 0.0]
        assert (w.requests["question"][begun] == GUESSED).all()
        left.append(w.requests["left"][lay].sum())
    assert left[0] < left[1]


def test_nobody_waits_for_an_answer_longer_than_patience():
    w = before(work)
    w.employees["absent"] = 0
    lay = desks(w)
    w.requests["question"][lay] = PENDING
    w.requests["question_day"][lay] = FRIDAY - int(w.market["question_patience"][0])
    act(w, work)
    assert desks(w) == lay
    w.requests["question_day"][lay] -= 1
    act(w, work)
    begun = [row for row in lay if w.requests["spent"][row] > 0.0 and w.requests["left"][row] == 0.0]
    assert begun
    assert (w.requests["question"][begun] == GUESSED).all()


def test_who_may_decide_asks_for_no_leave():
    for discretion, waits in ((1.0, False), (0.0, True)):
        w = asking(question_share=0.0, decision_share=1.0)
        w.firms["frontline_discretion"] = discretion
        lay = desks(w)
        act(w, work)
        assert (w.requests["question"][lay] == RAISED).any() == waits


def test_nobody_errs_where_errors_are_impossible():
    w = before(work)
    w.market["error_share"] = 0.0
    lay = desks(w)
    act(w, work)
    done = [row for row in lay if w.requests["state"][row] == DONE]
    assert w.requests["correct"][done].all()


def test_the_order_of_employees_changes_nothing():
    assert order_changes_nothing(work)


def test_the_unskilled_err_more_the_more_they_may_decide():
    right = []
    for discretion in (0.0, 1.0):
        w = before(work)
        w.employees["skill"], w.firms["frontline_discretion"] = 0.3, discretion
        w.market["error_share"], w.market["help_effort"], w.market["zeal_effect"] = 0.1, 0.0, 0.0
        act(w, work)
        right.append(w.requests["correct"][w.requests["state"] == DONE].sum())
    assert right[0] > right[1]
