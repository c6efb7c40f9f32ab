"""Friction in processes: it grows back by itself and is removed by work."""

import math

from sim.compiled import rule


@rule
def friction_after(
    friction: float, unimproved: float, effort: float, growth: float, yield_: float, years: float
) -> float:
    """Friction after some time of improvement work, exact for constant effort.

    df/dt = growth * (unimproved - f) - yield * effort * f. Friction [share of effort], effort [share of paid
    hours], rates [1/year]. Source: improvement half-lives (schneiderman1988) for the form; rates assumed.
    """
    speed = growth + yield_ * effort
    if speed == 0.0:
        return friction
    limit = growth * unimproved / speed
    return limit + (friction - limit) * math.exp(-speed * years)
