"""wear: a week of work becomes skill, fatigue, strain and satisfaction, for employees and for managers."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.mechanisms import Mechanism
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.phases.felt import felt
from sim.model.phases.triage import is_newcomer
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.culture import helping_target
from sim.model.rules.learning import skill_after, trainer_capacity
from sim.model.rules.pressure import standard_target, thoroughness
from sim.model.rules.quitting import match_found
from sim.model.rules.strain import (
    job_demands,
    job_resources,
    job_satisfaction,
    recognition,
    strain_target,
    unmet_exhortation,
)
from sim.model.states import NOBODY


@behaviour
def weeks_employed(day: int, hired: int) -> float:
    """Tenure in weeks."""
    return real(day - hired) / WORKDAYS_A_WEEK


@behaviour
def newcomers_on(w: World, team: int, day: int) -> tuple[int, int]:
    """Newcomers and employees on a team."""
    f = w.firms[whole(w.managers[team].firm)]
    newcomers, employees = 0, 0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        if whole(e.id) != NOBODY and whole(e.team) == team:
            employees += 1
            if is_newcomer(day, whole(e.hired)):
                newcomers += 1
    return newcomers, employees


@behaviour
def exhortation_felt(w: World, firm: int, pressure: float) -> float:
    """What the firm's exhortation asks beyond what can be done."""
    f = w.firms[firm]
    unmet = unmet_exhortation(f.exhortation, f.frontline_discretion, pressure)
    return felt(w, Mechanism.MEANS, unmet, 0.0)


@behaviour
def wear_employee(w: World, day: int, seat: int) -> None:
    """One employee's week."""
    m = w.market[0]
    e = w.employees[seat]
    if whole(e.id) == NOBODY:
        return
    g = w.managers[whole(e.team)]
    f = w.firms[whole(g.firm)]
    days = whole(e.present_days)
    pressure = e.pressure_sum / days if days > 0 else 0.0
    pace = e.intensity_sum / days if days > 0 else 0.0
    if whole(e.finished) > 0:
        e.success = approach(e.success, real(e.in_time) / real(e.finished), 1.0, m.satisfaction_delay)
        target = standard_target(e.standard, thoroughness(pressure, m.corner_cutting), m.standard_floor)
        slow = m.standard_recovery if target > e.standard else m.standard_erosion_down
        e.standard = approach(e.standard, target, 1.0, slow)
    e.clarity = g.clarity
    e.fatigue = approach(e.fatigue, pace, 1.0, m.fatigue_onset)
    e.skill = skill_after(e.skill, 1.0, m.learning_time)
    seen = felt(w, Mechanism.IMITATION, g.seen_helping, 0.0)
    e.helping = approach(e.helping, helping_target(e.giver, seen), 1.0, m.imitation_weeks)
    newcomers, employees = newcomers_on(w, whole(e.team), day)
    e.training = (
        1.0 if is_newcomer(day, whole(e.hired)) else trainer_capacity(newcomers, employees, m.trainer_load)
    )

    demands = job_demands(
        pressure,
        1.0 - e.clarity,
        felt(w, Mechanism.ABUSE, real(e.abused) * (1.0 - f.frontline_backing), 0.0),
        felt(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0),
        exhortation_felt(w, whole(g.firm), pressure),
        m.demand_pressure,
        m.demand_ambiguity,
        m.demand_abuse,
        m.demand_friction,
        m.demand_exhortation,
    )
    resources = job_resources(
        felt(w, Mechanism.RECOGNITION, recognition(f.employee_voice, g.attention), 0.0),
        felt(w, Mechanism.DISCRETION, f.frontline_discretion, 0.0),
        felt(w, Mechanism.SUCCESS, e.success, 0.0),
        m.resource_recognition,
        m.resource_discretion,
        m.resource_success,
    )
    strained = strain_target(demands, resources, m.job_balance, m.strain_slope, m.strain_reference)
    e.strain = approach(e.strain, strained, 1.0, m.burnout_delay)
    found = match_found(e.match, weeks_employed(day, whole(e.hired)), m.match_learning)
    content = job_satisfaction(
        demands,
        resources,
        m.job_balance,
        found,
        f.pay,
        m.satisfaction_reference,
        m.satisfaction_slope_job,
        m.satisfaction_match,
        m.satisfaction_pay,
    )
    e.satisfaction = approach(e.satisfaction, content, 1.0, m.satisfaction_delay)


@behaviour
def wear_manager(w: World, team: int) -> None:
    """One manager's week: claims beyond the contracted hours are pressure, a team left alone is missing success."""
    m = w.market[0]
    g = w.managers[team]
    if whole(g.id) == NOBODY:
        return
    f = w.firms[whole(g.firm)]
    pressure = g.claimed_hours / (m.hours_per_day * WORKDAYS_A_WEEK) - 1.0
    pressure = felt(w, Mechanism.MANAGER_LOAD, pressure, 0.0)
    demands = job_demands(
        min(m.pressure_high, pressure),
        1.0 - g.clarity,
        0.0,
        felt(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0),
        exhortation_felt(w, whole(g.firm), pressure),
        m.demand_pressure,
        m.demand_ambiguity,
        m.demand_abuse,
        m.demand_friction,
        m.demand_exhortation,
    )
    resources = job_resources(
        felt(w, Mechanism.RECOGNITION, f.employee_voice, 0.0),
        felt(w, Mechanism.DISCRETION, f.frontline_discretion, 0.0),
        g.attention,
        m.resource_recognition,
        m.resource_discretion,
        m.resource_success,
    )
    strained = strain_target(demands, resources, m.job_balance, m.strain_slope, m.strain_reference)
    g.strain = approach(g.strain, strained, 1.0, m.burnout_delay)
    content = job_satisfaction(
        demands,
        resources,
        m.job_balance,
        0.0,
        f.pay,
        m.satisfaction_reference,
        m.satisfaction_slope_job,
        m.satisfaction_match,
        m.satisfaction_pay,
    )
    g.satisfaction = approach(g.satisfaction, content, 1.0, m.satisfaction_delay)


@phase
def wear_employees(w: World, day: int, first: int, end: int) -> None:
    """Employees first to end wear or recover."""
    for seat in range(first, end):
        wear_employee(w, day, seat)


@phase
def wear_managers(w: World, day: int, first: int, end: int) -> None:
    """Managers first to end wear or recover."""
    for team in range(first, end):
        wear_manager(w, team)
