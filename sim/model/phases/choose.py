"""choose: customers who have reason or occasion to compare firms stay, leave for another, or do without."""

import math

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.draws import Stream, draw
from sim.model.firms import promise_heard
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.money import market_price
from sim.model.parameters import WEEKS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.choice import attachment, believed, switching_disutility, utility
from sim.model.rules.expectation import promised
from sim.model.rules.hazard import weekly_probability
from sim.model.states import CHANNELS, NEVER, NOBODY


@phase
def choose(w: World, day: int, first: int, end: int) -> None:
    """Let those of customers first to end compare firms who have a reason or an occasion; the others stay.

    Most customers of most markets do not compare every week: inertia is modelled as not looking, and the cost of
    switching comes on top for those who look.
    """
    m = w.market[0]
    # The same for everybody, hence once for the whole range.
    staying = weekly_probability(m.consider_rate)
    returning = weekly_probability(m.return_rate)
    for row in range(first, end):
        c = w.customers[row]
        occasion = returning if whole(c.firm) == NOBODY else staying
        if whole(c.triggered) > 0 or draw(m.seed, Stream.CONSIDER, row, day) < occasion:
            choose_one(w, day, row)


@behaviour
def choose_one(w: World, day: int, row: int) -> None:
    """Compare firms and perhaps move; who moves begins with hope and without a history there."""
    m = w.market[0]
    c = w.customers[row]
    firm = whole(c.firm)
    c.triggered = 0
    chosen = chosen_firm(w, day, row)
    if chosen == firm:
        return
    # Satisfaction begins at what is believed of the firm. Its promises have done their work: the customer came.
    hope = 0.0
    if chosen != NOBODY:
        hope = believed(w.firms[chosen].reputation, real(c.memory), whole(c.former) == chosen, m.own_memory)
    if firm != NOBODY:
        c.former = firm
        c.left = day
        c.memory = c.satisfaction
        c.voiced = day - whole(c.complained) < WEEKS_A_QUARTER * WORKDAYS_A_WEEK
        # Asks on the way to the firm that was left are withdrawn.
        for channel in range(CHANNELS):
            c.asks[channel] = 0
    c.satisfaction = hope
    c.firm = chosen
    c.since = day
    c.complained = NEVER


@behaviour
def chosen_firm(w: World, day: int, row: int) -> int:
    """The firm chosen: logit over the firms that trade and doing without (NOBODY).

    Utilities are computed twice rather than kept, because compiled code may not allocate an array here.
    """
    m = w.market[0]
    total = math.exp(utility_of(w, row, NOBODY))
    for firm in range(len(w.firms)):
        if whole(w.firms[firm].trading) == 1:
            total += math.exp(utility_of(w, row, firm))
    # One draw walks along the options; what remains after the last firm is the share of doing without.
    left = draw(m.seed, Stream.CHOICE, row, day) * total
    for firm in range(len(w.firms)):
        if whole(w.firms[firm].trading) == 1:
            left -= math.exp(utility_of(w, row, firm))
            if left < 0.0:
                return firm
    return NOBODY


@behaviour
def utility_of(w: World, row: int, firm: int) -> float:
    """Utility of a firm to a customer.

    Of the present one by own satisfaction; of the others by memory, word of mouth and promises, less the cost of
    switching. Of each by its price, and by what it stands for.
    """
    m = w.market[0]
    c = w.customers[row]
    if firm == NOBODY:
        return utility(m.outside_satisfaction, 1.0, m.satisfaction_slope, m.price_elasticity)
    f = w.firms[firm]
    # Where nobody cares what firms stand for, this saves a draw for each firm that is compared.
    likes = 0.0
    if m.attachment > 0.0:
        taste = 2.0 * draw(m.seed, Stream.TASTE, row, 0) - 1.0
        likes = gated(w, Mechanism.ATTACHMENT, attachment(m.attachment, taste, f.identity), 0.0)
    if whole(c.firm) == firm:
        hope, cost = real(c.satisfaction), 0.0
    else:
        hope = believed(f.reputation, real(c.memory), whole(c.former) == firm, m.own_memory)
        hope = promised(hope, promise_heard(w, firm), m.promise_weight)
        # Coming back from doing without costs no switching: there is nothing to give up.
        cost = switching_disutility(m.switching_cost, m.price_elasticity) if whole(c.firm) != NOBODY else 0.0
    hope = gated(w, Mechanism.CHOICE, hope, m.satisfaction_set_point)
    price = gated(w, Mechanism.PRICE_CHOICE, market_price(w, firm), 1.0)
    return utility(hope, price, m.satisfaction_slope, m.price_elasticity) + likes - cost
