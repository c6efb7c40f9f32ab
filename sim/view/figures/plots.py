"""Figures that compare: worlds, weeks, tenures, tipping points and trade-offs, a policy against another.

Each states its finding in its title, given or made from the data, shows intervals, and carries its numbers, a
dictionary a row, in meta["table"]. Only scatter and bar traces are used, which the smallest plotly.js draws.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.pareto import ParetoFront
from sim.analysis.statistics import Row
from sim.analysis.survival import PEAK_MONTHS, SurvivalCurve
from sim.analysis.tipping import TippingPoint
from sim.analysis.tipping_map import TippingMap
from sim.units import number, shown, span
from sim.view.theme import (
    FAINT,
    GRID,
    VERMILLION,
    bars,
    blank,
    draw_band,
    draw_line,
    dressed,
    factor_axis,
    level,
    look,
    pulled,
    words,
)

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def fan(
    weeks: Sequence[float],
    worlds: Mapping[str, np.ndarray],
    outcome: str,
    *,
    title: str = "",
    currency: str = "currency",
) -> "Figure":
    """An outcome week by week, values[world, week] by policy: median, and where half and 90% of the worlds lie."""
    figure, out = blank(), shown(outcome, currency)
    table: list[Row] = []
    last = []
    for policy, values in worlds.items():
        q05, q25, q50, q75, q95 = (
            out.values(q) for q in np.nanquantile(values, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
        )
        draw_band(figure, weeks, q05, q95, policy, 0.12)
        draw_band(figure, weeks, q25, q75, policy, 0.25)
        draw_line(figure, weeks, q50, policy)
        last.append(f"{number(q50[-1])} under {words(policy)}")
        table += [
            {"policy": policy, "week": week, "5%": a, "25%": b, "50%": c, "75%": d, "95%": e}
            for week, a, b, c, d, e in zip(weeks, q05, q25, q50, q75, q95, strict=True)
        ]
    told = f"by week {number(weeks[-1])}, median {out.axis} is {', '.join(last)}"
    return dressed(figure, title or told, table, x="week", y=out.axis)


def survival_curves(curves: Sequence[SurvivalCurve], *, title: str = "") -> "Figure":
    """The share of people still here by tenure, with 95% intervals, a group each."""
    figure = blank()
    told = []
    for curve in curves:
        months = [*range(len(curve.share) + 1)]
        known = np.isfinite(curve.low)
        if known.any():
            low, high = ([1.0, *ends[known]] for ends in (curve.low, curve.high))
            draw_band(figure, months[: len(low)], low, high, curve.group, 0.18)
        draw_line(figure, months, [1.0, *curve.share], curve.group)
        stay = f"{curve.a_year:.0%} [{curve.a_year_interval.low:.0%}, {curve.a_year_interval.high:.0%}]"
        if np.isnan(curve.a_year):
            stay = "a share not seen"
        told.append(f"{stay} under {words(curve.group)}")
    figure.add_vline(x=12, line={"color": FAINT, "dash": "dot"})
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    table = [row for curve in curves for row in curve.rows()]
    heading = title or f"of people hired, a year later there are still {', '.join(told)}"
    return dressed(figure, heading, table, x="tenure (months)", y="still here (share)")


def hazard_curves(curves: Sequence[SurvivalCurve], *, title: str = "") -> "Figure":
    """The chance to quit in each early month of tenure, with 95% intervals, a group each."""
    figure = blank()
    table: list[Row] = []
    told = []
    for curve in curves:
        rows: list[Row] = [
            {
                "group": curve.group,
                "month": at + 1,
                "hazard": float(curve.hazard[at]),
                "low": float(curve.hazard_low[at]),
                "high": float(curve.hazard_high[at]),
            }
            for at in range(min(PEAK_MONTHS, len(curve.hazard)))
        ]
        known = [row for row in rows if np.isfinite(pulled([row], "low")[0][0])]
        seen, ends_low, ends_high = pulled(known, "month", "low", "high")
        draw_band(figure, seen, ends_low, ends_high, curve.group, 0.18)
        months, hazard = pulled(rows, "month", "hazard")
        draw_line(figure, months, hazard, curve.group)
        table += rows
        peak = f"in month {curve.peak} {span(*curve.peak_interval)}" if curve.peak else "never"
        told.append(f"{peak} under {words(curve.group)}")
    figure.update_yaxes(rangemode="tozero", tickformat=".1%")
    heading = title or f"in their first two years people are most likely to quit {', '.join(told)}"
    return dressed(figure, heading, table, x="month of tenure", y="chance to quit in the month (share)")


def tipping_curves(found: Sequence[TippingPoint], factor: str, *, title: str = "") -> "Figure":
    """The share of worlds that tip by a factor's value, with 95% intervals; shaded, where each policy's point lies."""
    figure = blank()
    table: list[Row] = []
    told = []
    for point in found:
        x, share = [s.value for s in point.shares], [s.share for s in point.shares]
        low, high = [s.interval.low for s in point.shares], [s.interval.high for s in point.shares]
        error = bars(share, low, high)
        draw_line(figure, x, share, point.policy, mode="lines+markers", error_y=error)
        if np.isfinite([point.low, point.high]).all():
            fill = look(point.policy).faded(0.15)
            figure.add_vrect(x0=point.low, x1=point.high, fillcolor=fill, line_width=0, layer="below")
        table += point.rows()
        where = "has no tipping point in this range"
        if not np.isnan(point.value):
            where = f"tips at {number(point.value)} {span(point.low, point.high)}"
        told.append(f"{words(point.policy)} {where}")
    figure.add_hline(y=0.5, line={"color": FAINT, "dash": "dot"})
    figure.update_yaxes(range=[-0.02, 1.02], tickformat=".0%")
    return dressed(
        figure, title or "; ".join(told), table, x=factor_axis(factor), y="share of worlds that tip"
    )


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
        hovertext=[f"{row['share']:.0%} [{row['low']:.0%}, {row['high']:.0%}]" for row in table],
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
    told = f"nowhere under {words(found.policy)} does the {label} cross a half"
    if turns:
        told = f"half of worlds tip between {words(found.x_factor)} {number(min(turns))} and {number(max(turns))}"
        told += f" under {words(found.policy)}, depending on {words(found.y_factor)}"
        told += "" if len(turns) == len(y) else f"; nowhere at {len(y) - len(turns)} of its {len(y)} values"
    figure.update_layout(bargap=0, barmode="overlay")
    figure.update_xaxes(range=[left[0], right[-1]], tickvals=list(x))
    figure.update_yaxes(range=[bottom[0], top[-1]], tickvals=list(y))
    across, up = factor_axis(found.x_factor), factor_axis(found.y_factor)
    return dressed(figure, title or told, table, x=across, y=up, height=480)


def pareto_front(
    found: ParetoFront, x: str, y: str, *, title: str = "", currency: str = "currency"
) -> "Figure":
    """Points by two outcomes, with 95% intervals; those off the front are fainter the more surely they are beaten."""
    figure, across, up = blank(), shown(x, currency), shown(y, currency)
    table = found.rows()
    for row in table:
        for out in (across, up):
            row |= {key: out.value(pulled([row], key)[0][0]) for key in (out.outcome, *_ends(out.outcome))}
    front = [row for row in table if row["on front"]]
    if set(found.directions) == {x, y}:
        line = sorted(zip(*pulled(front, x, y), strict=True))
        style = {"color": FAINT, "dash": "dot"}
        figure.add_scatter(
            x=[a for a, _ in line], y=[b for _, b in line], mode="lines", name="front", line=style
        )
    for policy in dict.fromkeys(str(row.get("policy", "")) for row in table):
        rows = [row for row in table if row.get("policy", "") == policy]
        settings = [point.setting for point in found.points if point.setting.get("policy", "") == policy]
        how, (a, b) = look(policy), pulled(rows, x, y)
        (beaten,) = pulled(rows, "dominated in")
        opacity = [
            1.0 if row["on front"] else 0.8 - 0.4 * share for row, share in zip(rows, beaten, strict=True)
        ]
        figure.add_scatter(
            x=a,
            y=b,
            error_x=bars(a, *pulled(rows, *_ends(x))) | {"color": how.faded(0.3)},
            error_y=bars(b, *pulled(rows, *_ends(y))) | {"color": how.faded(0.3)},
            mode="markers",
            name=words(policy),
            marker={
                "size": 11,
                "color": how.color,
                "symbol": how.symbol,
                "opacity": np.nan_to_num(opacity).tolist(),
            },
            hovertext=["<br>".join(f"{words(k)}: {level(v)}" for k, v in one.items()) for one in settings],
        )
    who = ", ".join(dict.fromkeys(words(str(row.get("policy", ""))) for row in front))
    told = (
        f"{len(front)} of {len(table)} points {'is' if len(front) == 1 else 'are'} on the front ({who}):"
        " no other is as good in everything and better in something"
    )
    return dressed(figure, title or told, table, x=across.axis, y=up.axis, height=480)


def _ends(outcome: str) -> tuple[str, str]:
    return f"{outcome} low", f"{outcome} high"


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
