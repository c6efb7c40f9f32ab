"""Demand: in proportion to customers, a need a day at most, habits where learning and forgetting balance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from sim.clients.demand import demand, extra_habit, needs_a_week
from sim.model.practices import NEUTRAL
from sim.running.scenarios import load_scenario

CONSTANTS = load_scenario("turnover_city").constants()


@given(times=st.integers(1, 100))
def test_it_is_in_proportion_to_customers(times):
    one = demand(CONSTANTS)
    more = demand(CONSTANTS | {"customers_per_firm": 7_000 * times})
    for name in ("core", "extras", "rework", "returns", "complaints", "hours", "requests", "done"):
        assert getattr(more, name) == pytest.approx(times * getattr(one, name)), name


@given(rate=st.floats(0.01, 60.0), spread=st.floats(0.0, 2.0))
def test_needs_are_the_mean_over_customers_each_of_whom_has_one_a_day_at_most(rate, spread):
    """As world.populate draws them: by quantiles of the lognormal instead of luck."""
    luck = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    days, headroom = 65 / 3, 2.0
    each = np.minimum(1.0, rate / days * headroom * np.exp(spread * luck - spread**2 / 2.0))
    found = needs_a_week(CONSTANTS | {"need_rate": rate, "need_spread": spread})
    assert found == pytest.approx(5.0 * each.mean() / headroom, rel=0.02)
    assert found <= 5.0


@given(
    start=st.floats(0.0, 1.0),
    learning=st.floats(0.0, 1.0),
    rate=st.floats(0.01, 60.0),
    declined=st.floats(0.0, 1.0),
)
def test_habits_settle_where_what_is_learned_is_forgotten(start, learning, rate, declined):
    given = {"extra_share": start, "extra_learning": learning, "need_rate": rate, "decline_share": declined}
    m = CONSTANTS | given
    habit = extra_habit(m)
    assert 0.0 <= habit <= 1.0 + 1e-9
    accepted = 1.0 - NEUTRAL.intake_boundary * declined
    learned = rate * 12 / 52 * habit * learning * (accepted * (1.0 - habit) - (1.0 - accepted) * habit)
    assert learned == pytest.approx((habit - start) / m["extra_forgetting"], abs=1e-6)


def test_without_errors_and_failures_nothing_comes_back():
    found = demand(CONSTANTS | {"error_share": 0.0, "fault_return": 0.0})
    assert found.rework == found.returns == found.complaints == 0.0
