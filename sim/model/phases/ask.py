"""ask: customers whose potential need comes up ask the firm that they are with."""

import math

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.diary import BLOCK, bit_of, enter_need
from sim.model.draws import Stream, draw, geometric_gap
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.money import market_price
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.intake import need_probability, patronage, surge_at, thrift
from sim.model.states import CORE, EXTRA, NOBODY


@phase
def ask(w: World, day: int, first: int, end: int) -> None:
    """Let those of customers first to end ask who have a potential need today."""
    for block in range(first // BLOCK, (end + BLOCK - 1) // BLOCK):
        waiting = whole(w.errands[block].asks)
        row = block * BLOCK
        while waiting != 0:
            if waiting & 1 == 1 and first <= row < end:
                w.errands[block].asks ^= bit_of(row)
                ask_one(w, day, row)
            waiting >>= 1
            row += 1


@behaviour
def ask_one(w: World, day: int, row: int) -> None:
    """Turn the customer's potential need of today into an ask, or not; the next one is drawn at once.

    Potential needs come as often as needs ever could, whoever manages, and are thinned to those that arise. So the
    same customers have the same potential needs on the same days under every policy, and only what firms do differs.
    """
    c = w.customers[row]
    m = w.market[0]
    enter_need(w, row, day + geometric_gap(draw(m.seed, Stream.NEED, row, day), real(c.rate)))
    # After the next need is drawn: a customer without a firm keeps its own calendar of needs.
    if whole(c.firm) == NOBODY or whole(w.firms[whole(c.firm)].trading) == 0:
        return
    f = w.firms[whole(c.firm)]
    surge = surge_at(day // WORKDAYS_A_WEEK % 52, m.surge_week, m.surge_weeks, m.surge_factor)
    # The step in demand begins with the policies, so that the warm-up is the same with it and without.
    if day >= whole(m.start):
        surge *= m.demand_step
    buys = patronage(real(c.satisfaction), m.satisfaction_set_point, m.patronage_elasticity)
    # What is dear is asked for less, also where there is no other firm to go to.
    dear = math.log(market_price(w, whole(c.firm)))
    buys *= gated(w, Mechanism.THRIFT, thrift(dear, m.need_price_elasticity), 1.0)
    chance = need_probability(surge, buys, f.demand_control, m.headroom)
    if draw(m.seed, Stream.THIN, row, day) < chance:
        # Asking for more than the firm offers is learned: a yes invites the next (bush1951).
        habit = gated(w, Mechanism.HABIT, real(c.extra_habit), m.extra_share)
        if draw(m.seed, Stream.SCOPE, row, day) < habit:
            c.asks[EXTRA] += 1
        else:
            c.asks[CORE] += 1
        # Marked only: `post` opens requests in the order of customers, whoever asked first.
        w.errands[row // BLOCK].posts |= bit_of(row)
