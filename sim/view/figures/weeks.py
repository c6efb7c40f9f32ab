"""Fan charts: outcomes week by week, where an experiment keeps them (`series = true`)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.model.parameters import WEEKS_A_QUARTER
from sim.units import number, shown
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import blank, draw_band, draw_line, dressed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "weeks", 70
NOTE = "Bands hold half and 90% of the worlds, of all points together."


def show(study: Study) -> Found:
    """Each outcome week by week under each policy: the median world, and where half and 90% of the worlds lie.

    A figure for each scenario and contrast; the worlds of all points of a policy are taken together.
    """
    study.require(ANALYSIS)
    drawn, tables = [], {}
    design, series = study.finished.design, study.finished.series
    settings = list(zip(design["scenario"].to_pylist(), design["contrast"].to_pylist(), strict=True))
    for scenario, contrast in dict.fromkeys(settings):
        points: dict[str, list[str]] = {}
        for point, policy, setting in zip(
            design["point"].to_pylist(), design["policy"].to_pylist(), settings, strict=True
        ):
            if setting == (scenario, contrast):
                points.setdefault(policy, []).append(point)
        for outcome in study.outcomes:
            worlds = {policy: by_week(series, mine, outcome) for policy, mine in points.items()}
            weeks = list(range(1, next(iter(worlds.values())).shape[1] + 1))
            figure = fan(weeks, worlds, outcome, currency=study.currency)
            drawn.append(figure)
            quarterly: list[Row] = [
                row for row in figure.layout.meta["table"] if row["week"] % WEEKS_A_QUARTER == 0
            ]
            tables[study.headed(f"{outcome}, at quarters' ends", (scenario, contrast, ""))] = quarterly
    note = "Worlds of all points of a policy together: bands hold half and 90% of them; lines are medians."
    return Found(tuple(drawn), tables, (note,))


def by_week(series: pa.Table, points: Sequence[str], outcome: str) -> np.ndarray:
    """An outcome as values[run, week] of some points' runs."""
    mine = series.filter(pc.is_in(series["point"], pa.array(list(dict.fromkeys(points)))))
    ordered = mine.sort_by([("point", "ascending"), ("replication", "ascending"), ("week", "ascending")])
    weeks = len(pc.unique(ordered["week"]))
    values: np.ndarray = ordered[outcome].to_numpy().reshape(-1, weeks)
    return values


def fan(
    weeks: Sequence[float],
    worlds: Mapping[str, np.ndarray],
    outcome: str,
    *,
    title: str = "",
    currency: str = "currency",
) -> "Figure":
    """An outcome week by week, values[world, week] by policy: median, and where half and 90% of the worlds lie."""
    figure, out = blank(), shown(outcome, currency)
    table: list[Row] = []
    last = []
    for policy, values in worlds.items():
        q05, q25, q50, q75, q95 = (out.values(q) for q in _quantiles(values))
        draw_band(figure, weeks, q05, q95, policy, 0.12)
        draw_band(figure, weeks, q25, q75, policy, 0.25)
        draw_line(figure, weeks, q50, policy)
        last.append(f"{number(q50[-1])} under {words(policy)}")
        table += [
            {"policy": policy, "week": week, "5%": a, "25%": b, "50%": c, "75%": d, "95%": e}
            for week, a, b, c, d, e in zip(weeks, q05, q25, q50, q75, q95, strict=True)
        ]
    finding = f"by week {number(weeks[-1])}, median {out.axis} is {', '.join(last)}"
    return dressed(figure, title or finding, table, x="week", y=out.axis)


def _quantiles(values: np.ndarray) -> np.ndarray:
    """The 5%, 25%, 50%, 75% and 95% of values[world, week] in each week; NaN in weeks in which nothing is defined."""
    found = np.full((5, values.shape[1]), np.nan)
    known = ~np.isnan(values).all(axis=0)
    found[:, known] = np.nanquantile(values[:, known], (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
    return found
