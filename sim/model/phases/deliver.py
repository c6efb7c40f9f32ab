"""deliver: what was finished or declined today goes back to the customers, and firms are paid for it.

As `post`, this is the model's own work. What it sums over requests are whole numbers, so that the order of rows, which
differs between runs whose arrays grew, changes nothing.
"""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.conduct import ORDINARY_DISCRETION
from sim.model.customers import dearness
from sim.model.diary import BLOCK, bit_of
from sim.model.draws import Stream, draw
from sim.model.gated import MILLION, gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.money import charged_unasked, list_price, price_of, pushed_share, scope_left
from sim.model.people import is_loyal
from sim.model.records import World
from sim.model.rules.landscape import fit, spoiled
from sim.model.rules.prices import given_away
from sim.model.rules.quality import Grades, ease, experience, fairness, timeliness, workmanship
from sim.model.rules.selling import hassled
from sim.model.states import (
    ASKED,
    CHANNELS,
    COMPLAINT,
    CORE,
    DECLINED,
    DELIVERED,
    DONE,
    EXTRA,
    HELD,
    INSIDE,
    NOBODY,
    QUEUED,
)
from sim.model.tray import count_declined, count_served


@phase
def deliver(w: World, day: int) -> None:
    """Put everything done or declined into its customer's inbox, and pay firms for what they delivered."""
    for row in range(len(w.requests)):
        r = w.requests[row]
        state = whole(r.state)
        # Counted in the evening, before anything is closed: with Little's law this gives the time in the system.
        if state in (ASKED, QUEUED, DONE, DECLINED, HELD):
            w.flows[whole(r.firm), whole(r.channel)].system_days += 1
            # Flows know every kind of request; a firm's week counts those of customers.
            if whole(r.channel) < INSIDE:
                ledger(w, day, whole(r.firm)).system_days += 1
        if state in (DONE, HELD) and held_up(w, day, row):
            hold(w, day, row)
        elif state in (DONE, DECLINED, HELD):
            c = w.customers[whole(r.customer)]
            # The day of the ask counts, as it does for what is due.
            days = day - whole(r.asked) + 1
            if state == DECLINED:
                ledger(w, day, whole(r.firm)).unserved_days += days
                count_declined(w, row, days)
            else:
                count_served(w, row, days)
                r.closed = day
                deliver_one(w, day, row)
                r.state = DELIVERED
            # The inbox is a stack in the order of rows; `feel` goes through it in the order of identities.
            r.following = c.inbox
            c.inbox = row
            customer = whole(r.customer)
            w.errands[customer // BLOCK].feels |= bit_of(customer)
    for firm in range(len(w.firms)):
        earn(w, day, firm)


@behaviour
def held_up(w: World, day: int, row: int) -> bool:
    """Whether a finished request waits for its supplier."""
    r = w.requests[row]
    return whole(r.supplied) == 1 and day < whole(w.firms[whole(r.firm)].supply_back)


@behaviour
def hold(w: World, day: int, row: int) -> None:
    """Let the request wait; it counts as held up once, on its first day."""
    r = w.requests[row]
    if whole(r.state) == DONE:
        r.state = HELD
        ledger(w, day, whole(r.firm)).supply_late += 1


@behaviour
def deliver_one(w: World, day: int, row: int) -> None:
    """Set the experience of one delivery and add the delivery to the firm's week."""
    r = w.requests[row]
    f = w.firms[whole(r.firm)]
    k = ledger(w, day, whole(r.firm))
    days_late = real(max(0, whole(r.closed) - whole(r.due)))
    channel = whole(r.channel)
    # A complaint that a manager handled is no service, hence no experience of one.
    if channel != COMPLAINT or whole(r.employee) != NOBODY:
        r.experience = experience_of(w, day, row)
        k.experienced += 1
        # In millionths: fractions would sum to other digits in another order of rows.
        k.experience_sum += whole(real(r.experience) * MILLION)
    # By kind and loyalty, because prices differ by these alone: `earn` multiplies counts by prices.
    f.delivered_today[channel] += 1
    if is_loyal(w, day, whole(r.customer)):
        f.delivered_loyal[channel] += 1
    k.delivered += 1
    if channel == CORE:
        k.delivered_core += 1
    elif channel == EXTRA:
        k.delivered_extra += 1
        f.reduced_today += whole(r.reduced)
    k.repairs += whole(r.faulty)
    k.repeats += whole(r.repeated)
    k.helps += whole(r.helped)
    k.lead_days += whole(r.closed) - whole(r.asked) + 1
    if days_late > 0.0:
        k.late += 1
        k.late_days += days_late
    if whole(r.correct) == 0:
        k.wrong += 1


@behaviour
def experience_of(w: World, day: int, row: int) -> float:
    """What the customer experiences of a delivery [0-1]."""
    m = w.market[0]
    r = w.requests[row]
    firm = whole(r.firm)
    f = w.firms[firm]
    # Rework, complaints and what failed upstream are free: their price is neither fair nor unfair.
    dear = 0.0
    if list_price(w, firm, whole(r.channel)) > 0.0:
        unasked = 0.0
        if whole(r.channel) == CORE:
            unasked = charged_unasked(w, firm, f.deterred, whole(is_loyal(w, day, whole(r.customer))))
        dear = dearness(w, firm, unasked)
    grades = Grades(
        timeliness(real(whole(r.closed) - whole(r.due)), m.patience_days, m.ordinary_grade),
        # Right work is graded by luck, so that some of it delights and the ordinary is no ceiling.
        workmanship(
            real(r.correct),
            draw(m.seed, Stream.GRADE, whole(r.key), whole(r.asked)),
            m.ordinary_grade,
        ),
        ease(gated(w, Mechanism.CUSTOMER_FRICTION, f.customer_friction, 0.0), m.friction_feeling),
        real(r.care),
        fairness(dear, m.price_feeling, m.ordinary_grade),
    )
    weights = Grades(m.weight_timely, m.weight_correct, m.weight_easy, m.weight_care, m.weight_price)
    x = experience(grades, weights)
    # Each of these spoils what is left of the experience: a perfect service of the wrong product is still wrong.
    misfit = 1.0 - gated(w, Mechanism.FIT, fit(f.product, m.need, m.fit_width), 1.0)
    x = spoiled(x, misfit, m.misfit_weight)
    x = hassled(x, gated(w, Mechanism.HASSLE, f.sales_pressure, 0.0), m.push_hassle)
    return spoiled(x, real(r.faulty), m.fault_hassle)


@behaviour
def earn(w: World, day: int, firm: int) -> None:
    """Pay the firm for what it delivered today: price times counts, so that the order of rows cannot matter."""
    f = w.firms[firm]
    k = ledger(w, day, firm)
    core, loyal = f.delivered_today[CORE], f.delivered_loyal[CORE]
    price = list_price(w, firm, CORE)
    unasked = loyal * charged_unasked(w, firm, f.deterred, 1)
    unasked += (core - loyal) * charged_unasked(w, firm, f.deterred, 0)
    # The whole sale is tainted, not only what was added to it: that is what an audit fines.
    if unasked > 0.0 or f.cartel > 0.0:
        k.tainted += price * (core + unasked)
    k.overcharged += price * unasked
    k.pushed += price * core * pushed_share(w, firm)
    delivered = 0
    for channel in range(CHANNELS):
        delivered += f.delivered_today[channel]
        the_loyal = f.delivered_loyal[channel]
        others = f.delivered_today[channel] - the_loyal
        k.revenue += price_of(w, firm, channel, 0) * others + price_of(w, firm, channel, 1) * the_loyal
        f.delivered_today[channel] = 0
        f.delivered_loyal[channel] = 0
    # An extra that was agreed smaller is charged for what was left of it.
    if whole(f.reduced_today) > 0:
        k.revenue -= list_price(w, firm, EXTRA) * (1.0 - scope_left(w)) * f.reduced_today
        f.reduced_today = 0
    m = w.market[0]
    # What discretion costs, beside the care that it makes: a practice without a price would win by construction.
    gives = given_away(f.frontline_discretion, ORDINARY_DISCRETION, m.giveaway_share)
    k.giveaways += m.price_request * delivered * gated(w, Mechanism.GIVEAWAYS, gives, 0.0)
