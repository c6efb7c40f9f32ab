"""steer: a word that executives gave is worth trust, and taking it back costs more than it brought."""

import numpy as np

from sim.model.mechanisms import OFF, Mechanism
from sim.model.phases.steer import steer
from sim.model.records import World
from sim.model.states import NOBODY
from sim.model.world import copy
from tests.model.phases.moments import FRIDAY, TRADING, act, before
from tests.model.phases.steering import LEVER_NAMES


def declared(before_: float, now: float, *, given: float = 0.0, **modes: int) -> World:
    """Executives who judge one trial of employees' voice, which has gone badly."""
    w = before(steer)
    f = w.firms
    lever = LEVER_NAMES.index("employee_voice")
    f["executive_leaves"] = 10**6
    f["executive_ownership"] = 1.0
    f["declared"][:, lever] = given
    f["trial_lever"], f["trial_second"], f["trial_began"], f["horizon"] = lever, NOBODY, -1, 1.0
    f["trial_before"], f["employee_voice"] = before_, now
    f["evidence"], f["evidence_weight"] = 0.0, 0.0
    f["evidence"][:, lever] = -1e6 if now > before_ else 1e6
    f["evidence_weight"][:, lever] = 1e6
    for name, mode in modes.items():
        w.mechanisms["mode"][Mechanism[name]] = mode
    return w


def test_what_was_declared_and_is_taken_back_costs_more_trust_than_it_brought():
    w = declared(0.4, 0.6, given=1.0)
    old = copy(w)
    act(w, steer)
    m = w.market[0]
    assert (w.firms["employee_voice"][TRADING] == 0.4).all()
    at_work = (w.managers["id"] != NOBODY) & np.isin(w.managers["firm"], (0, 1))
    lost = old.managers["belief"][at_work] - w.managers["belief"][at_work]
    np.testing.assert_allclose(lost, m["word_loss"] * m["word_gain"], rtol=1e-9)
    assert m["word_loss"] > 1.0
    hurt = old.employees["satisfaction"] - w.employees["satisfaction"]
    employed = w.employees["id"] != NOBODY
    np.testing.assert_allclose(hurt[employed], m["word_hurt"], rtol=1e-9)
    week = FRIDAY // 5
    np.testing.assert_allclose(w.weeks["words_broken"][week, TRADING], 1.0)
    assert np.allclose(w.firms["declared"][TRADING, LEVER_NAMES.index("employee_voice")], 0.0)


def test_what_a_policy_set_was_never_declared_and_no_word_is_broken():
    w = declared(0.4, 0.6, given=0.0)
    old = copy(w)
    act(w, steer)
    np.testing.assert_array_equal(w.managers["belief"], old.managers["belief"])
    np.testing.assert_array_equal(w.employees["satisfaction"], old.employees["satisfaction"])


def test_giving_back_what_was_taken_is_declared_and_believed():
    w = declared(0.6, 0.4)
    old = copy(w)
    act(w, steer)
    assert (w.firms["employee_voice"][TRADING] == 0.6).all()
    at_work = (w.managers["id"] != NOBODY) & np.isin(w.managers["firm"], (0, 1))
    gained = w.managers["belief"][at_work] - old.managers["belief"][at_work]
    np.testing.assert_allclose(gained, w.market["word_gain"][0])


def test_off_a_word_is_worth_nothing():
    w = declared(0.4, 0.6, given=1.0, WORD=OFF)
    old = copy(w)
    act(w, steer)
    np.testing.assert_array_equal(w.managers["belief"], old.managers["belief"])
    np.testing.assert_array_equal(w.employees["satisfaction"], old.employees["satisfaction"])
