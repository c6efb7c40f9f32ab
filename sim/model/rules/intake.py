"""What customers ask for, how urgent they say it is, and what an accepted or declined ask teaches them."""

import math

from sim.model.compiled import rule, whole


@rule
def need_probability(surge: float, patronage: float, control: float, headroom: float) -> float:
    """Probability that a potential need becomes a need: min(1, surge * patronage * control / headroom).

    All factors are ratios to normal; potential needs arise `headroom` times as often as normal ones, whoever
    manages, so that the same customers have the same potential needs on the same days. Source: thinning of a
    Poisson process (lewis1979).
    """
    return min(1.0, surge * patronage * control / headroom)


@rule
def patronage(satisfaction: float, set_point: float, elasticity: float) -> float:
    """Needs taken to the firm over normal: (s / s0) ** elasticity, at most 1.5. The dissatisfied buy less.

    satisfaction s and set point s0 [0-1]. Source: assumed.
    """
    return min(1.5, (satisfaction / set_point) ** elasticity)


@rule
def thrift(dear: float, elasticity: float) -> float:
    """Needs taken to a firm of a price over those at the ordinary price: exp(-e * log price). Source: assumed.

    dear: log of the price over the ordinary. This is what customers do without while they stay.
    """
    return math.exp(-elasticity * dear)


@rule
def stated_urgent(claim_share: float, sensitivity: float, satisfaction: float, set_point: float) -> float:
    """Share of ordinary requests stated as urgent: c + k * max(0, s0 - s), at most 1.

    Customers who were let down shout earlier. Shares and satisfaction [0-1]. Source: assumed.
    """
    return min(1.0, claim_share + sensitivity * max(0.0, set_point - satisfaction))


@rule
def habit_after(habit: float, accepted: bool, learning: float) -> float:
    """Habit of asking for extras after an answer: towards 1 when accepted, towards 0 when declined.

    h' = h + k * (1 - h) or h' = h - k * h; h [0-1], k [share]. Source: linear operator model (bush1951).
    """
    return habit + learning * (1.0 - habit) if accepted else habit - learning * habit


@rule
def loyalty(satisfaction: float, set_point: float, years: float, bonding: float) -> float:
    """Loyalty over the ordinary: s / s0 * 2 * y / (y + b). It grows with satisfaction s and with years y at the firm.

    1 for a content customer after b years, less than 2 / s0. Source: loyalty holds exit back and gives voice its time,
    hirschman1970; form assumed.
    """
    return satisfaction / set_point * 2.0 * years / (years + bonding)


@rule
def complaint_probability(share: float, voice: float, loyal: float) -> float:
    """Probability that a problem is voiced: min(1, share * voice * loyalty).

    voice: how readily customers are heard; loyalty: both over what is ordinary. Source: tarp for the shares,
    hirschman1970 for loyalty; form assumed after essay 004.
    """
    return min(1.0, share * voice * loyal)


@rule
def sound_effort(effort: float, faults: float, fault_effort: float, repeats: float) -> float:
    """Effort of a request without failure or repetition: e / ((1 + faults * fault effort) * (1 + repeats)).

    So that e [hours] is the mean effort of an ordinary firm, where these shares [0-1] have failures upstream and are
    begun twice. It includes what customers come back with, which is work of the request that failed.
    """
    return effort / ((1.0 + faults * fault_effort) * (1.0 + repeats))


@rule
def repeat_probability(share: float, integration: float) -> float:
    """Probability that a request is begun twice for want of its history: share * (1 - integration), all [0-1].

    Source: essay 003, single customer view; form assumed.
    """
    return share * (1.0 - integration)


@rule
def surge_at(week_of_year: int, first: float, weeks: float, factor: float) -> float:
    """The surge factor in its weeks of the year, 1 outside them. Weeks 0 to 51; wraps round the new year."""
    since = (week_of_year - whole(first)) % 52
    return factor if since < weeks else 1.0
