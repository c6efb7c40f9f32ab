"""leave: leavers go on their last day; what they held waits in the tray; managers are succeeded from their teams."""

from sim.model.compiled import behaviour, phase, whole
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR, TENURE_MONTHS
from sim.model.people import appoint, appoint_outsider, count_exit, vacate
from sim.model.records import World
from sim.model.rules.culture import promotion_score, shown_ability
from sim.model.states import NOBODY, QUITS, STAYS


@phase
def leave(w: World, day: int, first: int, end: int) -> None:
    """See off the leavers of firms first to end, and have their managers succeeded."""
    for firm in range(first, end):
        leave_one(w, day, firm)


@behaviour
def leave_one(w: World, day: int, firm: int) -> None:
    """See off a firm's leavers whose last day has come, in the order of seats, then have its managers succeeded.

    Apart from `quit`, because there everybody decides at once: nobody may react in the same week to a teammate who
    happens to have an earlier seat.
    """
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    # What teammates do next week depends on who quits now: contagion has a week's delay.
    for team in range(whole(f.team_first), whole(f.team_end)):
        w.managers[team].quits_last_week = 0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        if whole(e.id) == NOBODY:
            continue
        # Before anybody goes, so that leavers count in the week in which they leave.
        note_tenure(w, day, firm, seat)
        way = whole(e.leaving)
        if way == STAYS or day < whole(e.last_day):
            continue
        count_exit(w, day, firm, way, e.satisfaction)
        # Only those who chose to go make others think of going (felps2009).
        if way == QUITS:
            w.managers[whole(e.team)].quits_last_week += 1
        vacate(w, day, seat)
    # After the employees: a leaver is not promoted.
    for team in range(whole(f.team_first), whole(f.team_end)):
        g = w.managers[team]
        if whole(g.leaving) != STAYS:
            # Managers only ever quit, and count among the firm's quits.
            count_exit(w, day, firm, whole(g.leaving), g.satisfaction)
            ledger(w, day, firm).manager_quits += 1
            g.quits_last_week += 1
            succeed(w, day, team)


@behaviour
def note_tenure(w: World, day: int, firm: int, seat: int) -> None:
    """Add a week at this tenure, and the quit that ends it, once the policies have begun: what survival is made of."""
    if day < whole(w.market[0].start):
        return
    e = w.employees[seat]
    month = min(TENURE_MONTHS - 1, (day - whole(e.hired)) * 12 // DAYS_A_YEAR)
    t = w.tenures[firm, month]
    t.exposed += 1.0
    if whole(e.leaving) == QUITS and day >= whole(e.last_day):
        t.quits += 1.0


@behaviour
def succeed(w: World, day: int, team: int) -> None:
    """Make the teammate judged best the manager; ties go to the earlier identity. An empty team gets an outsider.

    A promotion leaves a seat empty, which `hire` fills: that is its price.
    """
    firm = whole(w.managers[team].firm)
    best, score = NOBODY, 0.0
    seat = whole(w.managers[team].first_seat)
    while seat != NOBODY:
        e = w.employees[seat]
        # Who has given notice is not asked.
        if whole(e.leaving) == STAYS:
            judged = promotable(w, firm, seat)
            first = best == NOBODY or judged > score
            if first or (judged == score and whole(e.id) < whole(w.employees[best].id)):
                best, score = seat, judged
        seat = whole(e.next_mate)
    if best == NOBODY:
        appoint_outsider(w, day, team)
        ledger(w, day, firm).hires += 1
    else:
        e = w.employees[best]
        # Strain and character come along: whoever rises worn out leads worn out.
        appoint(w, day, team, whole(e.id), e.strain, e.giver, e.talent)
        vacate(w, day, best)
        ledger(w, day, firm).promotions += 1


@behaviour
def promotable(w: World, firm: int, seat: int) -> float:
    """What an employee is judged by for promotion [0-1]."""
    e = w.employees[seat]
    # What helping gains in this, skill loses: that is the price of promoting givers.
    givers = gated(w, Mechanism.PROMOTION, w.firms[firm].giver_promotion, 0.0)
    return promotion_score(shown_ability(e.skill, e.talent), e.helping, givers)
