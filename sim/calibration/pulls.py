"""What pulls against a fact that is not met: told from the simulations that the fit has made anyway.

How a constant moves each fact is a linear regression over the half of the simulations that comes closest to all facts:
further away markets collapse, and what a constant does to a collapse says nothing of the facts. A constant pulls
against a fact if moving it towards the fact moves others, which are fitted too, away from their intervals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.calibration.pool import Pool
from sim.calibration.problem import Problem
from sim.calibration.targets import scaled_misses

MOST = 3
"""Constants that are named for a fact."""

SURE = 3.0
"""Standard errors by which an effect has to differ from zero to be named (assumed): hundreds are looked at."""

STEP = 1.0
"""The step whose effects are told, in standard deviations of the prior."""


@dataclass(frozen=True)
class Pull:
    """A constant that would move a fact towards its interval, and what that does to others."""

    constant: str
    upwards: bool  # whether it has to rise
    gain: float  # by how much a step moves the fact, in its unit
    costs: Mapping[
        str, float
    ]  # facts that the step moves away from their intervals, by how much, in their units


@dataclass(frozen=True)
class Reach:
    """How a fact that is not met stands among all simulations."""

    fact: str
    met: float  # share of simulations, as the prior weighs them, that meet it
    others_if_met: float  # of the other facts, how many those meet; NaN if there are none
    others_if_not: float
    pulls: Sequence[Pull]


def reach(problem: Problem, pool: Pool, scale: np.ndarray, fact: str, centre: np.ndarray) -> Reach:
    """How a fact stands among the simulations.

    scale: of the targets' misses. centre: figures at the centre of the posterior, by target.
    """
    weights = pool.weights()
    names = [target.name for target in problem.targets]
    at = names.index(fact)
    hit = scaled_misses(pool.figures, problem.targets, np.ones(len(names))) == 0.0
    others = np.delete(hit, at, axis=1).sum(axis=1)
    return Reach(
        fact,
        float(weights[hit[:, at]].sum()),
        _mean(others[hit[:, at]], weights[hit[:, at]]),
        _mean(others[~hit[:, at]], weights[~hit[:, at]]),
        _pulls(problem, pool, scale, at, centre),
    )


def _mean(values: np.ndarray, weights: np.ndarray) -> float:
    return float(np.average(values, weights=weights)) if len(values) else float("nan")


def _pulls(problem: Problem, pool: Pool, scale: np.ndarray, at: int, centre: np.ndarray) -> list[Pull]:
    """The constants that move a fact most, with what else they move."""
    misses = np.abs(scaled_misses(pool.figures, problem.targets, scale)).sum(axis=1)
    near = misses <= np.median(misses)
    effect, error = slopes(pool.places[near], pool.figures[near])
    sure = np.abs(effect) > SURE * error
    targets = problem.targets
    wanted = 1.0 if centre[at] < targets[at].low else -1.0
    order = np.argsort(-np.abs(effect[:, at]), kind="stable")
    found = []
    for constant in [int(one) for one in order if sure[one, at]][:MOST]:
        direction = float(np.sign(effect[constant, at])) * wanted
        step = direction * STEP * effect[constant]
        away = [
            place
            for place, target in enumerate(targets)
            if place != at
            and sure[constant, place]
            and _leaves(centre[place], step[place], target.low, target.high)
        ]
        costs = {targets[place].name: float(step[place]) for place in away}
        found.append(Pull(problem.names[constant], direction > 0.0, float(step[at]), costs))
    return found


def _leaves(value: float, step: float, low: float, high: float) -> bool:
    """Whether a step takes a figure out of its interval, or further out."""
    return (step < 0.0 and value + step < low) or (step > 0.0 and value + step > high)


def slopes(places: np.ndarray, figures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By how much a standard deviation of each constant moves each figure [constant, figure], and its standard error.

    Least squares with an intercept; simulations in which a figure is undefined are left out of that one.
    """
    effects, errors = [], []
    for column in figures.T:
        known = np.isfinite(column)
        x = np.column_stack([np.ones(int(known.sum())), places[known]])
        found, *_ = np.linalg.lstsq(x, column[known], rcond=None)
        left = column[known] - x @ found
        spread = float((left**2).sum()) / max(1, len(x) - x.shape[1])
        effects.append(found[1:])
        errors.append(np.sqrt(np.maximum(spread * np.diag(np.linalg.pinv(x.T @ x)), 0.0))[1:])
    return np.array(effects).T, np.array(errors).T
