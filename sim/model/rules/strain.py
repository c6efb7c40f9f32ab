"""Job demands and resources, and the strain and satisfaction that they lead to (Bakker & Demerouti 2007)."""

import math
from typing import NamedTuple

from sim.model.compiled import rule


class DemandWeights(NamedTuple):
    """How much each demand weighs [1]."""

    pressure: float
    ambiguity: float
    abuse: float
    friction: float
    exhortation: float


@rule
def job_demands(
    pressure: float,
    ambiguity: float,
    abuse: float,
    friction: float,
    exhortation: float,
    weights: DemandWeights,
) -> float:
    """Demands of a job: a weighted sum.

    Of work pressure above balance, missing clarity, unbacked abusive contacts a week, process friction and
    exhortation without means.
    Source: job demands-resources (bakker2007); weights assumed.
    """
    return (
        weights.pressure * max(0.0, pressure)
        + weights.ambiguity * ambiguity
        + weights.abuse * abuse
        + weights.friction * friction
        + weights.exhortation * exhortation
    )


@rule
def job_resources(
    recognition: float,
    autonomy: float,
    success: float,
    w_recognition: float,
    w_autonomy: float,
    w_success: float,
) -> float:
    """Resources of a job: the weighted sum of recognition, autonomy and success, each [0-1].

    Clarity counts on the side of demands, as missing clarity. Source: bakker2007; weights assumed.
    """
    return w_recognition * recognition + w_autonomy * autonomy + w_success * success


@rule
def means(discretion: float, pressure: float) -> float:
    """Means to do what one is exhorted to do: discretion * capacity, capacity = 1 - max(0, p), at least 0. In [0, 1].

    Source: essay 001; form assumed.
    """
    return discretion * max(0.0, 1.0 - max(0.0, pressure))


@rule
def unmet_exhortation(exhortation: float, discretion: float, pressure: float) -> float:
    """Exhortation without means: e * (1 - discretion * capacity), capacity = 1 - max(0, p), at least 0.

    Source: essay 001, injunction without means; form assumed.
    """
    return exhortation * (1.0 - means(discretion, pressure))


@rule
def strain_target(
    demands: float, resources: float, balance: float, slope: float, reference: float, borne: float
) -> float:
    """Strain that a job leads to: logistic(logit(reference) + slope * (balance - (resources - demands)) - borne).

    An ordinary job, with resources - demands = balance, leads somebody ordinary to the reference strain. All strain
    [0-1]; borne: what somebody bears better than ordinary, on the logit scale. Source: bakker2007; form assumed.
    """
    x = math.log(reference / (1.0 - reference)) + slope * (balance - (resources - demands)) - borne
    return 1.0 / (1.0 + math.exp(-x))


class SatisfactionWeights(NamedTuple):
    """How satisfied an ordinary job leaves somebody, and what moves that."""

    reference: float  # satisfaction that an ordinary job leads to [0-1]
    slope: float  # of resources less demands
    match: float  # of a standard deviation of match found
    pay: float  # of the logarithm of pay


@rule
def job_satisfaction(
    demands: float,
    resources: float,
    balance: float,
    match_found: float,
    pay: float,
    weights: SatisfactionWeights,
) -> float:
    """Satisfaction that a job leads to: reference + slope (resources - demands - balance) + match + log pay.

    In [0, 1]. Source: form assumed.
    """
    s = (
        weights.reference
        + weights.slope * (resources - demands - balance)
        + weights.match * match_found
        + weights.pay * math.log(pay)
    )
    return min(1.0, max(0.0, s))


@rule
def strained_productivity(strain: float, reference: float, slope: float) -> float:
    """Work done in an hour over that at ordinary strain: exp(-k * (strain - reference)).

    strain [0-1]; below the reference more gets done. Source: sign and size of the correlation corbeanu2023; form
    assumed.
    """
    return math.exp(-slope * (strain - reference))


@rule
def absence_probability(base: float, strain: float, reference: float, sensitivity: float) -> float:
    """Probability of a day's absence: base * exp(k * (strain - ordinary strain)), at most 0.6.

    base [share of days]. Source: oliva2001 for the base; sensitivity assumed.
    """
    return min(0.6, base * math.exp(sensitivity * (strain - reference)))
