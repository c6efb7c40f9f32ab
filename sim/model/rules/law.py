"""The law: what executives expect of it, what an audit finds, what a fine is."""

from sim.model.compiled import rule


@rule
def fine(tainted: float, rate: float, cap: float) -> float:
    """The fine for revenue tainted by offences: min(cap, rate * tainted), in currency."""
    return min(cap, rate * tainted)


@rule
def offence(willingness: float, gain: float, expected_fine: float) -> float:
    """How far an executive offends who weighs gain against fine: willingness * max(0, 1 - expected fine / gain).

    Both in currency over the same time; without a gain there is nothing to weigh and nothing to refrain from.
    Source: becker1968 for weighing; form assumed.
    """
    return willingness * max(0.0, 1.0 - expected_fine / gain) if gain > 0.0 else willingness
