"""Pareto fronts: ways to manage of which none is better in every outcome, and how sure that is.

A point dominates another where it is at least as good in every outcome and better in one. Worlds are resampled, the
same ones for all points, to see how often each point would be dominated with other luck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from sim.analysis.runs import SETTING, Runs, at_points, by_point, column_names
from sim.analysis.statistics import Estimate, Row, estimate, resamples
from sim.errors import InputError
from sim.outcomes import OUTCOMES

RESAMPLES = 1_000


@dataclass(frozen=True)
class ParetoPoint:
    """One point's means, whether it is on the front, and in what share of resamples it is dominated."""

    number: int
    setting: Mapping[str, float | str]  # scenario, contrast, policy and factors
    means: Mapping[str, Estimate]
    on_front: bool
    dominated: float  # NaN where an outcome is never defined at the point

    def rows(self) -> list[Row]:
        """One line for a table."""
        line: Row = {"point": self.number, **self.setting}
        for outcome, e in self.means.items():
            line |= {outcome: e.mean, f"{outcome} low": e.low, f"{outcome} high": e.high}
        return [line | {"on front": self.on_front, "dominated in": self.dominated}]


@dataclass(frozen=True)
class ParetoFront:
    """All points, in their order, by which outcomes and in which direction (+1 more, -1 less is better)."""

    directions: Mapping[str, int]
    points: tuple[ParetoPoint, ...]
    resamples: int

    def rows(self) -> list[Row]:
        """A line a point."""
        return [row for point in self.points for row in point.rows()]


def pareto(
    runs: Runs,
    outcomes: Sequence[str],
    factors: Sequence[str] = (),
    *,
    directions: Mapping[str, int] | None = None,
    seed: int = 0,
) -> ParetoFront:
    """The front of the points over some outcomes, which are wanted high or low as they say of themselves.

    directions: +1 or -1 for those that depend, or to overrule. factors: columns to tell points apart by.
    """
    ways = {name: _direction(name, directions or {}) for name in outcomes}
    sheets = {name: by_point(runs, name) for name in outcomes}
    points = sheets[outcomes[0]].points
    worlds = len(sheets[outcomes[0]].worlds)
    goodness = np.stack([way * sheets[name].values for name, way in ways.items()])
    front = non_dominated(_means(goodness, np.ones(worlds)))
    defined, beaten = np.zeros(len(points)), np.zeros(len(points))
    for weights in resamples(worlds, RESAMPLES, seed):
        means = _means(goodness, weights)
        known = ~np.isnan(means).any(axis=1)
        defined += known
        beaten += known & ~non_dominated(means)
    dominated = np.divide(beaten, defined, out=np.full(len(points), nan), where=defined > 0)
    settings = {
        name: at_points(runs, name).tolist() for name in (*SETTING, *factors) if name in column_names(runs)
    }
    found = [
        ParetoPoint(
            int(number),
            {name: values[place] for name, values in settings.items()},
            {name: estimate(sheet.values[place]) for name, sheet in sheets.items()},
            bool(front[place]),
            float(dominated[place]),
        )
        for place, number in enumerate(points)
    ]
    return ParetoFront(ways, tuple(found), RESAMPLES)


def non_dominated(goodness: np.ndarray) -> np.ndarray:
    """Which rows of goodness[point, outcome], more being better, no other row dominates; rows with NaN are not.

    Equal rows do not dominate each other.
    """
    on_front = ~np.isnan(goodness).any(axis=1)
    left, place = np.flatnonzero(on_front), 0
    while place < len(left):
        rows, one = goodness[left], goodness[left[place]]
        stays = (rows > one).any(axis=1) | (rows == one).all(axis=1)
        left, place = left[stays], int(stays[:place].sum()) + 1
    on_front[:] = False
    on_front[left] = True
    return on_front


def _means(goodness: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted means [point, outcome] over the worlds of goodness[outcome, point, world]; NaN where undefined."""
    there = ~np.isnan(goodness)
    total, count = np.where(there, goodness, 0.0) @ weights, there @ weights
    return np.divide(total, count, out=np.full(count.shape, nan), where=count > 0).T


def _direction(outcome: str, directions: Mapping[str, int]) -> int:
    known = OUTCOMES.get(outcome)
    way = directions.get(outcome, known.better if known else 0)
    if way not in (-1, 1):
        raise InputError(f"directions.{outcome} must be 1 (more is better) or -1 (less is), got {way}")
    return way
