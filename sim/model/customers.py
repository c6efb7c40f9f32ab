"""Customers: facts about one that more than one phase asks for, and how a service moves what a customer thinks."""

import math

from sim.model.compiled import behaviour, real, whole
from sim.model.draws import Stream, draw
from sim.model.firms import promise_expected
from sim.model.gated import frozen_mean, gated, remember
from sim.model.mechanisms import FROZEN, ON, Mechanism
from sim.model.money import market_price
from sim.model.parameters import DAYS_A_YEAR
from sim.model.records import World
from sim.model.rules.expectation import (
    disconfirmation,
    liking,
    promised,
    remembered,
    satisfaction_after,
    satisfaction_target,
)
from sim.model.rules.intake import loyalty

FIRMS = 2**16
"""Firms that a customer can like more or less, for the keys of draws."""


@behaviour
def liking_of(w: World, row: int, firm: int) -> float:
    """How much more than others this customer likes the firm, in satisfaction: the same for ever.

    Frozen, all firms are liked as much as customers like their own: only that is summed up for the mean.
    """
    m = w.market[0]
    mode = whole(w.mechanisms[Mechanism.LIKING].mode)
    if mode == ON or (mode == FROZEN and whole(m.day) < whole(m.start)):
        luck = draw(m.seed, Stream.LIKING, row * FIRMS + firm, 0)
        likes = liking(luck, m.liking_spread, real(m.dealt_to))
        if mode == FROZEN and whole(w.customers[row].firm) == firm:
            remember(w, Mechanism.LIKING, likes, 1)
        return likes
    return frozen_mean(w, Mechanism.LIKING, 0.0) if mode == FROZEN else 0.0


@behaviour
def dearness(w: World, firm: int, unasked: float) -> float:
    """Log of a firm's price, with what is charged unasked, over the price that its customers think usual."""
    f = w.firms[firm]
    dear = math.log(market_price(w, firm) * (1.0 + unasked) / f.reference_price)
    return gated(w, Mechanism.FAIRNESS, dear, 0.0)


@behaviour
def loyalty_of(w: World, day: int, row: int) -> float:
    """The customer's loyalty to the present firm, over the ordinary."""
    m = w.market[0]
    c = w.customers[row]
    years = real(day - whole(c.since)) / DAYS_A_YEAR
    loyal = loyalty(real(c.satisfaction), m.satisfaction_set_point, years, m.bonding_years)
    return gated(w, Mechanism.LOYALTY, loyal, 1.0)


@behaviour
def take_in(w: World, row: int, firm: int, x: float) -> None:
    """Let an experience move what the customer perceives of the firm and how satisfied it is.

    Perceived quality first, because satisfaction answers all services so far, this one included.
    """
    m = w.market[0]
    c = w.customers[row]
    usual = gated(w, Mechanism.EXPECTATION, real(c.expectation), m.expectation_start)
    expected = promised(usual, promise_expected(w, firm), m.promise_weight)
    surprise = disconfirmation(x, expected, m.shortfall_weight)
    c.quality = remembered(real(c.quality), x, m.quality_memory)
    better = gated(w, Mechanism.QUALITY, real(c.quality) - m.quality_reference, 0.0)
    target = satisfaction_target(
        m.satisfaction_set_point,
        liking_of(w, row, firm),
        better,
        surprise,
        m.quality_gain,
        m.satisfaction_gain,
    )
    c.satisfaction = satisfaction_after(real(c.satisfaction), target, m.satisfaction_memory)
