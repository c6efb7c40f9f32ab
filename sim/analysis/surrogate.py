"""What outcomes would be between the points of an experiment: an interpolator for each, over what slides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, floor, log10, nan

import numpy as np

from sim.analysis.finished import Finished
from sim.analysis.fits import continuous, numeric
from sim.analysis.interpolation import FitQuality, Grid, Interpolator, Scattered, quality
from sim.analysis.runs import mean_over
from sim.analysis.statistics import t_half_width
from sim.design.factors import Value
from sim.errors import InputError

MOST = 1_000
"""Points that scattered interpolation is fitted to: the first, which cover the ranges as all do."""

ROUND = 50
"""Round numbers, about, that a slider over scattered points spans."""


@dataclass(frozen=True)
class Fit:
    """One outcome under one policy, over the sliders, in the store's unit: at points, and as coefficients."""

    means: np.ndarray  # over worlds, at each point
    mean: np.ndarray  # coefficients of that
    spread: np.ndarray  # coefficients of half the width of its 95% interval
    narrowest: float  # such a half at any point; where smoothing would go below it, it is this
    quality: FitQuality
    apart: np.ndarray  # coefficients of half the width of the paired difference from the first policy
    apart_narrowest: float
    difference: FitQuality  # of the difference from the first policy


@dataclass(frozen=True)
class Part:
    """The points of a design that have all in common but the sliders' factors and the policy."""

    chosen: tuple[str, ...]  # a value of each choice
    over: Interpolator
    points: np.ndarray  # numbers of the design's points, as [policy, place]; -1 where there is none
    fits: tuple[tuple[Fit, ...], ...]  # by policy and outcome, in the order given
    left: int  # points that the interpolation leaves out, as there are more than MOST


@dataclass(frozen=True)
class Slider:
    """A factor that is a number: the ends within which it was simulated, and the values of a grid."""

    name: str
    low: float
    high: float
    whole: bool
    levels: tuple[float, ...]  # none where points are scattered


