"""plan, hire: executives forecast the work, set the number of staff, lay off and hire. One rule for all firms."""

import math

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.conduct import slack_now
from sim.model.diary import BLOCK, bit_of
from sim.model.draws import Stream, draw
from sim.model.firms import hours_elsewhere, pay_felt
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.money import CARRIED_WEEKS, weekly_wage
from sim.model.parameters import DAYS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.people import count_exit, employees_of, staying_with, take_on, vacate
from sim.model.productivity import measure_productivity, planned_hours_per_standard
from sim.model.records import World
from sim.model.rules.adaptation import approach, clipped
from sim.model.rules.staffing import layoffs_due, staff_affordable, staff_needed, stage_probability
from sim.model.states import (
    ASKED,
    CLOSED,
    EQUAL_HOURS,
    EQUAL_SPEND,
    ESCALATION,
    HIRING_STAGES,
    LAID_OFF,
    NOBODY,
    STAYS,
)
from sim.model.tray import count_served

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
    # Before the plan, which counts what has just been granted.
    hear_pleas(w, day, firm)
    reports = ledger(w, day, firm).reports / (whole(f.team_end) - whole(f.team_first))
    # What does not come in blurs what the executive hears at the quarter's end (steer).
    f.reported = approach(f.reported, min(1.0, reports), 1.0, m.experience_weeks)
    accepted = 0.0
    for team in range(whole(f.team_first), whole(f.team_end)):
        accepted += w.managers[team].accepted_hours
    # Accepted, not delivered: work that waits is work. Smoothed, because nobody hires for one busy week.
    f.forecast = approach(f.forecast, accepted, 1.0, m.forecast_weeks)
    f.revenue_smooth = approach(f.revenue_smooth, ledger(w, day, firm).revenue, 1.0, m.forecast_weeks)
    # By hours really spent, so that the plan takes corners cut for productivity (oliva2001).
    measure_productivity(w, firm)

    wage = weekly_wage(w, firm)
    # At equal spend the budget decides alone, whatever the work; that is the contrast's question.
    if whole(f.contrast) == EQUAL_SPEND:
        f.staff_target = max(1.0, (f.reference_spend - f.besides + f.unspent / CARRIED_WEEKS) / wage)
    else:
        needed = staff_needed(
            f.forecast,
            planned_hours_per_standard(w, firm),
            slack_now(w, firm),
            m.hours_per_day * WORKDAYS_A_WEEK,
            m.absence,
            m.planned_utilisation,
            hours_elsewhere(w, firm),
        ) + gated(w, Mechanism.PLEAS, f.granted, 0.0)
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


@behaviour
def hear_pleas(w: World, day: int, firm: int) -> None:
    """Attend to some of what managers want, the oldest first; a grant lapses with time and has to be asked anew."""
    m = w.market[0]
    f = w.firms[firm]
    f.granted = approach(f.granted, 0.0, 1.0, m.grant_weeks)
    attends = whole(m.attended_a_week)
    row = whole(f.tray)
    while row != NOBODY:
        r = w.requests[row]
        after = whole(r.following)
        if whole(r.state) == ASKED:
            if attends == 0:
                break
            attends -= 1
            # Counted in the evening of its last day already, because the week's end comes after the day's.
            count_served(w, row, day - whole(r.asked) + 1)
            if whole(r.channel) == ESCALATION:
                console(w, row)
            else:
                grant(w, day, firm, row)
        r.state = CLOSED
        row = after
    f.tray = row
    if row == NOBODY:
        f.tray_end = NOBODY


@behaviour
def grant(w: World, day: int, firm: int, row: int) -> None:
    """Grant staff on a plea; the manager knows, if it is still the one who pleaded."""
    r = w.requests[row]
    w.firms[firm].granted += w.market[0].plea_staff
    ledger(w, day, firm).pleas_heard += 1
    g = w.managers[whole(r.team)]
    if g.id == r.key:
        g.pleas_heard += 1.0


