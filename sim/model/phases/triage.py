"""triage: managers work through their trays: customers' requests, those of their own people, and those from above.

One tray and one day's hours for everything. What comes first when hours do not suffice is a practice (`first`); what
is not reached waits until tomorrow, and it is others who wait for it: the customer, the employee who does not know how
to go on, the executive. Under the rush of a day that does not hold what is claimed, a manager skips what can be skipped
without anybody noticing today: negotiating, checking stated urgencies, handling complaints in person.
"""

from sim.model.answers import hours_inside, serve_inside
from sim.model.compiled import behaviour, phase, whole
from sim.model.decisions import decide
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.records import World
from sim.model.rules.attention import hours_worked, rush
from sim.model.states import COMPLAINT, EXTRA, INITIATIVE, INSIDE, NOBODY
from sim.model.tray import clear_tray, order_tray, side


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
    overdue = overdue_on_desks(w, team)
    # Before claims are summed: what nobody waits for any more takes no hours.
    clear_tray(w, team)
    # Whose requests come first is decided here alone, so that the order can be told from the climate (essay 002).
    order_tray(w, team, gated(w, Mechanism.ORDER, f.first, 0.0), m.order_days)
    chasing = m.chase_hours * overdue
    claimed = chasing + claims_of_tray(w, day, team)
    hours = hours_worked(claimed, m.hours_per_day, m.manager_overtime)
    # By all that is claimed, so that a full tray hurries a manager from the first request on (essay 000).
    hurry = rush(claimed, hours)
    # Chasers call while the manager does something else: no order holds them back, only a telephone left to ring.
    left = hours - min(chasing, m.chase_most * hours) - g.overrun
    row = whole(g.tray)
    # The last request taken up is finished, whatever it takes; tomorrow begins that much later.
    # Without a team nothing is taken up, because there is nobody to give it to.
    while row != NOBODY and whole(g.members) > 0 and left > 0.0:
        after = whole(w.requests[row].following)
        took = serve(w, day, team, row, hurry)
        left -= took
        if side(whole(w.requests[row].channel)) == 1:
            g.team_hours += took
        g.served += 1
        # Work done on the day it came is what a manager feels as success (wear).
        if whole(w.requests[row].asked) == day:
            g.same_day += 1
        row = after
    g.tray = row
    if row == NOBODY:
        g.tray_end = NOBODY
    g.overrun = max(0.0, -left)
    g.hours += hours
    # Beside the hours worked, because claims beyond them are the pressure on a manager (wear).
    g.claimed_hours += claimed


@behaviour
def overdue_on_desks(w: World, team: int) -> int:
    """Overdue requests on the desks of a team."""
    overdue = 0
    seat = whole(w.managers[team].first_seat)
    while seat != NOBODY:
        overdue += whole(w.employees[seat].overdue_requests)
        seat = whole(w.employees[seat].next_mate)
    return overdue


@behaviour
def claims_of_tray(w: World, day: int, team: int) -> float:
    """Hours that everything in the tray would take, were all that practices intend carried out."""
    g = w.managers[team]
    claims = 0.0
    initiatives = 0
    row = whole(g.tray)
    while row != NOBODY:
        claims += claim_of(w, day, team, row)
        # Counted for the labels: a manager with initiatives waiting calls calm requests urgent (decisions).
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
    # What a leaver handed on was decided on before, and only needs a desk.
    if whole(r.accepted) == 0:
        if whole(r.channel) == EXTRA:
            hours += f.intake_boundary * m.negotiate_hours + m.contact_hours
        elif whole(r.channel) == COMPLAINT:
            hours += m.complaint_hours
        if whole(r.claimed) == 1:
            hours += f.priority_discipline * m.check_hours
    return hours


@behaviour
def serve(w: World, day: int, team: int, row: int, hurry: float) -> float:
    """The hours that serving one request took."""
    if whole(w.requests[row].channel) >= INSIDE:
        return serve_inside(w, day, team, row)
    return decide(w, day, team, row, hurry)
