"""Main effects and two-way interactions of a grid: how far each factor moves an outcome, over paired worlds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sim.analysis.runs import Runs, codes, column, crossed, given, is_numeric, levels, mean_over, varied
from sim.analysis.statistics import Estimate, PairedDifference, Row, estimate, paired
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
class Effect:
    """What going from a factor's low to its high end does to the outcome, all else equal, in the same worlds.

    Ends are the smallest and the largest number; of words, those with the lowest and the highest mean, which
    makes the effect of many words a little too large.
    """

    factor: str
    low: Level
    high: Level
    difference: PairedDifference

    def rows(self) -> list[Row]:
        """One line for a table."""
        line: Row = {"factor": self.factor, "from": self.low, "to": self.high}
        return [line | row for row in self.difference.rows()]


@dataclass(frozen=True)
class Interaction:
    """How much the effect of one factor differs between the high and the low end of another."""

    factor: str
    other: str
    difference: PairedDifference

    def rows(self) -> list[Row]:
        """One line for a table."""
        line: Row = {"factor": self.factor, "with": self.other}
        return [line | row for row in self.difference.rows()]


@dataclass(frozen=True)
class Effects:
    """Effects on one outcome, in its unit, the largest first."""

    outcome: str
    means: tuple[LevelMean, ...]
    main: tuple[Effect, ...]
    interactions: tuple[Interaction, ...]

    def rows(self) -> list[Row]:
        """Main effects for a table; means and interactions have rows of their own."""
        return [row for effect in self.main for row in effect.rows()]


def effects(
    runs: Runs, outcome: str, factors: Sequence[str], *, seed: int = 0, smallest: float | None = None
) -> Effects:
    """Main effects and two-way interactions of the factors, and of scenario, contrast and policy where they vary.

    Each world is compared with itself, cell by matching cell of the grid; intervals are over worlds. So a cell
    in which the outcome is undefined at one end counts at neither. Of points that lie one_at_a_time there are no
    interactions. smallest: the smallest main effect of interest, see sim.analysis.statistics.paired.
    """
    over = varied(runs, factors)
    if len(np.unique(codes(runs, over))) < len(np.unique(column(runs, "point_number"))):
        raise InputError(
            f"effects: given {', '.join(over) or 'no factor'}, in which points are alike that are not, allowed the"
            " names of all factors that vary"
        )
    means = {name: _means(runs, outcome, name) for name in over}
    ends = {name: _ends(runs, name, means[name]) for name in over}
    alone = {name: _difference(runs, outcome, over, [name], ends, seed, smallest) for name in over}
    lost = [name for name, difference in alone.items() if difference is None]
    if lost:
        raise InputError(
            f"effects: given points of which no two differ in {lost[0]} alone, allowed those of a grid or of"
            " one_at_a_time"
        )
    main = [Effect(name, *ends[name], found) for name, found in alone.items() if found is not None]
    pairs = [
        Interaction(one, two, found)
        for one, two in combinations(over, 2)
        if (found := _difference(runs, outcome, over, [one, two], ends, seed)) is not None
    ]
    return Effects(
        outcome,
        tuple(mean for name in over for mean in means[name]),
        tuple(sorted(main, key=lambda effect: _size(effect.difference))),
        tuple(sorted(pairs, key=lambda pair: _size(pair.difference))),
    )


@dataclass(frozen=True)
class Turn:
    """A level inside a factor's range at which the mean outcome is highest, or lowest, against both ends."""

    factor: str
    level: float
    highest: bool
    from_low: PairedDifference  # at the level less at the low end
    from_high: PairedDifference

    @property
    def p_value(self) -> float:
        """Of the hypothesis that it is no different from one of the ends."""
        return max(self.from_low.p_value, self.from_high.p_value)


def turn(runs: Runs, outcome: str, factors: Sequence[str], factor: str, *, seed: int = 0) -> Turn | None:
    """Where the outcome turns along a numeric factor of a grid; None if its means are most extreme at the ends.

    The level is chosen by its mean, which makes the differences a little too large.
    """
    over = varied(runs, factors)
    means = _means(runs, outcome, factor)
    inner = [mean for mean in means[1:-1] if not np.isnan(mean.estimate.mean)]
    if not inner or not is_numeric(column(runs, factor)):
        return None
    edges = [means[0], means[-1]]
    for highest, sign in ((True, 1.0), (False, -1.0)):
        best = max(inner, key=lambda mean: sign * mean.estimate.mean)
        if all(sign * best.estimate.mean > sign * edge.estimate.mean for edge in edges):
            found = [
                _difference(runs, outcome, over, [factor], {factor: (edge.level, best.level)}, seed)
                for edge in edges
            ]
            if found[0] is not None and found[1] is not None:
                return Turn(factor, float(best.level), highest, found[0], found[1])
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


def _difference(
    runs: Runs,
    outcome: str,
    over: Sequence[str],
    moved: Sequence[str],
    ends: dict[str, tuple[Level, Level]],
    seed: int,
    smallest: float | None = None,
) -> PairedDifference | None:
    """High less low of one factor; of two, that effect at the other's high end less that at its low end.

    None where the points hold no such comparison.
    """
    cells = codes(runs, [name for name in over if name not in moved])
    worlds, world = np.unique(column(runs, "replication"), return_inverse=True)
    y = column(runs, outcome).astype(float)

    def at(*sides: int) -> np.ndarray:
        chosen = np.ones(len(y), bool)
        for name, side in zip(moved, sides, strict=True):
            values = column(runs, name)
            chosen &= given(values) & (values == ends[name][side])
        return crossed(cells[chosen], world[chosen], y[chosen], (cells.max() + 1, len(worlds)))

    high, low = (at(1), at(0)) if len(moved) == 1 else (at(1, 1) - at(0, 1), at(1, 0) - at(0, 0))
    defined = ~(np.isnan(high) | np.isnan(low))
    if not defined.any():
        return None
    high, low = np.where(defined, high, np.nan), np.where(defined, low, np.nan)
    return paired(mean_over(high, axis=0), mean_over(low, axis=0), smallest=smallest, seed=seed)


def _size(difference: PairedDifference) -> float:
    """For sorting by size, the largest first, undefined ones last."""
    return np.inf if np.isnan(difference.mean) else -abs(difference.mean)
