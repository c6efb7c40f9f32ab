"""Strips: where intervals and their middles lie on an axis, in percent of its width, so that they fit any screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite

from sim.analysis.evidence import Finding
from sim.calibration.answers import Told
from sim.calibration.checks import Checked
from sim.calibration.words import figure
from sim.design.facts import facts

MARGIN = 0.06
"""Share of the axis that is left free at each end."""


@dataclass(frozen=True)
class Lane:
    """One interval and its middle."""

    label: str
    kind: str  # a class of the style sheet
    start: float
    width: float
    middle: float
    says: str


@dataclass(frozen=True)
class Strip:
    """Lanes over one axis, and the band that counts."""

    start: float
    width: float
    low: str  # what the ends of the band are, in words
    high: str
    lanes: tuple[Lane, ...]


class Axis:
    """From values to percent of the width."""

    def __init__(self, values: Iterable[float]):
        known = [value for value in values if isfinite(value)]
        low, high = min(known), max(known)
        room = MARGIN * ((high - low) or 1.0)
        self._low, self._width = low - room, (high - low) + 2.0 * room

    def at(self, value: float) -> float:
        """Where a value lies."""
        return round(100.0 * (value - self._low) / self._width, 2)

    def wide(self, low: float, high: float) -> float:
        """How wide a range is."""
        return round(100.0 * (high - low) / self._width, 2)


def of_fact(one: Checked) -> Strip:
    """A fact: its interval, and what was found before, after, and with it held back."""
    low, high = map(float, facts()[one.fact]["interval"])
    found: Mapping[str, Finding | None] = {
        "before": one.before,
        "after": one.after,
        "held back": one.held_back,
    }
    known = {label: each for label, each in found.items() if each is not None}
    axis = Axis(
        [
            low,
            high,
            *(x for each in known.values() for x in (each.found.low, each.found.high, each.found.mean)),
        ]
    )
    lanes = tuple(
        Lane(
            label,
            each.held.replace(" ", "-"),
            *_bar(axis, each.found.low, each.found.mean, each.found.high),
            figure(each),
        )
        for label, each in known.items()
    )
    return Strip(axis.at(low), axis.wide(low, high), f"{low:g}", f"{high:g}", lanes)


def of_constant(one: Told) -> Strip:
    """A constant: its prior's range, its 90% interval with the centre, and its value now."""
    axis = Axis(one.span)
    kind = "met" if one.identified else "open"
    lanes = (
        Lane("now", "now", *_bar(axis, one.now, one.now, one.now), f"{one.now:.3g}"),
        Lane(
            "fitted",
            kind,
            *_bar(axis, one.low, one.centre, one.high),
            f"{one.centre:.3g} [{one.low:.3g}, {one.high:.3g}]",
        ),
    )
    return Strip(
        axis.at(one.span[0]), axis.wide(*one.span), f"{one.span[0]:.3g}", f"{one.span[1]:.3g}", lanes
    )


def _bar(axis: Axis, low: float, middle: float, high: float) -> tuple[float, float, float]:
    """Start, width and middle of an interval; one without ends is its middle."""
    if not (isfinite(low) and isfinite(high)):
        low = high = middle
    return axis.at(low), axis.wide(low, high), axis.at(middle)
