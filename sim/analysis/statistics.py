"""Statistics of paired worlds: a mean, a difference with all it takes to judge it, many p values."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan, nan, sqrt
from typing import Literal, NamedTuple

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

RESAMPLES = 9_999
MOST_BOOTSTRAPPED = 5_000
"""Worlds beyond which the bootstrap is left out: it grows with their square, and by then agrees with t."""

Row = dict[str, str | float | int | bool | None]
"""One line of a table, by column name."""

Verdict = Literal["exceeded", "excluded", "open", "not asked"]


class Interval(NamedTuple):
    """A 95% confidence interval; NaN where it cannot be told."""

    low: float
    high: float


UNKNOWN = Interval(nan, nan)


@dataclass(frozen=True)
class Estimate:
    """A mean over worlds with its 95% interval (Student's t); NaN bounds for a single world."""

    mean: float
    low: float
    high: float
    worlds: int

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0.0 or self.high < 0.0


@dataclass(frozen=True)
class PairedDifference:
    """A less B, each world against itself, in the outcome's unit. Worlds where either is undefined are left out.

    The interval covers the mean difference over all worlds; the quantiles tell how single worlds differ.
    """

    n: int
    undefined: int  # worlds left out
    mean_a: float
    mean_b: float
    mean: float
    interval: Interval  # Student's t
    bootstrap: Interval  # bias-corrected and accelerated; trust this one where the differences are skewed
    p_value: float  # paired t test, two-sided
    above: float  # P(A > B) in the same world, ties counted half
    quantiles: tuple[float, float, float]  # 5%, 50%, 95% of the differences
    d_z: float  # mean difference over the standard deviation of the differences
    d_av: float  # mean difference over the mean of A's and B's standard deviations
    correlation: float  # of A and B over worlds
    variance_reduction: float  # (Var A + Var B) / Var(A - B): by how much pairing saves worlds
    skewness: float  # of the differences
    skewed: bool  # too few worlds for a t interval of differences so skewed
    smallest: float | None  # the smallest effect of interest
    equivalence_p: float  # of two one-sided tests against +- smallest
    verdict: Verdict

    @property
    def clear(self) -> bool:
        """Whether the t interval leaves zero out."""
        return self.interval.low > 0.0 or self.interval.high < 0.0

    def rows(self) -> list[Row]:
        """One line for a table."""
        return [
            {
                "worlds": self.n,
                "undefined": self.undefined,
                "difference": self.mean,
                "low": self.interval.low,
                "high": self.interval.high,
                "bootstrap low": self.bootstrap.low,
                "bootstrap high": self.bootstrap.high,
                "p": self.p_value,
                "P(A > B)": self.above,
                "5%": self.quantiles[0],
                "50%": self.quantiles[1],
                "95%": self.quantiles[2],
                "d_z": self.d_z,
                "d_av": self.d_av,
                "correlation": self.correlation,
                "variance reduction": self.variance_reduction,
                "skewed": self.skewed,
                "smallest effect": self.smallest,
                "smallest effect is": self.verdict,
            }
        ]


def estimate(values: np.ndarray) -> Estimate:
    """Mean and t interval of one value a world; worlds in which it is not defined are left out."""
    values = np.asarray(values, float)
    values = values[~np.isnan(values)]
    n = len(values)
    if n == 0:
        return Estimate(nan, nan, nan, 0)
    mean, half = float(values.mean()), t_half_width(values)
    return Estimate(mean, mean - half, mean + half, n)


def paired(
    a: np.ndarray, b: np.ndarray, *, smallest: float | None = None, seed: int = 0, bootstrapped: bool = True
) -> PairedDifference:
    """Everything about A less B over paired worlds, a[i] and b[i] being of the same world.

    smallest: the smallest effect of interest, in the outcome's unit, > 0. It is `exceeded` where the t interval
    lies beyond it, `excluded` where two one-sided t tests at 5% say that the effect is smaller, else `open`.
    seed: of the bootstrap, which gives the same interval each time. bootstrapped: it takes most of the time, and
    can be left out.
    """
    a, b = np.asarray(a, float), np.asarray(b, float)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"paired: given shapes {a.shape} and {b.shape}, allowed two equally long arrays")
    if smallest is not None and not smallest > 0.0:
        raise ValueError(f"smallest: given {smallest:g}, allowed a number above 0")
    defined = ~(np.isnan(a) | np.isnan(b))
    a, b = a[defined], b[defined]
    d = _less(a, b)
    n = len(d)
    mean, half = (float(d.mean()), t_half_width(d)) if n else (nan, nan)
    skewness = skewness_of(d)
    error = half / float(stdtrit(n - 1, 0.975)) if n > 1 else nan
    p_value = 2.0 * _t_tail(abs(mean), error, n)
    equivalence_p = nan if smallest is None else _t_tail(smallest - abs(mean), error, n)
    return PairedDifference(
        n=n,
        undefined=int(np.sum(~defined)),
        mean_a=float(a.mean()) if n else nan,
        mean_b=float(b.mean()) if n else nan,
        mean=mean,
        interval=Interval(mean - half, mean + half),
        bootstrap=bca(d, seed) if bootstrapped else UNKNOWN,
        p_value=min(p_value, 1.0) if n > 1 else nan,
        above=float(np.mean((d > 0.0) + 0.5 * (d == 0.0))) if n else nan,
        quantiles=_quantiles(d),
        d_z=_ratio(mean, _sd(d)),
        d_av=_ratio(mean, (_sd(a) + _sd(b)) / 2.0),
        correlation=_correlation(a, b),
        variance_reduction=_variance_reduction(a, b, d),
        skewness=skewness,
        skewed=n < 25.0 * skewness**2,
        smallest=smallest,
        equivalence_p=equivalence_p,
        verdict=_verdict(mean, half, smallest, equivalence_p),
    )


def bca(values: np.ndarray, seed: int = 0) -> Interval:
    """Bias-corrected and accelerated bootstrap interval of a mean: efron1987, doi:10.1080/01621459.1987.10478410.

    NaN for fewer than 2 worlds and for more than MOST_BOOTSTRAPPED.
    """
    from scipy.stats import bootstrap

    n = len(values)
    if n > 1 and np.ptp(values) == 0.0:
        return Interval(float(values[0]), float(values[0]))
    if not 1 < n <= MOST_BOOTSTRAPPED:
        return UNKNOWN
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is a NaN in the answer anyway
        found = bootstrap(
            (values,), np.mean, n_resamples=RESAMPLES, batch=max(1, 2_000_000 // n), method="BCa", rng=seed
        )
    return Interval(float(found.confidence_interval.low), float(found.confidence_interval.high))


def holm(p_values: Sequence[float] | np.ndarray) -> np.ndarray:
    """P values adjusted for their number, so that one false alarm among them all has 5% at most; NaN stays NaN.

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
    if len(values) < 3 or np.ptp(values) == 0.0:
        return 0.0
    z = (values - values.mean()) / values.std()
    return float(np.mean(z**3))


def _t_tail(distance: float, error: float, n: int) -> float:
    """P(T > distance / error), Student's t with n - 1 degrees of freedom; a step where the error is 0."""
    if n < 2:
        return nan
    if error == 0.0:
        return 0.5 if distance == 0.0 else float(distance < 0.0)
    return float(stdtr(n - 1, -distance / error))


def _verdict(mean: float, half: float, smallest: float | None, equivalence_p: float) -> Verdict:
    if smallest is None:
        return "not asked"
    if abs(mean) - half > smallest:
        return "exceeded"
    return "excluded" if equivalence_p < 0.05 else "open"


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
