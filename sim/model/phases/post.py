"""post: the market turns asks into requests and lays them in the trays of the managers, in customer order.

This and `deliver` are the post between agents: nobody's decision, so the model itself does them, once a day.
"""

import math

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.customers import take_in
from sim.model.diary import BLOCK
from sim.model.draws import Stream, draw, exponential, normal
from sim.model.firms import fault_return, history_carried
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.overflow import add_load, count_loads, team_for
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.hazard import daily_probability
from sim.model.rules.intake import repeat_probability, sound_effort, stated_urgent, surge_at
from sim.model.states import (
    APPROVAL,
    ASKED,
    CHANNELS,
    CLOSED,
    COMPLAINT,
    EXPONENTIAL,
    EXTRA,
    FAILURE,
    FREE,
    HELD,
    INSIDE,
    PENDING,
    PLEA,
    QUESTION,
    QUEUED,
    REWORK,
)
from sim.model.tray import drop, lay_in_tray, new_request

ORDINARY_INTEGRATION = NEUTRAL.data_integration


@phase
def free_closed(w: World, day: int) -> None:
    """Free the rows of closed requests, and drop those that nobody waits for any more, or are taken back.

    Dropped ones stay where they lie until whoever holds them comes across them: a tray or a desk is its owner's.
    """
    m = w.market[0]
    # The same for everybody who waits beyond patience, hence once for all of them.
    gives_up = daily_probability(gated(w, Mechanism.WITHDRAWAL, m.withdrawal_hazard, 0.0))
    for row in range(len(w.requests)):
        r = w.requests[row]
        state = whole(r.state)
        if state == CLOSED:
            r.state = FREE
            r.following = m.free_request
            m.free_request = row
            m.free_requests += 1
        elif state in (ASKED, QUEUED, HELD) and forsaken(w, row):
            k = ledger(w, day, whole(r.firm))
            k.dropped += 1
            k.unserved_days += day - whole(r.asked)
            drop(w, day, row)
            # Held requests lie on nobody's desk, so nobody would come across them.
            if state == HELD:
                r.state = CLOSED
        elif (
            state in (ASKED, QUEUED)
            and whole(r.channel) < INSIDE
            and day - whole(r.due) > m.patience_days
            and withdraws(w, day, row, gives_up)
        ):
            withdraw(w, day, row)
    # After all customers' requests: a question lapses with the request that it is about.
    for row in range(len(w.requests)):
        r = w.requests[row]
        if whole(r.state) == ASKED and lapses(w, day, row):
            drop(w, day, row)
            if whole(r.channel) == PLEA:
                ledger(w, day, whole(r.firm)).pleas_lapsed += 1


@behaviour
def forsaken(w: World, row: int) -> bool:
    """Whether a request is of a customer who has left the firm."""
    r = w.requests[row]
    return whole(r.channel) < INSIDE and whole(w.customers[whole(r.customer)].firm) != whole(r.firm)


@behaviour
def lapses(w: World, day: int, row: int) -> bool:
    """Whether a request is from inside and has come to nothing: too late, or there is no question any more."""
    r = w.requests[row]
    channel = whole(r.channel)
    if channel != QUESTION and channel != APPROVAL:
        return channel >= INSIDE and day > whole(r.due)
    about = w.requests[whole(r.about)]
    return whole(about.state) != QUEUED or whole(about.question) != PENDING


@behaviour
def withdraws(w: World, day: int, row: int, chance: float) -> bool:
    """Whether a customer takes a request back today that is late beyond patience."""
    r = w.requests[row]
    # A customer may have the same key in hand from two days, hence the day of the ask in the name of the draw.
    who = whole(r.key) * 2**20 + whole(r.asked)
    return draw(w.market[0].seed, Stream.WITHDRAW, who, day) < chance


@behaviour
def withdraw(w: World, day: int, row: int) -> None:
    """Drop the request of a customer who stays. Being left without what one asked for is the worst experience."""
    r = w.requests[row]
    k = ledger(w, day, whole(r.firm))
    k.dropped += 1
    k.withdrawn += 1
    k.unserved_days += day - whole(r.asked)
    drop(w, day, row)
    # Two withdrawn on one day are the same twice, so the order of rows cannot matter.
    take_in(w, whole(r.customer), whole(r.firm), 0.0)
    w.customers[whole(r.customer)].problem = day


@phase
def asks_waiting(w: World) -> int:
    """How many requests of customers are about to be posted."""
    asks = 0
    for block in range(len(w.errands)):
        waiting = whole(w.errands[block].posts)
        row = block * BLOCK
        while waiting != 0:
            if waiting & 1 == 1:
                for channel in range(CHANNELS):
                    asks += whole(w.customers[row].asks[channel])
            waiting >>= 1
            row += 1
    return asks


@phase
def post(w: World, day: int) -> None:
    """Turn all asks into requests, in the order of customers, which is that of every tray."""
    # Counted once, in the morning; what is posted meanwhile is added as it comes (add_load).
    count_loads(w)
    for block in range(len(w.errands)):
        waiting = whole(w.errands[block].posts)
        row = block * BLOCK
        while waiting != 0:
            if waiting & 1 == 1:
                post_asks(w, day, row)
            waiting >>= 1
            row += 1
        w.errands[block].posts = 0


