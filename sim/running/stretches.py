"""Runs that are measured over stretches of their years: a few numbers each instead of thousands of weeks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import nan

import numpy as np

from sim.model.parameters import WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.outcomes import OUTCOMES, measure
from sim.running.course import Engine, warmed_up
from sim.running.jobs import Job
from sim.running.run import branch, warm_up_of


@dataclass(frozen=True, order=True)
class Stretch:
    """Some weeks of one firm, counted from the policies' start."""

    firm: int
    start: int
    end: int

    @classmethod
    def of_years(cls, firm: int, start: float, end: float) -> "Stretch":
        """The weeks from one time to another, in years."""
        return cls(firm, round(start * WEEKS_A_YEAR), round(end * WEEKS_A_YEAR))


REVENUE_STEP = "revenue_step"
"""What an analyst sees in the firm's own books: t of quarterly revenue, since the start less before it (Welch)."""

MEASURES = (*OUTCOMES, REVENUE_STEP)
"""What is measured over a stretch, in this order."""

Measured = dict[Stretch, np.ndarray]
"""Values of MEASURES by stretch."""


def measured(w: World, stretches: Collection[Stretch]) -> Measured:
    """The outcomes of a world over each stretch."""
    start = int(w.market["start"][0]) // WORKDAYS_A_WEEK
    found = {}
    for one in stretches:
        notes = w.weeks[:, one.firm]
        values, _ = measure(notes[: start + one.end], start + one.start, weekly=False)
        found[one] = np.array([*values.values(), revenue_step(notes["revenue"], start, start + one.end)])
    return found


def revenue_step(revenue: np.ndarray, start: int, end: int) -> float:
    """T of the difference between quarterly revenues after and before a week; 0 where nothing varies.

    NaN where there are not two quarters before and after.
    revenue: week by week, in the scenario's currency. start, end: weeks. Welch's t, as an analyst would take it who has
    the firm's own books and no other firm to compare with.
    """
    before, after = (_quarters(part) for part in (revenue[:start], revenue[start:end]))
    if min(len(before), len(after)) < 2:
        return nan
    error = np.sqrt(before.var(ddof=1) / len(before) + after.var(ddof=1) / len(after))
    return float((after.mean() - before.mean()) / error) if error > 0.0 else 0.0


def _quarters(weekly: np.ndarray) -> np.ndarray:
    """Sums over whole quarters, the last ones."""
    count = len(weekly) // WEEKS_A_QUARTER
    return (
        weekly[len(weekly) - count * WEEKS_A_QUARTER :]
        .astype(float)
        .reshape(count, WEEKS_A_QUARTER)
        .sum(axis=1)
    )


def run_stretches(
    job: Job, wanted: Mapping[str, Collection[Stretch]], engine: Engine = "fast"
) -> dict[str, Measured]:
    """The measures of each task of a job, by its point; the tasks share one warm-up.

    wanted: the stretches of each task, by its point.
    """
    first = job.tasks[0]
    warm = warmed_up(
        warm_up_of(task.scenario for task in job.tasks), first.seed, job.replication, first.years, engine
    )
    return {
        task.point: measured(
            branch(warm, task.scenario, task.policy, task.contrast, task.years, engine), wanted[task.point]
        )
        for task in job.tasks
    }
