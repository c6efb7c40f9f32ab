"""What customers expect, and how experience against expectation becomes satisfaction."""

from sim.model.compiled import rule


@rule
def promised(expectation: float, promise_inflation: float, weight: float) -> float:
    """Expectation under a promise: e + weight * promise * (1 - e), all [0-1]. Source: essay 001; form assumed."""
    return expectation + weight * promise_inflation * (1.0 - expectation)


@rule
def disconfirmation(experience: float, expectation: float, shortfall_weight: float) -> float:
    """Experience against expectation, shortfalls weighing more: d if d >= 0 else w * d, d = x - e.

    Source: anderson1993 for the sign, priors.shortfall_weight for its size.
    """
    d = experience - expectation
    return d if d >= 0.0 else shortfall_weight * d


@rule
def satisfaction_after(
    satisfaction: float, surprise: float, set_point: float, gain: float, memory: float
) -> float:
    """Satisfaction after a service: s' = s + m * (clip(s0 + g * d, 0, 1) - s). All [0-1] but gain g and surprise d.

    At constant quality expectations catch up, d goes to 0 and satisfaction returns to its set point s0.
    Source: oliver1980 for disconfirmation; form assumed.
    """
    target = min(1.0, max(0.0, set_point + gain * surprise))
    return satisfaction + memory * (target - satisfaction)
