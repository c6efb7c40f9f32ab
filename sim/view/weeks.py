"""Outcomes week by week, in fan charts: where an experiment keeps them (`series = true`)."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sim.analysis.finished import Finished
from sim.analysis.statistics import Row
from sim.view.analyses import Found, currency_of, headed, require_fit
from sim.view.figures import plots as figures

QUARTER = 13


def show_weeks(finished: Finished, outcomes: Sequence[str]) -> Found:
    """Each outcome week by week under each policy: the median world, and where half and 90% of the worlds lie.

    A figure for each scenario and contrast; the worlds of all points of a policy are taken together.
    """
    require_fit("weeks", finished)
    currency, drawn, tables = currency_of(finished), [], {}
    design, series = finished.design, finished.series
    settings = list(zip(design["scenario"].to_pylist(), design["contrast"].to_pylist(), strict=True))
    for scenario, contrast in dict.fromkeys(settings):
        points: dict[str, list[str]] = {}
        for point, policy, setting in zip(
            design["point"].to_pylist(), design["policy"].to_pylist(), settings, strict=True
        ):
            if setting == (scenario, contrast):
                points.setdefault(policy, []).append(point)
        for outcome in outcomes:
            worlds = {policy: by_week(series, mine, outcome) for policy, mine in points.items()}
            weeks = list(range(1, next(iter(worlds.values())).shape[1] + 1))
            figure = figures.fan(weeks, worlds, outcome, currency=currency)
            drawn.append(figure)
            quarterly: list[Row] = [row for row in figure.layout.meta["table"] if row["week"] % QUARTER == 0]
            tables[headed(f"{outcome}, at quarters' ends", finished, (scenario, contrast, ""))] = quarterly
    note = "Worlds of all points of a policy together: bands hold half and 90% of them; lines are medians."
    return Found(tuple(drawn), tables, (note,))


def by_week(series: pa.Table, points: Sequence[str], outcome: str) -> np.ndarray:
    """An outcome as values[run, week] of some points' runs."""
    mine = series.filter(pc.is_in(series["point"], pa.array(list(dict.fromkeys(points)))))
    ordered = mine.sort_by([("point", "ascending"), ("replication", "ascending"), ("week", "ascending")])
    weeks = len(pc.unique(ordered["week"]))
    values: np.ndarray = ordered[outcome].to_numpy().reshape(-1, weeks)
    return values
