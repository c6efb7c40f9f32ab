"""The curves of a game and the bars of its debrief, in the look that all figures share."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from sim.app.debrief import COUNTS, LEVELS, Debrief
from sim.app.game import Game
from sim.app.line import QUARTERS, Track
from sim.app.words import MEASURE, decision_words
from sim.model.parameters import WEEKS_A_QUARTER
from sim.outcomes.tallies import TALLIES
from sim.view.naming import named
from sim.view.theme import (
    BLACK,
    BLUE,
    DASHES,
    FAINT,
    FONT,
    GRID,
    INK,
    ORANGE,
    PINK,
    SKY,
    SOFT,
    VERMILLION,
    blank,
    dressed,
    look,
    wrapped,
)

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
"""What the executive hears of, and the signal that says it; nobody reports clarity and strain."""

EXPLAINED = {"clarity": "who knows what matters"}
"""What the name of a measure does not say by itself."""

CLEAR = {"paper_bgcolor": "rgba(0, 0, 0, 0)", "plot_bgcolor": "rgba(0, 0, 0, 0)"}
"""The page shows through: its style sheet turns figures light on dark."""

Plot: TypeAlias = dict[str, Any]
"""A figure as plotly.js takes it: building a Figure for each small chart would take a third of a second a turn."""

UNITS = {"clarity": "0 to 1"}
"""Units of levels that are not drawn as percentages."""

LEAVING = {
    "type": "line", "x0": QUARTERS, "x1": QUARTERS, "yref": "paper", "y0": 0, "y1": 1,
    "line": {"color": SOFT, "dash": "dot", "width": 1},
}  # fmt: skip
"""Where the player left, and the hidden years begin."""

TEAMS = (BLUE, VERMILLION, PINK, BLACK, ORANGE, SKY)
"""Colours of a class's teams; the second six teams have them again, dashed."""

SMOOTHED = 4
"""Weeks over which weekly levels are averaged."""


def curves(game: Game, number: int, everything: bool, after: Track | None = None) -> list[Plot]:
    """A chart for each of CHARTS: the policy so far, other lines faint, this line on top.

    after: of a game that is over, how the firm went on as it was left; the policy's firm goes on beside it.
    """
    line = game.line(number)
    mine = after or line.track()
    how = look(game.policy.name)
    tracks = [
        (other.name, other.track(), {"color": FAINT, "width": 1.2})
        for at, other in enumerate(game.lines)
        if at != number and other.quarter
    ]
    rival = {"color": how.color, "dash": how.dash, "width": 2.2}
    tracks += [
        (named(game.policy.name), game.rival.until(mine.quarters), rival),
        (line.name, mine, {"color": INK, "width": 3}),
    ]
    length = max(QUARTERS, mine.quarters)
    return [_chart(name, tracks, everything, game.scenario.currency, length) for name in CHARTS]


