"""executives: one person's hours for all that is asked; beyond them everything is done by the same share less."""

import numpy as np
import pytest

from sim.model.practices import Practices
from sim.model.records import World
from tests.worlds import SMALL, after, notes, scenario, world

ALL_ASKED = Practices(
    immersion=1.0, executive_ownership=1.0, score_management=1.0, goal_profit=1.0, horizon=1.0
)


def managed(practices: Practices, days: int = 260, **values: float) -> World:
    without = values.pop("without", ())
    chosen = scenario(SMALL | values, competition="duopoly", without=without)
    return after(world(chosen, 4, years=8, practices=practices), days)


def test_an_ordinary_executive_has_hours_for_all_of_it():
    assert (notes(managed(Practices()), "executive_share") == 1.0).all()


def test_whoever_is_asked_for_more_than_there_are_hours_does_the_same_share_of_each():
    w = managed(ALL_ASKED)
    m = w.market[0]
    claimed = m["immersion_hours"] + m["ownership_hours"] + m["steering_hours"] + m["score_attention"]
    assert notes(w, "executive_share") == pytest.approx(m["executive_hours"] / claimed)


def test_with_fewer_hours_managers_believe_less_and_less_is_heard_and_tried():
    rich, poor = (managed(ALL_ASKED, 4 * 260, executive_hours=hours) for hours in (80, 10))
    assert notes(rich, "belief_sum")[-1] > notes(poor, "belief_sum")[-1]
    assert notes(rich, "aim")[-1] > notes(poor, "aim")[-1]
    at_quarters_ends = np.arange(12, 4 * 52, 13)
    tried = [notes(w, "programme_cost")[at_quarters_ends].sum() for w in (rich, poor)]
    assert tried[0] > tried[1]


def test_switched_off_hours_are_endless():
    w = managed(ALL_ASKED, executive_hours=1, without=("executive_time",))
    assert (notes(w, "executive_share") == 1.0).all()
