"""Who leaves: a hazard of satisfaction, strain, pay, match found on the job, outside offers and recent leavers."""

import math
from typing import NamedTuple

from sim.model.compiled import rule


@rule
def match_found(match: float, weeks: float, learning_weeks: float) -> float:
    """What somebody has found out about how well the job fits: m * (1 - exp(-t / T)).

    match m: standard normal. Hiring selects nobody by it; leaving does, so the hazard first rises and then
    falls with tenure. Source: jovanovic1979, farber1994.
    """
    return match * (1.0 - math.exp(-weeks / learning_weeks))


class QuitWeights(NamedTuple):
    """What makes somebody quit, and how strongly."""

    base: float  # hazard of somebody ordinary [1/year]
    reference: float  # satisfaction of somebody ordinary [0-1]
    spread: float  # standard deviation of satisfaction [0-1]
    odds: float  # factor for each standard deviation below the reference
    burnout: float  # factor at full strain
    match: float  # log of the factor for each standard deviation of match found
    pay: float  # elasticity with respect to pay
    contagion: float  # share added by each teammate who quit


@rule
def quit_hazard(
    satisfaction: float,
    strain: float,
    found: float,
    pay: float,
    quits_nearby: float,
    tightness: float,
    weights: QuitWeights,
) -> float:
    """Hazard of quitting a year: base * odds ** -z * burnout ** strain * exp(-a m) * pay ** -b * (1 + c n) * tightness.

    z: satisfaction in standard deviations from the reference; strain [0-1]; m match found; n teammates who quit
    last week. Source: griffeth2000 (signs, odds from the priors), swider2010 for burnout, felps2009 for contagion.
    """
    z = (satisfaction - weights.reference) / weights.spread
    return (
        weights.base
        * weights.odds ** (-z)
        * weights.burnout**strain
        * math.exp(-weights.match * found)
        * pay ** (-weights.pay)
        * (1.0 + weights.contagion * quits_nearby)
        * tightness
    )


@rule
def dismissal_hazard(base: float, found: float) -> float:
    """Hazard of dismissal a year: base * exp(-m). A bad match shows to both sides.

    Source: jovanovic1979; form assumed.
    """
    return base * math.exp(-found)
