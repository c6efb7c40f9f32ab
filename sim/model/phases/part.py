"""part: those who leave are gone; what they held waits in the manager's tray; managers are succeeded from the team."""

from sim.model.compiled import behaviour, phase, whole
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR, TENURE_MONTHS
from sim.model.phases.desk import lay_in_tray
from sim.model.phases.felt import felt, history_carried
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.culture import promotion_score
from sim.model.states import ASKED, CLOSED, DISMISSED, DROPPED, INSOLVENT, LAID_OFF, NOBODY, QUITS, STAYS

ORDINARY_OWNERSHIP = NEUTRAL.executive_ownership


@behaviour
def hand_on(w: World, seat: int) -> None:
    """The desk goes back to the manager's tray.

    Of what was done, a request keeps what the firm's data carry, and is begun anew for the rest.
    """
    e = w.employees[seat]
    firm = whole(w.managers[whole(e.team)].firm)
    f = w.firms[firm]
    carried = history_carried(w, firm)
    row = whole(e.desk)
    while row != NOBODY:
        r = w.requests[row]
        after = whole(r.following)
        if whole(r.state) == DROPPED:
            r.state = CLOSED
        else:
            r.left = r.effort - carried * (r.effort - r.left)
            r.employee = NOBODY
            r.state = ASKED
            lay_in_tray(w, row, whole(e.team))
            f.handed_on += 1
        row = after
    e.desk = NOBODY


@behaviour
def vacate(w: World, seat: int) -> None:
    """The seat is empty; what its holder did this week stays in the week's counts until they are taken."""
    hand_on(w, seat)
    e = w.employees[seat]
    e.id = NOBODY
    e.leaving = STAYS
    e.open_requests = 0
    e.urgent_requests = 0
    e.overdue_requests = 0
    e.backlog = 0.0


@behaviour
def count_exit(w: World, firm: int, way: int, satisfaction: float) -> None:
    """An exit enters the firm's counts, each way of leaving for itself."""
    f = w.firms[firm]
    if way == QUITS:
        f.quits += 1
    elif way == DISMISSED:
        f.dismissals += 1
    elif way == LAID_OFF:
        f.layoffs_made += 1
    elif way == INSOLVENT:
        f.insolvencies += 1
    f.leaver_satisfaction += satisfaction
    f.leavers += 1


@behaviour
def new_identity(w: World, firm: int) -> int:
    """The identity of the next person that a firm takes on, never used twice."""
    f = w.firms[firm]
    f.hired_ever += 1
    return firm * 2**24 + whole(f.hired_ever) - 1


@behaviour
def promotable(w: World, firm: int, seat: int) -> float:
    """What an employee's promotion is judged by."""
    e = w.employees[seat]
    givers = felt(w, Mechanism.PROMOTION, w.firms[firm].giver_promotion, 0.0)
    return promotion_score(e.skill, e.helping, givers)


@behaviour
def succeed(w: World, day: int, team: int) -> None:
    """The teammate judged best becomes the manager (ties: the earlier identity); of an empty team, a new hire."""
    m = w.market[0]
    g = w.managers[team]
    firm = whole(g.firm)
    f = w.firms[firm]
    best, score = NOBODY, 0.0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        if whole(e.id) == NOBODY or whole(e.team) != team:
            continue
        judged = promotable(w, firm, seat)
        first = best == NOBODY or judged > score
        if first or (judged == score and whole(e.id) < whole(w.employees[best].id)):
            best, score = seat, judged
    if best == NOBODY:
        g.id = new_identity(w, firm)
        g.strain = m.strain_reference
        g.giver = m.helping_start
        f.hires += 1
    else:
        g.id = w.employees[best].id
        g.strain = w.employees[best].strain
        g.giver = w.employees[best].giver
        vacate(w, best)
        f.promotions += 1
    g.satisfaction = m.satisfaction_reference
    g.belief = ORDINARY_OWNERSHIP
    g.appointed = day
    g.leaving = STAYS


@behaviour
def note_tenure(w: World, day: int, firm: int, seat: int) -> None:
    """A week of the employee's at this tenure, and the quit that ends it, once the policies have begun."""
    if day < whole(w.market[0].start):
        return
    e = w.employees[seat]
    month = min(TENURE_MONTHS - 1, (day - whole(e.hired)) * 12 // DAYS_A_YEAR)
    t = w.tenures[firm, month]
    t.exposed += 1.0
    if whole(e.leaving) == QUITS:
        t.quits += 1.0


@behaviour
def part_one(w: World, day: int, firm: int) -> None:
    """One firm sees off this week's leavers, in the order of seats, then succeeds its managers."""
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    for team in range(whole(f.team_first), whole(f.team_end)):
        w.managers[team].quits_last_week = 0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        if whole(e.id) == NOBODY:
            continue
        note_tenure(w, day, firm, seat)
        way = whole(e.leaving)
        if way == STAYS:
            continue
        count_exit(w, firm, way, e.satisfaction)
        if way == QUITS:
            w.managers[whole(e.team)].quits_last_week += 1
        vacate(w, seat)
    for team in range(whole(f.team_first), whole(f.team_end)):
        g = w.managers[team]
        if whole(g.leaving) != STAYS:
            count_exit(w, firm, whole(g.leaving), g.satisfaction)
            f.manager_quits += 1
            g.quits_last_week += 1
            succeed(w, day, team)


@phase
def part(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end see their leavers off."""
    for firm in range(first, end):
        part_one(w, day, firm)
