"""The space that is searched: all practices, each within its range; and the luck by which it is gone through."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sim.model.draws import draw, normal
from sim.model.practices import NEUTRAL, PRACTICES, Practices

DIGITS = 3
"""Decimals of a practice's value: enough that what a file says is what has run."""

MUTATED = 5.0
"""Practices that a mutation moves, on average (assumed)."""

STRIDES = (0.1, 1.0)
"""How far it moves them, as a standard deviation in parts of the range: anywhere between, small as often as large
(assumed; of a few values these and MUTATED reached most cells of made-up functions)."""

ALONG = 0.5
"""How far a point is moved along the line to another, as a standard deviation in parts of the way (assumed)."""


class Stream(IntEnum):
    """The search's own decisions, each with a stream of luck; the numbers are none of the model's."""

    CELL = 1001
    MEMBER = 1002
    STRIDE = 1003
    WHICH = 1004
    HOW_FAR = 1005
    ONE = 1006
    HOW = 1007
    MATE = 1008
    ALONG = 1009


def luck(seed: int, stream: Stream, who: int, when: int = 0) -> float:
    """A uniform number in (0, 1) for one decision of a try."""
    return float(draw(seed, int(stream), who, when))


@dataclass(frozen=True)
class Space:
    """A box: the least and the largest value of each of some numbers."""

    low: np.ndarray
    high: np.ndarray

    def sample(self, count: int, seed: int) -> list[np.ndarray]:
        """The first points of a scrambled Sobol sequence over the box."""
        from scipy.stats import qmc

        exponent = max(0, math.ceil(math.log2(max(1, count))))
        points = qmc.Sobol(len(self.low), scramble=True, rng=seed).random_base2(exponent)[:count]
        return [self.at(unit) for unit in points]

    def at(self, unit: np.ndarray) -> np.ndarray:
        """The point at a place of the unit cube, in round numbers."""
        return np.clip(np.round(self.low + unit * (self.high - self.low), DIGITS), self.low, self.high)

    def mutated(self, point: np.ndarray, seed: int, who: int) -> np.ndarray:
        """A point with some numbers moved, one at least; what would leave the box is reflected at its bounds.

        who: the number of the try, which decides its luck.
        """
        small, large = (math.log(stride) for stride in STRIDES)
        stride = math.exp(small + luck(seed, Stream.STRIDE, who) * (large - small))
        size = len(point)
        moves = np.array([luck(seed, Stream.WHICH, who, nth) < MUTATED / size for nth in range(size)])
        moves[int(luck(seed, Stream.ONE, who) * size)] = True
        unit = (point - self.low) / (self.high - self.low)
        for nth in np.flatnonzero(moves):
            unit[nth] = reflected(unit[nth] + stride * normal(seed, int(Stream.HOW_FAR), who, int(nth)))
        return self.at(unit)

    def moved(self, point: np.ndarray, other: np.ndarray, seed: int, who: int) -> np.ndarray:
        """A point moved along the line to another, towards it or away, and reflected at the bounds.

        Where two points differ is where what comes out depends on the point: so a move along their line changes much at
        once. Source: Vassiliades and Mouret, 2018, "Discovering the elite hypervolume by leveraging
        interspecies correlation", GECCO, doi:10.1145/3205455.3205602.
        """
        far = ALONG * normal(seed, int(Stream.ALONG), who, 0)
        unit = (point + far * (other - point) - self.low) / (self.high - self.low)
        return self.at(np.array([reflected(place) for place in unit]))


def reflected(place: float) -> float:
    """A place on the line, folded into [0, 1] as by mirrors at 0 and at 1."""
    folded = place % 2.0
    return 2.0 - folded if folded > 1.0 else folded


def practices_space() -> Space:
    """All practices, in the order of their declaration."""
    specs = PRACTICES.values()
    return Space(np.array([one["low"] for one in specs]), np.array([one["high"] for one in specs]))


def practices_at(point: np.ndarray) -> Practices:
    """The practices with the values of a point."""
    return Practices(**dict(zip(PRACTICES, point.tolist(), strict=True)))


def point_of(practices: Practices) -> np.ndarray:
    """The point with the values of some practices."""
    return np.array(list(practices.as_dict().values()))


def differing(point: Sequence[float]) -> dict[str, float]:
    """The practices of a point that are not the neutral ones, those that differ most, of their range, first."""
    neutral = NEUTRAL.as_dict()
    found = {name: value for name, value in zip(PRACTICES, point, strict=True) if value != neutral[name]}
    return dict(sorted(found.items(), key=lambda one: -abs(part_of_range(*one))))


def part_of_range(name: str, value: float) -> float:
    """How far a practice lies from the neutral one, as a part of its range."""
    spec = PRACTICES[name]
    return (value - getattr(NEUTRAL, name)) / (spec["high"] - spec["low"])
