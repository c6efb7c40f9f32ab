"""quit: employees and managers decide whether to go, at the week's end; they are gone after `leave`.

Employees who quit give notice and work on until their last day. Managers and those who are dismissed go at once.
"""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.draws import Stream, draw
from sim.model.firms import pay_felt, shaken
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import weeks_employed
from sim.model.records import World
from sim.model.rules.hazard import weekly_probability
from sim.model.rules.layoffs import survivors_hazard
from sim.model.rules.quitting import QuitWeights, dismissal_hazard, match_found, quit_hazard
from sim.model.states import DISMISSED, NOBODY, QUITS, STAYS


@phase
def quit_employees(w: World, day: int, first: int, end: int) -> None:
    """Employees first to end stay or leave."""
    for seat in range(first, end):
        quit_employee(w, day, seat)


@behaviour
def quit_employee(w: World, day: int, seat: int) -> None:
    """Decide whether one employee stays, quits or is dismissed; who has given notice has decided."""
    m = w.market[0]
    e = w.employees[seat]
    if whole(e.id) == NOBODY:
        return
    if whole(e.leaving) != STAYS:
        return
    g = w.managers[whole(e.team)]
    # Nobody is hired by match, but people leave by it: the hazard rises with tenure, then falls (jovanovic1979).
    found = match_found(e.match, weeks_employed(day, whole(e.hired)), m.match_learning)
    # Kept, because it is the intention to quit, which panels ask for.
    e.hazard = hazard_of(w, whole(g.firm), e.satisfaction, e.strain, found, real(g.quits_last_week))
    # Quitting first: who wants to go is not dismissed in the same week. Each has its own luck, so that changing one
    # hazard moves no other decision.
    if draw(m.seed, Stream.QUIT, whole(e.id), day) < weekly_probability(e.hazard):
        e.leaving = QUITS
        e.last_day = day + whole(m.notice_weeks) * WORKDAYS_A_WEEK
    elif draw(m.seed, Stream.DISMISS, whole(e.id), day) < weekly_probability(
        dismissal_hazard(m.dismissal_hazard, found)
    ):
        e.leaving = DISMISSED
        e.last_day = day


@behaviour
def hazard_of(
    w: World, firm: int, satisfaction: float, strain: float, found: float, quits_nearby: float
) -> float:
    """Hazard of quitting a year under the market's constants and the firm's pay."""
    m = w.market[0]
    weights = QuitWeights(
        m.base_quit_hazard,
        m.satisfaction_reference,
        m.satisfaction_spread,
        m.quit_odds_per_sd_satisfaction,
        m.burnout_quit_multiplier,
        m.match_quit,
        m.pay_quit,
        m.contagion,
    )
    nearby = gated(w, Mechanism.QUIT_CONTAGION, quits_nearby, 0.0)
    # Tightness is a constant: firms compete for customers, not for staff.
    hazard = quit_hazard(satisfaction, strain, found, pay_felt(w, firm), nearby, m.labour_tightness, weights)
    # In proportion, because layoffs were measured to raise quit rates by a factor (trevor2008).
    return hazard * survivors_hazard(shaken(w, firm), m.survivor_quit)


@phase
def quit_managers(w: World, day: int, first: int, end: int) -> None:
    """Managers first to end stay or leave."""
    for team in range(first, end):
        quit_manager(w, day, team)


@behaviour
def quit_manager(w: World, day: int, team: int) -> None:
    """Decide whether one manager stays or quits. Their match is not modelled, and nobody dismisses them."""
    m = w.market[0]
    g = w.managers[team]
    if whole(g.id) == NOBODY:
        return
    hazard = hazard_of(w, whole(g.firm), g.satisfaction, g.strain, 0.0, real(g.quits_last_week))
    if draw(m.seed, Stream.QUIT, whole(g.id), day) < weekly_probability(hazard):
        g.leaving = QUITS
