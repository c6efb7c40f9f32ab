"""The figure of an effect: lanes over one axis, all places in percent of its width, so that it fits any screen."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.units import number

MARGIN = 0.04
"""Share of what is shown that is left free at each end."""

MOST_TICKS = 6


@dataclass(frozen=True)
class Bar:
    """From where to where something goes, in percent of the axis; what points leftwards ends before it starts."""

    start: float
    end: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return round(abs(self.end - self.start), 2)


@dataclass(frozen=True)
class Tick:
    """A value that the axis names."""

    at: float
    label: str


@dataclass(frozen=True)
class Strip:
    """Where everything of an effect lies on its axis. What is not known is not drawn."""

    zero: float
    expected: Bar  # where the effect would be as expected
    direction: int  # +1 or -1 where that goes on beyond the axis, 0 where both ends are shown
    small: Bar  # where it would be too small to matter
    wide: Bar | None  # 5% to 95% of single worlds
    half: Bar | None  # 25% to 75%
    mean: float | None
    interval: Bar | None
    without: Mapping[str, Bar]  # mechanisms frozen, and off: from the effect with them to that without
    ticks: tuple[Tick, ...]

    @property
    def lanes(self) -> tuple[str, ...]:
        """What the lanes show, from above."""
        return ("expected", "worlds", "mean", *self.without)


def strip(part: Mapping[str, Any], *, carriers: bool) -> Strip:
    """The figure of a part of a claim; with its carriers: what is left of it with mechanisms frozen, and off."""
    ablated = part["ablated"].items() if carriers else ()
    without = {name: ends for name, one in ablated if (ends := _known(one["acting"], one["without"]))}
    worlds, interval = _known(*part["quantiles"]), _known(part["low"], part["high"])
    mean, smallest = _known(part["mean"]), part["smallest"]
    axis = Axis.over(
        [-smallest, smallest, *worlds, *interval, *mean, *(x for ends in without.values() for x in ends)]
    )
    start, end, direction = _expected(part["expect"], smallest, axis)
    return Strip(
        zero=axis.at(0.0),
        expected=axis.bar(start, end),
        direction=direction,
        small=axis.bar(-smallest, smallest),
        wide=axis.bar(worlds[0], worlds[4]) if worlds else None,
        half=axis.bar(worlds[1], worlds[3]) if worlds else None,
        mean=axis.at(*mean) if mean else None,
        interval=axis.bar(*interval) if interval else None,
        without={name: axis.bar(*ends) for name, ends in without.items()},
        ticks=tuple(axis.ticks()),
    )


@dataclass(frozen=True)
class Axis:
    """The values at both ends of an axis."""

    low: float
    high: float

    @classmethod
    def over(cls, values: Iterable[float]) -> "Axis":
        """An axis that shows all values, and zero."""
        least, most = min(0.0, *values), max(0.0, *values)
        free = MARGIN * (most - least)
        return cls(least - free, most + free)

    def at(self, value: float) -> float:
        """Where a value lies, in percent."""
        return round(100.0 * (value - self.low) / (self.high - self.low), 2)

    def bar(self, start: float, end: float) -> Bar:
        """From one value to another."""
        return Bar(self.at(start), self.at(end))

    def ticks(self) -> Iterator[Tick]:
        """Round values, zero among them."""
        step = _step((self.high - self.low) / MOST_TICKS)
        for nth in range(math.ceil(self.low / step), math.floor(self.high / step) + 1):
            yield Tick(self.at(nth * step), number(nth * step, signed=True) if nth else "0")


def _step(least: float) -> float:
    """The round number next above: 1, 2 or 5, and zeros."""
    unit = 10.0 ** math.floor(math.log10(least))
    return next(factor * unit for factor in (1.0, 2.0, 5.0, 10.0) if factor * unit >= least)


def _known(*values: float | None) -> tuple[float, ...]:
    """The values if all are known; a number that is not defined is null."""
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else ()


def _expected(expect: str, smallest: float, axis: Axis) -> tuple[float, float, int]:
    """From where to where an effect would be as expected, and in which direction that goes on."""
    match expect:
        case "lower":
            return 0.0, axis.low, -1
        case "not lower":
            return -smallest, axis.high, 1
        case "not higher":
            return smallest, axis.low, -1
        case "alike":
            return -smallest, smallest, 0
    return (
        0.0,
        axis.high,
        1,
    )  # higher; and of what is not found, the share by which it falls short of one half
