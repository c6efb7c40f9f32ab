"""triage: managers work through their trays: customers' requests, those of their own people, and those from above.

One tray and one day's hours for everything. What comes first when hours do not suffice is a practice (`first`); what
is not reached waits until tomorrow, and it is others who wait for it: the customer, the employee who does not know how
to go on, the executive. Under the rush of a day that does not hold what is claimed, a manager skips what can be skipped
without anybody noticing today: negotiating, checking stated urgencies, handling complaints in person.
"""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.desk import lay_on_desk
from sim.model.draws import Stream, draw
from sim.model.gated import frozen_mean, gated, remember
from sim.model.ledger import ledger
from sim.model.mechanisms import FROZEN, ON, Mechanism
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.people import is_teammate
from sim.model.records import World
from sim.model.rules.attention import answering_pace, hours_worked, rush, turn
from sim.model.states import (
    ANSWERED,
    APPROVAL,
    ASKED,
    CLOSED,
    COMPLAINT,
    CORE,
    DECLINED,
    DONE,
    DROPPED,
    EXTRA,
    FAILURE,
    IDEA,
    INITIATIVE,
    INSIDE,
    NOBODY,
    QUESTION,
    REPORT,
    REWORK,
    SUPPORT,
    TALK,
)
from sim.model.tray import count_served, side


@phase
def triage(w: World, day: int, first: int, end: int) -> None:
    """Managers first to end work through their trays."""
    for team in range(first, end):
        triage_one(w, day, team)


@behaviour
def triage_one(w: World, day: int, team: int) -> None:
    """Spend one manager's day: chasers, then the tray in the order of the practice, until the hours run out.

    All claims are summed before any is served, because they decide how long the day is and how much is skipped.
    """
    m = w.market[0]
    g = w.managers[team]
    if whole(g.id) == NOBODY:
        return
    f = w.firms[whole(g.firm)]
    employees, overdue = team_at_work(w, team)
    clear_tray(w, team)
    order_tray(w, team, gated(w, Mechanism.ORDER, f.first, 0.0), m.order_days)
    chasing = m.chase_hours * overdue
    claimed = chasing + claims_of_tray(w, day, team)
    hours = hours_worked(claimed, m.hours_per_day, m.manager_overtime)
    hurry = rush(claimed, hours)
    # Chasers call while the manager does something else: no order holds them back, only a telephone left to ring.
    left = hours - min(chasing, m.chase_most * hours) - g.overrun
    row = whole(g.tray)
    # The last request taken up is finished, whatever it takes; tomorrow begins that much later.
    while row != NOBODY and employees > 0 and left > 0.0:
        after = whole(w.requests[row].following)
        took = serve(w, day, team, row, hurry)
        left -= took
        if side(whole(w.requests[row].channel)) == 1:
            g.team_hours += took
        g.served += 1
        if whole(w.requests[row].asked) == day:
            g.same_day += 1
        row = after
    g.tray = row
    if row == NOBODY:
        g.tray_end = NOBODY
    g.overrun = max(0.0, -left)
    g.hours += hours
    g.claimed_hours += claimed


@behaviour
def team_at_work(w: World, team: int) -> tuple[int, int]:
    """Employees of a team, and overdue requests on their desks."""
    f = w.firms[whole(w.managers[team].firm)]
    employees, overdue = 0, 0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        if is_teammate(w, team, seat):
            employees += 1
            overdue += whole(w.employees[seat].overdue_requests)
    return employees, overdue


@behaviour
def clear_tray(w: World, team: int) -> None:
    """Take out of the tray what nobody waits for any more."""
    g = w.managers[team]
    row, last = whole(g.tray), NOBODY
    while row != NOBODY:
        after = whole(w.requests[row].following)
        if whole(w.requests[row].state) == DROPPED:
            w.requests[row].state = CLOSED
            if last == NOBODY:
                g.tray = after
            else:
                w.requests[last].following = after
        else:
            last = row
        row = after
    g.tray_end = last


@behaviour
def order_tray(w: World, team: int, first: float, days: float) -> None:
    """Order the tray by the day that the practice gives each request; the earlier in the tray goes first in ties.

    Within a side the tray stays as it came, so three lists are merged: customers', own people's, executives'.
    """
    g = w.managers[team]
    of_customers, of_people, of_executives = NOBODY, NOBODY, NOBODY
    end_customers, end_people, end_executives = NOBODY, NOBODY, NOBODY
    row = whole(g.tray)
    while row != NOBODY:
        after = whole(w.requests[row].following)
        whose = side(whole(w.requests[row].channel))
        if whose < 0:
            of_customers, end_customers = joined(w, of_customers, end_customers, row)
        elif whose > 0:
            of_people, end_people = joined(w, of_people, end_people, row)
        else:
            of_executives, end_executives = joined(w, of_executives, end_executives, row)
        row = after
    head, end = NOBODY, NOBODY
    while of_customers != NOBODY or of_people != NOBODY or of_executives != NOBODY:
        best, when = of_customers, turn_of(w, of_customers, first, days)
        if turn_of(w, of_people, first, days) < when:
            best, when = of_people, turn_of(w, of_people, first, days)
        if turn_of(w, of_executives, first, days) < when:
            best = of_executives
        after = whole(w.requests[best].following)
        if best == of_customers:
            of_customers = after
        elif best == of_people:
            of_people = after
        else:
            of_executives = after
        head, end = joined(w, head, end, best)
    g.tray = head
    g.tray_end = end


