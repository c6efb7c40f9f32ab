"""The grid of patterns: three outcomes, each cut into steps; a pattern is a cell, and cells at an end are open."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, isfinite, prod

import numpy as np

from sim.claims import smallest_effects
from sim.outcomes import OUTCOMES
from sim.units import number

SMALLEST = smallest_effects()
"""The smallest differences that matter, as the claims have them."""

Cell = tuple[int, ...]
"""A pattern: the step of each outcome, counted from the lowest."""

HAIR = 1e-12
"""What rounding may put below a border belongs above it."""


@dataclass(frozen=True)
class Axis:
    """An outcome of the grid: steps of equal width from low to high, and an open one above; below, where it says so."""

    outcome: str
    label: str
    unit: str  # of its values in percent
    low: float
    high: float
    step: float
    below: bool = False

    @property
    def better(self) -> int:
        """+1 where more is wanted, -1 where less is."""
        return OUTCOMES[self.outcome].better

    @property
    def smallest(self) -> float:
        """The smallest difference that matters."""
        return SMALLEST[self.outcome]

    @cached_property
    def borders(self) -> tuple[float, ...]:
        """Where steps begin and end, from the lowest."""
        count = round((self.high - self.low) / self.step)
        inner = tuple(round(self.low + nth * self.step, 9) for nth in range(count + 1))
        return (*([-inf] if self.below else []), *inner, inf)

    @property
    def steps(self) -> int:
        """How many steps there are, the open ones among them."""
        return len(self.borders) - 1

    def place(self, value: float) -> int | None:
        """The step that holds a value; None below the lowest."""
        at = bisect_right(self.borders, value + HAIR) - 1
        return at if at >= 0 else None

    def middle(self, place: int) -> float:
        """The middle of a step; an open one is taken to be as wide as the others."""
        low, high = self.borders[place : place + 2]
        low = low if isfinite(low) else high - self.step
        return low + self.step / 2.0

    def told(self, place: int) -> str:
        """A step in words: "20 to 30%", "100% or more"."""
        low, high = (100.0 * border for border in self.borders[place : place + 2])
        if not isfinite(low):
            return f"below {number(high)}%"
        return f"{number(low)}% or more" if not isfinite(high) else f"{number(low)} to {number(high)}%"

    def told_value(self, value: float) -> str:
        """A value in words."""
        return f"{100.0 * value:.0f}%".replace("-", "−")


TURNOVER = Axis("turnover", "turnover", "% a year", 0.0, 1.0, 0.10)
SATISFACTION = Axis("customer_satisfaction_all", "customer satisfaction", "%", 0.40, 0.80, 0.02, below=True)
PROFIT = Axis("profit", "profit margin", "% of revenue", -0.50, 0.50, 0.05)
"""A firm that loses more than half of what it takes in is no going concern (assumed): it is no pattern."""

AXES = (TURNOVER, SATISFACTION, PROFIT)
"""What employees, customers and owners want, in steps of two to five times the smallest difference that matters.

Widths are assumed. They could be no narrower: the mean over four small worlds moves with luck by half a step
of turnover (a standard deviation of about 5 points), and by less of the others.
"""


def cells(axes: Sequence[Axis] = AXES) -> int:
    """How many cells the grid has."""
    return prod(axis.steps for axis in axes)


def cell(values: np.ndarray, axes: Sequence[Axis] = AXES) -> Cell | None:
    """The cell that holds the values of the outcomes; None where one is not defined, or below the grid."""
    if not np.all(np.isfinite(values)):
        return None
    places = [axis.place(float(value)) for axis, value in zip(axes, values, strict=True)]
    found = tuple(place for place in places if place is not None)
    return found if len(found) == len(places) else None


def off_middle(values: np.ndarray, of: Cell, axes: Sequence[Axis] = AXES) -> float:
    """How far values lie from the middle of a cell, in steps."""
    steps = [(v - a.middle(at)) / a.step for a, v, at in zip(axes, values, of, strict=True)]
    return float(np.linalg.norm(steps))


def gains(values: np.ndarray, against: np.ndarray, axes: Sequence[Axis] = AXES) -> int:
    """In how many outcomes values are better than others, by the smallest difference that matters or more."""
    pairs = zip(axes, values, against, strict=True)
    return sum(axis.better * (one - other) >= axis.smallest for axis, one, other in pairs)
