"""work: hours become finished requests; nobody does more than there is, and who is absent does nothing."""

import numpy as np
import pytest

from sim.model.mechanisms import FROZEN, OFF, ON, Mechanism
from sim.model.phases.work import work
from sim.model.records import World
from sim.model.states import CLEAR, DONE, DROPPED, GUESSED, NOBODY, PENDING, QUEUED, RAISED
from tests.model.phases.moments import FRIDAY, act, chain, desks, order_changes_nothing
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


def test_requests_done_right_are_counted_by_who_finished_them():
    w = before(work)
    lay, right = desks(w), w.employees["right"].sum()
    holder = w.requests["employee"].copy()
    act(w, work)
    done = [row for row in lay if w.requests["state"][row] == DONE]
    correct = w.requests["correct"][done] == 1
    assert w.employees["right"].sum() - right == correct.sum()
    seat = int(np.argmax(w.employees["right"]))
    assert correct[holder[done] == seat].sum() <= w.employees["right"][seat]


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
        ("employees", "ability", 0.7, 1.3),
        ("employees", "training", 0.5, 1.0),
        ("employees", "strain", 1.0, 0.0),
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
    # Nothing waits for an answer, which would be passed over whenever it is due.
    w.requests["question"][desks(w)] = CLEAR
    w.market["question_share"] = w.market["decision_share"] = 0.0
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
    w.employees["outspoken"] = 1.0
    for name, value in ({"question_share": 1.0} | values).items():
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
        w = asking(guess_effort=effort)
        w.employees["outspoken"] = 0.0
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


@pytest.mark.parametrize(
    ("mechanism", "name", "value", "neutral"),
    [(Mechanism.SLOWING, "strain", 0.9, 0.25), (Mechanism.ABILITY, "ability", 0.5, 1.0)],
)
def test_off_neither_strain_nor_ability_changes_what_gets_done(mechanism, name, value, neutral):
    hours = []
    for each in (value, neutral):
        w = before(work)
        w.market["absence_strain"], w.market["strain_reference"] = 0.0, 0.25
        w.mechanisms["mode"][mechanism] = OFF
        w.employees[name] = each
        hours.append(act(w, work).employees["busy_hours"].copy())
    np.testing.assert_array_equal(*hours)


def test_strain_makes_errors_unless_that_is_off():
    def errors(strain: float, mode: int) -> int:
        w = before(work)
        w.market["strain_slowing"], w.market["error_share"] = 0.0, 0.3
        w.market["strain_slips"] = 3.0
        w.mechanisms["mode"][Mechanism.SLIPS] = mode
        w.employees["strain"] = strain
        lay = desks(w)
        r = act(w, work).requests[lay]
        return int((r["correct"][r["state"] == DONE] == 0).sum())

    assert errors(0.0, ON) < errors(1.0, ON)
    assert errors(0.0, OFF) == errors(1.0, OFF)


def test_what_is_finished_counts_in_standard_hours():
    w = before(work)
    lay, had = desks(w), w.employees["finished_hours"].sum()
    act(w, work)
    done = [row for row in lay if w.requests["state"][row] == DONE]
    finished = w.employees["finished_hours"].sum() - had
    np.testing.assert_allclose(finished, w.requests["effort"][done].sum())


def test_a_team_that_practises_less_time_feels_less_pressure():
    def pressure(standard: float) -> np.ndarray:
        w = before(work)
        w.market["pressure_low"], w.market["pressure_high"] = -1.0, 2.0
        w.managers["standard"] = standard
        w.employees["pressure"] = 0.0
        return act(w, work).employees["pressure"].copy()

    assert (pressure(0.7) <= pressure(1.0)).all()
    assert pressure(0.7).sum() < pressure(1.0).sum()


def test_questions_frozen_at_none_leave_the_decisions_that_need_leave():
    w = asking(question_share=1.0, decision_share=1.0)
    w.firms["frontline_discretion"] = 0.0
    w.market["start"] = 0
    w.mechanisms[Mechanism.QUESTIONS] = (FROZEN, 0, 1)
    lay = desks(w)
    act(w, work)
    assert (w.requests["question"][lay] == RAISED).all()
    assert (w.requests["undecided"][lay] == 1).all()


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
