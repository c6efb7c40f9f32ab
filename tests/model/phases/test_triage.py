"""triage: requests go from the tray to desks or back to customers; a manager's hours bound what is checked."""

import numpy as np
import pytest

from sim.model.phases.triage import triage
from sim.model.states import (
    ANSWERED,
    APPROVAL,
    ASKED,
    CLOSED,
    COMPLAINT,
    DECLINED,
    DONE,
    EXTRA,
    INSIDE,
    NOBODY,
    QUESTION,
    QUEUED,
    SUPPORT,
    UPWARDS,
)
from tests.model.phases.moments import FRIDAY, act, before, desks, order_changes_nothing, this_week, trays

HOURS = ("triage", "negotiate", "check", "complaint", "contact", "chase", "answer", "support", "idea", "talk")
UNHURRIED = {f"{what}_hours": 0.0 for what in (*HOURS, "report", "initiative")} | {"made_urgent": 0.0}
"""Whatever a manager does takes no time."""


def triaged(**values: float):
    """A market after triage, under some constants or practices, and the requests that were decided on."""
    w = before(triage)
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    w.managers["overrun"] = 0.0
    fresh = [
        row
        for row in trays(w)
        if w.requests["accepted"][row] == 0
        and w.requests["channel"][row] < INSIDE
        and w.requests["state"][row] == ASKED
    ]
    assert len(fresh) > 10
    return act(w, triage), fresh


def test_no_request_is_lost_or_made_up():
    w = before(triage)
    lay = sorted(trays(w) + desks(w))
    act(w, triage)
    closed = np.isin(w.requests["state"][lay], (DECLINED, DONE, CLOSED))
    assert sorted(trays(w) + desks(w)) == [row for row, gone in zip(lay, closed, strict=True) if not gone]


def test_with_time_for_everything_nothing_waits_and_labels_are_true_where_all_are_checked():
    w, fresh = triaged(**UNHURRIED, priority_discipline=1.0)
    assert trays(w) == []
    decided = w.requests[fresh][w.requests["state"][fresh] == QUEUED]
    assert (decided["labelled"] == decided["urgent"]).all()


def test_without_checks_the_label_says_what_the_customer_says():
    w, fresh = triaged(**UNHURRIED, priority_discipline=0.0)
    decided = w.requests[fresh][w.requests["state"][fresh] == QUEUED]
    assert (decided["labelled"] == decided["claimed"]).all()
    assert (decided["labelled"] >= decided["urgent"]).all()


@pytest.mark.parametrize(("boundary", "declined"), [(0.0, False), (1.0, True)])
def test_the_boundary_decides_whether_out_of_scope_asks_are_declined_and_nothing_else_is(boundary, declined):
    w, fresh = triaged(**UNHURRIED, intake_boundary=boundary, decline_share=1.0)
    gone = w.requests["state"][fresh] == DECLINED
    assert gone.any() == declined
    assert (w.requests["channel"][fresh][gone] == EXTRA).all()
    assert gone.sum() <= sum(this_week(w, "declined", firm) for firm in range(2))


def test_a_complaint_that_a_manager_handles_never_reaches_a_desk():
    w = before(triage)
    for name in UNHURRIED:
        w.market[name] = 0.0
    asks = w.requests[["state", "channel", "accepted"]]
    fresh = [row for row in trays(w) if asks["state"][row] == ASKED and asks["channel"][row] < INSIDE]
    fresh = [row for row in fresh if asks["accepted"][row] == 0][:5]
    w.requests["channel"][fresh] = COMPLAINT
    act(w, triage)
    complaints = w.requests[fresh]
    assert len(complaints) > 0
    assert (complaints["state"] == DONE).all()
    assert (complaints["employee"] == NOBODY).all()


def test_without_hours_nothing_is_taken_in():
    w = before(triage)
    w.market["hours_per_day"] = 0.0
    waiting = [row for row in trays(w) if w.requests["state"][row] == ASKED]
    act(w, triage)
    assert sorted(trays(w)) == sorted(waiting)
    assert (w.requests["state"][waiting] == ASKED).all()


def scarce(first: float) -> tuple[int, int]:
    """Requests served of customers and of the firm's own people, with an hour a day for everything."""
    w = before(triage)
    w.managers["overrun"] = 0.0
    w.employees["overdue_requests"] = 0
    w.market["hours_per_day"], w.firms["first"] = 1.0, first
    waiting = np.array([row for row in trays(w) if w.requests["state"][row] == ASKED])
    act(w, triage)
    served = waiting[w.requests["state"][waiting] != ASKED]
    whose = w.requests["channel"][served]
    return int((whose < INSIDE).sum()), int(((whose >= INSIDE) & (whose < UPWARDS)).sum())


def test_when_hours_do_not_suffice_the_practice_decides_who_waits():
    customers_first, by_due_day, people_first = scarce(-1.0), scarce(0.0), scarce(1.0)
    assert customers_first[0] > people_first[0]
    assert customers_first[1] < people_first[1]
    assert people_first[1] >= by_due_day[1] >= customers_first[1]


def test_who_asked_is_answered_and_the_request_can_go_on():
    w, _ = triaged(**UNHURRIED)
    answered = w.requests[
        np.isin(w.requests["channel"], (QUESTION, APPROVAL)) & (w.requests["closed"] == FRIDAY)
    ]
    assert len(answered) > 0
    assert (w.requests["question"][answered["about"]] == ANSWERED).all()
    assert (w.employees["heard"][answered["employee"]] > 0).all()


@pytest.mark.parametrize(("backing", "stays"), [(0.0, True), (1.0, True), (1.0, False)])
def test_a_manager_takes_an_employees_side_at_the_cost_of_a_customer_who_is_there_or_does_not(backing, stays):
    w = before(triage)
    w.customers["rebuked"] = 0
    rows = [row for row in trays(w) if w.requests["channel"][row] < INSIDE]
    # Make of one of the customers' requests a call for support by somebody on that team.
    row = rows[0]
    seat = int(np.flatnonzero(w.employees["team"] == w.requests["team"][row])[0])
    w.requests["channel"][row], w.requests["employee"][row] = SUPPORT, seat
    w.requests["key"][row], w.firms["frontline_backing"] = w.employees["id"][seat], backing
    w.employees["backed"] = 0.0
    if not stays:
        w.customers["firm"][w.requests["customer"][row]] = NOBODY
    act(w, triage)
    assert w.employees["backed"][seat] == backing
    assert w.customers["rebuked"][w.requests["customer"][row]] == backing * stays


def test_the_order_of_managers_changes_nothing():
    assert order_changes_nothing(triage)
