"""First-order adaptation, the form in which the model lets anything follow anything else with a delay."""

import math

from sim.model.compiled import rule


@rule
def approach(value: float, target: float, elapsed: float, time_constant: float) -> float:
    """Value after a time on its way to a target: v' = t - (t - v) * exp(-dt / T).

    dt and T in the same unit. Exact for a constant target, so the step length does not matter.
    Source: first-order exponential smoothing (sterman2000).
    """
    return target - (target - value) * math.exp(-elapsed / time_constant)


@rule
def clipped(value: float, low: float, high: float) -> float:
    """The value, held between low and high."""
    return min(high, max(low, value))
