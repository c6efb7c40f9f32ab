"""post: every ask becomes one request in the tray of the customer's team; who has left is not served any more."""

import numpy as np
import pytest

from sim.model.mechanisms import OFF, ON, Mechanism
from sim.model.phases.post import asks_waiting, free_closed, post
from sim.model.records import World
from sim.model.states import APPROVAL, ASKED, CLOSED, DROPPED, FAILURE, FREE, INSIDE, NOBODY, QUEUED
from sim.model.world import copy
from tests.model.phases.moments import FRIDAY, act, before, this_week, trays


def test_every_ask_becomes_one_request():
    w = before(post)
    free_closed(w, FRIDAY)
    waiting, free, lying = asks_waiting(w), int(w.market["free_requests"][0]), len(trays(w))
    opened = sum(this_week(w, "opened", firm) for firm in range(2))
    assert waiting > 0
    act(w, post)
    assert asks_waiting(w) == 0
    assert len(trays(w)) == lying + waiting
    assert w.market["free_requests"][0] == free - waiting
    assert sum(this_week(w, "opened", firm) for firm in range(2)) == opened + waiting


def new_requests(seed: int | None = None, **market: float) -> np.ndarray:
    """Today's requests."""
    w = before(post)
    for name, value in market.items():
        w.market[name] = value
    act(w, post)
    return w.requests[(w.requests["asked"] == FRIDAY) & (w.requests["state"] == ASKED)]


def test_what_a_team_cannot_take_goes_to_the_least_loaded_one_unless_that_is_off():
    def teams(mode: int, margin: float) -> np.ndarray:
        w = before(post)
        w.mechanisms["mode"][Mechanism.OVERFLOW], w.market["overflow_margin"] = mode, margin
        w.employees["absent"] = 0
        busy = w.employees["team"] == 0
        w.employees["backlog"][busy], w.employees["backlog"][~busy] = 1000.0, 0.0
        act(w, post)
        return w.requests["team"][(w.requests["asked"] == FRIDAY) & (w.requests["firm"] == 0)]

    assert 0 in teams(OFF, 0.5)
    assert 0 in teams(ON, 260.0)
    assert 0 not in teams(ON, 0.5)
    assert len(teams(ON, 0.5)) == len(teams(OFF, 0.5))


def test_a_request_is_due_by_its_urgency_and_lies_with_its_customers_firm():
    today = new_requests(urgent_share=0.5, urgent_due_days=2, due_days=9)
    assert set(today["due"][today["urgent"] == 1]) == {FRIDAY + 1}
    assert set(today["due"][today["urgent"] == 0]) == {FRIDAY + 8}
    w = before(post)
    assert (w.customers["firm"][today["customer"]] == today["firm"]).all()


def test_whoever_is_urgent_says_so_and_some_others_do():
    today = new_requests(urgent_share=0.3, claim_share=0.5)
    assert today["claimed"][today["urgent"] == 1].all()
    assert 0 < today["claimed"][today["urgent"] == 0].mean() < 1


def efforts(**values: float) -> dict[int, float]:
    """Today's requests but for those that are failures come back, by key, and their effort."""
    w = before(post)
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    act(w, post)
    today = w.requests[(w.requests["asked"] == FRIDAY) & (w.requests["state"] == ASKED)]
    today = today[today["channel"] != FAILURE]
    return dict(zip(today["key"].tolist(), today["effort"].tolist(), strict=True))


@pytest.mark.parametrize("come_back", [0.0, 0.6, 1.0])
def test_a_failure_upstream_adds_the_effort_of_those_that_do_not_come_back(come_back):
    sound, faulty = (efforts(faults=faults, fault_return=come_back) for faults in (0.0, 1.0))
    more = 1.0 + before(post).market["fault_effort"][0] * (1.0 - come_back)
    assert sound.keys() == faulty.keys()
    np.testing.assert_allclose(list(faulty.values()), [more * effort for effort in sound.values()])


def test_what_comes_back_is_no_failure_again():
    w = before(post)
    w.firms["faults"] = 1.0
    w.customers["asks"][:, FAILURE] = 1
    act(w, post)
    today = w.requests[(w.requests["asked"] == FRIDAY) & (w.requests["state"] == ASKED)]
    returned = today["channel"] == FAILURE
    assert returned.any()
    assert not today["faulty"][returned].any()
    assert today["faulty"][~returned].all()


