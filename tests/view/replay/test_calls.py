"""What customers called urgent: all of it, as the model's own books have it."""

import numpy as np
import pytest

from sim.model.states import ASKED
from sim.model.world import FOCAL
from sim.policies import load_policy
from sim.running.course import begin, follow, warmed_up
from sim.view.replay.recording.calls import FIELDS, Listener
from tests.worlds import SMALL, scenario

WEEKS = 20


@pytest.fixture(scope="module")
def market():
    return scenario(SMALL)


@pytest.fixture(scope="module")
def heard(market):
    """What was noted, the firm's books of the same weeks, and what lay undecided in the evenings."""
    policy = load_policy("customer_first")
    w = begin(warmed_up(market, 3, 1, 1), policy, "as_managed")
    listener, undecided = Listener(w), 0
    for _ in range(5 * WEEKS):
        today = int(w.market["day"][0])
        w = follow(w, policy, "as_managed", today + 1, market)
        listener.evening(w)
        r = w.requests
        mine = (r["asked"] == today) & (r["firm"] == FOCAL) & (r["channel"] < 5) & (r["claimed"] == 1)
        undecided += int((mine & (r["state"] == ASKED) & (r["accepted"] == 0)).sum())
    start = int(w.market["start"][0]) // 5
    return listener.calls(), w.weeks[start : start + WEEKS, FOCAL], undecided


def test_every_call_in_the_books_is_noted(heard):
    calls, books, _ = heard
    week = calls.day // 5
    calm = np.bincount(week[calls.urgent == 0], minlength=WEEKS)
    urgent = np.bincount(week[calls.urgent == 1], minlength=WEEKS)
    assert calm.tolist() == books["claimed"].tolist()
    assert urgent.tolist() == (books["opened"] - books["calm"]).tolist()
    assert len(calls.day) > 100


def test_what_is_urgent_is_due_sooner_and_what_is_not_decided_has_no_label(heard):
    calls, _, undecided = heard
    assert calls.due[calls.urgent == 1].max() < calls.due[calls.urgent == 0].min()
    assert (calls.decided == 0).sum() == undecided
    assert not calls.labelled[calls.decided == 0].any()
    assert set(calls.team.tolist()) == {0, 1}


def test_calls_are_in_order_and_as_narrow_as_they_say(heard):
    calls, _, _ = heard
    assert (np.diff(calls.day) >= 0).all()
    assert {name: getattr(calls, name).dtype for name in FIELDS} == {
        name: np.dtype(kind) for name, kind in FIELDS.items()
    }
