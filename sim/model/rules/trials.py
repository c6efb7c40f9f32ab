"""What trials teach an executive: what a step of a lever does for the goal, and how well that is known."""

import math

from sim.model.compiled import rule


@rule
def swing(known: float, change: float, quarter: float, memory: float) -> float:
    """Mean square of a signal's change from quarter to quarter: m + (change**2 - m) / min(n, memory).

    The plain mean over the first changes, n [quarters] being how many there were with this one; then a fading one.
    Source: assumed.
    """
    return known + (change * change - known) / min(quarter, memory)


@rule
def effect_spread(hope: float, blur: float) -> float:
    """Variance of a step's effect before anything was tried: hope**2 / (1 + 2 blur**2), in swings of the goal.

    hope: effect thought possible of a step, where nothing is blurred; blur: standard deviation of the noise over
    the signal's own, of which a difference has twice. Who hears badly expects to see little. Source: assumed.
    """
    return hope * hope / (1.0 + 2.0 * blur * blur)


@rule
def effect_mean(evidence: float, weight: float, spread: float) -> float:
    """What a step of a lever is believed to do: evidence / (weight + 1 / spread).

    The mean of a normal belief around zero after observations of precision `weight`. Source: raiffa1961.
    """
    return evidence / (weight + 1.0 / spread)


@rule
def effect_doubt(weight: float, spread: float) -> float:
    """Variance of that belief: 1 / (weight + 1 / spread). Source: raiffa1961."""
    return 1.0 / (weight + 1.0 / spread)


@rule
def drawn_effect(mean: float, doubt: float, luck: float) -> float:
    """An effect as it may be: mean + sqrt(doubt) * z, z standard normal, by which what is least known is tried too.

    Source: thompson1933.
    """
    return mean + math.sqrt(doubt) * luck


@rule
def is_sure(mean: float, doubt: float, sure: float) -> bool:
    """Whether an effect is known well enough: its mean lies `sure` standard deviations from zero. Source: assumed."""
    return mean * mean >= sure * sure * doubt
