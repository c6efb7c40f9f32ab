"""triage: managers take requests in, negotiate some, check some urgencies, assign; what is left goes to the team.

Taking requests in, answering chasers, newcomers and reports cannot be refused. What a manager does beyond that,
negotiating, checking stated urgencies, handling complaints in person, competes with the team for the hours left.
When they run out, asks are accepted as they come and labels are passed on as stated.
"""

from sim.model.compiled import behaviour, phase, whole
from sim.model.desk import lay_on_desk
from sim.model.draws import Stream, draw
from sim.model.gated import frozen_mean, remember
from sim.model.ledger import ledger
from sim.model.mechanisms import FROZEN, ON, Mechanism
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.people import is_newcomer, is_teammate
from sim.model.records import World
from sim.model.rules.attention import attention_needed, briefing_skill, hours_worked, reserved_hours
from sim.model.states import (
    ASKED,
    CLOSED,
    COMPLAINT,
    CORE,
    DECLINED,
    DONE,
    DROPPED,
    EXTRA,
    FAILURE,
    NOBODY,
    REWORK,
)


@phase
def triage(w: World, day: int, first: int, end: int) -> None:
    """Managers first to end work through their trays."""
    for team in range(first, end):
        triage_one(w, day, team)


@behaviour
def triage_one(w: World, day: int, team: int) -> None:
    """Spend one manager's day: duties, taking requests in, hours kept for the team, decisions, the team again.

    All claims are summed before any is served, because they decide how long the day is; the order in which they are
    served is what a manager cannot refuse, then what the practices reserve, then what comes first in the tray.
    """
    m = w.market[0]
    g = w.managers[team]
    if whole(g.id) == NOBODY:
        return
    f = w.firms[whole(g.firm)]
    employees, newcomers, open_requests, overdue = team_at_work(w, day, team)
    waiting, wishes = wishes_of_tray(w, team)
    duties = (m.report_hours + m.newcomer_hours * newcomers) / WORKDAYS_A_WEEK + m.chase_hours * overdue
    need = (
        attention_needed(employees, open_requests, m.attention_base, m.attention_per_request)
        / WORKDAYS_A_WEEK
    )
    claimed = duties + m.triage_hours * waiting + wishes + need
    hours = hours_worked(claimed, m.hours_per_day, m.manager_overtime)
    intake = min(m.triage_hours * waiting, max(0.0, hours - duties))
    # Counted, because subtracting the hours one by one would leave the last request behind.
    takes = waiting if intake == m.triage_hours * waiting else whole(intake / m.triage_hours)
    own = max(0.0, hours - duties - intake)
    kept = reserved_hours(own, f.team_time, need)
    free = own - kept

    row = whole(g.tray)
    while row != NOBODY and employees > 0 and takes > 0:
        after = whole(w.requests[row].following)
        if whole(w.requests[row].state) == DROPPED:
            w.requests[row].state = CLOSED
        else:
            takes -= 1
            intake -= m.triage_hours
            free -= decide(w, day, team, row, free)
        row = after
    g.tray = row
    if row == NOBODY:
        g.tray_end = NOBODY

    # Whatever the tray leaves goes to the team, as far as it needs it.
    left_over = max(0.0, intake) + max(0.0, free)
    # What a contact takes beyond the free hours comes out of those kept for the team.
    for_team = max(0.0, kept + min(0.0, free)) + left_over
    # A new manager's hour briefs less; capped, because after ten years nobody learns the job any more.
    weeks = (day - whole(g.appointed)) / WORKDAYS_A_WEEK
    g.team_hours += min(for_team, need) * briefing_skill(
        min(weeks, 10.0 * WEEKS_A_YEAR), m.succession_start, m.succession_weeks
    )
    g.team_need += need
    g.hours += hours
    g.claimed_hours += claimed


