"""What layoffs do to those who stay."""

from sim.model.compiled import rule

SCALE = 0.001
"""Share of staff laid off from which on twice as much hurts less than twice: a thousandth (assumed)."""


@rule
def survivors_demand(shock: float, weight: float) -> float:
    """Demand that layoffs add to the job of who stays: weight * share of staff laid off lately. Source: assumed."""
    return weight * shock


@rule
def survivors_hazard(shock: float, exponent: float) -> float:
    """Hazard of quitting after layoffs, over that without: (1 + s / 0.001) ** a, s the share laid off lately [0-1].

    Concave, as measured: the first layoffs drive out the most. Source: trevor2008, where 0.5% laid off go with 13.0%
    quits in the year that follows against 10.4% without, a = 0.125; form assumed.
    """
    return (1.0 + shock / SCALE) ** exponent
