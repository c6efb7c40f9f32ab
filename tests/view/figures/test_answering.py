"""The share of calls answered within seconds, of two policies."""

import numpy as np

from sim.analysis.answering import Desk
from sim.view.figures.answering import answered_curves
from tests.view.figures.made_up import POLICIES, WORLDS


def desks():
    rng = np.random.default_rng(2)
    agents = np.full(WORLDS, 24.0)
    return {
        policy: Desk(agents, agents * rng.uniform(low, low + 0.1, WORLDS), np.full(WORLDS, 300.0))
        for policy, low in zip(POLICIES, (0.92, 0.75), strict=True)
    }


def answered():
    return answered_curves(desks(), 20.0)


EXAMPLES = {answered: "Within 20 seconds are answered "}
"""Each figure made here, and what its title says."""


def test_curves_rise_with_the_wait_and_the_busier_desk_answers_fewer():
    table = answered().layout.meta["table"]
    busy, calm = (np.array([row["mean"] for row in table if row["policy"] == policy]) for policy in POLICIES)
    assert (np.diff(busy) > 0.0).all()
    assert (np.diff(calm) > 0.0).all()
    assert (busy < calm).all()
