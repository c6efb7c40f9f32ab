"""Morris scatter: how much each factor moves an outcome over its range, and how unevenly."""

from math import isnan
from typing import TYPE_CHECKING

from sim.analysis.morris import MorrisEffects, morris
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.english import counted
from sim.units import estimated, shown, with_unit
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import BLUE, bars, blank, dressed, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "morris", 50
NOTE = "Right: matters much. Up: interacts or curves. Bars: 95% intervals."


def show(study: Study) -> Found:
    """Mean size and spread of elementary effects on every outcome, in each setting."""
    finished = study.finished
    drawn, tables, notes = [], {}, []
    for outcome in study.outcomes:
        for found in morris(finished.runs, finished.question, outcome):
            setting = (found.scenario, found.contrast, found.policy)
            figure = study.titled(morris_scatter(found, currency=study.currency), setting)
            drawn.append(figure)
            heading = study.headed(shown(outcome, study.currency).axis, setting)
            tables[heading] = list(figure.layout.meta["table"])
            if found.dropped:
                left_out = counted(found.dropped, "trajectory")
                notes.append(f"{shown(outcome).label}: {left_out} left out, undefined or missing")
    note = "μ* is the mean size of a factor's effect over its range, σ its spread: interaction or curvature."
    return Found(tuple(drawn), tables, (note, *notes))


def morris_scatter(found: MorrisEffects, *, title: str = "", currency: str = "currency") -> "Figure":
    """Mean size and spread of elementary effects, with 95% intervals: far right matters, far up interacts or curves."""
    figure, out = blank(), shown(found.outcome, currency)
    table: list[Row] = [
        {key: out.value(value) if isinstance(value, float) else value for key, value in row.items()}
        for row in found.rows()
    ]
    size, *size_ends = pulled(table, "mu*", "mu* low", "mu* high")
    spread, *spread_ends = pulled(table, "sigma", "sigma low", "sigma high")
    figure.add_scatter(
        x=size,
        y=spread,
        error_x=bars(size, *size_ends),
        error_y=bars(spread, *spread_ends),
        text=[words(one.factor) for one in found.factors],
        textposition="top right",
        mode="markers+text",
        marker={"size": 9, "color": BLUE},
    )
    ends = with_unit(estimated(size[0], size_ends[0][0], size_ends[1][0]), out.difference_unit)
    finding = f"{words(found.factors[0].factor)} moves {out.label} most, by {ends} over its range"
    if isnan(size[0]):
        finding = f"what moves {out.label} is not known: it is undefined at too many points"
    x, y = (
        f"{what} ({out.difference_unit})" for what in ("mean size of effects, μ*", "spread of effects, σ")
    )
    return dressed(figure, title or finding, table, x=x, y=y)