@dataclass(frozen=True)
class NamedChoice:
    """What has named values: a factor, the contrast or the scenario."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Surrogate:
    """Interpolators for everything that an experiment varies."""

    sliders: tuple[Slider, ...]
    choices: tuple[NamedChoice, ...]
    policies: tuple[str, ...]
    outcomes: tuple[str, ...]
    parts: tuple[Part, ...]


def surrogate(finished: Finished, outcomes: Sequence[str]) -> Surrogate:
    """Fit an interpolator for each policy, choice and outcome of an experiment over the factors that are numbers.

    Raises InputError where no number varies, or points differ from the scenario in one factor at a time.
    """
    question = finished.question
    kind = question.sampling.kind
    design = {name: finished.design[name].to_pylist() for name in finished.design.column_names}
    names = [factor.name for factor in numeric(question) if len(set(design[factor.name])) > 1]
    if not names or kind == "one_at_a_time":
        why = "one_at_a_time has no points between which to interpolate" if names else "no number varies"
        raise InputError(
            f"explore does not fit {question.name}: {why}. What fits: a factor that is a number, and a grid,"
            " latin_hypercube or sobol"
        )
    at = np.column_stack([np.array(design[name], float) for name in names])
    smooth = {factor.name for factor in continuous(question)}
    sliders = tuple(
        _slider(name, column, name not in smooth, kind == "grid")
        for name, column in zip(names, at.T, strict=True)
    )
    low, high = (np.array([getattr(slider, end) for slider in sliders]) for end in ("low", "high"))
    scaled = (at - low) / (high - low)
    choices = tuple(_choices(design, finished.factors, names))
    values = _values(finished, outcomes)
    parts = []
    for chosen in product(*(choice.values for choice in choices)):
        mine = np.ones(len(at), bool)
        for choice, value in zip(choices, chosen, strict=True):
            mine &= np.array([given == value for given in design[choice.name]])
        if mine.any():
            parts.append(_part(chosen, scaled, values, mine, design, question.policies, kind))
    return Surrogate(sliders, choices, question.policies, tuple(outcomes), tuple(parts))


def _slider(name: str, values: np.ndarray, whole: bool, grid: bool) -> Slider:
    """The slider of a factor; where points are scattered its ends are the round numbers just within them."""
    low, high = float(values.min()), float(values.max())
    if grid:
        return Slider(name, low, high, whole, tuple(map(float, np.unique(values))))
    digits = 0 if whole else ceil(-log10((high - low) / ROUND))
    unit = 10.0**-digits
    return Slider(
        name, round(ceil(low / unit) * unit, digits), round(floor(high / unit) * unit, digits), whole, ()
    )


def _choices(
    design: dict[str, list[Value]], factors: Sequence[str], numbers: Sequence[str]
) -> Iterator[NamedChoice]:
    """What has several named values."""
    for name in ("scenario", "contrast", *(name for name in factors if name not in numbers)):
        values = tuple(dict.fromkeys(value for value in design[name] if isinstance(value, str)))
        if len(values) > 1:
            yield NamedChoice(name, values)


def _values(finished: Finished, outcomes: Sequence[str]) -> np.ndarray:
    """Outcomes as [outcome, point, world]; NaN where a run is missing or its outcome undefined."""
    runs = finished.runs
    rows = {number: row for row, number in enumerate(finished.design["point_number"].to_pylist())}
    row = np.array([rows[number] for number in runs["point_number"].to_pylist()])
    worlds, world = np.unique(runs["replication"].to_numpy(), return_inverse=True)
    found = np.full((len(outcomes), len(rows), len(worlds)), nan)
    for place, outcome in enumerate(outcomes):
        found[place, row, world] = np.array(runs[outcome].to_pylist(), float)
    return found


def _part(
    chosen: tuple[str, ...],
    scaled: np.ndarray,
    values: np.ndarray,
    mine: np.ndarray,
    design: dict[str, list[Value]],
    policies: Sequence[str],
    kind: str,
) -> Part:
    places = np.unique(scaled[mine], axis=0)
    left = 0
    if kind != "grid" and len(places) > MOST:
        first = list(dict.fromkeys(map(tuple, scaled[mine])))[:MOST]
        left, places = len(places) - MOST, np.array(sorted(first))
    place_of = {tuple(place): number for number, place in enumerate(places)}
    points = np.full((len(policies), len(places)), -1)
    by_policy = np.full((len(policies), len(values), len(places), values.shape[2]), nan)
    for row in np.flatnonzero(mine).tolist():
        number = place_of.get(tuple(scaled[row]))
        if number is not None:
            side = policies.index(str(design["policy"][row]))
            points[side, number] = design["point_number"][row]
            by_policy[side, :, number] = values[:, row]
    over: Interpolator = Grid(places) if kind == "grid" else Scattered(places)
    fits = tuple(
        tuple(_fit(over, own, first) for own, first in zip(one, by_policy[0], strict=True))
        for one in by_policy
    )
    return Part(chosen, over, points, fits, left)


def _fit(over: Interpolator, own: np.ndarray, first: np.ndarray) -> Fit:
    """The interpolators of one outcome [point, world] under a policy, and under the first one."""
    means = mean_over(own, axis=1)
    mean, errors = over.fit(means)
    reference = mean_over(first, axis=1)
    spread, narrowest = _spread(over, own)
    apart, apart_narrowest = _spread(over, own - first)
    return Fit(
        means=means,
        mean=mean,
        spread=spread,
        narrowest=narrowest,
        quality=quality(means, errors),
        apart=apart,
        apart_narrowest=apart_narrowest,
        difference=quality(means - reference, errors - over.fit(reference)[1]),
    )


def _spread(over: Interpolator, values: np.ndarray) -> tuple[np.ndarray, float]:
    """Coefficients of half the width of the mean's 95% interval, and the least such half."""
    halves = np.array([t_half_width(row[~np.isnan(row)]) for row in values])
    known = halves[~np.isnan(halves)]
    return over.fit(halves)[0], float(known.min()) if len(known) else nan
