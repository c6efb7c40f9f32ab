"""People: who is new, who is loyal, who belongs to whom; how somebody joins a firm and how somebody leaves it."""

from sim.model.compiled import behaviour, real, whole
from sim.model.desk import hand_on
from sim.model.draws import Stream, draw, normal
from sim.model.gated import gated, unless_off
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.asking import outspokenness, share_met
from sim.model.rules.attention import label_value
from sim.model.rules.culture import newcomer_disposition
from sim.model.rules.learning import personal_ability
from sim.model.states import DISMISSED, INSOLVENT, LAID_OFF, NOBODY, QUITS, STAYS

NEWCOMER_WEEKS = 12
"""Weeks in which somebody counts as a newcomer: one learning time at the priors."""

PEOPLE_A_FIRM = 2**24
"""Identities that a firm can give out: an identity is firm * PEOPLE_A_FIRM + hire ordinal."""

ORDINARY_OWNERSHIP = NEUTRAL.executive_ownership
"""What a manager who has just been appointed believes: that executives stand by their word as ordinarily."""


# ------------------------------------------------------------------------------ who is what


@behaviour
def weeks_employed(day: int, hired: int) -> float:
    """Tenure in weeks."""
    return real(day - hired) / WORKDAYS_A_WEEK


@behaviour
def is_newcomer(day: int, hired: int) -> bool:
    """Whether somebody is within the first weeks of employment."""
    return day - hired < NEWCOMER_WEEKS * WORKDAYS_A_WEEK


@behaviour
def is_loyal(w: World, day: int, row: int) -> bool:
    """Whether a customer has been with its firm for long enough to count as loyal."""
    return day - whole(w.customers[row].since) >= w.market[0].loyal_years * DAYS_A_YEAR


@behaviour
def label_truth(w: World, seat: int) -> float:
    """How far an employee has found that the label `urgent` can be believed [0-1]."""
    e = w.employees[seat]
    return label_value(e.false_seen, e.calm_seen)


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
def staying_with(w: World, firm: int) -> int:
    """Employees of a firm who have not given notice."""
    f = w.firms[firm]
    count = 0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        if whole(w.employees[seat].id) != NOBODY and whole(w.employees[seat].leaving) == STAYS:
            count += 1
    return count


@behaviour
def newcomers_on(w: World, day: int, team: int) -> int:
    """Newcomers on a team."""
    newcomers = 0
    seat = whole(w.managers[team].first_seat)
    while seat != NOBODY:
        newcomers += whole(is_newcomer(day, whole(w.employees[seat].hired)))
        seat = whole(w.employees[seat].next_mate)
    return newcomers


@behaviour
def smallest_team(w: World, firm: int) -> int:
    """The team with the fewest employees; ties go to the first."""
    f = w.firms[firm]
    best = whole(f.team_first)
    for team in range(whole(f.team_first), whole(f.team_end)):
        if whole(w.managers[team].members) < whole(w.managers[best].members):
            best = team
    return best


# ------------------------------------------------------------------------------ teams


@behaviour
def join_team(w: World, seat: int, team: int) -> None:
    """Add a seat to a team's list, which is in the order of seats."""
    e = w.employees[seat]
    g = w.managers[team]
    # In the order of seats, so that sums over a team have the same digits whoever joined first.
    before, after = NOBODY, whole(g.first_seat)
    while after != NOBODY and after < seat:
        before, after = after, whole(w.employees[after].next_mate)
    e.team = team
    e.next_mate = after
    if before == NOBODY:
        g.first_seat = seat
    else:
        w.employees[before].next_mate = seat
    g.members += 1


@behaviour
def leave_team(w: World, seat: int) -> None:
    """Take a seat out of its team's list."""
    g = w.managers[whole(w.employees[seat].team)]
    after = whole(w.employees[seat].next_mate)
    if whole(g.first_seat) == seat:
        g.first_seat = after
    else:
        before = whole(g.first_seat)
        while whole(w.employees[before].next_mate) != seat:
            before = whole(w.employees[before].next_mate)
        w.employees[before].next_mate = after
    g.members -= 1


# ------------------------------------------------------------------------------ joining


@behaviour
def new_identity(w: World, firm: int) -> int:
    """The identity of the next person that a firm takes on. It is never used twice: luck is drawn by it."""
    f = w.firms[firm]
    f.hired_ever += 1
    return firm * PEOPLE_A_FIRM + whole(f.hired_ever) - 1


