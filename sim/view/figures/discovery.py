"""Discovery: the boxes of conditions that lead into a region of an outcome."""

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.discovery import Discovery, discover
from sim.analysis.finished import Finished
from sim.analysis.runs import Region, at_points, by_point, mean_over, varied
from sim.analysis.wording import words
from sim.english import counted
from sim.errors import InputError
from sim.outcomes import OUTCOMES
from sim.view.figures import Found
from sim.view.figures.parallel import parallel_coordinates
from sim.view.study import Study
from sim.view.theme import INK, SKY, VERMILLION, bars, blank, dressed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def show_discovery(study: Study, region: Region) -> Found:
    """Conditions that lead into a region of an outcome."""
    study.require("discover")
    finished = study.finished
    factors = varied(finished.runs, finished.factors)
    found = discover(finished.runs, factors, region)
    held = "it holds" if found.holds else "it does not hold clearly"
    note = f"On {counted(found.holdout_points, 'point')} in the box that had no part in finding it, {held}."
    twins = "Points that differ in scenario, contrast or policy alone are found from, or held out, together."
    share = mean_over(region.holds(by_point(finished.runs, region.outcome).values), axis=1)
    lines = parallel_coordinates(
        {name: at_points(finished.runs, name) for name in factors}, share, region.words()
    )
    figure = discovery_tradeoff(found)
    return Found(
        (figure, lines),
        {f"boxes, from everywhere inwards: {region.words()}": found.rows()},
        (_rule(found), note, twins),
    )


def _rule(found: Discovery) -> str:
    """The box that was found, as a sentence with the factors' names for readers."""
    rule = found.rule()
    for limit in found.chosen.limits:
        rule = rule.replace(limit.factor, words(limit.factor))
    return rule


def worst_quarter(finished: Finished, outcome: str) -> Region:
    """The region of an outcome's worst quarter of points; the highest, where neither way is worse."""
    means = by_point(finished.runs, outcome).means
    if np.isnan(means).all():
        raise InputError(f"--outcome must be defined in some runs, got {outcome}, which is in none")
    if OUTCOMES[outcome].better > 0:
        return Region(outcome, high=float(np.nanquantile(means, 0.25)))
    return Region(outcome, low=float(np.nanquantile(means, 0.75)))


def discovery_tradeoff(found: Discovery, *, title: str = "") -> "Figure":
    """Coverage against density along the peeling; the chosen box, and how it does on points held out."""
    figure, boxes = blank(), found.trajectory
    figure.add_scatter(
        x=[box.coverage for box in boxes],
        y=[box.density for box in boxes],
        mode="lines+markers",
        name="boxes, from everywhere inwards",
        line={"color": SKY, "width": 1},
        marker={
            "size": 8,
            "color": [len(box.limits) for box in boxes],
            "colorscale": "Cividis",
            "colorbar": {"title": {"text": "conditions", "side": "right"}, "dtick": 1},
        },
        hovertext=[box.rule() for box in boxes],
    )
    figure.add_scatter(
        x=[found.chosen.coverage],
        y=[found.chosen.density],
        mode="markers",
        name="chosen",
        marker={"size": 14, "color": VERMILLION, "symbol": "star"},
    )
    low, high = found.holdout_interval
    figure.add_scatter(
        x=[found.holdout_coverage],
        y=[found.holdout_density],
        error_y=bars([found.holdout_density], [low], [high]),
        mode="markers",
        name="chosen, on points held out",
        marker={"size": 11, "color": INK, "symbol": "circle-open"},
    )
    figure.update_xaxes(range=[0, 1.03], tickformat=".0%")
    figure.update_yaxes(range=[0, 1.03], tickformat=".0%")
    x, y = (
        "coverage (share of such runs that the box holds)",
        "density (share of the box's runs that are such)",
    )
    return dressed(figure, title or _rule(found), found.rows(), x=x, y=y, height=480)
