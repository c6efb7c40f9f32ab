"""work: employees work on what lies on their desks, under pressure, with or without clarity."""

from sim.model.compiled import behaviour, phase, whole
from sim.model.conduct import improvement_now
from sim.model.desk import survey_desk, take_from_desk
from sim.model.draws import Stream, draw
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.pressure import intensity, thoroughness, tired_productivity, work_pressure
from sim.model.rules.quality import care, error_probability
from sim.model.rules.strain import absence_probability
from sim.model.rules.switching import juggled, switching_capacity
from sim.model.states import CLOSED, DONE, DROPPED, NOBODY

PICKS_A_DAY = 256
"""Bound on requests picked up in a day, for the keys of draws."""

ORDINARY_BOLDNESS = NEUTRAL.initiative_boldness


@phase
def work(w: World, day: int, first: int, end: int) -> None:
    """Employees first to end work."""
    for seat in range(first, end):
        work_one(w, day, seat)


@behaviour
def work_one(w: World, day: int, seat: int) -> None:
    """Work one employee's day: absence, pressure, then request after request until the hours or the desk run out."""
    m = w.market[0]
    e = w.employees[seat]
    if whole(e.id) == NOBODY:
        return
    firm = whole(w.managers[whole(e.team)].firm)
    f = w.firms[firm]
    clear_dropped(w, seat)
    survey_desk(w, day, seat)
    contracted = working_hours(w, firm)
    e.contract_hours += contracted
    # Tomorrow's absence is drawn today, so that the manager knows it in the morning, at triage.
    stays_home = whole(e.absent) == 1
    away = absence_probability(m.absence, e.strain, m.strain_reference, m.absence_strain)
    e.absent = draw(m.seed, Stream.ABSENCE, whole(e.id), day) < away
    if stays_home:
        return

    # In the morning, before anything is done: what people see when they arrive.
    e.urgent_sum += e.urgent_requests
    skill = acting_skill(w, seat)
    p = work_pressure(e.backlog, skill, m.hours_per_day, m.backlog_days, m.pressure_low, m.pressure_high)
    p = gated(w, Mechanism.PRESSURE, p, 0.0)
    # The desk decides the pace of the whole day: people speed up by what lies before them, not hour by hour.
    e.pressure = p
    e.thoroughness = thoroughness(p, m.corner_cutting)
    pace = intensity(p, m.work_intensity)
    hours = contracted * pace
    k = juggled(e.clarity, e.urgent_requests, m.juggle_limit)
    # What lengthens every request: friction, helping beyond the task, selling.
    longer = (
        (1.0 + gated(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0))
        * (1.0 + m.help_effort * acting_helping(w, firm, seat))
        * (1.0 + m.push_effort * gated(w, Mechanism.SELLING, f.sales_pressure, 0.0))
    )
    speed = (
        skill
        * e.training
        * f.capability
        * gated(w, Mechanism.SWITCHING, switching_capacity(k, m.switch_cost), 1.0)
        * gated(w, Mechanism.FATIGUE, tired_productivity(e.fatigue, m.fatigue_productivity), 1.0)
        / (acting_standard(w, seat) * e.thoroughness * longer)
    )
    # Hours not used up are slack, not overtime: work ends when the desk is empty.
    left = hours
    e.picks = 0
    while left > 0.0 and whole(e.desk) != NOBODY and whole(e.picks) < PICKS_A_DAY:
        row = pick(w, day, seat)
        r = w.requests[row]
        needed = r.left / speed
        if needed <= left:
            left -= needed
            r.spent += needed
            r.left = 0.0
            finish(w, day, seat, row)
        else:
            r.left -= left * speed
            r.spent += left
            left = 0.0
    survey_desk(w, day, seat)
    worked = hours - left
    e.busy_hours += worked
    e.present_hours += contracted
    e.overtime_hours += max(0.0, worked - contracted)
    e.pressure_sum += p
    # Long hours only tire if they were worked.
    e.intensity_sum += pace if left == 0.0 else min(1.0, pace)
    e.present_days += 1


