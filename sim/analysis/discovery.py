"""Scenario discovery: which conditions lead into a region of interest, as a box that reads as a rule.

PRIM, the patient rule induction method, peels thin slices off the space of factors, each time the one whose loss
raises the density of interesting runs most for what it removes. Sources: Friedman & Fisher 1999,
doi:10.1023/A:1008894516817; for scenarios, Bryant & Lempert 2010, doi:10.1016/j.techfore.2009.08.002; gain over
what is removed, fair to words beside numbers, Kwakkel & Jaxa-Rozen 2016, doi:10.1016/j.envsoft.2015.11.020.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf, isnan, nan

import numpy as np

from sim.analysis.runs import SETTING, Region, Runs, at_points, by_point, codes, is_numeric, levels, mean_over
from sim.analysis.statistics import Interval, Row, shuffled, wilson
from sim.units import percent, percent_span

Factors = dict[str, np.ndarray]


@dataclass(frozen=True)
class Limit:
    """What a box asks of one factor: a number from low to high, or a word among some."""

    factor: str
    low: float = -inf
    high: float = inf
    among: tuple[str, ...] = ()
    quasi_p: float = nan  # chance of the box's density were this limit of no consequence: binomial tail

    def inside(self, values: np.ndarray) -> np.ndarray:
        """Which values keep to the limit."""
        if self.among:
            return np.isin(values.astype(str), self.among)
        return (values >= self.low) & (values <= self.high)

    def words(self) -> str:
        """The limit as a condition."""
        if self.among:
            return f"{self.factor} is {' or '.join(self.among)}"
        bounds = [f">= {self.low:.4g}"] * (self.low > -inf) + [f"<= {self.high:.4g}"] * (self.high < inf)
        return f"{self.factor} {' and '.join(bounds)}"


@dataclass(frozen=True)
class Box:
    """A part of the space of factors, and how well it catches the region of interest among training points."""

    limits: tuple[Limit, ...]
    density: float  # share of the box's runs that lie in the region
    coverage: float  # share of the region's runs that lie in the box
    mass: float  # share of all points that lie in the box

    def inside(self, factors: Factors) -> np.ndarray:
        """Which points lie in the box."""
        count = len(next(iter(factors.values()), np.zeros(0)))
        chosen = np.ones(count, bool)
        for limit in self.limits:
            chosen &= limit.inside(factors[limit.factor])
        return chosen

    def rule(self) -> str:
        """The box as a sentence's condition."""
        return " and ".join(limit.words() for limit in self.limits) or "anywhere"


@dataclass(frozen=True)
class Discovery:
    """A region of interest, the box that leads into it, and how it does on points that had no part in finding it."""

    region: str
    points: int  # training points
    base: float  # share of runs in the region, wherever
    trajectory: tuple[Box, ...]  # from the whole space to the smallest box
    chosen: Box
    holdout_points: int  # in the box; twins are one
    holdout_density: float
    holdout_interval: Interval  # 95%, Wilson's, as if each point were one run: wide enough
    holdout_coverage: float

    @property
    def holds(self) -> bool:
        """Whether the box is denser than the whole on points that had no part in finding it."""
        return self.holdout_interval.low > self.base

    def rule(self) -> str:
        """The finding in one sentence."""
        if isnan(self.holdout_density):
            return f"Where {self.chosen.rule()}, {self.region} in a share of runs that no point was held out to check."
        return (
            f"Where {self.chosen.rule()}, {self.region} in {percent(self.holdout_density)} of runs"
            f" {percent_span(*self.holdout_interval)}, against {percent(self.base)} over all;"
            f" {percent(self.holdout_coverage)} of such runs lie there."
        )

    def rows(self) -> list[Row]:
        """The trajectory, a line a box."""
        return [
            {
                "conditions": len(box.limits),
                "density": box.density,
                "coverage": box.coverage,
                "mass": box.mass,
                "rule": box.rule(),
            }
            for box in self.trajectory
        ]


def discover(
    runs: Runs,
    factors: Sequence[str],
    region: Region | Sequence[Region],
    *,
    peel: float = 0.05,
    least: float = 0.05,
    holdout: float = 1 / 3,
    seed: int = 0,
) -> Discovery:
    """Find conditions on the factors (columns: numbers, or words such as `policy`) that lead into a region.

    Of several regions, all must hold. Points, with all their worlds, are either found from or held out, and so are
    twins, which differ in scenario, contrast or policy alone: the check is on conditions not seen. Each step peels off
    `peel` of the box's points; boxes of less than `least` of all points are not looked at. Of the trajectory, the box
    with the highest harmonic mean of coverage and density is chosen, and conditions that may be chance (quasi-p above
    5%) are dropped from it.
    """
    regions = [region] if isinstance(region, Region) else list(region)
    inside = np.minimum.reduce([one.holds(by_point(runs, one.outcome).values) for one in regions])
    share = mean_over(inside, axis=1)
    known = ~np.isnan(share)
    space = {name: at_points(runs, name)[known] for name in factors}
    share = share[known]
    twins = _twins(space)
    order = shuffled(int(twins.max(initial=-1)) + 1, seed)
    held = np.isin(twins, order[: int(holdout * len(order))])
    train = {name: values[~held] for name, values in space.items()}
    trajectory = tuple(_peeled(train, share[~held], peel, least))
    best = max(trajectory, key=lambda box: (_balance(box), -len(box.limits)))
    chosen = _pruned(best, train, share[~held])
    inside_held = chosen.inside({name: values[held] for name, values in space.items()})
    there, all_hits = share[held][inside_held], float(share[held].sum())
    # Twins are no further trials: they count together as one.
    trials = len(np.unique(twins[held][inside_held]))
    density = float(there.mean()) if len(there) else nan
    return Discovery(
        region=" and ".join(one.words() for one in regions),
        points=int(np.sum(~held)),
        base=float(share.mean()) if len(share) else nan,
        trajectory=trajectory,
        chosen=chosen,
        holdout_points=trials,
        holdout_density=density,
        holdout_interval=wilson(density * trials, trials),
        holdout_coverage=float(there.sum()) / all_hits if all_hits > 0.0 else nan,
    )


