"""Sobol bars: each factor's share of the variance of an outcome, alone and with all others."""

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.sobol import SobolIndices, sobol
from sim.analysis.wording import words
from sim.english import counted, listed
from sim.units import percent_span, shown
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import BLUE, INK, SKY, bars, blank, dressed, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "sobol", 40
NOTE = "Shares of variance over the ranges that were sampled, with 95% intervals."


def show(study: Study) -> Found:
    """First-order and total indices of every outcome, in each setting."""
    finished = study.finished
    drawn, tables, notes = [], {}, []
    for outcome in study.outcomes:
        for found in sobol(finished.runs, finished.question, outcome):
            setting = (found.scenario, found.contrast, found.policy)
            drawn.append(study.titled(sobol_bars(found), setting))
            tables[study.headed(shown(outcome).label, setting)] = found.rows()
            if beyond := said_of_beyond(found):
                notes.append(beyond)
            if found.dropped:
                left_out = counted(found.dropped, "base point")
                notes.append(f"{shown(outcome).label}: {left_out} left out, undefined or missing")
    return Found(
        tuple(drawn), tables, ("Shares of the variance of means over worlds.", *dict.fromkeys(notes))
    )


def said_of_beyond(found: SobolIndices) -> str:
    """That some shares are estimated beyond what a share can be, where they are."""
    beyond = [
        words(one.factor) for one in found.factors if any(share > 1.0 for share in (one.first, one.total))
    ]
    if not beyond:
        return ""
    return (
        f"{shown(found.outcome).label}: the share of {listed(beyond)} is estimated above 100%, which none can be: the"
        f" estimate from {counted(found.base, 'base point')} is rough. Go by its interval, or take more points."
    )


def sobol_bars(found: SobolIndices, *, title: str = "") -> "Figure":
    """First-order and total Sobol indices with 95% intervals, the largest total on top."""
    figure, table, label = blank(), found.rows(), shown(found.outcome).label
    for name, color in (("total", SKY), ("first", BLUE)):
        share, low, high = pulled(table, name, f"{name} low", f"{name} high")
        figure.add_bar(
            x=share,
            y=[words(index.factor) for index in found.factors],
            orientation="h",
            name="alone (first order)" if name == "first" else "with all others (total)",
            error_x=bars(share, low, high),
            marker={"color": color},
        )
    if not np.isnan(found.noise):
        outer = [words(found.factors[place].factor) for place in (0, -1)]
        style = {"color": INK, "dash": "dot"}
        figure.add_scatter(
            x=[found.noise] * 2, y=outer, mode="lines", name="luck that is left in means", line=style
        )
    top = found.factors[0]
    finding = f"{label} never changes"
    if not np.isnan(top.total):
        ends = percent_span(*top.total_interval)
        finding = f"{words(top.factor)} has a part in {top.total:.0%} of the variance of {label} {ends}"
        finding += "" if np.isnan(found.luck) else f"; luck is {found.luck:.0%} of a single run's"
    figure.update_yaxes(autorange="reversed")
    x = "share of the variance of means over worlds (1)"
    return dressed(figure, title or finding, table, x=x, height=180 + 44 * len(table))
