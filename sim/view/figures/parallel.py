"""Parallel coordinates: every point of a design as a line over its factors; those that lead into a region stand out."""

from collections.abc import Mapping, Sequence
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.runs import is_numeric, levels
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.view.theme import FAINT, INK, VERMILLION, bars, blank, dressed, level, wrapped

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

SPAN = (0.05, 0.5, 0.95)
"""Quantiles of the highlighted points that each axis shows."""

HALF = 0.5
"""Share of a point's worlds in the region from which on the point counts as leading there."""


def parallel_coordinates(
    factors: Mapping[str, np.ndarray], share: np.ndarray, region: str, *, title: str = ""
) -> "Figure":
    """A line a point, over the factors; highlighted where most of the point's worlds are in the region.

    factors: name to its value at each point, numbers or words. share: of worlds in the region, by point; NaN where
    nothing is known, and left out. The table shows where such points lie on each factor.
    """
    known = ~np.isnan(share)
    inside = share[known] >= HALF
    places = {name: _placed(values[known]) for name, values in factors.items()}
    figure = blank()
    for there, name, color, width in (
        (~inside, "other points", FAINT, 0.8),
        (inside, f"most worlds in {region}", VERMILLION, 1.4),
    ):
        lines = np.full((int(there.sum()), len(places) + 1), np.nan)  # a gap after each line
        for axis, place in enumerate(places.values()):
            lines[:, axis] = place[there]
        x = np.tile(np.arange(len(places) + 1, dtype=float), len(lines))
        figure.add_scatter(
            x=x.tolist(),
            y=[None if np.isnan(value) else float(value) for value in lines.ravel()],
            mode="lines",
            name=f"{name} ({int(there.sum())})",
            line={"color": color, "width": width},
            opacity=0.7,
            hoverinfo="skip",
        )
    if inside.any():
        _add_spans(figure, [place[inside] for place in places.values()])
    numeric = {name: place for name, place in places.items() if is_numeric(factors[name])}
    rows = [_row(name, values[known], inside) for name, values in factors.items()]
    ends = [wrapped(f"{words(name)}: {_ends(values[known])}", 16) for name, values in factors.items()]
    figure.update_xaxes(
        tickvals=list(range(len(ends))),
        ticktext=ends,
        range=[-0.5, len(ends) - 0.5],
        tickangle=0,
    )
    figure.update_yaxes(range=[-0.04, 1.04], showticklabels=False)
    return dressed(
        figure,
        title or _finding(numeric, inside, region),
        rows,
        x="factors",
        y="from the least to the most",
        height=460,
    )


def _add_spans(figure: "Figure", places: Sequence[np.ndarray]) -> None:
    """On each axis the median of the highlighted points, and where nine in ten of them lie."""
    low, middle, high = np.array([np.quantile(place, SPAN) for place in places]).T
    figure.add_scatter(
        x=list(range(len(places))),
        y=middle.tolist(),
        error_y=bars(middle.tolist(), low.tolist(), high.tolist()),
        mode="markers",
        name="median of these, and nine in ten",
        marker={"color": INK, "size": 9},
    )


def _placed(values: np.ndarray) -> np.ndarray:
    """Values as places from 0 to 1 on their axis."""
    if is_numeric(values):
        low, high = float(values.min()), float(values.max())
        return (values - low) / (high - low) if high > low else np.full(len(values), HALF)
    known = list(levels(values))
    return np.array([known.index(str(value)) for value in values]) / max(1, len(known) - 1)


def _ends(values: np.ndarray) -> str:
    """What stands at the two ends of an axis."""
    known = levels(values)
    return level(known[0]) if len(known) == 1 else f"{level(known[0])} … {level(known[-1])}"


def _row(name: str, values: np.ndarray, inside: np.ndarray) -> Row:
    """Where the highlighted points lie on one factor."""
    row: Row = {"factor": words(name), "points": int(inside.sum()), "range": _ends(values)}
    spread = np.quantile(values[inside], SPAN) if is_numeric(values) and inside.any() else (nan, nan, nan)
    return row | {f"{share:.0%}": float(value) for share, value in zip(SPAN, spread, strict=True)}


def _finding(places: Mapping[str, np.ndarray], inside: np.ndarray, region: str) -> str:
    """On which factor the highlighted points lie most to one side."""
    if not inside.any() or inside.all():
        return f"{'Every' if inside.all() else 'No'} point has most of its worlds in {region}"
    leads = f"{int(inside.sum())} of {len(inside)} points {'leads' if inside.sum() == 1 else 'lead'} into {region}"
    moved = {name: float(place[inside].mean() - place.mean()) for name, place in places.items()}
    if not moved:
        return leads
    most = max(moved, key=lambda name: abs(moved[name]))
    side = "high" if moved[most] > 0.0 else "low"
    lie = "it lies" if inside.sum() == 1 else "they lie"
    return f"{leads}; {lie} {side} on {words(most)} above all"
