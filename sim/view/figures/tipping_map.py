"""Tipping map: the share of worlds that tip over two factors, and the line where it crosses a half."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.tipping_map import TippingMap
from sim.analysis.wording import words
from sim.units import number, percent, percent_span
from sim.view.theme import GRID, VERMILLION, blank, dressed, factor_axis, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def heatmap(found: TippingMap, *, title: str = "", label: str = "share of worlds that tip") -> "Figure":
    """Shares of worlds that tip, with the line where they cross a half; dotted, where their 95% intervals do."""
    figure, table, ends = blank(), found.rows(), found.intervals
    x, y = found.x.tolist(), found.y.tolist()
    left, right = _edges(x)
    bottom, top = _edges(y)
    figure.add_bar(
        x=np.tile((left + right) / 2, len(y)).tolist(),
        width=np.tile(right - left, len(y)).tolist(),
        base=np.repeat(bottom, len(x)).tolist(),
        y=np.repeat(top - bottom, len(x)).tolist(),
        marker={"color": [_cividis(float(one)) for one in found.share.ravel()], "line": {"width": 0}},
        hovertext=[
            f"{percent(share)} {percent_span(low, high)}"
            for share, low, high in zip(*pulled(table, "share", "low", "high"), strict=True)
        ],
        hoverinfo="text",
        textposition="none",
        showlegend=False,
    )
    scale = {"cmin": 0, "cmax": 1, "colorscale": "Cividis", "showscale": True}
    bar = {"title": {"text": label, "side": "right"}, "tickformat": ".0%"}
    figure.add_scatter(
        x=[None], y=[None], mode="markers", marker={"color": [0], "colorbar": bar} | scale, showlegend=False
    )
    for name, values, width, dash in (
        ("half of worlds", found.share, 3, "solid"),
        ("its 95% interval", ends[:, :, 0], 2, "dot"),
        ("", ends[:, :, 1], 2, "dot"),
    ):
        at = [_crossing(x, line) for line in values]
        style = {"color": VERMILLION, "width": width, "dash": dash}
        figure.add_scatter(x=at, y=list(y), mode="lines", line=style, name=name, showlegend=bool(name))
    turns = [place for line in found.share if (place := _crossing(x, line)) is not None]
    finding = f"nowhere under {words(found.policy)} does the {label} cross a half"
    if turns:
        finding = f"half of worlds tip between {words(found.x_factor)} {number(min(turns))} and {number(max(turns))}"
        finding += f" under {words(found.policy)}, depending on {words(found.y_factor)}"
        finding += (
            "" if len(turns) == len(y) else f"; nowhere at {len(y) - len(turns)} of its {len(y)} values"
        )
    figure.update_layout(bargap=0, barmode="overlay")
    figure.update_xaxes(range=[left[0], right[-1]], tickvals=list(x))
    figure.update_yaxes(range=[bottom[0], top[-1]], tickvals=list(y))
    across, up = factor_axis(found.x_factor), factor_axis(found.y_factor)
    return dressed(figure, title or finding, table, x=across, y=up, height=480)


def _cividis(share: float) -> str:
    """The colour of a share; the palette is Nuñez et al. 2018's, doi:10.1371/journal.pone.0199239."""
    from plotly.colors import sample_colorscale

    return GRID if np.isnan(share) else str(sample_colorscale("Cividis", [share])[0])


def _edges(values: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Where cells around ascending values begin and end: midway, the outermost as wide on either side."""
    centres = np.asarray(values, float)
    if len(centres) == 1:
        return centres - 0.5, centres + 0.5
    middles = (centres[1:] + centres[:-1]) / 2
    first, last = 2 * centres[0] - middles[0], 2 * centres[-1] - middles[-1]
    return np.array([first, *middles]), np.array([*middles, last])


def _crossing(x: Sequence[float], shares: np.ndarray) -> float | None:
    """Where shares over x first cross a half, between the values that were run; None if they do not."""
    for at in range(len(x) - 1):
        a, b = shares[at] - 0.5, shares[at + 1] - 0.5
        if a * b <= 0.0 and a != b:
            return float(x[at] + a / (a - b) * (x[at + 1] - x[at]))
    return None
