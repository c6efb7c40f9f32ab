"""Money: what people cost a firm, what customers pay it, what is left of a week."""

from sim.model.compiled import behaviour, whole
from sim.model.conduct import price_now
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.selling import insight_boost, overcharge, pushed
from sim.model.states import CORE, EXTRA

SPENT = (
    "wages",
    "overtime_pay",
    "hiring",
    "severance_pay",
    "improvement_cost",
    "programme_cost",
    "giveaways",
)
"""Fields of a week that are what a firm chooses to spend: all of its cost but rent and fines."""

CARRIED_WEEKS = 26
"""Weeks over which a firm whose spend is held equal makes up for what it has spent too little or too much (assumed).

Half a year: over a quarter the cost of one hire would forbid the next, and the firm would hire and dismiss in turn.
"""


@behaviour
def weekly_wage(w: World, firm: int) -> float:
    """What an employee costs a firm in a week without overtime, in currency."""
    m = w.market[0]
    return m.wage * w.firms[firm].pay * m.on_costs * m.hours_per_day * WORKDAYS_A_WEEK


@behaviour
def first_staff(w: World, firm: int) -> float:
    """Employees of a firm of its size on the first day, by which its rent, reserves and debts are measured."""
    return w.market[0].employees_per_firm * w.firms[firm].relative_size


@behaviour
def managers_wages(w: World, firm: int) -> float:
    """What a firm's managers cost in a week, in currency."""
    m = w.market[0]
    f = w.firms[firm]
    hours = m.hours_per_day * WORKDAYS_A_WEEK * (whole(f.team_end) - whole(f.team_first))
    return m.manager_wage * f.pay * m.on_costs * hours


@behaviour
def overtime_pay(w: World, firm: int) -> float:
    """What a firm's overtime of this week costs, in currency."""
    m = w.market[0]
    f = w.firms[firm]
    overtime = 0.0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        overtime += w.employees[seat].overtime_hours
    return overtime * m.wage * f.pay * m.on_costs * m.overtime_premium


@behaviour
def market_price(w: World, firm: int) -> float:
    """A firm's price over the ordinary: its own, raised as far as rivals fix prices with it."""
    f = w.firms[firm]
    return price_now(w, firm) * (1.0 + w.market[0].collusion_markup * f.cartel)


@behaviour
def list_price(w: World, firm: int, channel: int) -> float:
    """What a request costs before anything is added, in currency; rework and complaints are free."""
    m = w.market[0]
    price = market_price(w, firm) * m.price_request
    if channel == CORE:
        return price
    return price * m.extra_price if channel == EXTRA else 0.0


@behaviour
def price_of(w: World, firm: int, channel: int, loyal: int) -> float:
    """What a customer pays on delivery, with what is pushed and what is charged unasked, in currency."""
    price = list_price(w, firm, channel)
    if channel == CORE:
        price *= 1.0 + pushed_share(w, firm) + charged_unasked(w, firm, w.firms[firm].deterred, loyal)
    return price


@behaviour
def scope_left(w: World) -> float:
    """What is left of an extra that was agreed smaller than it was asked for, in price and delight [0-1]."""
    return gated(w, Mechanism.SCOPE_LEFT, w.market[0].reduced_effort, 1.0)


@behaviour
def charged_unasked(w: World, firm: int, deterred: float, loyal: int) -> float:
    """What tricks, and for the loyal the penalty, add to a core sale, as a share of its price."""
    m = w.market[0]
    f = w.firms[firm]
    boost = extraction_boost(w, firm)
    share = overcharge(f.dark_patterns, m.trick_share, deterred, boost)
    if loyal == 1:
        share += overcharge(f.loyalty_penalty, m.loyalty_markup, deterred, boost)
    return gated(w, Mechanism.OVERCHARGING, share, 0.0)


@behaviour
def pushed_share(w: World, firm: int) -> float:
    """What pushed sales add to a core sale, as a share of its price."""
    m = w.market[0]
    share = pushed(w.firms[firm].sales_pressure, m.push_sales, extraction_boost(w, firm))
    return gated(w, Mechanism.SELLING, share, 0.0)


@behaviour
def extraction_boost(w: World, firm: int) -> float:
    """How far insight into customers raises what is extracted from them."""
    m = w.market[0]
    f = w.firms[firm]
    boost = insight_boost(f.customer_insight, f.insight_extraction, m.insight_gain)
    return gated(w, Mechanism.INSIGHT, boost, 1.0)


@behaviour
def noted_profit(w: World, week: int, firm: int) -> float:
    """A firm's profit of a week that is written down, in currency."""
    k = w.weeks[week, firm]
    return k.revenue - (noted_spend(w, week, firm) + k.fines + k.fixed_cost)


@behaviour
def noted_spend(w: World, week: int, firm: int) -> float:
    """What a firm spent on people and programmes in a week that is written down, in currency: the sum of SPENT."""
    k = w.weeks[week, firm]
    paid = k.wages + k.overtime_pay + k.hiring + k.severance_pay + k.improvement_cost
    return paid + k.programme_cost + k.giveaways
