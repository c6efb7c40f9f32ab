"""Learning the job."""

from sim.model.compiled import rule
from sim.model.rules.adaptation import approach


@rule
def skill_after(skill: float, weeks: float, learning_time: float) -> float:
    """Skill after some weeks of work: s' = 1 - (1 - s) * exp(-t / T). Weeks; skill [0-1]. Source: shaw2008."""
    return approach(skill, 1.0, weeks, learning_time)


@rule
def trainer_capacity(newcomers: float, team: float, load: float) -> float:
    """Capacity that training leaves each teammate: 1 - load * newcomers / team, at least 0.5.

    load [FTE per newcomer]. Source: priors.trainer_load.
    """
    return max(0.5, 1.0 - load * newcomers / team)
