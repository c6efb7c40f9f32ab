"""Figures of the findings: a line of dots with their intervals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.analysis.statistics import Row
from sim.view.theme import FAINT, INK, bars, blank, dressed, pulled, wrapped

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def dots(title: str, rows: Sequence[Row], x: str) -> "Figure":
    """Values with their 95% intervals, a line each; filled where clear.

    rows: label, value, low, high, clear, and what else the table below the figure should say.
    """
    figure = blank()
    value, low, high = pulled(rows, "value", "low", "high")
    figure.add_scatter(
        x=value,
        y=[wrapped(str(row["label"])) for row in rows],
        error_x=bars(value, low, high),
        mode="markers",
        marker={
            "size": 10,
            "color": INK,
            "symbol": ["circle" if row["clear"] else "circle-open" for row in rows],
        },
        showlegend=False,
    )
    figure.add_vline(x=0, line_color=FAINT)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    return dressed(figure, title, rows, x=x, height=150 + 24 * len(rows))