@behaviour
def seat_employee(w: World, day: int, firm: int, seat: int, team: int, givers: float) -> None:
    """Seat a newcomer on a team. givers: the weight of helping in the firm's promotions, which draws helpers."""
    m = w.market[0]
    e = w.employees[seat]
    identity = new_identity(w, firm)
    e.id = identity
    join_team(w, seat, team)
    e.hired = day
    e.skill = m.newcomer_productivity
    # Neither side knows it yet: it shows on the job (jovanovic1979).
    e.match = normal(m.seed, Stream.MATCH, identity, 0)
    # A newcomer does not know yet what matters here, but nobody has been let down who has needed nothing.
    e.questions = unless_off(w, Mechanism.QUESTIONS, m.newcomer_questions, 0.0)
    e.clarity = unless_off(w, Mechanism.CLARITY, share_met(0.0, e.questions), 1.0)
    e.recognition = 1.0
    e.backing = 1.0
    e.autonomy = 1.0
    e.answered = 0.0
    e.decisions = 0.0
    e.decided = 0.0
    e.abuses = 0.0
    e.backed = 0.0
    e.needs = 0.0
    e.heard = 0.0
    e.calm_seen = 0.0
    e.false_seen = 0.0
    e.to_ask = 0
    e.to_back = NOBODY
    e.to_propose = 0
    e.strain = m.strain_reference
    e.fatigue = 1.0
    e.satisfaction = m.satisfaction_reference
    e.success = 1.0
    luck = draw(m.seed, Stream.GIVER, identity, 0)
    e.giver = newcomer_disposition(luck, m.helping_start, givers, m.giver_hiring)
    e.helping = e.giver
    # One talent for both: what gets done in an hour, and how a team is led (lazear2015).
    e.talent = normal(m.seed, Stream.TALENT, identity, 0)
    e.ability = personal_ability(e.talent, m.ability_spread)
    # For good: some ask whatever they do not know, others nothing (morrison1993).
    e.outspoken = outspokenness(draw(m.seed, Stream.OUTSPOKEN, identity, 0), m.speak_base)
    e.resilience = normal(m.seed, Stream.RESILIENCE, identity, 0)
    # What the manager expects of somebody not yet seen at work.
    e.pace = e.skill
    e.hazard = 0.0
    e.leaving = STAYS
    e.absent = 0
    e.training = 1.0
    e.pressure = 0.0
    e.thoroughness = 1.0


@behaviour
def take_on(w: World, day: int, firm: int) -> None:
    """A newcomer takes the firm's first empty seat, on its smallest team."""
    f = w.firms[firm]
    seat = whole(f.open_seat)
    # No seat before the one remembered is empty.
    while whole(w.employees[seat].id) != NOBODY:
        seat += 1
    f.open_seat = seat
    # Firms that promote helpers attract helpers (assumed).
    givers = gated(w, Mechanism.PROMOTION, f.giver_promotion, 0.0)
    seat_employee(w, day, firm, seat, smallest_team(w, firm), givers)
    ledger(w, day, firm).hires += 1


@behaviour
def appoint(w: World, day: int, team: int, identity: int, strain: float, giver: float, talent: float) -> None:
    """Make somebody the team's manager, content and trusting as ordinarily, whatever they were before."""
    m = w.market[0]
    g = w.managers[team]
    g.id = identity
    g.appointed = day
    g.strain = strain
    g.giver = giver
    g.talent = talent
    g.satisfaction = m.satisfaction_reference
    g.success = 1.0
    g.recognition = 1.0
    g.pleas = 0.0
    g.pleas_heard = 0.0
    g.pleads = 0
    g.to_escalate = NOBODY
    # What the one before had begun too late in the day is not the new one's morning.
    g.overrun = 0.0
    g.belief = ORDINARY_OWNERSHIP
    g.leaving = STAYS


@behaviour
def appoint_outsider(w: World, day: int, team: int) -> None:
    """Make a rested outsider, who helps and leads as managers ordinarily do, the team's manager."""
    m = w.market[0]
    identity = new_identity(w, whole(w.managers[team].firm))
    appoint(w, day, team, identity, m.strain_reference, m.helping_start, m.ordinary_talent)


# ------------------------------------------------------------------------------ leaving


@behaviour
def count_exit(w: World, day: int, firm: int, way: int, satisfaction: float) -> None:
    """Add an exit to the firm's week, each way of leaving for itself."""
    k = ledger(w, day, firm)
    if way == QUITS:
        k.quits += 1
    elif way == DISMISSED:
        k.dismissals += 1
    elif way == LAID_OFF:
        k.layoffs += 1
    elif way == INSOLVENT:
        k.insolvencies += 1
    # A fraction, but one executive sees all leavers of a firm off, in the order of seats.
    k.leaver_satisfaction_sum += satisfaction
    k.leavers += 1


@behaviour
def vacate(w: World, day: int, seat: int) -> None:
    """Empty a seat and hand its desk on; the holder's hours of this week stay until the week is written down."""
    # While the seat still has its team, whose tray the work goes back to.
    hand_on(w, day, seat)
    leave_team(w, seat)
    e = w.employees[seat]
    f = w.firms[whole(w.managers[whole(e.team)].firm)]
    f.open_seat = min(whole(f.open_seat), seat)
    # A panel asks at the week's end who left: not somebody hired and gone on its last day, whom it never saw.
    if whole(e.hired) < day:
        e.gone = e.id
        e.gone_how = e.leaving
    e.id = NOBODY
    e.leaving = STAYS
    e.open_requests = 0
    e.urgent_requests = 0
    e.overdue_requests = 0
    e.backlog = 0.0
    e.to_back = NOBODY
    e.to_propose = 0
