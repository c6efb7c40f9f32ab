"""account, note: firms pay wages and keep their books; the market writes the week down."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.conduct import improvement_now, price_now
from sim.model.executives import executive_share
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.money import (
    CARRIED_WEEKS,
    first_staff,
    managers_wages,
    noted_spend,
    overtime_pay,
    weekly_wage,
)
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.people import employees_of, is_loyal
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.adaptation import approach, clipped
from sim.model.rules.landscape import fit
from sim.model.rules.prices import department_share, paid_out, programme_cost
from sim.model.rules.survey import BOXES, PASSIVE, PROMOTER, RECOMMENDING, TOP_TWO, answer
from sim.model.states import ASKED, DEPARTMENTS, EQUAL_SPEND, HELD, INSIDE, NOBODY, QUEUED

LINKS = 5
"""Links of the customer chain, ordinarily all as strong as this."""

ORDINARY_LINK = NEUTRAL.belief


@phase
def begin_week(w: World) -> None:
    """Set to zero, on a week's first morning, what agents keep of the week by themselves.

    Only what has a reason not to stand in the ledger: fractions, which are summed in the order of rows at the week's
    end; what an agent's own week is judged by (wear, brief); and what a replay shows of each person. The ledger's
    own row of the week is zero already.
    """
    for team in range(len(w.managers)):
        g = w.managers[team]
        g.hours = 0.0
        g.team_hours = 0.0
        g.claimed_hours = 0.0
        g.served = 0
        g.same_day = 0
        g.asked = 0
        g.accepted_hours = 0.0
        # How well this manager's labels tell what is urgent: per team, hence not in the firm's ledger.
        g.calm_requests = 0
        g.false_urgent = 0
        g.false_claims = 0
    for seat in range(len(w.employees)):
        e = w.employees[seat]
        e.busy_hours = 0.0
        e.contract_hours = 0.0
        e.present_hours = 0.0
        e.overtime_hours = 0.0
        e.pressure_sum = 0.0
        e.intensity_sum = 0.0
        e.present_days = 0
        e.urgent_sum = 0
        e.abused = 0
        e.finished = 0
        e.in_time = 0
        e.finished_hours = 0.0
        e.right = 0


@phase
def account(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end pay and keep their books."""
    for firm in range(first, end):
        account_one(w, day, firm)


