"""Customers: facts about one that more than one phase asks for, and how a service moves what a customer thinks."""

import math

from sim.model.compiled import behaviour, real, whole
from sim.model.draws import LONGEST_GAP, Stream, draw, geometric_gap
from sim.model.firms import promise_expected
from sim.model.gated import frozen_mean, gated, remember
from sim.model.mechanisms import FROZEN, ON, Mechanism
from sim.model.money import market_price
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.choice import reasons_to_compare
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

OCCASIONS = 4.0
"""Occasions to compare firms that come up, over those that a content customer takes.

How often customers compare does not depend on it; how many have to be looked at to find out does.
"""


@behaviour
def liking_of(w: World, row: int, firm: int) -> float:
    """How much more than others this customer likes the firm, in satisfaction: the same for ever.

    Frozen, all firms are liked as much as customers like their own: only that is summed up for the mean.
    """
    m = w.market[0]
    mode = whole(w.mechanisms[Mechanism.LIKING].mode)
    if mode == ON or (mode == FROZEN and whole(m.day) < whole(m.start)):
        # Drawn anew each time and always the same, so that no liking has to be kept for each pair.
        luck = draw(m.seed, Stream.LIKING, row * FIRMS + firm, 0)
        likes = liking(luck, m.liking_spread, m.dealt_sizes / w.firms[firm].relative_size)
        if mode == FROZEN and whole(w.customers[row].firm) == firm:
            remember(w, Mechanism.LIKING, likes, 1)
        return likes
    return frozen_mean(w, Mechanism.LIKING, 0.0) if mode == FROZEN else 0.0


@behaviour
def dearness(w: World, firm: int, unasked: float) -> float:
    """Log of a firm's price, with what is charged unasked, over the price that its customers think usual."""
    f = w.firms[firm]
    # A price is fair or not by reference to what is usual (kahneman1986).
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
def rate_of_comparing(w: World, day: int, row: int) -> float:
    """How often a year a customer compares firms: by occasion, and the more the more reasons there are.

    A problem that was voiced is no reason yet: voice waits for an answer.
    """
    m = w.market[0]
    c = w.customers[row]
    firm = whole(c.firm)
    # The content compare by occasion alone: more than content is no further reason to stay put.
    discontent = max(0.0, m.satisfaction_set_point - real(c.satisfaction))
    price, usual = market_price(w, firm), w.firms[firm].reference_price
    # A low price makes nobody look; it counts once somebody compares (choose).
    dear = math.log(price / usual) if price > usual else 0.0
    recent = day - whole(c.problem) < WEEKS_A_QUARTER * WORKDAYS_A_WEEK
    silent = recent and whole(c.complained) < whole(c.problem)
    reasons = reasons_to_compare(
        discontent, dear, real(whole(silent)), m.discontent_rate, m.dearness_rate, m.problem_rate
    )
    return m.consider_rate * gated(w, Mechanism.REASONS, reasons, 1.0)


@behaviour
def restless(w: World, day: int, row: int) -> bool:
    """Whether a firm's customer has reasons to compare more often than occasions come up.

    While the mean of reasons is taken, to be frozen, everybody counts: the few who are looked at have more of them.
    """
    m = w.market[0]
    if whole(w.mechanisms[Mechanism.REASONS].mode) == FROZEN and day < whole(m.start):
        return True
    return rate_of_comparing(w, day, row) > m.occasions


@behaviour
def next_occasion(w: World, row: int, day: int, offered: float) -> int:
    """The day of a customer's next occasion to compare firms: the last of a week, each with one at a probability."""
    weeks = geometric_gap(draw(w.market[0].seed, Stream.OCCASION, row, day), offered)
    # Held to what the field can store; what comes that late never comes.
    return day + weeks * WORKDAYS_A_WEEK if weeks < LONGEST_GAP // WORKDAYS_A_WEEK - day else LONGEST_GAP


@behaviour
def take_in(w: World, row: int, firm: int, x: float) -> None:
    """Let an experience move what the customer perceives of the firm and how satisfied it is.

    Perceived quality first, because satisfaction answers all services so far, this one included.
    """
    m = w.market[0]
    c = w.customers[row]
    usual = gated(w, Mechanism.EXPECTATION, real(c.expectation), m.expectation_start)
    # A promise is what the service is measured by: that is the price of promising (essay 001).
    expected = promised(usual, promise_expected(w, firm), m.promise_weight)
    surprise = disconfirmation(x, expected, m.shortfall_weight)
    c.quality = remembered(real(c.quality), x, m.quality_memory)
    # Above the ordinary, which is no ceiling: customers can be delighted.
    better = gated(w, Mechanism.QUALITY, real(c.quality) - m.quality_reference, 0.0)
    # At constant quality surprise fades as expectations catch up, and quality stays (johnson1995).
    target = satisfaction_target(
        m.satisfaction_set_point,
        liking_of(w, row, firm),
        better,
        surprise,
        m.quality_gain,
        m.satisfaction_gain,
    )
    c.satisfaction = satisfaction_after(real(c.satisfaction), target, m.satisfaction_memory)
