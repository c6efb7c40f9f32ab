"""feel: customers experience what reached them, pay, and decide whether to say something."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.customers import loyalty_of, take_in
from sim.model.diary import BLOCK, bit_of
from sim.model.draws import Stream, draw
from sim.model.firms import fault_return
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.money import charged_unasked, price_of, scope_left
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import is_loyal
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.adaptation import approach, clipped
from sim.model.rules.expectation import followed
from sim.model.rules.intake import complaint_probability, habit_after
from sim.model.rules.selling import seen_through
from sim.model.states import (
    CLOSED,
    COMPLAINT,
    CORE,
    DECLINED,
    EXTRA,
    FAILURE,
    LATE,
    MONEY,
    NOBODY,
    REWORK,
    WRONG,
)

FAR_LATE_DAYS = 5
"""Lateness, in working days, that a customer remembers as a problem: a week (assumed)."""

ORDINARY_VOICE = NEUTRAL.customer_voice


@phase
def feel(w: World, day: int, first: int, end: int) -> None:
    """Let those of customers first to end whom something has reached take it in."""
    for block in range(first // BLOCK, (end + BLOCK - 1) // BLOCK):
        waiting = whole(w.errands[block].feels)
        row = block * BLOCK
        while waiting != 0:
            if waiting & 1 == 1 and first <= row < end:
                w.errands[block].feels ^= bit_of(row)
                if whole(w.customers[row].inbox) != NOBODY:
                    feel_one(w, day, row)
                if whole(w.customers[row].rebuked) > 0 or whole(w.customers[row].consoled) > 0:
                    feel_people(w, row)
            waiting >>= 1
            row += 1


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
        # A complaint that a manager handled is an answer to what went wrong, and no service of its own.
        if whole(r.state) != DECLINED and not is_handled(w, best):
            feel_service(w, day, row, best)
        # After the service itself: goodwill is added to what the service left, not judged by it.
        feel_answer(w, row, best)
        r.state = CLOSED
    # What came of it that has to be asked for again is posted tomorrow.
    w.errands[row // BLOCK].posts |= bit_of(row)


@behaviour
def feel_service(w: World, day: int, row: int, request_row: int) -> None:
    """Judge a delivery by what was expected and promised; pay; perhaps complain, ask for rework, or come back."""
    m = w.market[0]
    c = w.customers[row]
    r = w.requests[request_row]
    x = real(r.experience)
    take_in(w, row, whole(r.firm), x)
    # Expectations and habits move with the time between services, not with their number: a weekly and a yearly
    # customer forget at the same pace.
    weeks = real(day - max(whole(c.served), whole(c.since))) / WORKDAYS_A_WEEK
    standard = followed(x, m.usual_experience, m.expectation_usual)
    c.expectation = approach(real(c.expectation), standard, weeks, m.expectation_adaptation)
    c.extra_habit = approach(real(c.extra_habit), m.extra_share, weeks, m.extra_forgetting)
    c.claim_habit = approach(real(c.claim_habit), m.claim_share, weeks, m.claim_forgetting)
    c.served = day
    learn_to_claim(w, row, request_row)
    # What was paid is booked on both sides: the customer's sum is the test of the firms' revenue.
    left = scope_left(w) if whole(r.reduced) == 1 else 1.0
    c.paid += left * price_of(w, whole(r.firm), whole(r.channel), whole(is_loyal(w, day, row)))
    cheated = sees_through(w, day, row, request_row)

    wrong = whole(r.correct) == 0
    late = whole(r.closed) > whole(r.due)
    # Unvoiced, a problem makes customers restless: voice and exit answer the same problem (hirschman1970).
    if wrong or whole(r.closed) - whole(r.due) > FAR_LATE_DAYS:
        c.problem = day
    noticed = wrong and draw(m.seed, Stream.NOTICE, whole(r.key), whole(r.asked)) < m.notice_share
    # Rework and complaints are asks like any other and come back tomorrow; 8 is what the slot's key has room for.
    if noticed and c.asks[REWORK] < 8:
        c.asks[REWORK] += 1
    if comes_back(w, request_row) and c.asks[FAILURE] < 8:
        c.asks[FAILURE] += 1
    # One complaint a delivery, about what weighs most: a charge, then wrong work, then lateness.
    voiced, cause = (m.complain_wrong, WRONG) if noticed else (m.complain_late if late else 0.0, LATE)
    if cheated:
        voiced, cause = m.complain_money, MONEY
    # Nobody complains about how a complaint was handled: they leave.
    if (
        complains(w, day, row, request_row, voiced)
        and whole(r.channel) != COMPLAINT
        and c.asks[COMPLAINT] < 8
    ):
        c.asks[COMPLAINT] += 1
        c.complained = day
        c.cause = cause


@behaviour
def is_handled(w: World, request_row: int) -> bool:
    """Whether this is a complaint that a manager handled in person: no employee ever held it."""
    r = w.requests[request_row]
    return whole(r.channel) == COMPLAINT and whole(r.employee) == NOBODY


@behaviour
def learn_to_claim(w: World, row: int, request_row: int) -> None:
    """Let a request that could wait and was called urgent teach whether that works.

    It did where the label was passed on and the request came in time; whether it would have come in time anyway, the
    customer cannot tell. So each customer's claims teach that customer, and all labels are worth less to everybody.
    """
    m = w.market[0]
    c = w.customers[row]
    r = w.requests[request_row]
    if whole(r.claimed) == 1 and whole(r.urgent) == 0:
        worked = whole(r.labelled) == 1 and whole(r.closed) <= whole(r.due)
        c.claim_habit = habit_after(real(c.claim_habit), worked, m.claim_learning)


@behaviour
def comes_back(w: World, request_row: int) -> bool:
    """Whether the customer has to ask again, because a failure upstream was not repaired at the desk."""
    r = w.requests[request_row]
    if whole(r.faulty) == 0:
        return False
    return draw(w.market[0].seed, Stream.RETURN, whole(r.key), whole(r.asked)) < fault_return(w)


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
    if chance == 0.0 or draw(m.seed, Stream.DISCOVER, whole(r.key), whole(r.asked)) >= chance:
        return False
    c.satisfaction = max(0.0, real(c.satisfaction) - m.betrayal)
    c.problem = day
    # 2, not 1: `talk` counts discoveries by it before `choose` clears it.
    c.triggered = 2
    return True


@behaviour
def complains(w: World, day: int, row: int, request_row: int, share: float) -> bool:
    """Whether the customer complains, the more likely the more readily customers are heard and the more loyal it is.

    Who has a problem and does not complain is the more likely to compare firms (choose): exit is the other answer.
    """
    if share == 0.0:  # nothing to complain about, as mostly: saves the draw
        return False
    m = w.market[0]
    r = w.requests[request_row]
    voice = gated(w, Mechanism.VOICE, w.firms[whole(r.firm)].customer_voice / ORDINARY_VOICE, 1.0)
    chance = complaint_probability(share, voice, loyalty_of(w, day, row))
    return draw(m.seed, Stream.COMPLAIN, whole(r.key), whole(r.asked)) < chance


@behaviour
def feel_answer(w: World, row: int, request_row: int) -> None:
    """Move satisfaction and habit by the answer that the customer got.

    A decline costs goodwill and discourages extras, a delivered extra does the opposite, and a manager who handles a
    complaint in person recovers some, by what it was about.
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
    elif is_handled(w, request_row):
        # By cause, because money can be given back and time cannot; never more than was lost.
        gained = m.recovery_wrong
        if whole(r.cause) == LATE:
            gained = m.recovery_late
        elif whole(r.cause) == MONEY:
            gained = m.recovery_money
    # Who called it urgent and was not believed was told so: the price of labels that are true.
    if whole(r.state) != DECLINED and whole(r.claimed) == 1 and whole(r.labelled) == 0:
        gained -= gated(w, Mechanism.CALMING, m.calmed_cost, 0.0)
    # Helping is a mechanism of its own, hence no part of goodwill.
    gained = gated(w, Mechanism.GOODWILL, gained, 0.0) + m.help_delight * real(r.helped)
    c.satisfaction = clipped(real(c.satisfaction) + gained, 0.0, 1.0)


@behaviour
def feel_people(w: World, row: int) -> None:
    """Let a customer feel that a manager took an employee's side, justly or not, or that the executive listened."""
    m = w.market[0]
    c = w.customers[row]
    gained = m.consolation * whole(c.consoled) - m.rebuke_cost * whole(c.rebuked)
    c.satisfaction = clipped(real(c.satisfaction) + gated(w, Mechanism.GOODWILL, gained, 0.0), 0.0, 1.0)
    c.rebuked = 0
    c.consoled = 0
