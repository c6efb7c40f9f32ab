"""account, note: cash moves by what is booked, the week's row adds up, and a new week begins with nothing."""

import numpy as np
import pytest

from sim.model.phases.account import account, begin_week, note
from sim.model.records import World
from sim.model.states import ASKED, HELD, INSIDE, NOBODY, QUEUED
from sim.model.world import copy
from tests.model.phases.moments import FRIDAY, TRADING, act, before, changed, order_changes_nothing, this_week
from tests.worlds import differences, managers, staff

BOOKS = (
    "wages",
    "overtime_pay",
    "hiring",
    "severance_pay",
    "improvement_cost",
    "programme_cost",
    "giveaways",
    "paid_out",
    "fixed_cost",
)


def noted(w: World | None = None) -> World:
    """A market whose week is written down."""
    w = act(before(account) if w is None else w, account)
    note(w, FRIDAY)
    return w


def test_cash_moves_by_revenue_less_costs():
    w = before(account)
    cash = w.firms["cash"].copy()
    act(w, account)
    for firm in range(2):
        costs = sum(this_week(w, name, firm) for name in BOOKS)
        assert w.firms["cash"][firm] - cash[firm] == pytest.approx(this_week(w, "revenue", firm) - costs)


def test_improvement_is_paid_as_wages_and_not_on_top():
    paid = []
    for share in (0.0, 0.1):
        w = before(account)
        w.firms["improvement"] = share
        act(w, account)
        paid.append(this_week(w, "wages") + this_week(w, "improvement_cost"))
    assert paid[0] == pytest.approx(paid[1])


def test_a_firm_that_does_not_trade_books_nothing():
    w = before(account)
    w.firms["trading"] = 0
    assert changed(w, account) == []


def test_taint_fades_and_this_weeks_is_added():
    w = before(account)
    w.firms["tainted"], w.weeks["tainted"][FRIDAY // 5] = 100.0, 7.0
    assert act(w, account).firms["tainted"][TRADING] == pytest.approx(100.0 * np.exp(-1.0 / 52.0) + 7.0)


def test_a_week_is_the_sum_of_its_people_its_requests_and_its_customers():
    w = noted()
    for firm in range(2):
        assert this_week(w, "employees", firm) == len(staff(w, firm))
        assert this_week(w, "headcount", firm) == len(staff(w, firm)) + len(managers(w, firm))
        assert this_week(w, "strain_sum", firm) == pytest.approx(staff(w, firm)["strain"].sum())
        assert this_week(w, "customers", firm) == (w.customers["firm"] == firm).sum()
        mine = w.requests[(w.requests["firm"] == firm) & (w.requests["channel"] < INSIDE)]
        assert this_week(w, "open_requests", firm) == np.isin(mine["state"], (ASKED, QUEUED, HELD)).sum()
        assert this_week(w, "in_tray", firm) == (mine["state"] == ASKED).sum()


def test_hours_of_who_has_left_stay_in_the_week():
    w = before(account)
    hours = w.employees["present_hours"][w.firms["seat_first"][0] : w.firms["seat_end"][0]].sum()
    w.employees["id"] = NOBODY
    assert this_week(noted(w), "present_hours") == pytest.approx(hours)
    assert this_week(w, "employees") == 0.0


def test_whom_a_firm_lost_counts_as_lost_once_and_at_the_satisfaction_of_leaving():
    w = before(account)
    customer = w.customers[:1]
    customer["firm"], customer["former"], customer["since"] = 1, 0, FRIDAY
    customer["memory"], customer["left"], customer["voiced"] = 0.25, FRIDAY, 0
    with_it = noted(copy(w))
    customer["former"] = NOBODY
    without = noted(w)
    for name, more in (
        ("lost_silent", 1),
        ("lost_voiced", 0),
        ("lost_served", 1),
        ("lost_satisfaction_sum", 0.25),
    ):
        assert this_week(with_it, name) - this_week(without, name) == pytest.approx(more)


def test_a_new_week_begins_with_nothing_and_leaves_the_ledger_alone():
    w = noted()
    after = copy(w)
    begin_week(after)
    for name in ("busy_hours", "present_hours", "finished", "abused", "urgent_sum"):
        assert not after.employees[name].any()
    for name in ("hours", "accepted_hours", "asked", "claimed_hours"):
        assert not after.managers[name].any()
    assert all(name.startswith(("employees.", "managers.")) for name in differences(w, after))


def test_the_order_of_firms_changes_nothing():
    assert order_changes_nothing(account)


def test_who_comes_back_from_doing_without_is_lost_no_second_time():
    """The year of being lost begins with the leaving, not with what the customer did next."""
    w = before(account)
    customer = w.customers[:1]
    customer["firm"], customer["former"], customer["since"], customer["left"] = 1, 0, FRIDAY, FRIDAY - 300
    late = noted(copy(w))
    customer["former"] = NOBODY
    without = noted(w)
    for name in ("lost_silent", "lost_voiced", "lost_served"):
        assert this_week(late, name) == this_week(without, name)


def test_owners_take_what_exceeds_the_reserve():
    w = before(account)
    w.firms["cash"] = 1e9
    act(w, account)
    m = w.market[0]
    year = 52 * m["wage"] * m["on_costs"] * m["hours_per_day"] * 5 * m["employees_per_firm"]
    np.testing.assert_allclose(w.firms["cash"][TRADING], m["cash_reserve"] * year)
    assert this_week(w, "paid_out") > 1e8


def test_weak_links_save_and_strong_ones_cost():
    shares = []
    for strength in (0.2, 0.5, 0.9):
        w = before(account)
        w.firms["improvement"] = 0.0
        for name in ("customer_insight", "data_integration", "supplier_partnering"):
            w.firms[name] = 0.0
        for name in ("belief", "strategy", "process", "technology", "organisation"):
            w.firms[name] = strength
        act(w, account)
        # What departments repair is paid besides, and no link moves it within the week.
        links = this_week(w, "programme_cost") - this_week(w, "department_cost")
        shares.append(links / this_week(w, "revenue"))
    assert shares[0] < shares[1] == pytest.approx(0.0, abs=1e-12)
    assert shares[2] > 0.0
