"""enter: once a quarter firms too deep in debt close; where entry is free, a profitable market draws a new one."""

from sim.model.compiled import behaviour, phase, whole
from sim.model.departments import open_departments
from sim.model.firms import disrupts, term
from sim.model.ledger import ledger
from sim.model.money import first_staff, noted_profit, weekly_wage
from sim.model.parameters import WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.people import appoint_outsider, count_exit, take_on, vacate
from sim.model.productivity import assume_productivity
from sim.model.records import World
from sim.model.states import CHANNELS, CLOSED, DROPPED, HELD, HIRING_STAGES, INSIDE, INSOLVENT, NOBODY, STAYS
from sim.model.tray import count_dropped


@phase
def enter(w: World, day: int) -> None:
    """Close firms too deep in debt, then open at most one; a disruptor has the last row, and comes on time.

    Exits first: the customers of a failed firm are there for whoever opens.
    """
    m = w.market[0]
    for firm in range(len(w.firms)):
        f = w.firms[firm]
        # The debt allowed is in yearly wage bills of the first day: it does not shrink with the staff.
        debt = m.insolvency * WEEKS_A_YEAR * weekly_wage(w, firm) * first_staff(w, firm)
        if whole(f.trading) == 1 and f.cash < -debt:
            close_firm(w, day, firm)
    last = len(w.firms) - 1
    if disrupts(w, day):
        open_firm(w, day, last)
        # A disruptor serves the need as it is; other entrants build what is said (open_firm).
        w.firms[last].product = m.need
    if whole(m.entry_open) == 1 and quarter_margin(w, day) > m.entry_margin:
        # The last row is kept for the disruptor, where one will come.
        for firm in range(last if whole(m.disruption_year) > 0 else last + 1):
            # A row is used once: a firm that failed does not come back under another name.
            if whole(w.firms[firm].hired_ever) == 0:
                open_firm(w, day, firm)
                return


@behaviour
def close_firm(w: World, day: int, firm: int) -> None:
    """Close a firm: everybody leaves, nothing is in hand any more, customers look for another at the next choice."""
    f = w.firms[firm]
    k = ledger(w, day, firm)
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        if whole(e.id) != NOBODY:
            count_exit(w, day, firm, INSOLVENT, e.satisfaction)
            # Whoever had given notice goes with the firm, not by it.
            e.leaving = STAYS
            vacate(w, day, seat)
    for team in range(whole(f.team_first), whole(f.team_end)):
        g = w.managers[team]
        if whole(g.id) != NOBODY:
            count_exit(w, day, firm, INSOLVENT, g.satisfaction)
            g.id = NOBODY
        # Desks were handed on to the trays a moment ago, so trays and what waits for suppliers are all there is.
        row = whole(g.tray)
        while row != NOBODY:
            after = whole(w.requests[row].following)
            r = w.requests[row]
            if whole(r.state) != DROPPED:
                # With today, because `deliver` has counted it in hand this evening already.
                count_dropped(w, row, day + 1 - whole(r.asked))
                if whole(r.channel) < INSIDE:
                    k.dropped += 1
                    k.unserved_days += day + 1 - whole(r.asked)
            r.state = CLOSED
            row = after
        g.tray = NOBODY
        g.tray_end = NOBODY
        g.pleads = 0
        g.to_escalate = NOBODY
    row = whole(f.tray)
    while row != NOBODY:
        after = whole(w.requests[row].following)
        if whole(w.requests[row].state) != DROPPED:
            count_dropped(w, row, day + 1 - whole(w.requests[row].asked))
        w.requests[row].state = CLOSED
        row = after
    f.tray = NOBODY
    f.tray_end = NOBODY
    # What waits for suppliers lies in no tray, so all rows are searched.
    for row in range(len(w.requests)):
        r = w.requests[row]
        if whole(r.state) == HELD and whole(r.firm) == firm:
            count_dropped(w, row, day + 1 - whole(r.asked))
            k.dropped += 1
            k.unserved_days += day + 1 - whole(r.asked)
            r.state = CLOSED
    for row in range(len(w.customers)):
        c = w.customers[row]
        if whole(c.firm) == firm:
            c.triggered = 1
            for channel in range(CHANNELS):
                c.asks[channel] = 0
    for stage in range(HIRING_STAGES):
        f.hiring[stage] = 0
    f.trading = 0


@behaviour
def open_firm(w: World, day: int, firm: int) -> None:
    """Open a firm with its managers and part of an ordinary staff, all newcomers; it is believed to be ordinary."""
    m = w.market[0]
    f = w.firms[firm]
    f.trading = 1
    f.founded = day + 1
    f.reputation = m.satisfaction_set_point
    f.reference_price = 1.0
    f.work_friction = m.friction
    f.customer_friction = m.friction
    open_departments(w, firm)
    f.adopted = 1.0
    f.capability = 1.0
    f.layoff_shock = 0.0
    # An entrant builds what customers say they want; what they need it has yet to find out.
    f.product = m.stated
    f.cash = m.opening_cash * WEEKS_A_YEAR * weekly_wage(w, firm) * m.employees_per_firm
    f.forecast = 0.0
    f.revenue_smooth = 0.0
    f.patience = 1.0
    f.executive_leaves = day + 1 + term(w, firm, day + 1)
    # It has seen no audit yet: what it reckons with begins at the true rate, and moves by what happens.
    f.feared = m.audit_rate
    f.besides = 0.0
    f.unspent = 0.0
    f.granted = 0.0
    f.reported = 1.0
    f.carried = 1.0
    for team in range(whole(f.team_first), whole(f.team_end)):
        g = w.managers[team]
        appoint_outsider(w, day, team)
        g.standard = 1.0
        g.quits_last_week = 0
        ledger(w, day, firm).hires += 1
    staff = max(1, whole(m.entry_size * m.employees_per_firm))
    # Nothing has been measured yet, and the plan of staff needs something to go by.
    assume_productivity(w, firm, staff * m.hours_per_day * WORKDAYS_A_WEEK)
    for _ in range(staff):
        take_on(w, day, firm)


@behaviour
def quarter_margin(w: World, day: int) -> float:
    """Profit on revenue of all firms over the quarter's weeks that are written down; 0 where nothing was earned."""
    revenue, profit = 0.0, 0.0
    week = day // WORKDAYS_A_WEEK
    # Twelve weeks: the thirteenth is not written down before the quarter's last phase.
    for back in range(1, WEEKS_A_QUARTER):
        for firm in range(len(w.firms)):
            revenue += w.weeks[week - back, firm].revenue
            profit += noted_profit(w, week - back, firm)
    return profit / revenue if revenue > 0.0 else 0.0
