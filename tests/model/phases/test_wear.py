"""wear: pressure strains, experience teaches, and what people see of helping they do."""

import numpy as np
import pytest

from sim.model.mechanisms import OFF, ON, Mechanism
from sim.model.phases.wear import wear_employees, wear_managers
from sim.model.states import NOBODY
from tests.model.phases.moments import act, before, order_changes_nothing


def strained(phase, kind: str, name: str, value: float) -> np.ndarray:
    """Everybody's strain after a week with that value."""
    w = before(phase)
    # Everybody has lived through something with the manager, and needed it.
    for need in ("questions", "answered", "decisions", "decided", "needs", "heard", "calm_seen", "abuses"):
        w.employees[need] = 20.0
    w.employees["false_seen"] = 0.0
    w.managers["served"], w.managers["pleas"] = 10, 5.0
    rows = getattr(w, kind)
    rows[name] = value
    act(w, phase)
    who = w.employees if phase is wear_employees else w.managers
    return who["strain"][who["id"] != NOBODY]


@pytest.mark.parametrize(
    ("phase", "kind", "name", "easy", "hard"),
    [
        (wear_employees, "employees", "pressure_sum", 0.0, 5.0),
        (wear_employees, "employees", "abused", 0, 5),
        (wear_employees, "employees", "answered", 20.0, 0.0),
        (wear_employees, "employees", "false_seen", 0.0, 20.0),
        (wear_employees, "employees", "heard", 20.0, 0.0),
        (wear_employees, "employees", "decided", 20.0, 0.0),
        (wear_employees, "firms", "work_friction", 0.0, 0.5),
        (wear_managers, "managers", "claimed_hours", 0.0, 80.0),
        (wear_managers, "managers", "same_day", 10, 0),
        (wear_managers, "managers", "pleas_heard", 5.0, 0.0),
        (wear_managers, "firms", "exhortation", 0.0, 1.0),
    ],
)
def test_demands_strain_and_resources_rest(phase, kind, name, easy, hard):
    assert (strained(phase, kind, name, easy) < strained(phase, kind, name, hard)).all()


def test_an_abusive_customer_strains_less_with_the_manager_on_ones_side():
    strain = []
    for backed in (0.0, 5.0):
        w = before(wear_employees)
        w.employees["abused"], w.employees["abuses"], w.employees["backed"] = 1, 5.0, backed
        strain.append(act(w, wear_employees).employees["strain"][w.employees["id"] != NOBODY])
    assert (strain[1] < strain[0]).all()


def test_each_persons_clarity_is_that_persons_own():
    w = before(wear_employees)
    here = np.flatnonzero(w.employees["id"] != NOBODY)
    w.employees["questions"], w.employees["calm_seen"] = 4.0, 0.0
    w.employees["answered"][here] = np.arange(len(here)) % 5
    clarity = act(w, wear_employees).employees["clarity"][here]
    np.testing.assert_allclose(clarity, np.arange(len(here)) % 5 / 4.0)


def test_a_week_teaches_who_has_something_to_learn_and_nobody_forgets():
    w = before(wear_employees)
    was = w.employees["skill"].copy()
    act(w, wear_employees)
    here = w.employees["id"] != NOBODY
    assert (w.employees["skill"] >= was).all()
    assert (w.employees["skill"][here & (was < 0.99)] > was[here & (was < 0.99)]).all()


def test_who_finished_nothing_learns_nothing_of_success():
    w = before(wear_employees)
    w.employees["finished"] = 0
    was = w.employees["success"].copy()
    assert (act(w, wear_employees).employees["success"] == was).all()


def test_success_follows_the_share_of_work_in_time():
    w = before(wear_employees)
    w.employees["success"], w.employees["finished"] = 0.5, 4
    here = np.flatnonzero(w.employees["id"] != NOBODY)
    late, early = here[::2], here[1::2]
    w.employees["in_time"][late], w.employees["in_time"][early] = 0, 4
    act(w, wear_employees)
    assert (w.employees["success"][late] < 0.5).all()
    assert (w.employees["success"][early] > 0.5).all()


def test_a_teams_standard_follows_what_its_people_give_their_requests():
    def after_a_week(pressure: float, finished: int) -> np.ndarray:
        w = before(wear_managers)
        w.managers["standard"] = 0.8
        w.employees["pressure_sum"] = pressure * w.employees["present_days"]
        w.employees["finished"] = finished
        return act(w, wear_managers).managers["standard"][w.managers["id"] != NOBODY]

    assert (after_a_week(0.4, 3) < 0.8).all()
    assert (after_a_week(-0.2, 3) > 0.8).all()
    assert (after_a_week(0.4, 0) == 0.8).all()


def test_the_less_resilient_are_strained_more_by_the_same_week_unless_that_is_off():
    def strain_of(resilience: float, mode: int = ON) -> np.ndarray:
        w = before(wear_employees)
        w.mechanisms["mode"][Mechanism.RESILIENCE] = mode
        w.employees["resilience"] = resilience
        return act(w, wear_employees).employees["strain"][w.employees["id"] != NOBODY]

    assert (strain_of(1.0) < strain_of(0.0)).all()
    assert (strain_of(0.0) < strain_of(-1.0)).all()
    np.testing.assert_array_equal(strain_of(1.0, OFF), strain_of(0.0))


def test_the_order_of_people_changes_nothing():
    assert order_changes_nothing(wear_employees)
    assert order_changes_nothing(wear_managers)
