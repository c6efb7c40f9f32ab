"""brief: clarity follows attention and labels; a team that needs nothing is not neglected."""

import numpy as np
import pytest

from sim.model.phases.brief import brief
from tests.model.phases.moments import act, before, order_changes_nothing


def test_attention_is_hours_given_over_hours_needed():
    w = before(brief)
    w.managers["team_need"], w.managers["team_hours"][:4] = 8.0, (0.0, 2.0, 8.0, 9.0)
    act(w, brief)
    np.testing.assert_array_equal(w.managers["attention"][:4], (0.0, 0.25, 1.0, 1.0))


def test_a_team_that_needs_nothing_has_all_the_attention_it_needs():
    w = before(brief)
    w.managers["team_need"], w.managers["team_hours"] = 0.0, 0.0
    assert (act(w, brief).managers["attention"] == 1.0).all()


def test_false_alarms_take_from_what_labels_say_and_so_from_clarity():
    clarity = []
    for false_urgent in (0, 5, 10):
        w = before(brief)
        w.managers["calm_requests"], w.managers["false_urgent"] = 10, false_urgent
        act(w, brief)
        assert w.managers["label_value"][:4] == pytest.approx(1.0 - false_urgent / 10)
        clarity.append(w.managers["clarity"][:4])
    assert (clarity[0] > clarity[1]).all()
    assert (clarity[1] > clarity[2]).all()


def test_clarity_stays_between_where_it_was_and_where_it_is_going():
    w = before(brief)
    w.managers["clarity"], w.managers["team_need"], w.managers["team_hours"] = 0.2, 1.0, 1.0
    w.managers["false_urgent"] = 0
    clarity = act(w, brief).managers["clarity"][:4]
    assert ((clarity > 0.2) & (clarity < 1.0)).all()


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
