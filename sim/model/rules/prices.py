"""What practices cost: discretion, conversations, exhortation, programmes, change as a skill or a department's.

Where steps are taken in an order, the cheapest first, the next one costs more than the last, and the price grows with
the square of the practice. It is scaled at an ordinary firm's x0 and written x * (x / x0), which is exactly x there.
"""

import math

from sim.model.compiled import rule


@rule
def given_away(discretion: float, ordinary: float, share: float) -> float:
    """What the front line gives away, of an ordinary price for each delivery: share * d * (d / d0).

    Refunds, waived charges, something on top. A firm hands over the least risky decisions first, so that each further
    one gives away more. What it does for the customer is the care that discretion makes. Discretion d, the ordinary
    one d0 and share [0-1]. Source: essay 003 for the front line that decides; form assumed.
    """
    return share * (discretion * (discretion / ordinary))


@rule
def unguided(discretion: float, ordinary: float, skill: float, weight: float) -> float:
    """Errors of a front line that decides, over those of one that asks: 1 + k * d * (d / d0) * (1 - skill).

    Whoever has learned the job decides as rightly as a manager would. The easiest decisions are handed over first, so
    that each further one is more often wrong. Discretion d, the ordinary one d0 and skill [0-1]. Source: assumed.
    """
    return 1.0 + weight * (discretion * (discretion / ordinary)) * (1.0 - skill)


@rule
def talk_length(voice: float, ordinary: float, hours: float) -> float:
    """Length of a conversation between an employee and the manager: h * v / v0 [hours].

    What people most need to say is said first, so that hearing more takes longer: as they also talk the more often, v
    times a week, hours a week go with the square. Voice v and the ordinary one v0 [0-1]; length at an ordinary firm
    h [hours]. Source: assumed.
    """
    return hours * (voice / ordinary)


@rule
def zeal(exhortation: float, means: float, effect: float) -> float:
    """Pace of work under exhortation, over that without: 1 + k * exhortation * means.

    Exhortation and means [0-1]; effect k [ratio]. Source: essay 001, the injunction that needs means; size assumed.
    """
    return 1.0 + effect * exhortation * means


@rule
def programme_cost(strength: float, remainder: float) -> float:
    """Cost of a programme of some strength, over that of full strength: log(1 - (1 - r) * x) / log(r).

    Every further sum closes the same share of what is still missing, so that strength x [0-1] has diminishing returns
    in money and its last tenth is the dearest; r [0-1] is what the cost of full strength would leave undone of an
    endless effort. 0 at x = 0, 1 at x = 1, convex. Source: form assumed.
    """
    return math.log(1.0 - (1.0 - remainder) * strength) / math.log(remainder)


@rule
def training_share(improvement: float, shared: float, ratio: float) -> float:
    """Share of paid hours for learning to change: ratio * improvement * shared; without change nobody is trained.

    Shares [0-1]; ratio [hours/hour of improvement] where change is wholly everybody's skill. Source: assumed.
    """
    return ratio * improvement * shared


@rule
def department_share(improvement: float, shared: float, ratio: float) -> float:
    """Cost of a department of change, of the wage bill: ratio * improvement * (1 - shared).

    Shares [0-1]; ratio [wages/wages of improvement] where all change is handed down. Source: assumed.
    """
    return ratio * improvement * (1.0 - shared)


@rule
def paid_out(cash: float, reserve: float) -> float:
    """Cash that goes to the owners: what exceeds the reserve, both in currency. Source: assumed."""
    return max(0.0, cash - reserve)
