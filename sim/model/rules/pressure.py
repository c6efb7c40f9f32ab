"""Work pressure and what people do about it: longer hours, less time per request, eroding standards, fatigue."""

import math

from sim.model.compiled import rule


@rule
def work_pressure(
    backlog: float, pace: float, day_hours: float, days: float, low: float, high: float
) -> float:
    """Work pressure p = desired over available capacity - 1, held in the range that is acted on.

    Desired capacity clears the backlog [standard hours] within `days` of presence; available are the hours of a day
    present times the pace [standard hours an hour] at which work is done as it is practised. Zero at balance.
    Source: oliva2001; range assumed.
    """
    p = backlog / (days * pace * day_hours) - 1.0
    return min(high, max(low, p))


@rule
def practised_pace(skill: float, training: float, standard: float, longer: float) -> float:
    """Standard hours done in an hour by somebody under no pressure: skill * training / (standard * longer).

    skill: what gets done, over somebody fully skilled and able; training: what newcomers leave of the time;
    standard: practised time per request, of the original; longer: what friction and the like add, as a factor.
    Source: oliva2001 for the standard; form assumed.
    """
    return skill * training / (standard * longer)


@rule
def thoroughness(pressure: float, slope: float) -> float:
    """Time given to a request over the internal standard: exp(-slope * p). Source: oliva2001 (slope 0.64)."""
    return math.exp(-slope * pressure)


@rule
def intensity(pressure: float, slope: float) -> float:
    """Hours worked over contracted hours: exp(slope * p). Source: oliva2001 (slope 0.37)."""
    return math.exp(slope * pressure)


@rule
def standard_target(standard: float, thoroughness_now: float, floor: float) -> float:
    """Where the internal standard is drawn: the time now given, between the floor and the original standard.

    All as shares of the original time per request. The standard is the team's. Source: oliva2001.
    """
    return min(1.0, max(floor, standard * thoroughness_now))


@rule
def tired_productivity(fatigue: float, slope: float) -> float:
    """Productivity left by sustained long hours: exp(-slope * max(0, fatigue - 1)).

    fatigue: work intensity smoothed over weeks, 1 is normal. Source: form after oliva2001; slope assumed.
    """
    return math.exp(-slope * max(0.0, fatigue - 1.0))
