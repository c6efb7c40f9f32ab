"""quit: nobody goes without a hazard, everybody with an endless one, and one person's reasons move nobody else."""

import numpy as np
import pytest

from sim.model.phases.quit import quit_employees, quit_managers
from sim.model.states import DISMISSED, NOBODY, QUITS, STAYS
from tests.model.phases.moments import FRIDAY, act, before, order_changes_nothing


def decided(**market: float):
    """A market after everybody has decided."""
    w = before(quit_employees)
    for name, value in market.items():
        w.market[name] = value
    act(w, quit_employees)
    return act(w, quit_managers)


def test_where_there_is_no_hazard_nobody_goes():
    w = decided(base_quit_hazard=0.0, dismissal_hazard=0.0)
    assert (w.employees["leaving"] == STAYS).all()
    assert (w.managers["leaving"] == STAYS).all()


@pytest.mark.parametrize(
    ("hazards", "way"),
    [
        ({"base_quit_hazard": 1e9, "dismissal_hazard": 0.0}, QUITS),
        ({"base_quit_hazard": 0.0, "dismissal_hazard": 1e9}, DISMISSED),
        ({"base_quit_hazard": 1e9, "dismissal_hazard": 1e9}, QUITS),
    ],
)
def test_at_an_endless_hazard_everybody_goes_and_who_quits_is_not_dismissed(hazards, way):
    w = decided(**hazards)
    here = w.employees["id"] != NOBODY
    assert (w.employees["leaving"][here] == way).all()
    assert (w.employees["leaving"][~here] == STAYS).all()


def test_nobody_dismisses_a_manager():
    assert (decided(base_quit_hazard=0.0, dismissal_hazard=1e9).managers["leaving"] == STAYS).all()


def test_the_worn_out_intend_to_leave_more():
    w = before(quit_employees)
    w.employees["strain"], w.employees["satisfaction"], w.employees["match"] = 0.2, 0.6, 0.0
    worn = np.flatnonzero(w.employees["id"] != NOBODY)[::2]
    w.employees["strain"][worn] = 0.9
    act(w, quit_employees)
    others = np.setdiff1d(np.flatnonzero(w.employees["id"] != NOBODY), worn)
    assert w.employees["hazard"][worn].min() > w.employees["hazard"][others].max()


def test_one_persons_reasons_move_nobody_else():
    w, other = before(quit_employees), before(quit_employees)
    seat = int(np.flatnonzero(w.employees["id"] != NOBODY)[0])
    other.employees["strain"][seat] = 1.0 - other.employees["strain"][seat]
    for each in (w, other):
        act(each, quit_employees)
    rest = np.arange(len(w.employees)) != seat
    assert w.employees["hazard"][seat] != other.employees["hazard"][seat]
    assert (w.employees[rest] == other.employees[rest]).all()


def test_who_quits_gives_notice_and_decides_no_second_time():
    w = decided(base_quit_hazard=1e9, dismissal_hazard=0.0, notice_weeks=4)
    here = w.employees["id"] != NOBODY
    assert (w.employees["last_day"][here] == FRIDAY + 20).all()
    w.market["notice_weeks"] = 9
    act(w, quit_employees)
    assert (w.employees["last_day"][here] == FRIDAY + 20).all()


def test_the_order_of_people_changes_nothing():
    assert order_changes_nothing(quit_employees)
    assert order_changes_nothing(quit_managers)


def test_after_layoffs_those_who_stay_intend_to_leave_more():
    w = before(quit_employees)
    w.firms["layoff_shock"] = (0.0, 0.1, 0.0)
    calm = before(quit_employees)
    calm.firms["layoff_shock"] = 0.0
    hazards, without = (act(x, quit_employees).employees["hazard"] for x in (w, calm))
    there = w.managers["firm"][w.employees["team"]] == 1
    here = w.employees["id"] != NOBODY
    np.testing.assert_array_equal(hazards[here & ~there], without[here & ~there])
    np.testing.assert_allclose(hazards[here & there], 101.0**0.125 * without[here & there])