def class_lines(games: Mapping[str, Game]) -> list[tuple[str, dict[str, Any]]]:
    """The names of a class's policy and teams, and how each is drawn: the policy, then team by team."""
    policy = next(iter(games.values())).policy
    how = look(policy.name)
    policys: dict[str, Any] = {"color": how.color, "dash": how.dash, "width": 4}
    teams: list[dict[str, Any]] = [
        {"color": TEAMS[at % len(TEAMS)], "dash": DASHES[at // len(TEAMS)], "width": 3}
        for at in range(len(games))
    ]
    return [(named(policy.name), policys), *zip(games, teams, strict=True)]


def class_chart(name: str, games: Mapping[str, Game]) -> Plot:
    """A chart of all teams of a class so far, and of the policy as far as the first of them has come."""
    one = next(iter(games.values()))
    furthest = max(game.line(0).quarter for game in games.values())
    tracks = [one.rival.until(furthest), *(game.line(0).track() for game in games.values())]
    drawn = [(who, track, line) for (who, line), track in zip(class_lines(games), tracks, strict=True)]
    return _chart(name, drawn, everything=False, currency=one.scenario.currency, length=QUARTERS)


def chart_title(name: str) -> str:
    """What stands above the chart of a measure."""
    title = TALLIES[name].label if name in TALLIES else MEASURE[name]
    return ": ".join(filter(None, [title.capitalize(), EXPLAINED.get(name)]))


def _chart(
    name: str,
    tracks: Sequence[tuple[str, Track, dict[str, Any]]],
    everything: bool,
    currency: str,
    length: int,
) -> Plot:
    layout = _layout(name, currency, length)
    if name in LEVELS and name not in HEARD and not everything:
        secret = {"text": "Nobody reports it.<br>The debrief shows it.", "showarrow": False}
        secret |= {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "font": {"color": SOFT, "size": 13}}
        return {"data": [], "layout": layout | {"annotations": [secret]}}
    data = []
    for label, track, line in tracks:
        x, y = _points(name, track, everything)
        data.append(
            {
                "type": "scatter",
                "x": x.tolist(),
                "y": [None if np.isnan(value) else float(value) for value in y],
                "mode": "lines+markers" if len(x) == track.quarters + 1 else "lines",
                "line": line,
                "marker": {"size": 6, "color": line["color"]},
                "name": label,
                "hovertemplate": "%{y:,.0f}" if name not in LEVELS else None,
            }
        )
    return {"data": data, "layout": layout}


def _points(name: str, track: Track, everything: bool) -> tuple[np.ndarray, np.ndarray]:
    """A firm's curve over quarters: sums and true levels week by week, reports at each quarter's end."""
    weeks = np.arange(1, track.quarters * WEEKS_A_QUARTER + 1) / WEEKS_A_QUARTER
    if name not in LEVELS:
        return np.append(0.0, weeks), np.append(0.0, track.so_far()[name])
    if everything:
        return weeks, _smooth(track.series()[LEVELS[name]])
    reports = [report[HEARD[name]] for report in track.heard]
    return np.arange(track.quarters + 1), np.array(reports)


def _layout(name: str, currency: str, length: int) -> dict[str, Any]:
    axis: dict[str, Any] = {"linecolor": FAINT, "gridcolor": GRID, "zerolinecolor": FAINT, "fixedrange": True}
    unit = TALLIES[name].unit.replace("currency", currency) if name in COUNTS else UNITS.get(name, "")
    y = axis | {"nticks": 4, "title": {"text": unit, "standoff": 6, "font": {"size": 12}}}
    if name in LEVELS:
        y |= {"range": [0, 1.02], "tickformat": ".2g" if name == "clarity" else ".0%"}
    elif name == "profit":
        y |= {"tickformat": "~s"}
    else:
        y |= {"rangemode": "tozero"}
    title = {"text": "quarter", "standoff": 4, "font": {"size": 12}}
    return {
        "font": {"family": FONT, "size": 12, "color": INK},
        **CLEAR,
        "margin": {"l": 58, "r": 8, "t": 6, "b": 36},
        "showlegend": False,
        "hovermode": "x unified",
        "xaxis": axis
        | {
            "range": [0, length],
            "tickvals": list(range(0, length + 1, 4)),
            "title": title,
            "showline": True,
        },
        "yaxis": y,
        "shapes": [LEAVING] if length > QUARTERS else [],
    }


def _smooth(values: np.ndarray) -> np.ndarray:
    """The mean of the last weeks, of fewer at the start."""
    if not len(values):
        return values
    count = np.minimum(np.arange(1, len(values) + 1), SMOOTHED)
    return np.convolve(values, np.ones(SMOOTHED))[: len(values)] / count


def drivers(found: Debrief, measure: str, currency: str) -> "Figure":
    """What each decision changed of a measure by the end, and all of them together."""
    figure = blank()
    rows = [
        {
            "decision": wrapped(f"Q{effect.quarter + 1} {decision_words(effect.what)}"),
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
        f"{decision_words(most.what)} in quarter {most.quarter + 1} moved {MEASURE[measure]} most"
        if most and most.late[measure]
        else f"No decision moved {MEASURE[measure]}"
    )
    dressed(figure, title, rows, x=f"change of {unit}", height=150 + 30 * len(rows))
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 12})
    figure.update_layout(showlegend=False)
    return figure
