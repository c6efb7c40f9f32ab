"""Statistics of paired worlds: a mean, a difference with all it takes to judge it, many p values."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan, nan, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri, stdtrit

RESAMPLES = 9_999
MOST_BOOTSTRAPPED = 5_000
"""Worlds beyond which the bootstrap is left out: it grows with their square, and by then agrees with t."""
FEWEST_BOOTSTRAPPED = 15
"""Worlds below which the bootstrap is left out: it is then narrower than it should be, and t is safer."""

Row = dict[str, str | float | int | bool | None]
"""One line of a table, by column name."""


class Interval(NamedTuple):
    """A 95% confidence interval; NaN where it is undefined."""

    low: float
    high: float

    @property
    def leaves_zero_out(self) -> bool:
        """Whether zero lies outside."""
        return self.low > 0.0 or self.high < 0.0


UNKNOWN = Interval(nan, nan)


@dataclass(frozen=True)
class Estimate:
    """A mean over worlds with its 95% interval (Student's t); NaN bounds for a single world."""

    mean: float
    low: float
    high: float
    worlds: int


@dataclass(frozen=True)
class PairedDifference:
    """A less B, each world against itself, in the outcome's unit. Worlds where either is undefined are left out.

    The interval covers the mean difference over all worlds; the quantiles are of single worlds. Whether a difference
    is clear is not said here: sim.analysis.judge decides that, among all that are compared at once.
    """

    n: int
    undefined: int  # worlds left out
    mean_a: float
    mean_b: float
    mean: float
    interval: Interval  # Student's t; where differences are skewed, widened to hold the bootstrap's (BCa)
    p_value: float  # paired t test, two-sided
    above: float  # P(A > B) in the same world, ties counted half
    quantiles: tuple[float, float, float]  # 5%, 50%, 95% of the differences
    spread: float  # standard deviation of the differences
    d_z: float  # mean difference over their standard deviation
    d_av: float  # mean difference over the mean of A's and B's standard deviations
    correlation: float  # of A and B over worlds
    variance_reduction: float  # (Var A + Var B) / Var(A - B): by how much pairing saves worlds
    skewed: bool  # too few worlds for a t interval of differences so skewed
    smallest: float | None  # the smallest difference that matters
    equivalence_p: float  # of two one-sided t tests against +- smallest


def estimate(values: np.ndarray) -> Estimate:
    """Mean and t interval of one value a world; worlds in which it is not defined are left out."""
    values = np.asarray(values, float)
    values = values[~np.isnan(values)]
    n = len(values)
    if n == 0:
        return Estimate(nan, nan, nan, 0)
    mean, half = float(values.mean()), t_half_width(values)
    return Estimate(mean, mean - half, mean + half, n)


def paired(a: np.ndarray, b: np.ndarray, *, smallest: float | None = None, seed: int = 0) -> PairedDifference:
    """The statistics of A less B over paired worlds, a[i] and b[i] being of the same world.

    smallest: the smallest difference that matters, in the outcome's unit, > 0. seed: of the bootstrap, which gives
    the same interval each time.
    """
    a, b = np.asarray(a, float), np.asarray(b, float)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"a and b must be two equally long arrays, got shapes {a.shape} and {b.shape}")
    if smallest is not None and not smallest > 0.0:
        raise ValueError(f"smallest must be above 0, got {smallest:g}")
    defined = ~(np.isnan(a) | np.isnan(b))
    a, b = a[defined], b[defined]
    d = _less(a, b)
    n = len(d)
    mean, spread = float(d.mean()) if n else nan, _sd(d)
    skewed = n < 25.0 * skewness_of(d) ** 2
    return PairedDifference(
        n=n,
        undefined=int(np.sum(~defined)),
        mean_a=float(a.mean()) if n else nan,
        mean_b=float(b.mean()) if n else nan,
        mean=mean,
        interval=_interval(d, mean, skewed, seed),
        p_value=t_test(d),
        above=float(np.mean((d > 0.0) + 0.5 * (d == 0.0))) if n else nan,
        quantiles=_quantiles(d),
        spread=spread,
        d_z=_ratio(mean, spread),
        d_av=_ratio(mean, (_sd(a) + _sd(b)) / 2.0),
        correlation=_correlation(a, b),
        variance_reduction=_variance_reduction(a, b, d),
        skewed=skewed,
        smallest=smallest,
        equivalence_p=nan if smallest is None else _equivalence(d, smallest),
    )


def _interval(d: np.ndarray, mean: float, skewed: bool, seed: int) -> Interval:
    """The t interval; of skewed differences in worlds enough for a bootstrap, the hull of both.

    Neither alone holds the truth in 95% of cases there: t ignores the skew, and BCa is too narrow in few worlds.
    """
    half = t_half_width(d)
    low, high = mean - half, mean + half
    if skewed and FEWEST_BOOTSTRAPPED <= len(d) <= MOST_BOOTSTRAPPED:
        other = bca(d, seed)
        low, high = float(np.fmin(low, other.low)), float(np.fmax(high, other.high))
    return Interval(low, high)


def t_test(d: np.ndarray) -> float:
    """The two-sided p of a mean of 0; NaN for fewer than two worlds. Constant differences are surely what they are."""
    from scipy.stats import ttest_1samp

    if len(d) < 2:
        return nan
    if np.ptp(d) == 0.0:
        return float(d[0] == 0.0)
    return float(ttest_1samp(d, 0.0).pvalue)