@behaviour
def clear_dropped(w: World, seat: int) -> None:
    """Take requests whose customers are gone off the desk."""
    e = w.employees[seat]
    row = whole(e.desk)
    while row != NOBODY:
        after = whole(w.requests[row].following)
        if whole(w.requests[row].state) == DROPPED:
            take_from_desk(w, row, seat)
            w.requests[row].state = CLOSED
        row = after


@behaviour
def working_hours(w: World, firm: int) -> float:
    """Contracted hours of a day, less those for improvement, what bold initiatives disrupt, and the score."""
    m = w.market[0]
    f = w.firms[firm]
    disrupting = 1.0 + m.boldness_disruption * (f.initiative_boldness - ORDINARY_BOLDNESS)
    lost = improvement_now(w, firm) * gated(w, Mechanism.BOLDNESS, disrupting, 1.0)
    managed = gated(w, Mechanism.SCORE, f.score_management, 0.0)
    return m.hours_per_day * max(0.1, 1.0 - lost - m.score_hours * managed)


@behaviour
def acting_skill(w: World, seat: int) -> float:
    """The employee's skill [0-1], as far as the job has to be learned."""
    return gated(w, Mechanism.SKILL, w.employees[seat].skill, 1.0)


@behaviour
def acting_helping(w: World, firm: int, seat: int) -> float:
    """Probability that the employee does more than the task: helping, where the front line may decide to."""
    helping = w.employees[seat].helping * w.firms[firm].frontline_discretion
    return gated(w, Mechanism.HELPING, helping, 0.0)


@behaviour
def acting_standard(w: World, seat: int) -> float:
    """The time per request that the employee thinks right, of the original [0-1], as far as standards erode."""
    return gated(w, Mechanism.EROSION, w.employees[seat].standard, 1.0)


@behaviour
def pick(w: World, day: int, seat: int) -> int:
    """The request to work on: with clarity the one due next, without it any of those labelled urgent.

    Clarity is the probability of seeing what matters at each pick. Without it, and with nothing labelled urgent,
    any request will do.
    """
    m = w.market[0]
    e = w.employees[seat]
    when = day * PICKS_A_DAY + whole(e.picks)
    e.picks += 1
    if draw(m.seed, Stream.PICK, 2 * whole(e.id), when) < e.clarity:
        best = whole(e.desk)
        row = whole(w.requests[best].following)
        while row != NOBODY:
            if whole(w.requests[row].due) < whole(w.requests[best].due):
                best = row
            row = whole(w.requests[row].following)
        return best
    urgent = 0
    count = 0
    row = whole(e.desk)
    while row != NOBODY:
        count += 1
        urgent += whole(w.requests[row].labelled)
        row = whole(w.requests[row].following)
    among = urgent if urgent > 0 else count
    chosen = whole(draw(m.seed, Stream.PICK, 2 * whole(e.id) + 1, when) * among)
    row = whole(e.desk)
    while True:
        if urgent == 0 or whole(w.requests[row].labelled) == 1:
            if chosen == 0:
                return row
            chosen -= 1
        row = whole(w.requests[row].following)


@behaviour
def finish(w: World, day: int, seat: int, row: int) -> None:
    """Finish the request; whether it is right depends on the skill and the time given to it."""
    m = w.market[0]
    e = w.employees[seat]
    r = w.requests[row]
    take_from_desk(w, row, seat)
    time_given = acting_standard(w, seat) * e.thoroughness
    wrong = error_probability(
        m.error_share, acting_skill(w, seat), time_given, m.error_skill, m.error_thoroughness
    )
    f = w.firms[whole(r.firm)]
    r.correct = draw(m.seed, Stream.CORRECT, whole(r.key), whole(r.asked)) >= wrong
    # Care is kept with the request, because the customer feels it when it is delivered, perhaps days later.
    cared = care(e.strain, m.strain_reference, f.frontline_discretion, m.care_strain, m.care_discretion)
    r.care = gated(w, Mechanism.CARE, cared, 1.0)
    helps = acting_helping(w, whole(r.firm), seat)
    r.helped = draw(m.seed, Stream.HELP, whole(r.key), whole(r.asked)) < helps
    r.closed = day
    r.state = DONE
    e.finished += 1
    if whole(r.due) >= day:
        e.in_time += 1
    if whole(r.abuse) == 1:
        e.abused += 1
