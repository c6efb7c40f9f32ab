"""The page of a fit to a client's months: data against the fitted firm's band, and what the data tell of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from sim.calibration.client import ClientFit, Fit
from sim.calibration.client_words import effort, fits, summary
from sim.calibration.months import COLUMNS, NAMES, Months
from sim.calibration.words import identified, meaning, unit
from sim.view import pages
from sim.view.calibration.strips import of_constant

WIDTH, HEIGHT = 100.0, 40.0
"""Of a chart, in its own units: it stretches to the screen."""


@dataclass(frozen=True)
class Chart:
    """A column month by month: points of lines as SVG has them."""

    name: str
    meaning: str
    says: str
    band: str
    middle: str
    lines: Sequence[str]  # of the data, parted where a month is missing
    low: str
    high: str


def write_page(path: Path, made: ClientFit, command: str) -> Path:
    """Write the page; a file that is there is replaced."""
    return pages.write(
        path,
        "calibration/client.html",
        title=f"How well {made.scenario.name} fits the data",
        summary=summary(made),
        effort=effort(made),
        months=f"{made.data.label(0)} to {made.data.label(len(made.data) - 1)}",
        charts=[chart(one, made.data) for one in made.columns],
        constants=[(one, meaning(one.name), unit(one.name), of_constant(one)) for one in made.constants],
        identified=identified(made.constants),
        made=list(_made(made, command)),
    )


def _made(made: ClientFit, command: str) -> Iterator[tuple[str, str]]:
    """Where it comes from, and what repeats it."""
    yield "Version", made.posterior.about["version"]
    yield "Model", made.posterior.about["model"]
    yield "Seed", str(made.seed)
    yield "Command", command


def chart(one: Fit, data: Months) -> Chart:
    """The chart of a column."""
    values = data.table[one.name]
    known = np.concatenate([values[np.isfinite(values)], one.band[np.isfinite(one.band)]])
    low, high = float(known.min()), float(known.max())
    lower, middle, upper = (_points(row, low, high) for row in one.band)
    return Chart(
        name=one.name,
        meaning=COLUMNS[NAMES.index(one.name)].meaning,
        says=fits(one),
        band=" ".join([*upper, *reversed(lower)]),
        middle=" ".join(middle),
        lines=list(_lines(values, low, high)),
        low=f"{low:.3g}",
        high=f"{high:.3g}",
    )


def _points(values: np.ndarray, low: float, high: float) -> list[str]:
    """Places of the months that are known, left to right."""
    step = WIDTH / max(1, len(values) - 1)
    height = HEIGHT / ((high - low) or 1.0)
    return [
        f"{step * nth:.2f},{HEIGHT - height * (value - low):.2f}"
        for nth, value in enumerate(values.tolist())
        if np.isfinite(value)
    ]


def _lines(values: np.ndarray, low: float, high: float) -> Iterator[str]:
    """A line for each stretch of months without a gap."""
    known = np.isfinite(values)
    for _, part in groupby(range(len(values)), key=np.cumsum(~known).__getitem__):
        months = [nth for nth in part if known[nth]]
        if not months:
            continue
        only = np.full(len(values), np.nan)
        only[months] = values[months]
        points = _points(only, low, high)
        yield " ".join(points if len(points) > 1 else [*points, *points])
