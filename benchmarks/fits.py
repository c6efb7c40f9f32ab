"""Exponents: how an amount grows with a size."""

import math
from collections.abc import Sequence


def exponent(sizes: Sequence[float], amounts: Sequence[float]) -> tuple[float, float]:
    """The slope of log amount over log size by least squares, and its standard error (nan for two sizes)."""
    x, y = ([math.log(value) for value in values] for values in (sizes, amounts))
    count = len(x)
    middle_x, middle_y = sum(x) / count, sum(y) / count
    spread = sum((each - middle_x) ** 2 for each in x)
    slope = sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / spread
    if count < 3:
        return slope, math.nan
    rest = sum((b - middle_y - slope * (a - middle_x)) ** 2 for a, b in zip(x, y, strict=True))
    return slope, math.sqrt(rest / (count - 2) / spread)
