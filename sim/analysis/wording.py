"""Names, numbers and sentences as a reader sees them: the same in a terminal, a report and a notebook."""

import math
import re
from collections.abc import Sequence

import numpy as np

from sim.analysis.statistics import Estimate
from sim.outcomes import OUTCOMES, Outcome

CONTRAST_TITLES = {
    "as_managed": "as managed",
    "equal_hours": "at equal accepted hours",
    "equal_payroll": "at equal payroll",
    "everywhere": "rivals managed alike",
}

MOST_DIGITS = 12

MOST_FACTORS = 3
"""Factors of a point that are named with their values; of more only its number is."""


def words(name: str) -> str:
    """The name of a policy, a factor or a contrast as a reader sees it, its section left out."""
    return CONTRAST_TITLES.get(name) or re.sub(r"^[a-z_]+\.", "", name).replace("_", " ")


def listed(names: Sequence[str]) -> str:
    """Words in a row."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def counted(number: int, noun: str) -> str:
    """A number of things, in the plural unless it is one."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def value_text(value: float | str) -> str:
    """A factor's value in words."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def shown_unit(outcome: Outcome, currency: str) -> str:
    """The unit in which an outcome is shown."""
    if outcome.percent:
        return "% a year" if outcome.unit == "1/year" else "%"
    unit = outcome.unit
    if unit.startswith("currency"):
        unit = unit.replace("currency", f"thousand {currency}")
    return re.sub(r"/(?=([aeiou])?)", lambda each: " an " if each[1] else " a ", unit, count=1)


def difference_unit(outcome: Outcome, currency: str) -> str:
    """The unit of a difference: points, where values are percentages."""
    return shown_unit(outcome, currency).replace("%", "points")


def scaled(outcome: Outcome, value: float) -> float:
    """An outcome's value in the unit in which it is shown."""
    if outcome.percent:
        return 100.0 * value
    return value / 1000.0 if outcome.unit.startswith("currency") else value


def called(outcome: str) -> str:
    """An outcome's name in a sentence or a row of names."""
    name, _, which = OUTCOMES[outcome].label.partition(", ")
    return f"{name} ({which})" if which else name


def with_interval(outcome: Outcome, e: Estimate, *, signed: bool = False) -> str:
    """A mean with its interval, in the unit in which it is shown, to the digits that the interval supports."""
    values = [scaled(outcome, value) for value in (e.mean, e.low, e.high)]
    mean, low, high = values
    if math.isnan(high - low):
        size = abs(mean)
        return _written(mean, 0 if size >= 100 else 1 if size >= 10 else 2, signed)
    digits = _digits(outcome, low, high, signed)
    texts = [_written(value, digits, signed) for value in values]
    return f"{texts[0]} [{texts[1]}, {texts[2]}]"


def with_unit(text: str, unit: str) -> str:
    """A number in words with its unit; a scale from 0 to 1 has none."""
    unit = unit.replace("points", "point", 1) if text.lstrip("+−") == "1" else unit
    return text if unit in ("0-1", "1", "") else text + ("" if unit.startswith("%") else " ") + unit


def plain_number(value: float) -> str:
    """A number that is given and not measured: three significant digits."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _digits(outcome: Outcome, low: float, high: float, signed: bool) -> int:
    """Decimals that an interval supports; of a difference more, where an end just off zero would look like zero."""
    most = 1 if outcome.unit.startswith("currency") else 2 if outcome.percent else 3
    width = high - low
    digits = min(most, max(0, 1 - math.floor(math.log10(width)))) if width > 0.0 else most * (low != 0.0)
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