@behaviour
def console(w: World, row: int) -> None:
    """Attend to a customer's complaint, if it is still a customer."""
    customer = whole(w.requests[row].customer)
    if whole(w.customers[customer].firm) == whole(w.requests[row].firm):
        w.customers[customer].consoled += 1
        w.errands[customer // BLOCK].feels |= bit_of(customer)


@phase
def seats_short(w: World) -> bool:
    """Whether some firm could come to have more people than it has seats for.

    Its people sit there until their last day, and whoever is on the way may arrive, whatever the target is by then.
    """
    for firm in range(len(w.firms)):
        f = w.firms[firm]
        if whole(f.trading) == 0:
            continue
        here = employees_of(w, firm)
        on_notice = here - staying_with(w, firm)
        most = max(here + vacancies(w, firm), whole(math.floor(f.staff_target + 0.5)) + on_notice)
        if whole(f.seat_end) - whole(f.seat_first) < most:
            return True
    return False


@phase
def hire(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end lay off and hire."""
    for firm in range(first, end):
        hire_one(w, day, firm)


@behaviour
def hire_one(w: World, day: int, firm: int) -> None:
    """Close one firm's gap to its target: lay off above the band, else hire through the stages of the pipeline."""
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    # Faded before today's layoffs are added, which count in full.
    f.layoff_shock = approach(f.layoff_shock, 0.0, 1.0, m.survivor_weeks)
    # Whoever has given notice is gone for the plan: nobody is laid off for a seat that empties by itself.
    staying = staying_with(w, firm)
    excess = layoffs_due(real(staying), f.staff_target, m.layoff_band, f.layoffs)
    if excess > 0.0:
        # The fraction of a person is laid off with that probability; somebody always stays.
        lay_off(w, day, firm, min(staying - 1, whole(excess + draw(m.seed, Stream.LAYOFF, firm, day))))
    fill_vacancies(w, day, firm)
    # Opened and withdrawn last, so that a vacancy of today takes its first step next week.
    adjust_vacancies(w, firm)


@behaviour
def fill_vacancies(w: World, day: int, firm: int) -> None:
    """Move each vacancy on to the next stage by chance; after the last the newcomer takes a seat.

    From the last stage backwards, so that none passes two stages in a week.
    """
    m = w.market[0]
    f = w.firms[firm]
    chance = stage_probability(
        HIRING_STAGES, m.hiring_weeks, pay_felt(w, firm), m.hiring_pay, m.labour_tightness
    )
    for stage in range(HIRING_STAGES - 1, -1, -1):
        for vacancy in range(whole(f.hiring[stage])):
            # By vacancy, not by person: one more vacancy leaves the luck of the others alone.
            if draw(m.seed, Stream.HIRE, (firm * HIRING_STAGES + stage) * 4096 + vacancy, day) >= chance:
                continue
            f.hiring[stage] -= 1
            if stage + 1 < HIRING_STAGES:
                f.hiring[stage + 1] += 1
            else:
                take_on(w, day, firm)
                ledger(w, day, firm).hiring += m.hiring_cost * 52.0 * weekly_wage(w, firm)


@behaviour
def adjust_vacancies(w: World, firm: int) -> None:
    """Open a vacancy for each person missing beyond those on the way, or withdraw what is not wanted any more.

    Who has given notice is missing already. Nobody in the last stage is turned away: they have signed.
    """
    f = w.firms[firm]
    missing = whole(math.floor(f.staff_target + 0.5)) - staying_with(w, firm) - vacancies(w, firm)
    if missing >= 0:
        f.hiring[0] += missing
        return
    for stage in range(HIRING_STAGES - 1):
        withdrawn = min(-missing, whole(f.hiring[stage]))
        f.hiring[stage] -= withdrawn
        missing += withdrawn


@behaviour
def vacancies(w: World, firm: int) -> int:
    """Vacancies that a firm is filling, in all stages."""
    total = 0
    for stage in range(HIRING_STAGES):
        total += whole(w.firms[firm].hiring[stage])
    return total


@behaviour
def lay_off(w: World, day: int, firm: int, count: int) -> None:
    """Lay off so many, the newest first: last in, first out costs the least skill and is usual practice."""
    m = w.market[0]
    f = w.firms[firm]
    f.layoff_shock = min(1.0, f.layoff_shock + count / employees_of(w, firm))
    for _ in range(count):
        newest = NOBODY
        for seat in range(whole(f.seat_first), whole(f.seat_end)):
            e = w.employees[seat]
            # Who goes anyway is not laid off.
            if whole(e.id) == NOBODY or whole(e.leaving) != STAYS:
                continue
            if newest == NOBODY or whole(e.id) > whole(w.employees[newest].id):
                newest = seat
        count_exit(w, day, firm, LAID_OFF, w.employees[newest].satisfaction)
        vacate(w, day, newest)
        ledger(w, day, firm).severance_pay += m.severance * 52.0 * weekly_wage(w, firm)
