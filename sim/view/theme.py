"""One look for all figures: who has which colour, dash and symbol, what axes are called, and a figure's frame.

Colours are the replay's, and for other policies those of Okabe & Ito that show on white; a dash and a symbol
distinguish what colour alone does not.
"""

import colorsys
import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.english import with_article
from sim.model.parameters import SECTIONS
from sim.units import number, rounded

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

INK, SOFT, FAINT, GRID = "#1f2933", "#52606d", "#7b8794", "#e8ecf0"
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'
ORANGE, SKY, BLUE, VERMILLION, PINK, BLACK = "#e69f00", "#56b4e9", "#0072b2", "#d55e00", "#cc79a7", "#000000"

DASHES = ("solid", "dash", "dot", "dashdot")
LIGHT_ENOUGH = 0.65  # of a colour on a dark page, in HLS; tested for contrast and colour blindness


@dataclass(frozen=True)
class Look:
    """How a policy is drawn, in every figure."""

    color: str
    dash: str
    symbol: str

    def faded(self, opacity: float) -> str:
        """Its colour, seen through."""
        red, green, blue = (int(self.color[at : at + 2], 16) for at in (1, 3, 5))
        return f"rgba({red}, {green}, {blue}, {opacity:g})"

    @property
    def on_dark(self) -> str:
        """Its colour for a dark page: the same hue, as light as it has to be."""
        red, green, blue = (int(self.color[at : at + 2], 16) / 255 for at in (1, 3, 5))
        hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
        lighter = colorsys.hls_to_rgb(hue, max(lightness, LIGHT_ENOUGH), saturation)
        return "#" + "".join(f"{round(255 * part):02x}" for part in lighter)


LOOKS = {
    "customer_first": Look("#5b2a86", "dash", "diamond"),
    "people_and_customer": Look("#15803d", "solid", "circle"),
    "neutral": Look(SOFT, "dot", "square"),
    "people_only": Look(BLUE, "dashdot", "triangle-up"),
    "sales_pressure": Look(VERMILLION, "solid", "cross"),
    "extraction": Look(BLACK, "dash", "x"),
    "cost_cutter": Look(ORANGE, "dash", "triangle-down"),
    "proxy_managed": Look(PINK, "solid", "pentagon"),
    "discounter": Look(SKY, "dash", "star"),
    "premium": Look(BLUE, "solid", "hexagon"),
    "direct_profit": Look(VERMILLION, "dot", "triangle-left"),
    "oblique": Look(SKY, "solid", "triangle-right"),
    "bottom_up": Look(PINK, "dashdot", "hourglass"),
}


def look(policy: str) -> Look:
    """How a policy, or anything else that has a name, is drawn: always the same."""
    known = list(LOOKS.values())
    return LOOKS.get(policy) or known[3 + crc32(policy.encode()) % (len(known) - 3)]


def looks(policies: Iterable[str]) -> list[Look]:
    """How policies that are shown together are drawn: as always, but for colours and dashes that two would share."""
    chosen: list[Look] = []
    for policy in policies:
        colors, dashes = ({getattr(one, name) for one in chosen} for name in ("color", "dash"))
        own = next(one for one in (look(policy), *LOOKS.values()) if one.color not in colors)
        dash = next((dash for dash in (own.dash, *DASHES) if dash not in dashes), own.dash)
        chosen.append(replace(own, dash=dash))
    return chosen


def factor_axis(name: str) -> str:
    """A factor's axis label, with its unit in words; a scale or a ratio has none."""
    section, _, field = name.partition(".")
    if section in SECTIONS and field in SECTIONS[section].model_fields:
        unit = _in_words(SECTIONS[section].specification(field)["unit"])
        return f"{words(name)} ({unit})" if unit else words(name)
    return words(name)


def _in_words(unit: str) -> str:
    """A parameter's unit as a reader says it: 1/month is "per month", hours/week "hours a week"."""
    first, *per = unit.split("/")
    if first in ("1", "ratio", ""):
        return " ".join(f"per {noun}" for noun in per)
    return " ".join([first, *map(with_article, per)])


def level(value: float | str) -> str:
    """A factor's value in a label."""
    return words(value) if isinstance(value, str) else f"{value:.4g}"