@behaviour
def joined(w: World, head: int, end: int, row: int) -> tuple[int, int]:
    """Head and end of a list to whose end a request was added."""
    w.requests[row].following = NOBODY
    if head == NOBODY:
        return row, row
    w.requests[end].following = row
    return head, row


@behaviour
def turn_of(w: World, row: int, first: float, days: float) -> float:
    """When a request has its turn; later than every other where there is none."""
    if row == NOBODY:
        return 1e18
    r = w.requests[row]
    return turn(real(r.due), real(side(whole(r.channel))), first, days)


@behaviour
def claims_of_tray(w: World, day: int, team: int) -> float:
    """Hours that everything in the tray would take, were all that practices intend carried out."""
    g = w.managers[team]
    claims = 0.0
    initiatives = 0
    row = whole(g.tray)
    while row != NOBODY:
        claims += claim_of(w, day, team, row)
        if whole(w.requests[row].channel) == INITIATIVE:
            initiatives += 1
        row = whole(w.requests[row].following)
    g.initiatives = initiatives
    return claims


@behaviour
def claim_of(w: World, day: int, team: int, row: int) -> float:
    """Hours that one request would take, as an expectation where a practice decides by chance."""
    m = w.market[0]
    r = w.requests[row]
    f = w.firms[whole(w.managers[team].firm)]
    if whole(r.channel) >= INSIDE:
        return hours_inside(w, day, team, whole(r.channel))
    hours = m.triage_hours
    if whole(r.accepted) == 0:
        if whole(r.channel) == EXTRA:
            hours += f.intake_boundary * m.negotiate_hours + m.contact_hours
        elif whole(r.channel) == COMPLAINT:
            hours += m.complaint_hours
        if whole(r.claimed) == 1:
            hours += f.priority_discipline * m.check_hours
    return hours


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
        return m.talk_hours
    return m.report_hours if channel == REPORT else m.initiative_hours


@behaviour
def serve(w: World, day: int, team: int, row: int, hurry: float) -> float:
    """The hours that serving one request took."""
    if whole(w.requests[row].channel) >= INSIDE:
        return serve_inside(w, day, team, row)
    return decide(w, day, team, row, hurry)


# ------------------------------------------------------------------------------ requests from inside


@behaviour
def serve_inside(w: World, day: int, team: int, row: int) -> float:
    """The hours that a request of the firm's own people or of its executive took."""
    firm = whole(w.managers[team].firm)
    r = w.requests[row]
    channel = whole(r.channel)
    r.state = CLOSED
    r.closed = day
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
    e.heard += 1.0
    ledger(w, day, firm).needs_heard += 1
    if channel in (QUESTION, APPROVAL):
        about = w.requests[whole(r.about)]
        about.question = ANSWERED
        if channel == APPROVAL:
            e.decided += 1.0
        else:
            e.answered += 1.0
            if whole(w.mechanisms[Mechanism.ATTENTION].mode) == FROZEN:
                remember(w, Mechanism.ATTENTION, 1.0, 1)
    elif channel == SUPPORT:
        share = gated(w, Mechanism.BACKING, w.firms[firm].frontline_backing, 0.0)
        if draw(m.seed, Stream.BACK, whole(r.key), whole(r.asked)) < share:
            e.backed += 1.0
            # Who has left the firm meanwhile is not met again.
            if whole(w.customers[whole(r.customer)].firm) == firm:
                w.customers[whole(r.customer)].rebuked += 1
    elif channel == IDEA:
        ledger(w, day, firm).ideas_taken += 1


# ------------------------------------------------------------------------------ customers' requests


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
        if whole(r.state) != DECLINED:
            r.accepted = 1
            extra_work(w, row)
            took += labelled(w, team, row, hurry)
            if whole(r.channel) == EXTRA:
                took += m.contact_hours
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
    meant = w.firms[whole(w.managers[team].firm)].intake_boundary * (1.0 - hurry)
    if draw(m.seed, Stream.INTAKE, whole(r.key), whole(r.asked)) >= meant:
        return 0.0
    if draw(m.seed, Stream.ACCOUNT, whole(r.key), whole(r.asked)) < m.decline_share:
        r.state = DECLINED
    else:
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
    if whole(r.urgent) == 0:
        g.calm_requests += 1
        g.false_urgent += whole(r.labelled)
        g.false_claims += whole(r.claimed)
    channel = whole(r.channel)
    if whole(r.state) == DECLINED:
        k.declined += 1
        return
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
    f = w.firms[whole(w.managers[team].firm)]
    best = NOBODY
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        if whole(e.id) == NOBODY or whole(e.team) != team:
            continue
        if best == NOBODY:
            best = seat
            continue
        b = w.employees[best]
        if whole(e.absent) != whole(b.absent):
            better = whole(e.absent) < whole(b.absent)
        elif e.backlog * b.pace != b.backlog * e.pace:
            better = e.backlog * b.pace < b.backlog * e.pace
        else:
            better = whole(e.id) < whole(b.id)
        if better:
            best = seat
    return best
