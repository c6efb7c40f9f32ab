"""Means of every policy as rows, in the units in which outcomes are shown."""

from collections.abc import Iterator

import numpy as np

from sim.analysis.runs import Runs, column, select
from sim.analysis.statistics import Estimate, Row, estimate
from sim.units import shown
from sim.view.study import Study


def mean_rows(study: Study) -> Iterator[Row]:
    """A row for each setting, policy and outcome: mean and 95% interval over worlds, points averaged."""
    for (scenario, contrast, _), runs in study.settings():
        for policy in study.finished.question.policies:
            mine = select(runs, policy=policy)
            for outcome in study.outcomes:
                out, e = shown(outcome, study.currency), mean_of(mine, outcome)
                mean, low, high = (out.value(value) for value in (e.mean, e.low, e.high))
                where: Row = {"scenario": scenario, "contrast": contrast, "policy": policy}
                what: Row = {"outcome": out.label, "unit": out.unit, "mean": mean, "low": low, "high": high}
                yield where | what | {"worlds": e.worlds}


def mean_of(runs: Runs, outcome: str) -> Estimate:
    """The mean over worlds; where a world has several points, its own mean first."""
    values, worlds = column(runs, outcome).astype(float), column(runs, "replication")
    each = [values[worlds == world] for world in np.unique(worlds)]
    known = [one[~np.isnan(one)] for one in each]
    return estimate(np.array([one.mean() for one in known if len(one)]))
