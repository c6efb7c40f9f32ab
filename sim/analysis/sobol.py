"""Sobol indices: what share of an outcome's variance each factor accounts for, alone and with all others.

First order S = Var(E(y | x)) / Var(y), total T = E(Var(y | all but x)) / Var(y), over the factors' ranges. Source:
Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018, as SALib has it.
"""

from dataclasses import dataclass
from math import nan

import numpy as np

from sim.analysis.runs import Runs, by_design, mean_over
from sim.analysis.statistics import UNKNOWN, Interval, Row
from sim.design.designs import problem
from sim.design.question import Question
from sim.errors import InputError


@dataclass(frozen=True)
class SobolIndex:
    """One factor's shares of variance [1], with 95% intervals over the base sample."""

    factor: str
    first: float
    first_interval: Interval
    total: float
    total_interval: Interval


@dataclass(frozen=True)
class SobolIndices:
    """Indices of one outcome in one setting, the largest total first.

    They are of the mean over worlds at each point. `luck` is the share of a single run's variance that comes from
    its world and not from the factors. `noise` is the share of the means' variance that is luck still, left because
    a point met few worlds: a total index no larger than this says nothing. Both are NaN for a single world.
    """

    scenario: str
    contrast: str
    policy: str
    outcome: str
    factors: tuple[SobolIndex, ...]
    luck: float
    noise: float
    base: int  # base points that the indices rest on
    dropped: int  # base points left out, because the outcome is undefined or missing at one of their points
    worlds: int

    def rows(self) -> list[Row]:
        """A line a factor."""
        return [
            {
                "factor": index.factor,
                "first": index.first,
                "first low": index.first_interval.low,
                "first high": index.first_interval.high,
                "total": index.total,
                "total low": index.total_interval.low,
                "total high": index.total_interval.high,
            }
            for index in self.factors
        ]


def sobol(runs: Runs, question: Question, outcome: str, *, seed: int = 0) -> list[SobolIndices]:
    """First-order and total indices for each (scenario, contrast, policy) of a sobol question's runs."""
    if question.sampling.kind != "sobol":
        raise InputError(f"sampling.kind must be 'sobol' for Sobol indices, got {question.sampling.kind!r}")
    found = []
    for (scenario, contrast, policy), values in by_design(runs, question, outcome):
        blocks = mean_over(values, axis=1).reshape(-1, len(question.factors) + 2)
        whole = ~np.isnan(blocks).any(axis=1)
        indices = _indices(question, blocks[whole].ravel(), seed)
        luck, noise = shares_of_luck(values)
        found.append(
            SobolIndices(
                scenario,
                contrast,
                policy,
                outcome,
                tuple(sorted(indices, key=lambda index: -index.total)),
                luck,
                noise,
                int(whole.sum()),
                int((~whole).sum()),
                values.shape[1],
            )
        )
    return found


def shares_of_luck(values: np.ndarray) -> tuple[float, float]:
    """How much of a run's variance, and of the variance of means over worlds, is luck; of values[point, world].

    y = point + world + rest, so that Var(a run) = P + W + E and Var(a mean over R worlds) = P + E / R, as the worlds
    are the same at every point. Luck is (W + E) / (P + W + E), noise E / R / Var(means), E the two-way residual
    variance. Points that lack a world are left out.
    """
    values = values[~np.isnan(values).any(axis=1)]
    points, worlds = values.shape
    if points < 2 or worlds < 2:
        return nan, nan
    means = values.mean(axis=1)
    rest = values - means[:, None] - values.mean(axis=0) + values.mean()
    residual = float(np.sum(rest**2)) / ((points - 1) * (worlds - 1))
    within, between = float(values.var(axis=1, ddof=1).mean()), float(means.var(ddof=1))
    factors = max(0.0, between - residual / worlds)
    luck = within / (within + factors) if within + factors > 0.0 else nan
    return luck, min(1.0, residual / worlds / between) if between > 0.0 else nan


def _indices(question: Question, y: np.ndarray, seed: int) -> list[SobolIndex]:
    from SALib.analyze import sobol as salib

    factors = [factor.name for factor in question.factors]
    base = len(y) // (len(factors) + 2)
    if base < 2 or np.ptp(y) == 0.0:
        return [SobolIndex(factor, nan, UNKNOWN, nan, UNKNOWN) for factor in factors]
    with np.errstate(
        invalid="ignore"
    ):  # a resample of few points may be all alike: there is no interval then
        s = salib.analyze(
            problem(question.factors),
            y,
            calc_second_order=False,
            num_resamples=max(100, min(1_000, 2_000_000 // base)),
            seed=seed + 1,  # it takes 0 for no seed
        )
    shares = zip(factors, s["S1"], s["S1_conf"], s["ST"], s["ST_conf"], strict=True)
    return [
        SobolIndex(
            factor,
            float(first),
            Interval(float(first - first_half), float(first + first_half)),
            float(total),
            Interval(float(total - total_half), float(total + total_half)),
        )
        for factor, first, first_half, total, total_half in shares
    ]