@behaviour
def post_asks(w: World, day: int, row: int) -> None:
    """Turn a customer's asks into requests, channel by channel."""
    c = w.customers[row]
    for channel in range(CHANNELS):
        for ordinal in range(whole(c.asks[channel])):
            open_request(w, day, row, channel, ordinal)
        c.asks[channel] = 0


@behaviour
def open_request(w: World, day: int, customer: int, channel: int, ordinal: int) -> None:
    """Open one request; its effort, urgency and due day follow from who asked what and when.

    All its luck is drawn by its key and day, never by its row: the same request has the same luck in every world.
    """
    m = w.market[0]
    c = w.customers[customer]
    firm = whole(c.firm)
    f = w.firms[firm]
    # 16 a customer, channel and day: asks of a channel are at most 8 (feel).
    key = (customer * CHANNELS + channel) * 16 + ordinal
    urgent = draw(m.seed, Stream.URGENCY, key, day) < m.urgent_share
    # The day of the ask counts as the first.
    due = day + whole(m.urgent_due_days if urgent else m.due_days) - 1
    # A customer has a team of its own at each firm; teams get equal shares, because rows are dealt out in turn.
    own = whole(f.team_first) + customer // whole(m.dealt_to) % (whole(f.team_end) - whole(f.team_first))
    row = new_request(w, day, channel, firm, team_for(w, day, key, own), due)
    r = w.requests[row]
    r.key = key
    r.customer = customer
    r.effort = effort_of(w, day, firm, row, channel)
    r.left = r.effort
    add_load(w, whole(r.team), r.effort)
    r.urgent = urgent
    habit = gated(w, Mechanism.CLAIM_HABIT, real(c.claim_habit), m.claim_share)
    shouts = stated_urgent(habit, m.claim_sensitivity, real(c.satisfaction), m.satisfaction_set_point)
    # Whoever is truly urgent says so; whoever is not may say so too.
    r.claimed = urgent or draw(m.seed, Stream.CLAIM, key, day) < shouts
    # Customers who have been let down turn ugly, and more of them in the rush (essay 002).
    lost = max(0.0, 1.0 - real(c.satisfaction) / m.satisfaction_set_point)
    surge = surge_at(day // WORKDAYS_A_WEEK % 52, m.surge_week, m.surge_weeks, m.surge_abuse)
    turns = m.abuse_rate * lost * surge
    r.abuse = whole(c.abusive) == 1 and draw(m.seed, Stream.ABUSE, key, day) < turns
    needs_supply = draw(m.seed, Stream.SUPPLIED, key, day) < m.supply_dependence
    r.supplied = channel != COMPLAINT and needs_supply
    # Kept with the request: by the time it is handled the customer may complain of something else.
    r.cause = c.cause
    k = ledger(w, day, firm)
    k.opened += 1
    k.calm += whole(not urgent)
    k.claimed += whole(whole(r.claimed) == 1 and not urgent)
    lay_in_tray(w, row, whole(r.team))


@behaviour
def effort_of(w: World, day: int, firm: int, row: int, channel: int) -> float:
    """Standard hours of a request: its luck, its channel, and what failures upstream and lost history add.

    The effort of a scenario is that of an ordinary firm, ordinary failures and repetitions included.
    """
    m = w.market[0]
    r = w.requests[row]
    f = w.firms[firm]
    key = whole(r.key)
    if whole(m.effort_shape) == EXPONENTIAL:
        spread = exponential(draw(m.seed, Stream.EFFORT, key, day))
    else:
        sigma = m.effort_spread
        # Of mean 1, so that the spread of effort does not move how much work there is.
        spread = math.exp(sigma * normal(m.seed, Stream.EFFORT, key, day) - sigma * sigma / 2.0)
    # Divided by what failures and repetitions add at an ordinary firm, because they are added again below.
    again = repeat_probability(m.repeat_share, ORDINARY_INTEGRATION)
    effort = spread * sound_effort(m.effort, m.upstream_faults, m.fault_effort, again)
    if channel == EXTRA:
        effort *= m.extra_effort
    elif channel == REWORK:
        effort *= m.rework_effort
    elif channel == COMPLAINT:
        effort *= m.complaint_effort
    elif channel == FAILURE:
        effort *= m.fault_effort
    faults = gated(w, Mechanism.FAULTS, f.faults, 0.0)
    # What comes back is the failure itself, and is put right.
    r.faulty = channel != FAILURE and draw(m.seed, Stream.FAULT, key, day) < faults
    repeats = repeat_probability(m.repeat_share, history_carried(w, firm))
    r.repeated = draw(m.seed, Stream.REPEAT, key, day) < repeats
    if whole(r.faulty) == 1:
        # The desk repairs what the customer need not come back with: its share of the work, on average.
        effort *= 1.0 + m.fault_effort * (1.0 - fault_return(w))
    if whole(r.repeated) == 1:
        effort *= 2.0
    return effort
