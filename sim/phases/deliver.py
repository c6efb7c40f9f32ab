"""deliver: what was finished or declined today goes back to the customers, and firms are paid for it.

As `post`, this is the model's own work, in the order of the request rows.
"""

from sim.compiled import behaviour, phase, real, whole
from sim.records import World
from sim.rules.quality import experience, timeliness
from sim.states import ASKED, CHANNELS, CORE, DECLINED, DELIVERED, DONE, EXTRA, QUEUED


@behaviour
def price_of(w: World, firm: int, channel: int) -> float:
    """What a customer pays on delivery: rework and complaints are free."""
    m = w.market[0]
    price = w.firms[firm].price * m.price_request
    if channel == CORE:
        return price
    return price * m.extra_price if channel == EXTRA else 0.0


@behaviour
def deliver_one(w: World, row: int) -> None:
    """One delivery: the experience that it is, and its place in the firm's counts."""
    m = w.market[0]
    r = w.requests[row]
    f = w.firms[whole(r.firm)]
    days_late = real(max(0, whole(r.closed) - whole(r.due)))
    r.experience = experience(
        timeliness(days_late, m.patience_days),
        real(r.correct),
        1.0 - f.process_friction,
        real(r.care),
        m.weight_timely,
        m.weight_correct,
        m.weight_easy,
        m.weight_care,
    )
    f.delivered_today[whole(r.channel)] += 1
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
    for channel in range(CHANNELS):
        f.revenue += price_of(w, firm, channel) * f.delivered_today[channel]
        f.delivered[channel] += f.delivered_today[channel]
        f.delivered_today[channel] = 0


@phase
def deliver(w: World, day: int) -> None:
    """Everything done or declined reaches its customer's inbox; customers who have left are not charged."""
    for row in range(len(w.requests)):
        r = w.requests[row]
        state = whole(r.state)
        if state in (ASKED, QUEUED, DONE, DECLINED):
            w.firms[whole(r.firm)].system_days += 1
        if state in (DONE, DECLINED):
            c = w.customers[whole(r.customer)]
            if state == DONE:
                deliver_one(w, row)
                r.state = DELIVERED
            else:
                w.firms[whole(r.firm)].unserved_days += day - whole(r.asked) + 1
            r.following = c.inbox
            c.inbox = row
    for firm in range(len(w.firms)):
        earn(w, firm)