def _twins(space: Factors) -> np.ndarray:
    """A number for each point, in the order of points, the same for those that differ in setting alone.

    A setting is scenario, contrast and policy. Where there are no twins, each point has its own place as its number:
    whoever holds points out by their places (sim.claims.conditions) holds out the same.
    """
    count = len(next(iter(space.values()), np.zeros(0)))
    places = [name for name in space if name not in SETTING] or list(space)
    found = codes({"replication": np.zeros(count), **space}, places)
    _, first, number = np.unique(found, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[number]


def _peeled(factors: Factors, share: np.ndarray, peel: float, least: float) -> Iterator[Box]:
    """Boxes from the whole space inwards, until too few points are left, or nothing but the region is."""
    box = _measured({}, factors, share)
    yield box
    limits: dict[str, Limit] = {}
    chosen = np.ones(len(share), bool)
    while 0.0 < box.density < 1.0:
        here = {name: values[chosen] for name, values in factors.items()}
        best, most = None, -inf
        for limit in _slices(here, limits, peel):
            kept = limit.inside(here[limit.factor])
            count = int(kept.sum())
            if count < max(1.0, least * len(share)):
                continue
            gain = (share[chosen][kept].mean() - box.density) / (len(kept) - count)
            if gain > most:
                best, most = limit, gain
        if best is None:
            return
        limits = {**limits, best.factor: best}
        chosen &= best.inside(factors[best.factor])
        box = _measured(limits, factors, share)
        yield box


def _slices(here: Factors, limits: dict[str, Limit], peel: float) -> Iterator[Limit]:
    """Every way to make the box a little smaller: off the low or the high end of a number, or without a word."""
    for name, values in here.items():
        limit = limits.get(name, Limit(name))
        if is_numeric(values):
            ordered = np.sort(values.astype(float))
            for low in (True, False):
                cut = _cut(ordered if low else -ordered[::-1], peel)
                if cut is not None:
                    yield replace(limit, low=cut) if low else replace(limit, high=-cut)
        else:
            words = [str(word) for word in levels(values)]
            if len(words) > 1:
                for without in words:
                    yield Limit(name, among=tuple(word for word in words if word != without))


def _cut(ordered: np.ndarray, peel: float) -> float | None:
    """Where to cut the lowest `peel` of ascending values off: midway between two of them; None if all are equal."""
    count = max(1, int(peel * len(ordered)))
    at = count if count < len(ordered) and ordered[count] > ordered[0] else 0
    keep = int(np.searchsorted(ordered, ordered[at], "left" if at else "right"))
    return None if keep == len(ordered) else float((ordered[keep - 1] + ordered[keep]) / 2.0)


def _measured(limits: dict[str, Limit], factors: Factors, share: np.ndarray) -> Box:
    box = Box(tuple(limits.values()), nan, nan, nan)
    chosen = box.inside(factors)
    hits, count, all_hits = float(share[chosen].sum()), int(chosen.sum()), float(share.sum())
    return replace(
        box,
        density=hits / count if count else nan,
        coverage=hits / all_hits if all_hits > 0.0 else nan,
        mass=count / len(share) if len(share) else nan,
    )


def _balance(box: Box) -> float:
    """Harmonic mean of coverage and density; 0 where there is nothing to catch."""
    together = box.coverage + box.density
    return 2.0 * box.coverage * box.density / together if together > 0.0 else 0.0


def _pruned(box: Box, factors: Factors, share: np.ndarray) -> Box:
    """The box without limits that may be chance, the least telling dropped first; those kept get their quasi-p."""
    while True:
        tested = {
            limit.factor: replace(limit, quasi_p=_quasi_p(box, limit, factors, share)) for limit in box.limits
        }
        weakest = max(tested.values(), key=lambda limit: limit.quasi_p, default=None)
        if weakest is None or weakest.quasi_p <= 0.05:
            return _measured(tested, factors, share)
        del tested[weakest.factor]
        box = _measured(tested, factors, share)


def _quasi_p(box: Box, limit: Limit, factors: Factors, share: np.ndarray) -> float:
    """P(as many hits as in the box, or more | the density without this limit): Bryant & Lempert 2010."""
    from scipy.stats import binom

    wider = Box(tuple(other for other in box.limits if other.factor != limit.factor), nan, nan, nan)
    inside = box.inside(factors)
    hits = ceil(float(share[inside].sum()) - 1e-9)
    return float(binom.sf(hits - 1, int(inside.sum()), float(share[wider.inside(factors)].mean())))
