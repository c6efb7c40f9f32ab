"""wear: a week of work becomes skill, fatigue, strain and satisfaction, for employees and for managers."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.draws import Stream, draw
from sim.model.firms import pay_felt, shaken
from sim.model.gated import gated, gated_manager
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import is_newcomer, label_truth, newcomers_on, weeks_employed
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.asking import share_met, speaks_up
from sim.model.rules.attention import clarity
from sim.model.rules.culture import helping_target
from sim.model.rules.hazard import weekly_probability
from sim.model.rules.layoffs import survivors_demand
from sim.model.rules.learning import skill_after, trainer_capacity
from sim.model.rules.pressure import standard_target, thoroughness
from sim.model.rules.quitting import match_found
from sim.model.rules.strain import (
    DemandWeights,
    SatisfactionWeights,
    job_demands,
    job_resources,
    job_satisfaction,
    strain_target,
    unmet_exhortation,
)
from sim.model.states import NOBODY


@phase
def wear_employees(w: World, day: int, first: int, end: int) -> None:
    """Employees first to end wear or recover."""
    for seat in range(first, end):
        wear_employee(w, day, seat)


@behaviour
def wear_employee(w: World, day: int, seat: int) -> None:
    """Turn one employee's week into skill, fatigue, strain and satisfaction, each with a delay of its own."""
    m = w.market[0]
    e = w.employees[seat]
    if whole(e.id) == NOBODY:
        return
    g = w.managers[whole(e.team)]
    f = w.firms[whole(g.firm)]
    # First, because demands and resources are made of what it finds.
    look_back(w, day, seat)
    # Means over the days worked: a day of absence is neither calm nor pressed.
    days = whole(e.present_days)
    pressure = e.pressure_sum / days if days > 0 else 0.0
    pace = e.intensity_sum / days if days > 0 else 0.0
    learn_from_work(w, seat)
    # Long hours tire where they last, not in a single week (oliva2001).
    e.fatigue = approach(e.fatigue, pace, 1.0, m.fatigue_onset)
    e.skill = skill_after(e.skill, 1.0, m.learning_time)
    # A disposition stays; what becomes of it depends on those around (bandura1977).
    seen = gated(w, Mechanism.IMITATION, g.seen_helping, 0.0)
    e.helping = approach(e.helping, helping_target(e.giver, seen), 1.0, m.imitation_weeks)
    # Newcomers train nobody; what training takes from the others is shared by the team.
    newcomers = newcomers_on(w, day, whole(e.team))
    e.training = (
        1.0
        if is_newcomer(day, whole(e.hired))
        else trainer_capacity(newcomers, whole(g.members), m.trainer_load)
    )

    demands = job_demands(
        pressure,
        # Missing clarity is a demand; as a resource too, clarity would count twice.
        1.0 - e.clarity,
        # Abuse wears as far as people face it alone: a manager who takes their side spares them (essay 002).
        gated(w, Mechanism.ABUSE, real(e.abused) * (1.0 - e.backing), 0.0),
        gated(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0),
        gated(w, Mechanism.MEANS, exhortation_gap(w, whole(g.firm), pressure), 0.0),
        demand_weights(w),
    ) + survivors_demand(shaken(w, whole(g.firm)), m.demand_layoffs)
    resources = job_resources(
        gated(w, Mechanism.RECOGNITION, e.recognition, 0.0),
        gated(w, Mechanism.DISCRETION, e.autonomy, 0.0),
        gated(w, Mechanism.SUCCESS, e.success, 0.0),
        m.resource_recognition,
        m.resource_autonomy,
        m.resource_success,
    )
    # For somebody worn out by little the same job is a harder one, week after week.
    borne = gated(w, Mechanism.RESILIENCE, m.resilience_spread * e.resilience, 0.0)
    strained = strain_target(demands, resources, m.job_balance, m.strain_slope, m.strain_reference, borne)
    # Burnout builds up over a year (oliva2001); satisfaction, below, follows the job within weeks.
    e.strain = approach(e.strain, strained, 1.0, m.burnout_delay)
    found = match_found(e.match, weeks_employed(day, whole(e.hired)), m.match_learning)
    content = job_satisfaction(
        demands,
        resources,
        m.job_balance,
        found,
        pay_felt(w, whole(g.firm)),
        satisfaction_weights(w),
    )
    e.satisfaction = approach(e.satisfaction, content, 1.0, m.satisfaction_delay)


