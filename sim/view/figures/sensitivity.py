"""Figures of what matters: effects, variance, screening, and the conditions that lead into a region.

As in sim.view.figures.plots, the title states the finding, intervals are shown, and meta["table"] has the numbers.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.discovery import Discovery
from sim.analysis.effects import Effects, LevelMean
from sim.analysis.morris import MorrisEffects
from sim.analysis.sobol import SobolIndices
from sim.analysis.statistics import Row
from sim.view.theme import (
    BLUE,
    INK,
    SKY,
    VERMILLION,
    amount,
    bars,
    blank,
    draw_line,
    dressed,
    factor_axis,
    level,
    pulled,
    shown,
    span,
    words,
)

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def tornado(effects: Effects, *, most: int = 15, title: str = "", currency: str = "currency") -> "Figure":
    """Main effects, the largest on top: what going from a factor's low to its high end does, with 95% intervals."""
    figure, out, main = blank(), shown(effects.outcome, currency), effects.main[:most]
    table: list[Row] = [
        {
            "factor": effect.factor,
            "from": effect.low,
            "to": effect.high,
            "effect": out.value(effect.judged.difference.mean),
            "low": out.value(effect.judged.difference.interval.low),
            "high": out.value(effect.judged.difference.interval.high),
            "unit": out.difference_unit,
            "verdict": effect.judged.verdict,
        }
        for effect in main
    ]
    mean, low, high = pulled(table, "effect", "low", "high")
    figure.add_bar(
        x=mean,
        y=[f"{words(e.factor)}: {level(e.low)} → {level(e.high)}" for e in main],
        orientation="h",
        error_x=bars(mean, low, high),
        marker={"color": [VERMILLION if value < 0 else BLUE for value in mean]},
    )
    figure.update_yaxes(autorange="reversed")
    told = f"nothing moves {out.label} clearly"
    largest = next((at for at, effect in enumerate(main) if effect.judged.mark), None)
    if largest is not None:
        size = amount(mean[largest], out.difference_unit, signed=True)
        ends = f"{size} {span(low[largest], high[largest], signed=True)}"
        told = f"{words(main[largest].factor)} moves {out.label} most: {ends}"
    x = f"{out.label}, effect ({out.difference_unit})"
    return dressed(figure, title or told, table, x=x, height=160 + 32 * len(table))


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
    told = f"{out.label} is nowhere defined"
    if spans:
        size, factor, of = max(spans)
        under = f" under {words(of)}" if of else ""
        told = f"{out.label} moves most over {words(factor)}{under}: by {amount(size, out.difference_unit)}"
    return dressed(figure, title or told, table, height=140 + 260 * down)


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
    told = f"{label} never changes"
    if not np.isnan(top.total):
        ends = f"[{top.total_interval.low:.0%}, {top.total_interval.high:.0%}]"
        told = f"{words(top.factor)} has a part in {top.total:.0%} of the variance of {label} {ends}"
        told += "" if np.isnan(found.luck) else f"; luck is {found.luck:.0%} of a single run's"
    figure.update_yaxes(autorange="reversed")
    x = "share of the variance of means over worlds (1)"
    return dressed(figure, title or told, table, x=x, height=180 + 44 * len(table))


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
    ends = f"{amount(size[0], out.difference_unit)} {span(size_ends[0][0], size_ends[1][0])}"
    told = f"{words(found.factors[0].factor)} moves {out.label} most, by {ends} over its range"
    x, y = (
        f"{what} ({out.difference_unit})" for what in ("mean size of effects, μ*", "spread of effects, σ")
    )
    return dressed(figure, title or told, table, x=x, y=y)


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
    told = found.rule()
    for limit in found.chosen.limits:
        told = told.replace(limit.factor, words(limit.factor))
    return dressed(figure, title or told, found.rows(), x=x, y=y, height=480)
