"""deliver: what is done or declined reaches its customer, and firms are paid for what they delivered, once."""

import numpy as np
import pytest

from sim.model.phases.deliver import deliver
from sim.model.practices import NEUTRAL
from sim.model.states import COMPLAINT, CORE, DECLINED, DELIVERED, DONE, EXTRA, HELD, NOBODY
from tests.model.phases.moments import act, before, chain, this_week

HONEST = {"dark_patterns": 0.0, "loyalty_penalty": 0.0, "sales_pressure": 0.0, "cartel": 0.0, "price": 1.0}


def ready(w) -> np.ndarray:
    """The requests that are done or declined."""
    return np.flatnonzero(np.isin(w.requests["state"], (DONE, DECLINED)))


def test_everything_done_or_declined_is_in_its_customers_inbox():
    w = before(deliver)
    w.firms["supply_back"] = 0
    rows = ready(w)
    assert len(rows) > 10
    act(w, deliver)
    assert set(rows) <= {row for first in w.customers["inbox"] for row in chain(w, first)}
    for customer, first in enumerate(w.customers["inbox"]):
        assert (w.requests["customer"][chain(w, first)] == customer).all()
    assert not np.isin(w.requests["state"], (DONE, HELD)).any()


def test_a_firm_is_paid_for_core_and_extra_requests_and_for_nothing_else():
    w = before(deliver)
    w.firms["supply_back"] = 0
    for name, value in HONEST.items():
        w.firms[name] = value
    revenue = this_week(w, "revenue")
    act(w, deliver)
    mine = w.requests[(w.requests["firm"] == 0) & (w.requests["state"] == DELIVERED)]
    core, extra = ((mine["channel"] == channel).sum() for channel in (CORE, EXTRA))
    m = w.market[0]
    earned = m["price_request"] * (core + m["extra_price"] * extra)
    assert core > 0
    assert this_week(w, "revenue") - revenue == pytest.approx(earned)


def test_an_extra_that_was_agreed_smaller_is_charged_for_what_is_left_of_it():
    earned = []
    for reduced in (0, 1):
        w = before(deliver)
        w.firms["supply_back"] = 0
        extras = w.requests["channel"] == EXTRA
        w.requests["reduced"][extras] = reduced
        revenue = this_week(w, "revenue")
        act(w, deliver)
        earned.append(this_week(w, "revenue") - revenue)
    count = (extras & (w.requests["firm"] == 0) & (w.requests["state"] == DELIVERED)).sum()
    m, f = w.market[0], w.firms[0]
    price = m["price_request"] * f["price"] * (1.0 + m["collusion_markup"] * f["cartel"]) * m["extra_price"]
    assert count > 0
    assert earned[0] - earned[1] == pytest.approx((1.0 - m["reduced_effort"]) * price * count)


def test_a_front_line_that_may_decide_gives_something_away_with_each_delivery():
    w = before(deliver)
    w.firms["supply_back"], w.firms["frontline_discretion"] = 0, 2.0 * NEUTRAL.frontline_discretion
    given, delivered = this_week(w, "giveaways"), this_week(w, "delivered")
    act(w, deliver)
    m = w.market[0]
    more = this_week(w, "delivered") - delivered
    assert more > 0
    assert this_week(w, "giveaways") - given == pytest.approx(
        4.0 * NEUTRAL.frontline_discretion * m["giveaway_share"] * m["price_request"] * more
    )


def test_an_experience_is_a_share_and_worse_where_something_is_wrong():
    for name, worse in (("correct", 0), ("care", 0.0), ("faulty", 1)):
        experiences = []
        for spoil in (False, True):
            w = before(deliver)
            w.firms["supply_back"] = 0
            rows = np.flatnonzero(w.requests["state"] == DONE)
            if spoil:
                w.requests[name][rows] = worse
            experiences.append(act(w, deliver).requests["experience"][rows])
        fine, spoiled = experiences
        assert ((spoiled >= 0.0) & (fine <= 1.0)).all()
        assert (spoiled <= fine).all()
        assert spoiled.sum() < fine.sum()


def test_what_waits_for_a_supplier_is_held_counted_once_and_not_paid():
    w = before(deliver)
    w.firms["supply_back"] = 1000
    w.requests["supplied"][ready(w)] = 1
    done = (w.requests["state"] == DONE).sum()
    late, revenue = this_week(w, "supply_late"), this_week(w, "revenue")
    act(w, deliver)
    assert done > 0
    assert (w.requests["state"] == HELD).sum() >= done
    counted = this_week(w, "supply_late")
    assert counted > late
    assert this_week(w, "revenue") == revenue
    act(w, deliver)
    assert this_week(w, "supply_late") == counted


def test_todays_counts_are_empty_in_the_evening():
    w = act(before(deliver), deliver)
    assert not w.firms["delivered_today"].any()
    assert not w.firms["delivered_loyal"].any()
    assert not w.firms["reduced_today"].any()


def test_the_experiences_of_the_week_are_summed_but_for_complaints_that_managers_handled():
    w = before(deliver)
    w.firms["supply_back"] = 0
    rows = np.flatnonzero(w.requests["state"] == DONE)
    w.requests["channel"][rows[:3]], w.requests["employee"][rows[:3]] = COMPLAINT, NOBODY
    counted = [this_week(w, name, firm) for name in ("experienced", "experience_sum") for firm in range(2)]
    act(w, deliver)
    now = [this_week(w, name, firm) for name in ("experienced", "experience_sum") for firm in range(2)]
    lived = w.requests["experience"][rows[3:]].astype(float)
    assert now[0] + now[1] - counted[0] - counted[1] == len(rows) - 3
    assert now[2] + now[3] - counted[2] - counted[3] == pytest.approx(1e6 * lived.sum(), abs=len(rows))
    assert not w.requests["experience"][rows[:3]].any()


def test_a_dear_or_overcharged_delivery_is_a_worse_experience_and_what_is_free_is_not():
    lived = {}
    for price in (1.0, 1.5):
        w = before(deliver)
        w.firms["supply_back"], w.firms["reference_price"] = 0, 1.0
        for name, value in (HONEST | {"price": price}).items():
            w.firms[name] = value
        rows = np.flatnonzero(w.requests["state"] == DONE)
        paid = np.isin(w.requests["channel"][rows], (CORE, EXTRA))
        act(w, deliver)
        lived[price] = w.requests["experience"][rows]
    assert (lived[1.5][paid] < lived[1.0][paid]).all()
    assert (lived[1.5][~paid] == lived[1.0][~paid]).all()
