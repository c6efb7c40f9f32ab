"""feel: what is in the inbox is judged once; better is felt better, and the order of rows does not matter."""

from itertools import pairwise

import numpy as np
import pytest

from sim.model.phases.feel import feel
from sim.model.records import World
from sim.model.states import (
    CLOSED,
    COMPLAINT,
    CORE,
    DECLINED,
    DELIVERED,
    FAILURE,
    LATE,
    MONEY,
    NOBODY,
    REWORK,
    WRONG,
)
from sim.model.world import copy
from tests.model.phases.moments import FRIDAY, act, before, chain, changed, order_changes_nothing
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
    w.errands["feels"] = 0
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
    only = [c for c, first in enumerate(w.customers["inbox"]) if len(chain(w, first)) == 1]
    assert only
    # Whatever they got, it is a no now.
    w.requests["state"][w.customers["inbox"][only]] = DECLINED
    w.customers["consoled"] = 0
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


# ------------------------------------------------------------------------------ what a service teaches


def delivered(w: World, **fields: float) -> np.ndarray:
    """Customers who find one core delivery in their inbox, which is as the fields say; their rows."""
    rows = np.flatnonzero((w.requests["state"] == DELIVERED) & (w.requests["channel"] == CORE))
    alone = [row for row in rows if len(chain(w, w.customers["inbox"][w.requests["customer"][row]])) == 1]
    assert len(alone) > 5
    for name, value in ({"faulty": 0, "correct": 1, "due": FRIDAY, "closed": FRIDAY} | fields).items():
        w.requests[name][alone] = value
    return w.requests["customer"][alone]


@pytest.mark.parametrize(
    ("labelled", "due", "worked"), [(1, FRIDAY, True), (1, FRIDAY - 1, False), (0, FRIDAY, False)]
)
def test_a_claim_that_worked_teaches_to_claim_and_one_that_did_not_teaches_not_to(labelled, due, worked):
    w = before(feel)
    w.market["claim_share"] = 0.3
    w.customers["claim_habit"] = 0.3
    mine = delivered(w, urgent=0, claimed=1, labelled=labelled, due=due)
    act(w, feel)
    assert ((w.customers["claim_habit"][mine] > 0.3) == worked).all()


@pytest.mark.parametrize("fields", [{"urgent": 1, "claimed": 1, "labelled": 1}, {"urgent": 0, "claimed": 0}])
def test_what_was_urgent_or_was_not_claimed_teaches_nothing(fields):
    w = before(feel)
    w.market["claim_share"] = 0.3
    w.customers["claim_habit"] = 0.3
    mine = delivered(w, **fields)
    act(w, feel)
    assert w.customers["claim_habit"][mine] == pytest.approx(0.3)


@pytest.mark.parametrize(("share", "back"), [(0.0, 0), (1.0, 1)])
def test_customers_come_back_with_failures_from_upstream_and_with_nothing_else(share, back):
    w = before(feel)
    w.market["fault_return"] = share
    w.requests["faulty"] = 0
    mine = delivered(w, faulty=1)
    w.customers["asks"] = 0
    act(w, feel)
    assert (w.customers["asks"][mine, FAILURE] == back).all()
    assert w.customers["asks"][:, FAILURE].sum() == back * len(mine)


def test_satisfaction_answers_perceived_quality_even_where_nothing_surprises():
    satisfied = []
    for quality in (0.4, 0.9):
        w = before(feel)
        w.market["satisfaction_gain"] = 0.0
        mine = delivered(w)
        w.customers["satisfaction"], w.customers["quality"] = 0.6, quality
        w.market["liking_spread"] = 0.0
        satisfied.append(act(w, feel).customers["satisfaction"][mine])
    assert (satisfied[0] < satisfied[1]).all()


def handled(cause: int) -> tuple[World, np.ndarray]:
    """A market in which managers have just handled some complaints of one cause, and the customers who made them."""
    w = before(feel)
    mine = delivered(w, channel=COMPLAINT, employee=NOBODY, cause=cause, claimed=0)
    w.customers["satisfaction"] = 0.5
    return w, mine


@pytest.mark.parametrize(
    ("cause", "name"), [(WRONG, "recovery_wrong"), (LATE, "recovery_late"), (MONEY, "recovery_money")]
)
def test_a_complaint_that_a_manager_handles_recovers_by_its_cause_and_is_no_service(cause, name):
    w, mine = handled(cause)
    was = w.customers[["expectation", "quality", "served", "paid"]][mine].copy()
    act(w, feel)
    gained = w.customers["satisfaction"][mine] - 0.5
    helped = w.market["help_delight"][0] * w.requests["helped"].max()
    assert ((gained > w.market[name][0] - 1e-6) & (gained <= w.market[name][0] + helped + 1e-6)).all()
    assert (w.customers[["expectation", "quality", "served", "paid"]][mine] == was).all()


@pytest.mark.parametrize(("years", "loyal"), [(0.01, False), (20.0, True)])
def test_the_loyal_voice_a_problem_and_others_do_not(years, loyal):
    w = before(feel)
    mine = delivered(w, correct=0)
    w.market["notice_share"], w.market["complain_wrong"], w.market["bonding_years"] = 1.0, 1.0, 2.0
    w.firms["customer_voice"], w.firms["dark_patterns"], w.firms["loyalty_penalty"] = 1.0, 0.0, 0.0
    w.customers["since"] = FRIDAY - int(years * 260)
    w.customers["complained"] = -1000
    act(w, feel)
    voiced = w.customers["complained"][mine] == FRIDAY
    assert voiced.mean() > 0.7 if loyal else voiced.mean() < 0.2
    assert (w.customers["problem"][mine] == FRIDAY).all()
    assert (w.customers["cause"][mine][voiced] == WRONG).all()
