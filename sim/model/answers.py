"""Answers: what a manager does with a request of the firm's own people or of its executive."""

from sim.model.compiled import behaviour, whole
from sim.model.diary import BLOCK, bit_of
from sim.model.draws import Stream, draw
from sim.model.firms import hours_of_talk
from sim.model.gated import gated, remember
from sim.model.ledger import ledger
from sim.model.mechanisms import FROZEN, Mechanism
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.attention import answering_pace
from sim.model.states import (
    ANSWERED,
    APPROVAL,
    CLOSED,
    IDEA,
    INITIATIVE,
    QUESTION,
    REPORT,
    SUPPORT,
    TALK,
)
from sim.model.tray import count_served


@behaviour
def hours_inside(w: World, day: int, team: int, channel: int) -> float:
    """Hours that a request from inside takes. A new manager has to find out what to answer first."""
    m = w.market[0]
    if channel in (QUESTION, APPROVAL):
        # Capped, because after ten years nobody learns the job any more.
        weeks = min((day - whole(w.managers[team].appointed)) / WORKDAYS_A_WEEK, 10.0 * WEEKS_A_YEAR)
        return m.answer_hours / answering_pace(weeks, m.succession_start, m.succession_weeks)
    if channel == SUPPORT:
        return m.support_hours
    if channel == IDEA:
        return m.idea_hours
    if channel == TALK:
        return hours_of_talk(w, whole(w.managers[team].firm))
    return m.report_hours if channel == REPORT else m.initiative_hours


@behaviour
def serve_inside(w: World, day: int, team: int, row: int) -> float:
    """The hours that a request of the firm's own people or of its executive took."""
    firm = whole(w.managers[team].firm)
    r = w.requests[row]
    channel = whole(r.channel)
    r.state = CLOSED
    r.closed = day
    # Without today: it is closed before `deliver` counts in the evening what is in hand.
    count_served(w, row, day - whole(r.asked))
    if channel == REPORT:
        ledger(w, day, firm).reports += 1
    elif channel == INITIATIVE:
        ledger(w, day, firm).initiatives_done += 1
    elif w.employees[whole(r.employee)].id == r.key:
        # Somebody else may sit there by now, to whom none of it means anything.
        heard(w, day, firm, row)
    return hours_inside(w, day, team, channel)


@behaviour
def heard(w: World, day: int, firm: int, row: int) -> None:
    """Give the employee who waits for it what was asked for."""
    m = w.market[0]
    r = w.requests[row]
    e = w.employees[whole(r.employee)]
    channel = whole(r.channel)
    # Being heard is what recognition is made of, whatever the answer is.
    e.heard += 1.0
    ledger(w, day, firm).needs_heard += 1
    if channel in (QUESTION, APPROVAL):
        about = w.requests[whole(r.about)]
        about.question = ANSWERED
        if channel == APPROVAL:
            e.decided += 1.0
        else:
            e.answered += 1.0
            # Leave has no part in this mean, which is of questions (work.lose_hope).
            if whole(w.mechanisms[Mechanism.ATTENTION].mode) == FROZEN:
                remember(w, Mechanism.ATTENTION, 1.0, 1)
    elif channel == SUPPORT:
        share = gated(w, Mechanism.BACKING, w.firms[firm].frontline_backing, 0.0)
        # What backing costs: a customer who may have been right resents it (feel).
        if draw(m.seed, Stream.BACK, whole(r.key), whole(r.asked)) < share:
            e.backed += 1.0
            # Who has left the firm meanwhile is not met again.
            customer = whole(r.customer)
            if whole(w.customers[customer].firm) == firm:
                w.customers[customer].rebuked += 1
                w.errands[customer // BLOCK].feels |= bit_of(customer)
    elif channel == IDEA:
        ledger(w, day, firm).ideas_taken += 1
