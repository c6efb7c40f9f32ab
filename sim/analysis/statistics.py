"""Statistics of paired worlds: a mean, a difference with all it takes to judge it, many p values."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

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
    (found,) = all_paired([(a, b)], [smallest], seed=seed)
    return found


def all_paired(
    pairs: Sequence[tuple[np.ndarray, np.ndarray]], smallest: Sequence[float | None], *, seed: int = 0
) -> list[PairedDifference]:
    """The statistics of many A less B, each with the smallest difference that matters in it.

    Those of equally many worlds are computed at once, in tables [comparison, world]: a sweep has thousands.
    """
    defined = [_defined(a, b) for a, b in pairs]
    for least in smallest:
        if least is not None and not least > 0.0:
            raise ValueError(f"smallest must be above 0, got {least:g}")
    places: dict[int, list[int]] = {}
    for place, (a, _) in enumerate(defined):
        places.setdefault(len(a), []).append(place)
    found: dict[int, PairedDifference] = {}
    for its in places.values():
        a, b = (np.array([defined[place][side] for place in its]) for side in (0, 1))
        undefined = [len(pairs[place][0]) - a.shape[1] for place in its]
        found |= zip(its, _all_paired(a, b, undefined, [smallest[place] for place in its], seed), strict=True)
    return [found[place] for place in range(len(pairs))]


def _defined(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A and B in the worlds where both are defined."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"a and b must be two equally long arrays, got shapes {a.shape} and {b.shape}")
    there = ~(np.isnan(a) | np.isnan(b))
    return a[there], b[there]


def _all_paired(
    a: np.ndarray, b: np.ndarray, undefined: Sequence[int], smallest: Sequence[float | None], seed: int
) -> Iterator[PairedDifference]:
    """The statistics of tables [comparison, world] in which everything is defined."""
    n = a.shape[1]
    if n == 0:  # nothing is known, as of one world in which nothing is defined
        a = b = np.full((len(a), 1), nan)
    d = _less(a, b)
    mean, spread, half = d.mean(axis=-1), _sd(d), _half_width(d)
    skewed = n < 25.0 * _skewness(d) ** 2
    least = np.array([nan if one is None else one for one in smallest])
    above = np.mean((d > 0.0) + 0.5 * (d == 0.0), axis=-1)
    columns = (
        a.mean(axis=-1),
        b.mean(axis=-1),
        mean,
        _t_test(d),
        np.where(np.isnan(mean), nan, above),
        spread,
        _ratio(mean, spread),
        _ratio(mean, (_sd(a) + _sd(b)) / 2.0),
        _correlation(a, b),
        _variance_reduction(a, b, d),
        _equivalence(d, least),
    )
    quantiles = np.quantile(d, (0.05, 0.5, 0.95), axis=-1).T.tolist()
    for row, numbers in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        mean_a, mean_b, mean_d, p_value, over, sd, d_z, d_av, correlation, reduction, equivalence_p = numbers
        yield PairedDifference(
            n=n,
            undefined=undefined[row],
            mean_a=mean_a,
            mean_b=mean_b,
            mean=mean_d,
            interval=_interval(d[row], mean_d, float(half[row]), bool(skewed[row]), seed),
            p_value=p_value,
            above=over,
            quantiles=tuple(quantiles[row]),
            spread=sd,
            d_z=d_z,
            d_av=d_av,
            correlation=correlation,
            variance_reduction=reduction,
            skewed=bool(skewed[row]),
            smallest=smallest[row],
            equivalence_p=nan if smallest[row] is None else equivalence_p,
        )


def _interval(d: np.ndarray, mean: float, half: float, skewed: bool, seed: int) -> Interval:
    """The t interval; of skewed differences in worlds enough for a bootstrap, the hull of both.

    Neither alone holds the truth in 95% of cases there: t ignores the skew, and BCa is too narrow in few worlds.
    """
    low, high = mean - half, mean + half
    if skewed and FEWEST_BOOTSTRAPPED <= len(d) <= MOST_BOOTSTRAPPED:
        other = bca(d, seed)
        low, high = float(np.fmin(low, other.low)), float(np.fmax(high, other.high))
    return Interval(low, high)


def _t_test(d: np.ndarray) -> np.ndarray:
    """The two-sided p of a mean of 0 [comparison]; NaN for fewer than two worlds.

    Constant differences are surely what they are.
    """
    n = d.shape[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = d.mean(axis=-1) / (_sd(d) / sqrt(n))
    return np.where(_is_constant(d), d[:, 0] == 0.0, 2.0 * stdtr(n - 1, -np.abs(t)))


def _equivalence(d: np.ndarray, smallest: np.ndarray) -> np.ndarray:
    """The p of two one-sided t tests that the mean lies within +- smallest [comparison].

    Source: Schuirmann 1987, doi:10.1007/BF01068419.
    """
    n, mean = d.shape[-1], d.mean(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = _sd(d) / sqrt(n)
        above, below = stdtr(n - 1, -(mean + smallest) / error), stdtr(n - 1, (mean - smallest) / error)
    return np.where(_is_constant(d), np.abs(d[:, 0]) >= smallest, np.maximum(above, below))


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
    """A less B; where all differences of a comparison are equal but for rounding, they are made equal."""
    d = a - b
    rounding = 1e-13 * np.maximum(np.abs(a).max(axis=-1), np.abs(b).max(axis=-1))
    equal = np.ptp(d, axis=-1) <= rounding
    first = np.where(np.abs(d[:, 0]) <= rounding, 0.0, d[:, 0])
    return np.where(equal[:, None], first[:, None], d)


# Those below take any number of axes, of which the last is over worlds.


def _is_constant(values: np.ndarray) -> np.ndarray:
    """Whether there are several worlds, and all are equal."""
    return (np.ptp(values, axis=-1) == 0.0) & (values.shape[-1] > 1)


def _sd(values: np.ndarray) -> np.ndarray:
    if values.shape[-1] < 2:
        return np.full(values.shape[:-1], nan)
    return np.where(_is_constant(values), 0.0, values.std(axis=-1, ddof=1))


def t_half_width(values: np.ndarray) -> float:
    """Half the width of a mean's 95% interval (Student's t); NaN for a single value."""
    return float(_half_width(values))


def _half_width(values: np.ndarray) -> np.ndarray:
    n = values.shape[-1]
    return stdtrit(n - 1, 0.975) * _sd(values) / sqrt(n) if n > 1 else _sd(values)


def skewness_of(values: np.ndarray) -> float:
    """Moment skewness g1; 0 for fewer than 3 values. A t interval wants n > 25 g1**2: Cochran 1977, section 2.15."""
    return float(_skewness(values))


def _skewness(values: np.ndarray) -> np.ndarray:
    if values.shape[-1] < 3:
        return np.zeros(values.shape[:-1])
    off = values - values.mean(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        g1 = np.mean(off**2 * off, axis=-1) / np.mean(off**2, axis=-1) ** 1.5
    return np.where(_is_constant(values), 0.0, g1)


def _ratio(effect: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """A standardised effect: Lakens 2013, doi:10.3389/fpsyg.2013.00863; 0/0 is no effect."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((effect == 0.0) & (spread == 0.0), 0.0, effect / spread)


def _correlation(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    if a.shape[-1] < 2:
        return np.full(a.shape[:-1], nan)
    a_off, b_off = (side - side.mean(axis=-1, keepdims=True) for side in (a, b))
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.sum(a_off * b_off, axis=-1) / np.sqrt(np.sum(a_off**2, axis=-1) * np.sum(b_off**2, axis=-1))
    return np.where(_is_constant(a) | _is_constant(b), nan, np.clip(r, -1.0, 1.0))


def _variance_reduction(a: np.ndarray, b: np.ndarray, d: np.ndarray) -> np.ndarray:
    apart, together = _sd(a) ** 2 + _sd(b) ** 2, _sd(d) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return apart / together  # infinite where only pairing leaves nothing, undefined where nothing varies
