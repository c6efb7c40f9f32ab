"""Tipping curves: the share of worlds that tip, by a factor's value, a curve a policy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.finished import Finished
from sim.analysis.fits import continuous
from sim.analysis.statistics import Row
from sim.analysis.tipping import TippingPoint
from sim.analysis.wording import words
from sim.errors import InputError
from sim.sweeps.refine import Tipped, Tipping
from sim.units import amount, estimated, shown
from sim.view.figures import Found
from sim.view.theme import FAINT, bars, blank, draw_line, dressed, factor_axis, level, look

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def show_tipping(found: Sequence[Tipping], factor: str, tipped: Tipped) -> Found:
    """Tipping points that were refined, a figure for each setting of everything but the policy."""
    drawn = []
    rows: list[Row] = []
    others = [{name: v for name, v in one.setting.items() if name != "policy"} for one in found]
    varying = [name for name in others[0] if len({one[name] for one in others}) > 1]
    for other in [one for at, one in enumerate(others) if one not in others[:at]]:
        where = ", ".join(f"{words(name)} {level(other[name])}" for name in varying)
        figure = tipping_curves(
            [one.point for one, its in zip(found, others, strict=True) if its == other], factor
        )
        drawn.append(
            figure.update_layout(title_text=f"{figure.layout.title.text}{f' ({where})' * bool(where)}")
        )
    for one, its in zip(found, others, strict=True):
        place: Row = {words(name): level(its[name]) for name in varying}
        rows += [place | row for row in one.point.rows()]
    out = shown(tipped.outcome)
    way = "above" if tipped.above else "below"
    threshold = amount(out.value(tipped.threshold), out.unit)
    note = f"A world tips where {out.label} is {way} {threshold}."
    note += " Beyond low and high, 95% intervals leave a half out."
    return Found(tuple(drawn), {f"tipping points of {factor_axis(factor)}": rows}, (note,))


def only_factor(finished: Finished, given: str | None) -> str:
    """The factor to look along: the one given, or the only one that is a number."""
    known = [factor.name for factor in continuous(finished.question)]
    if given is None and len(known) == 1:
        return known[0]
    if given not in known:
        allowed = " or ".join(known) or "left out: none is a number"
        raise InputError(f"--factor must be {allowed}{f', got {given}' if given else ''}")
    return given


def tipping_curves(found: Sequence[TippingPoint], factor: str, *, title: str = "") -> "Figure":
    """The share of worlds that tip by a factor's value, with 95% intervals; shaded, where each policy's point lies."""
    figure = blank()
    table: list[Row] = []
    phrases = []
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
            where = f"tips at {estimated(point.value, point.low, point.high)}"
        phrases.append(f"{words(point.policy)} {where}")
    figure.add_hline(y=0.5, line={"color": FAINT, "dash": "dot"})
    figure.update_yaxes(range=[-0.02, 1.02], tickformat=".0%")
    return dressed(
        figure, title or "; ".join(phrases), table, x=factor_axis(factor), y="share of worlds that tip"
    )
