"""enter: too much debt closes a firm for good; a margin above the bar opens one, where entry is free."""

import numpy as np

from sim.model.phases.enter import enter
from sim.model.records import World
from sim.model.states import NOBODY
from tests.model.phases.moments import FRIDAY, act, before, changed, desks, this_week, trays
from tests.worlds import staff


def indebted() -> World:
    """A market whose first firm has more debt than any is allowed."""
    w = before(enter)
    w.market["insolvency"] = 0.1
    w.firms["cash"] = (-1e12, 1e12, 1e12)
    return w


def test_firms_with_cash_stay_as_they_are():
    w = before(enter)
    w.firms["cash"] = 0.0
    assert changed(w, enter) == []


def test_a_firm_that_fails_has_nobody_and_nothing_in_hand():
    w = indebted()
    people = len(staff(w)) + 2
    insolvencies = this_week(w, "insolvencies")
    act(w, enter)
    assert w.firms["trading"][0] == 0
    assert len(staff(w)) == 0
    assert (w.managers["id"][w.managers["firm"] == 0] == NOBODY).all()
    assert this_week(w, "insolvencies") == insolvencies + people
    assert not (w.requests["firm"][trays(w) + desks(w)] == 0).any()


def test_its_customers_look_for_another_and_its_rivals_are_untouched():
    w = indebted()
    rivals = w.customers["firm"] == 1
    was, people = w.customers[rivals].copy(), staff(w, 1).copy()
    act(w, enter)
    assert (w.customers["triggered"][w.customers["firm"] == 0] == 1).all()
    assert not w.customers["asks"][w.customers["firm"] == 0].any()
    assert (w.customers[rivals] == was).all()
    assert (staff(w, 1) == people).all()


def open_market(margin: float) -> World:
    """A market that is open to entry above some margin, and expects no disruptor."""
    w = before(enter)
    w.market["entry_open"], w.market["entry_margin"], w.market["disruption_year"] = 1, margin, 0
    return w


def test_above_the_bar_one_firm_opens_with_managers_newcomers_and_an_ordinary_name():
    w = act(open_market(-1e9), enter)
    f = w.firms[2]
    assert f["trading"] == 1
    assert f["founded"] == FRIDAY + 1
    assert f["reputation"] == w.market["satisfaction_set_point"][0]
    assert len(staff(w, 2)) >= 1
    assert (staff(w, 2)["skill"] == w.market["newcomer_productivity"][0]).all()
    teams = slice(int(f["team_first"]), int(f["team_end"]))
    assert (w.managers["id"][teams] != NOBODY).all()
    assert this_week(w, "hires", 2) == len(staff(w, 2)) + teams.stop - teams.start
    assert len(np.unique(staff(w, 2)["id"])) == len(staff(w, 2))


def test_below_the_bar_or_behind_a_closed_door_nobody_opens():
    assert changed(open_market(1e9), enter) == []
    closed = open_market(-1e9)
    closed.market["entry_open"] = 0
    assert changed(closed, enter) == []


def test_a_firm_that_failed_does_not_come_back():
    w = act(indebted(), enter)
    w.market["entry_open"], w.market["entry_margin"], w.market["disruption_year"] = 1, -1e9, 0
    for _ in range(3):
        act(w, enter)
    assert list(w.firms["trading"]) == [0, 1, 1]
