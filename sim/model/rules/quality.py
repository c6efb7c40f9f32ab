"""The quality of what customers get."""

import math
from typing import NamedTuple

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
def timeliness(days_late: float, patience: float, ordinary: float) -> float:
    """Grade of the time taken: o * exp(-d / p) when late by d days, 1 - (1 - o) * exp(d / p) when early by -d.

    o [0-1] when just in time, towards 1 the earlier and towards 0 the later. Source: assumed.
    """
    if days_late > 0.0:
        return ordinary * math.exp(-days_late / patience)
    return 1.0 - (1.0 - ordinary) * math.exp(days_late / patience)


@rule
def workmanship(correct: float, luck: float, ordinary: float) -> float:
    """Grade of the work itself: 0 when wrong, else between 2 * o - 1 and 1, on average o, by luck u [0-1].

    o >= 1/2. Right work is not all alike: some of it delights. Source: assumed.
    """
    return correct * (1.0 - 2.0 * (1.0 - ordinary) * luck)


@rule
def ease(friction: float, feeling: float) -> float:
    """Grade of how easy it was: exp(-friction / f). Source: assumed."""
    return math.exp(-friction / feeling)


@rule
def fairness(dear: float, feeling: float, ordinary: float) -> float:
    """Grade of the price: o - f * dear, in [0, 1]. dear: log of the price paid over the usual one.

    Source: a price is fair by reference to what is usual (kahneman1986); form assumed.
    """
    return min(1.0, max(0.0, ordinary - feeling * dear))


@rule
def care(
    strain: float, reference: float, discretion: float, strain_weight: float, discretion_weight: float
) -> float:
    """Care of the employee who serves: 1 - a * max(0, strain - ordinary) / (1 - ordinary) - b * (1 - discretion).

    In [0, 1]. Source: service-profit chain (heskett1994), exhaustion and performance (corbeanu2023); weights assumed.
    """
    worn = max(0.0, strain - reference) / (1.0 - reference)
    return max(0.0, 1.0 - strain_weight * worn - discretion_weight * (1.0 - discretion))


class Grades(NamedTuple):
    """What is graded in a service, each [0-1]; or how much each grade weighs, at least 0."""

    timely: float
    right: float
    easy: float
    cared: float
    fair: float


@rule
def experience(grades: Grades, weights: Grades) -> float:
    """What a customer experiences: the weighted mean of the grades of time, work, ease, care and price [0-1].

    Source: weights assumed.
    """
    total = weights.timely + weights.right + weights.easy + weights.cared + weights.fair
    graded = (
        weights.timely * grades.timely
        + weights.right * grades.right
        + weights.easy * grades.easy
        + weights.cared * grades.cared
        + weights.fair * grades.fair
    )
    return graded / total