@behaviour
def account_one(w: World, day: int, firm: int) -> None:
    """Book a firm's week: wages of those employed at its end, overtime, hiring and fixed cost.

    Hiring, severance and revenue are in the ledger already, from the phases in which they arose.
    """
    m = w.market[0]
    f = w.firms[firm]
    k = ledger(w, day, firm)
    if whole(f.trading) == 0:
        return
    wages = weekly_wage(w, firm) * employees_of(w, firm)
    week_hours = m.hours_per_day * WORKDAYS_A_WEEK
    # Hours of improvement are paid as any other: shown apart from wages, not paid on top of them.
    k.improvement_cost = wages * improvement_now(w, firm)
    k.wages = wages - k.improvement_cost + managers_wages(w, firm)
    k.overtime_pay = overtime_pay(w, firm)
    # Scaled to the staff of the first day, not to today's: nobody saves rent by dismissing people.
    k.fixed_cost = m.fixed_cost * m.wage * m.on_costs * week_hours * first_staff(w, firm)
    # What departments repair where it is born costs their hours, at the ordinary wage.
    k.department_cost = k.opened * m.effort * f.repairing * m.wage * m.on_costs
    k.programme_cost = k.revenue * programmes(w, firm) + wages * department(w, firm) + k.department_cost
    # Trials and fines, which come after this phase in the quarter's last week, are paid from cash where they arise.
    costs = k.wages + k.overtime_pay + k.hiring + k.severance_pay + k.improvement_cost
    f.cash += k.revenue - costs - k.programme_cost - k.giveaways - k.fixed_cost
    # In yearly wage bills of the first day, as the debt at which a firm fails.
    reserve = m.cash_reserve * WEEKS_A_YEAR * m.wage * m.on_costs * week_hours * first_staff(w, firm)
    # Owners take what exceeds the reserve, so that good years insure nobody for ever.
    k.paid_out = paid_out(f.cash, reserve)
    f.cash -= k.paid_out
    # An audit looks a year back; a fading sum does so without keeping every week.
    f.tainted = approach(f.tainted, 0.0, 1.0, WEEKS_A_YEAR) + k.tainted
    spent = noted_spend(w, day // WORKDAYS_A_WEEK, firm)
    # Smoothed, because staff at equal spend is planned by what is left: one hire must not forbid the next.
    f.besides = approach(f.besides, spent - wages, 1.0, CARRIED_WEEKS)
    if whole(f.contrast) == EQUAL_SPEND:
        # Without carrying over, a firm would always spend less than its budget by its vacancies, and least where most
        # people quit. What cannot be spent within the time is lost: nobody saves up for years.
        most = CARRIED_WEEKS * f.reference_spend
        f.unspent = clipped(f.unspent + f.reference_spend - spent, -most, most)


@behaviour
def programmes(w: World, firm: int) -> float:
    """What the firm's programmes cost, as a share of revenue; links weaker than ordinary ones save."""
    m = w.market[0]
    f = w.firms[firm]
    r = m.programme_remainder
    links = (
        programme_cost(f.belief, r)
        + programme_cost(f.strategy, r)
        + programme_cost(f.process, r)
        + programme_cost(f.technology, r)
        + programme_cost(f.organisation, r)
        # Counted from the ordinary, so that a chain like everybody's costs nothing here and a weak one saves.
        - LINKS * programme_cost(ORDINARY_LINK, r)
    )
    share = (
        m.insight_cost * programme_cost(f.customer_insight, r)
        + m.integration_cost * programme_cost(f.data_integration, r)
        + m.partner_cost * programme_cost(f.supplier_partnering, r)
        + m.link_cost * links
    )
    return gated(w, Mechanism.PROGRAMMES, share, 0.0)


@behaviour
def department(w: World, firm: int) -> float:
    """What a department of change costs, as a share of the wage bill."""
    f = w.firms[firm]
    # Change that is handed down costs salaries; change that is everybody's skill costs training (firms).
    share = department_share(improvement_now(w, firm), f.shared_skill, w.market[0].department_ratio)
    return gated(w, Mechanism.DEPARTMENT, share, 0.0)


@phase
def note(w: World, day: int) -> None:
    """Complete the week in the ledger: levels at its end, and sums over people, customers and open requests.

    Last of all phases, so that a firm that has failed or opened today is written down as it now is.
    """
    for firm in range(len(w.firms)):
        note_firm(w, day, firm)
        note_employees(w, day, firm)
        note_managers(w, day, firm)
    for row in range(len(w.customers)):
        note_customer(w, day, row)
    note_market(w, day)
    for row in range(len(w.requests)):
        r = w.requests[row]
        # Of customers alone: what lies in trays from inside is no queue of theirs.
        if whole(r.state) in (ASKED, QUEUED, HELD) and whole(r.channel) < INSIDE:
            k = w.weeks[day // WORKDAYS_A_WEEK, whole(r.firm)]
            k.open_requests += 1
            if whole(r.state) == ASKED:
                k.in_tray += 1


@behaviour
def note_firm(w: World, day: int, firm: int) -> None:
    """Write down the firm's levels at the week's end; its counts and books are in the ledger already."""
    f = w.firms[firm]
    k = ledger(w, day, firm)
    m = w.market[0]
    k.week = (day - whole(m.start)) // WORKDAYS_A_WEEK
    k.firm = firm
    k.trading = whole(f.trading)
    k.reputation = f.reputation
    k.survey_score = f.survey_score
    k.work_friction = f.work_friction
    k.customer_friction = f.customer_friction
    k.fault_share = f.faults
    for department in range(DEPARTMENTS):
        k.born += f.born[department]
    k.answer = f.answer
    k.feared = f.feared
    k.aim = f.aim
    k.apart = apart(w, firm)
    k.fit = fit(f.product, m.need, m.fit_width)
    k.vision = f.vision
    k.product = f.product
    k.capability = f.capability
    k.identity = f.identity
    # Without a cartel's markup, which is noted apart: this is the price that rivals imitate (steer).
    k.price = price_now(w, firm)
    k.cartel = f.cartel
    k.deterred = f.deterred
    k.staff_target = f.staff_target
    k.cash = f.cash
    k.executive_share = executive_share(w, firm)
    k.customers_in_market = len(w.customers)


@behaviour
def apart(w: World, firm: int) -> float:
    """Mean distance of what a firm stands for from what its rivals stand for; 0 without any."""
    total, rivals = 0.0, 0
    for other in range(len(w.firms)):
        if other != firm and whole(w.firms[other].trading) == 1:
            total += abs(w.firms[other].identity - w.firms[firm].identity)
            rivals += 1
    return total / rivals if rivals > 0 else 0.0


@behaviour
def note_employees(w: World, day: int, firm: int) -> None:
    """Sum the firm's employees: who is here, how they are, and the hours of all who worked, leavers included."""
    f = w.firms[firm]
    k = ledger(w, day, firm)
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        k.busy_hours += e.busy_hours
        k.contract_hours += e.contract_hours
        k.present_hours += e.present_hours
        k.overtime_hours += e.overtime_hours
        k.urgent_sum += e.urgent_sum
        k.present_days += e.present_days
        # The hours above were worked and paid, whoever has left since; states below are of those who are here.
        if whole(e.id) == NOBODY:
            continue
        k.employees += 1
        k.headcount += 1
        k.overdue += e.overdue_requests
        k.clarity_sum += e.clarity
        k.recognition_sum += e.recognition
        k.backing_sum += e.backing
        k.autonomy_sum += e.autonomy
        k.strain_sum += e.strain
        k.satisfaction_sum += e.satisfaction
        k.skill_sum += e.skill
        k.helping_sum += e.helping
        # One mean a person, so that whoever was ill for most of the week counts like everybody.
        if whole(e.present_days) > 0:
            k.pressure_sum += e.pressure_sum / e.present_days


@behaviour
def note_managers(w: World, day: int, firm: int) -> None:
    """Sum the firm's managers: where their hours went, also in the week in which it fails, and how they are."""
    f = w.firms[firm]
    k = ledger(w, day, firm)
    for team in range(whole(f.team_first), whole(f.team_end)):
        g = w.managers[team]
        k.decided += g.asked
        k.accepted_hours += g.accepted_hours
        k.manager_hours += g.hours
        k.team_hours += g.team_hours
        k.claimed_hours += g.claimed_hours
        if whole(g.id) == NOBODY:
            continue
        k.headcount += 1
        k.teams += 1
        k.manager_strain_sum += g.strain
        k.label_value_sum += g.label_value
        k.standard_sum += g.standard
        k.belief_sum += g.belief


@behaviour
def note_customer(w: World, day: int, row: int) -> None:
    """Count a customer at the firm bought from, and at the firm left within the past year."""
    c = w.customers[row]
    week = day // WORKDAYS_A_WEEK
    firm, former = whole(c.firm), whole(c.former)
    moved = whole(c.since) == day
    if firm != NOBODY:
        k = w.weeks[week, firm]
        k.customers += 1
        if day - whole(c.problem) < DAYS_A_YEAR:
            k.customers_with_problem += 1
        # Only a service by the present firm says anything about it, and only a recent one: as a survey would ask.
        if whole(c.served) > whole(c.since) and day - whole(c.served) < DAYS_A_YEAR:
            k.customers_served += 1
            k.customer_satisfaction_sum += real(c.satisfaction)
            k.top_two_boxes += answer(real(c.satisfaction), BOXES) >= TOP_TWO
            k.promoters += answer(real(c.satisfaction), RECOMMENDING) >= PROMOTER
            k.detractors += answer(real(c.satisfaction), RECOMMENDING) < PASSIVE
            if is_loyal(w, day, row):
                k.loyal_customers += 1
                k.loyal_satisfaction_sum += real(c.satisfaction)
        if moved:
            k.gained += 1
    # Those who left, at their satisfaction on leaving: else a firm would look better the more it disappoints.
    if former != NOBODY and former != firm:
        k = w.weeks[week, former]
        if day - whole(c.left) < DAYS_A_YEAR:
            k.lost_served += 1
            k.lost_satisfaction_sum += real(c.memory)
        if whole(c.left) == day:
            if whole(c.voiced) == 1:
                k.lost_voiced += 1
            else:
                k.lost_silent += 1


@behaviour
def note_market(w: World, day: int) -> None:
    """Write the whole market's satisfaction into the row of each firm, which is all that outcomes read."""
    week = day // WORKDAYS_A_WEEK
    content, served = 0.0, 0.0
    for firm in range(len(w.firms)):
        content += w.weeks[week, firm].customer_satisfaction_sum
        served += w.weeks[week, firm].customers_served
    for firm in range(len(w.firms)):
        w.weeks[week, firm].market_satisfaction_sum = content
        w.weeks[week, firm].market_served = served
