"""Rivalry: how a firm answers rivals who take its customers."""

import math

from sim.model.compiled import rule


@rule
def share_lost(before: float, now: float) -> float:
    """Share of its share of the market that a firm has lost: 1 - now / before, at least 0; 0 without one before."""
    return max(0.0, 1.0 - now / before) if before > 0.0 else 0.0


@rule
def lost_by_chance(customers: float) -> float:
    """Share that a firm may lose in half a year by mere coming and going: 1 / sqrt(customers), at most 1.

    About two standard deviations where an eighth of customers change in half a year. Source: assumed.
    """
    return 1.0 / math.sqrt(customers) if customers > 1.0 else 1.0


@rule
def answer_to_loss(answering: float, lost: float, tolerated: float, alarming: float) -> float:
    """How far a firm answers: answering * (lost - tolerated) / (alarming - tolerated), the ratio held in [0, 1].

    answering [0-1]: the practice; lost: share of its share of the market; where alarming <= tolerated, all or nothing.
    Source: retaliation by those who lose (chen1992 for the sign); form assumed.
    """
    if lost <= tolerated:
        return 0.0
    return answering * (1.0 if lost >= alarming else (lost - tolerated) / (alarming - tolerated))
