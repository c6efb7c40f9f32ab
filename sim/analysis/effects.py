"""Main effects and two-way interactions of a grid: how far each factor moves an outcome, over paired worlds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sim.analysis.judge import Judgement, judge
from sim.analysis.runs import Runs, codes, column, crossed, given, is_numeric, levels, mean_over, varied
from sim.analysis.statistics import Estimate, Row, estimate
from sim.errors import InputError

Level = float | str
Mask = np.ndarray


@dataclass(frozen=True)
class LevelMean:
    """The mean outcome at one level of a factor, over all else and over worlds; `of` is whose, as a policy's."""

    factor: str
    level: Level
    of: str
    estimate: Estimate

    def rows(self) -> list[Row]:
        """One line for a table."""
        e = self.estimate
        line: Row = {"factor": self.factor, "level": self.level, "of": self.of}
        return [line | {"mean": e.mean, "low": e.low, "high": e.high, "worlds": e.worlds}]


@dataclass(frozen=True)
class MainEffect:
    """What going from a factor's low to its high end does to the outcome, all else equal, in the same worlds.

    Ends are the smallest and the largest number; of words, those with the lowest and the highest mean, which
    makes the effect of many words a little too large.
    """

    factor: str
    low: Level
    high: Level
    judged: Judgement


@dataclass(frozen=True)
class Interaction:
    """How much the effect of one factor differs between the high and the low end of another."""

    factor: str
    other: str
    judged: Judgement


@dataclass(frozen=True)
class Effects:
    """Effects on one outcome, in its unit, the largest first."""

    outcome: str
    means: tuple[LevelMean, ...]
    main: tuple[MainEffect, ...]
    interactions: tuple[Interaction, ...]


Sides = tuple[np.ndarray, np.ndarray]
"""Means of the high and of the low side, by world."""


def effects(
    runs: Runs,
    outcomes: Sequence[str],
    factors: Sequence[str],
    *,
    smallest: Mapping[str, float] | None = None,
) -> list[Effects]:
    """Main effects and two-way interactions of the factors, and of scenario, contrast and policy where they vary.

    Each world is compared with itself, cell by matching cell of the grid; intervals are over worlds. So a cell
    in which the outcome is undefined at one end counts at neither. Of points that lie one_at_a_time there are no
    interactions. All main effects are judged as one family, and all interactions as another. smallest: the smallest
    main effect on an outcome that matters.
    """
    over = varied(runs, factors)
    if len(np.unique(codes(runs, over))) < len(np.unique(column(runs, "point_number"))):
        raise InputError(
            f"effects must name all factors that vary, got {', '.join(over) or 'none'}, in which different points"
            " are alike"
        )
    means = {outcome: {name: _means(runs, outcome, name) for name in over} for outcome in outcomes}
    ends = {outcome: {name: _ends(runs, name, means[outcome][name]) for name in over} for outcome in outcomes}
    alone: dict[tuple[str, str], Sides] = {}
    both: dict[tuple[str, str, str], Sides] = {}
    for outcome in outcomes:
        for name in over:
            sides = _sides(runs, outcome, over, [name], ends[outcome])
            if sides is None:
                raise InputError(
                    f"effects: needs points of a grid or of one_at_a_time; no two differ in {name} alone"
                )
            alone[outcome, name] = sides
        for one, two in combinations(over, 2):
            if (sides := _sides(runs, outcome, over, [one, two], ends[outcome])) is not None:
                both[outcome, one, two] = sides
    limits = [(smallest or {}).get(outcome) for outcome, _ in alone]
    main = [
        (outcome, MainEffect(name, *ends[outcome][name], judged))
        for (outcome, name), judged in zip(alone, judge(list(alone.values()), limits), strict=True)
    ]
    pairs = [
        (outcome, Interaction(one, two, judged))
        for (outcome, one, two), judged in zip(both, judge(list(both.values())), strict=True)
    ]
    return [
        Effects(
            outcome,
            tuple(mean for name in over for mean in means[outcome][name]),
            tuple(sorted((one for of, one in main if of == outcome), key=lambda one: _size(one.judged))),
            tuple(sorted((one for of, one in pairs if of == outcome), key=lambda one: _size(one.judged))),
        )
        for outcome in outcomes
    ]


@dataclass(frozen=True)
class TurningPoint:
    """A level inside a factor's range at which the mean outcome is highest, or lowest, against both ends."""

    outcome: str
    factor: str
    level: float
    highest: bool
    from_low: Judgement  # at the level less at the low end
    from_high: Judgement

    @property
    def clear(self) -> bool:
        """Whether it differs clearly from both ends."""
        return self.from_low.verdict == self.from_high.verdict == "clear"


