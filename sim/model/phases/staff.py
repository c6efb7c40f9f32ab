"""plan, hire: executives forecast the work, set the number of staff, lay off and hire. One rule for all firms."""

import math

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.conduct import improvement_now, slack_now
from sim.model.draws import Stream, draw
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.money import managers_wages, overtime_pay, weekly_wage
from sim.model.parameters import DAYS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.people import count_exit, employees_of, take_on, vacate
from sim.model.records import World
from sim.model.rules.adaptation import approach, clipped
from sim.model.rules.staffing import fill_probability, layoffs_due, staff_affordable, staff_needed
from sim.model.states import EQUAL_HOURS, EQUAL_PAYROLL, LAID_OFF, NOBODY

CONTROL_GAIN = 0.1
"""Share of the gap in accepted hours that is closed each week where they are held equal (assumed)."""


@phase
def plan(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end plan their staff."""
    for firm in range(first, end):
        plan_one(w, day, firm)


@behaviour
def plan_one(w: World, day: int, firm: int) -> None:
    """Smooth what was accepted and earned, and set the number of staff wanted from that."""
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    accepted = 0.0
    for team in range(whole(f.team_first), whole(f.team_end)):
        accepted += w.managers[team].accepted_hours
    # Accepted, not delivered: work that waits is work. Smoothed, because nobody hires for one busy week.
    f.forecast = approach(f.forecast, accepted, 1.0, m.forecast_weeks)
    f.revenue_smooth = approach(f.revenue_smooth, ledger(w, day, firm).revenue, 1.0, m.forecast_weeks)
    f.overtime_smooth = approach(f.overtime_smooth, overtime_pay(w, firm), 1.0, m.forecast_weeks)

    wage = weekly_wage(w, firm)
    # At equal payroll the budget decides alone, whatever the work; that is the contrast's question.
    if whole(f.contrast) == EQUAL_PAYROLL:
        f.staff_target = max(1.0, (f.reference_payroll - managers_wages(w, firm) - f.overtime_smooth) / wage)
    else:
        needed = staff_needed(
            f.forecast / f.capability,
            gated(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0),
            slack_now(w, firm),
            m.hours_per_day * WORKDAYS_A_WEEK,
            m.absence,
            m.planned_utilisation,
            improvement_now(w, firm),
        )
        # What is needed, within what can be paid: the budget is a share of smoothed revenue.
        f.staff_target = max(1.0, min(needed, staff_affordable(f.revenue_smooth, m.budget_share, wage)))
    # A young firm keeps its first staff for a year, however few customers have found it.
    if day - whole(f.founded) < DAYS_A_YEAR and whole(f.founded) > 0:
        f.staff_target = max(f.staff_target, m.entry_size * m.employees_per_firm)
    if whole(f.contrast) == EQUAL_HOURS:
        # Needs are scaled towards the hours accepted before the policy began. Slowly, because the forecast that the
        # scale is read from is smoothed: a fast control would chase its own echo. Without work it asks for the most.
        wanted = f.demand_control * (f.reference_hours / f.forecast if f.forecast > 0.0 else 2.0)
        f.demand_control = clipped(
            f.demand_control + CONTROL_GAIN * (wanted - f.demand_control), 1.0 / m.headroom, m.headroom
        )


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


@behaviour
def hire_one(w: World, day: int, firm: int) -> None:
    """Close one firm's gap to its target: lay off above the band, else fill each vacancy by chance."""
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    staff = employees_of(w, firm)
    excess = layoffs_due(real(staff), f.staff_target, m.layoff_band, f.layoffs)
    if excess > 0.0:
        # The fraction of a person is laid off with that probability; somebody always stays.
        lay_off(w, day, firm, min(staff - 1, whole(excess + draw(m.seed, Stream.LAYOFF, firm, day))))
        return
    chance = fill_probability(m.hiring_weeks, f.pay, m.hiring_pay, m.labour_tightness)
    for vacancy in range(whole(math.floor(f.staff_target + 0.5)) - staff):
        # By vacancy, not by person: one more vacancy leaves the luck of the others alone.
        if draw(m.seed, Stream.HIRE, firm * 4096 + vacancy, day) < chance:
            take_on(w, day, firm)
            ledger(w, day, firm).hiring += m.hiring_cost * 52.0 * weekly_wage(w, firm)


@behaviour
def lay_off(w: World, day: int, firm: int, count: int) -> None:
    """Lay off so many, the newest first: last in, first out costs the least skill and is usual practice."""
    m = w.market[0]
    f = w.firms[firm]
    for _ in range(count):
        newest = NOBODY
        for seat in range(whole(f.seat_first), whole(f.seat_end)):
            e = w.employees[seat]
            if whole(e.id) != NOBODY and (newest == NOBODY or whole(e.id) > whole(w.employees[newest].id)):
                newest = seat
        count_exit(w, day, firm, LAID_OFF, w.employees[newest].satisfaction)
        vacate(w, day, newest)
        ledger(w, day, firm).severance_pay += m.severance * 52.0 * weekly_wage(w, firm)
