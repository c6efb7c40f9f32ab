"""ask: today's needs become asks, of whoever has one today, and of nobody else."""

import numpy as np

from sim.model.phases.ask import ask
from sim.model.states import NOBODY
from tests.model.phases.moments import FRIDAY, act, before, changed, order_changes_nothing
from tests.worlds import mark

TIME_GOES_ON = ["customers.next_need", "errands.asks"]
"""What changes when a potential need comes to nothing: the next one is in the diary."""


def test_who_has_no_need_today_is_not_touched():
    w = before(ask)
    w.errands["asks"] = 0
    assert changed(w, ask) == []


def test_everybody_knows_the_day_of_the_next_need_and_asks_once_at_most():
    w = before(ask)
    mark(w, "asks")
    before_it = w.customers["asks"].astype(int)
    act(w, ask)
    assert (w.customers["next_need"] > FRIDAY).all()
    asked = (w.customers["asks"] - before_it).sum(axis=1)
    assert set(asked) == {0, 1}


def test_without_a_firm_nobody_asks_and_time_goes_on():
    w = before(ask)
    mark(w, "asks")
    w.customers["firm"] = NOBODY
    assert changed(w, ask) == TIME_GOES_ON


def test_where_needs_are_held_at_zero_nobody_asks():
    w = before(ask)
    mark(w, "asks")
    w.firms["demand_control"] = 0.0
    assert changed(w, ask) == TIME_GOES_ON


def test_habit_decides_whether_asks_are_out_of_scope():
    for habit, channel in ((0.0, 0), (1.0, 1)):
        w = before(ask)
        mark(w, "asks")
        w.customers["extra_habit"] = habit
        earlier = w.customers["asks"].sum(axis=0)
        new = act(w, ask).customers["asks"].sum(axis=0) - earlier
        assert list(np.flatnonzero(new)) == [channel]


def test_the_order_of_customers_changes_nothing():
    assert order_changes_nothing(ask)
