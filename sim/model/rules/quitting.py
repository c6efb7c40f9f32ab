"""Who leaves: a hazard of satisfaction, strain, pay, match found on the job, outside offers and recent leavers."""

import math

from sim.model.compiled import rule


@rule
def match_found(match: float, weeks: float, learning_weeks: float) -> float:
    """What somebody has found out about how well the job fits: m * (1 - exp(-t / T)).

    match m: standard normal. Hiring selects nobody by it; leaving does, so the hazard first rises and then
    falls with tenure. Source: jovanovic1979, farber1994.
    """
    return match * (1.0 - math.exp(-weeks / learning_weeks))


@rule
def quit_hazard(
    base: float,
    satisfaction: float,
    strain: float,
    found: float,
    pay: float,
    quits_nearby: float,
    tightness: float,
    reference: float,
    spread: float,
    odds: float,
    burnout: float,
    w_match: float,
    w_pay: float,
    contagion: float,
) -> float:
    """Hazard of quitting a year: base * odds ** -z * burnout ** strain * exp(-a m) * pay ** -b * (1 + c n) * tightness.

    z: satisfaction in standard deviations from the reference; strain [0-1]; m match found; n teammates who quit
    last week. Source: griffeth2000 (signs, odds from the priors), swider2010 for burnout, felps2009 for contagion.
    """
    z = (satisfaction - reference) / spread
    return (
        base
        * odds ** (-z)
        * burnout**strain
        * math.exp(-w_match * found)
        * pay ** (-w_pay)
        * (1.0 + contagion * quits_nearby)
        * tightness
    )


@rule
def dismissal_hazard(base: float, found: float) -> float:
    """Hazard of dismissal a year: base * exp(-m). A bad match shows to both sides.

    Source: jovanovic1979; form assumed.
    """
    return base * math.exp(-found)


@rule
def leaves_this_week(hazard: float) -> float:
    """Probability of an event within a week at a hazard a year: 1 - exp(-h / 52)."""
    return 1.0 - math.exp(-hazard / 52.0)
