"""Paired differences at each point of a design, corrected for how many are looked at.

They are between two policies, or between two values of a factor; all else is equal, and so is the world.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.runs import Runs, codes, column, crossed, given, is_numeric, mean_over
from sim.analysis.statistics import PairedDifference, holm, paired
from sim.design.factors import Value
from sim.design.question import Effect, Versus


@dataclass(frozen=True)
class Difference:
    """A less B in one outcome, all else equal: in one scenario, under one contrast, at one place."""

    scenario: str
    contrast: str
    place: tuple[tuple[str, Value], ...]  # factors and their values; empty where points are averaged
    a: str  # a policy, or a factor at a value
    b: str
    outcome: str
    difference: PairedDifference
    holm_p: float  # over everything compared at once

    @property
    def clear(self) -> bool:
        """Whether it stands: both intervals leave zero out, and so does p when corrected for many comparisons."""
        low, high = self.difference.bootstrap
        return self.difference.clear and self.holm_p < 0.05 and (low > 0.0 or high < 0.0 or np.isnan(low))

    @property
    def sign(self) -> int:
        """+1 or -1 where the difference is clear, else 0."""
        return int(np.sign(self.difference.mean)) if self.clear else 0


def sides(pair: Versus | Effect) -> tuple[str, str]:
    """What is compared, A and B: two policies, or a factor at two values."""
    if isinstance(pair, Versus):
        return pair.policy, pair.against
    name = pair.factor.rpartition(".")[2]
    return f"{name} {_text(pair.value)}", f"{name} {_text(pair.against)}"


def differences(
    runs: Runs,
    pairs: Sequence[Versus | Effect],
    outcomes: Sequence[str],
    factors: Sequence[str],
    *,
    averaged: bool = False,
    smallest: Mapping[str, float] | None = None,
    seed: int = 0,
) -> list[Difference]:
    """Differences of the pairs at each place, a place being where scenario, contrast and all else that varies agree.

    averaged: over all places of a scenario and contrast, world by world, instead of one by one. smallest: the
    smallest difference of interest in an outcome, in its unit.
    """
    found = [
        (pair, place)
        for pair in pairs
        for place in _at_places(runs, pair, outcomes, factors, averaged, smallest or {}, seed)
    ]
    adjusted = holm([place[-1].p_value for _, place in found])
    return [
        Difference(scenario, contrast, at, *sides(pair), outcome, d, float(p))
        for (pair, (scenario, contrast, at, outcome, d)), p in zip(found, adjusted, strict=True)
    ]


Place = tuple[tuple[str, Value], ...]


def _at_places(
    runs: Runs,
    pair: Versus | Effect,
    outcomes: Sequence[str],
    factors: Sequence[str],
    averaged: bool,
    smallest: Mapping[str, float],
    seed: int,
) -> Iterator[tuple[str, str, Place, str, PairedDifference]]:
    """One pair at each place: scenario, contrast, place, outcome and what was found."""
    by = "policy" if isinstance(pair, Versus) else pair.factor
    value = pair.policy if isinstance(pair, Versus) else pair.value
    own = column(runs, by)
    worlds, world = np.unique(column(runs, "replication"), return_inverse=True)
    else_equal = [name for name in (*factors, "policy") if name != by]
    cell = codes(runs, ["scenario", "contrast", *else_equal])
    groups = codes(runs, ["scenario", "contrast"]) if averaged else cell
    shown = [name for name in else_equal if name != "policy" or len(np.unique(column(runs, name))) > 1]
    sheets = {
        outcome: [
            _sheet(column(runs, outcome), cell, world, own == side, len(worlds))
            for side in (value, pair.against)
        ]
        for outcome in outcomes
    }
    for group in dict.fromkeys(groups.tolist()):
        mine = np.flatnonzero(groups == group)
        cells = np.unique(cell[mine])
        scenario, contrast = (str(column(runs, name)[mine[0]]) for name in ("scenario", "contrast"))
        place = () if averaged else _place(runs, shown, int(mine[0]))
        for outcome, sheet in sheets.items():
            a, b = (side[cells] for side in sheet)
            both = ~(np.isnan(a) | np.isnan(b))
            means = (mean_over(np.where(both, one, np.nan), axis=0) for one in (a, b))
            yield (
                scenario,
                contrast,
                place,
                outcome,
                paired(*means, smallest=smallest.get(outcome), seed=seed),
            )


def _sheet(
    values: np.ndarray, cell: np.ndarray, world: np.ndarray, mine: np.ndarray, worlds: int
) -> np.ndarray:
    shape = (int(cell.max()) + 1, worlds)
    return crossed(cell[mine], world[mine], values.astype(float)[mine], shape)


def _place(runs: Runs, factors: Sequence[str], row: int) -> tuple[tuple[str, Value], ...]:
    """The factors that have a value in a row, and their values."""
    columns = ((name, column(runs, name)) for name in factors)
    return tuple(
        (name, float(values[row]) if is_numeric(values) else str(values[row]))
        for name, values in columns
        if given(values[row : row + 1])[0]
    )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:g}"
