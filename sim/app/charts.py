"""The curves of a game and the bars of its debrief, in the look that all figures share."""

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.app.debrief import LEVELS, Debrief
from sim.app.game import QUARTERS, Game, Track
from sim.app.words import MEASURE, practice_label, value_words
from sim.parameters import WEEKS_A_QUARTER
from sim.view.theme import FAINT, FONT, GRID, INK, SOFT, blank, dressed, look, words

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CHARTS = (
    "people_lost",
    "customers_lost",
    "profit",
    "employee_satisfaction",
    "customer_satisfaction",
    "clarity",
)
"""What is drawn below the firms."""

HEARD = {"employee_satisfaction": "employees", "customer_satisfaction": "customers"}
"""What the executive is told of, and the signal that tells it; of clarity and strain nobody reports."""

SMOOTHED = 4
"""Weeks over which weekly levels are averaged."""


def curves(game: Game, number: int, everything: bool) -> list["Figure"]:
    """A chart for each of CHARTS: this line, the policy so far, other lines faint."""
    line = game.line(number)
    rival = game.rival.until(line.quarter)
    others = [other for at, other in enumerate(game.lines) if at != number and other.quarter]
    figures = []
    for name in CHARTS:
        figure, top = _frame(name, game.scenario.currency), 0.0
        for other in others:
            _draw(figure, other.track(), name, everything, {"color": FAINT, "width": 1.2}, other.name)
        how = look(game.policy.name)
        _draw(
            figure,
            rival,
            name,
            everything,
            {"color": how.color, "dash": how.dash, "width": 2.2},
            words(game.policy.name),
        )
        top = _draw(figure, line.track(), name, everything, {"color": INK, "width": 3}, line.name)
        if np.isnan(top):
            figure.add_annotation(
                text="Nobody reports it.<br>The debrief shows it.",
                showarrow=False,
                xref="paper",
                yref="paper",
                x=0.5,
                y=0.5,
                font={"color": SOFT, "size": 13},
            )
        figures.append(figure)
    return figures


def _frame(name: str, currency: str) -> "Figure":
    figure = blank()
    axis: dict[str, Any] = {"linecolor": FAINT, "gridcolor": GRID, "zerolinecolor": FAINT, "fixedrange": True}
    figure.update_layout(
        template="none",
        font={"family": FONT, "size": 12, "color": INK},
        margin={"l": 46, "r": 8, "t": 6, "b": 34},
        height=168,
        showlegend=False,
        hovermode="x unified",
        hoverlabel={"font": {"family": FONT}},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
    )
    ticks = list(range(0, QUARTERS + 1, 4))
    figure.update_xaxes(
        **axis, range=[0, QUARTERS], tickvals=ticks, title={"text": "quarter", "standoff": 4}, showline=True
    )
    figure.update_yaxes(**axis, nticks=4)
    if name in LEVELS:
        figure.update_yaxes(range=[0, 1], tickformat=".2g" if name == "clarity" else ".0%")
    elif name == "profit":
        figure.update_yaxes(tickformat="~s")
    else:
        figure.update_yaxes(rangemode="tozero")
    return figure


def _draw(
    figure: "Figure", track: Track, name: str, everything: bool, line: dict[str, Any], label: str
) -> float:
    """Draw a firm's curve; returns its last value, NaN where there is nothing to draw."""
    weeks = np.arange(1, track.quarters * WEEKS_A_QUARTER + 1) / WEEKS_A_QUARTER
    mode = "lines"
    if name not in LEVELS:
        x, y = weeks, track.so_far()[name]
        x, y = np.append(0.0, x), np.append(0.0, y)
    elif everything:
        x, y = weeks, _smooth(track.series()[LEVELS[name]])
    elif name in HEARD:
        x = np.arange(track.quarters + 1)
        y = np.array([report[HEARD[name]] for report in track.heard])
        mode = "lines+markers"
    else:
        return np.nan
    figure.add_scatter(
        x=x.tolist(),
        y=[None if np.isnan(value) else float(value) for value in y],
        mode=mode,
        line=line,
        marker={"size": 6, "color": line["color"]},
        name=label,
        hovertemplate="%{y:.3s}" if name == "profit" else None,
    )
    return float(y[-1]) if len(y) else 0.0


def _smooth(values: np.ndarray) -> np.ndarray:
    """The mean of the last weeks, of fewer at the start."""
    count = np.minimum(np.arange(1, len(values) + 1), SMOOTHED)
    return np.convolve(values, np.ones(SMOOTHED))[: len(values)] / count


def drivers(found: Debrief, measure: str, currency: str) -> "Figure":
    """What each decision changed of a measure by the end, and all of them together."""
    figure = blank()
    rows = [
        {
            "decision": f"Q{effect.quarter + 1} {practice_label(effect.practice)} "
            f"{value_words(effect.practice, effect.before)} → {value_words(effect.practice, effect.after)}",
            "change": effect.late[measure],
        }
        for effect in found.effects
    ]
    rows.append({"decision": "All together", "change": found.together[measure]})
    figure.add_bar(
        x=[row["change"] for row in rows],
        y=[row["decision"] for row in rows],
        orientation="h",
        marker={"color": [INK] * len(found.effects) + [FAINT]},
        hovertemplate="%{y}: %{x:+.4s}<extra></extra>",
    )
    unit = {"profit": f"profit so far ({currency})", "strain": "strain (0-1)"}.get(measure, MEASURE[measure])
    most = max(found.effects, key=lambda e: abs(e.late[measure]), default=None)
    title = (
        f"{practice_label(most.practice)} in quarter {most.quarter + 1} moved {MEASURE[measure]} most"
        if most and most.late[measure]
        else f"No decision moved {MEASURE[measure]}"
    )
    dressed(figure, title, rows, x=f"change of {unit}, against leaving it out", height=150 + 30 * len(rows))
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 12})
    figure.update_layout(showlegend=False)
    return figure
