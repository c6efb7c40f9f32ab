"""A problem whose answer is known: figures that are sums of constants, and luck."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from sim.calibration.luck import uniforms
from sim.calibration.problem import Problem
from sim.calibration.targets import Target
from tests.worlds import SMALL, scenario

LUCK = 0.05
NAMES = ("people.absence", "work.error_share", "work.friction")
SPANS = {"people.absence": (0.0, 0.6), "work.error_share": (0.0, 0.5), "work.friction": (0.0, 1.0)}
MARKET = scenario(SMALL)


@dataclass(frozen=True)
class Toy(Problem):
    """Two figures: ten times absence less errors, and errors alone; friction is in none."""

    def run(self, place: np.ndarray, number: int) -> np.ndarray:
        absence, errors, _ = self.values(place)
        luck = LUCK * ndtri(uniforms(f"toy {number}", 2))
        return np.array([10.0 * absence - errors, errors]) + luck


def toy(low: float = 2.3, high: float = 2.4) -> Toy:
    """Absence near 0.265 and errors near 0.3 meet both targets."""
    targets = (Target("mixed", low, high), Target("errors", 0.28, 0.32))
    return Toy(MARKET, SPANS, targets, lambda market, number: {}, "toy")


SCALE = np.array([0.07, 0.055])
