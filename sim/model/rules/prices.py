"""What practices cost: discretion, exhortation, programmes, change as a skill or a department's."""

import math

from sim.model.compiled import rule


@rule
def given_away(discretion: float, share: float) -> float:
    """What the front line gives away, of an ordinary price for each delivery: share * discretion, all [0-1].

    Refunds, waived charges, something on top. What it does for the customer is the care that discretion makes.
    Source: essay 003 for the front line that decides; form assumed.
    """
    return share * discretion


@rule
def unguided(discretion: float, skill: float, weight: float) -> float:
    """Errors of a front line that decides, over those of one that asks: 1 + k * discretion * (1 - skill).

    Whoever has learned the job decides as rightly as a manager would. Discretion and skill [0-1]. Source: assumed.
    """
    return 1.0 + weight * discretion * (1.0 - skill)


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
