"""triage: requests go from the tray to desks or back to customers; a manager's hours bound what is checked."""

import numpy as np
import pytest

from sim.model.phases.triage import triage
from sim.model.states import ASKED, COMPLAINT, DECLINED, DONE, EXTRA, NOBODY, QUEUED
from tests.model.phases.moments import act, before, desks, order_changes_nothing, this_week, trays

UNHURRIED = {"triage_hours": 0.0, "negotiate_hours": 0.0, "check_hours": 0.0, "complaint_hours": 0.0}
"""Whatever a manager does takes no time."""


def triaged(**values: float):
    """A market after triage, under some constants or practices, and the requests that were decided on."""
    w = before(triage)
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    fresh = [row for row in trays(w) if w.requests["accepted"][row] == 0]
    assert len(fresh) > 10
    return act(w, triage), fresh


def test_no_request_is_lost_or_made_up():
    w = before(triage)
    lay = sorted(trays(w) + desks(w))
    act(w, triage)
    closed = np.isin(w.requests["state"][lay], (DECLINED, DONE))
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
    fresh = [row for row in trays(w) if w.requests["accepted"][row] == 0][:5]
    w.requests["channel"][fresh] = COMPLAINT
    act(w, triage)
    complaints = w.requests[fresh]
    assert len(complaints) > 0
    assert (complaints["state"] == DONE).all()
    assert (complaints["employee"] == NOBODY).all()


def test_without_hours_nothing_is_taken_in():
    w = before(triage)
    w.market["hours_per_day"] = 0.0
    waiting = trays(w)
    act(w, triage)
    assert trays(w) == waiting
    assert (w.requests["state"][waiting] == ASKED).all()


def test_a_team_gets_no_more_attention_than_it_needs_and_more_where_time_is_reserved():
    given = []
    for reserved in (0.0, 1.0):
        w, _ = triaged(team_time=reserved)
        assert (w.managers["team_hours"] <= w.managers["team_need"] + 1e-9).all()
        given.append(w.managers["team_hours"].sum())
    assert given[0] <= given[1]


def test_the_order_of_managers_changes_nothing():
    assert order_changes_nothing(triage)
