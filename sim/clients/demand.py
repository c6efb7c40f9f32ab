"""What customers ask of one firm in an ordinary week under neutral management, by a scenario's own numbers.

Ordinary means: nothing is late, customers are as satisfied as ordinarily, no surge. The equations are those of the
phases that do it agent by agent (sim/model/phases/ask.py, post.py, feel.py), taken in the mean.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

from sim.model.parameters import DAYS_A_MONTH, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.practices import NEUTRAL

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Demand:
    """One firm's ordinary week. All are numbers of requests, but for `hours` and `paid`."""

    core: float
    extras: float  # asked for out of scope, whatever becomes of them
    accepted: float  # extras that are done, whole or agreed smaller
    rework: float  # wrong work that comes back
    returns: float  # failures from upstream with which customers come back
    complaints: float
    hours: float  # standard hours of all that employees do
    paid: float  # core requests' worth of what customers pay for

    @property
    def requests(self) -> float:
        """Requests that managers decide on."""
        return self.core + self.extras + self.rework + self.returns + self.complaints

    @property
    def done(self) -> float:
        """Requests that employees do; complaints are the managers', as long as those have the time."""
        return self.core + self.accepted + self.rework + self.returns


def demand(m: Mapping[str, float]) -> Demand:
    """What the customers that a firm begins with ask of it. m: the scenario's constants by name."""
    needs = m["customers_per_firm"] * needs_a_week(m)
    habit = extra_habit(m)
    meant, declined = NEUTRAL.intake_boundary, m["decline_share"]
    core, extras = needs * (1.0 - habit), needs * habit
    smaller = extras * meant * (1.0 - declined)
    accepted = extras * (1.0 - meant) + smaller
    # Whatever is done may be wrong and come back, also what came back.
    noticed, back = m["error_share"] * m["notice_share"], m["upstream_faults"] * m["fault_return"]
    again = noticed * (1.0 + back)
    rework = (core + accepted) * again / max(1.0 - again, 1e-9)
    returns = back * (core + accepted + rework)
    complaints = noticed * m["complain_wrong"] * (core + accepted + rework + returns)
    scope = accepted - smaller + smaller * m["reduced_effort"]
    # The effort of a request is that of an ordinary firm: what customers come back with is in it (post.effort_of).
    hours = m["effort"] * (core + m["extra_effort"] * scope + m["rework_effort"] * rework)
    paid = core + m["extra_price"] * scope
    return Demand(core, extras, accepted, rework, returns, complaints, hours, paid)


def needs_a_week(m: Mapping[str, float]) -> float:
    """Needs of a customer in a week, the mean over customers: each has one a day at most (world.populate).

    Potential needs arise `headroom` times as often as needs, so that the busiest of them lose some to that limit:
    E[min(1, a S)] / headroom a day, S lognormal with mean 1 and spread s; a = rate a day * headroom.
    """
    headroom = 2.0 * max(1.0, m["surge_factor"]) * max(1.0, m["demand_step"])
    a, s = m["need_rate"] / DAYS_A_MONTH * headroom, m["need_spread"]
    if s == 0.0:
        return WORKDAYS_A_WEEK * min(1.0, a) / headroom
    normal, limit = NormalDist().cdf, -math.log(a)
    mean = a * normal((limit - s * s / 2.0) / s) + 1.0 - normal((limit + s * s / 2.0) / s)
    return WORKDAYS_A_WEEK * mean / headroom


def extra_habit(m: Mapping[str, float]) -> float:
    """Share of needs that come with an out-of-scope ask once customers have learned what a neutral firm accepts.

    Where learning and forgetting balance: h - h0 = A h (y - h), y the share accepted, A what is learned in the time in
    which it is forgotten (rules.intake.habit_after, rules.adaptation.approach).
    """
    start = m["extra_share"]
    asks = m["need_rate"] * MONTHS_A_YEAR / WEEKS_A_YEAR * m["extra_forgetting"]
    a, y = asks * m["extra_learning"], 1.0 - NEUTRAL.intake_boundary * m["decline_share"]
    root = math.sqrt((1.0 - a * y) ** 2 + 4.0 * a * start)
    # Two forms of one solution: each keeps its digits where the other takes a small from a large number.
    return 2.0 * start / (1.0 - a * y + root) if a * y <= 1.0 else (a * y - 1.0 + root) / (2.0 * a)
