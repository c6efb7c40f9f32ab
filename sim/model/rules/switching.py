"""What juggling several requests at once costs."""

from sim.model.compiled import rule


@rule
def juggled(clarity: float, urgent: float, limit: float) -> float:
    """Requests juggled at once: 1 + (1 - clarity) * (urgent ones in sight - 1), at most `limit`.

    With clarity one works on one thing; without it on everything that is called urgent. Source: essay 000;
    form assumed.
    """
    return min(limit, 1.0 + (1.0 - clarity) * max(0.0, urgent - 1.0))


@rule
def switching_capacity(juggled_requests: float, cost: float) -> float:
    """Capacity left when k requests are juggled: (1 - cost) ** (k - 1). Source: priors.switch_cost (rubinstein2001)."""
    return (1.0 - cost) ** (juggled_requests - 1.0)
