"""Tipping points of a finished experiment, refined: more of its worlds are run where the tipping point must lie."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from sim.analysis.finished import Finished
from sim.analysis.runs import SETTING, by_point, column, levels
from sim.analysis.tipping import TippingPoint, tipping_point
from sim.design.designs import points_of
from sim.design.factors import Factor, Value
from sim.design.question import Sampling
from sim.design.way import PRACTICES
from sim.errors import InputError
from sim.outcomes import OUTCOMES
from sim.policies import Policy, load_policy
from sim.running.jobs import Task, missing_jobs
from sim.store.store import Store
from sim.store.tables import POLICIES
from sim.sweeps.runner import run_jobs

STEPS = 256
"""Steps over the factor's range; a tipping point is found to within one."""


@dataclass(frozen=True)
class Tipped:
    """When a world has tipped: its outcome is above a threshold, or below."""

    outcome: str
    threshold: float
    above: bool

    @classmethod
    def of(cls, finished: Finished, outcome: str, above: float | None, below: float | None) -> "Tipped":
        """By the threshold given, or the middle of the design's range of means, passed in the unwanted direction."""
        if above is not None or below is not None:
            return cls(outcome, above if above is not None else float(below or 0.0), above is not None)
        means = by_point(finished.runs, outcome).means
        if np.isnan(means).all():
            raise InputError(f"--outcome must be defined in some runs, got {outcome}, which is in none")
        middle = float(np.nanmin(means) + np.nanmax(means)) / 2.0
        return cls(outcome, middle, OUTCOMES[outcome].better <= 0)

    def holds(self, values: np.ndarray) -> np.ndarray:
        """1 where tipped, 0 where not, NaN where the outcome is undefined."""
        passed = values > self.threshold if self.above else values < self.threshold
        return np.where(np.isnan(values), np.nan, passed.astype(float))


@dataclass(frozen=True)
class Tipping:
    """A tipping point and where it was looked for: policy, and the setting of everything else."""

    setting: Mapping[str, Value]
    point: TippingPoint


def refine(
    finished: Finished,
    factor: str,
    tipped: Tipped,
    *,
    budget: int,
    workers: int | None = None,
    policies: Path | None = None,
    on_found: Callable[[str], None] = lambda line: None,
) -> list[Tipping]:
    """The tipping point along a factor, for each policy, contrast, scenario and combination of the other factors.

    It begins with the design's values. Other factors of a grid take their values in turn; of one_at_a_time they stay
    as the scenario has them. The worlds are those that the experiment met; runs are kept in its store.
    """
    question = finished.question
    managed = _as_run(finished, policies)
    values = {one.name: levels(column(finished.runs, one.name)) for one in question.factors}
    begin = [float(value) for value in values.pop(factor)]
    if budget < len(begin):
        raise InputError(f"--budget must be {len(begin)} or more, the values of the design, got {budget}")
    if question.sampling.kind != "grid":
        values = {}
    axes: list[Sequence[Value]] = [
        question.scenarios,
        question.contrasts,
        question.policies,
        *values.values(),
    ]
    found = []
    for place in product(*axes):
        setting: dict[str, Value] = dict(zip((*SETTING, *values), place, strict=True))

        def evaluate(value: float, setting: Mapping[str, Value] = setting) -> np.ndarray:
            task = _task(finished, {**setting, factor: value}, managed)
            store = Store(finished.folder)
            jobs = missing_jobs([task], range(finished.worlds), store.complete(series=question.series))
            run_jobs(jobs, finished.folder, workers=workers, series=question.series)
            runs = store.runs([task.point])
            mine = column(runs, "replication") < finished.worlds
            return tipped.holds(column(runs, tipped.outcome).astype(float)[mine])

        step = float(np.ptp(begin)) / STEPS
        point = tipping_point(evaluate, begin, tolerance=step, budget=budget, policy=str(setting["policy"]))
        where = ", ".join(str(value) for value in setting.values())
        on_found(f"{where}: {len(point.shares)} values of {factor}")
        found.append(Tipping(setting, point))
    return found


def _as_run(finished: Finished, policies: Path | None) -> list[Policy]:
    """The question's policies as they were run, before a point changes them; what steers comes from its file."""
    named = dict(
        zip(finished.design["point"].to_pylist(), finished.design["policy"].to_pylist(), strict=True)
    )
    stored = finished.stored
    digests = {
        named[point]: digest
        for point, digest in zip(
            stored["point"].to_pylist(), stored["policy_digest"].to_pylist(), strict=True
        )
    }
    store = Store(finished.folder)
    own = {
        name: {lever.removeprefix(PRACTICES): value for lever, value in values.items()}
        for name, values in finished.own_values.items()
    }
    return [
        Policy.from_content(name, store.content(POLICIES, digests[name]), policies).replace(own[name])
        if name in digests
        else load_policy(name, policies)
        for name in finished.question.policies
    ]


def _task(finished: Finished, setting: Mapping[str, Value], managed: Sequence[Policy]) -> Task:
    """The task of the question's point in a setting."""
    factors = tuple(
        Factor(name=name, values=(value,)) for name, value in setting.items() if name not in SETTING
    )
    there = {"scenarios": (setting["scenario"],), "factors": factors, "sampling": Sampling()}
    wanted = setting["policy"], setting["contrast"]
    return next(
        point.task
        for point in points_of(finished.question.model_copy(update=there), managed)
        if (point.policy.name, point.contrast) == wanted
    )
