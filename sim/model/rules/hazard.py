"""Hazards: rates a year, and what they come to in a week."""

import math

from sim.model.compiled import rule


@rule
def weekly_probability(rate: float) -> float:
    """Probability of at least one event in a week at a rate a year: 1 - exp(-r / 52)."""
    return 1.0 - math.exp(-rate / 52.0)


@rule
def daily_probability(rate: float) -> float:
    """Probability of at least one event in a day at a rate a day: 1 - exp(-r)."""
    return 1.0 - math.exp(-rate)
