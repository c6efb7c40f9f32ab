"""How numbers are written: an outcome's unit and values as readers see them, intervals, amounts in sentences."""

from dataclasses import dataclass
from math import floor, isnan, log10
from typing import Any, Protocol

import numpy as np

from sim.english import singular, with_article
from sim.outcomes import OUTCOMES, Outcome

SCALES = ("0-1", "1")
"""Units that are not written after a number."""

NO_INTERVAL = "(no interval)"
"""What stands for an interval that is undefined, as that of a single world."""

MOST_DIGITS = 12
"""Decimals of a difference that is far smaller than its unit."""


class Estimated(Protocol):
    """A mean and the ends of its interval."""

    @property
    def mean(self) -> float:
        """The mean."""

    @property
    def low(self) -> float:
        """The interval's lower end."""

    @property
    def high(self) -> float:
        """The interval's upper end."""


def shown_unit(outcome: Outcome, currency: str) -> str:
    """The unit in which an outcome is shown, in words: requests/employee is "requests an employee"."""
    if outcome.unit in SCALES and not outcome.percent:
        return outcome.unit
    first, *per = outcome.unit.replace("currency", f"thousand {currency}").split("/")
    first = "%" if outcome.percent else first
    return " ".join([first, *map(with_article, per)])


def scaled(outcome: Outcome, value: float) -> float:
    """An outcome's value in the unit in which it is shown."""
    if outcome.percent:
        return 100.0 * value
    return value / 1000.0 if outcome.unit.startswith("currency") else value


def difference_unit(outcome: Outcome, currency: str) -> str:
    """The unit of a difference: points, where values are percentages."""
    return shown_unit(outcome, currency).replace("%", "points")


def with_unit_of(outcome: Outcome, unit: str) -> str:
    """An outcome's name in a row of a table, with its unit."""
    return f"{outcome.label} ({unit})" if unit else outcome.label


def with_interval(outcome: Outcome, e: Estimated, *, signed: bool = False) -> str:
    """A mean with its interval, in the unit in which it is shown, to the digits that the interval supports."""
    most = 1 if outcome.unit.startswith("currency") else 2 if outcome.percent else 3
    return estimated(*(scaled(outcome, value) for value in (e.mean, e.low, e.high)), signed=signed, most=most)


def estimated(mean: float, low: float, high: float, *, signed: bool = False, most: int | None = None) -> str:
    """A mean with its interval, to the digits that the interval supports: "−0.1 [−0.7, +0.9]".

    most: decimals that are written at most, unless an end just off zero would look like zero.
    """
    texts = rounded(mean, low, high, signed=signed, most=most)
    return texts[0] if isnan(high - low) else f"{texts[0]} [{texts[1]}, {texts[2]}]"


def rounded(
    mean: float, low: float, high: float, *, signed: bool = False, most: int | None = None
) -> tuple[str, str, str]:
    """A mean and the ends of its interval, each to the digits that the interval supports; `most` as in `estimated`."""
    if isnan(high - low):
        size = abs(mean)
        digits = 0 if size >= 100 else 1 if size >= 10 else 2
    else:
        largest = max(abs(mean), abs(low), abs(high))
        digits = _digits(low, high, signed, _three_digits(largest) if most is None else most)
    a, b, c = (_written(value, digits, signed) for value in (mean, low, high))
    return a, b, c


def _three_digits(value: float) -> int:
    """Decimals that give a number three significant digits at least, and one without an interval's width three."""
    return min(MOST_DIGITS, max(0, 2 - floor(log10(abs(value))))) if value else 3


def _digits(low: float, high: float, signed: bool, most: int) -> int:
    """Decimals that an interval supports; of a difference more, where an end just off zero would look like zero."""
    width = high - low
    digits = min(most, max(0, 1 - floor(log10(width)))) if width > 0.0 else most * (low != 0.0)
    nearest = min(abs(low), abs(high))
    if signed and (low > 0.0 or high < 0.0):
        while round(nearest, digits) == 0.0 and digits < MOST_DIGITS:
            digits += 1
    return digits


def _written(value: float, digits: int, signed: bool) -> str:
    if np.isnan(value):
        return "–"
    text = f"{value:{'+' if signed else ''},.{digits}f}"
    zero = float(text.replace(",", "")) == 0.0
    return text.lstrip("+-") if zero else text.replace("-", "−")


@dataclass(frozen=True)
class Shown:
    """How an outcome is shown: its name, its unit, the unit of its differences, and its values in them."""

    outcome: str
    label: str
    unit: str

    @property
    def axis(self) -> str:
        """The axis label."""
        return self.label if self.unit in ("", "1") else f"{self.label} ({self.unit})"

    @property
    def called(self) -> str:
        """The name in a sentence or a row of names."""
        known = OUTCOMES.get(self.outcome)
        return known.called if known else self.label

    @property
    def difference_unit(self) -> str:
        """The unit of a difference: points, where values are percentages."""
        return self.unit.replace("%", "points")

    def values(self, values: Any) -> list[float]:
        """Values in the unit shown."""
        return [self.value(float(value)) for value in np.ravel(values)]

    def value(self, value: float) -> float:
        """A value in the unit shown."""
        known = OUTCOMES.get(self.outcome)
        return scaled(known, value) if known else value


def shown(outcome: str, currency: str = "currency") -> Shown:
    """How an outcome is shown; a column that is no outcome is shown as it is."""
    known = OUTCOMES.get(outcome)
    if known is None:
        return Shown(outcome, outcome.replace("_", " "), "")
    return Shown(outcome, known.label, shown_unit(known, currency))


def number(value: float, *, signed: bool = False) -> str:
    """A number in a sentence: three significant digits, all of them from 100 on."""
    if isnan(value):
        return "not known"
    sign = "+" if signed else ""
    text = f"{value:{sign},.0f}" if abs(value) >= 100 else f"{value:{sign}.3g}"
    return text.replace("-", "−")


def amount(value: float, unit: str, *, signed: bool = False) -> str:
    """A number with its unit, in a sentence; a scale from 0 to 1 has none."""
    return with_unit(number(value, signed=signed), unit)


def with_unit(text: str, unit: str) -> str:
    """A number in words with its unit; a scale from 0 to 1 has none."""
    if unit in (*SCALES, ""):
        return text
    unit = singular(unit) if text.lstrip("+−") == "1" else unit
    return f"{text}{'' if unit.startswith('%') else ' '}{unit}"


def span(low: float, high: float, *, signed: bool = False) -> str:
    """An interval in a sentence; an end that is not known is said so, and of neither that there is none."""
    if isnan(low) and isnan(high):
        return NO_INTERVAL
    return f"[{number(low, signed=signed)}, {number(high, signed=signed)}]"


def percent(share: float) -> str:
    """A share in a sentence, as a percentage."""
    return number(share) if isnan(share) else f"{share:.0%}"


def percent_span(low: float, high: float) -> str:
    """The interval of a share in a sentence."""
    return NO_INTERVAL if isnan(low) and isnan(high) else f"[{percent(low)}, {percent(high)}]"
