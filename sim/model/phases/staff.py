"""plan, hire: executives forecast the work, set the number of staff, lay off and hire. One rule for all firms."""

import math

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.draws import Stream, draw, normal
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.phases.felt import felt
from sim.model.phases.part import count_exit, new_identity, vacate
from sim.model.records import World
from sim.model.rules.adaptation import approach, clipped
from sim.model.rules.culture import newcomer_disposition
from sim.model.rules.staffing import fill_probability, layoffs_due, staff_affordable, staff_needed
from sim.model.states import EQUAL_HOURS, EQUAL_PAYROLL, LAID_OFF, NOBODY, STAYS

CONTROL_GAIN = 0.1
"""Share of the gap in accepted hours that is closed each week where they are held equal (assumed)."""


@behaviour
def weekly_wage(w: World, firm: int) -> float:
    """What an employee costs a firm in a week without overtime, in currency."""
    m = w.market[0]
    return m.wage * w.firms[firm].pay * m.on_costs * m.hours_per_day * WORKDAYS_A_WEEK


@behaviour
def managers_wages(w: World, firm: int) -> float:
    """What a firm's managers cost in a week, in currency."""
    m = w.market[0]
    f = w.firms[firm]
    hours = m.hours_per_day * WORKDAYS_A_WEEK * (whole(f.team_end) - whole(f.team_first))
    return m.manager_wage * f.pay * m.on_costs * hours


@behaviour
def employees_of(w: World, firm: int) -> int:
    """Employees of a firm, managers not counted."""
    f = w.firms[firm]
    count = 0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        if whole(w.employees[seat].id) != NOBODY:
            count += 1
    return count


@behaviour
def plan_one(w: World, day: int, firm: int) -> None:
    """Smooth what was accepted and earned; from that follows the number of staff wanted."""
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    accepted = 0.0
    for team in range(whole(f.team_first), whole(f.team_end)):
        accepted += w.managers[team].accepted_hours
    overtime = 0.0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        overtime += w.employees[seat].overtime_hours
    f.forecast = approach(f.forecast, accepted, 1.0, m.forecast_weeks)
    f.revenue_smooth = approach(f.revenue_smooth, f.revenue, 1.0, m.forecast_weeks)
    overtime_pay = overtime * m.wage * f.pay * m.on_costs * m.overtime_premium
    f.overtime_smooth = approach(f.overtime_smooth, overtime_pay, 1.0, m.forecast_weeks)

    wage = weekly_wage(w, firm)
    if whole(f.contrast) == EQUAL_PAYROLL:
        f.staff_target = max(1.0, (f.reference_payroll - managers_wages(w, firm) - f.overtime_smooth) / wage)
    else:
        needed = staff_needed(
            f.forecast / f.capability,
            felt(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0),
            f.staffing_slack,
            m.hours_per_day * WORKDAYS_A_WEEK,
            m.absence,
            m.planned_utilisation,
            f.improvement,
        )
        f.staff_target = max(1.0, min(needed, staff_affordable(f.revenue_smooth, m.budget_share, wage)))
    if day - whole(f.founded) < DAYS_A_YEAR and whole(f.founded) > 0:
        f.staff_target = max(f.staff_target, m.entry_size * m.employees_per_firm)
    if whole(f.contrast) == EQUAL_HOURS:
        # Towards the hours accepted before the policy began; a firm without work asks for the most.
        wanted = f.demand_control * (f.reference_hours / f.forecast if f.forecast > 0.0 else 2.0)
        f.demand_control = clipped(
            f.demand_control + CONTROL_GAIN * (wanted - f.demand_control), 1.0 / m.headroom, m.headroom
        )


@behaviour
def smallest_team(w: World, firm: int) -> int:
    """The team with the fewest employees; ties go to the first."""
    f = w.firms[firm]
    best, fewest = whole(f.team_first), 2**30
    for team in range(whole(f.team_first), whole(f.team_end)):
        count = 0
        for seat in range(whole(f.seat_first), whole(f.seat_end)):
            e = w.employees[seat]
            if whole(e.id) != NOBODY and whole(e.team) == team:
                count += 1
        if count < fewest:
            best, fewest = team, count
    return best


@behaviour
def take_on(w: World, day: int, firm: int) -> None:
    """A newcomer takes the first empty seat, on the smallest team."""
    m = w.market[0]
    f = w.firms[firm]
    seat = whole(f.seat_first)
    while whole(w.employees[seat].id) != NOBODY:
        seat += 1
    team = smallest_team(w, firm)
    identity = new_identity(w, firm)
    e = w.employees[seat]
    e.id = identity
    e.team = team
    e.hired = day
    e.skill = m.newcomer_productivity
    e.match = normal(m.seed, Stream.MATCH, identity, 0)
    e.standard = 1.0
    e.clarity = w.managers[team].clarity
    e.strain = m.strain_reference
    e.fatigue = 1.0
    e.satisfaction = m.satisfaction_reference
    e.success = 1.0
    givers = felt(w, Mechanism.PROMOTION, f.giver_promotion, 0.0)
    luck = draw(m.seed, Stream.GIVER, identity, 0)
    e.giver = newcomer_disposition(luck, m.helping_start, givers, m.giver_hiring)
    e.helping = e.giver
    e.hazard = 0.0
    e.leaving = STAYS
    e.absent = 0
    e.training = 1.0
    e.pressure = 0.0
    e.thoroughness = 1.0
    f.hires += 1


@behaviour
def lay_off(w: World, firm: int, count: int) -> None:
    """The newest employees go first."""
    m = w.market[0]
    f = w.firms[firm]
    for _ in range(count):
        newest = NOBODY
        for seat in range(whole(f.seat_first), whole(f.seat_end)):
            e = w.employees[seat]
            if whole(e.id) != NOBODY and (newest == NOBODY or whole(e.id) > whole(w.employees[newest].id)):
                newest = seat
        count_exit(w, firm, LAID_OFF, w.employees[newest].satisfaction)
        vacate(w, newest)
        f.severance_cost += m.severance * 52.0 * weekly_wage(w, firm)


@behaviour
def hire_one(w: World, day: int, firm: int) -> None:
    """One firm closes the gap to its target: layoffs above the band, else each vacancy is filled by chance."""
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    staff = employees_of(w, firm)
    excess = layoffs_due(real(staff), f.staff_target, m.layoff_band, f.layoffs)
    if excess > 0.0:
        lay_off(w, firm, min(staff - 1, whole(excess + draw(m.seed, Stream.LAYOFF, firm, day))))
        return
    chance = fill_probability(m.hiring_weeks, f.pay, m.hiring_pay, m.labour_tightness)
    for vacancy in range(whole(math.floor(f.staff_target + 0.5)) - staff):
        if draw(m.seed, Stream.HIRE, firm * 4096 + vacancy, day) < chance:
            take_on(w, day, firm)
            f.hiring_cost_paid += m.hiring_cost * 52.0 * weekly_wage(w, firm)


@phase
def plan(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end plan their staff."""
    for firm in range(first, end):
        plan_one(w, day, firm)


@phase
def seats_short(w: World) -> bool:
    """Whether some firm could take on more people than it has seats for."""
    for firm in range(len(w.firms)):
        f = w.firms[firm]
        if whole(f.trading) == 1 and whole(f.seat_end) - whole(f.seat_first) < math.floor(
            f.staff_target + 0.5
        ):
            return True
    return False


@phase
def hire(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end lay off and hire."""
    for firm in range(first, end):
        hire_one(w, day, firm)
