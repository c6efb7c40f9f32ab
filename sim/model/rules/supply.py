"""Suppliers."""

import math

from sim.model.compiled import rule


@rule
def failure_rate(rate: float, partnering: float, effect: float) -> float:
    """Failures of supply a year: rate * (1 - effect * partnering). Source: essay 003; effect is a prior, assumed."""
    return rate * (1.0 - effect * partnering)


@rule
def fails_this_week(rate: float) -> float:
    """Probability of a failure within a week at a rate a year: 1 - exp(-rate / 52)."""
    return 1.0 - math.exp(-rate / 52.0)
