"""Decisions: what a manager does with a customer's request: negotiates, labels and assigns it, or handles it."""

from sim.model.compiled import behaviour, whole
from sim.model.desk import lay_on_desk
from sim.model.draws import Stream, draw
from sim.model.gated import frozen_mean, gated, remember
from sim.model.ledger import ledger
from sim.model.mechanisms import FROZEN, ON, Mechanism
from sim.model.records import World
from sim.model.states import (
    ASKED,
    COMPLAINT,
    CORE,
    DECLINED,
    DONE,
    EXTRA,
    FAILURE,
    NOBODY,
    REWORK,
)


@behaviour
def decide(w: World, day: int, team: int, row: int, hurry: float) -> float:
    """The hours that taking in and deciding on one customer's request took.

    Accepted requests go to the shortest desk of the team; declined ones back to the customer; a complaint that
    the manager handles in person is closed at once.
    """
    m = w.market[0]
    g = w.managers[team]
    r = w.requests[row]
    took = m.triage_hours
    # A request handed on by a leaver was decided on before: it only needs a new desk.
    if whole(r.accepted) == 0:
        if whole(r.channel) == EXTRA:
            took += negotiated(w, team, row, hurry)
        # Nobody checks how urgent something is that was declined.
        if whole(r.state) != DECLINED:
            r.accepted = 1
            extra_work(w, row)
            took += labelled(w, team, row, hurry)
            if whole(r.channel) == EXTRA:
                # A yes to an extra goes on costing calls and mails (essay 000), negotiated or not.
                took += m.contact_hours
        # In a rush a complaint is passed on, because nobody notices today that it was (triage).
        skipped = draw(m.seed, Stream.ANSWER, whole(r.key), whole(r.asked)) < hurry
        handles = whole(r.channel) == COMPLAINT and not skipped
        if whole(r.channel) == COMPLAINT and skipped:
            # It is an employee's now; one customer a day is told to turn to the executive.
            g.to_escalate = r.customer
        if handles:
            took += m.complaint_hours
            ledger(w, day, whole(g.firm)).handled += 1
        count_decision(w, day, team, row)
        # Counted as accepted first, then taken back: its hours are the manager's, not the team's.
        if handles:
            g.accepted_hours -= r.left
            r.left = 0.0
            # No employee held it, so it is no experience of its own: what it does is goodwill (feel).
            r.correct = 1
            r.care = 1.0
            r.state = DONE
    if whole(r.state) == ASKED:
        lay_on_desk(w, row, shortest_desk(w, team), day)
    else:
        r.closed = day
    return took


@behaviour
def negotiated(w: World, team: int, row: int, hurry: float) -> float:
    """The hours that negotiating an out-of-scope ask took: 0 if not meant to, or skipped in a hurry."""
    m = w.market[0]
    r = w.requests[row]
    # In a rush extras are taken as they come: a no takes time, a yes does not (essay 000).
    meant = w.firms[whole(w.managers[team].firm)].intake_boundary * (1.0 - hurry)
    if draw(m.seed, Stream.INTAKE, whole(r.key), whole(r.asked)) >= meant:
        return 0.0
    if draw(m.seed, Stream.ACCOUNT, whole(r.key), whole(r.asked)) < m.decline_share:
        r.state = DECLINED
    else:
        # Price and delight shrink with the scope (money.scope_left), or a smaller extra would be free money.
        r.effort *= m.reduced_effort
        r.reduced = 1
        r.left = r.effort
    return m.negotiate_hours


@behaviour
def extra_work(w: World, row: int) -> None:
    """Take the work out of an accepted out-of-scope request where that mechanism is off or frozen.

    Frozen, core requests carry the mean of it instead: its hours over core requests, as they were in the warm-up. So
    the mean is per core request, which is why it is summed here by hand and not by `gated`.
    """
    r = w.requests[row]
    mode = whole(w.mechanisms[Mechanism.EXTRA_WORK].mode)
    channel = whole(r.channel)
    if mode == ON or (channel != EXTRA and channel != CORE):
        return
    extra = channel == EXTRA
    if mode == FROZEN and remember(w, Mechanism.EXTRA_WORK, r.left if extra else 0.0, whole(not extra)):
        return
    carried = frozen_mean(w, Mechanism.EXTRA_WORK, 0.0) if mode == FROZEN else 0.0
    r.effort = 0.0 if extra else r.effort + carried
    r.left = r.effort


@behaviour
def labelled(w: World, team: int, row: int, hurry: float) -> float:
    """The hours that labelling a request took: 0 where the stated urgency is passed on unchecked.

    Unchecked, the label says what the customer said. A check always finds the truth; it never misses an urgency, so a
    label can only be wrong by crying wolf. Managers cry wolf themselves for the sake of what executives want of them.
    """
    m = w.market[0]
    g = w.managers[team]
    r = w.requests[row]
    r.labelled = r.claimed
    took = 0.0
    meant = w.firms[whole(g.firm)].priority_discipline * (1.0 - hurry)
    # One draw serves both, because a request is either claimed or not.
    luck = draw(m.seed, Stream.CHECK, whole(r.key), whole(r.asked))
    if whole(r.claimed) == 1 and luck < meant:
        r.labelled = r.urgent
        took = m.check_hours
    elif whole(r.claimed) == 0:
        pushes = gated(w, Mechanism.MADE_URGENT, min(1.0, m.made_urgent * whole(g.initiatives)), 0.0)
        r.labelled = luck < pushes
    return took


@behaviour
def count_decision(w: World, day: int, team: int, row: int) -> None:
    """Add the decision to the week: whole numbers to the firm's ledger, hours to the manager's own."""
    g = w.managers[team]
    r = w.requests[row]
    k = ledger(w, day, whole(g.firm))
    g.asked += 1
    # Labels and claims are judged by calm requests: every truly urgent one is called so (youden1950).
    if whole(r.urgent) == 0:
        g.calm_requests += 1
        g.false_urgent += whole(r.labelled)
        g.false_claims += whole(r.claimed)
    channel = whole(r.channel)
    if whole(r.state) == DECLINED:
        k.declined += 1
        return
    # Counted as accepted, before anybody works on it: the plan of staff goes by this (staff).
    g.accepted_hours += r.left
    if channel == CORE:
        k.accepted_core += 1
    elif channel == EXTRA:
        k.accepted_extra += 1
    elif channel == REWORK:
        k.accepted_rework += 1
    elif channel == FAILURE:
        k.accepted_failure += 1
    else:
        k.accepted_complaint += 1


@behaviour
def shortest_desk(w: World, team: int) -> int:
    """The teammate whose desk takes the least time, among those present if any is; NOBODY in an empty team.

    In the time that it takes whoever sits there, as far as the manager has seen them work: counted in standard hours,
    newcomers would get as much as everybody. Ties go to the earlier identity.
    """
    best = whole(w.managers[team].first_seat)
    if best == NOBODY:
        return best
    seat = whole(w.employees[best].next_mate)
    while seat != NOBODY:
        e = w.employees[seat]
        b = w.employees[best]
        if whole(e.absent) != whole(b.absent):
            better = whole(e.absent) < whole(b.absent)
        # Backlog over pace, written without a division.
        elif e.backlog * b.pace != b.backlog * e.pace:
            better = e.backlog * b.pace < b.backlog * e.pace
        else:
            better = whole(e.id) < whole(b.id)
        if better:
            best = seat
        seat = whole(e.next_mate)
    return best
