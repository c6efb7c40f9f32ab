"""A recording's curves: their titles and scales, and their means year by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.english import counted
from sim.outcomes.tallies import TALLIES
from sim.view.naming import named
from sim.view.replay.recording import Recording
from sim.view.replay.story import WEEKS_A_YEAR


@dataclass(frozen=True)
class Chart:
    """How a series is drawn: its title, the unit on its axis, the top of its scale if that is fixed, and a part of it.

    zoomed: the ends of what is shown, where the whole scale would lay the curves of all runs on one another.
    """

    name: str
    title: str
    unit: str
    top: int | None = None
    zoomed: tuple[float, float] | None = None


CLOSE = 0.03
"""Distance of curves, mean over the weeks, below which they look like one [share of the scale]."""

TITLES = {
    "turnover": ("Staff turnover, last quarter", "% a year"),
    "employee_satisfaction": ("Employee satisfaction", "satisfaction"),
    "customer_satisfaction": ("Customer satisfaction", "satisfaction"),
    "profit_week": ("Weekly profit, last quarter", "currency/week"),
}


def charts(runs: Sequence[Recording]) -> list[Chart]:
    """A chart for each series that the recordings have, in the order of TITLES, those without a title last."""
    names = sorted(runs[0].series, key=lambda name: [*TITLES, name].index(name))
    return [_chart(name, runs) for name in names]


def yearly_heads(charts: Sequence[Chart]) -> list[str]:
    """The heads of the table of a run year by year, for readers who cannot or would not watch it."""
    tallies = (tally.label.removesuffix(" so far").capitalize() for tally in TALLIES.values())
    return [
        "Year",
        *(f"{label} so far" for label in tallies),
        *(f"{chart.title}, mean ({chart.unit})" for chart in charts),
    ]


def yearly_rows(run: Recording, charts: Sequence[Chart]) -> Iterator[list[str]]:
    """A row a year: the tallies at its end, and the means over it."""
    for start in range(0, run.weeks, WEEKS_A_YEAR):
        end = min(start + WEEKS_A_YEAR, run.weeks)
        part = f" ({counted(end - start, 'week')})" if end - start < WEEKS_A_YEAR else ""
        so_far = [float(getattr(run, name)[end - 1]) for name in TALLIES]
        means = [_mean(run.series[chart.name][start:end]) for chart in charts]
        yield [f"{start // WEEKS_A_YEAR + 1}{part}", *map(_number, so_far + means)]


def _chart(name: str, runs: Sequence[Recording]) -> Chart:
    title, unit = TITLES.get(name, (named(name), named(name)))
    if unit != "satisfaction":
        return Chart(name, title, unit.replace("currency", runs[0].currency or "currency"))
    # A recording does not say whether its satisfaction is a share or a percentage, but its values do.
    top = 100 if any(np.any(run.series[name] > 1) for run in runs) else 1
    return Chart(name, title, f"0 to {top}", top, _zoomed([run.series[name] for run in runs], top))


def _zoomed(curves: Sequence[np.ndarray], top: int) -> tuple[float, float] | None:
    """What the curves cover of a scale from 0, where they lie too close together to be told apart on the whole."""
    apart = np.ptp(curves, axis=0)
    known = apart[np.isfinite(apart)]
    if not known.size or known.mean() >= CLOSE * top:
        return None
    low, high = float(np.nanmin(curves)), float(np.nanmax(curves))
    room = max(0.1 * (high - low), CLOSE * top / 2)
    return max(0.0, low - room), min(float(top), high + room)


def _mean(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else np.nan


def _number(value: float) -> str:
    """A number as the table shows it: whole from 100, three significant digits below."""
    if np.isnan(value):
        return "not known"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