@behaviour
def look_back(w: World, day: int, seat: int) -> None:
    """Turn what an employee has lived through with the manager into clarity, recognition, backing and autonomy.

    Results, each this person's own: how questions were answered and what labels told, how much of what was needed
    was heard, on whose side the manager stood, and who decided. What is long ago counts less.
    """
    m = w.market[0]
    e = w.employees[seat]
    e.clarity = gated(
        w, Mechanism.CLARITY, clarity(share_met(e.answered, e.questions), label_truth(w, seat)), 1.0
    )
    e.recognition = share_met(e.heard, e.needs)
    e.backing = share_met(e.backed, e.abuses)
    e.autonomy = share_met(e.decided, e.decisions)
    # An answer comes days after the question, so both fade alike, and a share stays one.
    fading = approach(1.0, 0.0, 1.0, m.experience_weeks)
    e.questions *= fading
    e.answered *= fading
    e.decisions *= fading
    e.decided *= fading
    e.abuses *= fading
    e.backed *= fading
    e.needs *= fading
    e.heard *= fading
    e.calm_seen *= fading
    e.false_seen *= fading
    # After the fading: what comes up now is judged by what next week brings.
    have_idea(w, day, seat)


@behaviour
def have_idea(w: World, day: int, seat: int) -> None:
    """Let the employee have an idea this week, perhaps, and propose it where people are encouraged to."""
    m = w.market[0]
    e = w.employees[seat]
    firm = whole(w.managers[whole(e.team)].firm)
    has_one = gated(w, Mechanism.IDEAS, weekly_probability(m.idea_rate), 0.0)
    if draw(m.seed, Stream.PROPOSE, 2 * whole(e.id), day) >= has_one:
        return
    # Counted before it is said: an idea kept to oneself is not heard either, which costs recognition.
    e.needs += 1.0
    ledger(w, day, firm).needs += 1
    # A second draw, because having an idea and saying it are two decisions.
    speaks = speaks_up(w.firms[firm].employee_voice, e.outspoken)
    if draw(m.seed, Stream.PROPOSE, 2 * whole(e.id) + 1, day) < speaks:
        e.to_propose += 1


@behaviour
def learn_from_work(w: World, seat: int) -> None:
    """Move the employee's sense of success by the week's work, if any was finished."""
    m = w.market[0]
    e = w.employees[seat]
    if whole(e.finished) == 0:
        return
    e.success = approach(e.success, real(e.in_time) / real(e.finished), 1.0, m.satisfaction_delay)


@phase
def wear_managers(w: World, day: int, first: int, end: int) -> None:
    """Managers first to end wear or recover."""
    for team in range(first, end):
        wear_manager(w, day, team)


