"""part: those who leave are gone; what they held waits in the manager's tray; managers are succeeded from the team."""

from sim.model.compiled import behaviour, phase, whole
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR, TENURE_MONTHS
from sim.model.people import appoint, appoint_outsider, count_exit, vacate
from sim.model.records import World
from sim.model.rules.culture import promotion_score
from sim.model.states import NOBODY, QUITS, STAYS


@phase
def leave(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end see their leavers off."""
    for firm in range(first, end):
        leave_one(w, day, firm)


@behaviour
def leave_one(w: World, day: int, firm: int) -> None:
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
        count_exit(w, day, firm, way, e.satisfaction)
        if way == QUITS:
            w.managers[whole(e.team)].quits_last_week += 1
        vacate(w, day, seat)
    for team in range(whole(f.team_first), whole(f.team_end)):
        g = w.managers[team]
        if whole(g.leaving) != STAYS:
            count_exit(w, day, firm, whole(g.leaving), g.satisfaction)
            ledger(w, day, firm).manager_quits += 1
            g.quits_last_week += 1
            succeed(w, day, team)


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
def succeed(w: World, day: int, team: int) -> None:
    """The teammate judged best becomes the manager (ties: the earlier identity); of an empty team, a new hire."""
    firm = whole(w.managers[team].firm)
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
        appoint_outsider(w, day, team)
        ledger(w, day, firm).hires += 1
    else:
        e = w.employees[best]
        appoint(w, day, team, whole(e.id), e.strain, e.giver)
        vacate(w, day, best)
        ledger(w, day, firm).promotions += 1


@behaviour
def promotable(w: World, firm: int, seat: int) -> float:
    """What an employee's promotion is judged by."""
    e = w.employees[seat]
    givers = gated(w, Mechanism.PROMOTION, w.firms[firm].giver_promotion, 0.0)
    return promotion_score(e.skill, e.helping, givers)
