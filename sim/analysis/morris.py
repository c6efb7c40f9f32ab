"""Morris screening: elementary effects of each factor along trajectories, their mean size and their spread.

An elementary effect is (y(x + delta) - y(x)) / delta with x over [0, 1]: what moving the factor over its whole range
would do to the outcome, in the outcome's unit. mu* is the mean of their sizes, mu with their signs; sigma is their
standard deviation, large where the factor interacts or curves. Sources: Morris 1991,
doi:10.1080/00401706.1991.10484804; mu*: Campolongo et al. 2007, doi:10.1016/j.envsoft.2006.10.004, as SALib has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from sim.analysis.runs import Runs, by_design, mean_over
from sim.analysis.statistics import UNKNOWN, Interval, Row, resamples
from sim.design.designs import problem, sample
from sim.design.factors import Factor, Value
from sim.design.question import Question
from sim.errors import InputError

RESAMPLES = 1_000


@dataclass(frozen=True)
class Screening:
    """One factor's elementary effects, in the outcome's unit, with 95% intervals over trajectories."""

    factor: str
    mu: float
    mu_star: float
    mu_star_interval: Interval
    sigma: float
    sigma_interval: Interval


@dataclass(frozen=True)
class MorrisEffects:
    """Elementary effects on one outcome in one setting, the largest mu* first."""

    scenario: str
    contrast: str
    policy: str
    outcome: str
    factors: tuple[Screening, ...]
    trajectories: int
    dropped: int  # trajectories left out, because the outcome is undefined or missing at one of their points
    worlds: int

    def rows(self) -> list[Row]:
        """A line a factor."""
        return [
            {
                "factor": found.factor,
                "mu": found.mu,
                "mu*": found.mu_star,
                "mu* low": found.mu_star_interval.low,
                "mu* high": found.mu_star_interval.high,
                "sigma": found.sigma,
                "sigma low": found.sigma_interval.low,
                "sigma high": found.sigma_interval.high,
            }
            for found in self.factors
        ]


def morris(runs: Runs, question: Question, outcome: str, *, seed: int = 0) -> list[MorrisEffects]:
    """Elementary effects for each (scenario, contrast, policy) of a morris question's runs, of means over worlds."""
    if question.sampling.kind != "morris":
        raise InputError(f"sampling.kind must be 'morris' for Morris effects, got {question.sampling.kind!r}")
    length = len(question.factors) + 1
    rows = sample(question.factors, question)
    x = np.array([[_place(f, row[f.name]) for f in question.factors] for row in rows])
    trajectories = x.reshape(-1, length, length - 1)
    found = []
    for (scenario, contrast, policy), values in by_design(runs, question, outcome):
        y = mean_over(values, axis=1).reshape(-1, length)
        whole = ~np.isnan(y).any(axis=1)
        screened = _screen(question, trajectories[whole], y[whole], seed)
        found.append(
            MorrisEffects(
                scenario,
                contrast,
                policy,
                outcome,
                tuple(sorted(screened, key=lambda one: -one.mu_star)),
                int(whole.sum()),
                int((~whole).sum()),
                values.shape[1],
            )
        )
    return found


def elementary_effects(x: np.ndarray, y: np.ndarray, step: float) -> np.ndarray:
    """Effects [trajectory, factor] of x[trajectory, point, factor] and y[trajectory, point].

    0 where a factor did not move, as one that takes whole numbers only may not.
    """
    moves, change = np.sign(np.diff(x, axis=1)), np.diff(y, axis=1)
    return np.einsum("tkf,tk->tf", moves, change) / step


def _screen(question: Question, x: np.ndarray, y: np.ndarray, seed: int) -> list[Screening]:
    from SALib.analyze import morris as salib

    factors, steps = [factor.name for factor in question.factors], question.sampling.levels
    if len(y) < 2:
        return [Screening(factor, nan, nan, UNKNOWN, nan, UNKNOWN) for factor in factors]
    s = salib.analyze(
        problem(question.factors),
        x.reshape(-1, len(factors)),
        y.ravel(),
        num_levels=steps,
        num_resamples=RESAMPLES,
        seed=seed,
    )
    effects = elementary_effects(x, y, steps / (2.0 * (steps - 1)))
    sigmas = _spreads(effects, seed)
    shares = zip(factors, s["mu"], s["mu_star"], s["mu_star_conf"], s["sigma"], sigmas, strict=True)
    return [
        Screening(
            factor,
            float(mu),
            float(mu_star),
            Interval(float(mu_star - half), float(mu_star + half)),
            float(sigma),
            spread,
        )
        for factor, mu, mu_star, half, sigma, spread in shares
    ]


def _spreads(effects: np.ndarray, seed: int) -> Sequence[Interval]:
    """Percentile bootstrap intervals of the standard deviation of each column, over trajectories."""
    n = len(effects)
    weights = resamples(n, RESAMPLES, seed) / n
    centred = effects - effects.mean(axis=0)
    variances = weights @ centred**2 - (weights @ centred) ** 2
    sigmas = np.sqrt(np.maximum(0.0, variances) * n / (n - 1))
    return [Interval(*map(float, np.quantile(sigma, (0.025, 0.975)))) for sigma in sigmas.T]


def _place(factor: Factor, value: Value) -> float:
    """Where a value lies in its factor's range or list, in [0, 1]."""
    if factor.values is not None:
        return factor.values.index(value) / max(1, len(factor.values) - 1)
    assert factor.low is not None
    assert factor.high is not None
    return (float(value) - factor.low) / (factor.high - factor.low)
