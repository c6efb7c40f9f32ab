"""deliver: what was finished or declined today goes back to the customers, and firms are paid for it.

As `post`, this is the model's own work, in the order of the request rows.
"""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR
from sim.model.phases.felt import felt
from sim.model.records import World
from sim.model.rules.landscape import fit, spoiled
from sim.model.rules.quality import experience, timeliness
from sim.model.rules.selling import hassled, insight_boost, overcharge, pushed
from sim.model.states import ASKED, CHANNELS, CORE, DECLINED, DELIVERED, DONE, EXTRA, HELD, QUEUED


@behaviour
def is_loyal(w: World, day: int, row: int) -> bool:
    """Whether a customer has been with its firm for long enough to count as loyal."""
    return day - whole(w.customers[row].since) >= w.market[0].loyal_years * DAYS_A_YEAR


@behaviour
def extraction_boost(w: World, firm: int) -> float:
    """How far insight helps to extract."""
    m = w.market[0]
    f = w.firms[firm]
    boost = insight_boost(f.customer_insight, f.insight_extraction, m.insight_gain)
    return felt(w, Mechanism.INSIGHT, boost, 1.0)


@behaviour
def charged_unasked(w: World, firm: int, deterred: float, loyal: int) -> float:
    """What tricks, and for the loyal the penalty, add to a core sale, as a share of its price."""
    m = w.market[0]
    f = w.firms[firm]
    boost = extraction_boost(w, firm)
    share = overcharge(f.dark_patterns, m.trick_share, deterred, boost)
    if loyal == 1:
        share += overcharge(f.loyalty_penalty, m.loyalty_markup, deterred, boost)
    return felt(w, Mechanism.OVERCHARGING, share, 0.0)


@behaviour
def pushed_share(w: World, firm: int) -> float:
    """What pushed sales add to a core sale, as a share of its price."""
    m = w.market[0]
    share = pushed(w.firms[firm].sales_pressure, m.push_sales, extraction_boost(w, firm))
    return felt(w, Mechanism.SELLING, share, 0.0)


@behaviour
def list_price(w: World, firm: int, channel: int) -> float:
    """What a request costs before anything is added: rework and complaints are free, rivals may fix prices."""
    m = w.market[0]
    f = w.firms[firm]
    price = f.price * (1.0 + m.collusion_markup * f.cartel) * m.price_request
    if channel == CORE:
        return price
    return price * m.extra_price if channel == EXTRA else 0.0


@behaviour
def price_of(w: World, firm: int, channel: int, loyal: int) -> float:
    """What a customer pays on delivery, with what is pushed and what is charged unasked."""
    price = list_price(w, firm, channel)
    if channel == CORE:
        price *= 1.0 + pushed_share(w, firm) + charged_unasked(w, firm, w.firms[firm].deterred, loyal)
    return price


@behaviour
def experience_of(w: World, row: int, days_late: float) -> float:
    """What a delivery is to the customer."""
    m = w.market[0]
    r = w.requests[row]
    f = w.firms[whole(r.firm)]
    x = experience(
        timeliness(days_late, m.patience_days),
        real(r.correct),
        1.0 - felt(w, Mechanism.CUSTOMER_FRICTION, f.customer_friction, 0.0),
        real(r.care),
        m.weight_timely,
        m.weight_correct,
        m.weight_easy,
        m.weight_care,
    )
    misfit = 1.0 - felt(w, Mechanism.FIT, fit(f.product, m.need, m.fit_width), 1.0)
    x = spoiled(x, misfit, m.misfit_weight)
    x = hassled(x, felt(w, Mechanism.HASSLE, f.sales_pressure, 0.0), m.push_hassle)
    return spoiled(x, real(r.faulty), m.fault_hassle)


@behaviour
def deliver_one(w: World, day: int, row: int) -> None:
    """One delivery: the experience that it is, and its place in the firm's counts."""
    r = w.requests[row]
    f = w.firms[whole(r.firm)]
    days_late = real(max(0, whole(r.closed) - whole(r.due)))
    r.experience = experience_of(w, row, days_late)
    channel = whole(r.channel)
    f.delivered_today[channel] += 1
    if is_loyal(w, day, whole(r.customer)):
        f.delivered_loyal[channel] += 1
    f.repairs += whole(r.faulty)
    f.repeats += whole(r.repeated)
    f.helps += whole(r.helped)
    f.lead_days += real(whole(r.closed) - whole(r.asked) + 1)
    if days_late > 0.0:
        f.late += 1
        f.late_days += days_late
    if whole(r.correct) == 0:
        f.wrong += 1


@behaviour
def earn(w: World, firm: int) -> None:
    """The firm is paid for what it delivered today: by counts, so that the order of rows cannot matter."""
    f = w.firms[firm]
    core, loyal = f.delivered_today[CORE], f.delivered_loyal[CORE]
    price = list_price(w, firm, CORE)
    unasked = loyal * charged_unasked(w, firm, f.deterred, 1)
    unasked += (core - loyal) * charged_unasked(w, firm, f.deterred, 0)
    if unasked > 0.0 or f.cartel > 0.0:
        f.tainted_week += price * (core + unasked)
    f.overcharged_week += price * unasked
    f.pushed_week += price * core * pushed_share(w, firm)
    for channel in range(CHANNELS):
        the_loyal = f.delivered_loyal[channel]
        others = f.delivered_today[channel] - the_loyal
        f.revenue += price_of(w, firm, channel, 0) * others + price_of(w, firm, channel, 1) * the_loyal
        f.delivered[channel] += f.delivered_today[channel]
        f.delivered_today[channel] = 0
        f.delivered_loyal[channel] = 0


@behaviour
def held_up(w: World, day: int, row: int) -> bool:
    """Whether a finished request waits for its supplier."""
    r = w.requests[row]
    return whole(r.supplied) == 1 and day < whole(w.firms[whole(r.firm)].supply_back)


@behaviour
def hold(w: World, day: int, row: int) -> None:
    """The request waits; it is counted once."""
    r = w.requests[row]
    f = w.firms[whole(r.firm)]
    if whole(r.state) == DONE:
        r.state = HELD
        f.supply_late += 1


@phase
def deliver(w: World, day: int) -> None:
    """Everything done or declined reaches its customer's inbox; customers who have left are not charged."""
    for row in range(len(w.requests)):
        r = w.requests[row]
        state = whole(r.state)
        if state in (ASKED, QUEUED, DONE, DECLINED, HELD):
            w.firms[whole(r.firm)].system_days += 1
        if state in (DONE, HELD) and held_up(w, day, row):
            hold(w, day, row)
        elif state in (DONE, DECLINED, HELD):
            c = w.customers[whole(r.customer)]
            if state == DECLINED:
                w.firms[whole(r.firm)].unserved_days += day - whole(r.asked) + 1
            else:
                r.closed = day
                deliver_one(w, day, row)
                r.state = DELIVERED
            r.following = c.inbox
            c.inbox = row
    for firm in range(len(w.firms)):
        earn(w, firm)
