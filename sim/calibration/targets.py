"""Targets: what simulations are held against. Each is an interval, and misses are counted in its own scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

UNDEFINED = 10.0
"""Scales by which a figure misses that is not defined, such as that of a firm which has failed (assumed: far off)."""


@dataclass(frozen=True)
class Target:
    """A figure that is known from outside, as the interval in which a simulation meets it."""

    name: str
    low: float
    high: float

    @property
    def half(self) -> float:
        """Half the interval's width, in the figure's unit."""
        return (self.high - self.low) / 2.0

    def misses(self, values: np.ndarray) -> np.ndarray:
        """How far values lie below (negative) or above the interval, in the figure's unit; 0 within, NaN if undefined.

        Any value within is as good as any other: where in its interval a published figure lies, nobody knows.
        """
        return np.where(values < self.low, values - self.low, np.maximum(values - self.high, 0.0))


def scales(targets: Sequence[Target], luck: Mapping[str, float]) -> np.ndarray:
    """The scale of each target's misses: half its interval and the luck of one simulation, added as variances are.

    luck: standard deviation of the figure over simulations of the same constants. A figure that luck moves far in one
    simulation says little, and so counts little.
    """
    return np.array([hypot(target.half, luck[target.name]) for target in targets])


def scaled_misses(figures: np.ndarray, targets: Sequence[Target], scale: np.ndarray) -> np.ndarray:
    """Misses of figures [simulation, target] in scales; signed."""
    misses = np.stack([target.misses(figures[:, at]) for at, target in enumerate(targets)], axis=1) / scale
    return np.where(np.isnan(figures), UNDEFINED, misses)
