"""brief: managers see what labels and claims told; belief follows what executives own."""

import pytest

from sim.model.phases.brief import brief
from tests.model.phases.moments import act, before, order_changes_nothing


def test_false_alarms_take_from_what_labels_say():
    for false_urgent in (0, 5, 10):
        w = before(brief)
        w.managers["calm_requests"], w.managers["false_urgent"] = 10, false_urgent
        act(w, brief)
        assert w.managers["label_value"][:4] == pytest.approx(1.0 - false_urgent / 10)


def test_customers_who_call_everything_urgent_leave_a_manager_in_the_dark():
    clarity = []
    for false_claims in (0, 5, 10):
        w = before(brief)
        w.managers["calm_requests"], w.managers["false_claims"] = 10, false_claims
        clarity.append(act(w, brief).managers["clarity"][:4])
    assert (clarity[0] > clarity[1]).all()
    assert (clarity[1] > clarity[2]).all()


def test_belief_follows_what_executives_own():
    w = before(brief)
    w.managers["belief"], w.firms["executive_ownership"][:2] = 0.5, (1.0, 0.0)
    belief = act(w, brief).managers["belief"]
    teams = w.managers["firm"]
    assert (belief[teams == 0] > 0.5).all()
    assert (belief[teams == 1] < 0.5).all()


def test_trust_is_lost_faster_than_it_is_won():
    w = before(brief)
    w.managers["belief"], w.firms["executive_ownership"][:2] = 0.5, (0.9, 0.1)
    moved = act(w, brief).managers["belief"] - 0.5
    teams = w.managers["firm"]
    assert 0.0 < moved[teams == 0].max() < -moved[teams == 1].max()


def test_the_order_of_managers_changes_nothing():
    assert order_changes_nothing(brief)