def waiting(days_late: int, **values: float) -> World:
    """A market in which everything that customers wait for is so many days late."""
    w = before(post)
    free_closed(w, FRIDAY)
    for name, value in values.items():
        w.market[name] = value
    w.requests["due"][w.requests["channel"] < INSIDE] = FRIDAY - days_late
    return w


def customers_wait_for(w: World) -> np.ndarray:
    """Rows of customers' requests that lie in a tray or on a desk."""
    r = w.requests
    return np.flatnonzero(np.isin(r["state"], (ASKED, QUEUED)) & (r["channel"] < INSIDE))


def test_what_is_late_beyond_patience_is_taken_back_and_nothing_else_is():
    for days_late, hazard, gone in ((6, 1000.0, True), (5, 1000.0, False), (6, 0.0, False)):
        w = waiting(days_late, withdrawal_hazard=hazard, patience_days=5)
        mine = customers_wait_for(w)
        r = w.requests
        inside = (r["channel"] > APPROVAL) & (r["state"] == ASKED) & (r["due"] >= FRIDAY)
        assert inside.any()
        counted = this_week(w, "withdrawn") + this_week(w, "withdrawn", 1)
        dropped = this_week(w, "dropped") + this_week(w, "dropped", 1)
        free_closed(w, FRIDAY)
        assert (w.requests["state"][mine] == DROPPED).all() == gone
        assert (r["state"][inside] == ASKED).all()
        more = len(mine) if gone else 0
        assert this_week(w, "withdrawn") + this_week(w, "withdrawn", 1) == counted + more
        assert this_week(w, "dropped") + this_week(w, "dropped", 1) == dropped + more


def test_who_takes_a_request_back_has_had_a_problem_and_is_less_satisfied():
    w = waiting(9, withdrawal_hazard=1000.0)
    mine = customers_wait_for(w)
    customers = np.unique(w.requests["customer"][mine])
    w.customers["satisfaction"] = 0.7
    w.customers["quality"] = 0.7
    free_closed(w, FRIDAY)
    assert (w.customers["problem"][customers] == FRIDAY).all()
    assert (w.customers["quality"][customers] < 0.7).all()
    assert w.customers["satisfaction"][customers].mean() < 0.65
    others = np.setdiff1d(np.arange(len(w.customers)), customers)
    assert (w.customers["satisfaction"][others] == np.float32(0.7)).all()


def test_the_more_a_customer_is_used_to_claiming_the_more_it_claims():
    shares = []
    for habit in (0.0, 0.5, 1.0):
        w = before(post)
        w.market["claim_sensitivity"], w.market["urgent_share"] = 0.0, 0.0
        w.customers["claim_habit"] = habit
        act(w, post)
        today = w.requests[(w.requests["asked"] == FRIDAY) & (w.requests["state"] == ASKED)]
        shares.append(today["claimed"].mean())
    assert shares[0] == 0.0 < shares[1] < shares[2] == 1.0


def test_requests_of_customers_who_left_are_dropped_and_counted_once():
    w = before(post)
    free_closed(w, FRIDAY)
    held = (w.requests["state"] == ASKED) & (w.requests["channel"] < INSIDE)
    w.customers["firm"] = NOBODY
    dropped = [this_week(w, "dropped", firm) for firm in range(2)]
    free_closed(w, FRIDAY)
    assert (w.requests["state"][held] == DROPPED).all()
    now = [this_week(w, "dropped", firm) for firm in range(2)]
    assert sum(now) > sum(dropped)
    free_closed(w, FRIDAY)
    assert [this_week(w, "dropped", firm) for firm in range(2)] == now


def test_closed_rows_become_free_and_nothing_else_does():
    w = before(post)
    free_closed(w, FRIDAY)
    closed = copy(w)
    rows = np.flatnonzero(w.requests["state"] == ASKED)[:1]
    closed.requests["state"][rows] = CLOSED
    free_closed(closed, FRIDAY)
    assert (closed.requests["state"][rows] == FREE).all()
    assert closed.market["free_requests"][0] == w.market["free_requests"][0] + len(rows)
