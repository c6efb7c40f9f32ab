"""What customers expect, and how quality and experience against expectation become satisfaction."""

import math

from sim.model.compiled import rule
from sim.model.draws import gumbel

EULER = 0.5772156649015329
"""Euler's constant, the mean of a standard Gumbel number."""


@rule
def promised(expectation: float, promise_inflation: float, weight: float) -> float:
    """Expectation under a promise: e + weight * promise * (1 - e), all [0-1]. Source: essay 001; form assumed."""
    return expectation + weight * promise_inflation * (1.0 - expectation)


@rule
def disconfirmation(experience: float, expectation: float, shortfall_weight: float) -> float:
    """Experience against expectation, shortfalls weighing more: d if d >= 0 else w * d, d = x - e.

    Source: anderson1993 for the sign, priors.shortfall_weight for its size.
    """
    d = experience - expectation
    return d if d >= 0.0 else shortfall_weight * d


@rule
def followed(experience: float, usual: float, weight: float) -> float:
    """What an expectation follows: (1 - w) * own experience + w * what is usual in the market, all [0-1].

    Source: fornell1996 for expectations of what a whole market delivers; weight assumed.
    """
    return (1.0 - weight) * experience + weight * usual


@rule
def remembered(quality: float, experience: float, memory: float) -> float:
    """Perceived quality after a service: q' = q + m * (x - q), all [0-1]. Source: johnson1995; m assumed."""
    return quality + memory * (experience - quality)


@rule
def satisfaction_target(
    set_point: float,
    liking: float,
    better: float,
    surprise: float,
    quality_gain: float,
    surprise_gain: float,
) -> float:
    """Satisfaction that a service leads to in the end: clip(s0 + l + g_q * b + g_d * d, 0, 1).

    Set point s0 and liking l of this firm by this customer [satisfaction]; b: perceived quality above the ordinary
    [-1, 1]; d: surprise as `disconfirmation` has it. At constant quality expectations catch up and d goes to 0, but
    b stays: satisfaction is cumulative and remembers quality. Source: anderson1993 for both terms, johnson1995 and
    fornell1996 for the order of their sizes, g_q >= g_d; form assumed.
    """
    return min(1.0, max(0.0, set_point + liking + quality_gain * better + surprise_gain * surprise))


@rule
def satisfaction_after(satisfaction: float, target: float, memory: float) -> float:
    """Satisfaction after a service: s' = s + m * (target - s), all [0-1]. Source: oliver1980; form assumed."""
    return satisfaction + memory * (target - satisfaction)


@rule
def liking(luck: float, spread: float, firms: float) -> float:
    """How much more a customer likes a firm than others do there: b * (g - gamma - ln n) [satisfaction].

    g: Gumbel number from u in (0, 1), shifted by Euler's constant gamma and by the number n of firms, so that customers
    who are each with the one of n that they like best like it by 0 on average. Where firms differ in size, n is the
    size of all over that of this one: a firm of size 2 is liked as the better liked of two. Source: mcfadden1974 for
    the distribution, heckman1981 for tastes that last; spread b assumed.
    """
    return spread * (gumbel(luck) - EULER - math.log(firms))
