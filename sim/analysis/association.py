"""Rank correlation and regression: how an outcome goes with each factor over the points of a sampled design.

Points of a sample differ in several factors at once, so that no two show what one of them does. Over many points its
part can be told apart: the rank correlation (Spearman) is 1 where the outcome rises with the factor at every step,
whatever its shape; the regression coefficient is the outcome's change, in its standard deviations, as the factor goes
up by one of its own, all others equal. Both are of means over worlds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, nan, sqrt, tanh

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

from sim.analysis.fits import numeric
from sim.analysis.judge import is_clear
from sim.analysis.runs import Runs, at_points, by_point, by_setting
from sim.analysis.statistics import UNKNOWN, Interval, Row, holm
from sim.design.question import Question
from sim.errors import InputError


@dataclass(frozen=True)
class Association:
    """One factor's part: both coefficients from -1 to 1 or thereabouts, with 95% intervals over points."""

    factor: str
    rank: float
    rank_interval: Interval
    slope: float
    slope_interval: Interval
    p: float  # of a slope of 0; corrected (Holm) over factors and outcomes
    clear: bool


@dataclass(frozen=True)
class Associations:
    """All factors' parts in one outcome and setting, the largest slope first."""

    scenario: str
    contrast: str
    policy: str
    outcome: str
    factors: tuple[Association, ...]
    explained: float  # share of the variance between points that the regression explains
    points: int

    def rows(self) -> list[Row]:
        """A line a factor."""
        return [
            {
                "factor": one.factor,
                "regression": one.slope,
                "low": one.slope_interval.low,
                "high": one.slope_interval.high,
                "rank correlation": one.rank,
                "rank low": one.rank_interval.low,
                "rank high": one.rank_interval.high,
                "p (Holm)": one.p,
                "verdict": "clear" if one.clear else "open",
            }
            for one in self.factors
        ]


Fitted = tuple[np.ndarray, np.ndarray, np.ndarray, float]
"""Slopes, half widths of their intervals, their p, and the share of variance explained."""


def associations(runs: Runs, question: Question, outcomes: Sequence[str]) -> list[Associations]:
    """How each outcome goes with each factor that is a number, in each (scenario, contrast, policy).

    Whether a slope is clear the one judge says, with p corrected over all that is asked here.
    """
    names = [factor.name for factor in numeric(question)]
    made: list[tuple[tuple[str, str, str], str, np.ndarray, np.ndarray, Fitted]] = []
    for setting, group in by_setting(runs):
        places = np.column_stack([at_points(group, name).astype(float) for name in names])
        for outcome in outcomes:
            y = by_point(group, outcome).means
            x, y = places[~np.isnan(y)], y[~np.isnan(y)]
            made.append((setting, outcome, x, y, _regression(x, y)))
    corrected = holm(np.concatenate([fitted[2] for *_, fitted in made])).reshape(len(made), len(names))
    return [
        _associations(setting, outcome, names, x, y, fitted, p)
        for (setting, outcome, x, y, fitted), p in zip(made, corrected, strict=True)
    ]


def _associations(
    setting: tuple[str, str, str],
    outcome: str,
    names: Sequence[str],
    x: np.ndarray,
    y: np.ndarray,
    fitted: Fitted,
    p: np.ndarray,
) -> Associations:
    slopes, half, _, explained = fitted
    found = []
    for at, name in enumerate(names):
        interval = Interval(float(slopes[at] - half[at]), float(slopes[at] + half[at]))
        clear = is_clear(interval, float(p[at]))
        rank, rank_interval = rank_correlation(x[:, at], y)
        found.append(Association(name, rank, rank_interval, float(slopes[at]), interval, float(p[at]), clear))
    ordered = tuple(sorted(found, key=lambda one: -abs(np.nan_to_num(one.slope))))
    return Associations(*setting, outcome, ordered, explained, len(y))


def _regression(x: np.ndarray, y: np.ndarray) -> Fitted:
    """Ordinary least squares of standardised y on standardised x, with t intervals; NaN where nothing varies."""
    n, k = x.shape
    if n < k + 3:
        raise InputError(
            f"regression must have {k + 3} points or more for {k} factors, got {n}: raise sampling.points"
        )
    if np.ptp(y) == 0.0 or (np.ptp(x, axis=0) == 0.0).any():
        return np.full(k, nan), np.full(k, nan), np.full(k, nan), nan
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    aim = (y - y.mean()) / y.std()
    slopes, *_ = np.linalg.lstsq(scaled, aim, rcond=None)
    freedom = n - k - 1
    rest = float(np.sum((aim - scaled @ slopes) ** 2))
    error = np.sqrt(rest / freedom * np.diag(np.linalg.pinv(scaled.T @ scaled)))
    with np.errstate(divide="ignore"):
        p = 2.0 * stdtr(freedom, -np.abs(slopes / error))
    return slopes, stdtrit(freedom, 0.975) * error, p, 1.0 - rest / n


def rank_correlation(x: np.ndarray, y: np.ndarray) -> tuple[float, Interval]:
    """Spearman's coefficient with its 95% interval: Bonett & Wright 2000, doi:10.1007/BF02294183."""
    from scipy.stats import rankdata

    if len(x) < 4 or np.ptp(x) == 0.0 or np.ptp(y) == 0.0:
        return nan, UNKNOWN
    r = float(np.clip(np.corrcoef(rankdata(x), rankdata(y))[0, 1], -1.0, 1.0))
    if abs(r) == 1.0:
        return r, Interval(r, r)
    half = float(ndtri(0.975)) * sqrt((1.0 + r * r / 2.0) / (len(x) - 3))
    return r, Interval(tanh(atanh(r) - half), tanh(atanh(r) + half))
