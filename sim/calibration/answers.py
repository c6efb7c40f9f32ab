"""What a pool of simulations says: the posterior of all targets, or of some, and what each constant's data tell.

Holding a target back costs no simulation: the simulations are accepted again without it. That is honest because their
weights undo what proposed them, the target held back included (`pool`); what it costs is precision, and the number of
draws that the answer is worth says how much.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sim.calibration.pool import Pool, closest, effective, quantiles
from sim.calibration.problem import Problem
from sim.calibration.targets import scaled_misses

WORTH = 60.0
"""Independent draws that a posterior is worth (assumed): fewer are closer to the targets, more are steadier."""

LEAST_SHARE = 0.15
"""Of what all simulations are worth, the most that is accepted: of few simulations, fewer draws (assumed)."""

ENDS = (0.05, 0.5, 0.95)
PRIOR_WIDTH = ENDS[2] - ENDS[0]

TELLING = 0.75
"""Width of the 90% interval, over the prior's, below which the data tell something of a constant (assumed)."""


@dataclass(frozen=True)
class Told:
    """What the data tell of one constant."""

    name: str
    now: float
    low: float  # of the 90% interval
    centre: float  # the median
    high: float
    span: tuple[float, float]  # of the prior

    @property
    def width(self) -> float:
        """The 90% interval's width over the prior's: 1 where the data tell nothing."""
        return (self.high - self.low) / (PRIOR_WIDTH * (self.span[1] - self.span[0]))

    @property
    def held(self) -> bool:
        """Whether the interval holds the value that the scenario has."""
        return self.low <= self.now <= self.high

    @property
    def identified(self) -> bool:
        """Whether the data tell something."""
        return self.width < TELLING


def accepted(problem: Problem, pool: Pool, scale: np.ndarray, without: Collection[str] = ()) -> np.ndarray:
    """The weight of each simulation in the posterior of the targets, without some; 0 for those that are too far off."""
    misses = np.abs(scaled_misses(pool.figures, problem.targets, scale))
    used = np.array([target.name not in without for target in problem.targets])
    weights = pool.weights()
    worth = min(WORTH, LEAST_SHARE * effective(weights))
    return closest(misses[:, used].sum(axis=1), weights, worth)


def told(problem: Problem, pool: Pool, weights: np.ndarray) -> list[Told]:
    """What a posterior says of each constant."""
    values, now = problem.values(pool.places), problem.now()
    found = []
    for at, name in enumerate(problem.names):
        low, centre, high = (float(value) for value in quantiles(values[:, at], weights, ENDS))
        found.append(Told(name, now[name], low, centre, high, problem.spans[name]))
    return found


def centre(constants: Sequence[Told]) -> dict[str, float]:
    """The centre of a posterior: each constant's median."""
    return {one.name: one.centre for one in constants}
