"""Suppliers."""

from sim.model.compiled import rule


@rule
def failure_rate(rate: float, partnering: float, effect: float) -> float:
    """Failures of supply a year: rate * (1 - effect * partnering). Source: essay 003; effect is a prior, assumed."""
    return rate * (1.0 - effect * partnering)
