"""The quality of what customers get."""

import math

from sim.model.compiled import rule


@rule
def error_probability(
    base: float,
    skill: float,
    thoroughness: float,
    slips: float,
    skill_exponent: float,
    thoroughness_exponent: float,
) -> float:
    """Probability that work is wrong: base * slips * skill ** -a * min(1, thoroughness) ** -b, at most 0.9.

    thoroughness: time given over the original standard; more time than that does not help. slips: what strain does to
    errors, as a factor. Source: form assumed.
    """
    careful = min(1.0, thoroughness) ** (-thoroughness_exponent)
    return min(0.9, base * slips * skill ** (-skill_exponent) * careful)


@rule
def slips(strain: float, reference: float, slope: float) -> float:
    """Errors over those at ordinary strain: exp(k * (strain - reference)), strain [0-1].

    Source: corbeanu2023 for the sign; form and size assumed.
    """
    return math.exp(slope * (strain - reference))


@rule
def timeliness(days_late: float, patience: float) -> float:
    """Timeliness of a delivery: exp(-days late / patience), 1 when in time. Source: assumed."""
    return math.exp(-max(0.0, days_late) / patience)


@rule
def care(
    strain: float, reference: float, discretion: float, strain_weight: float, discretion_weight: float
) -> float:
    """Care of the employee who serves: 1 - a * max(0, strain - ordinary) / (1 - ordinary) - b * (1 - discretion).

    In [0, 1]. Source: service-profit chain (heskett1994), exhaustion and performance (corbeanu2023); weights assumed.
    """
    worn = max(0.0, strain - reference) / (1.0 - reference)
    return max(0.0, 1.0 - strain_weight * worn - discretion_weight * (1.0 - discretion))


@rule
def experience(
    timely: float,
    correct: float,
    easy: float,
    cared: float,
    w_timely: float,
    w_correct: float,
    w_easy: float,
    w_care: float,
) -> float:
    """What a customer experiences: the weighted mean of being in time, right, easy and cared for, all [0-1].

    Source: weights assumed.
    """
    total = w_timely + w_correct + w_easy + w_care
    return (w_timely * timely + w_correct * correct + w_easy * easy + w_care * cared) / total
