"""Selling and extracting: what pushing brings in and costs, what is charged unasked, who sees through it."""

from sim.model.compiled import rule


@rule
def insight_boost(insight: float, use: float, gain: float) -> float:
    """How far insight raises what it is used for: 1 + gain * insight * use.

    insight [0-1]; use: the share of it that goes this way [0-1]. Source: essay 003; form assumed.
    """
    return 1.0 + gain * insight * use


@rule
def pushed(pressure: float, share: float, boost: float) -> float:
    """Revenue that pushed sales add to a core sale, as a share: pressure * share * boost. Source: assumed."""
    return pressure * share * boost


@rule
def overcharge(practice: float, share: float, deterred: float, boost: float) -> float:
    """What is charged unasked, as a share of the price: practice * (1 - deterred) * share * boost.

    practice: loyalty penalty or dark patterns [0-1]; deterred: share of the offence that the law keeps a firm from.
    Source: essay 003; form assumed.
    """
    return practice * (1.0 - deterred) * share * boost


@rule
def hassled(experience: float, pressure: float, hassle: float) -> float:
    """Experience of somebody who is being sold to: x * (1 - hassle * pressure). Source: essay 001; form assumed."""
    return experience * (1.0 - hassle * pressure)


@rule
def seen_through(overcharged: float, discovery: float) -> float:
    """Probability that a purchase shows its overcharge [share of price]: min(1, discovery * overcharge).

    Source: assumed.
    """
    return min(1.0, discovery * overcharged)