def turning_points(runs: Runs, outcomes: Sequence[str], factors: Sequence[str]) -> list[TurningPoint]:
    """Where outcomes turn along numeric factors of a grid: where means are not most extreme at the ends.

    All are judged as one family. A level is chosen by its mean, which makes the differences a little too large.
    """
    over = varied(runs, factors)
    places: list[tuple[str, str, float, bool]] = []
    values: list[Sides] = []
    for outcome in outcomes:
        for factor in (name for name in factors if name in over and is_numeric(column(runs, name))):
            means = _means(runs, outcome, factor)
            best = _inner_extreme(means)
            if best is None:
                continue
            level, highest = best
            sides = [
                _sides(runs, outcome, over, [factor], {factor: (edge.level, level)})
                for edge in (means[0], means[-1])
            ]
            if sides[0] is not None and sides[1] is not None:
                places.append((outcome, factor, level, highest))
                values += [sides[0], sides[1]]
    judged = judge(values)
    return [
        TurningPoint(*place, low, high)
        for place, low, high in zip(places, judged[::2], judged[1::2], strict=True)
    ]


def _inner_extreme(means: Sequence[LevelMean]) -> tuple[float, bool] | None:
    """The level inside a range whose mean is the highest, or the lowest, of all, and which of the two."""
    inner = [mean for mean in means[1:-1] if not np.isnan(mean.estimate.mean)]
    for highest, sign in ((True, 1.0), (False, -1.0)):
        if inner:
            best = max(inner, key=lambda mean: sign * mean.estimate.mean)
            if all(sign * best.estimate.mean > sign * edge.estimate.mean for edge in (means[0], means[-1])):
                return float(best.level), highest
    return None


def profiles(runs: Runs, outcome: str, factors: Sequence[str], by: str = "policy") -> list[LevelMean]:
    """Mean outcomes at each level of each factor, for each policy (or other column) by itself."""
    whose = column(runs, by)
    return [
        mean
        for factor in factors
        for of in levels(whose)
        for mean in _means(runs, outcome, factor, whose == of, str(of))
    ]


def _means(
    runs: Runs, outcome: str, factor: str, within: Mask | None = None, of: str = ""
) -> list[LevelMean]:
    values, found = column(runs, factor), []
    for level in levels(values):
        chosen = (values == level) if within is None else (values == level) & within
        y = column(runs, outcome).astype(float)[chosen]
        worlds, world = np.unique(column(runs, "replication")[chosen], return_inverse=True)
        there = ~np.isnan(y)
        total = np.bincount(world[there], y[there], len(worlds))
        count = np.bincount(world[there], minlength=len(worlds))
        a_world = np.divide(total, count, out=np.full(len(worlds), np.nan), where=count > 0)
        found.append(LevelMean(factor, level, of, estimate(a_world)))
    return found


def _ends(runs: Runs, name: str, means: Sequence[LevelMean]) -> tuple[Level, Level]:
    if is_numeric(column(runs, name)):
        return means[0].level, means[-1].level
    known = [mean for mean in means if not np.isnan(mean.estimate.mean)] or list(means)
    ordered = sorted(known, key=lambda mean: mean.estimate.mean)
    return ordered[0].level, ordered[-1].level


def _sides(
    runs: Runs,
    outcome: str,
    over: Sequence[str],
    moved: Sequence[str],
    ends: Mapping[str, tuple[Level, Level]],
) -> Sides | None:
    """High and low of one factor; of two, that effect at the other's high end and at its low end.

    None where the points hold no such comparison; NaN where the outcome is undefined in all of them.
    """
    cells = codes(runs, [name for name in over if name not in moved])
    worlds, world = np.unique(column(runs, "replication"), return_inverse=True)

    def at(y: np.ndarray, *sides: int) -> np.ndarray:
        chosen = np.ones(len(y), bool)
        for name, side in zip(moved, sides, strict=True):
            values = column(runs, name)
            chosen &= given(values) & (values == ends[name][side])
        return crossed(cells[chosen], world[chosen], y[chosen], (cells.max() + 1, len(worlds)))

    def ends_of(y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if len(moved) == 1:
            return at(y, 1), at(y, 0)
        return at(y, 1, 1) - at(y, 0, 1), at(y, 1, 0) - at(y, 0, 0)

    high, low = ends_of(np.zeros(len(world)))
    if np.isnan(high + low).all():
        return None
    high, low = ends_of(column(runs, outcome).astype(float))
    defined = ~(np.isnan(high) | np.isnan(low))
    high, low = np.where(defined, high, np.nan), np.where(defined, low, np.nan)
    return mean_over(high, axis=0), mean_over(low, axis=0)


def _size(judged: Judgement) -> float:
    """For sorting by size, the largest first, undefined ones last."""
    mean = judged.difference.mean
    return np.inf if np.isnan(mean) else -abs(mean)
