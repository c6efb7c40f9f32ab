"""Paired differences between policies at each point of a design, corrected for how many are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.experiment.analysis.runs import Runs, codes, column, crossed, given, is_numeric, mean_over
from sim.experiment.question import Value, Versus
from sim.experiment.statistics import PairedDifference, holm, paired


@dataclass(frozen=True)
class Difference:
    """A policy less another in one outcome, all else equal: in one scenario, under one contrast, at one place."""

    scenario: str
    contrast: str
    place: tuple[tuple[str, Value], ...]  # factors and their values; empty where points are averaged
    policy: str
    against: str
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


def differences(
    runs: Runs,
    pairs: Sequence[Versus],
    outcomes: Sequence[str],
    factors: Sequence[str],
    *,
    averaged: bool = False,
    seed: int = 0,
) -> list[Difference]:
    """Differences of the pairs at each place, a place being where scenario, contrast and all factors agree.

    averaged: over all places of a scenario and contrast, world by world, instead of one by one.
    """
    worlds, world = np.unique(column(runs, "replication"), return_inverse=True)
    cell = codes(runs, ["scenario", "contrast", *factors])
    groups = codes(runs, ["scenario", "contrast"]) if averaged else cell
    policy = column(runs, "policy").astype(str)
    sheets = {
        (outcome, name): _sheet(column(runs, outcome), cell, world, policy == name, len(worlds))
        for outcome in outcomes
        for name in {name for versus in pairs for name in (versus.policy, versus.against)}
    }
    found = []
    for group in dict.fromkeys(groups.tolist()):
        mine = np.flatnonzero(groups == group)
        cells = np.unique(cell[mine])
        scenario, contrast = (str(column(runs, name)[mine[0]]) for name in ("scenario", "contrast"))
        place = () if averaged else _place(runs, factors, int(mine[0]))
        for versus in pairs:
            for outcome in outcomes:
                a, b = (sheets[outcome, name][cells] for name in (versus.policy, versus.against))
                both = ~(np.isnan(a) | np.isnan(b))
                means = (mean_over(np.where(both, one, np.nan), axis=0) for one in (a, b))
                d = paired(*means, seed=seed)
                found.append((scenario, contrast, place, versus.policy, versus.against, outcome, d))
    adjusted = holm([one[-1].p_value for one in found])
    return [Difference(*one, float(p)) for one, p in zip(found, adjusted, strict=True)]


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