def _equivalence(d: np.ndarray, smallest: float) -> float:
    """The p of two one-sided t tests that the mean lies within +- smallest: Schuirmann 1987, doi:10.1007/BF01068419."""
    from scipy.stats import ttest_1samp

    if len(d) < 2:
        return nan
    if np.ptp(d) == 0.0:
        return float(abs(d[0]) >= smallest)
    above = ttest_1samp(d, -smallest, alternative="greater").pvalue
    below = ttest_1samp(d, smallest, alternative="less").pvalue
    return float(max(above, below))


def bca(values: np.ndarray, seed: int = 0) -> Interval:
    """Bias-corrected and accelerated bootstrap interval of a mean: efron1987, doi:10.1080/01621459.1987.10478410."""
    from scipy.stats import bootstrap

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is a NaN in the answer anyway
        found = bootstrap(
            (values,),
            np.mean,
            n_resamples=RESAMPLES,
            batch=max(1, 2_000_000 // len(values)),
            method="BCa",
            rng=seed,
        )
    return Interval(float(found.confidence_interval.low), float(found.confidence_interval.high))


def holm(p_values: Sequence[float] | np.ndarray) -> np.ndarray:
    """P values adjusted for their number, so that the chance of any false alarm among them is 5%; NaN stays NaN.

    Six lines, checked against statsmodels in the tests, which takes longer to import than a small sweep to judge.
    Source: Holm 1979, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6, 65-70.
    """
    given = np.asarray(p_values, float)
    adjusted = np.full(given.shape, nan)
    known = np.flatnonzero(~np.isnan(given))
    ascending = known[np.argsort(given[known])]
    times = np.arange(len(known), 0, -1)
    adjusted[ascending] = np.minimum(np.maximum.accumulate(times * given[ascending]), 1.0)
    return adjusted


def wilson(hits: float, trials: float) -> Interval:
    """95% interval of a share: Wilson 1927, doi:10.1080/01621459.1927.10502953. Hits may be fractional."""
    if not trials > 0.0 or isnan(hits):
        return UNKNOWN
    z = float(ndtri(0.975))
    share, extra = hits / trials, z * z / trials
    centre = (share + extra / 2.0) / (1.0 + extra)
    half = z / (1.0 + extra) * sqrt(max(share * (1.0 - share), 0.0) / trials + extra / (4.0 * trials))
    return Interval(
        max(0.0, centre - half) if hits > 0.0 else 0.0, min(1.0, centre + half) if hits < trials else 1.0
    )


def resamples(worlds: int, times: int, seed: int) -> np.ndarray:
    """Bootstrap weights [resample, world]: how often each resample, drawn with replacement, holds each world."""
    from scipy.stats import multinomial

    return np.asarray(
        multinomial.rvs(worlds, np.full(worlds, 1.0 / worlds), size=times, random_state=seed % 2**32)
    )


def shuffled(count: int, seed: int) -> np.ndarray:
    """The numbers 0 .. count - 1 in random order, the same for the same seed."""
    from scipy.stats import uniform

    return np.argsort(uniform.rvs(size=count, random_state=seed % 2**32), kind="stable")


def _less(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A less B; where all differences are equal but for rounding, they are made equal."""
    d = a - b
    size = max(np.abs(a).max(initial=0.0), np.abs(b).max(initial=0.0))
    if len(d) and np.ptp(d) <= 1e-13 * size:
        return np.full(len(d), 0.0 if abs(d[0]) <= 1e-13 * size else d[0])
    return d


def _sd(values: np.ndarray) -> float:
    if len(values) < 2:
        return nan
    return float(values.std(ddof=1)) if np.ptp(values) > 0.0 else 0.0


def t_half_width(values: np.ndarray) -> float:
    """Half the width of a mean's 95% interval (Student's t); NaN for a single value."""
    n = len(values)
    return float(stdtrit(n - 1, 0.975)) * _sd(values) / sqrt(n) if n > 1 else nan


def skewness_of(values: np.ndarray) -> float:
    """Moment skewness g1; 0 for fewer than 3 values. A t interval wants n > 25 g1**2: Cochran 1977, section 2.15."""
    from scipy.stats import skew

    return 0.0 if len(values) < 3 or np.ptp(values) == 0.0 else float(skew(values))


def _quantiles(d: np.ndarray) -> tuple[float, float, float]:
    if len(d) == 0:
        return (nan, nan, nan)
    low, middle, high = np.quantile(d, (0.05, 0.5, 0.95))
    return float(low), float(middle), float(high)


def _ratio(effect: float, spread: float) -> float:
    """A standardised effect: Lakens 2013, doi:10.3389/fpsyg.2013.00863; 0/0 is no effect."""
    if isnan(spread) or spread > 0.0:
        return effect / spread
    return 0.0 if effect == 0.0 else inf if effect > 0.0 else -inf


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    if len(a) < 2 or np.ptp(a) == 0.0 or np.ptp(b) == 0.0:
        return nan
    return float(np.corrcoef(a, b)[0, 1])


def _variance_reduction(a: np.ndarray, b: np.ndarray, d: np.ndarray) -> float:
    apart, together = _sd(a) ** 2 + _sd(b) ** 2, _sd(d) ** 2
    if isnan(apart) or apart == 0.0:
        return nan
    return apart / together if together > 0.0 else inf
