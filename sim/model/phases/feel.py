"""feel: customers experience what reached them, pay, and decide whether to say something."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.draws import Stream, draw
from sim.model.firms import promise_expected
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.money import charged_unasked, price_of, scope_left
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import is_loyal
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.adaptation import approach, clipped
from sim.model.rules.expectation import disconfirmation, promised, satisfaction_after
from sim.model.rules.intake import complaint_probability, habit_after
from sim.model.rules.selling import seen_through
from sim.model.states import CLOSED, COMPLAINT, CORE, DECLINED, EXTRA, NOBODY, REWORK

FAR_LATE_DAYS = 5
"""Lateness, in working days, that a customer remembers as a problem: a week (assumed)."""

ORDINARY_VOICE = NEUTRAL.customer_voice


@phase
def feel(w: World, day: int, first: int, end: int) -> None:
    """Let customers first to end experience what is in their inboxes."""
    for row in range(first, end):
        if whole(w.customers[row].inbox) != NOBODY:
            feel_one(w, day, row)
        if whole(w.customers[row].rebuked) > 0:
            feel_rebuke(w, row)


@behaviour
def feel_one(w: World, day: int, row: int) -> None:
    """Empty the customer's inbox, in the order of request identities.

    The order matters, because satisfaction after one service is where the next begins, and it must not depend on the
    rows in which requests happen to lie.
    """
    c = w.customers[row]
    while whole(c.inbox) != NOBODY:
        # The inbox is a handful at most, so searching it each time is cheaper than keeping it sorted.
        best, before_best = whole(c.inbox), NOBODY
        before = best
        seen = whole(w.requests[best].following)
        while seen != NOBODY:
            if whole(w.requests[seen].key) < whole(w.requests[best].key) or (
                whole(w.requests[seen].key) == whole(w.requests[best].key)
                and whole(w.requests[seen].asked) < whole(w.requests[best].asked)
            ):
                best, before_best = seen, before
            before = seen
            seen = whole(w.requests[seen].following)
        if before_best == NOBODY:
            c.inbox = w.requests[best].following
        else:
            w.requests[before_best].following = w.requests[best].following
        r = w.requests[best]
        if whole(r.state) != DECLINED:
            feel_service(w, day, row, best)
        # After the service itself: goodwill is added to what the service left, not judged by it.
        feel_answer(w, row, best)
        r.state = CLOSED


@behaviour
def feel_service(w: World, day: int, row: int, request_row: int) -> None:
    """Judge a delivery by what was expected and promised; pay; perhaps complain or ask for rework."""
    m = w.market[0]
    c = w.customers[row]
    r = w.requests[request_row]
    x = real(r.experience)
    usual = gated(w, Mechanism.EXPECTATION, real(c.expectation), m.expectation_start)
    expected = promised(usual, promise_expected(w, whole(r.firm)), m.promise_weight)
    surprise = disconfirmation(x, expected, m.shortfall_weight)
    c.satisfaction = satisfaction_after(
        real(c.satisfaction), surprise, m.satisfaction_set_point, m.satisfaction_gain, m.satisfaction_memory
    )
    # Expectations and habits move with the time between services, not with their number: a weekly and a yearly
    # customer forget at the same pace.
    weeks = real(day - max(whole(c.served), whole(c.since))) / WORKDAYS_A_WEEK
    c.expectation = approach(real(c.expectation), x, weeks, m.expectation_adaptation)
    c.extra_habit = approach(real(c.extra_habit), m.extra_share, weeks, m.extra_forgetting)
    c.served = day
    # What was paid is booked on both sides: the customer's sum is the test of the firms' revenue.
    left = scope_left(w) if whole(r.reduced) == 1 else 1.0
    c.paid += left * price_of(w, whole(r.firm), whole(r.channel), whole(is_loyal(w, day, row)))
    if expected - x > m.trigger_shortfall and whole(c.triggered) == 0:
        c.triggered = 1
    cheated = sees_through(w, day, row, request_row)

    wrong = whole(r.correct) == 0
    late = whole(r.closed) > whole(r.due)
    if wrong or whole(r.closed) - whole(r.due) > FAR_LATE_DAYS:
        c.problem = day
    noticed = wrong and draw(m.seed, Stream.NOTICE, whole(r.key), whole(r.asked)) < m.notice_share
    # Rework and complaints are asks like any other and come back tomorrow; 8 is what the slot's key has room for.
    if noticed and c.asks[REWORK] < 8:
        c.asks[REWORK] += 1
    voiced = m.complain_wrong if noticed else (m.complain_late if late else 0.0)
    if cheated:
        voiced = m.complain_money
    # Nobody complains about how a complaint was handled: they leave.
    if complains(w, request_row, voiced) and whole(r.channel) != COMPLAINT and c.asks[COMPLAINT] < 8:
        c.asks[COMPLAINT] += 1
        c.complained = day


@behaviour
def sees_through(w: World, day: int, row: int, request_row: int) -> bool:
    """Whether a purchase shows the customer what was charged unasked; then satisfaction drops, and the customer looks.

    Core purchases only: nothing is added to the others.
    """
    m = w.market[0]
    c = w.customers[row]
    r = w.requests[request_row]
    if whole(r.channel) != CORE:
        return False
    firm = whole(r.firm)
    unasked = charged_unasked(w, firm, w.firms[firm].deterred, whole(is_loyal(w, day, row)))
    chance = gated(w, Mechanism.DISCOVERY, seen_through(unasked, m.discovery), 0.0)
    if draw(m.seed, Stream.DISCOVER, whole(r.key), whole(r.asked)) >= chance:
        return False
    c.satisfaction = max(0.0, real(c.satisfaction) - m.betrayal)
    c.problem = day
    # 2, not 1: `talk` counts discoveries by it before `choose` clears it.
    c.triggered = 2
    return True


@behaviour
def complains(w: World, request_row: int, share: float) -> bool:
    """Whether the customer complains: with this probability, the more so the more readily customers are heard."""
    m = w.market[0]
    r = w.requests[request_row]
    voice = gated(w, Mechanism.VOICE, w.firms[whole(r.firm)].customer_voice / ORDINARY_VOICE, 1.0)
    chance = complaint_probability(share, voice)
    return draw(m.seed, Stream.COMPLAIN, whole(r.key), whole(r.asked)) < chance


@behaviour
def feel_answer(w: World, row: int, request_row: int) -> None:
    """Move satisfaction and habit by the answer that the customer got.

    A decline costs goodwill and discourages extras, a delivered extra does the opposite, and a manager's own apology
    (a complaint that no employee held) recovers some.
    """
    m = w.market[0]
    c = w.customers[row]
    r = w.requests[request_row]
    gained = 0.0
    if whole(r.state) == DECLINED:
        gained = -m.decline_cost
        c.extra_habit = habit_after(real(c.extra_habit), False, m.extra_learning)
    elif whole(r.channel) == EXTRA:
        gained = m.extra_delight * (scope_left(w) if whole(r.reduced) == 1 else 1.0)
        c.extra_habit = habit_after(real(c.extra_habit), True, m.extra_learning)
    elif whole(r.channel) == COMPLAINT and whole(r.employee) == NOBODY:
        gained = m.recovery
    if whole(r.state) != DECLINED and whole(r.claimed) == 1 and whole(r.labelled) == 0:
        gained -= gated(w, Mechanism.CALMING, m.calmed_cost, 0.0)
    gained = gated(w, Mechanism.GOODWILL, gained, 0.0) + m.help_delight * real(r.helped)
    c.satisfaction = clipped(real(c.satisfaction) + gained, 0.0, 1.0)


@behaviour
def feel_rebuke(w: World, row: int) -> None:
    """Let a customer feel that a manager took an employee's side, justly or not."""
    c = w.customers[row]
    lost = gated(w, Mechanism.GOODWILL, w.market[0].rebuke_cost * whole(c.rebuked), 0.0)
    c.satisfaction = clipped(real(c.satisfaction) - lost, 0.0, 1.0)
    c.rebuked = 0
