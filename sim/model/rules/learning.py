"""Learning the job, and what some people do better than others."""

import math

from sim.model.compiled import rule
from sim.model.rules.adaptation import approach


@rule
def skill_after(skill: float, weeks: float, learning_time: float) -> float:
    """Skill after some weeks of work: s' = 1 - (1 - s) * exp(-t / T). Weeks; skill [0-1]. Source: shaw2008."""
    return approach(skill, 1.0, weeks, learning_time)


@rule
def personal_ability(luck: float, spread: float) -> float:
    """What somebody gets done in an hour over the mean: exp(s * z - s ** 2 / 2), so that the mean is 1.

    luck z: standard normal; spread s: standard deviation of the logarithm. Source: hunter1990 for the size.
    """
    return math.exp(spread * luck - spread * spread / 2.0)


@rule
def trainer_capacity(newcomers: float, team: float, load: float) -> float:
    """Capacity that training leaves each teammate: 1 - load * newcomers / team, at least 0.5.

    load [FTE per newcomer]. Source: priors.trainer_load.
    """
    return max(0.5, 1.0 - load * newcomers / team)
