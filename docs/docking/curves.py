"""Figures of the centre: theirs and ours, week by week."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docs.docking.centre import WEEKS
from docs.docking.pair import Pair, Way
from sim.view.theme import BLUE, VERMILLION, blank, dressed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

SHOWN = {
    "standard": "standard, of the original time",
    "staff": "employees",
    "time_per_order": "time per order, of the original",
    "pressure": "work pressure",
    "intensity": "hours worked over normal hours",
    "fatigue": "fatigue: hours worked over normal ones, smoothed",
    "backlog": "standard hours in hand",
}
"""What is drawn, with its axis."""


def figures(each: Mapping[Way, Pair], size: int) -> list["Figure"]:
    """Standard and staff for each demand, and the rest of the step as a ratchet; means over worlds."""
    found = []
    for demand in ("steady", "step"):
        some = {erosion: each[demand, erosion] for erosion in ("ratchet", "symmetric")}
        found += [drawn(name, some, demand, size) for name in ("standard", "staff")]
    ratchet = {"ratchet": each["step", "ratchet"]}
    return [*found, *(drawn(name, ratchet, "step", size) for name in list(SHOWN)[2:])]


def drawn(name: str, some: Mapping[str, Pair], demand: str, size: int) -> "Figure":
    """One quantity over the weeks, theirs dashed."""
    figure, rows = blank(), []
    weeks = list(range(1, WEEKS + 1))
    for (erosion, pair), color in zip(some.items(), (VERMILLION, BLUE), strict=False):
        for whose, values, dash in (
            ("here", pair.ours[name], "solid"),
            ("published", getattr(pair.desired, name), "dash"),
        ):
            mean = values.mean(axis=0)
            line = {"color": color, "dash": dash, "width": 2.2}
            figure.add_scatter(x=weeks, y=mean.tolist(), mode="lines", name=f"{whose}, {erosion}", line=line)
            rows += [
                {"model": whose, "erosion": erosion, "week": week, name: float(mean[week - 1])}
                for week in (1, *range(25, WEEKS + 1, 25))
            ]
    ends = {(row["model"], row["erosion"]): row[name] for row in rows if row["week"] == WEEKS}
    what = SHOWN[name].split(":")[0].split(",")[0]
    digits = {"staff": 1, "backlog": 0}.get(name, 3)
    said = " and ".join(
        f"{ends['here', erosion]:.{digits}f} here against {ends['published', erosion]:.{digits}f} published ({erosion})"
        for erosion in some
    )
    title = f"{what} after {WEEKS} weeks, {demand} demand, {size} employees: {said}"
    return dressed(figure, title, rows, x="weeks", y=SHOWN[name])
