"""feel: what is in the inbox is judged once; better is felt better, and the order of rows does not matter."""

from itertools import pairwise

import numpy as np

from sim.model.phases.feel import feel
from sim.model.records import World
from sim.model.states import CLOSED, COMPLAINT, DECLINED, DELIVERED, NOBODY, REWORK
from sim.model.world import copy
from tests.model.phases.moments import act, before, chain, changed, order_changes_nothing
from tests.worlds import differences


def test_inboxes_are_empty_afterwards_and_their_requests_closed():
    w = before(feel)
    lay = [row for first in w.customers["inbox"] for row in chain(w, first)]
    assert len(lay) > 10
    act(w, feel)
    assert (w.customers["inbox"] == NOBODY).all()
    assert (w.requests["state"][lay] == CLOSED).all()
    assert ((w.customers["satisfaction"] >= 0.0) & (w.customers["satisfaction"] <= 1.0)).all()


def test_who_got_nothing_feels_nothing():
    w = before(feel)
    w.customers["inbox"] = NOBODY
    assert changed(w, feel) == []


def test_a_better_experience_leaves_nobody_less_satisfied():
    satisfied = []
    for experience in (0.2, 0.9):
        w = before(feel)
        w.requests["experience"][w.requests["state"] == DELIVERED] = experience
        satisfied.append(act(w, feel).customers["satisfaction"])
    assert (satisfied[0] <= satisfied[1]).all()
    assert satisfied[0].sum() < satisfied[1].sum()


def test_a_decline_costs_goodwill_and_discourages_extras():
    w = before(feel)
    rows = np.flatnonzero(w.requests["state"] == DECLINED)
    customers = w.requests["customer"][rows]
    only = [c for c in set(customers) if len(chain(w, w.customers["inbox"][c])) == 1]
    assert only
    was = w.customers[["satisfaction", "extra_habit"]][only].copy()
    act(w, feel)
    for name in ("satisfaction", "extra_habit"):
        assert (w.customers[name][only] <= was[name]).all()


def test_the_order_of_an_inbox_changes_nothing():
    w, turned = before(feel), before(feel)
    longest = 0
    for customer, first in enumerate(w.customers["inbox"]):
        rows = chain(w, first)
        longest = max(longest, len(rows))
        turn_round(turned, customer, rows)
    assert longest > 1
    assert differences(*(without_lists(act(each, feel)) for each in (w, turned))) == []


def turn_round(w: World, customer: int, rows: list[int]) -> None:
    """Put an inbox into the opposite order."""
    backwards = [*reversed(rows), NOBODY]
    w.customers["inbox"][customer] = backwards[0]
    for row, following in pairwise(backwards):
        w.requests["following"][row] = following


def without_lists(w: World) -> World:
    """The world but for what links its requests."""
    w = copy(w)
    w.requests["following"] = NOBODY
    return w


def test_without_complaints_and_notice_nothing_comes_back():
    w = before(feel)
    for name in ("notice_share", "complain_late", "complain_money"):
        w.market[name] = 0.0
    asked = w.customers["asks"].copy()
    act(w, feel)
    for channel in (COMPLAINT, REWORK):
        np.testing.assert_array_equal(w.customers["asks"][:, channel], asked[:, channel])


def test_the_order_of_customers_changes_nothing():
    assert order_changes_nothing(feel)
