"""A short look at a client's scenario: what neutral worlds give beside what is known of the client."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.analysis.statistics import Estimate, estimate
from sim.clients.numbers import Numbers
from sim.model.scenario import Scenario
from sim.policies import load_policy
from sim.running.run import run_world

WORLDS = 4
"""Worlds of a look: a few, because it is to take seconds; intervals say how much they tell."""

SECONDS = 20.0
"""Time beyond which nobody is made to wait for it."""


class Seen(NamedTuple):
    """An outcome of the neutral firm, beside the client's."""

    outcome: str
    here: Estimate
    client: float


def look(scenario: Scenario, numbers: Numbers, worlds: int = WORLDS, seed: int = 1) -> Sequence[Seen]:
    """Outcomes of which the client's value is known, over the scenario's years in some worlds."""
    years = int(scenario.horizon.years.value)
    neutral = [(load_policy("neutral"), "as_managed")]
    runs = [next(run_world(scenario, neutral, seed, number, years)) for number in range(worlds)]
    known = {
        "headcount": float(numbers.headcount + numbers.teams),
        "turnover": numbers.turnover,
        "churn": numbers.churn,
    }
    return [
        Seen(name, estimate(np.array([run.summary[name] for run in runs])), client)
        for name, client in known.items()
    ]
