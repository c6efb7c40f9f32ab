"""hearsay, talk: reputation goes where satisfaction is, the let down being louder; a survey asks who is there."""

import numpy as np
import pytest

from sim.model.phases.talk import hearsay, talk
from sim.model.records import World
from tests.model.phases.moments import FRIDAY, TRADING, act, before, order_changes_nothing, this_week


def quiet(satisfaction: float = 0.6) -> World:
    """A market in which everybody is equally satisfied, nobody has left, and surveys are exact."""
    w = before(hearsay)
    w.customers["satisfaction"], w.customers["left"], w.customers["triggered"] = satisfaction, -1000, 0
    w.market["survey_noise"], w.firms["score_management"] = 0.0, 0.0
    return w


def talked(w: World) -> World:
    """The market after this week's talk."""
    return act(act(w, hearsay), talk)


@pytest.mark.parametrize(("satisfaction", "sign"), [(0.9, 1), (0.2, -1)])
def test_reputation_moves_towards_what_customers_say(satisfaction, sign):
    w = quiet(satisfaction)
    w.firms["reputation"] = 0.6
    reputation = talked(w).firms["reputation"][TRADING]
    assert (np.sign(reputation - 0.6) == sign).all()
    assert (np.abs(reputation - 0.6) < abs(satisfaction - 0.6)).all()


def test_reputation_rests_where_everybody_agrees_with_it():
    w = quiet(0.5)
    w.firms["reputation"] = 0.5
    assert talked(w).firms["reputation"][TRADING] == pytest.approx(0.5)


def test_the_let_down_are_louder():
    """Half the customers above the set point and half as far below: what is said lies below the middle."""
    w = quiet()
    middle = w.market["satisfaction_set_point"][0]
    for firm in range(2):
        mine = np.flatnonzero(w.customers["firm"] == firm)
        mine = mine[: len(mine) // 2 * 2]
        w.customers["firm"][np.setdiff1d(np.flatnonzero(w.customers["firm"] == firm), mine)] = -1
        w.customers["satisfaction"][mine[::2]] = middle + 0.1
        w.customers["satisfaction"][mine[1::2]] = middle - 0.1
    w.firms["reputation"] = middle
    w.market["negative_word_of_mouth"] = 2.0
    assert (talked(w).firms["reputation"][TRADING] < middle).all()


def test_those_who_left_talk_for_a_year_and_no_longer():
    reputations = []
    for left in (FRIDAY, FRIDAY - 261):
        w = quiet(0.6)
        w.firms["reputation"] = 0.6
        gone = w.customers["firm"] == 0
        gone[np.flatnonzero(gone)[::2]] = False
        w.customers["firm"][gone], w.customers["former"][gone] = 1, 0
        w.customers["memory"][gone], w.customers["left"][gone] = 0.0, left
        reputations.append(talked(w).firms["reputation"][0])
    assert reputations[0] < reputations[1] == pytest.approx(0.6)


def test_an_exact_survey_says_how_satisfied_customers_are_and_work_on_the_score_adds_to_it():
    w = quiet(0.6)
    assert talked(w).firms["survey_score"][TRADING] == pytest.approx(0.6)
    w.firms["score_management"] = 1.0
    assert (talked(w).firms["survey_score"][TRADING] > 0.6).all()


def test_discoveries_are_counted():
    w = quiet()
    mine = np.flatnonzero(w.customers["firm"] == 0)[:3]
    w.customers["triggered"][mine] = 2
    was = this_week(w, "discoveries")
    assert this_week(talked(w), "discoveries") == was + 3


def test_the_order_of_firms_changes_nothing():
    assert order_changes_nothing(talk)