def wrapped(label: str, width: int = 34) -> str:
    """A label on several lines, for an axis."""
    return "<br>".join(textwrap.wrap(label, width)) or label


def cell(value: str | float | int | bool | None) -> str:
    """A value in a table."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return "–" if value is None or not math.isfinite(value) else number(value)


def cells(row: Mapping[str, str | float | int | bool | None]) -> list[str]:
    """The values of a line of a table; a number before its two ends, to the digits that the interval supports."""
    names, texts = list(row), [cell(value) for value in row.values()]
    for at, (low, high) in enumerate(pairwise(names[1:])):
        mine = [row[name] for name in (names[at], low, high)]
        if low.endswith("low") and high.endswith("high") and all(_is_known(value) for value in mine):
            texts[at : at + 3] = rounded(*(float(value) for value in mine if value is not None))
    return texts


def _is_known(value: object) -> bool:
    return isinstance(value, float | int) and not math.isnan(value)


def pulled(rows: Iterable[Mapping[str, Any]], *keys: str) -> list[list[float]]:
    """Columns of a table, as numbers."""
    rows = list(rows)
    return [[float(row[key]) for row in rows] for key in keys]


def bars(middle: Sequence[float], low: Sequence[float], high: Sequence[float]) -> dict[str, Any]:
    """Error bars from intervals."""
    above = [top - value for value, top in zip(middle, high, strict=True)]
    below = [value - bottom for value, bottom in zip(middle, low, strict=True)]
    return {"type": "data", "array": above, "arrayminus": below, "thickness": 1.5, "width": 4}


def blank() -> "Figure":
    """An empty figure."""
    from plotly.graph_objects import Figure

    return Figure()


def draw_line(figure: "Figure", x: Sequence[Any], y: Sequence[float], policy: str, **more: Any) -> None:
    """A curve as its policy is drawn; `shape`, `mode` and other properties of a trace may be added."""
    how = look(policy)
    line = {"color": how.color, "dash": how.dash, "width": 2.2, "shape": more.pop("shape", "linear")}
    marker = {"color": how.color, "symbol": how.symbol, "size": 7}
    trace = {"mode": "lines", "name": words(policy), "line": line, "marker": marker} | more
    figure.add_scatter(x=list(x), y=list(y), **trace)


def draw_band(
    figure: "Figure",
    x: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
    policy: str,
    opacity: float,
) -> None:
    """The area between two curves, in the policy's colour."""
    figure.add_scatter(
        x=[*x, *reversed(x)],
        y=[*low, *reversed(high)],
        fill="toself",
        fillcolor=look(policy).faded(opacity),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
        showlegend=False,
    )


def dressed(
    figure: "Figure",
    title: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    x: str = "",
    y: str = "",
    height: int = 420,
) -> "Figure":
    """A figure in the common look: its finding as the title, axis labels, and its numbers in meta["table"]."""
    table: list[Row] = [{key: _plain(value) for key, value in row.items()} for row in rows]
    heading = "<br>".join(textwrap.wrap(title[:1].upper() + title[1:], 84))
    axis = {
        "showline": True,
        "linecolor": FAINT,
        "gridcolor": GRID,
        "zerolinecolor": FAINT,
        "ticks": "outside",
    }
    figure.update_layout(
        template="none",
        title={
            "text": heading,
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "pad": {"l": 16, "t": 16 + 9 * heading.count("<br>")},
        },
        font={"family": FONT, "size": 13, "color": INK},
        title_font={"size": 16, "weight": 600},
        margin={"l": 70, "r": 24, "t": 70 + 18 * heading.count("<br>"), "b": 60},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        height=height,
        hoverlabel={"font": {"family": FONT}},
        meta={"table": table},
    )
    figure.update_xaxes(**axis, automargin=True, title_standoff=8, **_titled(x))
    figure.update_yaxes(**axis, automargin=True, **_titled(y))
    return figure


def _titled(label: str) -> dict[str, str]:
    """The title of an axis that has one; in one update with the rest, as each takes long."""
    return {"title_text": label} if label else {}


def _plain(value: Any) -> str | float | int | bool | None:
    """A table's cell as JSON has it; what is not a number is none."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
