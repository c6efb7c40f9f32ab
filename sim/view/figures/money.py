"""Money over time: what a way has gained on another by the end of each week, one-off costs taken off."""

from typing import TYPE_CHECKING

from sim.analysis.money import Worth
from sim.analysis.statistics import Row, estimate
from sim.analysis.wording import words
from sim.model.parameters import WEEKS_A_YEAR
from sim.units import estimated
from sim.view.theme import FAINT, blank, draw_band, draw_line, dressed, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

STEP = 4
"""Weeks between the points that are drawn."""


def gained(worth: Worth, *, title: str = "", currency: str = "currency") -> "Figure":
    """The discounted gain so far, its mean over worlds with a 95% interval."""
    figure, pair = blank(), worth.pair
    rows: list[Row] = []
    for week in [*range(STEP - 1, worth.weeks - 1, STEP), worth.weeks - 1]:
        e = estimate(worth.cumulative[:, week] / 1_000.0)
        rows.append({"year": (week + 1) / WEEKS_A_YEAR, "gained": e.mean, "low": e.low, "high": e.high})
    years, mean, low, high = pulled(rows, "year", "gained", "low", "high")
    name = f"{pair.a} minus {pair.b}"
    draw_band(figure, years, low, high, name, 0.18)
    draw_line(figure, years, mean, name)
    figure.add_hline(y=0.0, line={"color": FAINT, "dash": "dot"})
    size = estimated(mean[-1], low[-1], high[-1], signed=True, most=1)
    where = f"{words(pair.scenario)}, {words(pair.contrast)}"
    finding = f"{name}: {size} thousand {currency} in {years[-1]:g} years ({where})"
    y = f"gained so far, discounted (thousand {currency})"
    return dressed(figure, title or finding, rows, x="years under the policies", y=y)
