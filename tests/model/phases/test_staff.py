"""plan, hire: the target follows work and money; hiring stops at it, and layoffs take the newest and are paid."""

import numpy as np
import pytest

from sim.model.phases.staff import hire, plan, seats_short
from sim.model.records import World
from sim.model.states import EQUAL_PAYROLL, NOBODY
from tests.model.phases.moments import FRIDAY, TRADING, act, before, order_changes_nothing, this_week
from tests.worlds import staff


def targets(**values: float) -> np.ndarray:
    """The firms' targets after planning under some values of firms or of the market."""
    w = before(plan)
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    return act(w, plan).firms["staff_target"][TRADING]


def test_the_target_rises_with_work_and_stops_at_the_money():
    rich = {"revenue_smooth": 1e9}
    few, many = targets(forecast=100.0, **rich), targets(forecast=400.0, **rich)
    assert (few < many).all()
    assert (targets(forecast=400.0, revenue_smooth=100.0) < many).all()


@pytest.mark.parametrize(
    ("name", "value"), [("staffing_slack", 0.3), ("work_friction", 0.5), ("improvement", 0.2)]
)
def test_what_takes_hours_is_planned_for(name, value):
    rich = {"revenue_smooth": 1e9}
    assert (targets(**rich, **{name: 0.0}) < targets(**rich, **{name: value})).all()


def test_somebody_is_always_wanted():
    assert (targets(forecast=0.0, revenue_smooth=0.0) >= 1.0).all()


def test_at_equal_payroll_the_target_is_what_the_reference_pays():
    pay = {"contrast": EQUAL_PAYROLL, "pay": 1.0}
    less, more = (targets(**pay, reference_payroll=payroll) for payroll in (20_000.0, 40_000.0))
    assert (less < more).all()
    np.testing.assert_array_equal(more, targets(**pay, reference_payroll=40_000.0, forecast=1e6))


def wanting(people: float, **values: float) -> World:
    """A market just before hiring, in which every firm wants so many people."""
    w = before(hire)
    w.firms["staff_target"] = people
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    return w


def test_at_its_target_a_firm_does_nothing():
    for firm in range(2):
        w = wanting(0.0)
        here = set(staff(w, firm)["id"])
        w.firms["staff_target"][firm] = len(here)
        hire(w, FRIDAY, firm, firm + 1)
        assert set(staff(w, firm)["id"]) == here


def test_vacancies_are_filled_up_to_the_target_and_each_hire_is_paid():
    w = wanting(8.0, hiring_weeks=1e-9)
    here, hires = len(staff(w)), this_week(w, "hires")
    act(w, hire)
    assert len(staff(w)) == 8
    assert this_week(w, "hires") == hires + 8 - here
    assert this_week(w, "hiring") > 0.0
    newest = staff(w)[np.argmax(staff(w)["id"])]
    assert newest["skill"] == w.market["newcomer_productivity"][0]
    # Whoever has needed nothing yet has not been let down.
    assert newest["clarity"] == newest["recognition"] == 1.0


def test_newcomers_even_teams_out():
    w = wanting(8.0, hiring_weeks=1e-9)
    teams = np.unique(staff(act(w, hire))["team"], return_counts=True)[1]
    assert max(teams) - min(teams) <= 1


def test_layoffs_take_the_newest_leave_somebody_and_are_paid():
    w = wanting(1.0, layoffs=1.0, layoff_band=0.0)
    by_seniority = np.sort(staff(w)["id"])
    act(w, hire)
    assert list(staff(w)["id"]) == [by_seniority[0]]
    assert this_week(w, "layoffs") == len(by_seniority) - 1
    assert this_week(w, "severance_pay") > 0.0


def test_a_firm_that_never_lays_off_never_does():
    w = wanting(1.0, layoffs=0.0)
    here = set(staff(w)["id"])
    assert set(staff(act(w, hire))["id"]) == here


def test_seats_are_short_when_a_target_exceeds_them():
    w = before(hire)
    seats = int(w.firms["seat_end"][0] - w.firms["seat_first"][0])
    w.firms["staff_target"] = seats
    assert not seats_short(w)
    w.firms["staff_target"][1] = seats + 1
    assert seats_short(w)
    w.firms["trading"][1] = 0
    assert not seats_short(w)


def test_an_identity_is_never_given_twice():
    w = wanting(8.0, hiring_weeks=1e-9)
    known = set(w.employees["id"]) | set(w.managers["id"])
    new = set(act(w, hire).employees["id"]) - known
    assert new
    assert NOBODY not in new


def test_the_order_of_firms_changes_nothing():
    assert order_changes_nothing(plan)
    assert order_changes_nothing(hire)


def test_layoffs_are_felt_by_share_of_staff_and_fade():
    w = wanting(1.0, layoffs=1.0, layoff_band=0.0, layoff_shock=0.0)
    staff_before = len(staff(w))
    assert act(w, hire).firms["layoff_shock"][0] == pytest.approx((staff_before - 1) / staff_before)
    w.firms["staff_target"] = 0.0
    shock = w.firms["layoff_shock"][0]
    assert act(w, hire).firms["layoff_shock"][0] == pytest.approx(shock * np.exp(-1.0 / 52.0))
