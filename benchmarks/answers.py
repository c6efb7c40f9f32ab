"""How many worlds an answer needs, from the variance that was seen."""

import math
from collections.abc import Sequence

from scipy.stats import t


def half_width(variance: float, count: int, *, level: float = 0.95) -> float:
    """Half the interval of a mean: t sqrt(variance / n)."""
    return float(t.ppf(0.5 + level / 2.0, count - 1)) * math.sqrt(variance / count)


def needed(variance: float, wanted: float) -> int:
    """The fewest observations, at least 2, whose mean is known within `wanted` at 95%."""
    # From where a normal distribution would do, which is never enough: a t has heavier tails.
    count = max(2, int(variance * (1.959 / wanted) ** 2))
    while half_width(variance, count) > wanted:
        count += 1
    return count


def variance(values: Sequence[float]) -> float:
    """Of a sample."""
    middle = sum(values) / len(values)
    return sum((value - middle) ** 2 for value in values) / (len(values) - 1)
