"""Levels: the mean outcome at each level of each factor, a panel a factor and a line a policy."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.effects import LevelMean, profiles
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.units import amount, shown
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import bars, draw_line, dressed, factor_axis, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "effects", 31
NOTE = "Means over worlds, with 95% intervals."

MOST_FACTORS = 3
"""Factors beyond which a report leaves the panels out: they would be too small to read."""


def show(study: Study) -> Found:
    """Mean outcomes by level and policy, a figure for each outcome, scenario and contrast."""
    if not study.finished.factors:
        return Found()
    return Found(tuple(figure for outcome in study.outcomes for figure in _by_setting(study, outcome)))


def in_report(study: Study) -> Iterator["Figure"]:
    """Those of the first scenario and contrast, where the factors are few."""
    if 0 < len(study.finished.factors) <= MOST_FACTORS:
        for outcome in study.outcomes:
            yield next(_by_setting(study, outcome))


def _by_setting(study: Study, outcome: str) -> Iterator["Figure"]:
    for setting, runs in study.settings():
        means = profiles(runs, outcome, study.finished.factors)
        yield study.titled(small_multiples(means, outcome, currency=study.currency), setting)


def small_multiples(
    means: Sequence[LevelMean], outcome: str, *, title: str = "", currency: str = "currency"
) -> "Figure":
    """Mean outcome by level, a panel a factor and a line a policy, with 95% intervals, all on one scale."""
    from plotly.subplots import make_subplots

    out, factors = shown(outcome, currency), list(dict.fromkeys(mean.factor for mean in means))
    across = min(3, len(factors))
    down = -(-len(factors) // across)
    figure = make_subplots(rows=down, cols=across, shared_yaxes=True, vertical_spacing=0.3 / down)
    table: list[Row] = []
    spans = []
    for factor, of in dict.fromkeys((mean.factor, mean.of) for mean in means):
        rows: list[Row] = [
            {
                "factor": factor,
                "level": m.level,
                "of": of,
                "mean": out.value(m.estimate.mean),
                "low": out.value(m.estimate.low),
                "high": out.value(m.estimate.high),
                "unit": out.unit,
            }
            for m in means
            if (m.factor, m.of) == (factor, of)
        ]
        mean, low, high = pulled(rows, "mean", "low", "high")
        line, spot = divmod(factors.index(factor), across)
        place = {"row": line + 1, "col": spot + 1}
        draw_line(
            figure,
            [row["level"] for row in rows],
            mean,
            of,
            mode="lines+markers",
            error_y=bars(mean, low, high),
            legendgroup=of,
            showlegend=factor == factors[0] and bool(of),
            **place,
        )
        figure.update_xaxes(title_text=factor_axis(factor), **place)
        table += rows
        if np.isfinite(mean).any():
            spans.append((float(np.nanmax(mean) - np.nanmin(mean)), factor, of))
    figure.update_yaxes(title_text=out.axis, col=1)
    finding = f"{out.label} is nowhere defined"
    if spans:
        size, factor, of = max(spans)
        under = f" under {words(of)}" if of else ""
        finding = (
            f"{out.label} moves most over {words(factor)}{under}: by {amount(size, out.difference_unit)}"
        )
    return dressed(figure, title or finding, table, height=140 + 260 * down)