@behaviour
def team_at_work(w: World, day: int, team: int) -> tuple[int, int, int, int]:
    """Employees of a team, newcomers among them, requests on their desks, and those that are overdue."""
    f = w.firms[whole(w.managers[team].firm)]
    employees, newcomers, open_requests, overdue = 0, 0, 0, 0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        if is_teammate(w, team, seat):
            e = w.employees[seat]
            employees += 1
            open_requests += whole(e.open_requests)
            overdue += whole(e.overdue_requests)
            if is_newcomer(day, whole(e.hired)):
                newcomers += 1
    return employees, newcomers, open_requests, overdue


@behaviour
def wishes_of_tray(w: World, team: int) -> tuple[int, float]:
    """Requests in a tray, and the hours for them beyond taking them in, were all that practices intend carried out."""
    m = w.market[0]
    f = w.firms[whole(w.managers[team].firm)]
    waiting, wishes = 0, 0.0
    row = whole(w.managers[team].tray)
    while row != NOBODY:
        r = w.requests[row]
        waiting += 1
        if whole(r.accepted) == 0:
            if whole(r.channel) == EXTRA:
                wishes += f.intake_boundary * m.negotiate_hours + m.contact_hours
            elif whole(r.channel) == COMPLAINT:
                wishes += m.complaint_hours
            if whole(r.claimed) == 1:
                wishes += f.priority_discipline * m.check_hours
        row = whole(r.following)
    return waiting, wishes


@behaviour
def decide(w: World, day: int, team: int, row: int, own_hours: float) -> float:
    """The hours that deciding on one request took, which has just been taken in.

    Accepted requests go to the shortest desk of the team; declined ones back to the customer; a complaint that
    the manager handles in person is closed at once.
    """
    m = w.market[0]
    g = w.managers[team]
    r = w.requests[row]
    took = 0.0
    # A request handed on by a leaver was decided on before: it only needs a new desk.
    if whole(r.accepted) == 0:
        if whole(r.channel) == EXTRA:
            took += negotiated(w, team, row, own_hours)
        if whole(r.state) != DECLINED:
            r.accepted = 1
            extra_work(w, row)
            took += labelled(w, team, row, own_hours - took)
            if whole(r.channel) == EXTRA:
                took += m.contact_hours
        handles = whole(r.channel) == COMPLAINT and own_hours - took >= m.complaint_hours
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
def negotiated(w: World, team: int, row: int, own_hours: float) -> float:
    """The hours that negotiating an out-of-scope ask took: 0 if not meant to, or without the time for it."""
    m = w.market[0]
    g = w.managers[team]
    r = w.requests[row]
    boundary = w.firms[whole(g.firm)].intake_boundary
    if own_hours < m.negotiate_hours or draw(m.seed, Stream.INTAKE, whole(r.key), whole(r.asked)) >= boundary:
        return 0.0
    if draw(m.seed, Stream.ACCOUNT, whole(r.key), whole(r.asked)) < m.decline_share:
        r.state = DECLINED
    else:
        r.effort *= m.reduced_effort
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
def labelled(w: World, team: int, row: int, own_hours: float) -> float:
    """The hours that labelling a request took: 0 where the stated urgency is passed on unchecked."""
    m = w.market[0]
    g = w.managers[team]
    r = w.requests[row]
    # Unchecked, the label says what the customer said. A check always finds the truth; it never misses an urgency,
    # so a label can only be wrong by crying wolf.
    r.labelled = r.claimed
    if whole(r.claimed) == 0 or own_hours < m.check_hours:
        return 0.0
    if draw(m.seed, Stream.CHECK, whole(r.key), whole(r.asked)) >= w.firms[whole(g.firm)].priority_discipline:
        return 0.0
    r.labelled = r.urgent
    return m.check_hours


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
    """The teammate with the least work on the desk, among those present if any is; NOBODY in an empty team.

    Ties go to the earlier identity.
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
        elif e.backlog != b.backlog:
            better = e.backlog < b.backlog
        else:
            better = whole(e.id) < whole(b.id)
        if better:
            best = seat
    return best