@behaviour
def wear_manager(w: World, day: int, team: int) -> None:
    """Turn one manager's week into strain and satisfaction, by the same rules as an employee's.

    Claims beyond the contracted hours are pressure; requests served on the day they came are success; pleas that the
    executive hears are recognition.
    """
    m = w.market[0]
    g = w.managers[team]
    if whole(g.id) == NOBODY:
        return
    practise(w, team)
    f = w.firms[whole(g.firm)]
    if whole(g.served) > 0:
        g.success = approach(g.success, real(g.same_day) / real(g.served), 1.0, m.satisfaction_delay)
    plead(w, team)
    # By what is claimed, not by what is worked: what a manager does not get to presses as well.
    pressure = g.claimed_hours / (m.hours_per_day * WORKDAYS_A_WEEK) - 1.0
    pressure = gated(w, Mechanism.MANAGER_LOAD, pressure, 0.0)
    demands = job_demands(
        # Employees' pressure is held in this range every day; a manager's has to be held here.
        min(m.pressure_high, pressure),
        1.0 - g.clarity,
        # Abuse is met at the desk: of managers it takes hours, as support.
        0.0,
        gated(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0),
        gated_manager(w, Mechanism.MEANS, exhortation_gap(w, whole(g.firm), pressure), 0.0),
        demand_weights(w),
    ) + survivors_demand(shaken(w, whole(g.firm)), m.demand_layoffs)
    # Frozen, each keeps a mean for managers alone: what recognises a manager is not what recognises an employee.
    resources = job_resources(
        gated_manager(w, Mechanism.RECOGNITION, g.recognition, 0.0),
        gated_manager(w, Mechanism.DISCRETION, f.frontline_discretion, 0.0),
        gated_manager(w, Mechanism.SUCCESS, g.success, 0.0),
        m.resource_recognition,
        m.resource_autonomy,
        m.resource_success,
    )
    strained = strain_target(demands, resources, m.job_balance, m.strain_slope, m.strain_reference, 0.0)
    g.strain = approach(g.strain, strained, 1.0, m.burnout_delay)
    content = job_satisfaction(
        demands,
        resources,
        m.job_balance,
        0.0,
        pay_felt(w, whole(g.firm)),
        satisfaction_weights(w),
    )
    g.satisfaction = approach(g.satisfaction, content, 1.0, m.satisfaction_delay)


@behaviour
def plead(w: World, team: int) -> None:
    """Let a manager whose team is under pressure plead for staff, and see what became of earlier pleas."""
    m = w.market[0]
    g = w.managers[team]
    # Before this week's plea is added, which nobody can have heard yet.
    g.recognition = share_met(g.pleas_heard, g.pleas)
    g.pleas = approach(g.pleas, 0.0, 1.0, m.experience_weeks)
    g.pleas_heard = approach(g.pleas_heard, 0.0, 1.0, m.experience_weeks)
    pressure, present = 0.0, 0
    seat = whole(g.first_seat)
    while seat != NOBODY:
        e = w.employees[seat]
        if whole(e.present_days) > 0:
            pressure += e.pressure_sum / e.present_days
            present += 1
        seat = whole(e.next_mate)
    # The plan of staff goes by accepted work alone; pleas tell the executive what waits.
    if present > 0 and pressure / present > m.plea_pressure:
        g.pleads = 1
        g.pleas += 1.0


@behaviour
def practise(w: World, team: int) -> None:
    """Move the team's standard of time per request by what its people gave their requests this week.

    It is the team's, because people learn how long a request takes by watching each other: a newcomer adopts what is
    done here and does not bring the original back. Summed by one owner, in the order of seats.
    """
    m = w.market[0]
    g = w.managers[team]
    given, finished = 0.0, 0
    seat = whole(g.first_seat)
    while seat != NOBODY:
        e = w.employees[seat]
        if whole(e.present_days) > 0:
            # Weighted by requests, because what is seen done is what becomes usual.
            given += e.finished * thoroughness(e.pressure_sum / e.present_days, m.corner_cutting)
            finished += whole(e.finished)
        seat = whole(e.next_mate)
    if finished == 0:
        return
    target = standard_target(g.standard, given / finished, m.standard_floor)
    # Eroding and recovering have paces of their own; how far apart they are is not identified (priors).
    slow = m.standard_recovery if target > g.standard else m.standard_erosion_down
    g.standard = approach(g.standard, target, 1.0, slow)


@behaviour
def exhortation_gap(w: World, firm: int, pressure: float) -> float:
    """What the firm's exhortation asks beyond what can be done [0-1]."""
    f = w.firms[firm]
    return unmet_exhortation(f.exhortation, f.frontline_discretion, pressure)


@behaviour
def demand_weights(w: World) -> DemandWeights:
    """How much each demand weighs, for employees and managers alike."""
    m = w.market[0]
    return DemandWeights(
        m.demand_pressure, m.demand_ambiguity, m.demand_abuse, m.demand_friction, m.demand_exhortation
    )


@behaviour
def satisfaction_weights(w: World) -> SatisfactionWeights:
    """What moves job satisfaction, for employees and managers alike."""
    m = w.market[0]
    return SatisfactionWeights(
        m.satisfaction_reference, m.satisfaction_slope_job, m.satisfaction_match, m.satisfaction_pay
    )
