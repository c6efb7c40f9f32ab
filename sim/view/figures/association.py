"""Regression bars: how an outcome goes with each factor over the points of a sampled design."""

from typing import TYPE_CHECKING

from sim.analysis.association import Associations
from sim.analysis.wording import words
from sim.english import counted, listed
from sim.units import estimated, shown
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import BLUE, VERMILLION, bars, blank, dressed, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "regression", 35
NOTE = "Standard deviations of the outcome for one of the factor, all others equal. Bars: 95% intervals over points."

POOR = 0.5
"""Share of variance explained below which a straight line says little."""


def show(study: Study) -> Found:
    """Regression coefficients and rank correlations of every outcome, in each setting."""
    drawn, tables, poor = [], {}, []
    for found in study.associations:
        setting = (found.scenario, found.contrast, found.policy)
        drawn.append(study.titled(association_bars(found), setting))
        tables[study.headed(shown(found.outcome).label, setting)] = found.rows()
        if not found.explained >= POOR:
            poor.append(f"{shown(found.outcome).called} ({found.explained:.0%})")
    notes = [NOTE]
    if poor:
        notes.append(
            f"A straight line explains less than half of the variance between points in {listed(poor)}: look at rank"
            " correlations, and at `sim analyse discover`."
        )
    return Found(tuple(drawn), tables, tuple(notes))


def association_bars(found: Associations, *, most: int = 15, title: str = "") -> "Figure":
    """Regression coefficients with 95% intervals, the largest on top."""
    figure, label = blank(), shown(found.outcome).label
    table = found.rows()[:most]
    slope, low, high = pulled(table, "regression", "low", "high")
    figure.add_bar(
        x=slope,
        y=[words(one.factor) for one in found.factors[:most]],
        orientation="h",
        error_x=bars(slope, low, high),
        marker={"color": [VERMILLION if value < 0 else BLUE for value in slope]},
    )
    figure.update_yaxes(autorange="reversed")
    clear = next((one for one in found.factors if one.clear), None)
    finding = f"{label} goes clearly with none of {counted(len(found.factors), 'factor')}"
    if clear is not None:
        size = estimated(clear.slope, *clear.slope_interval, signed=True)
        finding = f"{label} goes most with {words(clear.factor)}: {size} standard deviations for one"
    x = f"{label}, standard deviations for one of the factor"
    return dressed(figure, title or finding, table, x=x, height=160 + 32 * len(table))
